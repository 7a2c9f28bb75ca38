// `pnpm spec:compare` in a copy of the repository. What it compares with and prints is tested in packages/compare.
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { copyWorkspace, type WorkspaceCopy } from "@scenario-openapi/testing";
import { afterAll, beforeAll, expect, it } from "vitest";

const APPROVALS = "spec/approved-changes.yaml";

let workspace: WorkspaceCopy;

beforeAll(async () => {
  workspace = await copyWorkspace();
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
  const schema = "    UpdateModelRequest:\n";
  await workspace.editSpec(schema, `${schema}      maxProperties: 1\n`);
  const unapproved = await workspace.run("spec-compare", "main", "--format", "json");
  expect(unapproved.exitCode).toBe(1);
  expect(JSON.parse(unapproved.stdout)).toMatchObject({ base: "main", bump: "major", isApproved: false });

  const entry = "- operation: updateModel\n  field: body\n";
  await workspace.write(APPROVALS, entry);
  const { exitCode, stdout, stderr } = await workspace.run("spec-compare");
  expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
  expect(stderr).toContain("entry 1 (body) has no reason");

  await workspace.write(APPROVALS, `${entry}  reason: One thing at a time.\n`);
  expect((await workspace.run("spec-compare")).exitCode).toBe(0);
});

it("refuses options and arguments that it does not have", async () => {
  expect((await workspace.run("spec-compare", "--format", "toString")).exitCode).toBe(2);
  expect((await workspace.run("spec-compare", "a", "b")).exitCode).toBe(2);
});
