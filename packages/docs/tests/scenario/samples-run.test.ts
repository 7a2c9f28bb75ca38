// Every sample of the reference and of the guides, compiled and run as a reader would, against a sandbox.
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { follow, type RequestBody } from "@repo/openapi";
import { printedBy, root, runNode, strictest } from "@repo/testing";
import { createSandbox, seedModels } from "@scenario-openapi/sandbox";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { houseOptions } from "../../src/house-options.ts";
import { makeSite } from "../../src/model/make-site.ts";
import { spec } from "../site.ts";
import { codeBlocks, guides } from "./guides.ts";

const site = makeSite(spec, await houseOptions(spec));
const samples = site.operations
  .filter(({ name }) => name === "updateModel")
  .flatMap((operation) => operation.samples.map((sample) => ({ operation, ...sample })));
const guideSamples = guides.flatMap(([name, markdown]) =>
  codeBlocks(markdown, "ts").map((code, index): [string, string] => [name.replace(".md", `-${index + 1}.ts`), code]),
);
const MODEL_ID = "model_eyVcnFJcR92BxBkz7N6g5w";
const printModel = expect.stringContaining(MODEL_ID);

let project: string;
beforeAll(async () => {
  project = await mkdtemp(join(tmpdir(), "samples-"));
  const files = new Map([["package.json", '{ "private": true, "type": "module" }\n']]);
  for (const [file, code] of guideSamples) files.set(file, `${code}\nexport {};\n`);
  for (const { key, code } of samples) {
    for (const language of ["client", "fetch"] as const) files.set(`${key}-${language}.ts`, code[language]);
  }
  for (const [path, content] of files) {
    await mkdir(dirname(join(project, path)), { recursive: true });
    await writeFile(join(project, path), content);
  }
  const modules = join(project, "node_modules/@scenario-openapi");
  await mkdir(modules, { recursive: true });
  for (const name of ["types", "client", "sandbox"]) {
    await symlink(join(root, "packages", name), join(modules, name), "junction");
  }
});
afterAll(() => rm(project, { recursive: true, force: true }));

it("all TypeScript samples compile under the strictest options", async () => {
  const compilerOptions = {
    ...strictest,
    // Samples read process.env.NAME, as readers write it.
    noPropertyAccessFromIndexSignature: false,
    noUnusedLocals: true,
    types: ["node"],
    typeRoots: [join(root, "node_modules/@types")],
  };
  await writeFile(join(project, "tsconfig.json"), JSON.stringify({ compilerOptions, include: ["*.ts"] }));
  const tsc = join(root, "node_modules/typescript/bin/tsc");
  expect(await runNode([tsc, "-p", project], project)).toEqual({ exitCode: 0, stdout: "", stderr: "" });
});

it("there is a sample for each example of the spec", () => {
  const { requestBody } = spec.paths?.["/models/{modelId}"]?.put ?? {};
  const { content } = follow<RequestBody>(spec, requestBody ?? { content: {} });
  const examples = Object.keys(content["application/json"]?.examples ?? {});
  expect(examples).not.toEqual([]);
  expect(samples.map(({ key }) => key)).toEqual(examples);
});

describe.each(samples)("the sample $key", ({ key, operation, request, code }) => {
  const run = {
    curl: async (url: string, env: NodeJS.ProcessEnv) =>
      promisify(execFile)("sh", ["-c", code.curl.replaceAll(operation.server, url)], {
        env: { ...process.env, ...env },
      }),
    client: (url: string, env: NodeJS.ProcessEnv) =>
      runTypeScript(code.client.replace("createScenarioClient()", `createScenarioClient({ baseUrl: "${url}" })`), env),
    fetch: (url: string, env: NodeJS.ProcessEnv) => runTypeScript(code.fetch.replaceAll(operation.server, url), env),
    json: async (url: string, env: NodeJS.ProcessEnv) => {
      const path = operation.route.replace("{modelId}", MODEL_ID);
      const login = btoa(`${env["SCENARIO_SDK_API_KEY"]}:${env["SCENARIO_SDK_API_SECRET"]}`);
      const headers = { authorization: `Basic ${login}`, "content-type": "application/json" };
      const response = await fetch(url + path, { method: operation.method, headers, body: code.json });
      return { stdout: await response.text() };
    },
  };
  const runTypeScript = async (text: string, env: NodeJS.ProcessEnv) => {
    await writeFile(join(project, `${key}-here.ts`), text);
    return runNode([`${key}-here.ts`], project, env);
  };

  it.each(["curl", "client", "fetch", "json"] as const)("updates the model: %s", async (language) => {
    if (language === "curl" && process.platform === "win32") return;
    // Only a new model takes every update.
    const models = seedModels.map((model) => (model.id === MODEL_ID ? { ...model, status: "new" as const } : model));
    await using sandbox = await startSandbox({ models });
    const before = sandbox.models.get(MODEL_ID)?.updatedAt;
    expect(await run[language](sandbox.url, sandbox.env)).toMatchObject({ stdout: printModel });
    const after = sandbox.models.get(MODEL_ID);
    expect(after?.updatedAt).not.toBe(before);
    const { thumbnail, ...sent } = request.body as Record<string, unknown>;
    expect(after).toMatchObject(sent);
    if (thumbnail === null) expect(after).not.toHaveProperty("thumbnail");
  });
});

describe("the samples of the guides", () => {
  it.each(guideSamples)("%s prints what its comments say", async (file, code) => {
    await using sandbox = await startSandbox();
    const { exitCode, stdout, stderr } = await runNode([file], project, sandbox.env);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(stdout).toMatch(code.includes('"node:test"') ? /pass 1\n.*fail 0\n/s : printedBy(code));
  });
});

async function startSandbox(options?: Parameters<typeof createSandbox>[0]) {
  const { credentials, models, listen } = createSandbox(options);
  const { url, close } = await listen(0);
  const env = {
    SCENARIO_BASE_URL: url,
    SCENARIO_SDK_API_KEY: credentials.apiKey,
    SCENARIO_SDK_API_SECRET: credentials.apiSecret,
  };
  return { url, env, models, [Symbol.asyncDispose]: close };
}
