import type { Clock } from "./settings.ts";

/** Timers count in 31 bits. A longer one would fire at once. */
const LONGEST_TIMER = 2 ** 31 - 1;

/**
 * Does the work within a time limit, whose end gives the result of `late`. Without work, waits for that time.
 *
 * Rejects with the reason of the first signal that aborts. At either end it aborts the signal given to the work, but does
 * not wait for the work to stop. It leaves no timer and no listener behind.
 */
export function within<Result>(
  milliseconds: number,
  clock: Clock,
  signals: AbortSignal[],
  late: () => Result,
  work?: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const controller = new AbortController();
  let timer: unknown;
  let abort = () => {};
  return new Promise<Result>((resolve, reject) => {
    const end = (reason: unknown) => {
      reject(reason);
      controller.abort(reason);
    };
    abort = () => end(abortedOf(signals)?.reason);
    if (abortedOf(signals)) return abort();
    for (const signal of signals) subscribe(signal, abort);
    if (milliseconds <= LONGEST_TIMER) {
      timer = clock.setTimeout(() => {
        try {
          resolve(late());
          controller.abort();
        } catch (error) {
          end(error);
        }
      }, milliseconds);
    }
    work?.(controller.signal).then(resolve, reject);
  }).finally(() => {
    clock.clearTimeout(timer);
    for (const signal of signals) unsubscribe(signal, abort);
  });
}

export function abortedOf(signals: AbortSignal[]): AbortSignal | undefined {
  return signals.find(({ aborted }) => aborted);
}

/** What happens when a signal aborts. It has one listener for all calls: Node 20 warns if there are more than ten. */
const callbacks = new WeakMap<AbortSignal, Set<() => void>>();

function subscribe(signal: AbortSignal, callback: () => void): void {
  callbacks.set(signal, (callbacks.get(signal) ?? new Set()).add(callback));
  signal.addEventListener("abort", callBack); // The same listener is added once.
}

function unsubscribe(signal: AbortSignal, callback: () => void): void {
  const left = callbacks.get(signal);
  left?.delete(callback);
  if (!left?.size) signal.removeEventListener("abort", callBack);
}

function callBack(this: AbortSignal): void {
  for (const callback of callbacks.get(this) ?? []) callback();
}
