import { mkdtempDisposable, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { styleText } from "node:util";
import { runTurboQuietly, seconds, step } from "@scenario-openapi/commands";
import {
  compilations,
  compileSamples,
  npmInstall,
  type Outcome,
  pack,
  publishedPackages,
  recipePackages,
  runNode,
  runSamples,
  startProject,
  writeSamples,
} from "@scenario-openapi/testing";
import { runChangeset } from "./changesets.ts";
import { bytes, fileProblems, type Packed, readTarball, registryProblems } from "./check-tarballs.ts";

/** Does what `releaseDry` does, then publishes to npm and tags the commit. */
export async function releasePublish(): Promise<void> {
  await tryRelease("release:publish  everything of a release");
  runChangeset("publish");
}

/**
 * Does everything of a release except publishing: builds and packs the packages, checks the tarballs, installs them in an
 * empty folder and runs the samples of the READMEs there.
 */
export async function releaseDry(): Promise<void> {
  const start = performance.now();
  await tryRelease("release:dry  everything of a release except publishing");
  console.log(`\n  Done in ${seconds(start)}. Nothing was published.\n`);
}

async function tryRelease(title: string): Promise<void> {
  console.log(`\n${styleText("bold", title)}\n`);
  await using folder = await mkdtempDisposable(join(tmpdir(), "release-"));
  printSummary(await packAndTry(folder.path));
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

  await startProject(folder);
  for (const { manifest, path } of packages) {
    await step(`Install ${manifest.name}`, () => install(folder, path));
  }
  await step("Compare the specs that they were made from", () => checkOneSpec(folder));
  await step("Install what the READMEs' samples use", () => install(folder, ...recipePackages));
  const samples = await writeSamples(folder);
  const count = samples.flatMap(({ files }) => files).length;
  for (const compilation of compilations) {
    const title = `Compile ${count} samples, resolved as ${compilation[1]}`;
    await step(title, async () => expectSuccess(title, await compileSamples(folder, compilation)));
  }
  for (const ofOne of samples) {
    const title = `Run the samples of ${ofOne.readme}`;
    await step(title, async () => expectSuccess(title, await runSamples(folder, ofOne)));
  }
  return packages;
}

function refuse(problems: readonly string[]): void {
  if (problems.length === 0) return;
  throw new Error(`These packages are not fit to publish:\n${problems.map((problem) => `  ${problem}`).join("\n")}`);
}

async function install(folder: string, ...packages: string[]): Promise<void> {
  try {
    await npmInstall(folder, ...packages);
  } catch (error) {
    const { stderr } = error as { stderr?: string };
    throw new Error(`npm could not install ${packages.join(", ")}:\n\n${stderr || (error as Error).message}`);
  }
}

function expectSuccess(title: string, { exitCode, stdout, stderr }: Outcome): string {
  if (exitCode !== 0) throw new Error(`${title}: exit code ${exitCode}\n\n${stdout}${stderr}`);
  return stdout;
}

const PRINT_SPECS = `
  import { createHash } from "node:crypto";
  import spec from "@scenario-openapi/spec/openapi.json" with { type: "json" };
  import * as types from "@scenario-openapi/types";
  import * as client from "@scenario-openapi/client";
  const hash = createHash("sha256").update(JSON.stringify(spec)).digest("hex");
  const scenario = client.createScenarioClient({ apiKey: "key", apiSecret: "secret" });
  console.log("spec    " + spec.info.version, hash);
  console.log("types   " + types.specVersion, types.specHash);
  console.log("client  " + scenario.specVersion, client.specHash);
`;

/** Checks that the packages installed in a project were made from the same spec. */
async function checkOneSpec(folder: string): Promise<void> {
  await writeFile(join(folder, "print-specs.js"), PRINT_SPECS);
  const printed = expectSuccess("Import the packages", await runNode(["print-specs.js"], folder)).trim();
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
