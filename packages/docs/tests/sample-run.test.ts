// Every sample of the site, run as a reader would run it, against the sandbox.
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { createSandbox, seedModels } from "@scenario-openapi/sandbox";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { houseSite } from "../../../scripts/generate/house-site.ts";
import { installClient } from "../../../scripts/pack.ts";
import { root } from "../../../scripts/root.ts";
import { readSpec } from "../../../scripts/spec/read-spec.ts";
import { specFile } from "../../../scripts/spec-document.ts";
import { makeSite } from "../src/model/make-site.ts";
import type { OperationPage, Sample, SampleLanguage } from "../src/model/site.ts";

const MODEL_ID = "model_eyVcnFJcR92BxBkz7N6g5w";
const run = promisify(execFile);

const { document } = await readSpec(specFile, "structure");
if (!document) throw new Error("spec/openapi.yaml cannot be read");
const site = makeSite(document, await houseSite());
const samples = site.operations.flatMap((operation) => operation.samples.map((sample) => ({ operation, sample })));

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "samples-"));
  await installClient(folder);
  await writeFile(join(folder, "package.json"), '{ "type": "module" }');
}, 60_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

describe.each(samples)("the sample $sample.key", ({ operation, sample }) => {
  it.each(["curl", "client", "fetch", "json"] as const)(
    "updates the model in %s",
    async (language) => {
      // A model that is new takes every update; each run has one of its own.
      const sandbox = createSandbox({
        models: seedModels.map((model) => (model.id === MODEL_ID ? { ...model, status: "new" as const } : model)),
      });
      const { url, close } = await sandbox.listen(0);
      try {
        const before = sandbox.models.get(MODEL_ID)?.updatedAt;
        const printed = await runSample(language, operation, sample, url, sandbox.credentials);
        const after = sandbox.models.get(MODEL_ID);
        expect(after?.updatedAt).not.toBe(before);
        expect(printed).toContain(MODEL_ID);
        const { thumbnail, ...sent } = sample.request.body as Record<string, unknown>;
        expect(after).toMatchObject(sent);
        if (thumbnail === null) expect(after).not.toHaveProperty("thumbnail");
      } finally {
        await close();
      }
    },
    30_000,
  );
});

it("the TypeScript samples compile, as strictly as can be", async () => {
  for (const { sample } of samples) {
    for (const language of ["client", "fetch"] as const) {
      await writeFile(join(folder, `${sample.key}-${language}-check.ts`), sample.code[language]);
    }
  }
  const compilerOptions = {
    ...{
      target: "es2022",
      lib: ["es2022", "dom"],
      module: "nodenext",
      noEmit: true,
      strict: true,
      skipLibCheck: false,
    },
    ...{ exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true, verbatimModuleSyntax: true },
    ...{ types: ["node"], typeRoots: [join(root, "node_modules/@types")] },
  };
  await writeFile(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, include: ["*-check.ts"] }));
  const { stdout } = await run(process.execPath, [join(root, "node_modules/typescript/bin/tsc"), "-p", folder]).catch(
    (error: { stdout: string }) => error,
  );
  expect(stdout).toBe("");
}, 60_000);

it("there is a sample for each example of the description", () => {
  expect(samples.map(({ sample }) => sample.key)).toEqual([
    "rename",
    "unsetThumbnail",
    "setFluxLoraParameters",
    "composeTwoLoras",
  ]);
});

/** Runs a sample; returns what it printed, or for JSON what was answered. */
async function runSample(
  language: SampleLanguage,
  operation: OperationPage,
  sample: Sample,
  url: string,
  { apiKey, apiSecret, authorization }: { apiKey: string; apiSecret: string; authorization: string },
): Promise<string> {
  // The one thing that differs from what a reader copies: where the API is.
  const code = sample.code[language].replaceAll(operation.server, url);
  const env = { ...process.env, SCENARIO_SDK_API_KEY: apiKey, SCENARIO_SDK_API_SECRET: apiSecret };
  if (language === "curl") return (await run("sh", ["-c", code], { env })).stdout;
  if (language === "json") {
    const path = operation.route.replace("{modelId}", MODEL_ID);
    const headers = { authorization, "content-type": "application/json" };
    return (await fetch(`${url}${path}`, { method: operation.method, headers, body: code })).text();
  }
  // The client takes its address from the description.
  const atSandbox =
    language === "client"
      ? code.replace("createScenarioClient()", `createScenarioClient({ baseUrl: "${url}" })`)
      : code;
  const file = join(folder, `${sample.key}-${language}.ts`);
  await writeFile(file, atSandbox);
  return (await run(process.execPath, [file], { cwd: folder, env: { ...env, NO_COLOR: "1" } })).stdout;
}
