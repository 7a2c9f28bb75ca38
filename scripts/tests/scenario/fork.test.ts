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
  for (const [name, ...args] of [["generate"], ["turbo", "//#lint:spec", "typecheck", "docs:build"]] as const) {
    const { exitCode, stdout, stderr } = await workspace.run(name, ...args);
    expect(exitCode, stdout + stderr).toBe(0);
  }
});
