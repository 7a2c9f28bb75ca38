import { execFile } from "node:child_process";
import { mkdtempDisposable, readFile, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify, styleText } from "node:util";
import { root, runTurboQuietly, seconds, step } from "@repo/commands";
import { codeBlocks, installClient } from "@repo/testing";

/** The sandbox's model that the README's sample updates. */
const MODEL_ID = "model_eyVcnFJcR92BxBkz7N6g5w";

/** Checks and builds everything, then updates a model in a local sandbox with the packed client. */
export async function start(): Promise<void> {
  const start = performance.now();
  console.log(`\n${styleText("bold", "scenario-openapi")}  one spec, three artefacts, unofficial\n`);
  await step("Lint the spec", () => runTurboQuietly(["//#lint:spec"]));
  await step("Check the generated files", () => runTurboQuietly(["generate:check"]));
  await step("Build the packages", () => runTurboQuietly(["build"]));
  await step("Build the reference", () => runTurboQuietly(["docs:build"]));

  await using folder = await mkdtempDisposable(join(tmpdir(), "scenario-openapi-"));
  const tarball = await step("Pack the client, unpack it in an empty folder", () => installClient(folder.path));
  // Imported only now, since it has just been built.
  const { createSandbox } = await import("@scenario-openapi/sandbox");
  const sandbox = createSandbox();
  const server = await step("Start the sandbox", () => sandbox.listen(0));
  try {
    const before = structuredClone(sandbox.models.get(MODEL_ID));
    const printed = await step("Run the README's sample with it", () =>
      runSample(folder.path, server.url, sandbox.credentials),
    );
    const after = sandbox.models.get(MODEL_ID);
    if (!before || !after || before.updatedAt === after.updatedAt) throw new Error(`${MODEL_ID} was not updated`);
    await printSummary(tarball, server.url, printed, before, after);
    console.log(`\n  Done in ${seconds(start)}. Read the reference: npx -y pnpm@12.21.0 docs:preview\n`);
  } finally {
    await server.close();
  }
}

async function runSample(folder: string, baseUrl: string, credentials: { apiKey: string; apiSecret: string }) {
  const readme = await readFile(join(root, "README.md"), "utf8");
  const sample = codeBlocks(readme).find(({ language }) => language === "ts")?.code;
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

async function printSummary(
  tarball: string,
  url: string,
  printed: string,
  before: object,
  after: object,
): Promise<void> {
  const artefacts = [
    ["types", "packages/types/src/schema.gen.ts"],
    ["client", "packages/client/src/operations.gen.ts"],
    ["reference", "packages/docs/site/index.html"],
  ] as const;
  console.log(`\n  ${styleText("bold", "Made")} from spec/openapi.yaml`);
  for (const [name, path] of artefacts) console.log(row(name, path, await size(join(root, path))));
  console.log(row("", "the client, packed", await size(tarball)));

  console.log(`\n  ${styleText("bold", "Updated")} ${MODEL_ID} at ${url}`);
  for (const [key, was, is] of changes(before, after)) {
    console.log(`    ${key.padEnd(12)}${styleText("red", was)}\n    ${"".padEnd(12)}${styleText("green", is)}`);
  }
  console.log(`\n  The sample printed: ${printed}`);
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
