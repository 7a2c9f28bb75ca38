import { firstParagraph } from "../model/first-paragraph.ts";
import { type Context, href } from "./context.ts";
import { Prose } from "./text.tsx";

/** The list of all schemas, each with the first paragraph of its description. */
export function Schemas({ context }: { context: Context }) {
  return (
    <article>
      <h1>Schemas</h1>
      <ul class="plain schemas">
        {context.site.schemas.map(({ path, title, description }) => (
          <li>
            <a href={href(context, path)}>{title}</a>
            <Prose context={context} text={description && firstParagraph(description)} level={2} />
          </li>
        ))}
      </ul>
    </article>
  );
}
