import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type RunningCommand, runNode, startNode } from "@repo/testing";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { ids, modelUrl, putInit, seedModel } from "./put-model.ts";

const cli = join(import.meta.dirname, "../../src/cli.ts");
const commands: RunningCommand[] = [];
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "scenario-sandbox-"));
});
afterAll(() => rm(folder, { recursive: true }));
afterEach(() => Promise.all(commands.splice(0).map(({ stop }) => stop("SIGKILL"))));

/** Starts the command on a free port and waits until it listens. */
async function start(...args: string[]) {
  const command = startNode([cli, "--port", "0", ...args], folder);
  commands.push(command);
  await command.until("Press Ctrl+C to stop it.\n");
  const printed = command.printed();
  const url = /URL +(\S+)/.exec(printed)?.[1] ?? "";
  const put = (id: string, body: string, headers = {}) => fetch(modelUrl(id, url), putInit(body, headers));
  return { ...command, printed, url, put };
}

test("prints what the README shows and serves", async () => {
  const { printed, url, put } = await start();
  // The columns of the first rows are as wide as the URL, whose port differs. The README shows a single operation.
  const comparable = (text: string) =>
    text
      .replace(/^\d+ operations\n(?: .+\n)+\n/m, "")
      .replaceAll(url, "http://127.0.0.1:4010/v1")
      .replace(/^ {2}(URL|apiKey|apiSecret) .*$/gm, (row) => row.replace(/ +/g, " "))
      .replaceAll(" ^\n", " \\\n");
  const readme = await readFile(join(import.meta.dirname, "../../README.md"), "utf8");
  const [, shown = ""] = /^```text\n(.*?)^```$/ms.exec(readme) ?? [];
  expect(comparable(printed)).toBe(comparable(shown));

  const response = await put(ids.newFlux, '{ "name": "One" }');
  expect(await response.json()).toMatchObject({ model: { name: "One" } });
});

test("takes models from a file and origins of pages", async () => {
  // With a byte order mark, as some editors on Windows write it.
  const models = [{ ...seedModel(ids.newFlux), id: "model_mine" }];
  await writeFile(join(folder, "models.json"), `\ufeff${JSON.stringify(models)}`);
  const origins = ["https://one.example", "https://two.example"];
  const args = ["--models", "models.json", ...origins.flatMap((origin) => ["--allow-origin", origin])];
  const { printed, put } = await start(...args);
  expect(printed).toContain("1 model\n  model_mine  flux.1-lora  new  Storybook Foxes\n");
  for (const origin of origins) {
    const response = await put("model_mine", "{}", { origin });
    expect([response.status, response.headers.get("access-control-allow-origin")]).toEqual([200, origin]);
  }
  expect((await put("model_mine", "{}", { origin: "https://x.example" })).status).toBe(403);
});

test("lists the first models of many, each on one line", async () => {
  const model = seedModel(ids.newFlux);
  const models = Array.from({ length: 2_000 }, (_, index) => ({
    ...model,
    id: `model ${index}`,
    name: "x\n".repeat(90),
  }));
  await writeFile(join(folder, "many.json"), JSON.stringify(models));
  const { printed, put } = await start("--models", "many.json");
  const [, list = ""] = /^2000 models\n(.*?)\n\nTry it\n/ms.exec(printed) ?? [];
  const lines = list.split("\n");
  expect(lines).toHaveLength(21);
  expect(lines[19]).toBe(`  model 19  flux.1-lora  new  ${"x ".repeat(29)}x…`);
  expect(lines[20]).toBe("  and 1980 more");
  expect(printed).toContain("/models/model%200 ");
  expect((await put("model 1999", "{}")).status).toBe(200);
});

test("--help shows the options that the README lists", async () => {
  const { exitCode, stdout } = await runNode([cli, "--help"], folder);
  expect(exitCode).toBe(0);
  const readme = await readFile(join(import.meta.dirname, "../../README.md"), "utf8");
  const listed = [...readme.matchAll(/^\| `(--[a-z-]+ [A-Z]+)` +\|/gm)].map(([, option]) => option);
  expect(stdout.match(/^ {2}--[a-z-]+ [A-Z]+/gm)?.map((option) => option.trim())).toEqual(listed);
});

test.each<[string, string | Buffer | undefined, string[]]>([
  ["does not exist", undefined, ["Cannot read file.json: ENOENT"]],
  ["is not JSON", "[{,}]", ["file.json is not JSON in UTF-8: ", "position 2"]],
  ["is in another encoding", Buffer.from("\ufeff[]", "utf16le"), ["file.json is not JSON in UTF-8: "]],
  ["contains no array", '{ "model": {} }', ["file.json must contain an array of models"]],
  [
    "contains an invalid model",
    JSON.stringify([{ ...seedModel(ids.newFlux), status: "done" }]),
    ["file.json: The models do not fit the documented schema:", "\n  /0/status must be one of ", 'is "done"'],
  ],
])("a file that %s ends with exit code 1", async (_, text, messages) => {
  if (text !== undefined) await writeFile(join(folder, "file.json"), text);
  const { exitCode, stdout, stderr } = await runNode([cli, "--models", "file.json"], folder);
  for (const message of ["scenario-sandbox: ", ...messages]) expect(stderr).toContain(message);
  expect(stderr).not.toContain("    at ");
  expect([exitCode, stdout]).toEqual([1, ""]);
});
