// The HTML and the Markdown of a page say the same.
import { expect, it } from "vitest";
import type { Field } from "../src/model/site.ts";
import { bakery, bakerySettings, bakerySite, fieldsIn, fieldsOf, filesOf } from "./bakery.ts";
import { oneSpace, wordsOfHtml, wordsOfMarkdown } from "./words.ts";

it("HTML and Markdown say the same about each field of the operations and of every schema", async () => {
  const files = await filesOf(bakery, bakerySettings);
  let fields = 0;
  const contents = [
    ...bakerySite.operations.map((operation) => ({ path: operation.path, all: fieldsOf(operation) })),
    ...bakerySite.schemas.map(({ path, content }) => ({ path, all: fieldsIn(content) })),
  ];
  for (const { path, all } of contents) {
    const html = wordsOfHtml(String(files.get(`${path}.html`)));
    const markdown = wordsOfMarkdown(String(files.get(`${path}.md`)));
    for (const field of all) {
      fields++;
      for (const words of wordsOf(field)) {
        expect(html, `${path}.html#${field.id}`).toContain(words);
        expect(markdown, `${path}.md ${field.id}`).toContain(words);
      }
    }
  }
  expect(fields).toBeGreaterThan(100);
});

it("the same input gives the same files", async () => {
  const first = await filesOf(bakery, bakerySettings);
  const second = await filesOf(bakery, bakerySettings);
  expect([...second.keys()].sort()).toEqual([...first.keys()].sort());
  for (const [path, content] of second)
    expect(Buffer.from(content).equals(Buffer.from(first.get(path) ?? "")), path).toBe(true);
});

/** The words that a page must have for a field. */
function wordsOf(field: Field): string[] {
  const { name, description, facts, values, examples, availableForTitles, differences = [], type } = field;
  return [
    name,
    oneSpace(type.map(({ text }) => text).join("")),
    ...(description ? description.split(/\n\s*\n|\n- /).map(wordsOfMarkdown) : []),
    ...facts.flatMap(({ label, value }) => [oneSpace(label), oneSpace(value)]),
    ...[...values.map(({ json }) => json), ...examples].map(oneSpace),
    ...(availableForTitles ?? []),
    ...differences.flatMap(({ title, default: usual = "", limits, note = "" }) =>
      [title, usual, limits, wordsOfMarkdown(note)].map(oneSpace),
    ),
  ];
}
