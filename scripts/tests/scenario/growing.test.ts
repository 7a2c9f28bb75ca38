// Growing by an operation, a field, a value or a limit takes no hand-written line: everything follows from the spec.
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { readOrExit } from "@repo/commands";
import { houseOptions, siteFiles } from "@repo/docs";
import { brokenLinks, copyWorkspace, runNode, strictest, type WorkspaceCopy } from "@repo/testing";
import { afterAll, beforeAll, expect, it } from "vitest";
import { grownSpec } from "./grown-spec.ts";

let workspace: WorkspaceCopy;
beforeAll(async () => {
  workspace = await copyWorkspace();
  await workspace.write("spec/openapi.yaml", grownSpec(await workspace.read("spec/openapi.yaml")));
});
afterAll(() => workspace.remove());

it("the grown spec keeps the house rules, and generates every module", async () => {
  expect(await workspace.run("lint-spec")).toMatchObject({ exitCode: 0 });
  const { exitCode, stdout } = await workspace.run("generate");
  expect({ exitCode, written: stdout.match(/^written.*$/gm) }).toMatchObject({ exitCode: 0 });
  expect(await workspace.run("turbo", "build", "--filter", "@scenario-openapi/sandbox")).toMatchObject({ exitCode: 0 });
});

it("types, both clients, validators and the sandbox follow", async () => {
  // A package that may import them all.
  const program = join(workspace.folder, "packages/bench/grown-program.ts");
  await writeFile(program, await readFile(join(import.meta.dirname, "programs/grown-spec.ts")));
  const config = join(workspace.folder, "packages/bench/tsconfig.program.json");
  const compilerOptions = { ...strictest, types: ["node"] };
  await writeFile(config, JSON.stringify({ compilerOptions, files: [program] }));
  const tsc = join(workspace.folder, "node_modules/typescript/bin/tsc");
  expect(await runNode([tsc, "-p", config], workspace.folder)).toMatchObject({ exitCode: 0, stdout: "" });
  expect(await runNode([program], workspace.folder)).toMatchObject({ exitCode: 0, stdout: "ok\n", stderr: "" });
});

it("the reference follows", async () => {
  const document = await readOrExit(join(workspace.folder, "spec/openapi.yaml"), "structure");
  const text = new Map(await Array.fromAsync(siteFiles(document, await houseOptions(document))));
  for (const name of ["listModels", "createModel", "getModel", "updateModel", "deleteModel"]) {
    expect([...text.keys()]).toContain(`operations/${name}.html`);
  }
  const page = text.get("operations/updateModel.md") ?? "";
  for (const fact of ["rampSteps", "tagline", "from 0 to 500", "from 2 to 96"]) expect(page).toContain(fact);
  expect(brokenLinks(text)).toEqual([]);
});
