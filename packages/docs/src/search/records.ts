import type { Field, Markdown, OperationPage, Part, Site, TypeText, Value } from "../model/site.ts";
import { tagId, tagsInOrder } from "../model/tags.ts";
import { headingId } from "../text/markdown.ts";
import { plainText } from "../text/plain-text.ts";

/** One thing that can be found: a page, a section of one, or a field. Plain data, which a script of the site contains. */
export interface SearchRecord {
  /** Its address within the site. */
  page: string;
  title: string;
  /** Its place, for readers: `Update a model · body.parameters`. */
  where: string;
  kind: SearchKind;
  /** What a result shows of it. */
  about: string;
  /** The id of a field, `body.parameters.rank`. */
  id?: string;
  /** Other words by which it is found: its type, its values, `deprecated`. */
  words?: string;
}

export type SearchKind =
  | "operation"
  | "body"
  | "parameter"
  | "section"
  | "guide"
  | "guide section"
  | "schema"
  | "schema field"
  | "response";

/**
 * The number of fields up to which the results are fields on the pages of operations. In a larger site, they are fields on
 * the pages of schemas, so that each is found once.
 */
const MAX_FIELDS = 3_000;
/** The longest text that a record has of a description, in characters. */
const MAX_TEXT = 400;

/** Everything that the search of a site finds. */
export function searchRecords(site: Site): SearchRecord[] {
  const isSmall = site.operations.reduce((sum, operation) => sum + countFields(operation), 0) <= MAX_FIELDS;
  const records: SearchRecord[] = [...startRecords(site), ...guideRecords(site)];
  const tags = new Map(
    tagsInOrder(site.tags).map(({ group, above }) => [group.name, [...above, group].map(({ title }) => title)]),
  );
  for (const operation of [...site.operations, ...site.callbacks, ...site.webhooks]) {
    const { path, title, parameters, queryString, body, responses } = operation;
    const page = `${path}.html`;
    records.push(operationRecord(operation, page, tags.get(operation.tag) ?? []));
    records.push(...fieldRecords(page, title, "parameter", [...parameters, ...(queryString?.content.parts ?? [])]));
    if (!isSmall) continue;
    const bodies = [body, ...(body?.others ?? [])].flatMap((each) => each?.content.parts ?? []);
    records.push(...fieldRecords(page, title, "body", bodies));
    for (const { headers: fields, content, others } of responses) {
      const parts = [content, ...others.map(({ content }) => content)].flatMap((each) => each?.parts ?? []);
      records.push(...fieldRecords(page, title, "response", [{ fields }, ...parts]));
    }
  }
  for (const { path, title, description = "", values, content } of site.schemas) {
    const page = `${path}.html`;
    const words = values.map(valueWords).join(" ");
    records.push({ page, title, where: "Schema", kind: "schema", about: shortText(description), words });
    if (!isSmall) records.push(...fieldRecords(page, title, "schema field", content.parts));
  }
  return records;
}

/** @param tags the titles of its tag and of those around that */
function operationRecord(operation: OperationPage, page: string, tags: readonly string[]): SearchRecord {
  const { kind, name, title, method, route, description = "", deprecated, labels, responses, samples } = operation;
  const words = [
    name,
    method,
    route,
    kind !== "operation" && kind,
    deprecated && "deprecated",
    ...tags,
    ...labels.map(({ title }) => title),
    ...responses.map(({ summary }) => summary),
    ...samples.map(({ title }) => title),
  ];
  return {
    page,
    title,
    where: `${method} ${route}`,
    kind: "operation",
    about: shortText(description),
    words: words.filter(Boolean).join(" "),
  };
}

function startRecords(site: Site) {
  const { title, summary = "", description = "", servers, security, operations, labels, errors } = site;
  const records: SearchRecord[] = [];
  const add = (id: string, title: string, about: Markdown, words = "") =>
    records.push({
      page: `index.html${id && `#${id}`}`,
      title,
      where: "Start page",
      kind: "section",
      about: shortText(about),
      words,
    });
  add("", title, `${summary} ${description}`);
  if (operations.length > 0) add("first-call", "Make a first call", "How to install the client and send a request.");
  if (servers.length > 0) {
    const names = servers.map(({ url, name = "" }) => `${name} ${url}`);
    add("base-url", "Base URL", names.join(" "), "server host endpoint");
  }
  if (security.length > 0) {
    const titles = security.map(({ title, description = "" }) => `${title}. ${description}`);
    const flows = security.flatMap(({ flows }) => flows);
    const scopes = flows.flatMap(({ scopes }) => scopes);
    const words = [...[...security, ...scopes].map(({ name }) => name), ...flows.map(({ title }) => title)];
    add("authentication", "Authentication", titles.join(" "), words.join(" "));
  }
  for (const { name, title, description = "" } of labels) {
    records.push({
      page: `index.html#${tagId({ name })}`,
      title,
      where: "Start page",
      kind: "section",
      about: shortText(description),
      words: "label tag",
    });
  }
  if (errors.length > 0) {
    const about = `What the operations answer when they do not succeed: ${errors.map(({ status }) => status).join(", ")}.`;
    records.push({
      page: "errors.html",
      title: "Errors",
      where: "Start page",
      kind: "section",
      about,
      words: "status",
    });
  }
  return records;
}

/** A record for each guide, and for each of its sections. */
function guideRecords({ guides }: Site): SearchRecord[] {
  return guides.flatMap(({ path, title, summary, body }) => {
    const [, ...sections] = body.split(/^## (?=.)/m);
    return [
      { page: `${path}.html`, title, where: "Guide", kind: "guide", about: summary } as const,
      ...sections.map((section): SearchRecord => {
        const [heading = "", ...text] = section.split("\n");
        return {
          page: `${path}.html#${headingId(heading)}`,
          title: plainText(heading),
          where: `Guide · ${title}`,
          kind: "guide section",
          about: plainText(text.join("\n")),
        };
      }),
    ];
  });
}

function countFields({ body, responses }: OperationPage): number {
  return [body, ...responses].reduce((sum, part) => sum + (part?.content?.count ?? 0), 0);
}

function fieldRecords(
  page: string,
  title: string,
  kind: SearchKind,
  parts: Pick<Part, "fields">[] = [],
): SearchRecord[] {
  return parts.flatMap(({ fields }) =>
    fields.flatMap((field) => [
      {
        page: `${page}#${field.id}`,
        title: field.name,
        where: `${title} · ${field.id.split(".").slice(0, -1).join(".")}`,
        kind,
        about: shortText(field.description ?? ""),
        id: field.id,
        words: wordsOf(field),
      },
      ...fieldRecords(page, title, kind, field.parts),
    ]),
  );
}

function wordsOf(field: Field): string {
  const { type, required, deprecated, readOnly, writeOnly, values, availableForTitles = [], differences = [] } = field;
  return [
    typeWords(type),
    required && "required",
    deprecated && "deprecated",
    readOnly && "read-only only in answers",
    writeOnly && "write-only only in requests",
    ...values.map(valueWords),
    ...availableForTitles,
    ...differences.map(({ title, deprecated, note = "" }) => `${title} ${deprecated ? "deprecated " : ""}${note}`),
  ]
    .filter(Boolean)
    .join(" ");
}

function valueWords({ json, title = "", description = "" }: Value): string {
  return [json, title, plainText(description)].filter(Boolean).join(" ");
}

function typeWords(type: TypeText): string {
  return type.map(({ text }) => text).join("");
}

function shortText(text: Markdown): string {
  const plain = plainText(text);
  return plain.length > MAX_TEXT ? `${plain.slice(0, MAX_TEXT)}…` : plain;
}
