import { execFile } from "node:child_process";
import { mkdtempDisposable, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify, styleText } from "node:util";
import { readOrExit, root, runTurboQuietly, seconds, settingsFile, specFile, step } from "@repo/commands";
import { credentialsOf, readSettings, secretsOf } from "@repo/settings";
import { manifestOf, pack, publishedPackages, runNode } from "@repo/testing";
import { specPackages } from "./changesets.ts";
import { bytes, fileProblems, type Packed, readTarball, registryProblems } from "./check-tarballs.ts";
import { stagePackages } from "./stage-packages.ts";

/** Does what `releaseDry` does, then stages the tarballs that it tried on npm, and tags the commit. */
export async function releasePublish(): Promise<void> {
  await tryRelease("release:publish  everything of a release but its approval", (packages, folder) =>
    stagePackages(packages, folder, root),
  );
}

/**
 * Does everything of a release except publishing: builds and packs the packages, checks the tarballs, installs them in an
 * empty folder and makes a call there.
 */
export async function releaseDry(): Promise<void> {
  const start = performance.now();
  await tryRelease("release:dry  everything of a release except publishing");
  console.log(`\n  Done in ${seconds(start)}. Nothing was published.\n`);
}

async function tryRelease(
  title: string,
  publish?: (packages: readonly Packed[], folder: string) => Promise<void>,
): Promise<void> {
  console.log(`\n${styleText("bold", title)}\n`);
  await using folder = await mkdtempDisposable(join(tmpdir(), "release-"));
  const packages = await packAndTry(folder.path);
  printSummary(packages);
  await publish?.(packages, folder.path);
}

async function packAndTry(folder: string): Promise<Packed[]> {
  await step("Check the generated files, build", () => runTurboQuietly(["generate:check", "build"]));
  const packages: Packed[] = [];
  await step("Pack", async () => {
    for (const name of publishedPackages) packages.push(await readTarball(name, await pack(name, folder)));
  });
  await step("Check files and sizes", () => refuse(packages.flatMap(fileProblems)));
  await step("Ask publint and Are the Types Wrong", async () =>
    refuse((await Promise.all(packages.map(registryProblems))).flat()),
  );

  await writeFile(join(folder, "package.json"), '{ "private": true, "type": "module" }\n');
  for (const { manifest, path } of packages) {
    await step(`Install ${manifest.name}`, () => install(folder, path));
  }
  await step("Compare the specs that they were made from", () => checkOneSpec(folder));
  await step("Call the API with them", () => callSandbox(folder));
  return packages;
}

function refuse(problems: readonly string[]): void {
  if (problems.length === 0) return;
  throw new Error(`These packages are not fit to publish:\n${problems.map((problem) => `  ${problem}`).join("\n")}`);
}

async function install(folder: string, tarball: string): Promise<void> {
  const flags = ["--no-audit", "--no-fund", "--no-package-lock", "--ignore-scripts"];
  try {
    const options = { cwd: folder, shell: process.platform === "win32" };
    await promisify(execFile)("npm", ["install", ...flags, tarball], options);
  } catch (error) {
    const { stderr } = error as { stderr?: string };
    throw new Error(`npm could not install ${tarball}:\n\n${stderr || (error as Error).message}`);
  }
}

/** Runs a program in a project, and returns what it prints. */
async function runProgram(folder: string, title: string, code: string, ...flags: string[]): Promise<string> {
  await writeFile(join(folder, "program.ts"), code);
  const { exitCode, stdout, stderr } = await runNode([...flags, "program.ts"], folder);
  if (exitCode !== 0) throw new Error(`${title}: exit code ${exitCode}\n\n${stdout}${stderr}`);
  return stdout.trim();
}

/** Makes the call that the reference shows first, in a sandbox. */
async function callSandbox(folder: string): Promise<void> {
  const document = await readOrExit(specFile, "structure");
  const settings = await readSettings(settingsFile);
  // Imported only now, since it has just been built.
  const { firstCall } = await import("@repo/docs");
  const call = firstCall(document, settings, (await manifestOf("packages/client")).name);
  if (!call) throw new Error("The spec has no examples to make a call of.");
  const secrets = credentialsOf(document, settings).flatMap(secretsOf);
  const environment = secrets.map(
    ({ option, variable }) => `process.env["${variable}"] = sandbox.credentials["${option}"];`,
  );
  const toSandbox = `
    import { createSandbox } from "${(await manifestOf("packages/sandbox")).name}";
    const sandbox = createSandbox();
    globalThis.fetch = sandbox.fetch;
    ${environment.join("\n")}
  `;
  await writeFile(join(folder, "to-sandbox.js"), toSandbox);
  await runProgram(folder, call.operation, call.code, "--import", "./to-sandbox.js");
}

/** Checks that the packages installed in a project were made from the same spec. */
async function checkOneSpec(folder: string): Promise<void> {
  const [spec, types, client] = specPackages.keys();
  const printSpecs = `
    import { createHash } from "node:crypto";
    import spec from "${spec}/openapi.json" with { type: "json" };
    import * as types from "${types}";
    import * as client from "${client}";
    const hash = createHash("sha256").update(JSON.stringify(spec)).digest("hex");
    console.log("spec    " + spec.info.version, hash);
    console.log("types   " + types.specVersion, types.specHash);
    console.log("client  " + client.specVersion, client.specHash);
  `;
  const printed = await runProgram(folder, "Import the packages", printSpecs);
  const versions = printed.split("\n").map((line) => line.slice(8));
  if (new Set(versions).size === 1) return;
  const remedy = "Run `pnpm generate`, commit what it writes, and try again.";
  throw new Error(`The packages were made from different specs:\n\n${printed}\n\n${remedy}`);
}

function printSummary(packages: readonly Packed[]): void {
  const rows = packages.map(({ manifest, files, tarball, budget, sha256 }) => [
    manifest.name.padEnd(26),
    manifest.version.padEnd(8),
    String(files.length).padStart(5),
    bytes(tarball.byteLength).padStart(10),
    bytes(budget).padStart(10),
    sha256.slice(0, 16),
  ]);
  const head = `${"package".padEnd(26)}  version   files      packed      budget  sha256`;
  console.log(`\n  ${styleText("bold", "Fit to publish")}\n  ${styleText("dim", head)}`);
  for (const row of rows) console.log(`  ${row.join("  ")}`);
  if (packages.some(({ manifest }) => manifest.repository === undefined)) {
    const note = "npm accepts provenance only if the manifest names the repository: CONTRIBUTING.md, Release.";
    console.log(`\n  ${styleText("yellow", "!")} ${note}`);
  }
}
