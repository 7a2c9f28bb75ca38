import { ScenarioError } from "./errors.ts";
import { redactError } from "./redaction.ts";

/** What an error needs to know about the call that failed. */
export interface Failure {
  /** The name of the operation, such as `updateModel`; method and path if the call is not by name. */
  operation: string;
  /** How often the request was sent. */
  attempts: number;
  /** Removes the call's secrets from text. */
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

/** Makes the error of a failed call. Its kinds are names from `errors.ts` without "Scenario" and "Error", general ones first. */
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

/** Makes the error of an unexpected response, without the call's secrets even if the service repeats them. */
export function responseError(
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

/** Makes the error of a response whose status is not 2xx, with the class of the status if it has one. */
export function statusError(call: Failure, response: Response, text: string): ScenarioError {
  const { status, statusText } = response;
  const body = parsed(call.redact(text));
  const { message, detail = message } = (body ?? {}) as { message?: unknown; detail?: unknown };
  const said = typeof detail === "string" ? `: ${detail.slice(0, 200)}` : "";
  const kind = KINDS[status] ?? (status >= 500 ? "Server" : "");
  return responseError(`Api ${kind}`.trim(), call, response, `${status} ${statusText}`.trim() + said, { body });
}

function parsed(text: string): unknown {
  try {
    return text === "" ? undefined : JSON.parse(text);
  } catch {
    return excerpt(text);
  }
}

/** The first 2,000 characters of a text. */
export function excerpt(text: string): string {
  return text.slice(0, 2000);
}
