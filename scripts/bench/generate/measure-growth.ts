import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeDescription } from "../../make-description.ts";
import { type StepCost, type StepName, type StepTask, steps } from "./steps.ts";

/** What the steps cost on descriptions of one size, a cost for each round. */
export interface SizeCosts {
  operations: number;
  costs: Record<StepName, StepCost[]>;
}

/** Measures each step on made descriptions of these numbers of operations, each time in a process of its own. */
export async function measureGrowth(sizes: readonly number[], rounds: number): Promise<SizeCosts[]> {
  const folder = await mkdtemp(join(tmpdir(), "bench-growth-"));
  try {
    const measured: SizeCosts[] = [];
    for (const operations of sizes) {
      const file = join(folder, `${operations}.json`);
      await writeFile(file, JSON.stringify(makeDescription({ operations, seed: 1, version: "3.1" }), null, 2));
      const costs: SizeCosts["costs"] = { read: [], types: [], operations: [], validators: [] };
      for (let round = 0; round < rounds; round++) {
        for (const step of steps) costs[step].push(await measureStep({ step, file }));
      }
      measured.push({ operations, costs });
    }
    return measured;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function measureStep(task: StepTask): Promise<StepCost> {
  const child = fork(new URL("measure-step.ts", import.meta.url));
  const exit = once(child, "exit").then(([code]): never => {
    throw new Error(`measure-step.ts ended with exit code ${code} before it answered`);
  });
  child.send(task);
  const [cost]: StepCost[] = await Promise.race([once(child, "message"), exit]);
  exit.catch(() => {});
  if (!cost) throw new Error("measure-step.ts answered nothing");
  return cost;
}
