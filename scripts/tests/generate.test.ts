import { mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { copyWorkspace, type WorkspaceCopy } from "./workspace-copy.ts";

const TYPES = "packages/types/src/schema.gen.ts";
const SPEC_CONSTANTS = "packages/types/src/spec.gen.ts";
const OPERATIONS = "packages/client/src/operations.gen.ts";
const VALIDATORS = "packages/client/src/validate/validators.gen.ts";

let workspace: WorkspaceCopy;
let spec: string;
let files: string[];

beforeAll(async () => {
  workspace = await copyWorkspace();
  spec = await workspace.read("spec/openapi.yaml");
  files = await workspace.generated();
});

beforeEach(async () => {
  await workspace.write("spec/openapi.yaml", spec);
  await workspace.write(TYPES, files[0] ?? "");
  await workspace.write(SPEC_CONSTANTS, files[1] ?? "");
  await workspace.write(OPERATIONS, files[2] ?? "");
  await workspace.write(VALIDATORS, files[3] ?? "");
});

afterAll(() => workspace.remove());

describe("generate:check", () => {
  it("passes where the committed files are what the spec gives", async () => {
    expect(await workspace.run("generate-check")).toEqual({
      exitCode: 0,
      stdout: "✓ 4 generated files are what spec/openapi.yaml gives\n",
      stderr: "",
    });
  });

  it("fails after a change of the spec, names all files and the command, and passes after it", async () => {
    await workspace.editSpec(
      "        - zimage-turbo-lora\n",
      "        - zimage-turbo-lora\n        - zimage-new-lora\n",
    );
    const wrong = [TYPES, SPEC_CONSTANTS, OPERATIONS, VALIDATORS].map(
      (path) => `✗ ${path}  is not what the spec gives\n`,
    );
    expect(await workspace.run("generate-check")).toEqual({
      exitCode: 1,
      stdout: "",
      stderr: `${wrong.join("")}\nRun \`pnpm generate\` and commit what it writes.\n`,
    });
    expect(await workspace.run("generate-files")).toMatchObject({
      exitCode: 0,
      stdout: `written    ${TYPES}\nwritten    ${SPEC_CONSTANTS}\nwritten    ${OPERATIONS}\nwritten    ${VALIDATORS}\n`,
    });
    expect(await workspace.read(VALIDATORS)).toContain('"zimage-new-lora"');
    expect(await workspace.read(TYPES)).toContain('  "zimage-new-lora",\n] as const satisfies readonly ModelType[];');
    expect((await workspace.run("generate-check")).exitCode).toBe(0);
  });

  it("sees a file that was edited, one that is missing and one that should not be there", async () => {
    await workspace.write(TYPES, `${files[0]}// by hand\n`);
    await rm(join(workspace.folder, OPERATIONS));
    const stray = "packages/client/src/models.gen.ts";
    await workspace.write(stray, "export {};\n");
    const { exitCode, stderr } = await workspace.run("generate-check");
    await rm(join(workspace.folder, stray));
    expect(exitCode).toBe(1);
    expect(stderr).toContain(`✗ ${TYPES}  is not what the spec gives`);
    expect(stderr).toContain(`✗ ${OPERATIONS}  is missing`);
    expect(stderr).toContain(`✗ ${stray}  should not be there: delete it`);
  });
});

describe("generate", () => {
  it("gives the same bytes every time, and leaves right files alone", async () => {
    expect(await workspace.run("generate-files")).toMatchObject({
      exitCode: 0,
      stdout: `unchanged  ${TYPES}\nunchanged  ${SPEC_CONSTANTS}\nunchanged  ${OPERATIONS}\nunchanged  ${VALIDATORS}\n`,
    });
    await rm(join(workspace.folder, TYPES));
    await rm(join(workspace.folder, VALIDATORS));
    await rm(join(workspace.folder, OPERATIONS));
    await workspace.run("generate-files");
    expect(await workspace.generated()).toEqual(files);
  });

  it.each([
    [
      "a $ref that leads nowhere",
      '$ref: "#/components/schemas/Concept"',
      '$ref: "#/components/schemas/Konzept"',
      "Konzept",
    ],
    ["a syntax error", "openapi: 3.1.1", "openapi: [3.1.1", "openapi.yaml"],
    ["an unknown version", "openapi: 3.1.1", "openapi: 4.0.0", "4.0.0"],
    ["a broken rule of the house", "operationId: updateModel", "operationId: ModelUpdate", "ModelUpdate"],
    [
      "an example that its schema refuses",
      "wandbKey:\n          type: string",
      "wandbKey:\n          type: number",
      "wandbKey",
    ],
  ])("writes nothing for %s, and names the line", async (_, from, to, named) => {
    await workspace.editSpec(from, to);
    await expectNothingWritten(named);
  });

  it("writes nothing for an operationId that two operations have", async () => {
    const operation = spec.slice(spec.indexOf("  /models/{modelId}:\n"), spec.indexOf("\ncomponents:"));
    await workspace.editSpec("\ncomponents:", `\n${operation.replace("/models/", "/other-models/")}\ncomponents:`);
    await expectNothingWritten("updateModel");
  });

  it("writes nothing for an empty spec", async () => {
    await workspace.write("spec/openapi.yaml", "");
    await expectNothingWritten("openapi.yaml");
  });

  it("writes nothing where there is no spec", async () => {
    await rm(join(workspace.folder, "spec/openapi.yaml"));
    await expectNothingWritten("openapi.yaml");
  });

  it("finishes what a kill has cut short before anything else, and generate:check says that it was", async () => {
    const pending = join(workspace.folder, ".generating");
    await mkdir(pending);
    await workspace.write(".generating/0.new", "// of the other set\n");
    await workspace.write(".generating/forward.json", JSON.stringify([{ path: OPERATIONS, existed: true }]));
    const check = await workspace.run("generate-check");
    expect(check.exitCode).toBe(1);
    expect(check.stderr).toContain("✗ a generation was cut short");
    await workspace.write("spec/openapi.yaml", "");
    const { exitCode, stderr } = await workspace.run("generate-files");
    expect(exitCode).toBe(1);
    expect(stderr).toContain("note: a generation was cut short: what it had left is in its place now");
    expect(await workspace.read(OPERATIONS)).toBe("// of the other set\n");
    expect(await readdir(workspace.folder)).not.toContain(".generating");
  });

  it("keeps the old files where one cannot be replaced", async () => {
    await workspace.editSpec(
      "        - zimage-turbo-lora\n",
      "        - zimage-turbo-lora\n        - zimage-new-lora\n",
    );
    const blocked = join(workspace.folder, OPERATIONS);
    await rm(blocked);
    await workspace.write(TYPES, files[0] ?? "");
    await mkdir(blocked);
    const { exitCode, stderr } = await workspace.run("generate-files");
    await rm(blocked, { recursive: true });
    expect(exitCode).not.toBe(0);
    expect(stderr).toContain("operations.gen.ts");
    expect(await workspace.read(TYPES)).toBe(files[0]);
    expect(await readdir(join(workspace.folder, "packages/types/src"))).toEqual([
      "index.ts",
      "schema.gen.ts",
      "spec.gen.ts",
    ]);
  });
});

async function expectNothingWritten(named: string): Promise<void> {
  const { exitCode, stderr } = await workspace.run("generate-files");
  expect(exitCode).toBe(1);
  expect(stderr).toContain(named);
  expect(stderr).toMatch(/\b\d+:\d+\b/);
  expect(stderr).toContain("Nothing was written: mend spec/openapi.yaml first.");
  expect(await workspace.generated()).toEqual(files);
}
