// Every copy of this package knows the errors of every other: what an error is stands on it under a registered symbol.
const KINDS = Symbol.for("@scenario-openapi/client.error");

/** What the parts of a call know when it fails. */
export interface Failure {
  /** The name of the operation, such as `updateModel`; method and path for a call that is not by name. */
  operation: string;
  /** How often the request was sent. */
  attempts: number;
}

/** What an error keeps of an answer. */
export type Answer = Pick<Response, "status" | "statusText" | "headers">;

/** What every error of this package has in common. */
export class ScenarioError extends Error {
  static readonly kind: string = "ScenarioError";
  /** What went wrong, as a word that does not change between versions. */
  readonly code: string = "error";

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    const { kind } = new.target;
    const kinds: string[] = [];
    for (let type = new.target; type.kind; type = Object.getPrototypeOf(type)) kinds.push(type.kind);
    Object.defineProperties(this, { name: { value: kind, configurable: true }, [KINDS]: { value: kinds } });
  }

  static override [Symbol.hasInstance](value: unknown): boolean {
    return Object.hasOwn(this, "kind")
      ? Boolean((value as { [KINDS]?: string[] } | null)?.[KINDS]?.includes(this.kind))
      : Function.prototype[Symbol.hasInstance].call(this, value); // a class of the user's that extends one of these
  }
}

/** The client cannot be made, or an option is not what it may be. */
export class ScenarioConfigError extends ScenarioError {
  static override readonly kind = "ScenarioConfigError";
  override readonly code = "config";
}

/** A call cannot be sent as it is: a path parameter is missing, empty or would lead off the path. Nothing was sent. */
export class ScenarioRequestError extends ScenarioError {
  static override readonly kind = "ScenarioRequestError";
  override readonly code = "request";
}

/** A call was sent, and failed. */
export class ScenarioCallError extends ScenarioError {
  static override readonly kind: string = "ScenarioCallError";
  override readonly code: string = "call";
  /** The name of the operation that was called. */
  readonly operation: string;
  /** How often the request was sent, the last time included. */
  readonly attempts: number;

  constructor({ operation, attempts }: Failure, message: string, options?: ErrorOptions) {
    super(`${operation}: ${message}${attempts > 1 ? ` (attempt ${attempts})` : ""}`, options);
    this.operation = operation;
    this.attempts = attempts;
  }
}

/** The service could not be reached, or the connection broke. `cause` is what the runtime said. */
export class ScenarioConnectionError extends ScenarioCallError {
  static override readonly kind = "ScenarioConnectionError";
  override readonly code = "connection";
}

/** There was no whole answer in time. */
export class ScenarioTimeoutError extends ScenarioCallError {
  static override readonly kind = "ScenarioTimeoutError";
  override readonly code = "timeout";
  /** How long an attempt may take, in milliseconds. */
  readonly timeout: number;

  constructor(failure: Failure, timeout: number) {
    super(failure, `no whole answer within ${timeout} ms`);
    this.timeout = timeout;
  }
}

/** An answer came. Its status and headers, whatever else is wrong with it. */
export class ScenarioAnswerError extends ScenarioCallError {
  static override readonly kind: string = "ScenarioAnswerError";
  override readonly code: string = "answer";
  /** The HTTP status code; 0 where a browser does not tell it. */
  readonly status: number;
  /** The answer's headers. */
  readonly headers: Headers;
  /** How the service names this request (`x-request-id` or `x-amzn-requestid`), where it does. */
  readonly requestId: string | undefined;

  constructor(failure: Failure, response: Answer, message: string, options?: ErrorOptions) {
    super(failure, message, options);
    const { status, headers } = response;
    this.status = status;
    this.headers = headers;
    this.requestId = headers.get("x-request-id") ?? headers.get("x-amzn-requestid") ?? undefined;
  }
}

/** The service answered with a redirect, which is never followed: it would take credentials and body along. */
export class ScenarioRedirectError extends ScenarioAnswerError {
  static override readonly kind = "ScenarioRedirectError";
  override readonly code = "redirect";
  /** Where to, as the answer's `Location` says; `undefined` where it does not, or a browser does not tell. */
  readonly location: string | undefined;

