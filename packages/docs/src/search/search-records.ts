import type { Field, Markdown, OperationPage, Part, Site, TypeText } from "../model/site.ts";

/** A place to find: a page, or a field of one. */
export interface SearchRecord {
  /** The place's address from the site's root. */
  page: string;
  title: string;
  /** Where that is, for who reads the result: `Update a model · body.parameters`. */
  where: string;
  /** What a result says of a field, in place of an excerpt of the text. */
  about?: string;
  text: string;
}

/** Fields of operations are found on their pages, up to so many; of a larger site, on the pages of the schemas, once. */
const MOST_FIELDS = 3_000;

/** Every page, and every field, each by a record of its own, so that a result leads to the field itself. */
export function searchRecords(site: Site): SearchRecord[] {
  const isSmall = site.operations.reduce((sum, operation) => sum + fieldsOf(operation), 0) <= MOST_FIELDS;
  const records: SearchRecord[] = [
    {
      page: "index.html",
      title: site.title,
      where: "Start",
      text: plain(`${site.title}. ${site.summary ?? ""} ${site.description ?? ""}`),
    },
  ];
  for (const { path, title, body } of site.guides) {
    records.push({ page: `${path}.html`, title, where: "Guide", text: plain(`${title}. ${body}`) });
  }
  for (const operation of site.operations) {
    const { path, title, method, route, description = "", parameters, body, responses } = operation;
    const page = `${path}.html`;
    records.push({
      page,
      title,
      where: `${method} ${route}`,
      text: plain(`${title}. ${method} ${route}. ${operation.name}. ${description}`),
    });
    if (!isSmall) continue;
    const add = (fields: Field[]) => addFields(records, page, title, fields);
    for (const group of parameters) add(group.fields);
    for (const part of body?.content.parts ?? []) add(part.fields);
    for (const { headers, content } of responses) {
      add(headers);
      for (const part of content?.parts ?? []) add(part.fields);
    }
  }
  for (const { path, title, description = "", values, content } of site.schemas) {
    const page = `${path}.html`;
    records.push({ page, title, where: "Schema", text: plain(`${title}. ${description} ${values.join(" ")}`) });
    if (!isSmall) for (const part of content.parts) addFields(records, page, title, part.fields);
  }
  return records;
}

function fieldsOf({ body, responses }: OperationPage): number {
  return [body, ...responses].reduce((sum, part) => sum + (part?.content?.count ?? 0), 0);
}

function addFields(records: SearchRecord[], page: string, title: string, fields: Field[]): void {
  for (const { id, name, type, description = "", values, parts } of fields) {
    const where = id.split(".").slice(0, -1).join(".");
    records.push({
      page: `${page}#${id}`,
      title: name,
      where: `${title} · ${where}`,
      about: plain(description),
      text: plain(`${name}. ${split(name)}. ${typeWords(type)}. ${description} ${values.join(" ")}`),
    });
    for (const part of parts as Part[]) addFields(records, page, title, part.fields);
  }
}

/** `learningRate` is found by `learning` and by `rate` too. */
function split(name: string): string {
  return name.replace(/(?<=\p{Ll})(?=\p{Lu})|[_.-]+/gu, " ");
}

function typeWords(type: TypeText): string {
  return type.map(({ text }) => text).join("");
}

/** Words without the signs of Markdown. */
function plain(text: Markdown): string {
  return text.replace(/[`*#|>[\]]+/g, " ").replace(/\s+/g, " ");
}
