/** A kind of error. Each has a class. */
export type ErrorKind =
  | "config"
  | "request"
  | "call"
  | "connection"
  | "timeout"
  | "response"
  | "redirect"
  | "invalid_response"
  | "api"
  | "bad_request"
  | "unauthorized"
  | "forbidden"
  | "not_found"
  | "conflict"
  | "unprocessable"
  | "rate_limit"
  | "server";

/** What went wrong, as a word that does not change between versions. The other kinds group these. */
export type ErrorCode = Exclude<ErrorKind, "call" | "response">;

/** What all errors of a client have. */
export interface ErrorBase extends Error {
  readonly code: ErrorCode;
  /** What `JSON.stringify` shows: name, message and the properties. */
  toJSON(): Record<string, unknown>;
}

/** A class of errors, for `instanceof`. */
export type ErrorClass<T extends ErrorBase> = abstract new (...args: never) => T;

// Errors list their brand and kinds under a registered symbol. So `instanceof` works across copies of this module, and a
// bundle contains only the classes that a program names.
const MARKS = Symbol.for("openapi-client.error");

/**
 * Returns a class of errors, which recognizes those that any copy of this module has made.
 *
 * @param brand the name of the API, with which the names of its classes start; if it is empty, errors of any API
 * @param kind the kind of error; if it is empty, any error of the client
 */
export function errorClass<T extends ErrorBase = ClientError>(brand: string, kind: ErrorKind | ""): ErrorClass<T> {
  // The name is computed, because minifiers rename classes.
  const name = `${brand}${kind.replace(/(?:^|_)./g, (start) => start.slice(-1).toUpperCase())}Error`;
  const named = {
    [name]: class extends Error {
      static override [Symbol.hasInstance](value: unknown): boolean {
        const marks = (value as { [MARKS]?: string[] } | null | undefined)?.[MARKS];
        return (marks?.includes(brand) && marks.includes(kind)) as boolean; // or undefined, which counts as false
      }
    },
  };
  return named[name] as unknown as ErrorClass<T>;
}

/** Makes an error of a client. The first of the kinds is its code. `details` are its own properties. */
export function clientError(
  brand: string,
  [code, ...groups]: readonly [ErrorCode, ...ErrorKind[]],
  message: string,
  details?: object,
  cause?: Error,
): ClientError {
  const type = errorClass(brand, code) as unknown as ErrorConstructor;
  const inherited = { name: type.name, [MARKS]: ["", brand, code, ...groups], toJSON };
  Object.assign(type.prototype, inherited);
  return Object.assign(new type(message, cause && { cause }), { code }, details) as ClientError;
}

function toJSON(this: ErrorBase & { headers?: Headers }): Record<string, unknown> {
  const { name, message, headers } = this;
  return { name, message, ...(this as object), headers: headers && Object.fromEntries(headers) };
}

/** An option is invalid, or credentials are missing. Nothing was sent. */
export interface ConfigError extends ErrorBase {
  readonly code: "config";
}

/** The request cannot be sent: a parameter, a header or the body is invalid, or an option is unknown. Nothing was sent. */
export interface RequestError extends ErrorBase {
  readonly code: "request";
}

/** What all errors of calls that were sent have. */
export interface CallErrorBase extends ErrorBase {
  /** The name of the operation that was called; method and path if the call is not by name. */
  readonly operation: string;
  /** How often the request was sent. */
  readonly attempts: number;
}

/**
 * The service could not be reached, or the connection broke. `cause` has the name, the `code`, the `syscall` and the
 * `errno` of the runtime's error, and nothing else of it, because it may quote secrets.
 */
export interface ConnectionError extends CallErrorBase {
  readonly code: "connection";
}

/** The response was not complete in time. */
export interface TimeoutError extends CallErrorBase {
  readonly code: "timeout";
  /** The time limit of an attempt, in milliseconds. If the runtime gave up earlier, `cause` says so. */
  readonly timeout: number;
}

/** What all errors with a response have. */
export interface ResponseErrorBase extends CallErrorBase {
  /** The HTTP status code; 0 if a browser hides it. */
  readonly status: number;
  /** The headers of the response. */
  readonly headers: Headers;
  /** The service's ID of this request (`x-request-id` or `x-amzn-requestid`), if it sends one. */
  readonly requestId: string | undefined;
}

/** A 2xx response is not the documented one: it is empty, too large or not JSON. */
export interface InvalidResponseError extends ResponseErrorBase {
  readonly code: "invalid_response";
  /** The first 2,000 characters of the body; `undefined` if it is too large. */
  readonly text: string | undefined;
}

/** What all errors of a status that is not 2xx have. */
export interface ApiErrorBase extends ResponseErrorBase {
  /**
   * The response's body, of which at most 64 kB are read: parsed if it is JSON, else its first 2,000 characters;
   * `undefined` if it is empty.
   */
  readonly body: unknown;
}

/**
 * 301, 302, 303, 307, 308; 0 in a browser, which hides them: the service redirected the request. The client follows no
 * redirects, because they could leak credentials and body. The target is in the `location` header.
 */
export interface RedirectError extends ApiErrorBase {
  readonly code: "redirect";
}

/** 400: the request is invalid. */
export interface BadRequestError extends ApiErrorBase {
  readonly code: "bad_request";
  readonly status: 400;
}

/** 401: the credentials are wrong. */
export interface UnauthorizedError extends ApiErrorBase {
  readonly code: "unauthorized";
  readonly status: 401;
}

/** 403: the credentials do not allow this. */
export interface ForbiddenError extends ApiErrorBase {
  readonly code: "forbidden";
  readonly status: 403;
}

/** 404: there is no such resource. */
export interface NotFoundError extends ApiErrorBase {
  readonly code: "not_found";
  readonly status: 404;
}

/** 409: the request conflicts with the state of the resource. */
export interface ConflictError extends ApiErrorBase {
  readonly code: "conflict";
  readonly status: 409;
}

/** 422: the request is well-formed but cannot be processed. */
export interface UnprocessableError extends ApiErrorBase {
  readonly code: "unprocessable";
  readonly status: 422;
}

/** 429: too many requests, after all retries. */
export interface RateLimitError extends ApiErrorBase {
  readonly code: "rate_limit";
  readonly status: 429;
}

/** 5xx, or a status that HTTP does not have: the service failed, after all retries. */
export interface ServerError extends ApiErrorBase {
  readonly code: "server";
}

/** Any other status that is not 2xx. */
export interface OtherApiError extends ApiErrorBase {
  readonly code: "api";
}

// Unions, so that a `switch` over the code narrows the type.

/** The service responded with a status that is not 2xx. */
export type ApiError =
  | RedirectError
  | BadRequestError
  | UnauthorizedError
  | ForbiddenError
  | NotFoundError
  | ConflictError
  | UnprocessableError
  | RateLimitError
  | ServerError
  | OtherApiError;

/** A response came, but not the documented one. */
export type ResponseError = InvalidResponseError | ApiError;

/** A call was sent and failed. */
export type CallError = ConnectionError | TimeoutError | ResponseError;

/** Any error of a client. */
export type ClientError = ConfigError | RequestError | CallError;
