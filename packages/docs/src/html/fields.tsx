import type { Chosen, Field, FieldDifference, Filter, Part } from "../model/site.ts";
import { LEFT_OUT, OTHERWISE } from "../model/wording.ts";
import type { Context } from "./context.ts";
import { Facts, Prose, Type, WebLinks } from "./text.tsx";

/** Nested fields start open if there are at most this many. */
const MAX_OPEN_FIELDS = 6;

/** Radio buttons that show only the fields of one kind. They need JavaScript and are hidden without it. */
export function Filters({ filters, place }: { filters: Filter[]; place: string }) {
  return (
    <>
      {filters.map(({ key, title, choices }) => (
        <fieldset class="filter script" data-filter={key}>
          <legend>{title}</legend>
          {[{ word: "", title: "All" }, ...choices].map(({ word, title }) => (
            <label>
              <input type="radio" name={`${key}-${place}`} value={word} checked={word === ""} autocomplete="off" />
              <span>{title}</span>
            </label>
          ))}
        </fieldset>
      ))}
    </>
  );
}

/** The fields of a body or a schema. */
export function Parts({ context, parts }: { context: Context; parts: Part[] }) {
  return (
    <>
      {parts.map((part) => (
        <div class={part.title === undefined ? "part" : "part option"}>
          {part.title !== undefined && <OptionHead context={context} part={part} />}
          {part.fields.length > 0 && <FieldList context={context} fields={part.fields} filter={part.filter} />}
          {part.subtypes && <Subtypes context={context} {...part.subtypes} />}
        </div>
      ))}
    </>
  );
}

/** What is said of one alternative before its fields. */
function OptionHead({ context, part }: { context: Context; part: Part }) {
  const { title, name, type, description, chosenBy, facts = [], values = [] } = part;
  return (
    <>
      <p class="option-title">
        {title} {name && <strong>{name}</strong>} {type && <Type context={context} type={type} />}
        {chosenBy && (
          <span class="chosen-by">
            {" "}
            if <code>{chosenBy.property}</code> is <Choice {...chosenBy} />
          </span>
        )}
      </p>
      <Prose context={context} text={description} level={3} />
      <Facts context={context} facts={facts} values={values} examples={[]} />
    </>
  );
}

function Choice({ values, isDefault = false }: Omit<Chosen, "property">) {
  const shown = [...values.map((value) => <code>{value}</code>), ...(isDefault ? [OTHERWISE] : [])];
  return (
    <>
      {shown.map((value, index) => (
        <>
          {index > 0 && " or "}
          {value}
        </>
      ))}
    </>
  );
}

function Subtypes({ context, property, schemas }: { context: Context } & NonNullable<Part["subtypes"]>) {
  return (
    <div class="subtypes">
      <p class="option-title">
        <code>{property}</code> tells which schema it is
      </p>
      <ul class="plain">
        {schemas.map(({ type, ...choice }) => (
          <li>
            <Choice {...choice} />: <Type context={context} type={type} />
          </li>
        ))}
      </ul>
    </div>
  );
}

export function FieldList(props: { context: Context; fields: Field[]; filter?: Filter | undefined }) {
  const { context, fields, filter } = props;
  return (
    <ul class="fields">
      {fields.map((field) => (
        <FieldItem context={context} field={field} filter={filter} isAlone={fields.length === 1} />
      ))}
    </ul>
  );
}

function FieldItem(props: { context: Context; field: Field; filter: Filter | undefined; isAlone: boolean }) {
  const { context, field, filter, isAlone } = props;
  return (
    <li
      id={field.id}
      class="field"
      tabIndex={-1}
      data-filter={field.availableFor && (filter?.key ?? "")}
      data-for={field.availableFor && JSON.stringify(field.availableFor)}
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
      <Facts context={context} facts={field.facts} values={field.values} examples={field.examples} />
      <WebLinks links={field.links} />
      {field.differences && (
        <Differences context={context} name={field.name} differences={field.differences} filter={filter} />
      )}
      {field.parts.length > 0 && (
        <details class="inside" open={field.count <= MAX_OPEN_FIELDS || isAlone}>
          <summary>
            <span class="inside-count">{field.count.toLocaleString("en")}</span>{" "}
            {field.count === 1 ? "field" : "fields"}
            {field.inside !== "itself" && ` of ${field.inside}`}
            <span class="of"> in {field.name}</span>
          </summary>
          <Parts context={context} parts={field.parts} />
        </details>
      )}
      {field.isCut && (
        <p class="label">
          {LEFT_OUT} <a href={`${context.root}openapi.yaml`}>openapi.yaml</a>
        </p>
      )}
    </li>
  );
}

function Flags({ field }: { field: Field }) {
  return (
    <>
      {field.required && <Flag kind="required" />}
      {field.deprecated && <Flag kind="deprecated" />}
      {field.readOnly && <Flag kind="read-only" text="only in answers" />}
      {field.writeOnly && <Flag kind="write-only" text="only in requests" />}
    </>
  );
}

function Flag({ kind, text = kind }: { kind: string; text?: string }) {
  return (
    <>
      {" "}
      <span class={`flag ${kind}`}>{text}</span>
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

/** A table of what differs from choice to choice. Columns that would be empty are left out. */
function Differences(props: {
  context: Context;
  name: string;
  differences: FieldDifference[];
  filter: Filter | undefined;
}) {
  const { context, name, differences, filter } = props;
  const columns = [
    { title: "Default", cell: ({ default: usual }: FieldDifference) => usual && <code>{usual}</code> },
    { title: "Limits", cell: ({ limits }: FieldDifference) => limits },
    {
      title: "Note",
      cell: ({ note }: FieldDifference) => note && <Prose context={context} text={note} level={3} />,
    },
  ].filter(({ cell }) => differences.some(cell));
  return (
    <table class="differences" data-filter={filter?.key ?? ""}>
      <caption class="of">
        {name} by {filter?.title.toLowerCase() ?? "word"}
      </caption>
      <thead>
        <tr>
          <th scope="col">{filter?.title ?? "For"}</th>
          {columns.map(({ title }) => (
            <th scope="col">{title}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {differences.map((difference) => (
          <tr data-for={JSON.stringify(difference.words)}>
            <th scope="row">
              {difference.title}
              {difference.deprecated && <Flag kind="deprecated" />}
            </th>
            {columns.map(({ cell }) => (
              <td>{cell(difference)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
