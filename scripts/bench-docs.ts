// pnpm bench:docs [--quick] : this reference beside others: bytes, time to read, accessibility, time to build.
import { mkdtemp, rm } from "node:fs/promises";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type ContenderKey, ofEach } from "./bench/docs/contenders.ts";
import { measureAccessibility } from "./bench/docs/measure-accessibility.ts";
import { measureGrowth, timeBuilds } from "./bench/docs/measure-builds.ts";
import { factualFields, measureLoading } from "./bench/docs/measure-loading.ts";
import { measureReload } from "./bench/docs/measure-reload.ts";
import type { Shown } from "./bench/docs/open-page.ts";
import { prepare, type Reference } from "./bench/docs/prepare.ts";
import { goals, growthTable, legend, type Measurements, table } from "./bench/docs/report.ts";
import { serveFolder } from "./bench/docs/serve-folder.ts";
import { timeReading } from "./bench/docs/time-reading.ts";
import { installPeers } from "./bench/install-peers.ts";
import { step } from "./bench/step.ts";
import { command } from "./command.ts";
import { root } from "./root.ts";
import { captureTurbo } from "./turbo.ts";

/** How thoroughly it is measured: enough to trust, or just enough to see that it runs. */
const thorough = {
  reading: { rounds: 9, slowdown: 4, limit: 10_000 },
  builds: 5,
  saves: 30,
  growth: { sizes: [1, 75, 150, 300, 600], runs: 3 },
};
const quick = {
  reading: { rounds: 1, slowdown: 1, limit: 2_000 },
  builds: 1,
  saves: 3,
  growth: { sizes: [1, 10, 20], runs: 1 },
};

await command(async () => {
  const { values } = parseArgs({ options: { quick: { type: "boolean", default: false } } });
  const { reading: how, builds: runs, saves, growth: larger } = values.quick ? quick : thorough;
  const [load = 0] = loadavg();
  const folder = await mkdtemp(join(tmpdir(), "bench-docs-"));
  try {
    await step("Build this site", build);
    const peers = await step("Install the others, in a cache of their own", () =>
      installPeers(join(root, "scripts/bench/docs")),
    );
    const references = await step("Make the reference of each", () =>
      prepare(folder, join(root, "packages/docs/dist"), peers),
    );
    const builds = await step("Time builds", () => timeBuilds(runs));
    const reloads = await step("Save while docs:dev shows the pages", () => measureReload(saves));
    const growth = await step("Build ever larger sites", () => measureGrowth(larger.sizes, larger.runs));
    const fields = await factualFields();
    const pages = await served(references, async (shown) => ({
      loading: await step("Load an operation", () => ofEach((key) => measureLoading(key, shown[key], fields))),
      reading: await step("Follow links to fields", () => timeReading(shown, how)),
      accessibility: await step("Look for barriers", () => ofEach((key) => measureAccessibility(key, shown[key]))),
    }));
    const measured: Measurements = { ...pages, builds, reloads, growth, fields: fields.length, ...how, load };
    if (values.quick) console.log("\n  Quick: this shows that it runs. What it says of speed means nothing.");
    console.log(`\n${table(measured)}\n\n${growthTable(measured)}\n\n${legend(measured)}\n\n${goals(measured)}\n`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

async function build(): Promise<void> {
  const { ok, output } = captureTurbo(["docs:build"]);
  if (!ok) throw new Error(`The build failed:\n\n${output}`);
}

/** Serves each reference on a port of its own as long as some work takes. */
async function served<Result>(
  references: Record<ContenderKey, Reference>,
  work: (shown: Record<ContenderKey, Shown>) => Promise<Result>,
): Promise<Result> {
  const shown = await ofEach(async (key) => ({
    ...references[key],
    server: await serveFolder(references[key].folder),
  }));
  try {
    return await work(shown);
  } finally {
    await ofEach((key) => shown[key].server.close());
  }
}
