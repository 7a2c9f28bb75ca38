// The validators that are generated of other descriptions, as a program of their user calls them.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { validatorsModule } from "@repo/codegen";
import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Problem, RequestValidator, StandardSchema } from "../src/validation/index.ts";

type Document = Parameters<typeof validatorsModule>[0];
type Schema = Record<string, unknown>;
interface Module {
  [validate: `validate${string}`]: RequestValidator;
  [body: `${string}Body`]: StandardSchema<unknown>;
  requestValidators: Record<string, RequestValidator>;
}

let folder: string;
let modules = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "validators-"));
});
afterAll(() => rm(folder, { recursive: true }));

async function load(document: object): Promise<Module> {
  const file = join(folder, `validators-${modules++}.ts`);
  const validation = new URL("../src/validation/index.ts", import.meta.url).href;
  const { code } = validatorsModule(document as Document, "// Generated.\n", { types: "./schema.gen.ts", validation });
  await writeFile(file, code);
  return import(pathToFileURL(file).href);
}

function documentOf(operation: object, components: object = {}, openapi = "3.1.1") {
  return {
    openapi,
    info: { title: "Shelves", version: "1" },
    paths: { "/shelves/{shelf}": { put: { operationId: "fillShelf", ...operation } } },
    components,
  };
}

/** A document whose one operation has a required body. */
function bodyOf(schema: object | boolean, schemas: object = {}, openapi?: string, mediaType = "application/json") {
  return documentOf({ requestBody: { required: true, content: { [mediaType]: { schema } } } }, { schemas }, openapi);
}

/** The check of requests of the one operation. Each problem is `in pointer rule`. */
async function fillShelf(document: object): Promise<(request: object) => string[]> {
  const { validateFillShelf: validate } = await load(document);
  if (!validate) throw new Error("The module has no validateFillShelf");
  return (request) => validate(request).map(brief);
}

function brief(problem: Problem): string {
  return `${problem.in} ${problem.pointer} ${problem.rule}`;
}

describe("parameters", () => {
  const text = { type: "string" };

  test("are checked in all four places", async () => {
    const check = await fillShelf(
      documentOf({
        parameters: [
          { name: "shelf", in: "path", required: true, schema: { type: "integer" } },
          { name: "sort", in: "query", required: true, schema: { enum: ["title", "year"] } },
          { name: "filter", in: "query", content: { "application/json": { schema: { type: "object" } } } },
          { name: "xml", in: "query", content: { "application/xml": { schema: { type: "object" } } } },
          { name: "X-Trace", in: "header", required: true, schema: text },
          { name: "seen", in: "cookie", schema: { type: "array", items: { type: "integer" } } },
        ],
      }),
    );
    const request = { path: { shelf: 1 }, query: { sort: "year", xml: "<a/>" }, header: { "x-trace": "1" } };
    expect(check(request)).toEqual([]);
    expect(check({})).toEqual(["path /shelf required", "query /sort required", "header /X-Trace required"]);
    expect(
      check({
        path: { shelf: 1.5 },
        query: { sort: 1, filter: "{}" },
        header: { "x-TRACE": 1 },
        cookie: { seen: ["a"] },
      }),
    ).toEqual([
      "path /shelf type",
      "query /filter type",
      "query /sort enum",
      "header /X-Trace type",
      "cookie /seen/0 type",
    ]);
  });

  test("of the path are texts that can be a segment", async () => {
    const parameters = [{ name: "shelf", in: "path", required: true, schema: text }];
    const check = await fillShelf(documentOf({ parameters }));
    expect(["a", "", ".."].map((shelf) => check({ path: { shelf, other: "" } }))).toEqual([
      [],
      ["path /shelf path-segment"],
      ["path /shelf path-segment"],
    ]);
  });

  test.each(["Accept", "content-type", "AUTHORIZATION"])("named %s are ignored in the header", async (name) => {
    const check = await fillShelf(documentOf({ parameters: [{ name, in: "header", required: true, schema: text }] }));
    expect(check({})).toEqual([]);
  });

  test("and bodies that are secret are in no message", async () => {
    const secret = { type: "string", format: "password" };
    const operation = {
      parameters: [{ name: "key", in: "header", schema: secret }],
      requestBody: {
        content: {
          "application/json": {
            schema: {
              properties: {
                a: { $ref: "#/components/schemas/Secret" },
                b: { type: "array", items: secret },
                c: { anyOf: [secret, { type: "boolean" }] },
                d: { type: "string" },
              },
            },
          },
        },
      },
    };
    const { validateFillShelf: validate } = await load(documentOf(operation, { schemas: { Secret: secret } }));
    const problems = validate?.({ header: { key: 4711 }, body: { a: 4711, b: [4711], c: 4711, d: 12 } });
    expect(problems?.map(({ pointer }) => pointer)).toEqual(["/key", "/a", "/b/0", "/c", "/d"]);
    expect(JSON.stringify(problems)).not.toContain("4711");
    expect(problems?.at(-1)?.message).toBe("must be string, is 12");
  });
});

