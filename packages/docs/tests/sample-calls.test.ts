// The call in the README of a generated package.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { OpenApiDocument, Operation } from "@repo/openapi";
import { root } from "@repo/testing";
import { expect, it } from "vitest";
import { parse } from "yaml";
import { firstCall } from "../src/sample-calls.ts";

const harbour: OpenApiDocument = parse(await readFile(join(root, "packages/testing/harbour/openapi.yaml"), "utf8"));

/** The name of the first call if these are the operations, each with its own path. */
function firstOf(...operations: [method: string, operationId: string, parts?: Partial<Operation>][]) {
  const paths = operations.map(([method, operationId, parts]) => [
    `/${operationId}`,
    { [method]: { operationId, responses: { 204: { description: "Done." } }, ...parts } },
  ]);
  return firstCall({ ...harbour, paths: Object.fromEntries(paths) }, {}, "harbour-client")?.operation;
}
/** Needs a value of which no example can be made up. */
const needs = (place: "path" | "query"): Partial<Operation> => ({
  parameters: [{ name: "name", in: place, required: true, schema: { type: "string", pattern: "^(?=a)(?=b)" } }],
});

it("is a module that creates the client and calls it", () => {
  expect(firstCall(harbour, { name: "Port" }, "@acme/port-client")).toEqual({
    operation: "listBoats",
    code: `import { createPortClient } from "@acme/port-client";

const port = createPortClient();

const result = await port.listBoats();
console.log(result);`,
  });
});

it("names the address if the description does not", () => {
  const code = (servers?: { url: string }[]) => firstCall({ ...harbour, servers: servers ?? [] }, {}, "c")?.code;
  expect(code([{ url: "/v1" }])).toContain('createHarbourClient({ baseUrl: "https://api.example/v1" });');
  expect(code()).toContain('createHarbourClient({ baseUrl: "https://api.example/" });');
});

it("only reads if it can, gives JSON, and can be sent as it is", () => {
  const page = { responses: { 200: { description: "A page.", content: { "text/html": {} } } } };
  const json = { responses: { 200: { description: "A list.", content: { "application/json": {} } } } };
  expect(firstOf(["get", "authorize", page], ["get", "list", json])).toBe("list");
  expect(firstOf(["post", "createBoat"], ["get", "old", { deprecated: true }], ["get", "list"])).toBe("list");
  expect(firstOf(["get", "find", needs("query")], ["get", "read", needs("path")], ["delete", "clear"])).toBe("clear");
  expect(firstOf(["get", "find", needs("query")])).toBeUndefined();
});
