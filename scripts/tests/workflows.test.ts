// The workflows cannot run here. This checks what can be checked without running them.
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { root } from "@repo/commands";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";

const manifest = JSON.parse(await readFile(join(root, "package.json"), "utf8"));

interface Workflow {
  on: Record<string, unknown>;
  permissions: Record<string, string>;
  jobs: Record<string, { steps: { uses?: string; run?: string; with?: Record<string, unknown> }[] }>;
}

const folder = join(root, ".github/workflows");
const names = await readdir(folder);
const read = async (name: string): Promise<Workflow> => parse(await readFile(join(folder, name), "utf8"));

describe.each(names)("%s", (name) => {
  it("runs commands that this repository has, with actions of a named version", async () => {
    const steps = Object.values((await read(name)).jobs).flatMap(({ steps }) => steps);
    const commands = steps.flatMap(({ run, with: inputs = {} }) => [run, inputs["version"], inputs["publish"]]);
    const scripts = commands.flatMap((command) => {
      const [, script] = /^(?:npx -y )?pnpm(?:@12\.21\.0)?(?: --silent)? ([\w:]+)/.exec(String(command ?? "")) ?? [];
      return script === undefined || script === "install" ? [] : [script];
    });
    expect(scripts).not.toEqual([]);
    for (const script of scripts) expect(Object.keys(manifest.scripts)).toContain(script);
    for (const { uses } of steps) if (uses) expect(uses).toMatch(/^[\w-]+\/[\w-]+@(v\d+|v\d+\.\d+\.\d+|[\da-f]{40})$/);
  });
});

it("only what publishes may ask for a token, and only the release may write", async () => {
  for (const name of names) {
    const { permissions } = await read(name);
    if (name === "release.yml") expect(permissions["id-token"]).toBe("write");
    else if (name === "docs.yml")
      expect(permissions).toEqual({ contents: "read", pages: "write", "id-token": "write" });
    else expect(permissions).toEqual({ contents: "read" });
  }
});
