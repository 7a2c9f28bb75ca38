// pnpm start : the whole chain, from the spec to a model that the generated client updates in the local sandbox.
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify, styleText } from "node:util";
import type { createSandbox as CreateSandbox } from "../packages/sandbox/dist/index.js";
import { command } from "./command.ts";
import { installClient } from "./pack.ts";
import { readmeSamples } from "./readme-samples.ts";
import { root } from "./root.ts";
import { seconds, step } from "./step.ts";
import { captureTurbo } from "./turbo.ts";

/** The sandbox's model that the README's sample updates. */
const MODEL_ID = "model_eyVcnFJcR92BxBkz7N6g5w";

const begun = performance.now();
console.log(`\n${styleText("bold", "scenario-openapi")}  one spec, three artefacts, unofficial\n`);
await command(start);

async function start(): Promise<void> {
  await step("Lint the spec", () => turbo("//#lint:spec"));
  await step("Check the generated files", () => turbo("//#generate:check"));
  await step("Build the packages", () => turbo("build"));
  await step("Build the reference", () => turbo("docs:build"));

  const folder = await mkdtemp(join(tmpdir(), "scenario-openapi-"));
  try {
    const tarball = await step("Pack the client, unpack it in an empty folder", () => installClient(folder));
    const { createSandbox }: { createSandbox: typeof CreateSandbox } = await import(
      pathToFileURL(join(root, "packages/sandbox/dist/index.js")).href
    );
    const sandbox = createSandbox();
    const server = await step("Start the sandbox", () => sandbox.listen(0));
    try {
      const before = structuredClone(sandbox.models.get(MODEL_ID));
      const printed = await step("Run the README's sample with it", () =>
        runSample(folder, server.url, sandbox.credentials),
      );
      const after = sandbox.models.get(MODEL_ID);
      if (!before || !after || before.updatedAt === after.updatedAt) throw new Error(`${MODEL_ID} was not updated`);
      await summarize(tarball, server.url, printed, before, after);
    } finally {
      await server.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function turbo(task: string): "done" | "cached" {
  const { ok, cached, output } = captureTurbo([task]);
  if (!ok) throw new Error(`\`turbo run ${task}\` failed:\n\n${output}`);
  return cached ? "cached" : "done";
}

async function runSample(folder: string, baseUrl: string, credentials: { apiKey: string; apiSecret: string }) {
  const [sample] = readmeSamples(await readFile(join(root, "README.md"), "utf8"));
  if (!sample) throw new Error("README.md has no TypeScript sample");
  await writeFile(join(folder, "package.json"), '{ "type": "module" }\n');
  await writeFile(join(folder, "sample.ts"), sample);
  const env = {
    ...process.env,
    SCENARIO_BASE_URL: baseUrl,
    SCENARIO_SDK_API_KEY: credentials.apiKey,
    SCENARIO_SDK_API_SECRET: credentials.apiSecret,
  };
  const { stdout } = await promisify(execFile)(process.execPath, ["sample.ts"], { cwd: folder, env });
  return stdout.trim();
}

async function summarize(tarball: string, url: string, printed: string, before: object, after: object): Promise<void> {
  const artefacts = [
    ["types", "packages/types/src/schema.gen.ts"],
    ["client", "packages/client/src/operations.gen.ts"],
    ["reference", "packages/docs/dist/index.html"],
  ] as const;
  console.log(`\n  ${styleText("bold", "Made")} from spec/openapi.yaml`);
  for (const [name, path] of artefacts) console.log(row(name, path, await size(join(root, path))));
  console.log(row("", "the client, packed", await size(tarball)));

  console.log(`\n  ${styleText("bold", "Updated")} ${MODEL_ID} at ${url}`);
  for (const [key, was, is] of changes(before, after)) {
    console.log(`    ${key.padEnd(12)}${styleText("red", was)}\n    ${"".padEnd(12)}${styleText("green", is)}`);
  }
  console.log(`\n  The sample printed: ${printed}`);
  console.log(`\n  Done in ${seconds(begun)}. Read the reference: npx -y pnpm@12.21.0 docs:preview\n`);
}

function row(name: string, path: string, size: string): string {
  return `    ${name.padEnd(12)}${path.padEnd(42)}${size.padStart(10)}`;
}

function changes(before: object, after: object): [key: string, was: string, is: string][] {
  const was = new Map(Object.entries(before));
  const is = new Map(Object.entries(after));
  return [...new Set([...was.keys(), ...is.keys()])]
    .map((key): [string, string, string] => [key, show(was.get(key)), show(is.get(key))])
    .filter(([, before, after]) => before !== after);
}

function show(value: unknown): string {
  return value === undefined ? "(unset)" : JSON.stringify(value);
}

async function size(path: string): Promise<string> {
  return `${((await stat(path)).size / 1024).toFixed(1)} KiB`;
}
