import type { GuidePage } from "../model/site.ts";
import { guideLink } from "../text/guide-link.ts";
import type { Context } from "./context.ts";
import { Prose } from "./text.tsx";

export function Guide({ context, guide }: { context: Context; guide: GuidePage }) {
  return (
    <article>
      <p class="kicker">Guide</p>
      <h1>{guide.title}</h1>
      <Prose context={context} text={guide.body} level={2} ids link={guideLink} />
    </article>
  );
}