  constructor(failure: Failure, response: Answer) {
    const location = response.headers.get("location") ?? undefined;
    super(failure, response, `redirects are not followed, and this one leads to ${location ?? "an unknown place"}`);
    this.location = location;
  }
}

/** A 2xx answer that is not what the API documents: empty, cut short, too large, or not JSON. */
export class ScenarioResponseError extends ScenarioAnswerError {
  static override readonly kind = "ScenarioResponseError";
  override readonly code = "response";
  /** How the body begins, at most 2,000 characters; `undefined` where it was not read. */
  readonly text: string | undefined;

  constructor(failure: Failure, response: Answer, message: string, text?: string, options?: ErrorOptions) {
    super(failure, response, `the answer is ${message}`, options);
    this.text = text && excerpt(text);
  }
}

/** The service answered with a status that says no. The common ones have a class of their own. */
export class ScenarioApiError extends ScenarioAnswerError {
  static override readonly kind: string = "ScenarioApiError";
  override readonly code: string = "api";
  /** The answer's body: parsed where it is JSON, its first 2,000 characters where it is not, `undefined` where it is empty. */
  readonly body: unknown;

  constructor(failure: Failure, response: Answer, text: string) {
    const body = parsed(text);
    const { detail = undefined, message = detail } = (body ?? {}) as { detail?: unknown; message?: unknown };
    const said = typeof message === "string" ? `: ${message.slice(0, 200)}` : "";
    super(failure, response, `${`${response.status} ${response.statusText}`.trim()}${said}`);
    this.body = body;
  }
}

/** 400: the request is not as the API wants it. */
export class ScenarioBadRequestError extends ScenarioApiError {
  static override readonly kind = "ScenarioBadRequestError";
  override readonly code = "bad_request";
}

/** 401: the key or the secret is wrong. */
export class ScenarioUnauthorizedError extends ScenarioApiError {
  static override readonly kind = "ScenarioUnauthorizedError";
  override readonly code = "unauthorized";
}

/** 403: the key may not do this. */
export class ScenarioForbiddenError extends ScenarioApiError {
  static override readonly kind = "ScenarioForbiddenError";
  override readonly code = "forbidden";
}

/** 404: there is no such thing. */
export class ScenarioNotFoundError extends ScenarioApiError {
  static override readonly kind = "ScenarioNotFoundError";
  override readonly code = "not_found";
}

/** 409: the thing is in another state than the request takes it to be. */
export class ScenarioConflictError extends ScenarioApiError {
  static override readonly kind = "ScenarioConflictError";
  override readonly code = "conflict";
}

/** 422: the request is well-formed and cannot be done. */
export class ScenarioUnprocessableError extends ScenarioApiError {
  static override readonly kind = "ScenarioUnprocessableError";
  override readonly code = "unprocessable";
}

/** 429: too many requests, after all retries. */
export class ScenarioRateLimitError extends ScenarioApiError {
  static override readonly kind = "ScenarioRateLimitError";
  override readonly code = "rate_limit";
}

/** 5xx: the service failed, after all retries. */
export class ScenarioServerError extends ScenarioApiError {
  static override readonly kind = "ScenarioServerError";
  override readonly code = "server";
}

const classes: Readonly<Record<number, typeof ScenarioApiError>> = {
  400: ScenarioBadRequestError,
  401: ScenarioUnauthorizedError,
  403: ScenarioForbiddenError,
  404: ScenarioNotFoundError,
  409: ScenarioConflictError,
  422: ScenarioUnprocessableError,
  429: ScenarioRateLimitError,
};

/** The error for an answer's status: of the status' own class where it has one. */
export function apiError(failure: Failure, response: Answer, text: string): ScenarioApiError {
  const Class = classes[response.status] ?? (response.status >= 500 ? ScenarioServerError : ScenarioApiError);
  return new Class(failure, response, text);
}

function parsed(text: string): unknown {
  try {
    return text === "" ? undefined : JSON.parse(text);
  } catch {
    return excerpt(text);
  }
}

function excerpt(text: string): string {
  return text.slice(0, 2000);
}
