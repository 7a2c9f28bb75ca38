// `pnpm generate --spec FILE --out DIR` on other people's kind of descriptions.
import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { brokenLinks } from "../../packages/docs/tests/collect-links.ts";
import { follow } from "../generate/follow.ts";
import { makeDescription } from "../make-description.ts";
import { root } from "../root.ts";
import { httpMethods, type OpenApiDocument, type PathItem } from "../spec/openapi-document.ts";
import { strictest } from "./strictest.ts";
import { runNode } from "./workspace-copy.ts";

let folder: string;
const fixture = (name: string) => join(root, "scripts/tests/fixtures/descriptions", name);
const generate = (spec: string, out: string) =>
  runNode([join(root, "scripts/generate.ts"), "--spec", spec, "--out", out], folder);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "elsewhere-"));
  await mkdir(join(folder, "node_modules/@scenario-openapi"), { recursive: true });
  await symlink(join(root, "packages/client"), join(folder, "node_modules/@scenario-openapi/client"), "junction");
  await writeFile(join(folder, "package.json"), '{ "type": "module" }');
  await writeFile(
    join(folder, "cloud.json"),
    JSON.stringify(makeDescription({ operations: 240, seed: 1, version: "3.1" })),
  );
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe.each([
  ["museum", () => fixture("museum.yaml")],
  ["logistics", () => fixture("logistics.json")],
  ["cloud", () => join(folder, "cloud.json")],
] as const)("the description of %s", (name, file) => {
  it("gives types, operations and reference pages", async () => {
    const { exitCode, stderr } = await generate(file(), name);
    expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
    expect((await readdir(join(folder, name))).sort()).toEqual(["docs", "operations.gen.ts", "schema.gen.ts"]);
    const { operations } = await import(pathToFileURL(join(folder, name, "operations.gen.ts")).href);
    const document: OpenApiDocument = JSON.parse(await readFile(join(folder, name, "docs/openapi.json"), "utf8"));
    expect(Object.keys(operations)).toHaveLength(countOperations(document));
    const pages = (await readdir(join(folder, name, "docs/operations"))).filter((path) => path.endsWith(".html"));
    expect(pages).toHaveLength(countOperations(document));
  });

  it("gives pages in which every link leads somewhere", async () => {
    const docs = join(folder, name, "docs");
    const files = new Map<string, string>();
    for (const path of await readdir(docs, { recursive: true })) {
      if (/\.(html|md|txt|xml|css|js|json|yaml|svg)$/.test(path)) {
        files.set(path.replaceAll("\\", "/"), await readFile(join(docs, path), "utf8"));
      }
    }
    expect(brokenLinks(files)).toEqual([]);
  });

  it("gives the same bytes again", async () => {
    const before = await contentsOf(join(folder, name));
    const { stdout } = await generate(file(), name);
    expect(stdout.match(/^unchanged/gm)).toHaveLength(2);
    expect(await contentsOf(join(folder, name))).toEqual(before);
  });
});

