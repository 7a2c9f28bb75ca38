// The HTML and the Markdown of a page say the same.
import { expect, it } from "vitest";
import { houseSite } from "../src/house-site.ts";
import { makeSite } from "../src/model/make-site.ts";
import type { Field, Part, Site } from "../src/model/site.ts";
import { siteFiles } from "../src/site-files.ts";
import { siteFiles as builtFiles } from "./site.ts";

const document = JSON.parse(builtFiles.get("openapi.json") ?? "");
const settings = await houseSite();

it("HTML and Markdown say the same about each field of the operation and of every schema", async () => {
  const files = await siteFiles(document, { ...settings, search: false });
  let fields = 0;
  for (const { path, parts } of contentsOf(makeSite(document, settings))) {
    const html = wordsOfHtml(String(files.get(`${path}.html`)));
    const markdown = wordsOfMarkdown(String(files.get(`${path}.md`)));
    for (const field of allFields(parts)) {
      fields++;
      for (const words of wordsOf(field)) {
        expect(html, `${path}.html#${field.id}`).toContain(words);
        expect(markdown, `${path}.md ${field.id}`).toContain(words);
      }
    }
  }
  expect(fields).toBeGreaterThan(229);
});

it("the same input gives the same files", async () => {
  const first = await siteFiles(document, settings);
  const second = await siteFiles(document, settings);
  expect([...second.keys()].sort()).toEqual([...first.keys()].sort());
  for (const [path, content] of second)
    expect(Buffer.from(content).equals(Buffer.from(first.get(path) ?? "")), path).toBe(true);
});

function contentsOf({ operations, schemas }: Site): { path: string; parts: Part[] }[] {
  return [
    ...operations.map(({ path, parameters, body, responses }) => ({
      path,
      parts: [
        ...parameters.map(({ fields }) => ({ fields })),
        ...(body?.content.parts ?? []),
        ...responses.flatMap(({ content }) => content?.parts ?? []),
      ],
    })),
    ...schemas.map(({ path, content }) => ({ path, parts: content.parts })),
  ];
}

function allFields(parts: Part[]): Field[] {
  return parts.flatMap(({ fields }) => fields.flatMap((field) => [field, ...allFields(field.parts)]));
}

/** The words that a page must have for a field. */
function wordsOf({ name, description, facts, values, examples, availableForTitles, type }: Field): string[] {
  return [
    name,
    oneSpace(type.map(({ text }) => text).join("")),
    ...(description ? description.split(/\n\s*\n|\n- /).map(wordsOfMarkdown) : []),
    ...facts.flatMap(({ label, value }) => [oneSpace(label), oneSpace(value)]),
    ...[...values, ...examples].map(oneSpace),
    ...(availableForTitles ?? []),
  ];
}

function wordsOfHtml(html: string): string {
  return oneSpace(
    html
      .replace(/<(script|head)\b.*?<\/\1>/gs, "")
      .replace(/<\/?(p|li|div|dd|dt|summary|h\d|pre)\b[^>]*>/g, " ")
      .replace(/<[^>]+>/g, "")
      .replaceAll("&lt;", "<")
      .replaceAll("&gt;", ">")
      .replaceAll("&quot;", '"')
      .replaceAll("&amp;", "&"),
  );
}

function wordsOfMarkdown(markdown: string): string {
  return oneSpace(
    markdown
      .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
      .replace(/\\(?=[[\]*_<>#|~`\\])/g, "")
      .replace(/^\s*-\s/gm, " "),
  );
}

function oneSpace(text: string): string {
  return text.replaceAll("`", "").replace(/\s+/g, " ").trim();
}
