import {
  apiError,
  type Failure,
  ScenarioConnectionError,
  type ScenarioError,
  ScenarioRedirectError,
  ScenarioResponseError,
  ScenarioTimeoutError,
} from "./errors.ts";
import { readBody } from "./read-body.ts";
import { retryDelay } from "./retry-delay.ts";
import type { SharedOptions, TransportSettings } from "./settings.ts";

/** One call on its way: what it needs of the settings, and how far it has come. */
export interface Call extends Failure, Pick<SharedOptions, "onRetry"> {
  settings: TransportSettings;
  signals: AbortSignal[];
  timeout: number;
  /** How often this call may be sent again, by its options, method and body. */
  retries: number;
  /** Takes the call's secrets out of text. */
  redact(text: string): string;
}

const PASSING_STATUSES = new Set([408, 429, 500, 502, 503, 504]);

/** Where a timer would count in 31 bits and fire at once. */
const LONGEST_TIMER = 2 ** 31 - 1;

/**
 * Sends a request, again where it failed in a passing way, and returns the answer with its whole body in memory.
 *
 * @throws {ScenarioConnectionError} where no answer came
 * @throws {ScenarioTimeoutError} where there was no whole answer in time
 * @throws {ScenarioRedirectError} where the answer leads elsewhere
 * @throws {ScenarioResponseError} where a 2xx answer was cut short or is too large
 * @throws the reason of a signal that ended the call
 */
export async function transport(request: Request, call: Call): Promise<Response> {
  for (;;) {
    call.attempts++;
    const last = call.attempts > call.retries;
    let response: Response | undefined;
    let reason: ScenarioError | undefined;
    try {
      // Only a copy is sent while there may be another attempt: a body can be read once.
      response = await logged(request, call, () => attempt(last ? request : request.clone(), call));
      if (last || !PASSING_STATUSES.has(response.status)) return response;
    } catch (error) {
      if (last || !isPassing(error)) throw error;
      reason = error;
    }
    const delay = retryDelay(call.attempts, response?.headers.get("retry-after"), call.settings);
    if (call.onRetry) {
      if (response) reason = apiError(call, redacted(response, call), call.redact(await response.text()));
      call.onRetry({ attempt: call.attempts, delay, reason: reason as ScenarioError, operation: call.operation });
    }
    await wait(delay, [...call.signals, request.signal], call.settings);
  }
}

/** A response with its status line and headers redacted, and no body: what an error may keep. */
export function redacted({ status, statusText, headers }: Response, { redact }: Call) {
  const clean = [...headers].map(([name, value]): [string, string] => [name, redact(value)]);
  return { status, statusText: redact(statusText), headers: new Headers(clean) };
}

async function attempt(request: Request, call: Call): Promise<Response> {
  const { clock } = call.settings;
  const controller = new AbortController();
  let stop = () => {};
  let timer: unknown;
  // Ends the attempt even where the `fetch` that was given does not mind its signal.
  const ended = new Promise<never>((_, reject) => {
    const end = (reason: unknown) => {
      reject(reason);
      controller.abort(reason);
    };
    stop = follow([...call.signals, request.signal], end);
    if (call.timeout <= LONGEST_TIMER) {
      timer = clock.setTimeout(() => end(new ScenarioTimeoutError(call, call.timeout)), call.timeout);
    }
  });
  try {
    return await Promise.race([receive(request, controller.signal, call), ended]);
  } finally {
    stop();
    clock.clearTimeout(timer);
  }
}

async function receive(request: Request, signal: AbortSignal, call: Call): Promise<Response> {
  signal.throwIfAborted();
  let response: Response;
  try {
    response = await call.settings.fetch(request, { signal });
  } catch (cause) {
    throw new ScenarioConnectionError(call, "no answer came", { cause });
  }
  if (response.type === "opaqueredirect" || /^30[12378]$/.test(String(response.status))) {
    response.body?.cancel().catch(() => {});
    throw new ScenarioRedirectError(call, redacted(response, call));
  }
  try {
    return await readBody(response, call.settings.maxResponseSize);
  } catch (cause) {
    const message = cause instanceof RangeError ? cause.message : "cut short";
    throw response.ok
      ? new ScenarioResponseError(call, redacted(response, call), message, undefined, { cause })
      : new ScenarioConnectionError(call, `the answer is ${message}`, { cause });
  }
}

/** Whether the next attempt may go better: not so where the answer is too large. */
function isPassing(error: unknown): error is ScenarioError {
  return (
    error instanceof ScenarioTimeoutError ||
    error instanceof ScenarioConnectionError ||
    (error instanceof ScenarioResponseError && !(error.cause instanceof RangeError))
  );
}

function wait(milliseconds: number, signals: AbortSignal[], { clock }: TransportSettings): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = clock.setTimeout(() => {
      stop();
      resolve();
    }, milliseconds);
    const stop = follow(signals, (reason) => {
      clock.clearTimeout(timer);
      reject(reason);
    });
  });
}

/** Calls back once when one of the signals ends, or has. Returns what stops listening. */
function follow(signals: AbortSignal[], onAbort: (reason: unknown) => void): () => void {
  const stop = () => {
    for (const signal of signals) signal.removeEventListener("abort", abort);
  };
  const abort = () => {
    stop();
    onAbort(signals.find((signal) => signal.aborted)?.reason);
  };
  for (const signal of signals) signal.addEventListener("abort", abort);
  if (signals.some((signal) => signal.aborted)) abort();
  return stop;
}

async function logged(request: Request, call: Call, work: () => Promise<Response>): Promise<Response> {
  const { clock, logger, logLevel } = call.settings;
  if (logLevel === "off") return work();
  const from = clock.now();
  const line = (outcome: unknown) => {
    const { pathname } = new URL(request.url);
    const duration = Math.round(clock.now() - from);
    return call.redact(`${request.method} ${pathname} ${outcome} ${duration} ms, attempt ${call.attempts}`);
  };
  try {
    const response = await work();
    if (!response.ok) logger.warn(line(response.status));
    else if (logLevel === "info") logger.info(line(response.status));
    return response;
  } catch (error) {
    logger.warn(line((error as { code?: unknown } | null)?.code ?? "aborted"));
    throw error;
  }
}
