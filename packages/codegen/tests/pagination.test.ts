// Operations that declare how their pages follow each other.
import { copyFile, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { OpenApiDocument, Operation, Parameter, Schema } from "@repo/openapi";
import { root, runNode, strictest } from "@repo/testing";
import { describe, expect, it } from "vitest";
import { operationsModule, typesModule } from "../src/index.ts";

const text: Schema = { type: "string" };
const imports = { types: "./schema.gen.ts", runtime: () => "./client.ts" };
const NAME = "x-redoclyPagination";

const query = (name: string, schema: Schema): Parameter => ({ name, in: "query", schema });
const answer = (schema: Schema, mediaType = "application/json") => ({
  200: { description: "A page.", content: { [mediaType]: { schema } } },
});

/** A list that can be asked for in every way. */
function listOf(declared: unknown, more: Partial<Operation> = {}): Operation {
  return {
    parameters: [
      query("after", text),
      query("at", { type: "integer" }),
      query("from", { type: "integer", minimum: 0 }),
      query("page", { type: "integer", minimum: 0, default: 3 }),
      { name: "trace", in: "header", schema: text },
    ],
    responses: answer({ $ref: "#/components/schemas/Page" }),
    [NAME]: declared,
    ...more,
  };
}

function documentOf(operations: Record<string, Operation>): OpenApiDocument {
  return {
    openapi: "3.1.1",
    info: { title: "Library", version: "1.0.0" },
    paths: Object.fromEntries(
      Object.entries(operations).map(([name, node]) => [`/${name}`, { get: { operationId: name, ...node } }]),
    ),
    components: {
      schemas: {
        Book: { type: "object", required: ["title"], properties: { title: text } },
        Base: {
          type: "object",
          properties: { meta: { type: ["object", "null"], properties: { next: { type: ["string", "null"] } } } },
        },
        Page: {
          allOf: [
            { $ref: "#/components/schemas/Base" },
            {
              type: "object",
              properties: {
                "da/ta": { type: "array", items: { $ref: "#/components/schemas/Book" } },
                rows: { type: "array", items: { type: "array", items: { type: "number" } } },
                more: { type: "boolean" },
                sure: text,
              },
            },
          ],
        },
      },
    },
  };
}

const items = "/da~1ta";
const byCursor = { style: "cursor", cursorParam: "after", nextCursor: "/meta/next", items };

const good = documentOf({
  byCursor: listOf({ ...byCursor, hasMore: "/more", limitParam: "limit" }),
  byOldName: { ...listOf(undefined), "x-redocly-pagination": byCursor },
  byOffset: listOf({ style: "offset", offsetParam: "at", items: "/rows/0" }),
  byPage: listOf({ style: "page", offsetParam: "at", items }),
  byPageFromMinimum: listOf({ style: "page", offsetParam: "from", items }),
  byPageFromDefault: listOf({ style: "page", offsetParam: "page", items }),
  byLink: listOf({ style: "link", items: "" }, { responses: answer({ type: "array", items: text }) }),
  byBodyLink: listOf({ style: "link", nextLink: "/sure", items }),
  needed: listOf(byCursor, { parameters: [{ ...query("after", text), required: true }] }),
  plain: listOf(undefined),
});

async function inFolder<T>(document: OpenApiDocument, use: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "pagination-"));
  const { code, names } = operationsModule(document, "", imports);
  await copyFile(join(import.meta.dirname, "client-stub.ts"), join(folder, "client.ts"));
  await writeFile(join(folder, "operations.gen.ts"), code);
  await writeFile(join(folder, "schema.gen.ts"), (await typesModule(document, "", names)).code);
  return use(folder).finally(() => rm(folder, { recursive: true, force: true }));
}

it("an operation says how its pages follow each other", async () => {
  expect(operationsModule(good, "", imports).warnings).toEqual([]);
  const { stdout } = await inFolder(good, (folder) =>
    runNode(
      ["--input-type=module", "--eval", 'console.log(JSON.stringify(await import("./operations.gen.ts")))'],
      folder,
    ),
  );
  const { operations } = JSON.parse(stdout);
  const pages = Object.fromEntries(Object.entries(operations).map(([name, entry]) => [name, Object(entry).pages]));
  const books = ["da/ta"];
  expect(pages).toEqual({
    byCursor: { by: "cursor", param: "after", items: books, next: ["meta", "next"], more: ["more"] },
    byOldName: { by: "cursor", param: "after", items: books, next: ["meta", "next"] },
    byOffset: { by: "offset", param: "at", from: 0, items: ["rows", "0"] },
    byPage: { by: "page", param: "at", from: 1, items: books },
    byPageFromMinimum: { by: "page", param: "from", from: 0, items: books },
    byPageFromDefault: { by: "page", param: "page", from: 3, items: books },
    byLink: { by: "link", items: [] },
    byBodyLink: { by: "link", items: books, next: ["sure"] },
    needed: { by: "cursor", param: "after", items: books, next: ["meta", "next"] },
  });
  expect(operations.plain).not.toHaveProperty("pages");
});

