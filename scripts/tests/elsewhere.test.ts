// `pnpm generate --spec FILE --out DIR` with descriptions of two other APIs: OpenAPI 3.1 in YAML, and 3.0 in JSON.
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "@scenario-openapi/commands";
import { namedOperations, type OpenApiDocument } from "@scenario-openapi/openapi";
import { brokenLinks, runNode, strictest } from "@scenario-openapi/testing";
import { afterAll, beforeAll, expect, it } from "vitest";

const description = (name: string) => join(root, "packages/testing/descriptions", name);
const tsc = join(root, "node_modules/typescript/bin/tsc");

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "elsewhere-"));
  await mkdir(join(folder, "node_modules/@scenario-openapi"), { recursive: true });
  await symlink(join(root, "packages/client"), join(folder, "node_modules/@scenario-openapi/client"), "junction");
  await writeFile(join(folder, "package.json"), '{ "type": "module" }');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const generate = (spec: string, out: string) =>
  runNode([join(root, "scripts/generate.ts"), "--spec", spec, "--out", out], folder);

/** The text files below a folder, by their path. */
async function textsIn(path: string): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  for (const name of await readdir(path, { recursive: true })) {
    if (/\.(html|md|txt|xml|css|js|json|yaml|svg|ts)$/.test(name)) {
      files.set(name.replaceAll("\\", "/"), await readFile(join(path, name), "utf8"));
    }
  }
  return files;
}

it.each([
  ["museum", "museum.yaml"],
  ["logistics", "logistics.json"],
])("%s gets types, operations, and a page for each operation, in which every link works", async (name, file) => {
  const { exitCode, stderr } = await generate(description(file), name);
  expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
  expect((await readdir(join(folder, name))).sort()).toEqual(["docs", "operations.gen.ts", "schema.gen.ts"]);
  const docs = await textsIn(join(folder, name, "docs"));
  const document: OpenApiDocument = JSON.parse(docs.get("openapi.json") ?? "");
  const count = [...namedOperations(document)].length;
  const { operations } = await import(pathToFileURL(join(folder, name, "operations.gen.ts")).href);
  expect(Object.keys(operations)).toHaveLength(count);
  expect([...docs.keys()].filter((path) => /^operations\/.*\.html$/.test(path))).toHaveLength(count);
  expect(brokenLinks(docs)).toEqual([]);
});

it("writes the same files again", async () => {
  const before = await textsIn(join(folder, "museum"));
  const { stdout } = await generate(description("museum.yaml"), "museum");
  expect(stdout.match(/^unchanged/gm)).toHaveLength(2);
  expect(await textsIn(join(folder, "museum"))).toEqual(before);
});

it("makes a client that compiles under the strictest options, and sends what the description says", async () => {
  await writeFile(join(folder, "museum-client.ts"), MUSEUM_CLIENT);
  const config = { compilerOptions: strictest, include: ["museum", "logistics", "*.ts"] };
  await writeFile(join(folder, "tsconfig.json"), JSON.stringify(config));
  expect(await runNode([tsc, "-p", folder], folder)).toEqual({ exitCode: 0, stdout: "", stderr: "" });
  expect((await runNode(["museum-client.ts"], folder)).stdout.trimEnd().split("\n")).toEqual([
    "GET /artworks/a%2Fb?verbose=1&artworkId=copy",
    "GET /artworks",
    "session_id=abc",
    "GET /artworks/1/renditions/20x30.png",
    "POST /login application/x-www-form-urlencoded",
    "POST /artworks/1/attachments multipart/form-data",
    "PUT /artworks/1/image application/octet-stream",
    "DELETE /members/me",
  ]);
});

