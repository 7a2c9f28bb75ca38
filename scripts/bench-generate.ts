// pnpm bench:generate [--quick] [--plot FILE] : how long a save, a generation and each of its steps take, beside other tools.
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { loadavg, tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { type CommandName, commandsOf } from "./bench/generate/commands.ts";
import { measureGrowth } from "./bench/generate/measure-growth.ts";
import { measureSaves } from "./bench/generate/measure-saves.ts";
import { plotGrowth } from "./bench/generate/plot.ts";
import { goals, legend, type Measurements, tables } from "./bench/generate/report.ts";
import { type Command, runTimed } from "./bench/generate/run-timed.ts";
import { installPeers } from "./bench/install-peers.ts";
import { step } from "./bench/step.ts";
import { command } from "./command.ts";
import { root } from "./root.ts";

/** How thoroughly it is measured: enough to trust, or just enough to see that it runs. */
const thorough = { saves: 100, rounds: 10, sizes: [1, 10, 100, 600, 2000], growthRounds: 3 };
const quick = { saves: 3, rounds: 1, sizes: [1, 10], growthRounds: 1 };
/** Which edits. */
const SEED = 1;

await command(async () => {
  const { values } = parseArgs({
    options: {
      quick: { type: "boolean", default: false },
      plot: { type: "string", default: join(root, "node_modules/.cache/scenario-bench/growth.svg") },
    },
  });
  const { saves, rounds, sizes, growthRounds } = values.quick ? quick : thorough;
  const [load = 0] = loadavg();
  const out = await mkdtemp(join(tmpdir(), "bench-generate-"));
  try {
    const peers = await step("Install the others, in a cache of their own", () =>
      installPeers(join(import.meta.dirname, "bench/generate")),
    );
    const measured: Measurements = {
      load,
      saves: await step("Save edits while pnpm dev runs", () => measureSaves(saves, SEED)),
      commands: await step("Run each command, in turns", () => timeCommands(commandsOf(peers, out), rounds)),
      growth: await step("Generate from larger and larger descriptions", () => measureGrowth(sizes, growthRounds)),
    };
    const plot = resolve(values.plot);
    await mkdir(dirname(plot), { recursive: true });
    await writeFile(plot, await plotGrowth(peers, measured.growth));
    if (values.quick) console.log("\n  Quick: this shows that it runs. What it says of speed means nothing.");
    console.log(
      `\n${tables(measured)}\n\n${legend(measured)}\n\n${goals(measured)}\n\n  Time against operations: ${plot}\n`,
    );
  } finally {
    await rm(out, { recursive: true, force: true });
  }
});

async function timeCommands(commands: Record<CommandName, Command>, rounds: number): Promise<Measurements["commands"]> {
  const entries = Object.entries(commands) as [CommandName, Command][];
  const times = Object.fromEntries(entries.map(([name]) => [name, [] as number[]])) as Record<CommandName, number[]>;
  // Of each, the first fills what a machine that works on this has in its caches, and does not count.
  for (const [, command] of entries) await runTimed(command);
  for (let round = 0; round < rounds; round++) {
    for (const [name, command] of entries) times[name].push(await runTimed(command));
  }
  return times;
}
