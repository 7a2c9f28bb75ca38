import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { listen, root, runTurboQuietly, serveFolder, specFile } from "@repo/commands";
import { startDevCopy } from "../dev-copy.ts";
import type { Cost } from "../generate/run-node-measured.ts";
import { generateOnly, redoclyDocs } from "../generate/tools.ts";
import { makeDescription } from "../made-description.ts";
import { count, goal, growthExponent, machine, measure, median, print, ratio, spread, table } from "../report.ts";
import { footprint } from "./bench-large.ts";
import { build, type Contender, docsBuild, EMPTY_PAGE, makeContenders } from "./contenders.ts";
import { examined } from "./examined.ts";
import { timeInteractions } from "./interactions.ts";
import { categories, installLighthouse, type Scores } from "./lighthouse.ts";
import { type Loading, measureLoading, type Reading, timePaint, timeReading, withPage } from "./pages.ts";

const thorough = { rounds: 9, slowdown: 4, builds: 5, saves: 30, visits: 3, sizes: [1, 75, 150, 300, 600] };
const short = { rounds: 1, slowdown: 1, builds: 1, saves: 2, visits: 1, sizes: [1, 10, 20] };

/** The pages that Lighthouse examines, by the name of their kind. */
const pages = {
  operation: `operations/${examined.operation}.html`,
  home: "index.html",
  schema: `schemas/${examined.schema}.html`,
};