it("shows samples that compile, if the types can describe what they send", async () => {
  for (const name of ["museum", "logistics"]) await writeSamples(join(folder, name));
  const types = { types: ["node"], typeRoots: [join(root, "node_modules/@types")] };
  const compilerOptions = { ...strictest, noPropertyAccessFromIndexSignature: false, ...types };
  const config = join(folder, "tsconfig.samples.json");
  await writeFile(config, JSON.stringify({ compilerOptions, include: ["*/sample-*.ts"] }));
  const { stdout } = await runNode([tsc, "-p", config], folder);
  // openapi-typescript takes `$defs` for a property, and confuses a property `constructor` with the one of every object.
  const refused = ["museum/sample-create-0.ts", "museum/sample-setPreferences-0.ts"];
  expect([...stdout.matchAll(/^(\S+)\(\d+,\d+\): error/gm)].map(([, file]) => file)).toEqual(refused);
});

/** Writes the TypeScript samples of a site beside the generated files that they import. */
async function writeSamples(out: string): Promise<void> {
  let count = 0;
  for (const [path, markdown] of await textsIn(join(out, "docs/operations"))) {
    const samples = markdown.matchAll(/^(?:TypeScript|fetch):\n\n(```+)ts\n(.*?)\n\1$/gms);
    for (const [index, [, , code]] of [...samples].entries()) {
      await writeFile(join(out, `sample-${path.replace(".md", "")}-${index}.ts`), `${code}\nexport {};\n`);
      count++;
    }
  }
  expect(count).toBeGreaterThan(20);
}

it.each([
  ["a file that does not exist", undefined, "missing.yaml"],
  ["Swagger 2.0", 'swagger: "2.0"\n', "2.0"],
  ["a broken $ref", `openapi: 3.1.0\ninfo: { title: T, version: "1" }\npaths: { /a: { $ref: "#/nowhere" } }\n`, "3:"],
])("writes nothing for %s", async (_, text, named) => {
  const file = text === undefined ? "missing.yaml" : "broken.yaml";
  if (text !== undefined) await writeFile(join(folder, file), text);
  const { exitCode, stderr } = await generate(file, "broken");
  expect(exitCode).toBe(1);
  expect(stderr).toContain(named);
  expect(stderr).toContain(`Nothing was written. Fix ${file} first.`);
  expect(await readdir(folder)).not.toContain("broken");
});

it("needs --spec and --out together", async () => {
  const { exitCode, stderr } = await runNode([join(root, "scripts/generate.ts"), "--out", "x"], folder);
  expect(exitCode).toBe(2);
  expect(stderr).toContain("--spec and --out go together");
  expect(stderr).toContain("Usage: pnpm generate");
});

const MUSEUM_CLIENT = `
import { createClient } from "@scenario-openapi/client/runtime";
import { type OperationMethods, operations } from "./museum/operations.gen.ts";
import type { JsonValue, paths } from "./museum/schema.gen.ts";

const museum = createClient<paths, OperationMethods>(operations, {
  baseUrl: "https://museum.example",
  async fetch(url, { method, headers, body }) {
    const { pathname, search } = new URL(url);
    // The runtime sets the media type of a form when it sends it.
    const contentType = headers["content-type"] ?? new Request(url, { method, body: body ?? null }).headers.get("content-type");
    console.log(\`\${method} \${pathname}\${search} \${contentType?.split(";")[0] ?? ""}\`.trimEnd());
    if (headers["cookie"]) console.log(headers["cookie"]);
    return Response.json({});
  },
});

await museum.getArtwork({ path: { artworkId: "a/b" }, query: { verbose: 1, artworkId: "copy" } });
await museum.listArtworks({ cookie: { session_id: "abc" } });
await museum.getRendition({ path: { artworkId: "1", width: 20, height: 30, format: "png" } });
await museum.login({ body: { email: "a@b.example", password: "x", "2fa": "123456" } });
await museum.addAttachments({ path: { artworkId: "1" }, body: new FormData() });
await museum.putImage({ path: { artworkId: "1" }, body: new Blob(["image"]) });
await museum.delete();

const nested: JsonValue = ["a", ["b", { c: ["d"] }]];
// @ts-expect-error a function is not JSON
const wrong: JsonValue = [() => nested];
// @ts-expect-error a required query parameter is missing
export const incomplete = () => museum.getArtwork({ path: { artworkId: "1" } });
export { wrong };
`;
