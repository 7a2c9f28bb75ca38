// What the guides claim: their links, commands, tables and printed text.
import { execFile } from "node:child_process";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { copyWorkspace, root, runNode } from "@repo/testing";
import { ruleNames } from "@scenario-openapi/client/validate";
import { createSandbox, seedModels } from "@scenario-openapi/sandbox";
import { describe, expect, it } from "vitest";
import { codeBlocks, guides } from "./guides.ts";

const guide = (name: string) => guides.find(([each]) => each === name)?.[1] ?? expect.fail(`There is no guide ${name}`);
const withoutCode = (markdown: string) => markdown.replace(/^```.*?^```$/gms, "");
/** The cells of a table whose first cell matches, without their backticks. */
const rowsOf = (markdown: string, firstCell: RegExp) =>
  markdown
    .split("\n")
    .filter((line) => line.startsWith("|"))
    .map((line) =>
      line
        .split("|")
        .map((cell) => cell.trim().replace(/^`|`$/g, ""))
        .slice(1),
    )
    .filter(([first = ""]) => firstCell.test(first));

describe.each(guides)("the guide %s", (_, markdown) => {
  it("has a title, a paragraph on what it is for, sections with samples, and no HTML", () => {
    expect(markdown).toMatch(/^# \S.*\n\n[A-Z][^\n]+\.\n\n## \S/);
    expect(withoutCode(markdown)).not.toMatch(/^###/m);
    expect(withoutCode(markdown).replace(/`[^`\n]+`/g, "")).not.toMatch(/<\/?[a-z!]/i);
    expect(markdown).toMatch(/^```\w/m);
  });

  it("names only commands that exist", () => {
    const commands = [
      ...codeBlocks(markdown, "sh").flatMap((code) => code.match(/^pnpm .+$/gm) ?? []),
      ...[...withoutCode(markdown).matchAll(/`(pnpm [^`]+)`/g)].map(([, command = ""]) => command),
    ];
    for (const command of commands) {
      const [, filters = "", script = ""] = /^pnpm ((?:--filter \S+ )*)(\S+)/.exec(command) ?? [];
      if (/^(install|pack)$/.test(script)) continue;
      const packages = [...filters.matchAll(/@scenario-openapi\/(\S+)/g)].map(([, name]) => name);
      const folders = packages.map((name) => (name === "spec" ? "spec" : `packages/${name}`));
      for (const path of folders.length > 0 ? folders : ["."]) {
        const { scripts } = JSON.parse(readFileSync(join(root, path, "package.json"), "utf8"));
        expect(scripts, `${command} in ${path}`).toHaveProperty([script]);
      }
    }
  });
});

it.each(["client.md", "sandbox.md"])("the guide %s says that it is unofficial", (name) => {
  expect(guide(name).split("\n")[2]).toContain("unofficial");
});

describe("the guide to the sandbox", () => {
  const markdown = guide("sandbox.md");

  it.skipIf(process.platform === "win32")("has a curl command that updates a model", async () => {
    const { url, close } = await createSandbox().listen(0);
    const [command = "", ...others] = codeBlocks(markdown, "sh").filter((code) => code.startsWith("curl "));
    expect(others).toEqual([]);
    const here = command.trim().replace("http://127.0.0.1:4010/v1", url);
    const { stdout } = await promisify(execFile)("sh", ["-c", `${here} -sS --fail`]);
    expect(JSON.parse(stdout)).toMatchObject({ model: { name: "Neon Rain" } });
    await close();
  });

  it("lists the options of the command", async () => {
    const { stdout } = await runNode([join(root, "packages/sandbox/dist/cli.js"), "--help"], root);
    const options = stdout.match(/^ {2}--[a-z-]+ [A-Z]+/gm)?.map((option) => option.trim());
    expect(rowsOf(markdown, /^--[a-z-]+ [A-Z]+/).map(([option]) => option)).toEqual(options);
  });

  it("lists the models that a sandbox starts with", () => {
    const rows = rowsOf(markdown, /^model_/).map(([id, type, status]) => ({ id, type, status }));
    expect(rows).toEqual(seedModels.map(({ id, type, status }) => ({ id, type, status })));
  });

  it("lists the rules of the validator", () => {
    expect(rowsOf(markdown, /^[a-z]+(-[a-z]+)+$/).map(([rule]) => rule)).toEqual(ruleNames);
  });
});

it("the guide to errors lists every class of error that is thrown, with its code", async () => {
  const bases = ["ScenarioError", "ScenarioCallError", "ScenarioResponseError"]; // no error is only one of these
  const exported = Object.keys(await import("@scenario-openapi/client"));
  const rows = rowsOf(guide("errors-and-retries.md"), /^[a-z_]+$/).filter(([, name]) => name?.startsWith("Scenario"));
  expect(rows.map(([, name]) => name).sort()).toEqual(
    exported.filter((name) => name.endsWith("Error") && !bases.includes(name)).sort(),
  );
  for (const [code = "", name] of rows) expect(name?.toLowerCase()).toBe(`scenario${code.replaceAll("_", "")}error`);
});

it("the guide to a change of the spec shows what the commands print", async () => {
  const markdown = guide("changing-the-spec.md");
  const [edit = ""] = codeBlocks(markdown, "yaml");
  const [problems = "", written = ""] = codeBlocks(markdown, "text");
  // Every change of the spec above the edit moves its lines.
  const withoutLines = (text: string) => text.replace(/\d+(?=:\d+ )/g, "LINE");
  const copy = await copyWorkspace();
  try {
    const next = "        classPrompt:\n";
    await copy.editSpec(next, edit.replace(/^(?=.)/gm, "        ") + next);
    const { exitCode, stdout } = await copy.run("lint-spec");
    expect({ exitCode, stdout: withoutLines(stdout) }).toEqual({ exitCode: 1, stdout: withoutLines(problems) });
  } finally {
    await copy.remove();
  }

  const generated = globSync("packages/*/src/**/*.gen.ts", { cwd: root });
  const listed = written.match(/packages\/\S+/g) ?? [];
  expect(listed.sort()).toEqual(generated.map((path) => path.replaceAll("\\", "/")).sort());
});
