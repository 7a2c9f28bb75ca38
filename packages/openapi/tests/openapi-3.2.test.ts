// What only OpenAPI 3.2 has, as it is read.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { stringify } from "yaml";
import { dataOf, namedOperations, verbOf } from "../src/index.ts";
import { readDescription } from "../src/read/index.ts";

const folder = mkdtempSync(join(tmpdir(), "openapi-3.2-"));
afterAll(() => rmSync(folder, { recursive: true }));

const answer = { responses: { 204: { summary: "Done." } } };
const item = { type: "object", properties: { id: { type: "string" } } };

async function read(parts: object, files: Record<string, object> = {}, openapi = "3.2.0") {
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), stringify(content));
  const file = join(folder, "kennel.yaml");
  writeFileSync(file, stringify({ openapi, info: { title: "Kennel", version: "1.0.0" }, ...parts }));
  const { document, problems } = await readDescription(file, "structure");
  return { document, problems: problems.map(({ severity, rule, message }) => `${severity} ${rule} ${message}`) };
}

/** Reads what is expected to be in order. */
async function readWell(parts: object, files?: Record<string, object>) {
  const { document, problems } = await read(parts, files);
  expect(problems).toEqual([]);
  if (document === undefined) throw new Error("It cannot be read.");
  return document;
}

test("nothing of it is lost", async () => {
  const parts = {
    $self: "https://example.com/kennel.yaml",
    servers: [{ url: "https://example.com", name: "production" }],
    tags: [
      { name: "dogs", summary: "Dogs", kind: "nav" },
      { name: "puppies", summary: "Puppies", parent: "dogs", kind: "nav" },
    ],
    paths: {
      "/dogs": {
        get: {
          parameters: [
            { name: "filter", in: "querystring", content: { "application/json": { schema: item } } },
            { name: "collar", in: "cookie", style: "cookie", schema: { type: "string" } },
          ],
          responses: {
            200: {
              summary: "Dogs.",
              description: "The dogs.",
              content: {
                "application/jsonl": {
                  itemSchema: item,
                  examples: { two: { dataValue: [{ id: "1" }], serializedValue: '{"id":"1"}\n' } },
                },
                "multipart/mixed": {
                  itemSchema: {},
                  prefixEncoding: [{ contentType: "text/plain" }],
                  itemEncoding: { contentType: "multipart/mixed", itemEncoding: { contentType: "image/png" } },
                },
              },
            },
          },
        },
      },
    },
    components: {
      schemas: {
        Dog: { ...item, discriminator: { propertyName: "id", defaultMapping: "Dog" }, xml: { nodeType: "element" } },
      },
      securitySchemes: {
        device: {
          type: "oauth2",
          deprecated: true,
          oauth2MetadataUrl: "https://example.com/metadata",
          flows: {
            deviceAuthorization: {
              deviceAuthorizationUrl: "https://example.com/device",
              tokenUrl: "https://example.com/token",
              scopes: { read: "Read dogs." },
            },
          },
        },
      },
    },
  };
  expect(await readWell(parts)).toEqual({ openapi: "3.2.0", info: { title: "Kennel", version: "1.0.0" }, ...parts });
});

test("operations of any method are found, and their methods are sent as they are written", async () => {
  const document = await readWell({ paths: { "/dogs": { query: answer, additionalOperations: { Copy: answer } } } });
  const found = namedOperations(document).map(({ name, method, keys }) => ({ name, verb: verbOf(method), keys }));
  expect(found).toEqual([
    { name: "queryDogs", verb: "QUERY", keys: ["query"] },
    { name: "copyDogs", verb: "Copy", keys: ["additionalOperations", "Copy"] },
  ]);
});

test("a property of a schema that is called content keeps its references", async () => {
  const Page = {
    type: "object",
    properties: { content: { type: "array", items: { $ref: "#/components/schemas/Dog" } } },
  };
  const document = await readWell({ paths: {}, components: { schemas: { Page, Dog: item } } });
  expect(document.components?.schemas?.["Page"]).toEqual(Page);
});

test("a method that has a field of its own is read as that field", async () => {
  const { document, problems } = await read({ paths: { "/dogs": { additionalOperations: { Post: answer } } } });
  expect(Object.keys(document?.paths?.["/dogs"] ?? {})).toContain("post");
  expect(problems).toEqual([
    'warning method "Post" has a field of its own in a path: it is read as "post". Write it there.',
  ]);
});

test.each([
  ["GET", { get: answer, additionalOperations: { GET: answer } }, /"GET" is the method of "get", which the path also/],
  ["two words", { additionalOperations: { "TAKE OUT": answer } }, /"TAKE OUT" is no method of HTTP: write one word/],
])("a method that cannot be sent is an error: %s", async (_, path, message) => {
  const { document, problems } = await read({ paths: { "/dogs": path } });
  expect(document).toBeUndefined();
  expect(problems).toEqual([expect.stringMatching(message)]);
});

test("path parameters are checked and added in further operations, too", async () => {
  const { document, problems } = await read({ paths: { "/dogs/{id}": { additionalOperations: { COPY: answer } } } });
  expect(document?.paths?.["/dogs/{id}"]?.additionalOperations?.["COPY"]?.parameters).toHaveLength(1);
  expect(problems).toEqual([expect.stringContaining("The path has {id}, but the operation has no such parameter")]);
});