/** Measures this reference beside others: bytes, time to read and to react, accessibility, builds, reloads. */
export async function benchDocs({ quick }: { quick: boolean }): Promise<void> {
  const lengths = quick ? short : thorough;
  const { slowdown } = lengths;
  const where = machine();
  const folder = await mkdtemp(join(tmpdir(), "bench-docs-"));
  try {
    await measure("Build this reference", async () => {
      runTurboQuietly(["docs:build"]);
    });
    const contenders = await measure("Make the other reference", () => makeContenders(folder));
    const names = await fieldNames();
    const { loadings, readings, paints, scores, interactions } = await measurePages(contenders, names, lengths);
    const costs = await measure("Build the reference of the spec, in turns", async () => {
      const ours: number[] = [];
      const redocly: number[] = [];
      for (let round = 0; round < lengths.builds; round++) {
        ours.push((await build(docsBuild, specFile, folder)).seconds);
        redocly.push((await build(redoclyDocs, specFile, join(folder, "again"))).seconds);
      }
      return [ours, redocly];
    });
    const growth = await measure("Build larger and larger sites", () => measureGrowth(lengths.sizes, folder));
    const reloads = await measure("Save while pnpm dev shows the page", () => timeReloads(lengths.saves));

    const paint = (at: number) => (readings[at] ?? []).map((reading) => reading.paint);
    const field = (at: number) => (readings[at] ?? []).flatMap((reading) => reading.field ?? []);
    const rows = contenders.map(({ name }, at) => {
      const loading = loadings[at] as Loading;
      return [
        name,
        (loading.bytes / 1000).toFixed(1),
        count(loading.requests),
        (loading.scriptBytes / 1000).toFixed(1),
        spread(paint(at)),
        field(at).length === 0 ? "never" : spread(field(at)),
        count(loading.fieldsWithoutScript),
        loading.violations.join(" + "),
        median(costs[at] ?? []).toFixed(2),
      ];
    });
    const [ours, redocly] = loadings as [Loading, Loading];
    const exponentOf = (of: (size: Growth) => number) =>
      growthExponent(growth.slice(1).map((size) => ({ x: size.operations, y: of(size) })));
    const timeExponent = exponentOf(({ seconds }) => seconds);
    const sizeExponent = exponentOf(({ bytes }) => bytes);
    const paintRatio = ratio(paints.page, paints.empty);
    const lowest = Math.min(...scores.flatMap(([, points]) => points));
    const [slowest = ["none", []]] = interactions.toSorted((a, b) => median(b[1]) - median(a[1]));
    print(
      { quick },
      {
        tables: [
          table(["", "kB", "requests", "JS kB", "paint, ms", "field, ms", "no JS", "axe", "build, s"], rows),
          table(
            ["Lighthouse, mobile", ...categories],
            scores.map(([page, points]) => [page, ...points.map(count)]),
          ),
          table(
            ["interaction", "slowest event, ms"],
            interactions.map(([name, times]) => [name, spread(times)]),
          ),
          table(
            ["operations", "build, s", "peak, MiB", "on disk, MB"],
            growth.map(({ operations, seconds, peak, bytes }) => [
              count(operations),
              seconds.toFixed(2),
              count(peak / 2 ** 20),
              (bytes / 1e6).toFixed(1),
            ]),
          ),
        ],
        notes: [
          `kB: all that the operation's page loads, gzipped. Times: the CPU is slowed ${slowdown} times; median and middle half.`,
          `field: from following a link to the body's ${examined.field.join(".")} until it is on the screen. no JS: how many of the`,
          `${names.length} fields stand in the page with JavaScript off. axe: elements that break a rule, light + dark theme.`,
          "interaction: from the input until its change is drawn, as Event Timing has it. The empty page: the same without content.",
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
            paintRatio <= 1.3,
            "First paint in 1.3 times that of an empty page",
            `${paintRatio.toFixed(2)} times (${spread(paints.page)} and ${spread(paints.empty)} ms)`,
          ),
          goal(
            ratio(field(1), field(0)) >= 4,
            "A linked field at least 4 times sooner than in Redoc",
            `${ratio(field(1), field(0)).toFixed(2)} times`,
          ),
          goal(lowest >= 95, "Lighthouse gives at least 95 in all categories", `at least ${lowest}`),
          goal(
            median(slowest[1]) < 100,
            "The slowest interaction below 100 ms",
            `${spread(slowest[1])} ms (${slowest[0]})`,
          ),
          goal(median(reloads) < 300, "A save reloads the page in under 300 ms", `${spread(reloads)} ms`),
          goal(timeExponent <= 1.1, "Build time grows with at most operations^1.1", timeExponent.toFixed(2)),
          goal(sizeExponent <= 1.1, "The site grows with at most operations^1.1", sizeExponent.toFixed(2)),
        ],
      },
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** What a browser finds. Contenders and pages take turns. */
async function measurePages(
  contenders: readonly [Contender, Contender],
  names: readonly string[],
  { rounds, slowdown, visits }: typeof thorough,
) {
  const lighthouse = await measure("Install Lighthouse", installLighthouse);
  const loadings: Loading[] = [];
  const readings: Reading[][] = contenders.map(() => []);
  const paints: { page: number[]; empty: number[] } = { page: [], empty: [] };
  const points = new Map<string, Scores[]>();
  const events = new Map<string, number[]>();
  const servers = await Promise.all(contenders.map(({ folder }) => listen(serveFolder(folder), 0)));
  const urlOf = (at: number) => servers[at]?.url ?? "";
  try {
    await measure("Load an operation", async () => {
      for (const [at, contender] of contenders.entries()) {
        loadings.push(await measureLoading(contender, urlOf(at), names));
      }
    });
    await measure("Follow links to a field", async () => {
      for (let round = 0; round < rounds; round++) {
        for (const [at, contender] of contenders.entries()) {
          readings[at]?.push(await timeReading(contender, urlOf(at), slowdown));
        }
      }
    });
    await measure("Paint the operation and an empty page", async () => {
      for (let round = 0; round < rounds; round++) {
        paints.page.push(await timePaint(urlOf(0) + pages.operation, slowdown));
        paints.empty.push(await timePaint(urlOf(0) + EMPTY_PAGE, slowdown));
      }
    });
    await measure("Use the page of the operation", async () => {
      for (let round = 0; round < rounds; round++) {
        const times = await timeInteractions(urlOf(0) + pages.operation, slowdown);
        for (const [name, time] of Object.entries(times)) events.set(name, [...(events.get(name) ?? []), time]);
      }
    });
    await measure("Examine three pages with Lighthouse", async () => {
      for (let visit = 0; visit < visits; visit++) {
        for (const [kind, path] of Object.entries(pages)) {
          points.set(kind, [...(points.get(kind) ?? []), await lighthouse(urlOf(0) + path)]);
        }
      }
    });
  } finally {
    for (const server of servers) server.close();
  }
  const scores = [...points].map(
    ([kind, all]) => [kind, categories.map((_, at) => median(all.map((each) => each[at] ?? 0)))] as const,
  );
  return { loadings, readings, paints, scores, interactions: [...events] };
}

interface Growth extends Cost {
  operations: number;
  bytes: number;
}

async function measureGrowth(sizes: readonly number[], folder: string): Promise<Growth[]> {
  const growth: Growth[] = [];
  for (const operations of sizes) {
    const file = join(folder, `${operations}.json`);
    await writeFile(file, JSON.stringify(makeDescription(operations)));
    const site = join(folder, `site-of-${operations}`);
    const cost = await build(generateOnly("site"), file, site);
    growth.push({ operations, ...cost, bytes: (await footprint(site)).bytes });
  }
  return growth;
}

/** The names of the operation's fields, as the page that the spec mirrors has them. */
async function fieldNames(): Promise<string[]> {
  const facts = await readFile(join(root, "spec/page-facts.json"), "utf8");
  const { operations }: { operations: { fields: { path: string }[] }[] } = JSON.parse(facts);
  return operations.flatMap(({ fields }) => fields).map(({ path }) => path.slice(path.lastIndexOf(".") + 1));
}

/** Milliseconds from a save of the spec until the open page shows it. */
async function timeReloads(saves: number): Promise<number[]> {
  const dev = await startDevCopy();
  try {
    return await withPage({}, async (page) => {
      await page.goto(dev.url + pages.operation);
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
