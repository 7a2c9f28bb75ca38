import { setTimeout as sleep } from "node:timers/promises";
import { expect, it } from "vitest";
import { whenQuiet } from "../src/watch.ts";

it("passes the events of a call that gave up to the next", async () => {
  const calls: number[][] = [];
  const queue = whenQuiet<number>(5, async (events, isStale) => {
    calls.push([...events]);
    if (calls.length === 1) while (!isStale()) await sleep(1);
    return isStale() ? "given up" : "done";
  });
  queue.push(1);
  queue.push(2);
  while (calls.length < 1) await sleep(1);
  queue.push(3);
  while (calls.length < 2) await sleep(1);
  await queue.close();
  expect(calls).toEqual([
    [1, 2],
    [1, 2, 3],
  ]);
});
