// The workflows cannot run here. This checks what can be checked without running them.
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { packageWorkflow } from "@repo/codegen";
import { root } from "@repo/commands";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";

const manifest = JSON.parse(await readFile(join(root, "package.json"), "utf8"));

interface Workflow {
  on: Record<string, unknown>;
  permissions: Record<string, string>;
  env?: Record<string, string>;
  jobs: Record<string, { permissions?: Record<string, string>; steps: Step[] }>;
}

interface Step {
  uses?: string;
  run?: string;
  with?: Record<string, unknown>;
}

/** `npm stage` came with npm 11.15. */
const STAGING_NPM = /^npm install --global npm@11\.(?:1[5-9]|[2-9]\d)\.\d+\b/;

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

it("the release has an npm that can stage, and neither a token of npm nor a cache", async () => {
  const text = await readFile(join(folder, "release.yml"), "utf8");
  const { steps } = (parse(text) as Workflow).jobs["release"] ?? { steps: [] };
  expect(steps.some(({ run }) => STAGING_NPM.test(run ?? ""))).toBe(true);
  expect(steps.find(({ uses }) => uses?.startsWith("actions/setup-node@"))?.with).toMatchObject({
    "package-manager-cache": false,
  });
  expect(text).not.toMatch(/NPM_TOKEN|NODE_AUTH_TOKEN|_authToken/);
});

it("the workflow of a generated package runs nothing of others where it may publish", () => {
  const generator = { repository: "pets/generator", ref: "v1.0.0" };
  const options = ["--spec", "../our pets.yaml", "--out", "../packages/pets"];
  const text = packageWorkflow({ folder: "packages/pets", options, generator });
  const { permissions, jobs } = parse(text) as Workflow;
  expect(permissions).toEqual({ contents: "read" });
  const { check, publish } = jobs;
  expect(check?.permissions).toBeUndefined();
  expect(check?.steps[1]?.with).toEqual({ ...generator, path: ".generator" });
  const runs = check?.steps.flatMap(({ run = [] }) => run);
  expect(runs).toEqual([
    "npx -y pnpm@12.21.0 generate --spec '../our pets.yaml' --out ../packages/pets --check",
    "npm install && npm run build && npm pack",
  ]);
  expect(publish).toMatchObject({ needs: "check", permissions: { "id-token": "write" } });
  const commands = publish?.steps.flatMap(({ run = [] }) => run);
  expect(commands).toEqual([expect.stringMatching(STAGING_NPM), "npm stage publish ./*.tgz --access public"]);
});
