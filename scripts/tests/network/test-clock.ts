import type { Clock } from "../../../packages/client/dist/index.js";

/** A clock that a test drives: waits are over at once, and attempts time out when the test says so. */
export interface TestClock extends Clock {
  /** How long the client has waited for something that was no attempt, in milliseconds. */
  readonly waits: readonly number[];
  /** How many timers are set. */
  pending(): number;
  /** Ends the attempts that are under way. */
  expire(): void;
}

export interface TestClockOptions {
  /** The client's `timeout`, by which its timers are told from its waits, in milliseconds. Default: 60,000. */
  timeout?: number;
  /** What each `random()` returns. Default: 0.5. */
  random?: number;
  /** Called when the client begins to wait; returns whether the wait is to be over at once. Default: it is. */
  onWait?: () => boolean;
}

/** A clock that stands at midnight of 2026-01-01 UTC and moves on by each wait. */
export function testClock({ timeout = 60_000, random = 0.5, onWait = () => true }: TestClockOptions = {}): TestClock {
  const timeouts = new Set<() => void>();
  const waiting = new Set<() => void>();
  const waits: number[] = [];
  let now = Date.UTC(2026, 0, 1);
  return {
    waits,
    pending: () => timeouts.size + waiting.size,
    expire: () => {
      for (const callback of timeouts) {
        timeouts.delete(callback);
        callback();
      }
    },
    now: () => now,
    random: () => random,
    setTimeout: (callback, milliseconds) => {
      const timer = () => callback();
      if (milliseconds === timeout) {
        timeouts.add(timer);
        return timer;
      }
      waits.push(milliseconds);
      waiting.add(timer);
      if (onWait()) {
        setImmediate(() => {
          if (!waiting.delete(timer)) return;
          now += milliseconds;
          timer();
        });
      }
      return timer;
    },
    clearTimeout: (handle) => {
      timeouts.delete(handle as () => void);
      waiting.delete(handle as () => void);
    },
  };
}
