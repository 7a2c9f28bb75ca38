// The package of another API is built, packed and installed as a user would, and calls a server.
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { root } from "@repo/commands";
import { siteFiles, siteOptions } from "@repo/docs";
import { readDescription } from "@repo/openapi/read";
import { registryProblems } from "@repo/release";
import { codeBlocks, linkDependencies, type Outcome, runNode, strictest, writeSources } from "@repo/testing";
import { afterAll, beforeAll, expect, it } from "vitest";
import { packageFiles } from "../src/index.ts";

const tsc = join(root, "node_modules/typescript/bin/tsc");

let folder: string;
let made: ReadonlyMap<string, string>;
let built: Outcome[];
let tarball: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "standalone-"));
  const source = join(root, "packages/testing/descriptions/museum.yaml");
  const { document } = await readDescription(source, "structure");
  if (!document) throw new Error("museum.yaml cannot be read");
  made = (await packageFiles(document, { name: "Halden", scope: "@halden" }, { spec: source, out: folder })).files;
  const own = join(folder, "package");
  for (const [path, content] of made) {
    await mkdir(dirname(join(own, path)), { recursive: true });
    await writeFile(join(own, path), content);
  }
  await linkDependencies(own);
  built = [await runNode([tsc, "-p", "tsconfig.json"], own), await runNode([tsc, "-p", "tsconfig.cjs.json"], own)];
  const npm = ["pack", "--ignore-scripts", "--json", "--pack-destination", folder];
  const { stdout } = await promisify(execFile)("npm", npm, { cwd: own, shell: process.platform === "win32" });
  tarball = join(folder, JSON.parse(stdout)[0].filename);
  const installed = join(folder, "app/node_modules/@halden/halden-client");
  await mkdir(installed, { recursive: true });
  await promisify(execFile)("tar", ["-xzf", tarball, "--strip-components", "1"], { cwd: installed });
  await linkDependencies(join(folder, "app"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it("compiles with the compiler alone, into ES modules and CommonJS", () => {
  for (const outcome of built) expect(outcome).toEqual({ exitCode: 0, stdout: "", stderr: "" });
});

it("publint and Are the Types Wrong find nothing", async () => {
  const manifest = JSON.parse(made.get("package.json") ?? "");
  expect(Object.keys(manifest.dependencies)).toEqual(["openapi-fetch", "openapi-typescript-helpers"]);
  const { "./package.json": _, ...exports } = manifest.exports;
  const bytes = new Uint8Array(await readFile(tarball));
  expect(await registryProblems({ folder: "halden", tarball: bytes, manifest: { ...manifest, exports } })).toEqual([]);
});

it("carries the client's own modules, unchanged, and names nobody else", async () => {
  const copied = [...made].filter(([path]) => /^src\/(runtime|validation)\//.test(path));
  expect(copied.length).toBeGreaterThan(15);
  for (const [path, code] of copied) expect(code).toBe(await readFile(join(root, "packages/client", path), "utf8"));
  const packed = await readdir(join(folder, "app/node_modules/@halden"), { recursive: true, withFileTypes: true });
  for (const file of packed.filter((each) => each.isFile())) {
    const text = await readFile(join(file.parentPath, file.name), "utf8");
    expect(text.match(/.{0,60}scenario.{0,60}/i)?.[0], file.name).toBeUndefined();
  }
});

it("carries only what the description needs", async () => {
  const source = join(folder, "small.yaml");
  await writeFile(
    source,
    "openapi: 3.1.0\ninfo: { title: Small API, version: '1' }\npaths: { /a: { get: { responses: { '204': { description: Done. } } } } }\n",
  );
  const { document } = await readDescription(source, "structure");
  if (!document) throw new Error("small.yaml cannot be read");
  const { files } = await packageFiles(document, {}, { spec: source, out: folder });
  const modules = [...files.keys()].filter((path) => path.startsWith("src/runtime/"));
  expect(modules).toContain("src/runtime/create-client.ts");
  expect(modules.filter((path) => /describe|styles|bodies|streams/.test(path))).toEqual([]);
  expect(JSON.parse(files.get("package.json") ?? "").name).toBe("small-client");
});

const CALLS = `
  const client = createHaldenClient({ baseUrl: process.env.SERVER });
  await client.listArtworks();
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
    response.writeHead(isMissing ? 404 : 200, { "content-type": "application/json" }).end("[]");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await writeFile(join(folder, "app", name), code);
  const env = { SERVER: `http://127.0.0.1:${port}`, HALDEN_BEARER_TOKEN: "from-environment" };
  const { stdout, stderr } = await runNode([name], join(folder, "app"), env);
  server.close();
  expect({ stdout, stderr }).toEqual({
    stdout:
      "HaldenNotFoundError true not_found\nbearerToken has a character that no header takes, or space around it\n",
    stderr: "",
  });
  expect(seen).toEqual(["GET /artworks Bearer from-environment", "GET /missing/artworks Bearer from-environment"]);
});

it("the samples of its pages compile, whatever OpenAPI 3.2 brings", async () => {
  const source = join(root, "packages/testing/descriptions/harbour-3.2.yaml");
  const { document } = await readDescription(source, "structure");
  if (!document) throw new Error("harbour-3.2.yaml cannot be read");
  const project = join(folder, "samples");
  const { files } = await packageFiles(document, { name: "Harbour" }, { spec: source, out: project });
  await writeSources(project, files);
  await linkDependencies(project);
  const compiled: string[] = [];
  const options = await siteOptions(document, { name: "Harbour" }, { packageName: "./index.gen.ts" });
  for await (const [path, content] of siteFiles(document, options)) {
    const blocks = /^operations\/.*\.md$/.test(path) ? codeBlocks(`${content}`) : [];
    const sample = blocks.find(({ code }) => code.includes('"./index.gen.ts"'));
    if (!sample) continue;
    compiled.push(path);
    await writeFile(join(project, `${path.replaceAll("/", "-")}.ts`), `${sample.code}\nexport {};\n`);
  }
  expect(compiled.length).toBeGreaterThan(5);
  await writeFile(join(project, "package.json"), '{ "type": "module" }');
  await writeFile(join(project, "tsconfig.json"), JSON.stringify({ compilerOptions: strictest, include: ["*.ts"] }));
  expect(await runNode([tsc, "-p", project], project)).toEqual({ exitCode: 0, stdout: "", stderr: "" });
});
