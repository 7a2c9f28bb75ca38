// What MAKE-IT-YOURS.md puts in, deletes and renames leaves packages that are generated and compile. fork.soak.ts runs all
// commands of the page, and with them every check and test that remains.
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
  for (const [name, ...args] of [["generate"], ["turbo", "typecheck", "--filter", "@harbour/*"]] as const) {
    const { exitCode, stdout, stderr } = await workspace.run(name, ...args);
    expect(exitCode, stdout + stderr).toBe(0);
  }
});
