import { createIndex } from "pagefind";
import type { Field, Markdown, OperationPage, Site, TypeText } from "./model/site.ts";

/** A search result: a page, or a field of a page. */
interface SearchRecord {
  /** Its address within the site. */
  page: string;
  title: string;
  /** Its place, for readers: `Update a model · body.parameters`. */
  where: string;
  /** What a result shows of a field, instead of an excerpt of the text. */
  about?: string;
  text: string;
}

/**
 * The number of fields up to which the results are fields on the pages of operations. In a larger site, they are fields on
 * the pages of schemas, so that each is found once.
 */
const MAX_FIELDS = 3_000;

/** The files of the search, made by Pagefind: its script, its WebAssembly code and the index, split into small files. */
export async function searchFiles(site: Site): Promise<Map<string, Uint8Array>> {
  const { index, errors } = await createIndex({ forceLanguage: "en", writePlayground: false });
  if (!index) throw new Error(`Pagefind: ${errors.join(", ")}`);
  try {
    // All at once, as each call waits for Pagefind's own process.
    const added = searchRecords(site).map(({ page, title, where, about = "", text }) =>
      index.addCustomRecord({ url: page, content: text, language: "en", meta: { title, where, about } }),
    );
    const problems = (await Promise.all(added)).flatMap(({ errors }) => errors);
    if (problems.length > 0) throw new Error(`Pagefind: ${problems.slice(0, 3).join(", ")}`);
    const { files } = await index.getFiles();
    // The pages do not use Pagefind's own widgets.
    return new Map(
      files
        .filter(({ path }) => !/ui\.|modular|highlight|component/.test(path))
        .map(({ path, content }) => [`pagefind/${path}`, content]),
    );
  } finally {
    await index.deleteIndex();
  }
}

function searchRecords(site: Site): SearchRecord[] {
  const isSmall = site.operations.reduce((sum, operation) => sum + countFields(operation), 0) <= MAX_FIELDS;
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
  for (const { path, name, title, method, route, description = "", parameters, body, responses } of site.operations) {
    const page = `${path}.html`;
    const text = plain(`${title}. ${method} ${route}. ${name}. ${description}`);
    records.push({ page, title, where: `${method} ${route}`, text });
    if (!isSmall) continue;
    records.push(...fieldRecords(page, title, parameters));
    records.push(...fieldRecords(page, title, body?.content.parts));
    for (const { headers, content } of responses) {
      records.push(...fieldRecords(page, title, [{ fields: headers }, ...(content?.parts ?? [])]));
    }
  }
  for (const { path, title, description = "", values, content } of site.schemas) {
    const page = `${path}.html`;
    records.push({ page, title, where: "Schema", text: plain(`${title}. ${description} ${values.join(" ")}`) });
    if (!isSmall) records.push(...fieldRecords(page, title, content.parts));
  }
  return records;
}

function countFields({ body, responses }: OperationPage): number {
  return [body, ...responses].reduce((sum, part) => sum + (part?.content?.count ?? 0), 0);
}

function fieldRecords(page: string, title: string, parts: { fields: Field[] }[] = []): SearchRecord[] {
  return parts
    .flatMap(({ fields }) => fields)
    .flatMap(({ id, name, type, description = "", values, differences = [], parts }) => [
      {
        page: `${page}#${id}`,
        title: name,
        where: `${title} · ${id.split(".").slice(0, -1).join(".")}`,
        about: plain(description),
        text: plain(
          [
            `${name}. ${splitWords(name)}. ${typeWords(type)}. ${description} ${values.join(" ")}`,
            ...differences.map(({ title, note = "" }) => `${title}. ${note}`),
          ].join(" "),
        ),
      },
      ...fieldRecords(page, title, parts),
    ]);
}

/** `learning Rate`, so that `learningRate` is found by either word. */
function splitWords(name: string): string {
  return name.replace(/(?<=\p{Ll})(?=\p{Lu})|[_.-]+/gu, " ");
}

function typeWords(type: TypeText): string {
  return type.map(({ text }) => text).join("");
}

/** Text without the characters of Markdown. */
function plain(text: Markdown): string {
  return text.replace(/[`*#|>[\]]+/g, " ").replace(/\s+/g, " ");
}
