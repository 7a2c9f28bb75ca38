// changeset:from-spec, changeset:check and release:version, in a repository of their own.
import { execFileSync } from "node:child_process";
import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import config from "../../.changeset/config.json" with { type: "json" };
import { specPackages } from "../release/changesets.ts";
import { copyWorkspace, type WorkspaceCopy } from "./workspace-copy.ts";

const HAND = ".changeset/quick-fish.md";

let workspace: WorkspaceCopy;

function git(...args: string[]): string {
  const identity = ["-c", "user.name=A", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false"];
  return execFileSync("git", [...identity, ...args], { cwd: workspace.folder, encoding: "utf8" });
}

beforeAll(async () => {
  workspace = await copyWorkspace();
  git("init", "--quiet", "--initial-branch=main");
  await workspace.write(".gitignore", "node_modules\n");
  git("add", ".");
  git("commit", "--quiet", "--message", "The first");
  git("branch", "first");
});

beforeEach(() => {
  git("reset", "--quiet", "--hard", "first");
  git("clean", "--quiet", "--force", "-d");
});

afterAll(() => workspace.remove());

const patch = () => workspace.editSpec("The seed that makes", "The number that makes");
const minor = () =>
  workspace.editSpec(
    "        validationFrequency:\n",
    "        warmupSteps:\n          type: number\n          description: The steps of the warmup.\n        validationFrequency:\n",
  );
const major = () =>
  workspace.editSpec("        - zimage-turbo-lora\n", "        - zimage-turbo-lora\n        - flux.3\n");

const fromSpec = (...base: string[]) => workspace.run("changeset-from-spec", ...base);
const check = (...base: string[]) => workspace.run("changeset-check", ...base);
const changesets = async () =>
  (await readdir(join(workspace.folder, ".changeset"))).filter((name) => name.endsWith(".md") && name !== "README.md");
const byHand = (bump: string, names: Iterable<string> = specPackages.keys()) =>
  workspace.write(HAND, `---\n${[...names].map((name) => `"${name}": ${bump}\n`).join("")}---\n\nBy hand.\n`);

it("the packages that are made from the description share one version", () => {
  expect(config.fixed).toEqual([[...specPackages.keys()]]);
});

describe("changeset:from-spec", () => {
  it("has nothing to do where the description says what it said", async () => {
    await workspace.editSpec("openapi: 3.1.1", "# a comment\nopenapi: 3.1.1");
    const stdout = "✓ spec/openapi.yaml says what it said at main: it needs no changeset\n";
    expect(await fromSpec()).toEqual({ exitCode: 0, stdout, stderr: "" });
    expect(await changesets()).toEqual([]);
  });

  it.each([
    ["patch", patch, "- `~ parameters.seed: description`"],
    ["minor", minor, "- `+ parameters.warmupSteps: optional number`"],
    ["major", major, '- **Breaking for readers:** `+ enum value "flux.3" of ModelType`. '],
  ])("proposes a %s, and says why in the API's words", async (bump, edit, line) => {
    await edit();
    expect((await fromSpec()).stdout).toMatch(
      new RegExp(`^written {4}\\.changeset/spec-[\\da-f]{8}\\.md {2}a ${bump} of spec, types and client\n$`),
    );
    const [name = ""] = await changesets();
    const text = await workspace.read(`.changeset/${name}`);
    const front = [...specPackages.keys()].map((pkg) => `"${pkg}": ${bump}\n`).join("");
    expect(text.startsWith(`---\n${front}---\n\nThe API changed: 1 `)).toBe(true);
    expect(text).toContain(`\n\n\`updateModel\`:\n\n${line}`);
  });

  it("puts what breaks first, and keeps the reason that it was approved for", async () => {
    await minor();
    await major();
    const entry = "- operation: updateModel\n  field: response.200.model.type\n  reason: Flux 3 is out.\n";
    await workspace.write("spec/approved-changes.yaml", entry);
    await fromSpec();
    const [name = ""] = await changesets();
    expect(await workspace.read(`.changeset/${name}`)).toMatch(
      /The API changed: 1 breaking, 1 compatible\.\n\n`updateModel`:\n\n- \*\*Breaking.* Wanted: Flux 3 is out\.\n- `\+ parameters/,
    );
  });

  it("gives the same file again, and replaces its own as the changes go on", async () => {
    await minor();
    await fromSpec();
    const first = await changesets();
    expect((await fromSpec()).stdout).toContain(`unchanged  .changeset/${first[0]}`);
    expect(await changesets()).toEqual(first);
    await major();
    expect((await fromSpec()).stdout).toContain(`removed    .changeset/${first[0]}`);
    expect(await changesets()).toHaveLength(1);
    git("checkout", "--quiet", "spec");
    expect((await fromSpec()).stdout).toContain("removed    .changeset/spec-");
    expect(await changesets()).toEqual([]);
  });

  it("leaves alone what was there at the base", async () => {
    await minor();
    await fromSpec();
    const [first = ""] = await changesets();
    git("add", ".");
    git("commit", "--quiet", "--message", "A field");
    await major();
    expect((await fromSpec("HEAD")).stdout).not.toContain("removed");
    expect(await changesets()).toHaveLength(2);
    expect(await changesets()).toContain(first);
  });

  it("leaves alone what people wrote and what they edited", async () => {
    await minor();
    await byHand("patch");
    await fromSpec();
    const name = (await changesets()).find((name) => name.startsWith("spec-")) ?? "";
    const edited = (await workspace.read(`.changeset/${name}`)).replace("The API changed", "It changed");
    await workspace.write(`.changeset/${name}`, edited);
    const kept = `kept       .changeset/${name}  It was edited by hand: delete it to have it written again.\n`;
    expect(await fromSpec()).toEqual({ exitCode: 0, stdout: kept, stderr: "" });
    expect(await workspace.read(`.changeset/${name}`)).toBe(edited);
    await major();
    expect((await fromSpec()).stdout).toMatch(/^written .*\nkept .*\n$/);
    expect(await changesets()).toHaveLength(3);
  });
});

describe("changeset:check", () => {
  it("asks for nothing where the description says what it said", async () => {
    expect(await check()).toMatchObject({ exitCode: 0 });
  });

  it.each([
    ["patch", patch],
    ["minor", minor],
    ["major", major],
  ])("asks for a %s, says how to get it, and is content with what changeset:from-spec writes", async (bump, edit) => {
    await edit();
    const { exitCode, stdout, stderr } = await check();
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
    expect(stderr).toContain(`✗ spec/openapi.yaml asks for a ${bump} since main: 1 `);
    for (const name of specPackages.keys()) expect(stderr).toContain(`\n  ${name}  has no changeset\n`);
    expect(stderr).toContain("\nRun `pnpm changeset:from-spec` and commit what it writes.\n");
    await fromSpec();
    expect(await check()).toMatchObject({ exitCode: 0, stderr: "" });
  });

  it("refuses one that is too small or forgets a package, and takes one by hand that is large enough", async () => {
    await minor();
    await byHand("patch");
    const { exitCode, stderr } = await check("first");
    expect(exitCode).toBe(1);
    expect(stderr).toContain(`  @scenario-openapi/client  has a patch in ${HAND}, which is too small\n`);
    expect(stderr).toContain("Run `pnpm changeset:from-spec first` and");
    await byHand("major", ["@scenario-openapi/spec", "@scenario-openapi/types"]);
    expect((await check()).stderr).toMatch(/compatible\n {2}@scenario-openapi\/client {2}has no changeset\n\n/);
    await byHand("major");
    expect(await check()).toMatchObject({ exitCode: 0 });
  });

  it("does not count a changeset that was there at the base", async () => {
    await byHand("major");
    git("add", ".");
    git("commit", "--quiet", "--message", "Another change");
    await minor();
    expect(await check("HEAD")).toMatchObject({ exitCode: 1 });
  });

  it("refuses two that tell of the same changes, as two branches bring them", async () => {
    await minor();
    await fromSpec();
    const [first = ""] = await changesets();
    const text = await workspace.read(`.changeset/${first}`);
    await major();
    await fromSpec();
    await workspace.write(`.changeset/${first}`, text);
    const { exitCode, stderr } = await check();
    expect(exitCode).toBe(1);
    expect(stderr).toContain("These changesets tell of the same changes since main:\n  .changeset/spec-");
    await fromSpec();
    expect(await check()).toMatchObject({ exitCode: 0 });
  });

  it("names a file that is no changeset", async () => {
    await minor();
    await workspace.write(HAND, "no front matter\n");
    expect((await check()).stderr).toContain(`✗ ${HAND} is no changeset: `);
  });

  it("refuses a base that is none, and two of them", async () => {
    expect(await check("nowhere")).toMatchObject({ exitCode: 1 });
    expect(await check("a", "b")).toMatchObject({ exitCode: 2 });
    expect(await fromSpec("--all")).toMatchObject({ exitCode: 2 });
  });
});

describe("release:version", () => {
  beforeEach(async () => {
    // changesets looks for the packages of a workspace.
    await workspace.write("pnpm-workspace.yaml", "packages: [spec, packages/*]\n");
    git("checkout", "--quiet", "-B", "work");
  });

  it("raises packages and description, ends the approvals, and leaves everything in step", async () => {
    await major();
    const entry =
      "# Why breaks are wanted.\n- operation: updateModel\n  field: response.200.model.type\n  reason: Flux 3.\n";
    await workspace.write("spec/approved-changes.yaml", entry);
    await workspace.run("generate-files");
    await fromSpec();
    const { exitCode, stderr } = await workspace.run("release-version");
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    for (const folder of specPackages.values()) {
      expect(JSON.parse(await workspace.read(`${folder}/package.json`)).version).toBe("1.0.0");
      expect(await workspace.read(`${folder}/CHANGELOG.md`)).toContain('`+ enum value "flux.3" of ModelType`');
    }
    expect(await workspace.read("packages/client/src/version.ts")).toContain('version = "1.0.0"');
    expect(await workspace.read("spec/openapi.yaml")).toContain("\n  version: 2.0.0\n");
    expect(await workspace.read("packages/types/src/spec.gen.ts")).toContain('specVersion = "2.0.0"');
    expect(await workspace.read("spec/approved-changes.yaml")).toBe("# Why breaks are wanted.\n[]\n");
    expect(await changesets()).toEqual([]);
    // What the release workflow's pull request is checked with.
    expect(await workspace.run("generate-check")).toMatchObject({ exitCode: 0 });
    expect(await check()).toMatchObject({ exitCode: 0 });
  });

  it("touches nothing where a break is not approved or a changeset is missing", async () => {
    await major();
    expect(await workspace.run("release-version")).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining("not approved. `pnpm spec:compare` says how to approve it."),
    });
    git("checkout", "--quiet", "spec");
    await minor();
    expect(await workspace.run("release-version")).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining("has no changeset"),
    });
    await rm(join(workspace.folder, "pnpm-workspace.yaml"));
    expect(git("status", "--porcelain")).toBe(" M spec/openapi.yaml\n");
  });
});
