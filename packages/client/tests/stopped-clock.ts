import type { Clock } from "../src/index.ts";

/** A clock that stands still but for the timers that a test sets off. */
export function stoppedClock(random = 1) {
  const timers = new Map<number, { callback: () => void; milliseconds: number }>();
  const waits: number[] = [];
  let next = 0;
  let now = Date.parse("2026-01-01T00:00:00Z");
  const clock: Clock = {
    now: () => now,
    random: () => random,
    setTimeout(callback, milliseconds) {
      timers.set(++next, { callback, milliseconds });
      waits.push(milliseconds);
      return next;
    },
    clearTimeout: (handle) => void timers.delete(handle as number),
  };
  return {
    clock,
    /** How long each timer so far was set for, in milliseconds. */
    waits,
    /** How many timers are running. */
    running: () => timers.size,
    /** Sets off the timer that ends first. */
    elapse() {
      const [first] = [...timers].sort(([, a], [, b]) => a.milliseconds - b.milliseconds);
      if (!first) throw new Error("no timer is running");
      timers.delete(first[0]);
      now += first[1].milliseconds;
      first[1].callback();
    },
  };
}
