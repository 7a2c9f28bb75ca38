import { describe, expect, test } from "vitest";
import {
  camelCase,
  follow,
  isJson,
  keysOf,
  namedOperations,
  type OpenApiDocument,
  pascalCase,
  pointerOf,
  resolve,
  type Schema,
} from "../src/index.ts";

const document: OpenApiDocument = {
  openapi: "3.1.1",
  info: { title: "Kennel", version: "1.0.0" },
  paths: {
    "/dogs/{dogId}": {
      parameters: [
        { name: "dogId", in: "path", required: true },
        { name: "page", in: "query", description: "Of the path." },
      ],
      get: { parameters: [{ name: "page", in: "query", description: "Of the operation." }] },
      put: { operationId: "then" },
      delete: { operationId: "remove-dog" },
    },
    "/dogs": { $ref: "#/components/pathItems/Dogs" },
  },
  components: {
    pathItems: { Dogs: { get: { operationId: "removeDog" } } },
    schemas: {
      "Big/Dog": { type: "object", description: "A dog.", properties: { age: { type: "number" } }, required: ["age"] },
      Puppy: { $ref: "#/components/schemas/Big~1Dog", description: "A puppy." },
      Circle: { $ref: "#/components/schemas/Round" },
      Round: { $ref: "#/components/schemas/Circle" },
      Pack: { allOf: [{ $ref: "#/components/schemas/Pack" }, { type: "object" }] },
    },
  },
};
const dog = document.components?.schemas?.["Big/Dog"];
const toDog: Schema = { $ref: "#/components/schemas/Big~1Dog" };

test("a JSON pointer escapes its keys, and one in a reference is percent-encoded as well", () => {
  expect(pointerOf(["paths", "/a~b", 0])).toBe("/paths/~1a~0b/0");
  expect(keysOf("/paths/~1a~0b/0")).toEqual(["paths", "/a~b", "0"]);
  expect(keysOf("#/paths/~1a%20b")).toEqual(["paths", "/a b"]);
  expect(keysOf("#/paths/~150%")).toEqual(["paths", "/50%"]);
  expect(keysOf("")).toEqual([]);
});

test.each([
  ["application/json; charset=utf-8", true],
  ["application/problem+json", true],
  ["*/*", true],
  ["application/*", true],
  ["text/plain; format=/json", false],
  ["application/jsonlines", false],
])("%s is JSON: %s", (mediaType, expected) => {
  expect(isJson(mediaType)).toBe(expected);
});

test("names become identifiers", () => {
  expect(["x-rate.limit", "getHTTPItem", "2fa"].map(pascalCase)).toEqual(["XRateLimit", "GetHTTPItem", "_2Fa"]);
  expect(["items/list", "HTTPItem", "2fa"].map(camelCase)).toEqual(["itemsList", "httpItem", "_2Fa"]);
});

test("operations have unique names, and the parameters of their path that they do not replace", () => {
  const operations = namedOperations(document);
  expect(operations.map(({ name, type, method, path }) => `${name} ${type} ${method} ${path}`)).toEqual([
    "getDogsByDogId GetDogsByDogId get /dogs/{dogId}",
    "then2 Then2 put /dogs/{dogId}",
    "removeDog RemoveDog delete /dogs/{dogId}",
    "removeDog2 RemoveDog2 get /dogs",
  ]);
  expect(operations[0]?.parameters.map(({ name, description }) => [name, description])).toEqual([
    ["dogId", undefined],
    ["page", "Of the operation."],
  ]);
});

describe("resolve", () => {
  test.each<[string, unknown, unknown]>([
    ["follows a reference", toDog, { schema: dog, name: "Big/Dog", nullable: false }],
    [
      "prefers keywords beside a reference",
      { $ref: "#/components/schemas/Puppy", title: "Pup" },
      { schema: { ...dog, description: "A puppy.", title: "Pup" }, name: "Puppy", nullable: false },
    ],
    [
      "takes allOf around one reference for that reference",
      { allOf: [toDog], description: "Hers." },
      { schema: { ...dog, description: "Hers." }, name: "Big/Dog", nullable: false },
    ],
    [
      "has no name for a schema with properties beside allOf",
      { allOf: [toDog], properties: {} },
      { schema: dog, nullable: false },
    ],
    [
      "merges properties and required",
      { allOf: [toDog, { required: ["age", "name"] }], properties: { name: {} } },
      {
        schema: { ...dog, properties: { age: { type: "number" }, name: {} }, required: ["age", "name"] },
        nullable: false,
      },
    ],
    [
      "takes null out of types and enumerations",
      { type: ["string", "null"], enum: ["a", null] },
      { schema: { type: "string", enum: ["a"] }, nullable: true },
    ],
    [
      "takes something or null for that thing",
      { anyOf: [toDog, { type: "null" }], title: "Maybe" },
      { schema: { ...dog, title: "Maybe" }, name: "Big/Dog", nullable: true },
    ],
    [
      "takes null out of alternatives",
      { oneOf: [{ type: "string" }, { type: "number" }, { type: "null" }] },
      { schema: { oneOf: [{ type: "string" }, { type: "number" }] }, nullable: true },
    ],
    [
      "ends where a schema is part of itself",
      { $ref: "#/components/schemas/Pack" },
      { schema: { type: "object" }, name: "Pack", nullable: false },
    ],
    [
      "ends where references only lead to each other",
      { $ref: "#/components/schemas/Circle" },
      { schema: {}, name: "Circle", nullable: false },
    ],
    ["gives nothing for a boolean schema", true, { schema: {}, nullable: false }],
  ])("%s", (_, schema, expected) => {
    expect(resolve(document, schema)).toEqual(expected);
  });

  test("looks into the document that it is given", () => {
    expect(resolve({ ...document, components: {} }, toDog).schema).toEqual({});
    expect(resolve(document, toDog).schema).toEqual(dog);
  });
});

test("a reference is followed to its end, if it has one", () => {
  expect(follow(document, { $ref: "#/components/schemas/Puppy" })).toBe(dog);
  expect(() => follow(document, { $ref: "#/components/schemas/Circle" })).toThrow("circular $ref");
});
