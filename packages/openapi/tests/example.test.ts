// Examples that are made from schemas fit them, as Ajv judges, or say what is missing.
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { describe, expect, it } from "vitest";
import { makeExample, type OpenApiDocument, type Schema } from "../src/index.ts";

const text: Schema = { type: "string" };
const object = (properties: Record<string, Schema>, required = Object.keys(properties)): Schema => ({
  type: "object",
  properties,
  required,
});
const to = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });
const document: OpenApiDocument = {
  openapi: "3.1.1",
  info: { title: "Examples", version: "1" },
  components: {
    schemas: {
      Cat: object({ kind: text, lives: { type: "integer" } }),
      Dog: object({ kind: text, barks: { type: "boolean" } }),
      Node: object({ name: text, next: to("Node") }, ["name"]),
      Chain: object({ next: to("Chain") }),
      Tree: object({ kids: { type: "array", items: to("Tree") } }),
    },
  },
};

const ajv = new Ajv2020({ strict: false });
addFormats.default(ajv);

it.each<[string, Schema, unknown]>([
  ["an example", { type: "string", examples: ["Rex"] }, "Rex"],
  ["an example that does not fit", { type: "string", maxLength: 3, example: "too long" }, "val"],
  ["a default", { type: "integer", default: 7 }, 7],
  ["a constant", { const: { a: 1 } }, { a: 1 }],
  ["an enumeration", { enum: ["a", "b"] }, "a"],
  ["constants as alternatives", { oneOf: [{ const: 4 }, { const: 5 }] }, 4],
  ["a format", { type: "string", format: "date" }, "2026-01-31"],
  ["lengths", { type: "string", minLength: 8, maxLength: 9 }, "valuevaluevalue".slice(0, 8)],
  ["a known pattern", { type: "string", pattern: "^[A-Z]{3}$" }, "ABC"],
  ["a pattern that is a text", { type: "string", pattern: "^/v1/ships$" }, "/v1/ships"],
  ["the least number", { type: "number", minimum: 2.5 }, 2.5],
  ["a number between others", { type: "number", exclusiveMinimum: 1, exclusiveMaximum: 2 }, 1.5],
  ["a whole number above another", { type: "integer", exclusiveMinimum: 3 }, 4],
  ["a multiple", { type: "integer", minimum: 7, multipleOf: 5 }, 10],
  ["a negative number", { type: "integer", maximum: -3 }, -3],
  ["what is required", object({ a: text, b: text }, ["b"]), { b: "b" }],
  ["something, if nothing is required", object({ a: text, b: text, c: text, d: text }, []), { a: "a", b: "b", c: "c" }],
  ["enough properties", { ...object({ a: text, b: text, c: text }, ["a"]), minProperties: 2 }, { a: "a", b: "b" }],
  ["a map", { type: "object", additionalProperties: { type: "number" } }, { key: 1 }],
  ["a required name without a schema", { type: "object", required: ["a"] }, { a: "a" }],
  [
    "names that mean something",
    object({ shipId: text, link_url: text }),
    { shipId: "123", link_url: "https://example.com/" },
  ],
  ["a list", { type: "array", items: text, minItems: 2 }, ["value", "value 2"]],
  ["different items", { type: "array", uniqueItems: true, minItems: 2, items: { enum: [1, 2] } }, [1, 2]],
  ["a tuple", { type: "array", prefixItems: [text, { type: "boolean" }] }, ["value", true]],
  [
    "alternatives beside properties",
    { ...object({ c: { type: "boolean" } }), anyOf: [object({ a: text }), object({ b: text })] },
    { c: true, a: "a" },
  ],
  [
    "two choices at once",
    {
      allOf: [
        { anyOf: [object({ a: text }), object({ b: text })] },
        { anyOf: [object({ d: text }), object({ e: text })] },
      ],
    },
    { a: "a", d: "d" },
  ],
  [
    "a discriminator",
    { oneOf: [to("Cat"), to("Dog")], discriminator: { propertyName: "kind", mapping: { tom: "Cat" } } },
    { kind: "tom", lives: 1 },
  ],
  ["exactly one alternative", { oneOf: [object({ a: text }, []), object({ a: text, b: text })] }, { a: "a" }],
  ["a property narrowed in a part", { allOf: [object({ a: text }), object({ a: { enum: ["x"] } })] }, { a: "x" }],
  ["a schema that may contain itself", to("Node"), { name: "name" }],
  ["a list of itself", to("Tree"), { kids: [] }],
])("%s", (_, schema, expected) => {
  const { value, missing } = makeExample(document, schema, { direction: "request", name: "value" });
  expect({ value, missing }).toEqual({ value: expected, missing: [] });
  const { discriminator, ...plain } = schema;
  const validate = ajv.compile({ ...plain, components: document.components });
  expect(validate(value), ajv.errorsText(validate.errors)).toBe(true);
});

it.each<[string, Schema, string, RegExp]>([
  ["a schema that contains itself", to("Chain"), "/next", /contains itself/],
  ["an unknown pattern", object({ code: { type: "string", pattern: "^x{5}[q-s]$" } }), "/code", /pattern is/],
  ["limits without a value between them", { type: "integer", exclusiveMinimum: 1, exclusiveMaximum: 2 }, "", /limits/],
  ["what must not be", { type: "string", not: { type: "string" } }, "", /./],
])("%s is said to be missing", (_, schema, pointer, reason) => {
  const { missing } = makeExample(document, schema, { direction: "request" });
  expect(missing).toEqual([{ pointer, reason: expect.stringMatching(reason) }]);
});

describe("a property for one direction", () => {
  const schema = object({ id: { ...text, readOnly: true }, code: { ...text, writeOnly: true }, name: text });
  it.each([
    ["request", { code: "code", name: "name" }],
    ["response", { id: "123", name: "name" }],
  ] as const)("in a %s", (direction, value) => {
    expect(makeExample(document, schema, { direction })).toEqual({ value, missing: [] });
  });
});

it("a text that contains JSON has what its schema describes", () => {
  const schema: Schema = { type: "string", contentMediaType: "application/json", contentSchema: object({ a: text }) };
  expect(makeExample(document, schema, { direction: "response" })).toEqual({ value: '{"a":"a"}', missing: [] });
});

it("a full example has all properties", () => {
  const schema = object({ a: text, b: object({ c: text }, []), old: { ...text, deprecated: true } }, ["a"]);
  expect(makeExample(document, schema, { direction: "response", isFull: true }).value).toEqual({
    a: "a",
    b: { c: "c" },
  });
});
