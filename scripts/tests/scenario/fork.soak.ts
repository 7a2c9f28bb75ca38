// Follows MAKE-IT-YOURS.md in a clone of the last commit: runs all its commands, the last of which runs every remaining test.
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { codeBlocks, root } from "@repo/testing";
import { expect, it, onTestFinished } from "vitest";

const blocks = codeBlocks(await readFile(join(root, "MAKE-IT-YOURS.md"), "utf8"));

it("the page makes a repository of another API, whose tests pass", async () => {
  const folder = await mkdtemp(join(tmpdir(), "fork-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const run = async (file: string, ...args: string[]): Promise<string> => {
    try {
      return (await promisify(execFile)(file, args, { cwd: folder, maxBuffer: 64 * 1024 * 1024 })).stdout;
    } catch (error) {
      const { stdout, stderr } = error as { stdout: string; stderr: string };
      throw new Error(`${args.at(-1)} failed:\n\n${stdout}${stderr}`, { cause: error });
    }
  };
  await run("git", "clone", "--quiet", root, ".");
  for (const { heading, code } of blocks) {
    await run("bash", "-e", "-o", "pipefail", "-c", code);
    await run("git", "add", "--all");
    const written = ["--", ":!*.gen.ts", ":!pnpm-lock.yaml"];
    const changes = await run("git", "diff", "--cached", "--shortstat", ...written);
    console.log(`${heading.padEnd(35)}${changes.trim()}`);
    await run("git", "-c", "user.name=A", "-c", "user.email=a@example.com", "commit", "--quiet", "--message", heading);
  }
  const left = "git grep -iE 'scenario[- ](openapi|sandbox|api)' -- ':!*.md' ':!spec/openapi.yaml' || true";
  expect(await run("bash", "-c", left)).toBe("");
});
