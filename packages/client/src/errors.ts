// One class makes every error and lists its kinds under a registered symbol, such as ["", "Call", "Timeout"]. So
// `instanceof` works across copies of this package, and a bundle contains only the classes that a program names.
const KINDS = Symbol.for("@scenario-openapi/client.error");

/** The base of all errors of this package. */
export class ScenarioError extends Error {
  static readonly kind: string = "";
  /** The kind of error, as a word that does not change between versions. */
  declare readonly code: string;

  /** @param kinds names of kinds, general ones first, separated by spaces; the last determines name and code */
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
      : Function.prototype[Symbol.hasInstance].call(this, value); // a subclass that a user made
  }
}

/** The class of a kind of error, for `instanceof`. */
type Kind<T> = abstract new (...args: never) => T;

/** Makes a class. Its name is computed, because minifiers rename classes. */
function kindOf<T>(kind: string): Kind<T> {
  const name = `Scenario${kind}Error`;
  const named = {
    [name]: class extends ScenarioError {
      static override readonly kind = kind;
    },
  };
  return named[name] as unknown as Kind<T>;
}

/** Credentials are missing, or an option is invalid. */
export interface ScenarioConfigError extends ScenarioError {
  readonly code: "config";
}
export const ScenarioConfigError: Kind<ScenarioConfigError> = /* @__PURE__ */ kindOf("Config");

/** A path parameter is missing, empty or would change the path. Nothing was sent. */
export interface ScenarioRequestError extends ScenarioError {
  readonly code: "request";
}
export const ScenarioRequestError: Kind<ScenarioRequestError> = /* @__PURE__ */ kindOf("Request");

/** A call was sent and failed. */
export interface ScenarioCallError extends ScenarioError {
  /** The name of the operation that was called; method and path if the call is not by name. */
  readonly operation: string;
  /** How often the request was sent. */
  readonly attempts: number;
}
export const ScenarioCallError: Kind<ScenarioCallError> = /* @__PURE__ */ kindOf("Call");

/** The service could not be reached, or the connection broke. `cause` is the runtime's error. */
export interface ScenarioConnectionError extends ScenarioCallError {
  readonly code: "connection";
}
export const ScenarioConnectionError: Kind<ScenarioConnectionError> = /* @__PURE__ */ kindOf("Connection");

/** The response was not complete in time. */
export interface ScenarioTimeoutError extends ScenarioCallError {
  readonly code: "timeout";
  /** The time limit of an attempt, in milliseconds. */
  readonly timeout: number;
}
export const ScenarioTimeoutError: Kind<ScenarioTimeoutError> = /* @__PURE__ */ kindOf("Timeout");

/** A response came, but not the documented one. */
export interface ScenarioAnswerError extends ScenarioCallError {
  /** The HTTP status code; 0 if a browser hides it. */
  readonly status: number;
  /** The headers of the response. */
  readonly headers: Headers;
  /** The service's ID of this request (`x-request-id` or `x-amzn-requestid`), if it sends one. */
  readonly requestId: string | undefined;
}
export const ScenarioAnswerError: Kind<ScenarioAnswerError> = /* @__PURE__ */ kindOf("Answer");

/** The service redirected the request. The client never follows redirects, because they could leak credentials and body. */
export interface ScenarioRedirectError extends ScenarioAnswerError {
  readonly code: "redirect";
  /** The target, from the `Location` header; `null` if there is none or a browser hides it. */
  readonly location: string | null;
}
export const ScenarioRedirectError: Kind<ScenarioRedirectError> = /* @__PURE__ */ kindOf("Redirect");

/** A 2xx response is not the documented one: it is empty, cut short, too large or not JSON. */
export interface ScenarioResponseError extends ScenarioAnswerError {
  readonly code: "response";
  /** The first 2,000 characters of the body; `undefined` if it could not be read. */
  readonly text: string | undefined;
}
export const ScenarioResponseError: Kind<ScenarioResponseError> = /* @__PURE__ */ kindOf("Response");

/** The service responded with an error status. The common ones have subclasses. */
export interface ScenarioApiError extends ScenarioAnswerError {
  /** The response's body: parsed if it is JSON, else its first 2,000 characters, `undefined` if it is empty. */
  readonly body: unknown;
}
export const ScenarioApiError: Kind<ScenarioApiError> = /* @__PURE__ */ kindOf("Api");

/** 400: the request is invalid. */
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

/** 404: there is no such resource. */
export interface ScenarioNotFoundError extends ScenarioApiError {
  readonly code: "not_found";
  readonly status: 404;
}
export const ScenarioNotFoundError: Kind<ScenarioNotFoundError> = /* @__PURE__ */ kindOf("NotFound");

/** 409: the request conflicts with the state of the resource. */
export interface ScenarioConflictError extends ScenarioApiError {
  readonly code: "conflict";
  readonly status: 409;
}
export const ScenarioConflictError: Kind<ScenarioConflictError> = /* @__PURE__ */ kindOf("Conflict");

/** 422: the request is well-formed but cannot be processed. */
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
