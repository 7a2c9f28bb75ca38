// A description with errors, read as far as possible.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { stringify } from "yaml";
import { readDescription } from "../src/read/index.ts";

const folder = mkdtempSync(join(tmpdir(), "despite-errors-"));
afterAll(() => rmSync(folder, { recursive: true }));

const ok = { description: "A dog." };
const name = { name: "name", in: "query", schema: { type: "string" } };

async function read(parts: object, despiteErrors = true) {
  const file = join(folder, "openapi.yaml");
  writeFileSync(file, stringify({ openapi: "3.0.3", info: { title: "Kennel", version: "1.0.0" }, ...parts }));
  const { document, problems } = await readDescription(file, "structure", { despiteErrors });
  const errors = problems.filter(({ severity }) => severity === "error");
  return { document, errors: errors.map(({ rule }) => rule) };
}

const get = (operation: object, components: object = {}) => ({ paths: { "/dog": { get: operation } }, components });

it.each([
  [
    "a schema that is not there",
    get({
      responses: { 200: { ...ok, content: { "application/json": { schema: { $ref: "#/components/schemas/No" } } } } },
    }),
    get({ responses: { 200: { ...ok, content: { "application/json": { schema: {} } } } } }),
    ["no-unresolved-refs"],
  ],
  [
    "a response that is not there",
    get({ responses: { 200: ok, 404: { $ref: "#/components/responses/No" } } }),
    get({ responses: { 200: ok } }),
    ["no-unresolved-refs"],
  ],
  [
    "a parameter without a name, that two operations refer to",
    {
      paths: {
        "/dog": { get: { parameters: [{ $ref: "#/components/parameters/No" }, name], responses: { 200: ok } } },
        "/cat": { get: { parameters: [name, { $ref: "#/components/parameters/No" }], responses: { 200: ok } } },
      },
      components: { parameters: { No: { in: "query", schema: {} } } },
    },
    {
      paths: {
        "/dog": { get: { parameters: [name], responses: { 200: ok } } },
        "/cat": { get: { parameters: [name], responses: { 200: ok } } },
      },
      components: { parameters: {} },
    },
    ["missing-field"],
  ],
  [
    "an operation that is a text",
    get("x" as unknown as object),
    { paths: { "/dog": {} }, components: {} },
    ["wrong-kind"],
  ],
  [
    "a file that is not there",
    { paths: { "/dog": { get: { responses: { 200: ok } } }, "/cat": { $ref: "cat.yaml" } } },
    { paths: { "/dog": { get: { responses: { 200: ok } } } } },
    ["no-unresolved-refs"],
  ],
])("leaves out %s", async (_, given, expected, errors) => {
  const { document, errors: found } = await read(given);
  expect(document).toMatchObject(expected);
  expect({ paths: document?.paths, errors: found }).toEqual({ paths: expected.paths, errors });
  expect((await read(given, false)).document).toBeUndefined();
});

it("leaves out what is wrong in another file", async () => {
  mkdirSync(join(folder, "parts"), { recursive: true });
  const item = { get: { parameters: [{ in: "query", schema: {} }, name], responses: { 200: ok } } };
  writeFileSync(join(folder, "parts/dog.yaml"), stringify(item));
  const { document, errors } = await read({ paths: { "/dog": { $ref: "parts/dog.yaml" } } });
  expect(document?.paths?.["/dog"]).toEqual({ get: { parameters: [name], responses: { 200: ok } } });
  expect(errors).toEqual(["missing-field"]);
});

it("reads nothing of what is no OpenAPI description", async () => {
  expect((await read({ openapi: "4.0.0" })).document).toBeUndefined();
});
