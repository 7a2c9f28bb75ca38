// pnpm release:dry : a release up to the moment of publishing. Builds and packs the packages, checks what a registry's
// users would find, installs every tarball in an empty folder and runs the samples of the READMEs there.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { styleText } from "node:util";
import { command } from "./command.ts";
import { pack, publishedPackages } from "./pack.ts";
import {
  compilations,
  compileSamples,
  npmInstall,
  recipePackages,
  runSamples,
  startProject,
  writeSamples,
} from "./packed-samples.ts";
import { bytes, fileProblems, type Packed, readPacked, registryProblems } from "./release/examine-tarball.ts";
import { checkOneDescription } from "./release/one-description.ts";
import type { Outcome } from "./run-node.ts";
import { seconds, step } from "./step.ts";
import { captureTurbo } from "./turbo.ts";

const begun = performance.now();
console.log(`\n${styleText("bold", "release:dry")}  everything of a release but publishing\n`);
await command(async () => {
  const folder = await mkdtemp(join(tmpdir(), "release-dry-"));
  try {
    await releaseDry(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

async function releaseDry(folder: string): Promise<void> {
  await step("Check the generated files, build", () => {
    const { ok, cached, output } = captureTurbo(["//#generate:check", "build"]);
    if (!ok) throw new Error(`The build failed:\n\n${output}`);
    return cached ? "cached" : "done";
  });
  const packages = await step("Pack", packAll(folder));
  await step("Look at files and sizes", () => refuse(fileProblems(packages)));
  await step("Ask publint and Are the Types Wrong", async () => refuse(await registryProblems(packages)));

  await startProject(folder);
  for (const { manifest, path } of packages) {
    await step(`Install ${manifest.name}`, () => install(folder, path));
  }
  await step("Compare the descriptions that they came from", () => checkOneDescription(folder));
  await step("Install what the READMEs' recipes use", () => install(folder, ...recipePackages));
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
  summarize(packages);
}

function packAll(folder: string): () => Promise<Packed[]> {
  return async () => {
    const packages: Packed[] = [];
    for (const name of publishedPackages) packages.push(await readPacked(name, await pack(name, folder)));
    return packages;
  };
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

function expectSuccess(title: string, { exitCode, stdout, stderr }: Outcome): void {
  if (exitCode !== 0) throw new Error(`${title}: exit code ${exitCode}\n\n${stdout}${stderr}`);
}

function summarize(packages: readonly Packed[]): void {
  const rows = packages.map(({ manifest, files, tarball, budget, sha256 }) => [
    manifest.name,
    manifest.version,
    String(files.length),
    bytes(tarball.byteLength),
    bytes(budget),
    sha256.slice(0, 16),
  ]);
  const head = ["package", "version", "files", "packed", "budget", "sha256"];
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column]?.length ?? 0)));
  const line = (row: string[]) =>
    row
      .map((cell, at) => (at > 1 && at < 5 ? cell.padStart(widths[at] ?? 0) : cell.padEnd(widths[at] ?? 0)))
      .join("  ");
  console.log(`\n  ${styleText("bold", "Fit to publish")}\n  ${styleText("dim", line(head).trimEnd())}`);
  for (const row of rows) console.log(`  ${line(row).trimEnd()}`);
  if (packages.some(({ manifest }) => manifest.repository === undefined)) {
    const note = "npm takes provenance only from manifests that name their repository: CONTRIBUTING.md, Release.";
    console.log(`\n  ${styleText("yellow", "!")} ${note}`);
  }
  console.log(`\n  Done in ${seconds(begun)}. Nothing was published.\n`);
}
