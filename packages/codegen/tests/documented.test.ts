import type { OpenApiDocument, Schema } from "@repo/openapi";
import { expect, it } from "vitest";
import { documentedModule } from "../src/index.ts";
import type { Documented } from "./client-stub.ts";

/** A schema with keywords that the rest of the repository does not use. */
type AnySchema = Schema & Record<string, unknown>;

/** What the module says of a body with the schema, if it is called for `putBook`. */
function documented(schema: AnySchema | undefined, schemas: Record<string, AnySchema> = {}): Record<string, unknown> {
  const requestBody = { content: { "application/json": schema ? { schema } : {} } };
  const document: OpenApiDocument = {
    openapi: "3.1.1",
    info: { title: "Library", version: "1" },
    paths: { "/books": { put: { operationId: "putBook", requestBody }, get: { operationId: "listBooks" } } },
    components: { schemas },
  };
  const code = documentedModule(document, "// Header\n", "./undocumented.ts");
  const [head = "", list = ""] = code.split("export const documented: Documented = ");
  expect(head).toMatch(/^\/\/ Header\n\nimport type { Documented } from ".\/undocumented.ts";\n/);
  const entries: Documented = new Function(`return ${list}`)();
  const { listBooks, ...found } = Object.fromEntries(
    entries.map(([name, names]) => [name, names === true || Object.fromEntries(names)]),
  );
  expect(listBooks).toBe(true); // It has no body.
  return found;
}

const text = { type: "string" } as const;
const to = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const object = (properties: Record<string, AnySchema>, more: AnySchema = {}): AnySchema => ({
  type: "object",
  properties,
  ...more,
});
const title = object({ title: text });
const year = object({ year: { type: "integer" } });

it.each<[string, AnySchema | undefined, Record<string, unknown>]>([
  ["properties", object({ title: text, "a b": text }), { putBook: { title: true, "a b": true } }],
  [
    "objects in objects",
    object({ author: title }),
    { putBook: { author: "putBook.author" }, "putBook.author": { title: true } },
  ],
  [
    "objects in lists",
    { type: "array", items: { type: ["array", "null"], items: title } },
    { putBook: { title: true } },
  ],
  ["lists of texts", object({ tags: { type: "array", items: text } }), { putBook: { tags: true } }],
  [
    "everything together",
    { ...title, allOf: [year, { required: ["year"] }] },
    { putBook: { title: true, year: true } },
  ],
  ["an object, together with its names", { allOf: [{ type: "object" }, title] }, { putBook: { title: true } }],
  [
    "an object or a list of open ones",
    { ...title, type: ["object", "array"], items: { type: "object" } },
    { putBook: true },
  ],
  ["either", { anyOf: [title, year, text, { type: "null" }] }, { putBook: { title: true, year: true } }],
  [
    "one of several requirements",
    { ...title, oneOf: [{ required: ["title"] }, { type: "object" }] },
    { putBook: { title: true } },
  ],
  [
    "a condition",
    // biome-ignore lint/suspicious/noThenProperty: it is a keyword of JSON Schema
    { ...title, if: {}, then: year, else: { required: ["title"] } },
    { putBook: { title: true, year: true } },
  ],
  [
    "what either names of one property",
    { oneOf: [object({ of: title }), object({ of: year })] },
    { putBook: { of: "putBook.of" }, "putBook.of": { title: true, year: true } },
  ],
  ["a closed object", { ...title, additionalProperties: false }, { putBook: { title: true } }],
  ["fixed values", { anyOf: [title, { enum: ["none"] }, { const: 0 }] }, { putBook: { title: true } }],
  ["nothing but an object", { type: "object" }, { putBook: true }],
  ["a list of anything", object({ tags: { type: "array" } }), { putBook: { tags: true } }],
  ["an object or an open one", { anyOf: [title, { type: "object" }] }, { putBook: true }],
  ["an object or a list of anything", { anyOf: [title, { type: "array" }] }, { putBook: true }],
  ["an object or anything", { anyOf: [title, {}] }, { putBook: true }],
  ["more properties", { ...title, additionalProperties: true }, { putBook: true }],
  ["more properties of a kind", object({ by: { ...title, additionalProperties: text } }), { putBook: { by: true } }],
  ["properties by pattern", { allOf: [title, { patternProperties: { "^x-": text } }] }, { putBook: true }],
  ["anything", {}, { putBook: true }],
  ["a body without a schema", undefined, { putBook: true }],
])("%s", (_, schema, expected) => {
  expect(documented(schema)).toEqual(expected);
});

it("follows references that lead back", () => {
  const schemas = {
    Book: object({
      title: text,
      related: { type: "array", items: to("Book") },
      author: { ...to("Author"), description: "One." },
    }),
    Author: { allOf: [object({ name: text, books: { type: "array", items: to("Book") } })] },
    Tree: { anyOf: [text, { type: "array", items: to("Tree") }] },
  } satisfies Record<string, AnySchema>;
  const book = { title: true, related: "putBook.related", author: "putBook.related.author" };
  expect(documented(to("Book"), schemas)).toEqual({
    putBook: book,
    "putBook.related": book,
    "putBook.related.author": { name: true, books: "putBook.related" },
  });
  expect(documented(to("Tree"), schemas)).toEqual({ putBook: true });
});

it("takes every name as it is", () => {
  const names = ["__proto__", "constructor", "a.b", "*/", "\u2028", '"'];
  const found = documented(object(Object.fromEntries(names.map((name) => [name, text]))));
  expect(Object.keys(found["putBook"] as object)).toEqual(names);
  const alike = documented(object({ "a.b": title, a: object({ b: year }) }));
  expect(alike).toEqual({
    putBook: { "a.b": "putBook.a.b", a: "putBook.a" },
    "putBook.a.b": { title: true },
    "putBook.a": { b: "putBook.a.b2" },
    "putBook.a.b2": { year: true },
  });
});
