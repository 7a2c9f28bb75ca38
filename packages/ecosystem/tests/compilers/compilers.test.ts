// The types of the packed client, under the oldest supported compiler and the newest. The others: compilers.soak.ts.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import ts from "typescript-5";
import { afterAll, beforeAll, expect, it } from "vitest";
import { compile, createProject } from "./compile.ts";

let project: Awaited<ReturnType<typeof createProject>>;
beforeAll(async () => {
  project = await createProject();
});
afterAll(() => project?.remove());

it.each([
  ["index", "whole-api.mts"],
  ["validate/index", "whole-validate.mts"],
])("everything that %s exports is used in %s", async (entry, program) => {
  const declarations = join(project.folder, `node_modules/@scenario-openapi/client/dist/${entry}.d.ts`);
  const names = exportsOf(declarations);
  expect(names.length).toBeGreaterThan(15);
  const text = await readFile(join(import.meta.dirname, "programs", program), "utf8");
  const uses = (name: string) => text.split(new RegExp(`\\b${name}\\b`)).length - 1;
  expect(names.filter((name) => uses(name) < 2)).toEqual([]); // One is the import.
});

it.each([
  ["5.4", { moduleResolution: "bundler", exactOptionalPropertyTypes: true, skipLibCheck: true, types: "dom" }],
  ["7.0", { moduleResolution: "nodenext", exactOptionalPropertyTypes: false, skipLibCheck: false, types: "dom" }],
  ["7.0", { moduleResolution: "nodenext", exactOptionalPropertyTypes: true, skipLibCheck: true, types: "node" }],
] as const)("TypeScript %s compiles it with %j", async (version, options) => {
  expect(await compile(project.folder, version, options)).toBe("");
});

function exportsOf(file: string): string[] {
  const program = ts.createProgram([file], { module: ts.ModuleKind.NodeNext, noLib: true, types: [] });
  const source = program.getSourceFile(file);
  const checker = program.getTypeChecker();
  const module = source && checker.getSymbolAtLocation(source);
  return module ? checker.getExportsOfModule(module).map(({ name }) => name) : [];
}
