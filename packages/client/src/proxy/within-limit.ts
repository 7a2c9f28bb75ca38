import { type Clock, defaults } from "../runtime/settings.ts";
import { Refusal } from "./refusal.ts";

/** How far the handling of a request is. */
export interface Progress {
  /** Aborts when the time is up, or the visitor goes away. */
  readonly signal: AbortSignal;
  /** Whether the handler waits for the body. */
  receiving: boolean;
}

export type Handler = (request: Request, progress: Progress) => Promise<Response>;

/** Runtimes hold the time of a timer in 31 bits. */
const LONGEST_TIMER = 2 ** 31 - 1;

/** Limits the time of a handler, and ends it if the visitor goes away. It does not wait for the handler to stop. */
export function withinLimit(
  { timeLimit = 55_000, clock = defaults.clock }: { timeLimit?: number | undefined; clock?: Clock | undefined },
  handle: Handler,
): (request: Request) => Promise<Response> {
  return (request) => {
    const stop = new AbortController();
    const progress: Progress = { signal: stop.signal, receiving: false };
    let timer: unknown;
    let leave = () => {};
    return new Promise<Response>((resolve, reject) => {
      const end = (status: number, detail: string) => {
        const refusal = new Refusal(status, detail);
        reject(refusal);
        stop.abort(refusal);
      };
      leave = () => end(499, "The visitor went away.");
      if (request.signal.aborted) return leave();
      request.signal.addEventListener("abort", leave);
      if (timeLimit <= LONGEST_TIMER) {
        timer = clock.setTimeout(() => {
          if (progress.receiving) end(408, "The request did not arrive in time.");
          else end(504, "There was no result in time.");
        }, timeLimit);
      }
      handle(request, progress).then(resolve, reject);
    }).finally(() => {
      clock.clearTimeout(timer);
      request.signal.removeEventListener("abort", leave);
    });
  };
}