it("the credentials of the query are told from the query of a link, unless the operation has a parameter of their name", () => {
  const key = (name: string) => ({ type: "apiKey" as const, in: "query" as const, name });
  const lists = { style: "link", items: "" };
  const responses = answer({ type: "array", items: text });
  const document = documentOf({
    all: listOf(lists, { responses }),
    byPage: listOf({ style: "page", offsetParam: "at", items }),
  });
  document.security = [{ key: [], from: [] }];
  document.components = { ...document.components, securitySchemes: { key: key("key"), from: key("from") } };
  const { code } = operationsModule(document, "", imports);
  expect(code.match(/pages: .*/g)).toEqual([
    'pages: { by: "link", items: [], credentials: ["key"] },',
    expect.not.stringContaining("credentials"),
  ]);
});

const program = `
import type { ByCursorItem, OperationMethods, OperationPages } from "./operations.gen.ts";
declare const api: OperationMethods & OperationPages;

for await (const book of api.byCursor.items({ query: { at: 1 } })) book.title satisfies string;
for await (const { title } of api.byPage.items()) title satisfies string;
for await (const number of api.byOffset.items()) number satisfies number;
for await (const one of api.byLink.items()) one satisfies string;
const first: ByCursorItem | undefined = (await api.byCursor())["da/ta"]?.[0];
// @ts-expect-error
api.byCursor.items({ query: { after: 1 } });
// @ts-expect-error
api.byCursor({ query: { after: 1 } });
// @ts-expect-error
api.needed.items();
// @ts-expect-error
api.plain.items();

export { first };
`;

it("the items have their type", async () => {
  await inFolder(good, async (folder) => {
    const compilerOptions = { ...strictest, noUnusedLocals: true };
    await writeFile(join(folder, "program.ts"), program);
    await writeFile(join(folder, "package.json"), '{ "type": "module" }\n');
    await writeFile(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, include: ["*.ts"] }));
    const { stdout } = await runNode([join(root, "node_modules/typescript/bin/tsc"), "-p", folder], folder);
    expect(stdout).toBe("");
  });
});

describe("what an operation does not have is a warning, and there is no iterator", () => {
  const list = { responses: answer({ type: "array", items: text }) };
  const csv = { responses: answer(text, "text/csv") };
  const twoPages: Partial<Operation> = {
    responses: {
      ...answer({ $ref: "#/components/schemas/Page" }),
      206: { description: "Another.", content: { "application/json": { schema: { type: "array" } } } },
    },
  };
  it.each<[string, Operation, at: string, reason: string]>([
    ["no object", listOf("cursor"), "", '"style" is none of cursor, offset, page and link'],
    ["no style", listOf({ ...byCursor, style: "toString" }), "/style", '"style" is none of'],
    ["no items", listOf({ style: "link" }), "", '"items" is not a JSON pointer'],
    ["no pointer", listOf({ style: "link", items: "items" }, list), "/items", '"items" is not a JSON pointer'],
    ["a field of another name", listOf({ ...byCursor, items: "/data" }), "/items", 'has no array at "/data"'],
    ["items that are no list", listOf({ ...byCursor, items: "/meta" }), "/items", 'has no array at "/meta"'],
    ["no cursor", listOf({ style: "cursor", cursorParam: "after", items }), "", '"nextCursor" is not a JSON pointer'],
    ["another cursor", listOf({ ...byCursor, nextCursor: "/more" }), "/nextCursor", 'has no string at "/more"'],
    ["a flag that is none", listOf({ ...byCursor, hasMore: "/sure" }), "/hasMore", 'has no boolean at "/sure"'],
    ["a link that is none", listOf({ style: "link", nextLink: "/more", items }), "/nextLink", "has no string"],
    ["no parameter", listOf({ ...byCursor, cursorParam: "trace" }), "/cursorParam", '"cursorParam" names no parameter'],
    ["no number", listOf({ style: "page", offsetParam: "after", items }), "/offsetParam", "of type integer"],
    ["no JSON", listOf(byCursor, csv), "", "its response is not JSON"],
    ["two kinds of pages", listOf(byCursor, twoPages), "/items", "has no array"],
  ])("%s", (_, operation, at, reason) => {
    const { code, warnings } = operationsModule(documentOf({ list: operation }), "", imports);
    expect(warnings).toEqual(
      expect.arrayContaining([
        {
          rule: "pagination",
          pointer: `/paths/~1list/get/${NAME}${at}`,
          message: expect.stringMatching(/^The operation has no iterator over its items, because .*\.$/),
        },
      ]),
    );
    expect(warnings.map(({ message }) => message).join()).toContain(reason);
    expect(code).not.toMatch(/OperationPages|items\(/);
  });
});
