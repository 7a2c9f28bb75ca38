import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { ruleNames } from "@scenario-openapi/client/validate";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createSandbox } from "../src/index.ts";
import { startupText } from "../src/startup-text.ts";
import { ended, runCommand, started } from "./command.ts";

const execute = promisify(execFile);
const readme = await readFile(join(import.meta.dirname, "../README.md"), "utf8");

function blocks(language: string): string[] {
  return [...readme.matchAll(new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\`$`, "gms"))].map(([, code = ""]) => code);
}

describe("the TypeScript samples", () => {
  const samples = blocks("ts").map((code, index): [string, string] => [`sample-${index + 1}.ts`, code]);
  let folder: string;

  beforeAll(async () => {
    // Beside the tests, where the samples find the same packages and the same compiler options.
    folder = await mkdtemp(join(import.meta.dirname, ".readme-"));
    for (const [name, code] of samples) {
      await writeFile(join(folder, name), code.replaceAll('"@scenario-openapi/sandbox"', '"../../src/index.ts"'));
    }
    await writeFile(join(folder, "tsconfig.json"), '{ "extends": "../../tsconfig.json", "include": ["*.ts"] }');
  });
  afterAll(() => rm(folder, { recursive: true }));

  test("are there", () => expect(samples).toHaveLength(4));

  test("compile", async () => {
    const compiler = createRequire(import.meta.url).resolve("typescript/package.json");
    await execute(process.execPath, [join(dirname(compiler), "bin/tsc"), "--noEmit", "-p", folder]).catch(
      ({ stdout }) => expect.fail(stdout),
    );
  });

  test.each(samples)("%s runs, and logs what its comments say", async (name, code) => {
    const logged = [...code.matchAll(/console\.log\(.*\); \/\/ (.*)/g)].map(([, text]) => text);
    const { stdout } = await execute(process.execPath, [join(folder, name)]);
    if (code.includes("node:test")) expect(stdout).toMatch(/pass 1\n.*fail 0\n/s);
    else expect(stdout.trim().split("\n")).toEqual(logged);
  });
});

test("the shell samples start a sandbox", async () => {
  const folder = await mkdtemp(join(import.meta.dirname, ".readme-"));
  const models = join(folder, "models.json");
  await writeFile(models, JSON.stringify(createSandbox().models.list()));
  const commands = blocks("sh").flatMap((code) => code.trim().split("\n"));
  expect(commands).toHaveLength(2);
  for (const command of commands) {
    const [program, packageName, ...args] = command.replace("models.json", models).split(" ");
    expect([program, packageName]).toEqual(["npx", "@scenario-openapi/sandbox"]);
    const child = runCommand(...args, "--port", "0");
    await started(child);
    const end = ended(child);
    child.kill();
    expect((await end).code).toBe(0);
  }
  await rm(folder, { recursive: true });
});

describe("the text that is shown at the start", () => {
  const [shown = ""] = blocks("text");

  test("is the text that the command prints", () => {
    const { credentials, models } = createSandbox();
    const url = "http://127.0.0.1:4010/v1";
    expect(shown).toBe(startupText({ url, ...credentials, models: models.list() }, false));
  });

  test("has a request that curl can send", async () => {
    const sandbox = createSandbox();
    const { url, close } = await sandbox.listen(0);
    const [, curl = ""] = /^ {2}(curl .*?)\n\n/ms.exec(shown) ?? [];
    const { stdout } = await execute("sh", ["-c", `${curl.replace("http://127.0.0.1:4010/v1", url)} -sS --fail`]);
    expect(JSON.parse(stdout)).toMatchObject({ model: { name: "Moonlit Noir" } });
    await close();
  });
});

test("the tables name every status and every rule that the sources have", async () => {
  const source = (name: string) => readFile(join(import.meta.dirname, "../src", name), "utf8");
  const statuses = [...(await source("problem-details.ts")).matchAll(/^ {2}(\d{3}): /gm)].map(([, code = ""]) => code);
  expect([...readme.matchAll(/^\| `([a-z-]+)` +\|/gm)].map(([, rule]) => rule)).toEqual(ruleNames);
  expect([...readme.matchAll(/^\| (\d{3}) +\|/gm)].map(([, code]) => code)).toEqual(["200", ...statuses]);
});