describe("bodies", () => {
  const shelf = { type: "object", required: ["title"], properties: { title: { type: "string" } } };

  test("are checked in each media type", async () => {
    const content = {
      "text/plain": { schema: { type: "string", maxLength: 3 } },
      "application/json": { schema: shelf },
      "application/merge-patch+json": { schema: { type: "object", properties: { title: { type: "integer" } } } },
      "application/x-www-form-urlencoded": { schema: shelf },
      "application/xml": { schema: shelf },
      "image/png": {},
    };
    const check = await fillShelf(documentOf({ requestBody: { content } }));
    expect(check({})).toEqual([]);
    expect(check({ body: {} })).toEqual(["body /title required"]);
    expect(check({ body: { title: Number.NaN }, contentType: "application/merge-patch+json" })).toEqual([
      "body /title type",
    ]);
    expect(check({ body: { title: "a" }, contentType: "application/merge-patch+json" })).toEqual(["body /title type"]);
    const form = "application/x-www-form-urlencoded";
    expect(check({ body: {}, contentType: form })).toEqual(["body /title required"]);
    expect(check({ body: new URLSearchParams(), contentType: form })).toEqual([]);
    expect(check({ body: "long", contentType: "text/plain" })).toEqual(["body  maxLength"]);
    expect(check({ body: new Uint8Array(5), contentType: "text/plain" })).toEqual([]);
    expect(check({ body: "<shelf/>", contentType: "application/xml" })).toEqual([]);
    expect(check({ body: new Blob(), contentType: "image/png" })).toEqual([]);
  });

  test("are required if the description says so", async () => {
    const check = await fillShelf(bodyOf(shelf));
    expect([check({}), check({ body: { title: "a" } })]).toEqual([["body  required"], []]);
  });

  test.each([
    ["3.0.3", { type: "string", format: "binary" }],
    ["3.1.1", { type: "string", contentMediaType: "image/png" }],
  ])("of forms have files that are not texts (%s)", async (openapi, file) => {
    const properties = {
      cover: { $ref: "#/components/schemas/File" },
      pages: { type: "array", items: file },
      title: { type: "string" },
    };
    const form = { type: "object", required: ["cover"], properties };
    const check = await fillShelf(bodyOf(form, { File: file }, openapi, "multipart/form-data"));
    expect(check({ body: { cover: new Blob(), pages: [new Blob(), "text"], title: "a" } })).toEqual([]);
    expect(check({ body: { pages: new Blob(), title: new Blob() } })).toEqual([
      "body /cover required",
      "body /pages type",
      "body /title type",
    ]);
    expect(check({ body: new FormData() })).toEqual([]);
    const json = await fillShelf(bodyOf(form, { File: file }, openapi));
    expect(json({ body: { cover: new Blob() } })).toEqual(["body /cover type"]);
  });

  test("under a media range are JSON, unless they are files", async () => {
    const check = await fillShelf(bodyOf(shelf, {}, "3.0.3", "*/*"));
    expect(check({ body: {}, contentType: "application/json" })).toEqual(["body /title required"]);
    const file = await fillShelf(bodyOf({ type: "string", format: "binary" }, {}, "3.0.3", "image/*"));
    expect(file({ body: new Blob(), contentType: "image/png" })).toEqual([]);
  });

  test("need no readOnly property", async () => {
    const id = { type: "string", readOnly: true };
    const base = { type: "object", required: ["id", "key"], properties: { id, key: { writeOnly: true } } };
    const schema = { allOf: [{ $ref: "#/components/schemas/Base" }, { required: ["id", "other"] }] };
    const check = await fillShelf(bodyOf(schema, { Base: base }));
    expect(check({ body: {} })).toEqual(["body /key required", "body /other required"]);
    expect(check({ body: { id: "1", key: 1, other: 1 } })).toEqual([]);
  });

  test("are Standard Schemas with paths whose indexes are numbers", async () => {
    const { fillShelfBody } = await load(
      bodyOf({ properties: { 5: { type: "array", items: { properties: { "0": { type: "string" } } } } } }),
    );
    const result = fillShelfBody?.["~standard"].validate({ 5: [{}, { 0: 1 }] });
    expect(result).toEqual({ issues: [{ message: "must be string, is 1", path: ["5", 1, "0"] }] });
  });
});

