// The package of another API is built, packed and installed as a user would, and calls a server.
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "@repo/commands";
import { sampleCalls } from "@repo/docs";
import { readDescription } from "@repo/openapi/read";
import { linkDependencies, runNode, strictest, writeSources } from "@repo/testing";
import { afterAll, beforeAll, expect, it, onTestFinished } from "vitest";
import { packageFiles } from "../src/index.ts";
import { type InstalledPackage, installPackage } from "./installed-package.ts";

let installed: InstalledPackage;
beforeAll(async () => {
  const museum = join(root, "packages/testing/descriptions/museum.yaml");
  installed = await installPackage(museum, { name: "Halden", scope: "@halden" }, { install: false });
});
afterAll(() => installed.close());

it("compiles with the compiler alone, into ES modules and CommonJS", () => {
  for (const outcome of installed.built) expect(outcome).toEqual({ exitCode: 0, stdout: "", stderr: "" });
});

it("publint and Are the Types Wrong find nothing", () => {
  const { dependencies } = JSON.parse(installed.files.get("package.json") ?? "");
  expect(Object.keys(dependencies)).toEqual(["openapi-fetch", "openapi-typescript-helpers"]);
  expect(installed.problems).toEqual([]);
});

it("carries the client's own modules, unchanged, and names nobody else", async () => {
  const copied = [...installed.files].filter(([path]) => /^src\/(runtime|validation)\//.test(path));
  expect(copied.length).toBeGreaterThan(15);
  for (const [path, code] of copied) expect(code).toBe(await readFile(join(root, "packages/client", path), "utf8"));
  expect(installed.strangers).toEqual([]);
});

it.each(["esm", "cjs"] as const)("calls all operations: %s", async (format) => {
  expect(installed.calls.length).toBeGreaterThan(40);
  expect(await installed.callAll(format)).toEqual([]);
});

it("is as good for a description in OpenAPI 3.2", async () => {
  const tickets = await installPackage(
    join(root, "packages/testing/descriptions/tickets-3.2.yaml"),
    {},
    { install: false },
  );
  const called = [await tickets.callAll("esm"), await tickets.callAll("cjs")];
  await tickets.close();
  for (const outcome of tickets.built) expect(outcome).toEqual({ exitCode: 0, stdout: "", stderr: "" });
  expect([called, tickets.problems, tickets.strangers]).toEqual([[[], []], [], []]);
  expect(tickets.calls).toHaveLength(4);
});

it("has a README whose names are those of the package", async () => {
  const readme = installed.files.get("README.md") ?? "";
  const from = async (module: string) => import(join(installed.app, "node_modules/@halden/halden-client/esm", module));
  const { createHaldenClient, ...main } = await from("index.gen.js");
  const errors = [...new Set(readme.match(/\bHalden\w*Error\b/g))];
  expect(errors).toHaveLength(7);
  for (const name of errors) expect(Object.keys(main)).toContain(name);
  const [, validator = ""] = /import \{ (\w+) \} from "@halden\/halden-client\/validate"/.exec(readme) ?? [];
  expect(Object.keys(await from("validators.gen.js"))).toContain(validator);
  const client = createHaldenClient({ bearerToken: "token" });
  for (const [, method = ""] of readme.matchAll(/\bhalden\.(\w+)\(/g)) expect(client[method]).toBeTypeOf("function");
  expect(client.listLoans.items).toBeTypeOf("function");
  expect(readme).toContain("halden.listLoans.items(input)");
  expect(readme).toContain("| `bearerToken` | `HALDEN_BEARER_TOKEN` |");
});

it("carries only what the description needs", async () => {
  const source = join(installed.app, "small.yaml");
  await writeFile(
    source,
    "openapi: 3.1.0\ninfo: { title: Small API, version: '1' }\npaths: { /a: { get: { responses: { '204': { description: Done. } } } } }\n",
  );
  const { document } = await readDescription(source, "structure");
  if (!document) throw new Error("small.yaml cannot be read");
  const { files } = await packageFiles(document, {}, { spec: source, out: installed.app });
  const modules = [...files.keys()].filter((path) => path.startsWith("src/runtime/"));
  expect(modules).toContain("src/runtime/create-client.ts");
  expect(modules.filter((path) => /describe|styles|bodies|streams|pages/.test(path))).toEqual([]);
  expect(JSON.parse(files.get("package.json") ?? "").name).toBe("small-client");
});

const CALLS = `
  const client = createHaldenClient({ baseUrl: process.env.SERVER });
  await client.listArtworks();
  for await (const loan of client.listLoans.items()) console.log(loan.id);
  try {
    await createHaldenClient({ baseUrl: process.env.SERVER + "/missing" }).listArtworks();
  } catch (error) {
    console.log(error.name, error instanceof HaldenNotFoundError, error.code);
  }
  try {
    createHaldenClient({ bearerToken: " " });
  } catch (error) {
    console.log(error.message);
  }
`;

it.each([
  [
    "an ES module",
    "calls.mjs",
    `import { createHaldenClient, HaldenNotFoundError } from "@halden/halden-client";${CALLS}`,
  ],
  [
    "CommonJS",
    "calls.cjs",
    `const { createHaldenClient, HaldenNotFoundError } = require("@halden/halden-client");(async () => {${CALLS}})();`,
  ],
])("%s calls a server, with the credentials of the environment and errors of its own", async (_, name, code) => {
  const seen: string[] = [];
  const server = createServer((request, response) => {
    seen.push(`${request.method} ${request.url} ${request.headers.authorization}`);
    const isMissing = request.url?.startsWith("/missing");
    const link = request.url === "/loans" && { link: "<https://elsewhere.example/v2/loans?page=2>; rel=next" };
    response.writeHead(isMissing ? 404 : 200, { "content-type": "application/json", ...link });
    response.end(request.url?.startsWith("/loans") ? '[{ "id": "loan_1" }]' : "[]");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await writeFile(join(installed.app, name), code);
  const env = { SERVER: `http://127.0.0.1:${port}`, HALDEN_BEARER_TOKEN: "from-environment" };
  const { stdout, stderr } = await runNode([name], installed.app, env);
  server.close();
  expect({ stdout, stderr }).toEqual({
    stdout:
      "loan_1\nloan_1\nHaldenNotFoundError true not_found\nbearerToken has a character that no header takes, or space around it\n",
    stderr: "",
  });
  const paths = ["/artworks", "/loans", "/loans?page=2", "/missing/artworks"];
  expect(seen).toEqual(paths.map((path) => `GET ${path} Bearer from-environment`));
});

it("the samples of its pages compile, whatever OpenAPI 3.2 brings", async () => {
  const source = join(root, "packages/testing/descriptions/harbour-3.2.yaml");
  const { document } = await readDescription(source, "structure");
  if (!document) throw new Error("harbour-3.2.yaml cannot be read");
  const settings = { name: "Harbour" };
  const project = await mkdtemp(join(tmpdir(), "samples-"));
  onTestFinished(() => rm(project, { recursive: true, force: true }));
  const { files } = await packageFiles(document, settings, { spec: source, out: project });
  await writeSources(project, files);
  await linkDependencies(project);
  const calls = sampleCalls(document, settings, "./index.gen.ts").filter(({ code }) => code !== "");
  expect(calls.length).toBeGreaterThan(5);
  for (const { operation, code } of calls) await writeFile(join(project, `${operation}.ts`), `${code}\nexport {};\n`);
  await writeFile(join(project, "package.json"), '{ "type": "module" }');
  await writeFile(join(project, "tsconfig.json"), JSON.stringify({ compilerOptions: strictest, include: ["*.ts"] }));
  const tsc = join(root, "node_modules/typescript/bin/tsc");
  expect(await runNode([tsc, "-p", project], project)).toEqual({ exitCode: 0, stdout: "", stderr: "" });
});
