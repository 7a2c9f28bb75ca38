import { statusTitle } from "../model/wording.ts";
import { guideLink } from "../text/markdown.ts";
import { type Context, href } from "./context.ts";
import type { OutlineEntry } from "./outline.tsx";
import { Prose } from "./text.tsx";

/** All documented errors, by status. */
export function Errors({ context }: { context: Context }) {
  return (
    <article>
      <h1>Errors</h1>
      <p>What the operations answer when they do not succeed.</p>
      <Prose context={context} text={context.site.errorsNote} link={guideLink} />
      {context.site.errors.map(({ status, answers }) => (
        <section aria-labelledby={errorId(status)}>
          <h2 id={errorId(status)}>{statusTitle(status)}</h2>
          <ul class="plain schema-list">
            {answers.map(({ operation, response }) => (
              <li>
                <a href={href(context, operation.path, response.id)}>{operation.title}</a>
                {response.summary && <p>{response.summary}</p>}
                <Prose context={context} text={response.description} level={3} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </article>
  );
}

export function errorsOutline({ site }: Context): OutlineEntry[] {
  return site.errors.map(({ status }) => ({ id: errorId(status), title: statusTitle(status) }));
}

function errorId(status: string): string {
  return `status-${status}`;
}