const tree: Schema = {
  type: "object",
  properties: { name: { type: "string" }, next: { $ref: "#/components/schemas/Tree" } },
};

describe("a keyword", () => {
  const unicode = { type: "string", minLength: 2, maxLength: 2, pattern: "^\\p{L}+$" };
  test.each<[string, Schema | boolean, { valid: unknown[]; invalid: unknown[] }]>([
    ["type", { type: ["integer", "null"] }, { valid: [1, 2.0, null], invalid: [1.5, "1", Number.NaN, {}, [], true] }],
    [
      "type without a check",
      { type: "object", format: "shelfmark", optional: true },
      { valid: [{}], invalid: [[], null] },
    ],
    [
      "enum",
      { enum: ["a", 1, { b: [1], c: 2 }] },
      { valid: ["a", 1, { c: 2, b: [1] }], invalid: ["1", { b: 1, c: 2 }] },
    ],
    ["const", { const: { a: null } }, { valid: [{ a: null }], invalid: [{}, { a: null, b: 1 }, null] }],
    ["lengths and pattern", unicode, { valid: ["éé", "𠮷𠮷"], invalid: ["é", "𠮷𠮷𠮷", "a1"] }],
    ["pattern that is not for Unicode mode", { pattern: "^[\\w\\-]$" }, { valid: ["-", "a"], invalid: ["é"] }],
    ["format", { format: "date" }, { valid: ["2026-11-23", 5], invalid: ["today"] }],
    ["limits", { minimum: 1, exclusiveMaximum: 3 }, { valid: [1, 2.9, "0"], invalid: [0.9, 3, Number.NaN] }],
    ["multipleOf", { multipleOf: 0.1 }, { valid: [0.3, 19.9, 0, 1e300], invalid: [0.35, 19.99] }],
    [
      "items",
      { prefixItems: [{ type: "string" }], items: { type: "number" } },
      { valid: [[], ["a"], ["a", 1, 2]], invalid: [[1], ["a", "b"]] },
    ],
    ["numbers of items", { minItems: 1, maxItems: 2 }, { valid: [[1], [1, 2]], invalid: [[], [1, 2, 3]] }],
    [
      "uniqueItems",
      { uniqueItems: true },
      {
        valid: [[1, "1", [1], { a: 1 }, null]],
        invalid: [
          [
            { a: 1, b: [2] },
            { b: [2], a: 1 },
          ],
          [1, 1],
        ],
      },
    ],
    [
      "contains",
      { contains: { type: "string" }, maxContains: 2 },
      { valid: [["a"], ["a", 1, "b"]], invalid: [[], [1], ["a", "b", "c"]] },
    ],
    ["minContains", { contains: { const: 1 }, minContains: 0 }, { valid: [[], [1, 1]], invalid: [] }],
    ["required", { required: ["valueOf"] }, { valid: [{ valueOf: 1 }], invalid: [{}, { valueOf: undefined }] }],
    [
      "properties",
      { properties: { valueOf: { type: "string" }, example: { type: "null" } } },
      { valid: [{}, { valueOf: "a", example: null }], invalid: [{ valueOf: 1 }, { example: "" }] },
    ],
    [
      "__proto__",
      { properties: JSON.parse('{ "__proto__": { "type": "string" } }') },
      { valid: [{}], invalid: [JSON.parse('{ "__proto__": 1 }')] },
    ],
    [
      "numbers of properties",
      { minProperties: 1, maxProperties: 1 },
      { valid: [{ a: 1, b: undefined }], invalid: [{}, { a: 1, b: 2 }] },
    ],
    [
      "additionalProperties",
      { properties: { a: {} }, patternProperties: { "^x": { type: "number" } }, additionalProperties: false },
      { valid: [{ a: 1, x1: 2 }], invalid: [{ b: 1 }, { x1: "" }] },
    ],
    ["propertyNames", { propertyNames: { maxLength: 1 } }, { valid: [{ a: 1 }], invalid: [{ ab: 1 }] }],
    [
      "dependentRequired",
      { dependentRequired: { a: ["b"] } },
      { valid: [{ b: 1 }, { a: 1, b: 1 }], invalid: [{ a: 1 }] },
    ],
    ["dependentSchemas", { dependentSchemas: { a: { required: ["b"] } } }, { valid: [{ b: 1 }], invalid: [{ a: 1 }] }],
    [
      "if",
      // biome-ignore lint/suspicious/noThenProperty: a keyword
      { if: { required: ["a"] }, then: { required: ["b"] }, else: { required: ["c"] } },
      { valid: [{ a: 1, b: 1 }, { c: 1 }], invalid: [{ a: 1, c: 1 }, {}] },
    ],
    ["not", { not: { type: "string" } }, { valid: [1], invalid: [""] }],
    ["allOf", { allOf: [{ required: ["a"] }, { required: ["b"] }] }, { valid: [{ a: 1, b: 1 }], invalid: [{ a: 1 }] }],
    ["anyOf", { anyOf: [{ type: "string" }, { minimum: 2 }] }, { valid: ["", 2, {}], invalid: [1] }],
    ["oneOf", { oneOf: [{ type: "number" }, { minimum: 2, type: "number" }] }, { valid: [1], invalid: [2, ""] }],
    [
      "unevaluatedProperties",
      {
        allOf: [{ properties: { a: {} } }],
        anyOf: [{ properties: { b: {} }, required: ["b"] }, true],
        unevaluatedProperties: false,
      },
      { valid: [{ a: 1 }, { a: 1, b: 1 }], invalid: [{ c: 1 }] },
    ],
    [
      "unevaluatedItems",
      { prefixItems: [{}], contains: { type: "string" }, unevaluatedItems: false },
      { valid: [[1, "a"], ["a"]], invalid: [[1, "a", 2]] },
    ],
    [
      "$ref",
      { $ref: "#/components/schemas/Tree", required: ["name"] },
      { valid: [{ name: "a", next: {} }], invalid: [{}, { name: "a", next: { next: { name: 1 } } }] },
    ],
    ["$ref into a schema", { $ref: "#/components/schemas/Tree/properties/name" }, { valid: [""], invalid: [1] }],
    ["$ref into a path", { $ref: "#/paths/~1shelves~1{shelf}/put/x-schema" }, { valid: [{}], invalid: [] }],
    [
      "$defs and $anchor",
      { $defs: { a: { $anchor: "text", type: "string" } }, items: { $ref: "#text" } },
      { valid: [["a"]], invalid: [[1]] },
    ],
    ["false", { properties: { a: false } }, { valid: [{ b: 1 }], invalid: [{ a: 1 }] }],
    ["enum without a value of its type", { type: "object", enum: ["a", "b"] }, { valid: [{}], invalid: ["a"] }],
  ])("%s", async (_, schema, { valid, invalid }) => {
    const check = await fillShelf(bodyOf(schema, { Tree: tree }));
    expect(valid.map((body) => check({ body }))).toEqual(valid.map(() => []));
    for (const body of invalid) expect(check({ body })).not.toEqual([]);
  });

  test("$dynamicRef: the items of a page of users are users", async () => {
    const schemas = {
      User: { type: "object", required: ["name"] },
      Page: {
        $id: "https://api.example.com/page",
        properties: { items: { type: "array", items: { $dynamicRef: "#item" } } },
        $defs: { item: { $dynamicAnchor: "item" } },
      },
      UserPage: {
        $id: "https://api.example.com/user-page",
        $ref: "#/components/schemas/Page",
        $defs: { item: { $dynamicAnchor: "item", $ref: "#/components/schemas/User" } },
      },
    };
    const check = await fillShelf(bodyOf({ $ref: "#/components/schemas/UserPage" }, schemas));
    expect(check({ body: { items: [{ name: "a" }, {}] } })).toEqual(["body /items/1/name required"]);
    const page = await fillShelf(bodyOf({ $ref: "#/components/schemas/Page" }, schemas));
    expect(page({ body: { items: [{}] } })).toEqual([]);
  });
});

