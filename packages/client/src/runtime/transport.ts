import type { Received } from "./body.ts";
import type { ClientError } from "./errors.ts";
import { callError, causeOf, type Failure, LARGEST_ERROR_BODY, responseError, statusError } from "./failure.ts";
import type { FetchInit, TransportSettings } from "./settings.ts";
import { abortedOf, within } from "./within.ts";

/** One call: the settings that apply to it, and its progress. */
export interface Call extends TransportSettings, Failure {
  signals: AbortSignal[];
  /** Whether the body of a response is left to be read as it comes. */
  streams: ((response: Response) => boolean | undefined) | undefined;
}

/** What is sent with every attempt. */
export type Sent = Omit<FetchInit, "signal">;

const RETRIED_STATUS = /^(408|429|50[0234])$/;

/** The longest first delay before a retry, in milliseconds. It doubles with each attempt. */
const FIRST_DELAY = 500;

/**
 * Sends a request, repeats it after temporary failures, and returns the response with its body.
 *
 * @throws a ConnectionError if there was no response, or a 2xx response was cut short
 * @throws a TimeoutError if the response was not complete in time
 * @throws an InvalidResponseError if a 2xx response is too large
 * @throws the reason of a signal that aborted the call
 */
export async function transport(url: string, sent: Sent, call: Call): Promise<Received> {
  const { clock, retries, signals } = call;
  for (;;) {
    call.attempts++;
    const last = call.attempts > retries;
    const began = clock.now();
    let received: Received | undefined;
    let error: Partial<ClientError> | null | undefined; // or the reason of a signal, which may be anything
    try {
      received = await attempt(url, sent, call);
    } catch (thrown) {
      error = thrown as typeof error;
    }
    const status = received?.response.status;
    log(url, sent, call, status ?? (abortedOf(signals) ? "aborted" : error?.code), clock.now() - began);
    if (received && (last || !RETRIED_STATUS.test(`${status}`))) return received;
    // An error with a cause comes from the network. Any other would be the same again.
    if (last || abortedOf(signals) || !(received || error?.code === "timeout" || error?.cause)) throw error;

    const delay = retryDelay(received?.response.headers.get("retry-after"), call);
    const reason = received ? statusError(call, received) : (error as ClientError);
    const retry = { attempt: call.attempts, delay, reason, operation: call.operation };
    await within<unknown>(
      Infinity,
      clock,
      signals,
      () => {},
      async () => call.onRetry?.(retry),
    );
    await within(delay, clock, signals, () => {});
  }
}

function attempt(url: string, sent: Sent, call: Call): Promise<Received> {
  const { clock, timeout, signals } = call;
  const received: Partial<Received> & Pick<Received, "chunks" | "cut"> = { chunks: [], cut: true };
  return within(
    timeout,
    clock,
    signals,
    () => {
      // An error status counts even if its body does not come.
      if (received.response?.ok === false) return received as Received;
      throw callError(["timeout"], call, `no complete response within ${timeout} ms`, { timeout });
    },
    async (signal) => {
      received.response = await respond(url, { ...sent, signal }, call);
      return readBody(received as Received, call);
    },
  );
}

async function respond(url: string, init: FetchInit, call: Call): Promise<Response> {
  const { fetch } = call; // Browsers refuse to call their fetch as a method.
  let response: Response;
  try {
    response = (await fetch(url, init)) as Response;
  } catch (thrown) {
    throw networkError(thrown, call, "no response");
  }
  if (typeof response?.text !== "function") throw callError(["connection"], call, "fetch returned no Response");
  return response;
}

/** The error of a request that failed in the runtime, which may have a time limit of its own. */
export function networkError(thrown: unknown, call: Call, message: string): ClientError {
  const cause = causeOf(thrown, call.redact);
  const late = /(HEADERS|BODY)_TIMEOUT|TimeoutError/.test(`${cause}`);
  const details = late ? { timeout: call.timeout } : {};
  return callError([late ? "timeout" : "connection"], call, `${message} (${cause.message})`, details, cause);
}

/** Reads the body into memory, unless it is a stream; of an error status at most 64 kB. The rest of a larger body is not read. */
export async function readBody(received: Received, call: Call): Promise<Received> {
  const { response, chunks } = received;
  const limit = Math.min(call.maxResponseSize, response.ok ? Infinity : LARGEST_ERROR_BODY);
  if (call.streams?.(response)) return received;
  try {
    if (response.body?.getReader && globalThis.TextDecoder) {
      const reader: ReadableStreamDefaultReader<Received["chunks"][number]> = response.body.getReader();
      for (let size = 0; size <= limit; ) {
        const { done, value } = await reader.read();
        received.cut = !done;
        if (done) break;
        chunks.push(value);
        size += value.length;
      }
      if (received.cut) reader.cancel().catch(() => {});
    } else {
      // React Native has no streams, jsdom cannot decode them, and an empty body is none.
      received.text = await response.text();
      received.cut = received.text.length > limit;
    }
  } catch (thrown) {
    if (!response.ok) return received;
    throw networkError(thrown, call, "the response was cut short");
  }
  if (!received.cut || !response.ok) return received;
  throw responseError(["invalid_response"], call, response, `the response is larger than ${limit} bytes`);
}

function log(
  url: string,
  { method }: Sent,
  { logLevel, logger, redact, attempts }: Call,
  outcome: unknown,
  ms: number,
) {
  const level = /^2/.test(`${outcome}`) ? "info" : "warn";
  if (logLevel !== level && logLevel !== "info") return;
  const path = url.replace(/^\w+:\/\/[^/]*|[?#].*/g, "");
  logger[level](`${method} ${redact(path)} ${outcome} ${ms} ms, attempt ${attempts}`);
}

/**
 * How long to wait before the next attempt, in milliseconds: as `Retry-After` says (RFC 9110: seconds or a date), else
 * exponential backoff with full jitter; at most `maxRetryDelay`.
 */
function retryDelay(retryAfter: string | null | undefined, { attempts, clock, maxRetryDelay }: Call): number {
  const given = retryAfter as string; // Both of the following can do without one.
  // Some services end the seconds with a separator.
  const asked = /\d:\d/.test(given) ? Date.parse(given) - clock.now() : Number.parseInt(given, 10) * 1000;
  const backoff = clock.random() * FIRST_DELAY * 2 ** (attempts - 1);
  return Math.min(Number.isNaN(asked) ? backoff : Math.max(asked, 0), maxRetryDelay);
}
