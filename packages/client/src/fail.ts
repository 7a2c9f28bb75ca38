import { ScenarioError } from "./errors.ts";
import { redactError } from "./redaction.ts";

/** What an error needs to know of the call that failed. */
export interface Failure {
  /** The name of the operation, such as `updateModel`; method and path for a call that is not by name. */
  operation: string;
  /** How often the request was sent. */
  attempts: number;
  /** Takes the call's secrets out of text. */
  redact(text: string): string;
}

const KINDS: Readonly<Record<number, string>> = {
  400: "BadRequest",
  401: "Unauthorized",
  403: "Forbidden",
  404: "NotFound",
  409: "Conflict",
  422: "Unprocessable",
  429: "RateLimit",
};

/** The error of a call that failed. Its kinds are words of `errors.ts`, the more general ones first. */
export function callError(
  kinds: string,
  { operation, attempts, redact }: Failure,
  message: string,
  details?: object,
  cause?: unknown,
): ScenarioError {
  redactError(cause, redact);
  const tries = attempts > 1 ? ` (attempt ${attempts})` : "";
  return new ScenarioError(
    `Call ${kinds}`,
    `${operation}: ${message}${tries}`,
    { operation, attempts, ...details },
    cause === undefined ? {} : { cause },
  );
}

/** The error of an answer that is not what was asked for, without the call's secrets wherever the service repeats them. */
export function answerError(
  kinds: string,
  call: Failure,
  { status, headers }: Response,
  message: string,
  details?: object,
  cause?: unknown,
): ScenarioError {
  const clean = new Headers([...headers].map(([name, value]): [string, string] => [name, call.redact(value)]));
  const requestId = clean.get("x-request-id") ?? clean.get("x-amzn-requestid") ?? undefined;
  return callError(
    `Answer ${kinds}`,
    call,
    call.redact(message),
    { status, headers: clean, requestId, ...details },
    cause,
  );
}

/** The error of an answer whose status is not 2xx, of the status' own kind where it has one. */
export function statusError(call: Failure, response: Response, text: string): ScenarioError {
  const { status, statusText } = response;
  const body = parsed(call.redact(text));
  const { message, detail = message } = (body ?? {}) as { message?: unknown; detail?: unknown };
  const said = typeof detail === "string" ? `: ${detail.slice(0, 200)}` : "";
  const kind = KINDS[status] ?? (status >= 500 ? "Server" : "");
  return answerError(`Api ${kind}`.trim(), call, response, `${status} ${statusText}`.trim() + said, { body });
}

function parsed(text: string): unknown {
  try {
    return text === "" ? undefined : JSON.parse(text);
  } catch {
    return excerpt(text);
  }
}

/** How a text begins. */
export function excerpt(text: string): string {
  return text.slice(0, 2000);
}
