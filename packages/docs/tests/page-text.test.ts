// One model, two renderings: what the HTML says of a field, the Markdown says too.
import { beforeAll, describe, expect, it } from "vitest";
import { houseSite } from "../../../scripts/generate/house-site.ts";
import { sitePages } from "../../../scripts/generate/site.ts";
import { readSpec } from "../../../scripts/spec/read-spec.ts";
import { specFile } from "../../../scripts/spec-document.ts";
import { makeSite } from "../src/model/make-site.ts";
import type { Field, Part, Site } from "../src/model/site.ts";
import type { SiteFiles } from "../src/site-files.ts";

let site: Site;
let files: SiteFiles;

beforeAll(async () => {
  const { document } = await readSpec(specFile, "structure");
  if (!document) throw new Error("spec/openapi.yaml cannot be read");
  const settings = await houseSite();
  site = makeSite(document, settings);
  files = await sitePages(document, { ...settings, search: false });
});

describe("the pages of an operation and of every schema", () => {
  it("say the same of each field in HTML and in Markdown", () => {
    let fields = 0;
    for (const { path, parts } of contents()) {
      const html = wordsOfHtml(String(files.get(`${path}.html`)));
      const markdown = wordsOfMarkdown(String(files.get(`${path}.md`)));
      for (const field of allFields(parts)) {
        fields++;
        for (const said of saidOf(field)) {
          expect(html, `${path}.html#${field.id}`).toContain(said);
          expect(markdown, `${path}.md ${field.id}`).toContain(said);
        }
      }
    }
    expect(fields).toBeGreaterThan(229);
  });

  it("are the same bytes when they are made again", async () => {
    const { document } = await readSpec(specFile, "structure");
    if (!document) throw new Error("spec/openapi.yaml cannot be read");
    const again = await sitePages(document, await houseSite());
    const first = await sitePages(document, await houseSite());
    expect([...again.keys()].sort()).toEqual([...first.keys()].sort());
    for (const [path, content] of again)
      expect(Buffer.from(content).equals(Buffer.from(first.get(path) ?? "")), path).toBe(true);
  });
});

function contents(): { path: string; parts: Part[] }[] {
  return [
    ...site.operations.map(({ path, parameters, body, responses }) => ({
      path,
      parts: [
        ...parameters.map(({ fields }) => ({ fields })),
        ...(body?.content.parts ?? []),
        ...responses.flatMap(({ content }) => content?.parts ?? []),
      ],
    })),
    ...site.schemas.map(({ path, content }) => ({ path, parts: content.parts })),
  ];
}

function allFields(parts: Part[]): Field[] {
  return parts.flatMap(({ fields }) => fields.flatMap((field) => [field, ...allFields(field.parts)]));
}

/** What must be read of a field. */
function saidOf({ name, description, facts, values, examples, availableForTitles, type }: Field): string[] {
  return [
    name,
    words(type.map(({ text }) => text).join("")),
    ...(description ? description.split(/\n\s*\n|\n- /).map(wordsOfMarkdown) : []),
    ...facts.flatMap(({ label, value }) => [words(label), words(value)]),
    ...[...values, ...examples].map(words),
    ...(availableForTitles ?? []),
  ];
}

function wordsOfHtml(html: string): string {
  const text = html
    .replace(/<(script|head)\b.*?<\/\1>/gs, "")
    .replace(/<\/?(p|li|div|dd|dt|summary|h\d|pre)\b[^>]*>/g, " ")
    .replace(/<[^>]+>/g, "")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&amp;", "&");
  return words(text);
}

function wordsOfMarkdown(markdown: string): string {
  return words(
    markdown
      .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
      .replace(/\\(?=[[\]*_<>#|~`\\])/g, "")
      .replace(/^\s*-\s/gm, " ")
      .replaceAll("`", ""),
  );
}

function words(text: string): string {
  return text.replaceAll("`", "").replace(/\s+/g, " ").trim();
}
