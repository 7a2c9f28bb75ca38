import type { Clock } from "./settings.ts";

/** Beyond it a timer would fire at once: it counts in 31 bits. */
const LONGEST_TIMER = 2 ** 31 - 1;

/**
 * Settles with the work, or with what is late when time is up, or with the reason of a signal that ends; without work it
 * waits. The work is told by a signal of its own, and nobody waits for work that does not mind it. No timer and no listener stays.
 */
export function within<Result = void>(
  milliseconds: number,
  clock: Clock,
  signals: AbortSignal[],
  { work, late }: { work?: (signal: AbortSignal) => Promise<Result>; late?: () => unknown } = {},
): Promise<Result> {
  const controller = new AbortController();
  let timer: unknown;
  let abort = () => {};
  return new Promise<Result>((resolve, reject) => {
    const end = (reason: unknown) => {
      reject(reason);
      controller.abort(reason);
    };
    abort = () => end(signals.find(({ aborted }) => aborted)?.reason);
    if (signals.some(({ aborted }) => aborted)) return abort();
    for (const signal of signals) signal.addEventListener("abort", abort);
    if (milliseconds <= LONGEST_TIMER) {
      timer = clock.setTimeout(() => (late ? end(late()) : resolve(undefined as Result)), milliseconds);
    }
    work?.(controller.signal).then(resolve, reject);
  }).finally(() => {
    clock.clearTimeout(timer);
    for (const signal of signals) signal.removeEventListener("abort", abort);
  });
}
