// Pages of descriptions with names and references that could break links or file names.
import type { OpenApiDocument, Schema } from "@repo/openapi";
import { brokenLinks } from "@repo/testing";
import { expect, it } from "vitest";
import { filesOf } from "./bakery.ts";

const names = [
  ..."constructor __proto__ toString then class Model model MODEL a-b a.b index a/b a~1b % %2F ? # $ 💥 שלום".split(
    " ",
  ),
  ...["", " ", "a b", 'a"b', "a\\", "../a", "\u0001", "\u2028", "e\u0301", "\u00e9", "ß", "ss", "İ", "CON"],
];
const text: Schema = { type: "string" };
const to = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const schemas = ["constructor", "toString", "Model", "model", "MODEL", "a-b", "a.b", "index", "CON"];

function documentOf(schema: Schema, components: Record<string, Schema>, operationIds = ["getDog"]): OpenApiDocument {
  const content = { "application/json": { schema } };
  const operations = operationIds.map((operationId, at) => {
    const responses = { 200: { description: "The dog.", content } };
    return [`/dogs/${at}`, { put: { operationId, tags: [operationId], requestBody: { content }, responses } }];
  });
  return {
    openapi: "3.1.1",
    info: { title: "Kennel", version: "1" },
    paths: Object.fromEntries(operations),
    components: { schemas: components },
  };
}

it.each<[string, OpenApiDocument]>([
  ["operations and tags of every name", documentOf(text, {}, names)],
  [
    "schemas of every name",
    documentOf({ anyOf: schemas.map(to) }, Object.fromEntries(schemas.map((name) => [name, { enum: [name] }]))),
  ],
  [
    "properties of every name",
    documentOf({ properties: Object.fromEntries(names.map((name) => [name, text])), required: names }, {}),
  ],
  [
    "schemas that refer to themselves",
    documentOf(to("Dog"), {
      Dog: { properties: { mother: to("Dog"), puppies: { items: to("Dog") }, list: to("List"), map: to("Map") } },
      List: { type: "array", items: to("List") },
      Map: { additionalProperties: to("Map"), properties: { either: to("Either") } },
      Either: {
        anyOf: [text, { type: "array", items: to("Either") }, { allOf: [{ properties: { dog: to("Dog") } }] }],
      },
    }),
  ],
])("%s: each link leads somewhere, and file names are safe", async (_, document) => {
  const files = await filesOf(document, { address: "https://docs.example/" });
  for (const path of files.keys()) expect(path).toMatch(/^[\w./-]+$/);
  expect(new Set([...files.keys()].map((path) => path.toLowerCase())).size).toBe(files.size);
  const texts = [...files].map(([path, content]): [string, string] => [path, content.toString()]);
  expect(brokenLinks(new Map(texts))).toEqual([]);
});