test("names of components may be anything", async () => {
  const names = ["_types.Pet", "a/b~c", "two words", "%", "class", "schema"];
  const schemas = Object.fromEntries(names.map((name) => [name, { const: name }]));
  const refs = names.map(
    (name) => `#/components/schemas/${encodeURIComponent(name.replaceAll("~", "~0").replaceAll("/", "~1"))}`,
  );
  const check = await fillShelf(bodyOf({ prefixItems: refs.map(($ref) => ({ $ref })) }, schemas));
  expect(check({ body: names })).toEqual([]);
  expect(check({ body: names.map(() => 1) })).toHaveLength(names.length);
});

test("what contains itself is a problem, and does not go on for ever", async () => {
  const check = await fillShelf(bodyOf({ $ref: "#/components/schemas/Tree" }, { Tree: tree }));
  const body: Record<string, unknown> = { name: "a" };
  body["next"] = body;
  expect(check({ body })).toEqual(["body /next json"]);
  const circular = { A: { $ref: "#/components/schemas/B" }, B: { allOf: [{ $ref: "#/components/schemas/A" }] } };
  expect((await fillShelf(bodyOf({ $ref: "#/components/schemas/A" }, circular)))({ body: {} })).toEqual([]);
});

describe("the problem of a value that fits no alternative", () => {
  const pet = (kind: string, more: object) => ({
    type: "object",
    required: ["kind"],
    properties: { kind: { type: "string", enum: [kind] }, ...more },
  });
  const schemas = {
    Cat: pet("cat", { lives: { type: "integer" } }),
    Dog: pet("dog", { bark: { type: "boolean" } }),
    Camera: { type: "object", required: ["kind"], properties: { kind: { type: "string" }, lens: { type: "string" } } },
    Lamp: { type: "object", required: ["kind"], properties: { kind: { type: "string" }, watts: { type: "number" } } },
  };
  const refs = (...names: string[]) => names.map((name) => ({ $ref: `#/components/schemas/${name}` }));
  const mapping = { camera: "#/components/schemas/Camera", lamp: "Lamp", bird: "#/components/schemas/Bird" };

  test.each<[string, object, unknown, string[]]>([
    [
      "that its type tells",
      { anyOf: [{ type: "string", maxLength: 1 }, { type: "number" }] },
      "ab",
      ["body  maxLength"],
    ],
    ["that its values tell", { oneOf: refs("Cat", "Dog") }, { kind: "dog", bark: 1 }, ["body /bark type"]],
    ["that nothing tells", { oneOf: refs("Cat", "Dog") }, { kind: "fish" }, ["body  oneOf"]],
    [
      "that a discriminator without a mapping does not tell",
      { oneOf: refs("Cat", "Dog"), discriminator: { propertyName: "kind" } },
      { kind: "cat", lives: "" },
      ["body /lives type"],
    ],
    [
      "that its discriminator tells",
      { oneOf: refs("Camera", "Lamp"), discriminator: { propertyName: "kind", mapping } },
      { kind: "lamp", lens: 1, watts: "" },
      ["body /watts type"],
    ],
    [
      "that only its discriminator tells",
      { oneOf: refs("Camera", "Lamp"), discriminator: { propertyName: "kind", mapping } },
      { kind: "lamp" },
      [],
    ],
  ])("is that of the alternative %s", async (_, schema, body, problems) => {
    expect((await fillShelf(bodyOf(schema, schemas)))({ body })).toEqual(problems);
  });
});

