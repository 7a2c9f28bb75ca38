import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { listen, root, runTurboQuietly, serveFolder, specFile } from "@scenario-openapi/commands";
import { startDevCopy } from "../dev-copy.ts";
import { makeDescription } from "../made-description.ts";
import { count, goal, growthExponent, machine, measure, median, print, ratio, spread, table } from "../report.ts";
import type { BuildCost } from "./build-site.ts";
import { buildWithRedocly, makeContenders } from "./contenders.ts";
import { type Loading, measureLoading, type Reading, timeReading, withPage } from "./pages.ts";

const thorough = { rounds: 9, slowdown: 4, builds: 5, saves: 30, sizes: [1, 75, 150, 300, 600] };
const short = { rounds: 1, slowdown: 1, builds: 1, saves: 2, sizes: [1, 10, 20] };

/** Measures this reference beside others: bytes, time to read, accessibility, builds, reloads. */
export async function benchDocs({ quick }: { quick: boolean }): Promise<void> {
  const { rounds, slowdown, builds, saves, sizes } = quick ? short : thorough;
  const where = machine();
  const folder = await mkdtemp(join(tmpdir(), "bench-docs-"));
  try {
    await measure("Build this reference", async () => {
      runTurboQuietly(["docs:build"]);
    });
    const contenders = await measure("Make the other reference", () => makeContenders(folder));
    const names = await fieldNames();
    const loadings: Loading[] = [];
    const readings: Reading[][] = contenders.map(() => []);
    const servers = await Promise.all(contenders.map((contender) => listen(serveFolder(contender.folder), 0)));
    try {
      await measure("Load an operation", async () => {
        for (const [at, contender] of contenders.entries()) {
          loadings.push(await measureLoading(contender, servers[at]?.url ?? "", names));
        }
      });
      await measure("Follow links to a field", async () => {
        for (let round = 0; round < rounds; round++) {
          for (const [at, contender] of contenders.entries()) {
            readings[at]?.push(await timeReading(contender, servers[at]?.url ?? "", slowdown));
          }
        }
      });
    } finally {
      for (const server of servers) server.close();
    }
    const costs = await measure("Build the reference of the spec", async () => {
      const ours: number[] = [];
      const redocly: number[] = [];
      for (let round = 0; round < builds; round++) {
        ours.push((await buildSite(specFile, join(folder, "built"))).seconds);
        redocly.push(await buildWithRedocly(specFile, join(folder, "redoc/again.html")));
      }
      return { ours, redocly };
    });
    const growth: (BuildCost & { operations: number })[] = [];
    await measure("Build larger and larger sites", async () => {
      for (const operations of sizes) {
        const file = join(folder, `${operations}.json`);
        await writeFile(file, JSON.stringify(makeDescription(operations)));
        growth.push({ operations, ...(await buildSite(file, join(folder, "built"))) });
      }
    });
    const reloads = await measure("Save while pnpm dev shows the page", () => timeReloads(saves));

    const paint = (at: number) => (readings[at] ?? []).map((reading) => reading.paint);
    const field = (at: number) => (readings[at] ?? []).flatMap((reading) => reading.field ?? []);
    const buildTimes = [costs.ours, costs.redocly];
    const rows = contenders.map(({ name }, at) => {
      const loading = loadings[at] as Loading;
      const built = buildTimes[at];
      return [
        name,
        (loading.bytes / 1000).toFixed(1),
        count(loading.requests),
        (loading.scriptBytes / 1000).toFixed(1),
        spread(paint(at)),
        field(at).length === 0 ? "never" : spread(field(at)),
        count(loading.fieldsWithoutScript),
        loading.violations.join(" + "),
        built ? median(built).toFixed(2) : "–",
      ];
    });
    const [ours, redocly] = loadings as [Loading, Loading];
    const timeExponent = growthExponent(
      growth.slice(1).map(({ operations, seconds }) => ({ x: operations, y: seconds })),
    );
    print(
      { quick },
      {
        tables: [
          table(["", "kB", "requests", "JS kB", "paint, ms", "field, ms", "no JS", "axe", "build, s"], rows),
          table(
            ["operations", "build, s", "peak, MiB"],
            growth.map(({ operations, seconds, peak }) => [
              count(operations),
              seconds.toFixed(2),
              count(peak / 2 ** 20),
            ]),
          ),
        ],
        notes: [
          `kB: all that the operation's page loads, gzipped. Times: the CPU is slowed ${slowdown} times; median and middle half.`,
          "field: from following a link to the body's parameters.learningRate until it is on the screen. no JS: how many of the",
          `${names.length} fields stand in the page with JavaScript off. axe: elements that break a rule, light + dark theme.`,
        ],
        machine: where,
        goals: [
          goal(ours.bytes <= 60_000, "Page of at most 60,000 B with all it loads", `${count(ours.bytes)} B`),
          goal(
            ours.fieldsWithoutScript === names.length,
            `All ${names.length} fields without JavaScript`,
            `${ours.fieldsWithoutScript} (redocly: ${redocly.fieldsWithoutScript})`,
          ),
          goal(
            ours.violations.every((found) => found === 0),
            "No axe violation in either theme",
            ours.violations.join(" + "),
          ),
          goal(
            ratio(field(1), field(0)) >= 4,
            "A linked field at least 4 times sooner than in Redoc",
            `${ratio(field(1), field(0)).toFixed(2)} times`,
          ),
          goal(median(reloads) < 300, "A save reloads the page in under 300 ms", `${spread(reloads)} ms`),
          goal(
            timeExponent <= 1.1,
            "Build time grows with at most the power 1.1 of the operations",
            timeExponent.toFixed(2),
          ),
        ],
      },
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The names of the operation's fields, as the page that the spec mirrors has them. */
async function fieldNames(): Promise<string[]> {
  const facts = await readFile(join(root, "spec/tests/fixtures/page-facts.json"), "utf8");
  const { operations }: { operations: { fields: { path: string }[] }[] } = JSON.parse(facts);
  return operations.flatMap(({ fields }) => fields).map(({ path }) => path.slice(path.lastIndexOf(".") + 1));
}

async function buildSite(file: string, folder: string): Promise<BuildCost> {
  const child = fork(join(import.meta.dirname, "build-site.ts"), [file, folder]);
  const [cost] = await Promise.race([once(child, "message"), once(child, "exit")]);
  if (typeof cost !== "object" || cost === null) throw new Error(`The site of ${file} could not be built`);
  return cost as BuildCost;
}

/** Milliseconds from a save of the spec until the open page shows it. */
async function timeReloads(saves: number): Promise<number[]> {
  const dev = await startDevCopy();
  try {
    return await withPage({}, async (page) => {
      await page.goto(`${dev.url}operations/updateModel.html`);
      const times: number[] = [];
      for (let save = 0; save < saves; save++) {
        const start = performance.now();
        await dev.edit(save);
        await page.getByText(dev.mark(save)).first().waitFor({ state: "attached" });
        times.push(performance.now() - start);
      }
      return times;
    });
  } finally {
    await dev.stop();
  }
}
