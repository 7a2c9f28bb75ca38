import { execFileSync } from "node:child_process";
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { copyWorkspace, type WorkspaceCopy } from "../workspace-copy.ts";

const APPROVALS = "spec/approved-changes.yaml";

let workspace: WorkspaceCopy;
let spec: string;

function git(...args: string[]): string {
  const identity = ["-c", "user.name=A", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false"];
  return execFileSync("git", [...identity, ...args], { cwd: workspace.folder, encoding: "utf8" });
}

beforeAll(async () => {
  workspace = await copyWorkspace();
  spec = await workspace.read("spec/openapi.yaml");
  git("init", "--quiet", "--initial-branch=main");
  await workspace.write(".gitignore", "node_modules\n");
  git("add", ".");
  git("commit", "--quiet", "--message", "The first");
});

beforeEach(async () => {
  await workspace.write("spec/openapi.yaml", spec);
  await workspace.write(APPROVALS, "[]\n");
});

afterAll(() => workspace.remove());

const addValue = () =>
  workspace.editSpec("        - zimage-turbo-lora\n", "        - zimage-turbo-lora\n        - flux.3\n");

describe("spec:compare", () => {
  it("tells that nothing changed", async () => {
    expect(await workspace.run("spec-compare")).toEqual({
      exitCode: 0,
      stdout: "spec/openapi.yaml since main\n\n✓ nothing changed\n",
      stderr: "",
    });
  });

  it("fails on what breaks, with the entry that would approve it", async () => {
    await addValue();
    const { exitCode, stdout } = await workspace.run("spec-compare");
    expect(exitCode).toBe(1);
    expect(stdout).toContain('+ enum value "flux.3" of ModelType, breaking for readers');
    expect(stdout).toContain("1 breaking: the next version is a major");
    expect(stdout).toContain("  - operation: updateModel\n    field: response.200.model.type\n    reason:\n");
  });

  it("passes where it is approved, and names the approvals that approve nothing", async () => {
    await addValue();
    const entry = (field: string) => `- operation: updateModel\n  field: ${field}\n  reason: Flux 3 is out.\n`;
    await workspace.write(APPROVALS, entry("response.200.model.type") + entry("body.gone"));
    const { exitCode, stdout } = await workspace.run("spec-compare");
    expect(exitCode).toBe(0);
    expect(stdout).toContain("approved: Flux 3 is out.");
    expect(stdout).toContain("! spec/approved-changes.yaml approves body.gone of updateModel, which does not break");
    expect(stdout).not.toContain("To approve");
  });

  it("fails on approvals without a reason", async () => {
    await workspace.write(APPROVALS, "- operation: updateModel\n  field: body.name\n");
    const { exitCode, stdout, stderr } = await workspace.run("spec-compare");
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
    expect(stderr).toContain("entry 1 (body.name) has no reason");
  });

  it("needs no file of approvals", async () => {
    await rm(join(workspace.folder, APPROVALS));
    expect((await workspace.run("spec-compare")).exitCode).toBe(0);
  });

  it("writes Markdown and JSON", async () => {
    await addValue();
    const markdown = await workspace.run("spec-compare", "--format", "markdown");
    expect(markdown.exitCode).toBe(1);
    expect(markdown.stdout).toContain(
      '| ❌ `+ enum value "flux.3" of ModelType, breaking for readers` | `updateModel` `response.200.model.type` and 2 more | breaking | breaking |',
    );
    const json = await workspace.run("spec-compare", "--format", "json");
    expect(json.exitCode).toBe(1);
    expect(JSON.parse(json.stdout)).toMatchObject({
      base: "main",
      wire: "breaking",
      types: "breaking",
      bump: "major",
      isApproved: false,
      changes: [{ kind: "enum", schema: "ModelType", approved: null }],
    });
  });

  it("keeps markup of the description out of the Markdown", async () => {
    await workspace.editSpec(
      "      properties:\n        age:\n",
      '      properties:\n        "<img src=x>|`a`@b":\n          type: string\n        age:\n',
    );
    const { stdout } = await workspace.run("spec-compare", "--format", "markdown");
    expect(stdout).toContain("``+ parameters.<img src=x>\\|`a`@b: optional string``");
  });

  it("compares with a file, a commit, a tag and the last tag", async () => {
    const first = git("rev-parse", "HEAD").trim();
    await addValue();
    await workspace.write("spec/other.yaml", await workspace.read("spec/openapi.yaml"));
    expect((await workspace.run("spec-compare", "spec/other.yaml")).stdout).toContain(
      "since spec/other.yaml\n\n✓ nothing",
    );
    await rm(join(workspace.folder, "spec/other.yaml"));
    git("commit", "--quiet", "--all", "--message", "A value more");
    git("tag", "v1.1.0");
    expect((await workspace.run("spec-compare")).stdout).toContain("since v1.1.0\n\n✓ nothing");
    expect((await workspace.run("spec-compare", first)).stdout).toContain(`since ${first}\n\nBreaking`);
    git("tag", "--delete", "v1.1.0");
    git("reset", "--quiet", "--hard", first);
  });

  it("reads the files that the base refers to from git, and not from the disk", async () => {
    const first = git("rev-parse", "HEAD").trim();
    await workspace.editSpec('$ref: "#/components/schemas/Thumbnail"', '$ref: "./parts/thumbnail.yaml"');
    await workspace.editSpec(
      / {4}Thumbnail:\n(?: {6}.*\n)+/.exec(await workspace.read("spec/openapi.yaml"))?.[0] ?? "",
      "",
    );
    await mkdir(join(workspace.folder, "spec/parts"));
    const part = (type: string) => `type: object\nproperties:\n  url:\n    type: ${type}\n`;
    await workspace.write("spec/parts/thumbnail.yaml", part("string"));
    git("add", ".");
    git("commit", "--quiet", "--message", "In parts");
    await workspace.write("spec/parts/thumbnail.yaml", part("number"));
    const { stdout, exitCode } = await workspace.run("spec-compare");
    git("reset", "--quiet", "--hard", first);
    expect(exitCode).toBe(1);
    expect(stdout).toContain("~ model.thumbnail.url: string → number, breaking for readers");
  });

  it("refuses a base that is none, and options that it does not have", async () => {
    expect(await workspace.run("spec-compare", "nowhere")).toMatchObject({
      exitCode: 1,
      stderr: '✗ "nowhere" is neither a file nor a git revision: name one that has spec/openapi.yaml, such as main.\n',
    });
    expect((await workspace.run("spec-compare", "--format", "toString")).exitCode).toBe(2);
    expect((await workspace.run("spec-compare", "a", "b")).exitCode).toBe(2);
    expect((await workspace.run("spec-compare", "--output=/tmp/x")).exitCode).toBe(2);
  });

  it("refuses a base with an error, and names it", async () => {
    await workspace.write("spec/other.yaml", "openapi: 3.1.1\ninfo: {}\n");
    const { exitCode, stderr } = await workspace.run("spec-compare", "spec/other.yaml");
    await rm(join(workspace.folder, "spec/other.yaml"));
    expect(exitCode).toBe(1);
    expect(stderr).toContain("spec/other.yaml has errors, so nothing can be compared with it");
  });
});
