// `pnpm generate --spec FILE --out DIR` on other people's kind of descriptions.
import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeDescription } from "../make-description.ts";
import { root } from "../root.ts";
import { runNode } from "./workspace-copy.ts";

let folder: string;
const fixture = (name: string) => join(root, "scripts/tests/fixtures/descriptions", name);
const generate = (spec: string, out: string) =>
  runNode([join(root, "scripts/generate.ts"), "--spec", spec, "--out", out], folder);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "elsewhere-"));
  await symlink(join(root, "packages/client/node_modules"), join(folder, "node_modules"), "junction");
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
  it("gives types, operations and a reference", async () => {
    const { exitCode, stderr } = await generate(file(), name);
    expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
    expect((await readdir(join(folder, name))).sort()).toEqual([
      "index.html",
      "openapi.json",
      "openapi.yaml",
      "operations.gen.ts",
      "schema.gen.ts",
    ]);
    const { operations } = await import(pathToFileURL(join(folder, name, "operations.gen.ts")).href);
    expect(Object.keys(operations)).toHaveLength(
      countOperations(JSON.parse(await readFile(join(folder, name, "openapi.json"), "utf8"))),
    );
  });

  it("gives the same bytes again", async () => {
    const { stdout } = await generate(file(), name);
    expect(stdout.match(/^unchanged/gm)).toHaveLength(5);
  });
});

it("type-checks, all of it, as strictly as can be", async () => {
  await writeFile(join(folder, "tsconfig.json"), JSON.stringify(STRICTEST));
  await writeFile(join(folder, "museum-client.ts"), MUSEUM_CLIENT);
  const tsc = join(root, "node_modules/typescript/bin/tsc");
  await expect(promisify(execFile)(process.execPath, [tsc, "-p", folder])).resolves.toMatchObject({ stdout: "" });
});

function countOperations({ paths }: { paths: Record<string, object> }): number {
  const methods = new Set(["get", "put", "post", "delete", "options", "head", "patch", "trace"]);
  return Object.values(paths).flatMap((item) => Object.keys(item).filter((key) => methods.has(key))).length;
}

const STRICTEST = {
  compilerOptions: {
    target: "es2022",
    lib: ["es2022", "dom", "dom.iterable"],
    module: "nodenext",
    types: [],
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    noPropertyAccessFromIndexSignature: true,
    verbatimModuleSyntax: true,
    erasableSyntaxOnly: true,
    isolatedModules: true,
    allowImportingTsExtensions: true,
    skipLibCheck: false,
    noEmit: true,
  },
  include: ["museum", "logistics", "cloud", "*.ts"],
};
