// Follows CONTRIBUTING.md in a copy of the repository: makes each edit and runs each command, and compares what is printed.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { root } from "@repo/commands";
import { copyWorkspace, type WorkspaceCopy } from "@repo/testing";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";

const manifest = JSON.parse(await readFile(join(root, "package.json"), "utf8"));

type Edit = { file: string; below: string; from: string; to: string };
type Step = Edit | { command: string; printed: string };

let workspace: WorkspaceCopy;
beforeAll(async () => {
  workspace = await copyWorkspace();
});
beforeEach(() => {
  workspace.git("reset", "--quiet", "--hard");
  workspace.git("clean", "--quiet", "--force", "-d");
});
afterAll(() => workspace.remove());

const walks = walksIn(await readFile(join(root, "CONTRIBUTING.md"), "utf8"));

it("CONTRIBUTING.md has walks", () => {
  expect(walks.length).toBeGreaterThan(1);
});

it.each(walks)("$title", async ({ steps }) => {
  for (const step of steps) {
    if ("file" in step) await edit(step);
    else expect(await print(step.command)).toBe(`$ ${step.command}\n${withoutNumbers(step.printed)}`);
  }
});

/** The sections that have edits (\`\`\`diff FILE) or commands with what they print (\`\`\`console). Each begins at `main`. */
function walksIn(markdown: string): { title: string; steps: Step[] }[] {
  return markdown.split(/^##+ /m).flatMap((section) => {
    const blocks = section.matchAll(/^```(diff|console) ?(.*?)\n(.*?)^```$/gms);
    const steps = [...blocks].flatMap(([, kind, file = "", text = ""]): Step[] =>
      kind === "diff" ? [{ file, below: placeOf(text), from: side(text, "-"), to: side(text, "+") }] : commandsIn(text),
    );
    return steps.length > 0 ? [{ title: section.slice(0, section.indexOf("\n")), steps }] : [];
  });
}

/** The text that a diff is below: `@@ UpdateModelRequest: @@`, as git prints it. */
function placeOf(diff: string): string {
  return /^@@ (.*) @@$/m.exec(diff)?.[1] ?? "";
}

/** The lines of a diff before (`-`) or after (`+`) it. */
function side(diff: string, sign: "+" | "-"): string {
  const lines = diff.trimEnd().split("\n");
  const own = lines.filter((line) => line.startsWith(" ") || line.startsWith(sign));
  return own.map((line) => `${line.slice(1)}\n`).join("");
}

function commandsIn(text: string): Step[] {
  const parts = text.split(/^\$ /m).slice(1);
  return parts.map((part) => {
    const end = part.indexOf("\n");
    return { command: part.slice(0, end), printed: part.slice(end + 1).trimEnd() };
  });
}

async function edit({ file, below, from, to }: Edit): Promise<void> {
  const text = await workspace.read(file);
  const place = text.indexOf(below);
  const start = text.indexOf(from, place);
  expect(Math.min(place, start), `${file} has, below "${below}":\n${from}`).toBeGreaterThan(-1);
  await workspace.write(file, text.slice(0, start) + to + text.slice(start + from.length));
}

async function print(command: string): Promise<string> {
  const [program, name = "", ...args] = command.split(" ");
  if (program === "cat") return `$ ${command}\n${(await workspace.read(name)).trimEnd()}`;
  const scripts: Record<string, string> = manifest.scripts;
  const [, script, given = ""] = /^node scripts\/([\w-]+)\.ts(.*)$/.exec(scripts[name] ?? "") ?? [];
  if (program !== "pnpm" || script === undefined) throw new Error(`This test cannot run \`${command}\``);
  const { exitCode, stdout, stderr } = await workspace.run(script, ...given.split(" ").filter(Boolean), ...args);
  const printed = script === "turbo" ? withoutTurbo(stdout) : (stdout + stderr).trimEnd();
  expect({ command, exitCode }).toEqual({ command, exitCode: /^ *✗/m.test(printed) ? 1 : 0 });
  return `$ ${command}\n${withoutNumbers(printed)}`;
}

/** What the tasks found, in a fixed order. turbo runs them at the same time, and puts their names before each line. */
function withoutTurbo(output: string): string {
  const lines = [...output.matchAll(/^\S+: ([✓✗] .*)$/gm)].map(([, line]) => line);
  return lines.sort().join("\n");
}

/** Leaves out what differs from run to run, and from one state of the spec and its rules to the next. */
function withoutNumbers(printed: string): string {
  return printed.replace(
    /\d+\.\d(?= s\b)|(?<=\.yaml:)\d+|(?<= at line )\d+|(?<=\/spec-)[\da-f]{8}|\d+(?=:\d)|\d+(?= rules\b)|^ +(?=│)/gm,
    "…",
  );
}
