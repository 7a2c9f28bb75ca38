import { execFile, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { root, specFile } from "@repo/commands";
import { installLocked } from "@repo/testing";
import { startDevCopy } from "../dev-copy.ts";
import { makeDescription } from "../made-description.ts";
import { count, goal, growthExponent, machine, measure, median, print, quantile, spread, table } from "../report.ts";
import { type StepCost, steps } from "./step.ts";
import { quiet, type Tool, toolsIn } from "./tools.ts";

const thorough = { saves: 100, rounds: 10, sizes: [1, 10, 100, 600, 2000], growthRounds: 3 };
const short = { saves: 3, rounds: 1, sizes: [1, 10, 20], growthRounds: 1 };

/** Measures a save, a generation and each of its steps, beside other tools. */
export async function benchGenerate({ quick }: { quick: boolean }): Promise<void> {
  const { saves, rounds, sizes, growthRounds } = quick ? short : thorough;
  const where = machine();
  const out = await mkdtemp(join(tmpdir(), "bench-generate-"));
  try {
    const peers = await measure("Install the others", () => installLocked(join(root, "packages/bench/peers"), "bench"));
    const saved = await measure("Save edits while pnpm dev runs", () => timeSaves(saves));
    const commands = commandsOf(peers, out);
    const times: Record<string, number[]> = {};
    await measure("Run each command, in turns", async () => {
      // The first round fills caches and does not count.
      for (let round = -1; round < rounds; round++) {
        for (const [name, { args, env }] of Object.entries(commands)) {
          const seconds = await timeCommand(args, env);
          if (round >= 0) times[name] = [...(times[name] ?? []), seconds];
        }
      }
    });
    const growth: { operations: number; costs: StepCost[] }[] = [];
    await measure("Generate from larger and larger descriptions", async () => {
      for (const operations of sizes) {
        const file = join(out, `${operations}.json`);
        await writeFile(file, JSON.stringify(makeDescription(operations), null, 2));
        growth.push({ operations, costs: await costsOf(file, growthRounds) });
      }
    });
    const exponents = steps.map((_, at) =>
      growthExponent(growth.map(({ operations, costs }) => ({ x: operations, y: costs[at]?.milliseconds ?? 0 }))),
    );
    const cached = median(times["pnpm generate, nothing to do"] ?? []);
    print(
      { quick },
      {
        tables: [
          table(["", "ms"], [[`${saves} saves in pnpm dev, until the files are written`, spread(saved)]]),
          table(
            ["", "seconds"],
            Object.entries(times).map(([name, all]) => [name, spread(all, 2)]),
          ),
          table(
            ["operations", ...steps.flatMap((step) => [`${step}, ms`, "MiB"])],
            [
              ...growth.map(({ operations, costs }) => [
                count(operations),
                ...costs.flatMap(({ milliseconds, peak }) => [count(milliseconds), count(peak / 2 ** 20)]),
              ]),
              ["exponent", ...exponents.flatMap((exponent) => [exponent.toFixed(2), ""])],
            ],
          ),
        ],
        notes: [
          "The median and, in brackets, the middle half. Commands run in turns, on the spec. Growth: each step runs in its own",
          "process on a generated description; MiB is its peak memory. Exponent: time grows as operations^exponent; 1 is linear.",
        ],
        machine: where,
        goals: [
          goal(median(saved) <= 100, "Half of the saves written in 100 ms", `${count(median(saved))} ms`),
          goal(quantile(saved, 0.95) <= 250, "95 of 100 saves written in 250 ms", `${count(quantile(saved, 0.95))} ms`),
          goal(cached <= 0.5, "pnpm generate with nothing to do in 0.5 s", `${cached.toFixed(2)} s`),
          goal(
            Math.max(...exponents) <= 1.1,
            "No step's time grows faster than operations^1.1",
            Math.max(...exponents).toFixed(2),
          ),
        ],
      },
    );
  } finally {
    await rm(out, { recursive: true, force: true });
  }
}

interface TimedCommand {
  args: [program: string, ...args: string[]];
  env?: Record<string, string>;
}

function commandsOf(peers: string, out: string): Record<string, TimedCommand> {
  const { openapiTypescript, redoclyLint, spectralLint, heyApi } = toolsIn(peers);
  const node = (tool: Tool): TimedCommand => ({ args: [process.execPath, ...tool(specFile, join(out, "others"))] });
  return {
    "pnpm generate": { args: ["pnpm", "generate"], env: { TURBO_FORCE: "true" } },
    "pnpm generate, nothing to do": { args: ["pnpm", "generate"] },
    "openapi-typescript": node(openapiTypescript),
    "redocly lint": node(redoclyLint),
    "spectral lint": node(spectralLint),
    "hey-api": node(heyApi),
  };
}

async function timeCommand(
  [program, ...args]: TimedCommand["args"],
  env: Record<string, string> = {},
): Promise<number> {
  const start = performance.now();
  await promisify(execFile)(program, args, {
    cwd: root,
    env: { ...process.env, ...quiet, ...env },
    shell: process.platform === "win32" && program !== process.execPath,
  });
  return (performance.now() - start) / 1000;
}

/** The median cost of each step. */
async function costsOf(file: string, rounds: number): Promise<StepCost[]> {
  const costs: StepCost[] = [];
  for (const step of steps) {
    const all: StepCost[] = [];
    for (let round = 0; round < rounds; round++) {
      const child = fork(join(import.meta.dirname, "step.ts"), [step, file]);
      const [cost] = await Promise.race([once(child, "message"), once(child, "exit")]);
      if (typeof cost !== "object" || cost === null) throw new Error(`The step "${step}" failed on ${file}`);
      all.push(cost as StepCost);
    }
    costs.push({
      milliseconds: median(all.map(({ milliseconds }) => milliseconds)),
      peak: median(all.map(({ peak }) => peak)),
    });
  }
  return costs;
}

/** Milliseconds from a save of the spec until its types and validators are written. */
async function timeSaves(saves: number): Promise<number[]> {
  const dev = await startDevCopy();
  const written = ["packages/types/src/schema.gen.ts", "packages/client/src/validate/validators.gen.ts"];
  const isWritten = async (mark: string) => {
    const texts = await Promise.all(written.map((path) => dev.workspace.read(path)));
    return texts.every((text) => text.includes(mark));
  };
  try {
    const times: number[] = [];
    for (let save = 0; save < saves; save++) {
      const start = performance.now();
      await dev.edit(save);
      while (!(await isWritten(dev.mark(save)))) await sleep(1);
      times.push(performance.now() - start);
      await sleep(1000); // the type check of this save ends
    }
    return times;
  } finally {
    await dev.stop();
  }
}