describe("limits that depend on a word", () => {
  const about = (title: string) => ({ title, description: "" });
  const pages = {
    "x-availability": {
      name: "Medium",
      values: { paper: about("Paper"), file: about("A file") },
      groups: { readable: { ...about("Anything to read"), includes: ["paper"] } },
    },
    properties: {
      numPages: {
        type: "number",
        "x-differs-for": { readable: { minimum: 1, maximum: 900 }, paper: { maximum: 500 } },
      },
      size: { type: "number", "x-differs-for": { file: { exclusiveMinimum: 0 }, paper: { default: 0 } } },
      names: { type: "array", "x-differs-for": { file: { minItems: 1, items: { maxLength: 2 } } } },
      data: { "x-differs-for": { file: { required: ["id"] } } },
      mode: { type: "string", "x-differs-for": { file: { enum: ["r", "w"] } } },
      key: { type: "string", format: "password", "x-differs-for": { file: { pattern: "^k" } } },
    },
  };
  const words = { novel: "paper", poem: "readable", scan: "file" };
  const Kind = { type: "string", enum: ["novel", "poem", "scan", "film"], "x-tells": { name: "Medium", words } };
  const properties = { kind: { $ref: "#/components/schemas/Kind" }, pages: { $ref: "#/components/schemas/Pages" } };
  const document = bodyOf({ type: "object", properties }, { Kind, Pages: pages });

  test.each<[kind: string | undefined, pages: object, problems: string[]]>([
    [undefined, { numPages: 0, size: -1 }, []],
    ["film", { numPages: 0, size: -1 }, []],
    ["novel", { numPages: 500, size: -1 }, []],
    ["poem", { numPages: 501 }, []],
    ["poem", { numPages: 901 }, ["/numPages num-pages-range must be from 1 to 900 for Anything to read, is 901"]],
    ["novel", { numPages: 501 }, ["/numPages num-pages-range must be from 1 to 500 for Paper, is 501"]],
    ["novel", { numPages: 0 }, ["/numPages num-pages-range must be from 1 to 500 for Anything to read, is 0"]],
    ["scan", { size: 0 }, ["/size size-range must be more than 0 for A file, is 0"]],
    ["scan", { size: "0", mode: 1 }, ["/mode type must be string, is 1", '/size type must be number, is "0"']],
    ["scan", { names: [] }, ["/names names-min-items must NOT have fewer than 1 items for A file"]],
    ["scan", { names: ["abc"] }, ["/names/0 names-max-length must NOT have more than 2 characters for A file"]],
    ["scan", { data: {} }, ["/data/id data-required is required for A file"]],
    ["scan", { mode: "x" }, ['/mode mode-enum must be one of "r", "w" for A file, is "x"']],
    ["scan", { key: "4711" }, ['/key key-pattern must match pattern "^k" for A file']],
  ])("of %s: %j", async (kind, given, problems) => {
    const { validateFillShelf: validate } = await load(document);
    const found = validate?.({ body: { kind, pages: given } }) ?? [];
    const brief = found.map(({ pointer, rule, message }) => `${pointer.replace("/pages", "")} ${rule} ${message}`);
    expect(brief).toEqual(problems);
  });

  test("are those of the word that the caller gives, whatever the request tells", async () => {
    const { validateFillShelf: validate } = await load(document);
    const body = { kind: "novel", pages: { numPages: 501, size: 0 } };
    const rulesFor = (context?: object) => validate?.({ body }, context).map(({ rule }) => rule);
    expect(rulesFor()).toEqual(["num-pages-range"]);
    expect(rulesFor({ words: { Medium: "file" } })).toEqual(["size-range"]);
    expect(rulesFor({ words: { Medium: undefined, Size: "file" } })).toEqual(["num-pages-range"]);
    expect(rulesFor({ words: { Medium: "constructor" } })).toEqual([]);
    expect(rulesFor({ defaultWords: { Medium: "file" } })).toEqual(["num-pages-range"]);
  });
});

