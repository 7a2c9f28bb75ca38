import { type Clock, defaults } from "../runtime/settings.ts";
import { within } from "../runtime/within.ts";
import { Refusal } from "./refusal.ts";

/** How far the handling of a request is. */
export interface Progress {
  /** Aborts when the time is up, or the visitor goes away. */
  readonly signal: AbortSignal;
  /** Whether the handler waits for the body. */
  receiving: boolean;
}

export type Handler = (request: Request, progress: Progress) => Promise<Response>;

/** Limits the time of a handler, and ends it if the visitor goes away. It does not wait for the handler to stop. */
export function withinLimit(
  { timeLimit = 55_000, clock = defaults.clock }: { timeLimit?: number | undefined; clock?: Clock | undefined },
  handle: Handler,
): (request: Request) => Promise<Response> {
  return async (request) => {
    const visitor = request.signal;
    let progress: Progress | undefined;
    const late = () => {
      if (progress?.receiving) throw new Refusal(408, "The request did not arrive in time.");
      throw new Refusal(504, "There was no result in time.");
    };
    try {
      return await within<Response>(timeLimit, clock, [visitor], late, (signal) => {
        progress = { signal, receiving: false };
        return handle(request, progress);
      });
    } catch (error) {
      throw visitor.aborted && error === visitor.reason ? new Refusal(499, "The visitor went away.") : error;
    }
  };
}
