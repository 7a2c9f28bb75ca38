// Runs all commands of MAKE-IT-YOURS.md in a clone of the last commit. The last runs every test that remains.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "@repo/testing";
import { expect, it, onTestFinished } from "vitest";
import { commands, runShell } from "./page-commands.ts";

it("the page makes a repository of another API, whose tests pass", { timeout: 3_600_000 }, async () => {
  const folder = await mkdtemp(join(tmpdir(), "fork-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  await runShell(folder, `git clone --quiet '${root}' .`);
  for (const { heading, code } of commands) {
    await runShell(folder, code);
    await runShell(folder, "git add --all");
    const changes = await runShell(folder, "git diff --cached --shortstat -- ':!*.gen.ts' ':!pnpm-lock.yaml'");
    console.log(`${heading.padEnd(35)}${changes.trim()}`);
    await runShell(folder, `git -c user.name=A -c user.email=a@example.com commit --quiet --message 'A step'`);
  }
  const left = "git grep -iE 'scenario[- ](openapi|sandbox|api)' -- ':!*.md' ':!LICENSE' ':!spec/openapi.yaml' || true";
  expect(await runShell(folder, left)).toBe("");
});