test("a value that the documentation names but does not list has its own message", async () => {
  const { validateFillShelf: validate } = await load(bodyOf({ enum: ["a"], "x-unlisted": ["b"] }));
  const messages = ["b", "c"].map((body) => validate?.({ body })[0]?.message);
  expect(messages).toEqual([
    'must be one of "a", is "b", which the documentation names but does not list',
    'must be one of "a", is "c"',
  ]);
});

test("all validators are in a map, by the names of their operations", async () => {
  const { requestValidators, validateFillShelf } = await load(bodyOf({ type: "string" }));
  expect(requestValidators).toEqual({ fillShelf: validateFillShelf });
});

test("OpenAPI 3.0 and 3.1 say the same in their own ways", async () => {
  const ref = { $ref: "#/components/schemas/Tree" };
  const old = {
    type: "object",
    properties: {
      name: { type: "string", nullable: true, example: "x", enum: ["a", "b", null] },
      size: { type: "number", minimum: 0, exclusiveMinimum: true, maximum: 5, exclusiveMaximum: false },
      tree: { ...ref, description: "Ignored.", required: ["next"] },
      none: { nullable: true, allOf: [ref] },
      beside: { ...ref, nullable: true },
      plain: { nullable: true, description: "Anything." },
    },
  };
  const now = {
    type: "object",
    properties: {
      name: { type: ["string", "null"], examples: ["x"], enum: ["a", "b", null] },
      size: { type: "number", exclusiveMinimum: 0, maximum: 5 },
      tree: ref,
      none: { anyOf: [ref, { type: "null" }] },
      beside: { oneOf: [{ type: "null" }, ref] },
      plain: {},
    },
  };
  const schemas = { Tree: tree };
  const [of30, of31] = [await fillShelf(bodyOf(old, schemas, "3.0.3")), await fillShelf(bodyOf(now, schemas))];
  const values = [null, "a", "c", 0, 5, 5.5, {}, { name: 1 }, { next: {} }, []];
  for (const name of Object.keys(now.properties)) {
    for (const value of values) {
      const body = { [name]: value };
      expect(of30({ body }).length > 0, JSON.stringify(body)).toBe(of31({ body }).length > 0);
    }
  }
  expect(of30({ body: { name: null, size: 0, tree: {}, none: null } })).toEqual(["body /size exclusiveMinimum"]);
});

