// Packages of whole descriptions, installed by npm in an empty folder: every operation that has a sample is called, as an ES
// module and as CommonJS, under the oldest and the newest Node that packages are for. `DESCRIPTIONS="a.json b.yaml.gz" pnpm
// test:soak` tries others.
import { execFile } from "node:child_process";
import { basename, join, resolve } from "node:path";
import { promisify } from "node:util";
import { root } from "@repo/commands";
import { namedOperations } from "@repo/openapi";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type InstalledPackage, installPackage } from "./installed-package.ts";

const here = ["museum.yaml", "logistics.json", "harbour-3.2.yaml", "tickets-3.2.yaml"].map((name) =>
  join(root, "packages/testing/descriptions", name),
);
const given = process.env["DESCRIPTIONS"]?.split(/\s+/).filter(Boolean);
const descriptions = (given ?? here).map((file): [string, string] => [basename(file), resolve(root, file)]);

let node20: string;
const report: string[] = [];
beforeAll(async () => {
  const { stdout } = await promisify(execFile)("npx", ["--yes", "node@20.20.2", "-p", "process.execPath"], {
    shell: process.platform === "win32",
  });
  node20 = stdout.trim();
});
afterAll(() => console.log(`Packages that were installed and called:\n${report.join("\n")}`));

describe.each(descriptions)("%s", (name, file) => {
  let installed: InstalledPackage;
  beforeAll(async () => {
    installed = await installPackage(file, {}, { install: true });
    const count = [...namedOperations(installed.document)].length;
    report.push(`  ${name}: ${installed.calls.length} of ${count} operations`);
  });
  afterAll(() => installed?.close());

  it("compiles, and neither publint nor Are the Types Wrong finds anything", () => {
    for (const outcome of installed.built) expect(outcome).toEqual({ exitCode: 0, stdout: "", stderr: "" });
    expect(installed.problems).toEqual([]);
  });

  it("names nobody else", () => {
    expect(installed.strangers).toEqual([]);
  });

  it.each([
    ["Node 20", "esm"],
    ["Node 20", "cjs"],
    ["this Node", "esm"],
    ["this Node", "cjs"],
  ] as const)("%s calls its operations: %s", async (version, format) => {
    expect(installed.calls.length).toBeGreaterThan(0);
    expect(await installed.callAll(format, version === "Node 20" ? node20 : undefined)).toEqual([]);
  });
});
