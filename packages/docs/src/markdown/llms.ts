import { posix } from "node:path";
import type { Field, Markdown, OperationPage, PagePath, Part, SchemaPage, Site } from "../model/site.ts";
import { countText, firstParagraph } from "../model/wording.ts";
import { plainText } from "../text/plain-text.ts";
import { sectionsMarkdown } from "./page-markdown.ts";
import { blocks, codeSpan, inline, list } from "./syntax.ts";

/** The longest note on a link, in characters. */
const MAX_NOTE = 300;

/** `llms.txt` (https://llmstxt.org): what a call needs, and a list of all pages. Its links are absolute if the address is known. */
export function llmsText(site: Site): string {
  const { address = "", servers, security } = site;
  const link = (title: string, file: string, note: string) => `[${inline(title)}](${address}${file}): ${note}`;
  const section = (title: string, links: string[]) => links.length > 0 && blocks(`## ${title}`, list(links));
  const requestLink = ({ path, title, method, route, deprecated, labels, description }: OperationPage) => {
    const notes = [...(deprecated ? ["deprecated"] : []), ...labels.map(({ title }) => inline(title))];
    const facts = [codeSpan(`${method} ${route}`), ...notes].join(", ");
    return link(title, `${path}.md`, `${facts}${noteAfter(". ", description)}`);
  };
  const facts = [
    ...servers.map(
      ({ url, name, description }) =>
        `Base URL${name ? ` (${inline(name)})` : ""}: ${codeSpan(url || "/")}${noteAfter(". ", description)}`,
    ),
    ...security.map(
      ({ title, description, deprecated }) =>
        `Authentication: ${inline(title)}${deprecated ? " (deprecated)" : ""}${noteAfter(". ", description)}`,
    ),
    ...(takesNull(site) ? ["Of the fields of a request, those whose type says “or null” take `null`."] : []),
  ];
  const text = blocks(
    `# ${inline(site.title)}`,
    site.summary && `> ${site.summary.replace(/\s+/g, " ")}`,
    site.notice,
    list(facts),
    section("Operations", [
      ...site.operations.map(requestLink),
      ...(site.errors.length > 0
        ? [link("Errors", "errors.md", "the documented errors of all operations, by status")]
        : []),
    ]),
    section("Requests that the API sends", [...site.webhooks, ...site.callbacks].map(requestLink)),
    section(
      "Guides",
      site.guides.map(({ path, title, summary }) => link(title, `${path}.md`, inline(summary))),
    ),
    section("In one file", [
      link("llms-full.txt", "llms-full.txt", "all operations, guides and schemas"),
      link("openapi.yaml", "openapi.yaml", "the OpenAPI description as it is written"),
      link("openapi.json", "openapi.json", "the same as JSON"),
    ]),
    site.schemas.length > 0 &&
      section("Optional", [
        link("All schemas", "schemas/index.md", "what each of them is"),
        ...site.schemas.map((schema) => link(schema.title, `${schema.path}.md`, schemaNote(schema))),
      ]),
  );
  return `${text}\n`;
}

/** `llms-full.txt`: everything in one file, each thing once, operations first. Its links lead to its own sections. */
export function llmsFullText(site: Site): string {
  const sections = [...sectionsMarkdown(site)];
  const paths = new Set(sections.map(([path]) => path));
  const pages = new Set<PagePath>([...paths, "errors", "schemas/index"]);
  const texts = sections.map(([path, markdown]) => {
    const text = markdown.replace(/\]\((?:([^)\s#]+)\.md)?(#[^)\s]*)?\)/g, (link, to?: string, hash?: string) => {
      if (to === undefined && hash === undefined) return link;
      const page = to === undefined ? path : posix.join(posix.dirname(path), to);
      if (paths.has(page)) return `](#${page})`;
      return pages.has(page) ? `](${site.address ?? ""}${page}.md)` : link;
    });
    return `<a id="${path}"></a>\n\n${text}`;
  });
  return `${texts.join("\n\n---\n\n")}\n`;
}

/** The first paragraph of a description as plain text, after what is before it. */
function noteAfter(before: string, description: Markdown = ""): string {
  const note = plainText(firstParagraph(description));
  if (note === "") return "";
  return `${before}${inline(note.length > MAX_NOTE ? `${note.slice(0, MAX_NOTE).trimEnd()}…` : note)}`;
}

function schemaNote({ description, content, values, type }: SchemaPage): string {
  if (description) return noteAfter("", description);
  if (content.count > 0) return countText(content.count, "field");
  return values.length > 0 ? countText(values.length, "value") : inline(type.map(({ text }) => text).join(""));
}

/** Whether `null` is a value of any field of a body. */
function takesNull({ operations }: Site): boolean {
  const inParts = (parts: Part[]): boolean =>
    parts.some(({ fields }) =>
      fields.some(({ type, parts }: Field) => / or null$/.test(type.at(-1)?.text ?? "") || inParts(parts)),
    );
  return operations.some(({ body }) => inParts(body?.content.parts ?? []));
}
