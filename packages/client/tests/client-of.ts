import {
  type CallOptions,
  type Clock,
  type CredentialOptions,
  createHarbourClient,
  type FetchInit,
} from "./harbour/index.gen.ts";

export type Answer = () => Response | Promise<Response>;

export const good: Answer = () => Response.json({ boat: { id: "boat_1" } });

/** A `fetch` that keeps the requests and gives the responses one after another, the last again and again. */
export function recordedFetch(answers: Answer[] = [good]) {
  const requests: Request[] = [];
  const fetch = async (url: string, init: FetchInit): Promise<Response> => {
    const request = new Request(url, init as RequestInit);
    requests.push(request.clone());
    await request.arrayBuffer(); // a stream can be read only once, as by a real fetch
    return (answers[Math.min(requests.length, answers.length) - 1] ?? good)();
  };
  return { fetch, requests };
}

/** A client whose service gives these responses. Time passes only in its waits. */
export function clientOf(answers?: Answer[], options: CredentialOptions = {}) {
  const { fetch, requests } = recordedFetch(answers);
  const time = testClock();
  const harbour = createHarbourClient({
    apiKey: "the-key",
    apiSecret: "the-secret",
    clock: time.clock,
    fetch,
    ...options,
  });
  const update = (call: CallOptions = {}) =>
    harbour.updateBoat({ path: { boatId: "boat_1" }, body: { name: "x" }, ...call });
  return { harbour, update, requests, time };
}

const DEFAULT_TIMEOUT = 60_000;

/** A clock whose timers fire at once, except the default timeout of an attempt. If it is `stopped`, none fires. */
export function testClock({ random = 1, stopped = false } = {}) {
  const timers = new Map<unknown, () => void>();
  const waits: number[] = [];
  let now = Date.parse("2026-01-01T00:00:00Z");
  const clock: Clock = {
    now: () => now,
    random: () => random,
    setTimeout(callback, milliseconds) {
      const handle = {};
      timers.set(handle, () => {
        timers.delete(handle);
        now += milliseconds;
        callback();
      });
      if (milliseconds !== DEFAULT_TIMEOUT) {
        waits.push(milliseconds);
        if (!stopped) setImmediate(() => timers.get(handle)?.());
      }
      return handle;
    },
    clearTimeout: (handle) => void timers.delete(handle),
  };
  return {
    clock,
    /** The milliseconds of each timer so far, except the default timeout. */
    waits,
    running: () => timers.size,
    /** Fires the timers that are running. */
    elapse: () => {
      for (const fire of [...timers.values()]) fire();
    },
  };
}

/** The error with which a call is rejected. */
export function rejection(call: Promise<unknown>) {
  return call.then(
    (value) => Promise.reject(new Error(`not rejected: ${JSON.stringify(value)}`)),
    (error) => error,
  );
}

/** Waits until something has happened. */
export async function until(happened: () => unknown): Promise<void> {
  while (!happened()) await new Promise((resolve) => setImmediate(resolve));
}
