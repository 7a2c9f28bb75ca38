// `pnpm spec:compare` in a copy of the repository. What it compares with and prints is tested in packages/compare.
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { copyWorkspace, type WorkspaceCopy } from "@repo/testing";
import { afterAll, beforeAll, expect, it } from "vitest";

const APPROVALS = "spec/approved-changes.yaml";

let workspace: WorkspaceCopy;

beforeAll(async () => {
  workspace = await copyWorkspace({ harbour: true });
});

afterAll(() => workspace.remove());

it("passes if nothing changed, without a file of approvals as well", async () => {
  await rm(join(workspace.folder, APPROVALS));
  expect(await workspace.run("spec-compare")).toEqual({
    exitCode: 0,
    stdout: "spec/openapi.yaml since main\n\n✓ nothing changed\n",
    stderr: "",
  });
});

it("fails on a breaking change until it is approved", async () => {
  const schema = "    BoatInput:\n";
  await workspace.editSpec(schema, `${schema}      maxProperties: 1\n`);
  const unapproved = await workspace.run("spec-compare", "main", "--format", "json");
  expect(unapproved.exitCode).toBe(1);
  expect(JSON.parse(unapproved.stdout)).toMatchObject({ base: "main", bump: "major", isApproved: false });

  const [{ fingerprint }] = JSON.parse(unapproved.stdout).changes;
  const entry = `- change: "${fingerprint}"\n`;
  await workspace.write(APPROVALS, entry);
  const { exitCode, stdout, stderr } = await workspace.run("spec-compare");
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
  expect(stderr).toContain(`entry 1 (${fingerprint}) has no reason`);

  await workspace.write(APPROVALS, `${entry}  reason: One thing at a time.\n`);
  expect((await workspace.run("spec-compare")).exitCode).toBe(0);

  await workspace.write(APPROVALS, `${entry}  reason: One thing at a time.\n- change: ffffffff\n  reason: Old.\n`);
  expect((await workspace.run("spec-compare")).exitCode).toBe(1);
});

it("compares any two descriptions, with an exit code for each outcome", async () => {
  const write = (file: string, more: string) =>
    workspace.write(
      file,
      `openapi: 3.1.1\ninfo: { title: A, version: "1" }\npaths:\n  /a: { get: { responses: {} } }\n${more}`,
    );
  await write("a.yaml", "  /b: { get: { responses: {} } }\n");
  await write("b.yaml", "");
  await write("c.yaml", "  /b: { get: { responses: {} } }\n  /c: { get: { responses: {} } }\n");
  const compare = async (...names: string[]) => {
    const { exitCode, stdout } = await workspace.run("spec-compare", ...names, "--wire-only", "--format", "json");
    return [exitCode, stdout && JSON.parse(stdout).bump];
  };
  expect(await compare("a.yaml", "b.yaml")).toEqual([1, "major"]);
  expect(await compare("b.yaml", "c.yaml")).toEqual([0, "minor"]);
  expect(await compare("main:spec/openapi.yaml", "spec/openapi.yaml")).toEqual([1, expect.anything()]);
  expect(await compare("a.yaml", "none.yaml")).toEqual([2, ""]);
});

it("compares nothing if the spec has errors, but reads what it can of an older one", async () => {
  const spec = await workspace.read("spec/openapi.yaml");
  const wrong = spec.replace("$ref: '#/", "$ref: '#/no/").replace('$ref: "#/', '$ref: "#/no/');
  expect(wrong).not.toBe(spec);
  await workspace.write("spec/openapi.yaml", wrong);
  const { exitCode, stdout, stderr } = await workspace.run("spec-compare");
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
  expect(stderr).toContain("spec/openapi.yaml has errors. Fix them first:");
  await workspace.write("old.yaml", wrong);
  await workspace.write("spec/openapi.yaml", spec);
  const { stdout: report } = await workspace.run("spec-compare", "old.yaml");
  expect(report).toMatch(/^! old.yaml has \d+ errors?: what they leave unread was not compared\.$/m);
});

it("refuses options and arguments that it does not have", async () => {
  expect((await workspace.run("spec-compare", "--format", "toString")).exitCode).toBe(2);
  expect((await workspace.run("spec-compare", "a", "b", "c")).exitCode).toBe(2);
});
