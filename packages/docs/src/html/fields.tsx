import type { Content, Field, Filter, Part } from "../model/site.ts";
import type { Context } from "./context.ts";
import { Facts, Prose, Type } from "./text.tsx";

/** So few fields inside stand open from the start. */
const MOST_OPEN_FIELDS = 6;

export function ContentFields({ context, content }: { context: Context; content: Content }) {
  return <Parts context={context} parts={content.parts} />;
}

export function FieldList({
  context,
  fields,
  filter,
}: {
  context: Context;
  fields: Field[];
  filter?: Filter | undefined;
}) {
  return (
    <ul class="fields">
      {fields.map((field) => (
        <FieldItem context={context} field={field} filter={filter} isAlone={fields.length === 1} />
      ))}
    </ul>
  );
}

function Parts({ context, parts }: { context: Context; parts: Part[] }) {
  return (
    <>
      {parts.map(({ title, type, description, fields, filter }) => (
        <div class={title === undefined ? "part" : "part option"}>
          {title !== undefined && (
            <p class="option-title">
              {title} {type && <Type context={context} type={type} />}
            </p>
          )}
          {title !== undefined && <Prose context={context} text={description} level={3} />}
          {fields.length > 0 && <FieldList context={context} fields={fields} filter={filter} />}
        </div>
      ))}
    </>
  );
}

function FieldItem(props: { context: Context; field: Field; filter: Filter | undefined; isAlone: boolean }) {
  const { context, field, filter, isAlone } = props;
  return (
    <li
      id={field.id}
      class="field"
      tabIndex={-1}
      data-filter={field.availableFor && filter?.key}
      data-for={field.availableFor?.join(" ")}
    >
      <p class="line">
        <a class="name" href={`#${field.id}`}>
          {field.name}
        </a>{" "}
        <Type context={context} type={field.type} />
        <Flags field={field} />
        <Only field={field} />
      </p>
      <Prose context={context} text={field.description} level={3} />
      <Facts facts={field.facts} values={field.values} examples={field.examples} />
      {field.parts.length > 0 && (
        <details class="inside" open={field.count <= MOST_OPEN_FIELDS || isAlone}>
          <summary>
            <span class="inside-count">{field.count.toLocaleString("en")}</span>{" "}
            {field.count === 1 ? "field" : "fields"}
            {field.inside !== "itself" && ` of ${field.inside}`}
            <span class="of"> in {field.name}</span>
          </summary>
          <Parts context={context} parts={field.parts} />
        </details>
      )}
    </li>
  );
}

function Flags({ field }: { field: Field }) {
  const flags = [
    field.required && (["required", "required"] as const),
    field.deprecated && (["deprecated", "deprecated"] as const),
    field.readOnly && (["read-only", "only in answers"] as const),
    field.writeOnly && (["write-only", "only in requests"] as const),
  ].filter((flag) => flag !== false);
  return (
    <>
      {flags.map(([kind, text]) => (
        <>
          {" "}
          <span class={`flag ${kind}`}>{text}</span>
        </>
      ))}
    </>
  );
}

function Only({ field: { availableForTitles } }: { field: Field }) {
  if (!availableForTitles) return null;
  return (
    <>
      {" "}
      <span class="only">
        <span class="label">only for </span>
        {availableForTitles.map((title, index) => (
          <>
            {index > 0 && <span class="label">, </span>}
            <span class="badge">{title}</span>
          </>
        ))}
      </span>
    </>
  );
}
