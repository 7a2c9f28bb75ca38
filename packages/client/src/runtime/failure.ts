import { type Received, textOf } from "./body.ts";
import { type ClientError, clientError, type ErrorCode, type ErrorKind } from "./errors.ts";

/** What an error needs to know about the call that failed. */
export interface Failure {
  /** The name of the API, with which the names of its error classes start. */
  brand: string;
  /** The name of the operation, such as `updateBoat`; method and path if the call is not by name. */
  operation: string;
  /** How often the request was sent. */
  attempts: number;
  /** Returns a text, or `[redacted]` if it contains a secret of the call. */
  redact(text: string): string;
}

const CODES: Readonly<Record<number, ErrorCode>> = {
  0: "redirect", // Browsers show no more of one.
  301: "redirect",
  302: "redirect",
  303: "redirect",
  307: "redirect",
  308: "redirect",
  400: "bad_request",
  401: "unauthorized",
  403: "forbidden",
  404: "not_found",
  409: "conflict",
  422: "unprocessable",
  429: "rate_limit",
};

/** How much of an error's body is read and searched for secrets, in bytes or characters. */
export const LARGEST_ERROR_BODY = 2 ** 16;

/** How many characters of a body that is not JSON an error keeps. */
const EXCERPT = 2000;

/** How many characters a service may write for the part of a secret that is compared, and for an excerpt before it. */
const LONGEST_PART = 4000;

/** Makes the error of a failed call. The first of the kinds is its code. */
export function callError(
  kinds: readonly [ErrorCode, ...ErrorKind[]],
  { brand, operation, attempts }: Failure,
  message: string,
  details?: object,
  cause?: Error,
): ClientError {
  const tries = attempts > 1 ? ` (attempt ${attempts})` : "";
  const said = `${operation}: ${message}${tries}`;
  return clientError(brand, [...kinds, "call"], said, { operation, attempts, ...details }, cause);
}

/** Makes the error of an unexpected response, without the call's secrets even if the service repeats them. */
export function responseError(
  kinds: readonly [ErrorCode, ...ErrorKind[]],
  call: Failure,
  { status, headers }: Response,
  message: string,
  details?: object,
  cause?: Error,
): ClientError {
  const clean = new Headers([...headers].map(([name, value]): [string, string] => [name, call.redact(value)]));
  const requestId = clean.get("x-request-id") ?? clean.get("x-amzn-requestid") ?? undefined;
  const known = { status, headers: clean, requestId, ...details };
  return callError([...kinds, "response"], call, message, known, cause);
}

/** Makes the error of a response whose status is not 2xx, with the class of the status if it has one. */
export function statusError(call: Failure, received: Received): ClientError {
  const { response, cut } = received;
  const { status, statusText } = response;
  const text = textOf(received);
  let body: unknown;
  try {
    body = JSON.parse(text.slice(0, LARGEST_ERROR_BODY), (name, value) => {
      if (name !== call.redact(name)) return undefined; // leaves it out
      // A secret of digits may come back as a number.
      const shown = typeof value !== "object" && call.redact(`${value}`);
      return shown && shown !== `${value}` ? shown : value;
    });
  } catch {
    body = excerpt(call, text, cut) || undefined;
  }
  // RFC 9110, section 15: a status of no known class counts as 5xx.
  const code = CODES[status] ?? (status >= 500 ? "server" : "api");
  const { message, detail = message } = (body ?? {}) as { message?: unknown; detail?: unknown };
  const reason = code === "redirect" ? "redirects are not followed" : detail;
  const said = typeof reason === "string" ? `: ${reason.slice(0, 200)}` : "";
  return responseError([code, "api"], call, response, `${status} ${call.redact(statusText)}`.trim() + said, { body });
}

/**
 * Returns the JSON of a 2xx response; `undefined` if it is empty and may be.
 *
 * @throws an InvalidResponseError if it is empty or not JSON
 */
export function jsonOf(received: Received, call: Failure, mayBeEmpty?: boolean): unknown {
  const text = textOf(received);
  try {
    return !text && mayBeEmpty ? undefined : JSON.parse(text);
  } catch {
    // The error of JSON.parse is not the cause, because it quotes the text with its secrets.
    const message = `the response is ${text ? "not JSON" : "empty"}`;
    throw responseError(["invalid_response"], call, received.response, message, { text: excerpt(call, text) });
  }
}

/** Returns the beginning of a text, unless it has one of the call's secrets. */
export function excerpt({ redact }: Failure, text: string, cut = false): string {
  // Where a text was cut, so may be a secret, which is not recognized then.
  return cut && text.length < LONGEST_PART ? "" : redact(text.slice(0, LARGEST_ERROR_BODY)).slice(0, EXCERPT);
}

/**
 * Returns what an error of the runtime may show: its name and codes. Everything else may quote what was sent, and may be
 * anything, such as the whole request.
 */
export function causeOf(thrown: unknown, redact: Failure["redact"]): Error {
  const known: { name?: string; code?: string } & Record<string, unknown> = {};
  try {
    // fetch wraps the error that has the code. The chain may lead back to itself.
    let at = thrown as Record<string, unknown> | undefined;
    for (let depth = 5; at && depth--; at = at["cause"] as typeof at) {
      for (const key of ["name", "code", "syscall", "errno"]) {
        const value = at[key];
        const text = typeof value === "string" || key === "errno" ? `${value ?? ""}` : "";
        if (/^-?\w{1,50}$/.test(text) && text === redact(text)) known[key] = value;
      }
    }
  } catch {} // a property that throws
  return Object.assign(new Error(known.code ?? known.name ?? "unknown"), known);
}
