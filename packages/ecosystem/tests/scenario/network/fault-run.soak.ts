// 10,000 updates, one response in five faulty. `SEED=2 pnpm test:soak` runs another plan.
import { setTimeout as sleep } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, it } from "vitest";
import { planUpdates } from "./fault-plan.ts";
import { expectSound, runFaults } from "./fault-run.ts";

/** How much the heap may grow, in bytes. Garbage collection is not exact. */
const MEMORY = 2 * 2 ** 20;

it("of 10,000 updates, each is applied or reported, and nothing is left", async () => {
  const seed = Number(process.env["SEED"] ?? 1);
  // The first run allocates what the runtime and the client allocate once.
  await runFaults(planUpdates(seed + 1, 500), 64);
  const plan = planUpdates(seed, 10_000);
  const before = await heapInUse();
  const run = await runFaults(plan, 64);
  const memory = (await heapInUse()) - before;
  const { codes, wrong, resources, shown, warnings, ...numbers } = run;
  console.log(`Fault run with SEED=${seed}, ${plan.length} updates sent`);
  console.table({ ...numbers, memory, wrong: wrong.length, secrets: shown.length });
  console.table(codes);
  expectSound(plan, run);
  expect(memory).toBeLessThan(MEMORY);
});

/** Returns the bytes of the heap after the most thorough garbage collection. Others keep code that ran once. */
async function heapInUse(): Promise<number> {
  setFlagsFromString("--expose-gc");
  const collect: NonNullable<typeof gc> = runInNewContext("gc");
  for (let turn = 0; turn < 3; turn++) {
    await collect({ type: "major", execution: "async", flavor: "last-resort" });
    await sleep(10); // Some objects are freed only once others have been collected.
  }
  return process.memoryUsage().heapUsed;
}
