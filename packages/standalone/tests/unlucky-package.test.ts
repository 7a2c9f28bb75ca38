// A description whose names are those of the package itself, and whose texts look like code.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runNode } from "@repo/testing";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type InstalledPackage, installPackage } from "./installed-package.ts";

const responses = { 200: { description: "OK.", content: { "application/json": { schema: { type: "object" } } } } };
const description = {
  openapi: "3.1.1",
  info: { title: "Search (`a\n```\n*/ $(exit 9) <b>", version: "1|2" },
  servers: [{ url: "https://api.example/a|b" }],
  // A token is optional.
  security: [{}, { "a`|b": [] }],
  paths: {
    "/search": { get: { operationId: "search", responses } },
    "/new": { get: { operationId: "new", responses } },
    "/status": { get: { operationId: "status", responses } },
  },
  components: {
    schemas: { Export: { type: "string", enum: ["a"] } },
    securitySchemes: { "a`|b": { type: "apiKey", in: "query", name: "k`|" } },
  },
};

let folder: string;
let installed: InstalledPackage;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "unlucky-"));
  const file = join(folder, "openapi.json");
  await writeFile(file, JSON.stringify(description));
  installed = await installPackage(file, {}, { install: false });
});
afterAll(async () => {
  await installed.close();
  await rm(folder, { recursive: true });
});

it("compiles, and its names are those of its own errors", async () => {
  for (const outcome of installed.built) expect(outcome).toEqual({ exitCode: 0, stdout: "", stderr: "" });
  const operations = installed.files.get("src/operations.gen.ts");
  expect(operations).toContain("export type Search2Error = ");
  expect(operations).toContain("export type Status2Error = ");
  expect(installed.problems).toEqual([]);
});

it.each(["esm", "cjs"] as const)("calls all operations: %s", async (format) => {
  expect(await installed.callAll(format)).toEqual([]);
});

it("needs no credentials that are optional", async () => {
  const program = `
    const { createSearchClient } = require("search-client");
    const headers = { "content-type": "application/json" };
    createSearchClient({ fetch: async (url) => (console.log(url), new Response("{}", { headers })) }).new();`;
  expect((await runNode(["--eval", program], installed.app)).stdout).toBe("https://api.example/a|b/new\n");
});

it("has a README that shows its texts as they are", () => {
  const readme = installed.files.get("README.md") ?? "";
  expect(readme).toContain("for Search (\\`a \\`\\`\\` \\*/ $(exit 9) \\<b\\> 1\\|2, generated from");
  expect(readme).toContain("| `baseUrl` | `https://api.example/a\\|b` |");
  expect(readme).toContain("an API key, sent in the query as ``k`\\|``");
  expect(readme).toContain("called after its method: `Search2Input`, `Search2Output`.");
  expect(JSON.parse(installed.files.get("package.json") ?? "").description).not.toContain("\n");
});
