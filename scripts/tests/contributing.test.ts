// The walks in CONTRIBUTING.md, step by step: each edit is made and each command run in a repository of its own, and what
// is printed is what stands there.
import { execFileSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import manifest from "../../package.json" with { type: "json" };
import { root } from "../root.ts";
import { copyWorkspace, type WorkspaceCopy } from "./workspace-copy.ts";

interface Walk {
  title: string;
  steps: Step[];
}
type Step = { file: string; from: string; to: string } | { command: string; printed: string };

let workspace: WorkspaceCopy;
const contributing = await readFile(join(root, "CONTRIBUTING.md"), "utf8");

function git(...args: string[]): void {
  const identity = ["-c", "user.name=A", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false"];
  execFileSync("git", [...identity, ...args], { cwd: workspace.folder });
}

beforeAll(async () => {
  workspace = await copyWorkspace();
  git("init", "--quiet", "--initial-branch=main");
  await workspace.write(".gitignore", "node_modules\n");
  git("add", ".");
  git("commit", "--quiet", "--message", "As it is");
});
beforeEach(() => {
  git("reset", "--quiet", "--hard");
  git("clean", "--quiet", "--force", "-d");
});
afterAll(() => workspace.remove());

it("there are three walks", () => {
  expect(walks(contributing).map(({ title }) => title)).toEqual([
    "Add a field",
    "Add an operation",
    "Make a breaking change",
  ]);
});

describe.each(walks(contributing))("$title", ({ steps }) => {
  it("goes as it is told", { timeout: 120_000 }, async () => {
    expect(steps.length).toBeGreaterThan(4);
    for (const step of steps) {
      if ("file" in step) await edit(step);
      else expect(await print(step.command)).toBe(`$ ${step.command}\n${withoutTimes(step.printed)}`);
    }
  });
});

/** What stands under each `###` of the chapter of walks. */
function walks(markdown: string): Walk[] {
  const [, chapter = ""] = /^## Change the description, step by step\n(.*?)^## /ms.exec(markdown) ?? [];
  return chapter
    .split(/^### /m)
    .slice(1)
    .map((section) => ({
      title: section.slice(0, section.indexOf("\n")),
      steps: [...section.matchAll(/^```(diff|console) ?(.*?)\n(.*?)^```$/gms)].flatMap(
        ([, kind, file = "", text = ""]) =>
          kind === "diff" ? [{ file, from: side(text, "-"), to: side(text, "+") }] : commandsIn(text),
      ),
    }));
}

/** The lines of a diff before (`-`) or after (`+`) it. */
function side(diff: string, sign: "+" | "-"): string {
  const lines = diff.trimEnd().split("\n");
  return lines
    .filter((line) => line.startsWith(" ") || line.startsWith(sign))
    .map((line) => `${line.slice(1)}\n`)
    .join("");
}

function commandsIn(text: string): Step[] {
  return text
    .split(/^\$ /m)
    .slice(1)
    .map((part) => {
      const end = part.indexOf("\n");
      return { command: part.slice(0, end), printed: part.slice(end + 1).trimEnd() };
    });
}

async function edit({ file, from, to }: { file: string; from: string; to: string }): Promise<void> {
  const text = await workspace.read(file);
  expect(text.split(from), `${file} has once:\n${from}`).toHaveLength(2);
  await workspace.write(
    file,
    text.replace(from, () => to),
  );
}

async function print(command: string): Promise<string> {
  const [program, name = "", ...args] = command.split(" ");
  if (program === "cat") return `$ ${command}\n${(await workspace.read(name)).trimEnd()}`;
  // turbo, which `pnpm generate` goes through, has no workspace here.
  const script = scriptOf(name === "generate" ? "generate:files" : name);
  const { exitCode, stdout, stderr } = await workspace.run(script, ...args);
  const printed = (stdout + stderr).trimEnd();
  expect({ command, exitCode }).toEqual({ command, exitCode: /^ *✗/m.test(printed) ? 1 : 0 });
  return `$ ${command}\n${withoutTimes(printed)}`;
}

function scriptOf(name: string): string {
  const scripts: Record<string, string> = manifest.scripts;
  const [, script] = /^node scripts\/([\w-]+)\.ts$/.exec(scripts[name] ?? "") ?? [];
  if (script === undefined) throw new Error(`package.json has no script ${name} that is a file of scripts`);
  return script;
}

function withoutTimes(printed: string): string {
  return printed.replace(/\d+\.\d s\b/g, "… s");
}