describe("a parameter that is the whole query", () => {
  const whole = { name: "filter", in: "querystring", content: { "text/plain": { schema: { type: "string" } } } };
  const inQuery = { name: "page", in: "query", schema: { type: "integer" } };
  const left = { ...answer, parameters: [inQuery] };

  test.each([
    ["in one operation", { get: { ...answer, parameters: [whole, inQuery] } }, { get: left }],
    ["in path and operation", { parameters: [whole], get: left }, { parameters: [], get: left }],
  ])("is left out beside one in the query: %s", async (_, path, expected) => {
    const { document, problems } = await read({ paths: { "/dogs": path } });
    expect(document?.paths?.["/dogs"]).toMatchObject(expected);
    expect(problems).toEqual([expect.stringContaining('"filter" is the whole query, but another parameter')]);
  });

  test("may replace that of its path", async () => {
    const path = { parameters: [whole], get: { ...answer, parameters: [{ ...whole, required: true }] } };
    expect((await readWell({ paths: { "/dogs": path } })).paths?.["/dogs"]?.get?.parameters).toHaveLength(1);
  });

  test("is a form if it has a schema instead of a content", async () => {
    const parameters = [{ name: "filter", in: "querystring", schema: item }];
    const { document, problems } = await read({ paths: { "/dogs": { get: { ...answer, parameters } } } });
    const form = {
      name: "filter",
      in: "querystring",
      content: { "application/x-www-form-urlencoded": { schema: item } },
    };
    expect(document?.paths?.["/dogs"]?.get?.parameters).toEqual([form]);
    expect(problems).toEqual([expect.stringContaining("it is read as a form")]);
  });
});

test("references to media types are put in their place, also behind another and in parameters", async () => {
  const toDogs = { $ref: "#/components/mediaTypes/Pack~1s" };
  const content = { "application/json": toDogs };
  const parameters = [
    { name: "filter", in: "querystring", content: { "application/json": { $ref: "#/components/mediaTypes/Dog" } } },
  ];
  const responses = { 200: { description: "Dogs.", content }, default: { description: "No dogs.", content } };
  const { paths } = await readWell({
    paths: { "/dogs": { query: { parameters, requestBody: { content }, responses } } },
    components: { mediaTypes: { "Pack/s": { $ref: "#/components/mediaTypes/Dog" }, Dog: { schema: item } } },
  });
  const inlined = { content: { "application/json": { schema: item } } };
  expect(paths?.["/dogs"]?.query).toMatchObject({
    parameters: [inlined],
    requestBody: inlined,
    responses: { 200: inlined, default: inlined },
  });
});

test("a reference in an example is data", async () => {
  const example = { $ref: "#/components/mediaTypes/Dog" };
  const requestBody = { content: { "application/json": { schema: item, example } } };
  const { paths } = await readWell({
    paths: { "/dogs": { post: { ...answer, requestBody } } },
    components: { mediaTypes: { Dog: { schema: item } } },
  });
  expect(paths?.["/dogs"]?.post?.requestBody).toEqual(requestBody);
});

test("references are relative to the URI that a description gives itself", async () => {
  const $self = "https://example.com/v1/dogs.yaml";
  const schema = ($ref: string) => ({ content: { "application/json": { schema: { $ref } } }, description: "A dog." });
  const document = await readWell(
    {
      $self,
      paths: {
        "/dogs": {
          get: {
            responses: {
              200: schema(`${$self}#/components/schemas/Dog`),
              201: schema("dogs.yaml#/components/schemas/Dog"),
              202: schema("https://example.com/v1/wolf.yaml#/Wolf"),
            },
          },
        },
      },
      components: { schemas: { Dog: item } },
    },
    { "wolf.yaml": { Wolf: { properties: { cousin: { $ref: "dogs.yaml#/components/schemas/Dog" } } } } },
  );
  const own = { content: { "application/json": { schema: { $ref: "#/components/schemas/Dog" } } } };
  expect(document.paths?.["/dogs"]?.get?.responses).toMatchObject({ 200: own, 201: own });
  const wolf = document.components?.schemas?.["Wolf"];
  expect(wolf).toEqual({ properties: { cousin: { $ref: "#/components/schemas/Dog" } } });
});

test("tags that form no tree have no parent", async () => {
  const { document, problems } = await read({
    tags: [
      { name: "a", parent: "b" },
      { name: "b", parent: "a" },
      { name: "c", parent: "c" },
      { name: "d", parent: "e" },
    ],
    paths: {},
  });
  expect(document?.tags).toEqual([{ name: "a" }, { name: "b", parent: "a" }, { name: "c" }, { name: "d" }]);
  expect(problems).toEqual([
    'warning tag-parent The parent "b" of the tag "a" is within it: it is left out. Name another tag.',
    'warning tag-parent The parent "c" of the tag "c" is within it: it is left out. Name another tag.',
    'warning tag-parent The parent "e" of the tag "d" is not among the tags: it is left out. Name another tag.',
  ]);
});

test("what is only in 3.2 is read in an older description, too, with a warning", async () => {
  const { document, problems } = await read({ paths: { "/dogs": { query: answer } } }, {}, "3.1.1");
  expect(document?.paths?.["/dogs"]?.query).toBeDefined();
  expect(problems).toContain(
    'warning other-version "query" belongs to OpenAPI 3.2, not to 3.1: it is read as there. Write openapi: 3.2.0, so that other tools understand it.',
  );
});

test("a version without its last number is completed", async () => {
  const { document, problems } = await read({ paths: {} }, {}, "3.2");
  expect(document?.openapi).toBe("3.2.0");
  expect(problems).toEqual([expect.stringContaining("is read as 3.2.0")]);
});

test("the data of an example is its dataValue, or else its value", () => {
  expect(dataOf({ dataValue: { id: "1" }, serializedValue: "id=1" })).toEqual({ id: "1" });
  expect(dataOf({ dataValue: null })).toBeNull();
  expect(dataOf({ value: 2 })).toBe(2);
  expect(dataOf({ serializedValue: "id=1" })).toBeUndefined();
});
