// The types of the packed client, under the oldest supported compiler and the newest. The others: compilers.soak.ts.
import { readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { namedOperations } from "@repo/openapi";
import { runNode } from "@repo/testing";
import ts from "typescript-5";
import { afterAll, beforeAll, expect, it } from "vitest";
import { compilers, versions } from "../../compilers.ts";
import { compile, createProject } from "./compile.ts";

let project: Awaited<ReturnType<typeof createProject>>;
beforeAll(async () => {
  project = await createProject();
});
afterAll(() => project?.remove());

const spec = fileURLToPath(import.meta.resolve("@scenario-openapi/spec/openapi.json"));
const others = namedOperations(JSON.parse(await readFile(spec, "utf8")))
  .map(({ type }) => type)
  .filter((type) => type !== "UpdateModel");

it.each([
  ["index", "whole-api.mts"],
  ["runtime/index", "whole-runtime.mts"],
  ["validate/index", "whole-validate.mts"],
  ["proxy/index", "whole-proxy.mts"],
])("everything that %s exports is used in %s", async (entry, program) => {
  const declarations = join(project.folder, `node_modules/@scenario-openapi/client/dist/${entry}.d.ts`);
  // What is generated of another operation is as that of `updateModel`.
  const isOfAnother = (name: string) => others.some((type) => name.toLowerCase().includes(type.toLowerCase()));
  const names = exportsOf(declarations).filter((name) => !isOfAnother(name));
  expect(names.length).toBeGreaterThan(4);
  const text = await readFile(join(import.meta.dirname, "programs", program), "utf8");
  const uses = (name: string) => text.split(new RegExp(`\\b${name}\\b`)).length - 1;
  expect(names.filter((name) => uses(name) < 2)).toEqual([]); // One is the import.
});

it.each([
  ["5.4", { moduleResolution: "node10", exactOptionalPropertyTypes: false, skipLibCheck: false, types: "dom" }],
  ["5.4", { moduleResolution: "bundler", exactOptionalPropertyTypes: true, skipLibCheck: true, types: "dom" }],
  ["7.0", { moduleResolution: "nodenext", exactOptionalPropertyTypes: false, skipLibCheck: false, types: "dom" }],
  ["7.0", { moduleResolution: "nodenext", exactOptionalPropertyTypes: true, skipLibCheck: true, types: "node" }],
] as const)("TypeScript %s compiles it with %j", async (version, options) => {
  expect(await compile(project.folder, version, options)).toBe("");
});

it.each(versions)("TypeScript %s names the option that a call does not have", async (version) => {
  const lines = [
    'scenario.updateModel({ ...input, baseUrl: "https://evil.example" });',
    "scenario.updateModel({ ...input, ...elsewhere });",
    'scenario.PUT("/models/{modelId}", { ...init, baseUrl: "https://evil.example" });',
    'scenario.PUT("/models/{modelId}", { ...init, ...elsewhere });',
    'scenario.PUT("/models/{modelId}", { params: init.params, body: {}, baseUrl: "https://evil.example" });',
    'scenario.request("put", "/models/{modelId}", { ...init, ...elsewhere });',
  ];
  const program = `
import { createScenarioClient } from "@scenario-openapi/client";
const scenario = createScenarioClient();
const path = { modelId: "m" };
const input = { path, body: { name: "x" } };
const init = { params: { path }, body: { name: "x" } };
const elsewhere: { baseUrl: string } = { baseUrl: "https://evil.example" };
${lines.join("\n")}
`;
  await writeFile(join(project.folder, "elsewhere.ts"), program);
  const tsc = join(dirname(compilers[version]), "bin/tsc");
  const flags = "--pretty false --noEmit --strict --target es2022 --module nodenext --skipLibCheck".split(" ");
  const { stdout } = await runNode([tsc, ...flags, "elsewhere.ts"], project.folder);
  const errors = stdout.split(/^(?=\S)/m);
  expect(errors).toHaveLength(lines.length);
  for (const [at, error] of errors.entries()) {
    const [, line, column] = /^elsewhere\.ts\((\d+),(\d+)\)/.exec(error) ?? [];
    expect(program.split("\n")[Number(line) - 1]).toBe(lines[at]);
    // In its text, or by its place.
    expect(error + lines[at]?.slice(Number(column) - 1, Number(column) + 6)).toContain("baseUrl");
  }
});

function exportsOf(file: string): string[] {
  const program = ts.createProgram([file], { module: ts.ModuleKind.NodeNext, noLib: true, types: [] });
  const source = program.getSourceFile(file);
  const checker = program.getTypeChecker();
  const module = source && checker.getSymbolAtLocation(source);
  return module ? checker.getExportsOfModule(module).map(({ name }) => name) : [];
}
