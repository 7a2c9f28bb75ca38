import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { ruleNames } from "@scenario-openapi/client/validate";
import { readmeSamples, root, runNode } from "@scenario-openapi/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createSandbox } from "../src/index.ts";
import { titles } from "../src/problem-details.ts";

const readme = await readFile(join(import.meta.dirname, "../README.md"), "utf8");

describe("the TypeScript samples", () => {
  const samples = readmeSamples(readme).map((code, index): [string, string] => [`sample-${index + 1}.ts`, code]);
  let folder: string;

  beforeAll(async () => {
    // Beside the tests, where they find the same packages and compiler options.
    folder = await mkdtemp(join(import.meta.dirname, ".readme-"));
    for (const [name, code] of samples) {
      await writeFile(join(folder, name), code.replaceAll('"@scenario-openapi/sandbox"', '"../../src/index.ts"'));
    }
    await writeFile(join(folder, "tsconfig.json"), '{ "extends": "../../tsconfig.json", "include": ["*.ts"] }');
  });
  afterAll(() => rm(folder, { recursive: true }));

  test("compile", async () => {
    expect(samples).toHaveLength(4);
    const { stdout } = await runNode([join(root, "node_modules/typescript/bin/tsc"), "--noEmit", "-p", folder], folder);
    expect(stdout).toBe("");
  });

  test.each(samples)("%s runs, and logs what its comments say", async (name, code) => {
    const logged = [...code.matchAll(/console\.log\(.*\); \/\/ (.*)/g)].map(([, text]) => text);
    const { stdout } = await runNode([name], folder);
    if (code.includes("node:test")) expect(stdout).toMatch(/pass 1\n.*fail 0\n/s);
    else expect(stdout.trim().split("\n")).toEqual(logged);
  });
});

test.skipIf(process.platform === "win32")("curl can send the request that the command prints", async () => {
  const { url, close } = await createSandbox().listen(0);
  const [, curl = ""] = /^ {2}(curl .*?)\n\n/ms.exec(readme) ?? [];
  const command = `${curl.replace("http://127.0.0.1:4010/v1", url)} -sS --fail`;
  const { stdout } = await promisify(execFile)("sh", ["-c", command]);
  expect(JSON.parse(stdout)).toMatchObject({ model: { name: "Moonlit Noir" } });
  await close();
});

test("the tables list every status and every rule", () => {
  expect([...readme.matchAll(/^\| `([a-z-]+)` +\|/gm)].map(([, rule]) => rule)).toEqual(ruleNames);
  expect([...readme.matchAll(/^\| (\d{3}) +\|/gm)].map(([, code]) => code)).toEqual(["200", ...Object.keys(titles)]);
});
