import { mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { runTurboQuietly } from "@repo/commands";
import type { Cost } from "../generate/run-node-measured.ts";
import { generateOnly, redoclyDocs } from "../generate/tools.ts";
import { count, goal, machine, measure, median, print, table } from "../report.ts";
import { build } from "./contenders.ts";

/** What a site takes on a disk. */
interface Footprint {
  /** Of all files. */
  bytes: number;
  /** The bytes of its largest page, gzipped. */
  largestPage: number;
}

/** What one tool made of a description. */
interface Made extends Footprint {
  seconds: number;
  peak: number;
}

/** What the site of Stripe's description may take, in seconds and bytes. */
const STRIPE = { seconds: 15, peak: 1e9, bytes: 120e6 };
const MAX_PAGE = 200_000;

const OURS = "this reference";
const tools = { [OURS]: generateOnly("site"), "redocly build-docs": redoclyDocs };

/** Measures what the references of large descriptions cost: time, memory, disk, and their largest page. */
export async function benchLargeSites(files: readonly string[], { quick }: { quick: boolean }): Promise<void> {
  const rounds = quick ? 1 : 3;
  const where = machine();
  const folder = await mkdtemp(join(tmpdir(), "bench-large-"));
  try {
    await measure("Build the package of the reference", async () => {
      runTurboQuietly(["@repo/docs#build"]);
    });
    const rows: string[][] = [];
    const ours: { name: string; made: Made }[] = [];
    for (const file of files) {
      const name = basename(file).replace(/\.(json|ya?ml)$/, "");
      const all = await measure(`Build the sites of ${name}, in turns`, () => buildInTurns(file, folder, rounds));
      for (const [tool, made] of all) {
        if (tool === OURS) ours.push({ name, made });
        rows.push([
          `${name}, ${tool}`,
          made.seconds.toFixed(1),
          count(made.peak / 1e6),
          (made.bytes / 1e6).toFixed(1),
          (made.largestPage / 1000).toFixed(1),
        ]);
      }
    }
    const [largest] = ours.toSorted((a, b) => b.made.largestPage - a.made.largestPage);
    print(
      { quick },
      {
        tables: [table(["", "build, s", "peak, MB", "on disk, MB", "largest page, kB"], rows)],
        notes: [`Medians of ${rounds}. The largest page is gzipped; Redocly makes one page, with its script in it.`],
        machine: where,
        goals: [
          goal(
            largest !== undefined && largest.made.largestPage < MAX_PAGE,
            "Every page below 200 kB, gzipped",
            largest ? `at most ${(largest.made.largestPage / 1000).toFixed(1)} kB (${largest.name})` : "no page",
          ),
          ...ours
            .filter(({ name }) => name === "stripe")
            .flatMap(({ made: { seconds, peak, bytes } }) => [
              goal(seconds <= STRIPE.seconds, "Stripe's site in at most 15 s", `${seconds.toFixed(1)} s`),
              goal(peak <= STRIPE.peak, "With at most 1 GB of memory", `${count(peak / 1e6)} MB`),
              goal(bytes <= STRIPE.bytes, "And 120 MB on disk", `${(bytes / 1e6).toFixed(1)} MB`),
            ]),
        ],
      },
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function buildInTurns(file: string, folder: string, rounds: number): Promise<Map<string, Made>> {
  const costs = new Map<string, Cost[]>();
  for (let round = 0; round < rounds; round++) {
    for (const [name, tool] of Object.entries(tools)) {
      const cost = await build(tool, resolve(file), join(folder, name));
      costs.set(name, [...(costs.get(name) ?? []), cost]);
    }
  }
  const all = new Map<string, Made>();
  for (const [name, each] of costs) {
    const seconds = median(each.map((cost) => cost.seconds));
    const peak = median(each.map((cost) => cost.peak));
    all.set(name, { seconds, peak, ...(await footprint(join(folder, name))) });
    await rm(join(folder, name), { recursive: true });
  }
  return all;
}

/** What a folder takes, and its largest page. */
export async function footprint(folder: string): Promise<Footprint> {
  let bytes = 0;
  let largestPage = 0;
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    bytes += (await stat(path)).size;
    if (!path.endsWith(".html")) continue;
    largestPage = Math.max(largestPage, (await promisify(gzip)(await readFile(path))).length);
  }
  return { bytes, largestPage };
}
