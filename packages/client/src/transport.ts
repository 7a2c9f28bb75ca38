import type { ScenarioError } from "./errors.ts";
import { answerError, callError, type Failure, statusError } from "./fail.ts";
import { readBody } from "./read-body.ts";
import { retryDelay } from "./retry-delay.ts";
import type { TransportSettings } from "./settings.ts";
import { within } from "./within.ts";

/** One call on its way: the settings that hold for it, and how far it has come. */
export interface Call extends TransportSettings, Failure {
  signals: AbortSignal[];
  /** The request's body, where it is known to be this text: it is sent again from here. */
  body?: string;
  /** The answer, once there is one. */
  response?: Response;
}

const PASSING_STATUS = /^(408|429|50[0234])$/;

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
  const { body, clock, retries } = call;
  // Only middleware can have put a signal into the request.
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
    if (response && (last || !PASSING_STATUS.test(`${response.status}`))) return response;
    // What the network did has a cause, or ran out of time.
    const passing = error?.code === "timeout" || error?.cause;
    if (!response && (last || !passing || signals.some(({ aborted }) => aborted))) throw error;

    const delay = retryDelay(call.attempts, response?.headers.get("retry-after"), call);
    if (call.onRetry) {
      const { attempts: attempt, operation } = call;
      const reason = error ?? statusError(call, response as Response, await (response as Response).text());
      call.onRetry({ attempt, delay, reason, operation });
    }
    await within(delay, clock, signals);
  }
}

/** The request for an attempt. A body can be read once: it is made anew from its text, or a copy is sent of one that is kept. */
function nextRequest(request: Request, body: string | undefined, first: boolean, last: boolean): Request {
  if (body !== undefined) return first ? request : new Request(request, { body });
  return last ? request : request.clone();
}

function attempt(request: Request, call: Call, signals: AbortSignal[]): Promise<Response> {
  const { clock, timeout } = call;
  return within(timeout, clock, signals, {
    work: (signal) => receive(request, signal, call),
    late: () => callError("Timeout", call, `no whole answer within ${timeout} ms`, { timeout }),
  });
}

async function receive(request: Request, signal: AbortSignal, call: Call): Promise<Response> {
  let response: Response;
  try {
    response = await call.fetch(request, { signal });
  } catch (cause) {
    throw callError("Connection", call, "no answer came", {}, cause);
  }
  if (response.type === "opaqueredirect" || /^30[12378]$/.test(`${response.status}`)) {
    response.body?.cancel().catch(() => {});
    const location = response.headers.get("location");
    const clean = location && call.redact(location);
    throw answerError("Redirect", call, response, `redirects are not followed: ${location}`, { location: clean });
  }
  let whole: Response | undefined;
  try {
    whole = await readBody(response, call.maxResponseSize);
  } catch (cause) {
    if (response.ok) throw answerError("Response", call, response, "the answer is cut short", {}, cause);
  }
  if (whole) return whole;
  // What says no says it by its status, whatever becomes of its body.
  if (!response.ok) return new Response(null, response);
  throw answerError("Response", call, response, `the answer is larger than ${call.maxResponseSize} bytes`);
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
