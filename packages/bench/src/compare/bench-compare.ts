import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { root } from "@repo/commands";
import { parse } from "yaml";
import { runNodeMeasured } from "../generate/run-node-measured.ts";
import { count, goal, machine, measure, median, print, ratio, table } from "../report.ts";
import { edited } from "./seeded-edits.ts";

const redocly = fileURLToPath(import.meta.resolve("@redocly/cli/bin/cli.js"));
const ours = join(root, "scripts/spec-compare.ts");

/** What compares two files, by its name. */
const tools: Record<string, (base: string, revision: string) => string[]> = {
  "spec:compare --wire-only": (base, revision) => [ours, base, revision, "--wire-only", "--format", "json"],
  "spec:compare": (base, revision) => [ours, base, revision, "--format", "json"],
  "redocly diff": (base, revision) => [redocly, "diff", base, revision, "--format", "json"],
};

/** Compares descriptions with versions of them that have more and more edits: time and memory, beside `redocly diff`. */
export async function benchCompare(files: readonly string[], { quick }: { quick: boolean }): Promise<void> {
  const rounds = quick ? 1 : 3;
  const edits = quick ? [3] : [1, 30, 300];
  const where = machine();
  const folder = await mkdtemp(join(tmpdir(), "bench-compare-"));
  try {
    const rows: string[][] = [];
    const slower: number[] = [];
    const peaks: number[] = [];
    for (const file of files) {
      const name = basename(file).replace(/\.(json|ya?ml)$/, "");
      const document: unknown = parse(await readFile(file, "utf8"), { merge: true });
      const base = join(folder, `${name}.json`);
      await writeFile(base, JSON.stringify(document));
      for (const number of edits) {
        const revision = join(folder, `${name}-${number}.json`);
        await writeFile(revision, JSON.stringify(edited(document, number)));
        const costs = await measure(`Compare ${name} with ${number} edits, in turns`, () =>
          compareInTurns(base, revision, folder, rounds),
        );
        for (const [tool, { seconds, peak }] of costs)
          rows.push([`${name}, ${number} edits, ${tool}`, seconds.toFixed(1), count(peak / 1e6)]);
        const times = [...costs.values()].map(({ seconds }) => seconds);
        slower.push(ratio([times[0] ?? 0], [times[2] ?? 1]));
        peaks.push(...[...costs].filter(([tool]) => tool !== "redocly diff").map(([, { peak }]) => peak));
      }
    }
    const worst = Math.max(...slower);
    const most = Math.max(...peaks);
    print(
      { quick },
      {
        tables: [table(["", "time, s", "peak, MB"], rows)],
        notes: [
          `Medians of ${rounds}. Each reads both files. Without --wire-only, the compiler judges the types as well, which redocly`,
          "does not; the types of both are generated, as no release has any.",
        ],
        machine: where,
        goals: [
          goal(worst <= 1, "On the wire no slower than redocly diff", `at most ${worst.toFixed(2)} times its time`),
          goal(most <= 1e9, "At most 1 GB of memory", `${count(most / 1e6)} MB`),
        ],
      },
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function compareInTurns(base: string, revision: string, folder: string, rounds: number) {
  const all = new Map(Object.keys(tools).map((tool) => [tool, { seconds: [] as number[], peaks: [] as number[] }]));
  for (let round = 0; round < rounds; round++) {
    for (const [tool, args] of Object.entries(tools)) {
      const { seconds, peak } = await runNodeMeasured(args(base, revision), folder);
      all.get(tool)?.seconds.push(seconds);
      all.get(tool)?.peaks.push(peak);
    }
  }
  return new Map(
    [...all].map(([tool, { seconds, peaks }]) => [tool, { seconds: median(seconds), peak: Math.max(...peaks) }]),
  );
}
