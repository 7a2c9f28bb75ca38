/**
 * What every error of this package has in common.
 *
 * `code` is stable and the same in every copy of the package, so that it can be compared where `instanceof` cannot
 * reach: two copies in one bundle, a worker, a log.
 */
export class ScenarioError extends Error {
  override name = "ScenarioError";
  /** What went wrong, as a word that does not change between versions. */
  readonly code: string;

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** The client cannot be made: credentials are missing or malformed, or the base URL is not one. */
export class ScenarioConfigError extends ScenarioError {
  override name = "ScenarioConfigError";

  constructor(message: string, options?: ErrorOptions) {
    super("config", message, options);
  }
}

/** A call cannot be sent as it is: a path parameter is missing, empty or would lead off the path. Nothing was sent. */
export class ScenarioRequestError extends ScenarioError {
  override name = "ScenarioRequestError";

  constructor(message: string, options?: ErrorOptions) {
    super("request", message, options);
  }
}

/** The service answered with a status other than 2xx. */
export class ScenarioApiError extends ScenarioError {
  override name = "ScenarioApiError";
  /** The HTTP status code. */
  readonly status: number;
  /** The name of the operation that was called, such as `updateModel`. */
  readonly operation: string;
  /** The answer's body: parsed where it is JSON, its text where it is not, `undefined` where it is empty. */
  readonly body: unknown;
  /** The answer's headers. */
  readonly headers: Headers;

  constructor(operation: string, response: Response, body: unknown) {
    super("api", `${operation}: the service answered ${`${response.status} ${response.statusText}`.trim()}`);
    this.operation = operation;
    this.status = response.status;
    this.headers = response.headers;
    this.body = body;
  }
}
