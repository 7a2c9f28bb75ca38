// pnpm bench:client [--quick] : this client beside others: size, time, type-checking, memory.
import { mkdtemp, rm } from "node:fs/promises";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { bundle, gzippedSize } from "./bench/client/bundle.ts";
import { clients, type ProgramName } from "./bench/client/clients.ts";
import { keepMemory, timeCalls } from "./bench/client/measure-calls.ts";
import { measureTypes } from "./bench/client/measure-types.ts";
import { prepare } from "./bench/client/prepare.ts";
import { goals, legend, type Measurements, table } from "./bench/client/report.ts";
import { installPeers } from "./bench/install-peers.ts";
import { step } from "./bench/step.ts";
import { command } from "./command.ts";
import { captureTurbo } from "./turbo.ts";

const peersFolder = join(import.meta.dirname, "bench/client");

/** How thoroughly it is measured: enough to trust, or just enough to see that it runs. */
const thorough = { rounds: 400, compilations: { "7.0": 8, "5.9": 4 }, keptAfter: 100_000 };
const quick = { rounds: 5, compilations: { "7.0": 1, "5.9": 1 }, keptAfter: 1_000 };

await command(async () => {
  const { values } = parseArgs({ options: { quick: { type: "boolean", default: false } } });
  const { rounds, compilations, keptAfter } = values.quick ? quick : thorough;
  const [load = 0] = loadavg();
  const folder = await mkdtemp(join(tmpdir(), "bench-client-"));
  try {
    await step("Build this client and the sandbox", build);
    const peers = await step("Install the others, in a cache of their own", () => installPeers(peersFolder));
    const prepared = await step("Prepare a program for each", () => prepare(folder, peers));
    const bundles = await step("Bundle", () => sizes(prepared.sources));
    const times = await step("Time calls", () => timeCalls(prepared, rounds));
    const types = await step("Type-check", () => measureTypes(prepared.sources, compilations));
    const kept = await step("Measure memory", () => keepMemory(prepared, keptAfter));
    const measured: Measurements = { bundles, ...times, types, kept, keptAfter, load };
    if (values.quick) console.log("\n  Quick: this shows that it runs. What it says of speed means nothing.");
    console.log(`\n${table(measured)}\n\n${legend(measured)}\n\n${goals(measured)}\n`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

async function build(): Promise<void> {
  const { ok, output } = captureTurbo(["@scenario-openapi/client#build", "@scenario-openapi/sandbox#build"]);
  if (!ok) throw new Error(`The build failed:\n\n${output}`);
}

async function sizes(sources: string): Promise<Map<ProgramName, number>> {
  const measured = new Map<ProgramName, number>();
  for (const { program } of clients) measured.set(program, gzippedSize(await bundle(sources, program)));
  return measured;
}