describe("a client of another description", () => {
  beforeAll(async () => {
    await writeFile(join(folder, "museum-client.ts"), MUSEUM_CLIENT);
  });

  it("type-checks, all of it, as strictly as can be", async () => {
    await writeFile(join(folder, "tsconfig.json"), JSON.stringify(STRICTEST));
    const tsc = join(root, "node_modules/typescript/bin/tsc");
    expect(await runNode([tsc, "-p", folder], folder)).toEqual({ exitCode: 0, stdout: "", stderr: "" });
  });

  it("sends what the description says", async () => {
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
});

describe("the samples of another description's pages", () => {
  it("compile, as strictly as can be, where the types can say what is sent", async () => {
    for (const name of ["museum", "logistics"]) await writeSamples(join(folder, name));
    const types = { types: ["node"], typeRoots: [join(root, "node_modules/@types")] };
    const compilerOptions = { ...STRICTEST.compilerOptions, noPropertyAccessFromIndexSignature: false, ...types };
    await writeFile(
      join(folder, "tsconfig.samples.json"),
      JSON.stringify({ compilerOptions, include: ["*/sample-*.ts"] }),
    );
    const tsc = join(root, "node_modules/typescript/bin/tsc");
    const { stdout } = await runNode([tsc, "-p", join(folder, "tsconfig.samples.json")], folder);
    expect([...stdout.matchAll(/^(\S+)\(\d+,\d+\): error/gm)].map(([, file]) => file)).toEqual(REFUSED_SAMPLES);
  });
});

describe("what cannot be generated from", () => {
  it.each([
    ["a file that is not there", [], "missing.yaml"],
    ["Swagger 2.0", ['swagger: "2.0"'], "2.0"],
    [
      "a $ref that leads nowhere",
      ["openapi: 3.1.0", "info: { title: T, version: '1' }", "paths: { /a: { $ref: '#/nowhere' } }"],
      "3:",
    ],
  ])("%s", async (name, lines, named) => {
    const file = lines.length > 0 ? "broken.yaml" : "missing.yaml";
    if (lines.length > 0) await writeFile(join(folder, file), `${lines.join("\n")}\n`);
    const { exitCode, stderr } = await generate(join(folder, file), "broken");
    expect(exitCode, name).toBe(1);
    expect(stderr).toContain(named);
    expect(stderr).toContain("Nothing was written");
    expect(await readdir(folder)).not.toContain("broken");
  });

  it("options that do not go together", async () => {
    const { exitCode, stderr } = await runNode([join(root, "scripts/generate.ts"), "--out", "x"], folder);
    expect(exitCode).toBe(2);
    expect(stderr).toContain("--spec and --out go together");
    expect(stderr).toContain("Usage: pnpm generate");
  });
});

/** The hash of every file below a folder, by its path. */
async function contentsOf(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const hashes = files.sort().map(async (file) => [
    file,
    createHash("sha256")
      .update(await readFile(file))
      .digest("hex"),
  ]);
  return Object.fromEntries(await Promise.all(hashes));
}

/**
 * Valid requests that the types of openapi-typescript refuse: it takes `$defs` for a property, and cannot tell a property
 * `constructor` from the one that every object has.
 */
const REFUSED_SAMPLES = ["museum/sample-create-0.ts", "museum/sample-setPreferences-0.ts"];

/** Writes the TypeScript samples of a site beside the generated files that they import. */
async function writeSamples(out: string): Promise<void> {
  const pages = (await readdir(join(out, "docs/operations"))).filter((path) => path.endsWith(".md"));
  expect(pages.length).toBeGreaterThan(10);
  for (const page of pages) {
    const markdown = await readFile(join(out, "docs/operations", page), "utf8");
    for (const [index, [, , , code]] of [
      ...markdown.matchAll(/^(TypeScript|fetch):\n\n(```+)ts\n(.*?)\n\2$/gms),
    ].entries()) {
      await writeFile(join(out, `sample-${page.replace(".md", "")}-${index}.ts`), `${code}\nexport {};\n`);
    }
  }
}

function countOperations(document: OpenApiDocument): number {
  return Object.values(document.paths ?? {})
    .map((item) => follow<PathItem>(document, item))
    .flatMap((item) => httpMethods.filter((method) => item[method])).length;
}

const MUSEUM_CLIENT = `
import { createClient } from "@scenario-openapi/client";
import { type OperationMethods, operations } from "./museum/operations.gen.ts";
import type { JsonValue, paths } from "./museum/schema.gen.ts";

const museum = createClient<paths, OperationMethods>(operations, {
  baseUrl: "https://museum.example",
  async fetch(request) {
    const { pathname, search } = new URL(request.url);
    const contentType = request.headers.get("content-type")?.split(";")[0] ?? "";
    console.log(\`\${request.method} \${pathname}\${search} \${contentType}\`.trimEnd());
    if (request.headers.has("cookie")) console.log(request.headers.get("cookie"));
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
// @ts-expect-error a function is no JSON
const wrong: JsonValue = [() => nested];
// @ts-expect-error a required query parameter is missing
export const incomplete = () => museum.getArtwork({ path: { artworkId: "1" } });
export { wrong };
`;

const STRICTEST = { compilerOptions: strictest, include: ["museum", "logistics", "cloud", "*.ts"] };
