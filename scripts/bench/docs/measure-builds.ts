import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { makeDescription } from "../../make-description.ts";
import { root } from "../../root.ts";
import { specFile } from "../../spec-document.ts";
import { median } from "../statistics.ts";
import type { OwnBuild } from "./build-ours.ts";

const run = promisify(execFile);
const redocly = join(root, "node_modules/@redocly/cli/bin/cli.js");
const buildOurs = fileURLToPath(new URL("./build-ours.ts", import.meta.url));

/** How long the references of this description take to build, in seconds, one number for each run. */
export interface BuildTimes {
  /** In a process of its own, from its start to its end. */
  ours: number[];
  /** Again in the same process. */
  oursWarm: number[];
  redocInline: number[];
  redocDefault: number[];
}

/** What the site of a description costs to build, by how many operations the description has. */
export interface Growth {
  operations: number;
  seconds: number;
  /** The most memory that the process ever held. */
  peakBytes: number;
}

/** Builds the references of this description, in turns. */
export async function timeBuilds(runs: number): Promise<BuildTimes> {
  const times: BuildTimes = { ours: [], oursWarm: [], redocInline: [], redocDefault: [] };
  await inEmptyFolder(async (folder) => {
    for (let at = 0; at < runs; at++) {
      const { seconds, warm } = await build(specFile, join(folder, "ours"), at === 0 ? runs : 0);
      times.ours.push(seconds);
      times.oursWarm.push(...warm);
      const page = join(folder, `redoc-${at}.html`);
      times.redocInline.push(await buildWithRedocly(specFile, page, ["--inlineBundle"]));
      times.redocDefault.push(await buildWithRedocly(specFile, page));
    }
  });
  return times;
}

/** Builds the sites of ever larger descriptions, in turns: the median of so many runs of each. */
export async function measureGrowth(sizes: readonly number[], runs: number): Promise<Growth[]> {
  const builds = sizes.map((operations) => ({ operations, costs: [] as OwnBuild[] }));
  await inEmptyFolder(async (folder) => {
    for (let at = 0; at < runs; at++) {
      for (const { operations, costs } of builds) {
        const file = join(folder, `${operations}.json`);
        await writeFile(file, JSON.stringify(makeDescription({ operations, seed: 1, version: "3.1" })));
        costs.push(await build(file, join(folder, "site"), 0));
      }
    }
  });
  return builds.map(({ operations, costs }) => ({
    operations,
    seconds: median(costs.map(({ seconds }) => seconds)),
    peakBytes: median(costs.map(({ peakBytes }) => peakBytes)),
  }));
}

/** Runs `redocly build-docs`. Returns how many seconds it took. */
export async function buildWithRedocly(spec: string, page: string, options: readonly string[] = []): Promise<number> {
  const from = performance.now();
  await run(process.execPath, [redocly, "build-docs", spec, "--output", page, ...options], {
    // Away from the redocly.yaml of whoever calls, which could name another description.
    cwd: dirname(page),
    env: { ...process.env, REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" },
  });
  return (performance.now() - from) / 1000;
}

async function build(spec: string, folder: string, warm: number): Promise<OwnBuild> {
  const { stdout } = await run(process.execPath, [buildOurs, spec, folder, "--warm", String(warm)]);
  return JSON.parse(stdout);
}

async function inEmptyFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "bench-docs-builds-"));
  try {
    await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
