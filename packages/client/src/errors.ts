// One class makes every error. What kind of error it is stands on it as words under a registered symbol: so every copy
// of this package knows the errors of every other, and a bundle holds only the kinds that a program names.
const KINDS = Symbol.for("@scenario-openapi/client.error");

/** What every error of this package has in common. */
export class ScenarioError extends Error {
  static readonly kind: string = "";
  /** What went wrong, as a word that does not change between versions. */
  declare readonly code: string;

  /** @param kinds words from the general to the particular; the last gives the error its name and code */
  constructor(kinds: string, message: string, details?: object, options?: ErrorOptions) {
    super(message, options);
    const words = kinds.split(" ");
    const kind = words.at(-1) ?? "";
    const type = kindOf(kind);
    const { name } = type as unknown as { name: string };
    Object.defineProperties(this, {
      name: { value: name },
      constructor: { value: type },
      stack: { value: this.stack?.replace(/^Error/, name) },
      [KINDS]: { value: ["", ...words] },
    });
    Object.assign(this, { code: kind.replace(/\B[A-Z]/g, "_$&").toLowerCase() }, details);
  }

  static override [Symbol.hasInstance](value: unknown): boolean {
    return Object.hasOwn(this, "kind")
      ? Boolean((value as { [KINDS]?: string[] } | null)?.[KINDS]?.includes(this.kind))
      : Function.prototype[Symbol.hasInstance].call(this, value); // a class of the user's that extends one of these
  }
}

/** The class of a kind of error, for `instanceof`. */
type Kind<T> = abstract new (...args: never) => T;

/** Names are made at run time, as a minifier changes those of classes. */
function kindOf<T>(kind: string): Kind<T> {
  const name = `Scenario${kind}Error`;
  const named = {
    [name]: class extends ScenarioError {
      static override readonly kind = kind;
    },
  };
  return named[name] as unknown as Kind<T>;
}

/** The client cannot be made, or an option is not what it may be. */
export interface ScenarioConfigError extends ScenarioError {
  readonly code: "config";
}
export const ScenarioConfigError: Kind<ScenarioConfigError> = /* @__PURE__ */ kindOf("Config");

/** A call cannot be sent as it is: a path parameter is missing, empty or would lead off the path. Nothing was sent. */
export interface ScenarioRequestError extends ScenarioError {
  readonly code: "request";
}
export const ScenarioRequestError: Kind<ScenarioRequestError> = /* @__PURE__ */ kindOf("Request");

/** A call was sent, and failed. */
export interface ScenarioCallError extends ScenarioError {
  /** The name of the operation that was called; method and path for a call that is not by name. */
  readonly operation: string;
  /** How often the request was sent, the last time included. */
  readonly attempts: number;
}
export const ScenarioCallError: Kind<ScenarioCallError> = /* @__PURE__ */ kindOf("Call");

/** The service could not be reached, or the connection broke. `cause` is what the runtime said. */
export interface ScenarioConnectionError extends ScenarioCallError {
  readonly code: "connection";
}
export const ScenarioConnectionError: Kind<ScenarioConnectionError> = /* @__PURE__ */ kindOf("Connection");

/** There was no whole answer in time. */
export interface ScenarioTimeoutError extends ScenarioCallError {
  readonly code: "timeout";
  /** How long an attempt may take, in milliseconds. */
  readonly timeout: number;
}
export const ScenarioTimeoutError: Kind<ScenarioTimeoutError> = /* @__PURE__ */ kindOf("Timeout");

/** An answer came, and is not what was asked for. */
export interface ScenarioAnswerError extends ScenarioCallError {
  /** The HTTP status code; 0 where a browser does not tell it. */
  readonly status: number;
  /** The answer's headers. */
  readonly headers: Headers;
  /** How the service names this request (`x-request-id` or `x-amzn-requestid`), where it does. */
  readonly requestId: string | undefined;
}
export const ScenarioAnswerError: Kind<ScenarioAnswerError> = /* @__PURE__ */ kindOf("Answer");

/** The service answered with a redirect, which is never followed: it would take credentials and body along. */
export interface ScenarioRedirectError extends ScenarioAnswerError {
  readonly code: "redirect";
  /** Where to, as the answer's `Location` says; `null` where it does not, or a browser does not tell. */
  readonly location: string | null;
}
export const ScenarioRedirectError: Kind<ScenarioRedirectError> = /* @__PURE__ */ kindOf("Redirect");

/** A 2xx answer that is not what the API documents: empty, cut short, too large, or not JSON. */
export interface ScenarioResponseError extends ScenarioAnswerError {
  readonly code: "response";
  /** How the body begins, at most 2,000 characters; `undefined` where it could not be read. */
  readonly text: string | undefined;
}
export const ScenarioResponseError: Kind<ScenarioResponseError> = /* @__PURE__ */ kindOf("Response");

/** The service answered with a status that says no. The common ones have a class of their own. */
export interface ScenarioApiError extends ScenarioAnswerError {
  /** The answer's body: parsed where it is JSON, its first 2,000 characters where it is not, `undefined` where it is empty. */
  readonly body: unknown;
}
export const ScenarioApiError: Kind<ScenarioApiError> = /* @__PURE__ */ kindOf("Api");

/** 400: the request is not as the API wants it. */
export interface ScenarioBadRequestError extends ScenarioApiError {
  readonly code: "bad_request";
  readonly status: 400;
}
export const ScenarioBadRequestError: Kind<ScenarioBadRequestError> = /* @__PURE__ */ kindOf("BadRequest");

/** 401: the key or the secret is wrong. */
export interface ScenarioUnauthorizedError extends ScenarioApiError {
  readonly code: "unauthorized";
  readonly status: 401;
}
export const ScenarioUnauthorizedError: Kind<ScenarioUnauthorizedError> = /* @__PURE__ */ kindOf("Unauthorized");

/** 403: the key may not do this. */
export interface ScenarioForbiddenError extends ScenarioApiError {
  readonly code: "forbidden";
  readonly status: 403;
}
export const ScenarioForbiddenError: Kind<ScenarioForbiddenError> = /* @__PURE__ */ kindOf("Forbidden");

/** 404: there is no such thing. */
export interface ScenarioNotFoundError extends ScenarioApiError {
  readonly code: "not_found";
  readonly status: 404;
}
export const ScenarioNotFoundError: Kind<ScenarioNotFoundError> = /* @__PURE__ */ kindOf("NotFound");

/** 409: the thing is in another state than the request takes it to be. */
export interface ScenarioConflictError extends ScenarioApiError {
  readonly code: "conflict";
  readonly status: 409;
}
export const ScenarioConflictError: Kind<ScenarioConflictError> = /* @__PURE__ */ kindOf("Conflict");

/** 422: the request is well-formed and cannot be done. */
export interface ScenarioUnprocessableError extends ScenarioApiError {
  readonly code: "unprocessable";
  readonly status: 422;
}
export const ScenarioUnprocessableError: Kind<ScenarioUnprocessableError> = /* @__PURE__ */ kindOf("Unprocessable");

/** 429: too many requests, after all retries. */
export interface ScenarioRateLimitError extends ScenarioApiError {
  readonly code: "rate_limit";
  readonly status: 429;
}
export const ScenarioRateLimitError: Kind<ScenarioRateLimitError> = /* @__PURE__ */ kindOf("RateLimit");

/** 5xx: the service failed, after all retries. */
export interface ScenarioServerError extends ScenarioApiError {
  readonly code: "server";
}
export const ScenarioServerError: Kind<ScenarioServerError> = /* @__PURE__ */ kindOf("Server");
