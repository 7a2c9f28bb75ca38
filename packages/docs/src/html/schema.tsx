import { countText } from "../model/count-text.ts";
import { filtersIn } from "../model/filters-in.ts";
import type { SchemaPage } from "../model/site.ts";
import { type Context, href } from "./context.ts";
import { ContentFields } from "./fields.tsx";
import { Filters } from "./filters.tsx";
import { Facts, Prose, Type } from "./text.tsx";

export function Schema({ context, schema }: { context: Context; schema: SchemaPage }) {
  const { title, description, deprecated, type, values, facts, examples, content, usedBy } = schema;
  return (
    <article>
      <p class="kicker">Schema</p>
      <h1>{title}</h1>
      <p class="line">
        <Type context={context} type={type} /> {deprecated && <span class="flag deprecated">deprecated</span>}
      </p>
      <Prose context={context} text={description} level={2} />
      <Facts facts={facts} values={values} examples={examples} />
      {content.count > 0 && (
        <section class="fields-section" aria-labelledby="-fields-title">
          <h2 id="-fields-title">
            Fields <span class="count">{countText(content.count, "field")}</span>
          </h2>
          <div class="section-tools script">
            <Filters filters={filtersIn(content)} place="fields" />
          </div>
          <ContentFields context={context} content={content} />
        </section>
      )}
      <section aria-labelledby="-used-title">
        <h2 id="-used-title">Where it is used</h2>
        {usedBy.length === 0 && <p>Nothing refers to it.</p>}
        <ul class="uses">
          {usedBy.map(({ page, title, field, id }) => (
            <li>
              <a href={href(context, page, id)}>
                {title} <code>{field}</code>
              </a>
            </li>
          ))}
        </ul>
      </section>
    </article>
  );
}
