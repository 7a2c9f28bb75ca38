// What MAKE-IT-YOURS.md puts in, deletes and renames leaves a repository that is right by its own checks. fork.soak.ts runs all
// commands of the page, and every test that remains.
import { glob, rename } from "node:fs/promises";
import { dirname, join } from "node:path";
import { copyWorkspace } from "@repo/testing";
import { expect, it, onTestFinished } from "vitest";
import { commands, runShell } from "./page-commands.ts";

it("the API can be replaced by another", async () => {
  const workspace = await copyWorkspace({ tests: true });
  onTestFinished(() => workspace.remove());
  for (const { code } of commands.slice(0, -1)) await runShell(workspace.folder, code);
  // Instead of an installation.
  for await (const scope of glob("{.,spec,scripts,packages/*}/node_modules/@scenario-openapi", {
    cwd: workspace.folder,
  })) {
    await rename(join(workspace.folder, scope), join(workspace.folder, dirname(scope), "@harbour"));
  }
  workspace.git("add", ".");
  expect(await workspace.run("generate")).toMatchObject({ exitCode: 0, stderr: "" });
  const { exitCode, stdout } = await workspace.run("turbo", "//#lint:spec", "typecheck", "docs:build");
  expect({ exitCode, stdout }).toMatchObject({ exitCode: 0 });
});
