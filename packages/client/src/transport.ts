import type { ScenarioError } from "./errors.ts";
import { callError, type Failure, responseError, statusError } from "./fail.ts";
import type { Clock, TransportSettings } from "./settings.ts";

/** One call: the settings that apply to it, and its progress. */
export interface Call extends TransportSettings, Failure {
  signals: AbortSignal[];
  /** The request's body, if it is known to be this text. Retries send it again from here. */
  body?: string;
  /** The response, once there is one. */
  response?: Response;
}

const RETRIED_STATUS = /^(408|429|50[0234])$/;

/** The longest first delay before a retry, in milliseconds. It doubles with each attempt. */
const FIRST_DELAY = 500;

/** Timers count in 31 bits. A longer one would fire at once. */
const LONGEST_TIMER = 2 ** 31 - 1;

/**
 * Sends a request, repeats it after temporary failures, and returns the response with its whole body in memory.
 *
 * @throws {ScenarioConnectionError} if there was no response
 * @throws {ScenarioTimeoutError} if the response was not complete in time
 * @throws {ScenarioRedirectError} if the response is a redirect
 * @throws {ScenarioResponseError} if a 2xx response was cut short or is too large
 * @throws the reason of a signal that aborted the call
 */
export async function transport(request: Request, call: Call): Promise<Response> {
  const { body, clock, retries } = call;
  // Middleware may have given the request another signal. `body` is only set without middleware.
  const signals = body === undefined ? [...call.signals, request.signal] : call.signals;
  for (;;) {
    call.attempts++;
    const last = call.attempts > retries;
    const began = clock.now();
    let response: Response | undefined;
    let error: ScenarioError | undefined;
    try {
      response = await attempt(nextRequest(request, body, call.attempts === 1, last), call, signals);
    } catch (thrown) {
      error = thrown as ScenarioError;
    }
    log(request, call, response?.status ?? error?.code ?? "aborted", clock.now() - began);
    if (response && (last || !RETRIED_STATUS.test(`${response.status}`))) return response;
    // An error with a cause comes from the network. Any other would be the same again.
    const temporary = error?.code === "timeout" || error?.cause;
    if (!response && (last || !temporary || signals.some(({ aborted }) => aborted))) throw error;

    const delay = retryDelay(response?.headers.get("retry-after"), call);
    if (call.onRetry) {
      const { attempts, operation } = call;
      const reason = error ?? statusError(call, response as Response, await (response as Response).text());
      call.onRetry({ attempt: attempts, delay, reason, operation });
    }
    await within(delay, clock, signals);
  }
}

/** The request for one attempt. A body can be read only once, so a retry needs a new request or a clone. */
function nextRequest(request: Request, body: string | undefined, first: boolean, last: boolean): Request {
  if (body !== undefined) return first ? request : new Request(request, { body });
  return last ? request : request.clone();
}

function attempt(request: Request, call: Call, signals: AbortSignal[]): Promise<Response> {
  const { clock, timeout } = call;
  return within(timeout, clock, signals, {
    work: (signal) => receive(request, signal, call),
    late: () => callError("Timeout", call, `no complete response within ${timeout} ms`, { timeout }),
  });
}

async function receive(request: Request, signal: AbortSignal, call: Call): Promise<Response> {
  let response: Response;
  try {
    response = await call.fetch(request, { signal });
  } catch (cause) {
    throw callError("Connection", call, "no response", {}, cause);
  }
  if (response.type === "opaqueredirect" || /^30[12378]$/.test(`${response.status}`)) {
    response.body?.cancel().catch(() => {});
    const location = response.headers.get("location");
    const clean = location && call.redact(location);
    throw responseError("Redirect", call, response, `redirects are not followed: ${location}`, { location: clean });
  }
  let whole: Response | undefined;
  try {
    whole = await readBody(response, call.maxResponseSize);
  } catch (cause) {
    if (response.ok) throw responseError("Response", call, response, "the response was cut short", {}, cause);
  }
  if (whole) return whole;
  // An error status counts even if its body cannot be read.
  if (!response.ok) return new Response(null, response);
  throw responseError("Response", call, response, `the response is larger than ${call.maxResponseSize} bytes`);
}

/**
 * Returns the response with its body in memory, or `undefined` if the decompressed body exceeds `limit` bytes. The rest
 * of a larger body is not read.
 *
 * @throws the runtime's error if the body breaks off
 */
async function readBody(response: Response, limit: number): Promise<Response | undefined> {
  if (!response.body) return response;
  const reader = response.body.getReader();
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  for (let size = 0; size <= limit; ) {
    const { done, value } = await reader.read();
    // A small response is one chunk, which is faster to read than a blob.
    if (done) return new Response(chunks.length > 1 ? new Blob(chunks) : chunks[0], response);
    chunks.push(value as Uint8Array<ArrayBuffer>);
    size += value.length;
  }
  reader.cancel().catch(() => {});
  return undefined;
}

function log(
  { method, url }: Request,
  { logLevel, logger, redact, attempts }: Call,
  outcome: unknown,
  ms: number,
): void {
  const level = /^2/.test(`${outcome}`) ? "info" : "warn";
  if (logLevel === level || logLevel === "info") {
    logger[level](redact(`${method} ${new URL(url).pathname} ${outcome} ${Math.round(ms)} ms, attempt ${attempts}`));
  }
}

/**
 * How long to wait before the next attempt, in milliseconds: as `Retry-After` says (RFC 9110: seconds or a date), else
 * exponential backoff with full jitter; at most `maxRetryDelay`.
 */
function retryDelay(retryAfter: string | null | undefined, { attempts, clock, maxRetryDelay }: Call): number {
  if (retryAfter) {
    const seconds = Number(retryAfter);
    const asked = Number.isNaN(seconds) ? Date.parse(retryAfter) - clock.now() : seconds * 1000;
    if (!Number.isNaN(asked)) return Math.min(Math.max(asked, 0), maxRetryDelay);
  }
  return clock.random() * Math.min(FIRST_DELAY * 2 ** (attempts - 1), maxRetryDelay);
}

/**
 * Does the work within a time limit; without work, waits for that time.
 *
 * Rejects with what `late` returns when the time is up, or with the reason of the first signal that aborts. It then
 * aborts the signal given to the work, but does not wait for the work to stop. It leaves no timer and no listener behind.
 */
function within<Result = void>(
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
