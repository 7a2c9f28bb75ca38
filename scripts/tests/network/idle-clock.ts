import { performance } from "node:perf_hooks";
import type { Clock } from "../../../packages/client/dist/index.js";
import { randomNumbers } from "./soak-plan.ts";

export interface IdleClock extends Clock {
  /** How many timers are set. */
  pending(): number;
  /** Stops the clock for ever, so that the process can end. */
  stop(): void;
}

/**
 * A clock that goes only while the event loop is idle, with chance that can be repeated: in real time a busy machine would
 * run out of it with answers that are there already, as client and server share the loop.
 */
export function idleClock(seed: number): IdleClock {
  const timers = new Set<{ at: number; callback: () => void }>();
  const began = Date.now();
  const now = () => began + performance.eventLoopUtilization().idle;
  const ticking = setInterval(() => {
    const at = now();
    for (const timer of timers) {
      if (timer.at <= at && timers.delete(timer)) timer.callback();
    }
  }, 5);
  return {
    pending: () => timers.size,
    stop: () => clearInterval(ticking),
    now,
    random: randomNumbers(seed),
    setTimeout: (callback, milliseconds) => {
      const timer = { at: now() + milliseconds, callback };
      timers.add(timer);
      return timer;
    },
    clearTimeout: (handle) => {
      timers.delete(handle as { at: number; callback: () => void });
    },
  };
}