describe("random schemas", () => {
  const names = ["a", "b", "c"];
  const keywords = {
    type: fc.constantFrom<unknown[]>("string", "number", "integer", "object", "array", "boolean", ["string", "null"]),
    enum: fc.subarray(["a", "bb", 1, 2.5, null, true, [], ["a"], {}], { minLength: 1 }),
    const: fc.constantFrom<unknown[]>("a", 1, null, [1], { a: 1 }),
    minimum: fc.integer({ min: -2, max: 2 }),
    exclusiveMaximum: fc.integer({ min: -2, max: 4 }),
    multipleOf: fc.constantFrom(2, 3),
    minLength: fc.nat({ max: 2 }),
    maxLength: fc.nat({ max: 2 }),
    pattern: fc.constantFrom("^a", "b$"),
    minItems: fc.nat({ max: 2 }),
    maxItems: fc.nat({ max: 2 }),
    uniqueItems: fc.boolean(),
    minProperties: fc.nat({ max: 2 }),
    maxProperties: fc.nat({ max: 2 }),
    required: fc.subarray(names),
    dependentRequired: fc.record({ a: fc.subarray(names) }),
  };
  const { schema } = fc.letrec<{ schema: unknown }>((tie) => {
    const some = tie("schema");
    const list = fc.array(some, { minLength: 1, maxLength: 2 });
    const byName = fc.dictionary(fc.constantFrom(...names), some, { maxKeys: 2 });
    const nested = {
      items: some,
      prefixItems: list,
      contains: some,
      properties: byName,
      patternProperties: fc.record({ "^[ab]": some }),
      additionalProperties: some,
      propertyNames: fc.constantFrom({ maxLength: 1 }, { pattern: "a" }),
      dependentSchemas: fc.record({ a: some }),
      unevaluatedProperties: some,
      unevaluatedItems: some,
      allOf: list,
      anyOf: list,
      oneOf: list,
      not: some,
      if: some,
      // biome-ignore lint/suspicious/noThenProperty: a keyword
      then: some,
      else: some,
      $ref: fc.constantFrom("#/components/schemas/Leaf", "#/components/schemas/Tree"),
    };
    // A schema with every keyword would never be satisfied.
    const few = (all: Schema) => fc.subarray(Object.keys(all), { maxLength: 3 }).map((kept) => pick(all, kept));
    const object = fc.record({ ...keywords, ...nested }, { requiredKeys: [] }).chain(few);
    return { schema: fc.oneof({ maxDepth: 3, withCrossShrink: true }, fc.boolean(), object) };
  });
  const value = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 3 },
      fc.constantFrom<unknown[]>("", "a", "bb", "aab", 0, 1, 2.5, -3, 6, true, null),
      fc.array(tie("value"), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom(...names, "aa"), tie("value"), { maxKeys: 3 }),
    ),
  })).value;

  function pick(schema: Schema, keywords: readonly string[]): Schema {
    // An enumeration without a value of the type is ignored, and Ajv does not count what `contains` has evaluated.
    const refused = keywords.includes("type")
      ? ["enum", "const"]
      : keywords.includes("contains")
        ? ["unevaluatedItems"]
        : [];
    return Object.fromEntries(keywords.flatMap((name) => (refused.includes(name) ? [] : [[name, schema[name]]])));
  }

  test("give the results of Ajv", async () => {
    const seed = 5;
    const schemas = fc.sample(schema, { numRuns: 300, seed });
    const values: unknown[] = JSON.parse(JSON.stringify(fc.sample(value, { numRuns: 40, seed })));
    const components = { schemas: { Leaf: { type: "string", maxLength: 1 }, Tree: tree } };
    const paths = Object.fromEntries(
      schemas.map((schema, index) => [
        `/${index}`,
        { post: { operationId: `post${index}`, requestBody: { content: { "application/json": { schema } } } } },
      ]),
    );
    const module = await load({ openapi: "3.1.1", info: { title: "Random", version: "1" }, paths, components });
    const ajv = new Ajv2020({ allErrors: true, strict: false, ownProperties: true, logger: false });
    ajv.addSchema({ $id: "api", components, schemas });
    const seen = { valid: 0, invalid: 0 };
    for (const [index, schema] of schemas.entries()) {
      const validate = ajv.compile({ $ref: `api#/schemas/${index}` });
      for (const body of values) {
        const isValid = validate(body);
        seen[isValid ? "valid" : "invalid"]++;
        const problems = module[`validatePost${index}`]?.({ body });
        expect(problems?.length === 0, JSON.stringify({ schema, body, problems, errors: validate.errors })).toBe(
          isValid,
        );
      }
    }
    expect(Math.min(seen.valid, seen.invalid)).toBeGreaterThan(2_000);
  });
});
