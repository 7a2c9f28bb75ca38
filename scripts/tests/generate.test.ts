import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { copyWorkspace, type Outcome, runNode, type WorkspaceCopy } from "@repo/testing";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";

const TYPES = "packages/types/src/schema.gen.ts";
const OPERATIONS = "packages/client/src/operations.gen.ts";
const CACHED = "Nothing was generated: the spec and the generators have not changed.\n";

let workspace: WorkspaceCopy;
let files: string[];

beforeAll(async () => {
  workspace = await copyWorkspace({ harbour: true });
  files = await workspace.generated();
  expect(files.length).toBeGreaterThan(3);
});
beforeEach(() => workspace.git("checkout", "--quiet", "."));
afterAll(() => workspace.remove());

const renameOperation = (name: string) => workspace.editSpec("operationId: updateBoat", `operationId: ${name}`);
const edited = async (path: string) => workspace.write(path, `${await workspace.read(path)}// by hand\n`);

/** What turbo's task `generate:check` runs in a package. */
function check(name: "types" | "client"): Promise<Outcome> {
  return runNode(["generate.ts", "--check"], join(workspace.folder, "packages", name));
}

describe("generate:check", () => {
  it("passes if the committed files are what the spec gives", async () => {
    const { exitCode, stdout, stderr } = await check("client");
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(stdout).toMatch(/^(✓ packages\/client\/src\/\S+\.gen\.ts\n){7}$/);
  });

  it("names each file that is out of date, missing or stray, and the command that writes them", async () => {
    await edited(TYPES);
    await rm(join(workspace.folder, OPERATIONS));
    const stray = "packages/client/src/boats.gen.ts";
    await workspace.write(stray, "export {};\n");
    const remedy = "\nRun `pnpm generate` and commit what it writes.\n";
    expect(await check("types")).toEqual({
      exitCode: 1,
      stdout: "",
      stderr: `✗ ${TYPES}  is out of date\n${remedy}`,
    });
    expect(await check("client")).toEqual({
      exitCode: 1,
      stdout: "",
      stderr: `✗ ${OPERATIONS}  is missing\n✗ ${stray}  is not generated any more: delete it\n${remedy}`,
    });
    await rm(join(workspace.folder, stray));
  });
});

describe("generate", () => {
  it("writes what has changed, then does nothing, and restores files that were edited or deleted", async () => {
    const first = await workspace.run("generate");
    expect(first).toMatchObject({ exitCode: 0, stderr: "" });
    expect(first.stdout).toMatch(/^(unchanged {2}packages\/\S+\.gen\.ts\n){3,}/);
    expect(await workspace.generated()).toEqual(files);

    await renameOperation("updateAnyBoat");
    const { exitCode, stdout } = await workspace.run("generate");
    expect(exitCode).toBe(0);
    expect(stdout).toContain(`written    ${TYPES}\n`);
    expect(stdout).not.toContain(CACHED);
    expect(await workspace.read(TYPES)).toContain("updateAnyBoat");
    const written = await workspace.generated();

    const second = await workspace.run("generate");
    expect(second.stdout).not.toContain("written");
    expect(second.stdout).toContain(CACHED);

    await edited(TYPES);
    await rm(join(workspace.folder, OPERATIONS));
    const third = await workspace.run("generate");
    expect(third.stdout.match(/^written .*/gm)).toEqual([`written    ${OPERATIONS}`, `written    ${TYPES}`]);
    expect(third.stdout).toContain(CACHED);
    expect(await workspace.generated()).toEqual(written);

    workspace.git("checkout", "--quiet", "spec");
    expect((await workspace.run("generate")).stdout).toContain(CACHED);
    expect(await workspace.generated()).toEqual(files);
  });

  it("prints what the generated code cannot do as the spec says, and so does generate:check", async () => {
    await workspace.editSpec("application/json:\n", "application/xml:\n");
    const warning = /^(?:\.\.\/\.\.\/)?spec\/openapi\.yaml\n {2}! [1-9]\d*:\d+ .*application\/xml/;
    expect((await workspace.run("generate")).stderr).toMatch(warning);
    expect((await workspace.run("generate")).stdout).toContain(CACHED);
    expect((await workspace.run("generate")).stderr).toMatch(warning);
    expect((await check("client")).stderr).toMatch(warning);
  });

  it("writes nothing if the spec has an error, and names its line", async () => {
    await renameOperation("BoatUpdate");
    const { exitCode, stdout, stderr } = await workspace.run("generate");
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
    expect(stderr).toMatch(/ \d+:\d+ .*BoatUpdate/);
    expect(stderr).toContain("Nothing was written. Fix openapi.yaml first.");
    expect(await workspace.generated()).toEqual(files);
  });

  it("writes nothing if one of the files cannot be replaced", async () => {
    await renameOperation("updateAnyBoat");
    await rm(join(workspace.folder, TYPES));
    await mkdir(join(workspace.folder, TYPES));
    const { exitCode, stderr } = await workspace.run("generate");
    await rm(join(workspace.folder, TYPES), { recursive: true });
    workspace.git("checkout", "--quiet", TYPES);
    expect(exitCode).toBe(1);
    expect(stderr).toContain(`✗ Nothing was written: ${TYPES}: a folder stands where the file belongs`);
    expect(await workspace.generated()).toEqual(files);
  });
});
