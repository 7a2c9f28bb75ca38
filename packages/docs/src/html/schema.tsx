import { filtersIn } from "../model/filter.ts";
import type { SchemaPage } from "../model/site.ts";
import { firstParagraph } from "../model/wording.ts";
import { type Context, href } from "./context.ts";
import { Filters, Parts } from "./fields.tsx";
import { SectionHeading } from "./heading.tsx";
import { type OutlineEntry, topFields } from "./outline.tsx";
import { Facts, Prose, Type, WebLinks } from "./text.tsx";

export function Schema({ context, schema }: { context: Context; schema: SchemaPage }) {
  const { title, description, deprecated, type, values, links, facts, examples, content, usedBy } = schema;
  return (
    <article>
      <h1>{title}</h1>
      <p class="line">
        <Type context={context} type={type} /> {deprecated && <span class="flag deprecated">deprecated</span>}
      </p>
      <Prose context={context} text={description} level={2} />
      <Facts context={context} facts={facts} values={values} examples={examples} isOpen />
      <WebLinks links={links} />
      {content.parts.length > 0 && (
        <section class="fields-section" id="-fields" aria-labelledby="--fields-title">
          <SectionHeading id="-fields" title="Fields" count={content.count} />
          <div class="section-tools script">
            <Filters filters={filtersIn(content)} place="fields" />
          </div>
          <Parts context={context} parts={content.parts} />
        </section>
      )}
      <section id="-used" aria-labelledby="-used-title">
        <h2 id="-used-title">Where it is used</h2>
        {usedBy.length === 0 && <p>Nothing refers to it.</p>}
        <ul class="uses">
          {usedBy.map(({ page, title, id }) => (
            <li>
              <a href={href(context, page, id)}>
                {title} <code>{id}</code>
              </a>
            </li>
          ))}
        </ul>
      </section>
    </article>
  );
}

export function schemaOutline({ content }: SchemaPage): OutlineEntry[] {
  return [
    ...(content.count > 0
      ? [{ id: "-fields", title: "Fields", count: content.count, entries: topFields(content) }]
      : []),
    { id: "-used", title: "Where it is used" },
  ];
}

/** The list of all schemas, each with the first paragraph of its description. */
export function Schemas({ context }: { context: Context }) {
  return (
    <article>
      <h1>Schemas</h1>
      <ul class="plain schema-list">
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
