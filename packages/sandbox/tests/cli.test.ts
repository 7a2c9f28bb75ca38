import type { ChildProcessWithoutNullStreams } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { createSandbox } from "../src/index.ts";
import { ended, runCommand, started } from "./command.ts";
import { ids, modelUrl, putInit, seedModel } from "./put-model.ts";

const children: ChildProcessWithoutNullStreams[] = [];
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "scenario-sandbox-"));
});
afterAll(() => rm(folder, { recursive: true }));
afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
});

function run(...args: string[]): ChildProcessWithoutNullStreams {
  const child = runCommand(...args);
  children.push(child);
  return child;
}

async function fileWith(text: string): Promise<string> {
  const file = join(folder, `${Math.random()}.json`);
  await writeFile(file, text);
  return file;
}

// The credentials are the same defaults in every sandbox.
const init = (body: string) => putInit(createSandbox(), body);

test.each(["SIGTERM", "SIGINT"] as const)("starts, serves, and stops at %s with exit code 0", async (stop) => {
  const child = run("--port", "0");
  const { url } = await started(child);
  const response = await fetch(modelUrl(ids.newFlux, url), init('{ "name": "One" }'));
  expect(JSON.parse(await response.text())).toMatchObject({ model: { name: "One" } });

  const end = ended(child);
  child.kill(stop);
  expect(await end).toEqual({ code: 0, signal: null, stdout: "", stderr: "" });
});

test("says where it is, how to authenticate, which models it has, and that it is unofficial", async () => {
  const { printed, url } = await started(run("--port", "0"));
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/v1$/);
  for (const text of ["unofficial", "sandbox-key", "sandbox-secret", "7 models", ...Object.values(ids)]) {
    expect(printed).toContain(text);
  }
});

test("starts with the models of a file", async () => {
  const file = await fileWith(JSON.stringify([{ ...seedModel(ids.newFlux), id: "model_mine" }]));
  const { printed, url } = await started(run("--port", "0", "--models", file));
  expect(printed).toContain("1 model\n  model_mine  flux.1-lora  new  Storybook Foxes\n");
  expect((await fetch(modelUrl("model_mine", url), init("{}"))).status).toBe(200);
});

test("--help shows every option", async () => {
  const { code, stdout } = await ended(run("--help"));
  expect(code).toBe(0);
  for (const option of ["--port", "--models", "--allow-origin", "--help"]) expect(stdout).toContain(option);
});

test.each<[string[], string]>([
  [["--port", "x"], '--port must be a whole number from 0 to 65535, is "x".'],
  [["--port", "65536"], '--port must be a whole number from 0 to 65535, is "65536".'],
  [["--allow-origin", "docs.example.com"], "--allow-origin: An origin is a scheme and a host, such as"],
  [["--allow-origin", "https://a.example/docs"], 'or null; not "https://a.example/docs".'],
  [["--bogus"], "Unknown option '--bogus'"],
  [["models.json"], "Unexpected argument 'models.json'"],
  [["--models"], "Option '--models <value>' argument missing"],
])("a wrong command line ends with 2: %j", async (args, message) => {
  const { code, stderr, stdout } = await ended(run(...args));
  expect(stderr).toMatch(/^scenario-sandbox: /);
  expect(stderr).toContain(message);
  expect(stderr).toContain("--help");
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
});

test.each<[string, string, string[]]>([
  ["is not JSON", "[{,}]", ["is not JSON: ", "position 2"]],
  ["holds no array", '{ "model": {} }', ["must hold an array of models"]],
  [
    "holds a model that does not fit",
    JSON.stringify([{ ...seedModel(ids.newFlux), status: "done" }]),
    ["The models do not fit the documented schema:", "\n  /0/status must be one of ", 'is "done"'],
  ],
])("a file that %s ends with 1, naming the file", async (_, text, messages) => {
  const file = await fileWith(text);
  const { code, stderr, stdout } = await ended(run("--models", file));
  for (const message of ["scenario-sandbox: ", file, ...messages]) expect(stderr).toContain(message);
  expect(stderr).not.toContain("    at ");
  expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
});

test("a file that is not there ends with 1", async () => {
  const { code, stderr } = await ended(run("--models", join(folder, "none.json")));
  expect(stderr).toContain(`Cannot read ${join(folder, "none.json")}: ENOENT`);
  expect(code).toBe(1);
});

test("a port in use ends with 1", async () => {
  const other = createServer().listen(0, "127.0.0.1");
  await once(other, "listening");
  const address = other.address();
  const port = typeof address === "object" ? String(address?.port) : "";
  const { code, stderr, stdout } = await ended(run("--port", port));
  other.close();
  expect(stderr).toBe(`scenario-sandbox: Port ${port} is in use. Choose another, or 0 for a free one.\n`);
  expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
});
