import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { validatorsModule } from "../generate/validators.ts";
import { root } from "../root.ts";
import type { OpenApiDocument, Operation, Schema } from "../spec/openapi-document.ts";

/** A schema with keywords that the rest of the machinery does not look at. */
type AnySchema = Schema & Record<string, unknown>;

type Places = Record<"path" | "query" | "body", { (value: unknown): boolean; errors?: unknown[] }>;

const imports = {
  types: join(root, "packages/client/src/validate/schema-problems.ts"),
  codePoints: join(root, "packages/client/src/validate/code-points.ts"),
};
let folder: string;
let modules = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "validators-"));
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

/** Runs the module, as far from Ajv as a user has it. */
async function load(document: OpenApiDocument): Promise<Record<string, Places>> {
  const file = join(folder, `validators-${modules++}.ts`);
  await writeFile(file, validatorsModule(document, "// Generated.\n", imports));
  return import(file);
}

/** The validators of the one operation. */
async function fillShelf(document: OpenApiDocument): Promise<Places> {
  const { fillShelf } = await load(document);
  if (!fillShelf) throw new Error("The module has no fillShelf");
  return fillShelf;
}

describe("the validators of an operation", () => {
  it("check its own parameters and those of its path, its own first", async () => {
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
  });

  it("check formats that are patterns, and count characters", async () => {
    const { body } = await fillShelf(
      bodyOf({
        type: "object",
        properties: {
          since: { type: "string", format: "date" },
          key: { type: "string", format: "password", maxLength: 2, default: "🔑" },
          count: { type: "integer", format: "int32", examples: [1] },
        },
      }),
    );
    expect(body({ since: "2026-11-23", key: "🔑🔑", count: 5 })).toBe(true);
    expect([body({ since: "today" }), body({ key: "🔑🔑🔑" }), body({ count: Number.NaN })]).toEqual([
      false,
      false,
      false,
    ]);
  });

  it("follow references, also in circles, and find 1,000 problems of a list", async () => {
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

  it("know properties that only a keyword for the rest refuses", async () => {
    const { body } = await fillShelf(
      bodyOf({ allOf: [{ type: "object", properties: { title: {} } }], unevaluatedProperties: false }),
    );
    expect([body({ title: 1 }), body({ name: 1 })]).toEqual([true, false]);
  });
});

describe("names that JavaScript has for itself", () => {
  it("as properties are there only where the body has them of its own", async () => {
    const text: Schema = { type: "string" };
    const properties = Object.fromEntries(["constructor", "valueOf"].map((name) => [name, text]));
    const { body } = await fillShelf(bodyOf({ type: "object", properties, required: ["valueOf"] }));
    expect([body({ valueOf: "x" }), body({}), body({ valueOf: "x", constructor: 5 })]).toEqual([true, false, false]);
  });

  it("as operations are the names of the exports, whatever the module calls them inside", async () => {
    const operationIds = ["class", "default", "é", "validate20", "a", "a_path", "operation_0"];
    const paths = Object.fromEntries(operationIds.map((operationId) => [`/${operationId}`, { put: { operationId } }]));
    const exports = await load({ ...documentOf({}), paths });
    expect(Object.keys(exports).sort()).toEqual([...operationIds, "mostProblems"].sort());
  });
});

describe("what cannot be compiled is an error that says so", () => {
  it.each<[string, AnySchema, string]>([
    ["a keyword that JSON Schema does not have", { type: "string", maxLenght: 5 }, "maxLenght"],
    ["a format that nobody knows", { type: "string", format: "shelfmark" }, "shelfmark"],
    [
      "a check that needs more of Ajv",
      { type: "array", uniqueItems: true, items: { type: "object" } },
      "runtime/equal",
    ],
    ["a count of items", { type: "array", contains: { type: "string" } }, "contains"],
    ["a reference that leads nowhere", { $ref: "#/components/schemas/Shelf" }, "Shelf"],
  ])("%s", (_, schema, named) => {
    expect(() => validatorsModule(bodyOf(schema), "", imports)).toThrow(named);
  });

  it("an operation without a name", () => {
    const document = { ...documentOf({}), paths: { "/shelves": { put: {} } } };
    expect(() => validatorsModule(document, "", imports)).toThrow("PUT /shelves has no operationId");
  });
});
