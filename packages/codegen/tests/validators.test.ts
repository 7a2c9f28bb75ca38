import { copyFile, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { OpenApiDocument, Operation, Schema } from "@scenario-openapi/openapi";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { validatorsModule } from "../src/index.ts";
import type { RequestValidators } from "./client-stub.ts";

/** A schema with keywords that the rest of the repository does not use. */
type AnySchema = Schema & Record<string, unknown>;

const imports = { types: "./client.ts", codePoints: "./client.ts" };
let folder: string;
let modules = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "validators-"));
  await copyFile(new URL("client-stub.ts", import.meta.url), join(folder, "client.ts"));
});
afterAll(() => rm(folder, { recursive: true }));

function documentOf(operation: Operation, schemas: Record<string, Schema> = {}): OpenApiDocument {
  return {
    openapi: "3.1.1",
    info: { title: "Shelves", version: "1" },
    paths: {
      "/shelves/{shelf}": {
        parameters: [
          { name: "shelf", in: "path", required: true, schema: { type: "integer", description: "Counted from 1." } },
          { name: "sort", in: "query", schema: { type: "string" } },
        ],
        put: { operationId: "fillShelf", ...operation },
      },
    },
    components: { schemas },
  };
}

function bodyOf(schema: AnySchema, schemas: Record<string, Schema> = {}): OpenApiDocument {
  return documentOf({ requestBody: { content: { "application/json": { schema } } } }, schemas);
}

async function load(document: OpenApiDocument): Promise<Record<string, RequestValidators>> {
  const file = join(folder, `validators-${modules++}.ts`);
  await writeFile(file, validatorsModule(document, "// Generated.\n", imports));
  return import(pathToFileURL(file).href);
}

/** The validators of the one operation. */
async function fillShelf(document: OpenApiDocument): Promise<RequestValidators> {
  const { fillShelf } = await load(document);
  if (!fillShelf) throw new Error("The module has no fillShelf");
  return fillShelf;
}

it("checks the parameters of an operation, which replace those of its path", async () => {
  const { path, query, body } = await fillShelf(
    documentOf({
      parameters: [
        { name: "sort", in: "query", required: true, schema: { enum: ["title", "year"] } },
        { name: "shelf", in: "header", required: true, schema: { type: "boolean" } },
      ],
    }),
  );
  expect([path({ shelf: 1 }), path({ shelf: 1.5 }), path({}), path(null)]).toEqual([true, false, false, false]);
  expect([query({ sort: "year" }), query({ sort: "new" }), query({})]).toEqual([true, false, false]);
  expect([body(undefined), body("anything")]).toEqual([true, true]);
  const ofPath = await fillShelf(documentOf({}));
  expect([ofPath.query({}), ofPath.query({ sort: "new" }), ofPath.query({ sort: 1 })]).toEqual([true, true, false]);
});

const titled: AnySchema = { allOf: [{ type: "object", properties: { title: {} } }], unevaluatedProperties: false };
const inherited: AnySchema = {
  type: "object",
  properties: Object.fromEntries(["constructor", "valueOf"].map((name) => [name, { type: "string" }])),
  required: ["valueOf"],
};

describe("the check of a body", () => {
  it.each<[string, AnySchema, { valid: unknown; invalid: unknown[] }]>([
    ["tests formats that are patterns", { format: "date" }, { valid: "2026-11-23", invalid: ["today"] }],
    ["ignores other formats", { type: "string", format: "password" }, { valid: "x", invalid: [1] }],
    ["counts characters", { maxLength: 2, default: "🔑🔑🔑" }, { valid: "🔑🔑", invalid: ["🔑🔑🔑"] }],
    ["refuses NaN", { type: "integer", format: "int32", examples: [1.5] }, { valid: 5, invalid: [Number.NaN] }],
    ["knows the properties of subschemas", titled, { valid: { title: 1 }, invalid: [{ name: 1 }] }],
    [
      "ignores inherited properties",
      inherited,
      { valid: { valueOf: "x" }, invalid: [{}, { valueOf: "x", constructor: 5 }] },
    ],
  ])("%s", async (_, schema, { valid, invalid }) => {
    const { body } = await fillShelf(bodyOf(schema));
    expect([body(valid), ...invalid.map((value) => body(value))]).toEqual([true, ...invalid.map(() => false)]);
  });

  it("follows recursive references, and stops after 1,000 problems of a list", async () => {
    const shelf: Schema = {
      type: "object",
      properties: {
        title: { type: "string" },
        shelves: { type: "array", items: { $ref: "#/components/schemas/Shelf" } },
      },
    };
    const { body } = await fillShelf(
      bodyOf({ $ref: "#/components/schemas/Shelf", description: "One." }, { Shelf: shelf }),
    );
    expect(body({ shelves: [{ shelves: [{ title: "a" }] }] })).toBe(true);
    expect(body({ shelves: [{ shelves: [{ title: 5 }] }] })).toBe(false);
    expect(body({ shelves: new Array(2 ** 32 - 1) })).toBe(false);
    expect(body.errors).toHaveLength(1_000);
  });
});

it("exports the names of the operations, whichever names the module uses inside", async () => {
  const operationIds = ["class", "default", "é", "validate20", "a", "a_path", "operation_0"];
  const paths = Object.fromEntries(operationIds.map((operationId) => [`/${operationId}`, { put: { operationId } }]));
  const document = { ...documentOf({}), paths };
  expect(Object.keys(await load(document)).sort()).toEqual([...operationIds, "mostProblems"].sort());
  // The operations share one function for path and query, and one for the body.
  expect(validatorsModule(document, "", imports).match(/^function /gm)).toHaveLength(2);
});

describe("an error names", () => {
  it.each<[string, AnySchema, string]>([
    ["an unknown keyword", { type: "string", maxLenght: 5 }, "maxLenght"],
    ["an unknown format", { type: "string", format: "shelfmark" }, "shelfmark"],
    ["a check that needs Ajv's runtime", { uniqueItems: true, items: { type: "object" } }, "runtime/equal"],
    ["a count of items", { type: "array", contains: { type: "string" } }, "contains"],
    ["a reference that leads nowhere", { $ref: "#/components/schemas/Shelf" }, "Shelf"],
  ])("%s", (_, schema, named) => {
    expect(() => validatorsModule(bodyOf(schema), "", imports)).toThrow(named);
  });

  it("an operation without an operationId", () => {
    const document = { ...documentOf({}), paths: { "/shelves": { put: {} } } };
    expect(() => validatorsModule(document, "", imports)).toThrow("PUT /shelves has no operationId");
  });
});
