// A process that measures what one program keeps in memory of many calls to a `fetch` that answers at once.
import { setImmediate as nextTurn } from "node:timers/promises";
import { createSandbox } from "../../../packages/sandbox/dist/index.js";
import { median } from "../statistics.ts";
import { connect, modelId, noHost, type Update } from "./connect.ts";

/** What to measure. */
export interface KeepMemory {
  /** The program's file. */
  module: string;
  /** After how many calls: a multiple of ten. */
  calls: number;
}

const PARTS = 10;

process.once("message", async ({ module, calls }: KeepMemory) => {
  const answer = JSON.stringify({ model: createSandbox().models.get(modelId) });
  const headers = { "content-type": "application/json" };
  const fetch = async () => {
    // As an answer from a network would: until the event loop turns, no weak reference is let go, and all would seem kept.
    await nextTurn();
    return new Response(answer, { headers });
  };
  const update = await connect(module, { baseUrl: noHost, apiKey: "key", apiSecret: "secret", fetch });

  // In parts, of which the median counts: what a client keeps of each call adds up in every part, while the runtime lets
  // go of megabytes of its own once, at a moment of its choosing, such as code that has not run since the start.
  const added: number[] = [];
  await repeat(update, Math.min(calls, 20_000)); // what compilers and caches keep is no leak
  let before = await heapUsed();
  for (let part = 0; part < PARTS; part++) {
    await repeat(update, calls / PARTS);
    const after = await heapUsed();
    added.push(after - before);
    before = after;
  }
  process.send?.(Math.round(median(added) * PARTS), undefined, undefined, () => process.disconnect());
});

async function repeat(update: Update, calls: number): Promise<void> {
  for (let call = 0; call < calls; call++) await update(modelId, { name: `Cinematic Realism ${call}` });
}

/** Bytes on the heap that something still refers to, once collecting does not find less. */
async function heapUsed(): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let vain = 0; vain < 10; ) {
    await nextTurn(); // finalizers run between turns, and let go of more
    globalThis.gc?.();
    const { heapUsed } = process.memoryUsage();
    vain = heapUsed < least ? 0 : vain + 1;
    least = Math.min(least, heapUsed);
  }
  return least;
}
