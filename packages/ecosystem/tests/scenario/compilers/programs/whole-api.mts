// Uses everything that the client exports. If a type were `any`, a line that expects an error would fail.
import {
  type CallOptions,
  type Clock,
  type CredentialOptions,
  createScenarioClient,
  type DocumentedError,
  type DocumentedHeaders,
  type DocumentedResponse,
  type ErrorCode,
  type FetchInit,
  type FetchResponse,
  type Logger,
  type Middleware,
  type NoCredentialOptions,
  type OperationMethods,
  type OperationResult,
  type operations,
  type Retry,
  ScenarioApiError,
  ScenarioBadRequestError,
  ScenarioCallError,
  type ScenarioClient,
  type ScenarioClientOptions,
  ScenarioConfigError,
  ScenarioConflictError,
  ScenarioConnectionError,
  ScenarioError,
  ScenarioForbiddenError,
  ScenarioInvalidResponseError,
  ScenarioNotFoundError,
  ScenarioRateLimitError,
  ScenarioRedirectError,
  ScenarioRequestError,
  ScenarioResponseError,
  ScenarioServerError,
  ScenarioTimeoutError,
  ScenarioUnauthorizedError,
  ScenarioUnprocessableError,
  type SharedOptions,
  type StatusError,
  type serverUrl,
  type specHash,
  type specVersion,
  type TransportOptions,
  type UpdateModelError,
  type UpdateModelInput,
  type UpdateModelOutput,
} from "@scenario-openapi/client";

/** Whether two types are the same. `any` is the same only as itself. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
function same<_ extends true>(): void {}

// ---- Setting up

const clock: Clock = {
  now: () => 0,
  random: () => 0.5,
  setTimeout: (callback: () => void, milliseconds: number): unknown => [callback, milliseconds],
  clearTimeout: (_handle: unknown) => {},
};
const logger: Logger = { info: (_line: string) => {}, warn: (_line: string) => {} };
const onRetry = ({ attempt, delay, reason, operation }: Retry): void => {
  same<Same<typeof attempt | typeof delay, number>>();
  same<Same<typeof reason, ScenarioError>>();
  same<Same<typeof operation, string>>();
};

const shared: SharedOptions = {
  signal: new AbortController().signal,
  timeout: Number.POSITIVE_INFINITY,
  retries: 3,
  onRetry,
};
const transport: TransportOptions = {
  ...shared,
  fetch: async (url, init): Promise<FetchResponse> => {
    same<Same<typeof url, string>>();
    same<Same<typeof init, FetchInit>>();
    same<Same<typeof init.signal, AbortSignal>>();
    same<Same<typeof init.headers, Record<string, string>>>();
    return new Response();
  },
  maxRetryDelay: 1_000,
  maxResponseSize: 1024,
  logLevel: "info",
  logger,
  clock,
};
const options: CredentialOptions = {
  ...transport,
  headers: { "x-team": "7", "user-agent": null },
  auth: undefined,
  apiKey: "key",
  apiSecret: "secret",
  baseUrl: "http://127.0.0.1:4010/v1",
  allowInsecure: false,
  dangerouslyAllowBrowser: false,
};
// Options may be undefined, as environment variables are, even with exactOptionalPropertyTypes.
const unset: CredentialOptions = { apiKey: undefined, baseUrl: undefined, timeout: undefined, signal: undefined };
const scenario: ScenarioClient = createScenarioClient({ ...options, ...unset });
const other: ScenarioClient = createScenarioClient();
const anyOptions: ScenarioClientOptions[] = [options, unset];
for (const each of anyOptions) createScenarioClient(each);

// The runtime's fetch is a fetch.
createScenarioClient({ fetch, headers: new Headers() });
createScenarioClient({ fetch: (url, init) => fetch(url, init), headers: [["x-team", "7"]] });

// In a browser, without credentials.
const anonymous: NoCredentialOptions = { auth: "none", baseUrl: "/api/scenario" };
createScenarioClient({ ...anonymous, timeout: 5_000 });
// @ts-expect-error the address of your server is missing
createScenarioClient({ auth: "none" });
// @ts-expect-error no credentials
createScenarioClient({ auth: "none", baseUrl: "/api/scenario", apiKey: "key" });
// @ts-expect-error no credentials
createScenarioClient({ auth: "none", baseUrl: "/api/scenario", apiSecret: "secret" });
// @ts-expect-error there is nothing dangerous about it
createScenarioClient({ auth: "none", baseUrl: "/api/scenario", dangerouslyAllowBrowser: true });

// @ts-expect-error no such level
createScenarioClient({ logLevel: "debug" });
// @ts-expect-error a number of milliseconds, not text
createScenarioClient({ timeout: "60s" });
// @ts-expect-error no such option
createScenarioClient({ apiToken: "token" });

same<Same<ScenarioClient["specVersion"], string>>();
export const version: string = other.specVersion;
export const documented: { version: typeof specVersion; server: typeof serverUrl } = {
  version: "1.0.0",
  server: "https://api.cloud.scenario.com/v1",
};
export type Hash = typeof specHash;

// ---- An operation

const perCall: CallOptions = { ...shared, headers: { "x-trace": "1", "x-other": null } };
const input: UpdateModelInput = {
  path: { modelId: "model_eyVcnFJcR92BxBkz7N6g5w" },
  query: { originalAssets: true },
  body: { name: "Cinematic Realism", thumbnail: null, epoch: null, parameters: { rank: 16 } },
};

export async function update(): Promise<string | undefined> {
  const result: OperationResult<UpdateModelOutput, UpdateModelError> = scenario.updateModel({ ...input, ...perCall });
  const { model } = await result;
  const { data, response } = await scenario.updateModel(input).withResponse();
  same<Same<typeof data, UpdateModelOutput>>();
  same<Same<typeof response, Response>>();
  const settled = await result.result();
  if (settled.error) {
    const error: UpdateModelError & ScenarioApiError = settled.error;
    if (error.status === 404) same<Same<typeof error.code, "not_found">>();
  } else same<Same<typeof settled.data, UpdateModelOutput>>();
  same<Same<typeof model, UpdateModelOutput["model"]>>();
  const id: string = model.id;
  // @ts-expect-error a model's id is text
  const wrong: number = model.id;
  // @ts-expect-error no such property
  model.nothing;
  return wrong ? id : model.name;
}

/** What generated types have where responses have headers and errors have bodies. */
export function documentedParts(
  error: DocumentedError<{ 409: { content: { "application/json": { retry: string } } } }>,
  { headers }: DocumentedResponse<{ "X-Rows": number }>,
): string {
  const same409: StatusError<"conflict", 409, { retry: string }> | undefined = error.status === 409 ? error : undefined;
  const known: DocumentedHeaders<{ "X-Rows": number }> = headers;
  same<Same<ReturnType<typeof known.get>, string | null>>();
  return same409?.body.retry ?? headers.get("X-Rows");
}

// @ts-expect-error the path's parameter is missing
scenario.updateModel({ body: {} });
// @ts-expect-error a name is text
scenario.updateModel({ path: { modelId: "m" }, body: { name: 1 } });
// @ts-expect-error no such property
scenario.updateModel({ path: { modelId: "m" }, body: { nome: "x" } });
// @ts-expect-error a name cannot be unset
scenario.updateModel({ path: { modelId: "m" }, body: { name: null } });
// Where a call goes is not for a call to say, not even by an object that is spread.
const elsewhere: { baseUrl: string } = { baseUrl: "https://evil.example" };
// @ts-expect-error
scenario.updateModel({ ...input, ...elsewhere });
// @ts-expect-error
scenario.updateModel({ ...input, baseUrl: "https://evil.example" });
// @ts-expect-error
scenario.updateModel({ ...input, fetch });
// @ts-expect-error
scenario.updateModel({ ...input, redirect: "follow" });
// @ts-expect-error
scenario.updateModel({ ...input, credentials: "include" });
// @ts-expect-error
scenario.updateModel({ ...input, maxRetryDelay: 1 });
// @ts-expect-error an option of the raw methods
scenario.updateModel({ ...input, middleware: [] });
// @ts-expect-error the operation has no such parameters
scenario.updateModel({ ...input, header: {} });
// @ts-expect-error no such operation
scenario.inventModel({ path: { modelId: "m" } });

// ---- The raw methods

const middleware: Middleware = {
  onRequest({ request }) {
    request.headers.set("x-trace", "1");
    return request;
  },
};

export async function raw(): Promise<void> {
  scenario.use(middleware);
  scenario.eject(middleware);
  const { data, error, response } = await scenario.PUT("/models/{modelId}", {
    params: { path: { modelId: "m" } },
    body: { shortDescription: "Short" },
    headers: { "x-trace": "1" },
    signal: new AbortController().signal,
    timeout: 1_000,
    retries: 1,
    onRetry,
  });
  same<Same<typeof response, Response>>();
  if (data) same<Same<typeof data, UpdateModelOutput>>();
  else console.log(error.code, error.status, error.body);
  const whole = { params: { path: { modelId: "m" }, query: { originalAssets: true } }, body: {} };
  const custom = await scenario.PUT("/models/{modelId}", {
    ...whole,
    querySerializer: () => "",
    bodySerializer: JSON.stringify,
    pathSerializer: (path) => path,
    middleware: [middleware],
    signal: null,
  });
  same<Same<typeof custom.data, UpdateModelOutput | undefined>>();
  await scenario.request("put", "/models/{modelId}", whole);

  // @ts-expect-error
  await scenario.PUT("/models/{modelId}", { ...whole, baseUrl: "https://evil.example" });
  // @ts-expect-error
  await scenario.PUT("/models/{modelId}", { ...whole, ...elsewhere });
  // @ts-expect-error
  await scenario.PUT("/models/{modelId}", { ...whole, fetch });
  // @ts-expect-error the response is JSON
  await scenario.PUT("/models/{modelId}", { ...whole, parseAs: "text" });
  // @ts-expect-error
  await scenario.PUT("/models/{modelId}", { ...whole, redirect: "follow" });
  // @ts-expect-error
  await scenario.PUT("/models/{modelId}", { ...whole, credentials: "include" });
  // @ts-expect-error
  await scenario.PUT("/models/{modelId}", { ...whole, keepalive: true });
  // @ts-expect-error
  await scenario.PUT("/models/{modelId}", { ...whole, nonsense: 1 });
  // @ts-expect-error
  await scenario.request("put", "/models/{modelId}", { ...whole, baseUrl: "https://evil.example" });
  // @ts-expect-error
  await scenario.request("put", "/models/{modelId}", { ...whole, ...elsewhere });
  // @ts-expect-error a body that is not the documented one
  await scenario.PUT("/models/{modelId}", { ...whole, body: { name: 1 } });
  // @ts-expect-error no such path
  await scenario.PUT("/models", {});
  // @ts-expect-error no such method on it
  await scenario.POST("/models/{modelId}", { params: { path: { modelId: "m" } } });
}

// ---- Errors

export function explain(error: unknown): string {
  if (error instanceof ScenarioTimeoutError) return `${error.operation}: ${error.timeout.toFixed()} ms`;
  if (error instanceof ScenarioRedirectError) return error.headers.get("location") ?? String(error.status);
  if (error instanceof ScenarioInvalidResponseError) return error.text ?? error.headers.get("content-type") ?? "";
  if (error instanceof ScenarioApiError) {
    same<Same<typeof error.body, unknown>>();
    return `${error.status} ${error.requestId ?? ""} after ${error.attempts}`;
  }
  if (error instanceof ScenarioResponseError) return String(error.status);
  if (error instanceof ScenarioCallError) return `${error.operation} after ${error.attempts}`;
  if (error instanceof ScenarioError) return `${error.code}: ${error.message} ${JSON.stringify(error.toJSON())}`;
  // @ts-expect-error anything else is unknown
  return error.message;
}

/** Has a case for each code, or it would not compile. */
export function remedy(error: ScenarioError): string {
  switch (error.code) {
    case "config":
    case "request":
    case "bad_request":
    case "unprocessable":
      return "Change the request.";
    case "unauthorized":
    case "forbidden":
    case "not_found":
    case "conflict":
    case "redirect":
      return "Change the account, the model or the address.";
    case "rate_limit":
    case "server":
    case "timeout":
    case "connection":
      return "Try again.";
    case "api":
    case "invalid_response":
      return "Ask.";
  }
}

/** The code tells what an error has. */
export function details(error: ScenarioError): unknown[] {
  switch (error.code) {
    case "timeout":
      return [error.operation, error.timeout];
    case "not_found":
      same<Same<typeof error.status, 404>>();
      return [error.body, error.requestId];
    case "invalid_response":
      return [error.status, error.text];
    case "config":
      // @ts-expect-error nothing was sent
      return [error.attempts];
    default:
      return [error.message];
  }
}
export const code: ErrorCode = "rate_limit";
// @ts-expect-error no such code
export const noCode: ErrorCode = "ratelimit";

export const classes = [
  ScenarioBadRequestError,
  ScenarioConfigError,
  ScenarioConflictError,
  ScenarioConnectionError,
  ScenarioForbiddenError,
  ScenarioNotFoundError,
  ScenarioRateLimitError,
  ScenarioRequestError,
  ScenarioServerError,
  ScenarioUnauthorizedError,
  ScenarioUnprocessableError,
];
export const isKnown = (error: unknown): boolean => classes.some((known) => error instanceof known);
// @ts-expect-error errors are made by the client alone
new ScenarioError();

export function pause(error: ScenarioRateLimitError): string | null {
  same<Same<typeof error.code, "rate_limit">>();
  same<Same<typeof error.status, 429>>();
  const api: ScenarioApiError = error;
  const response: ScenarioResponseError = api;
  const call: ScenarioCallError = response;
  const base: ScenarioError = call;
  const cause: unknown = base.cause;
  return cause ? null : error.headers.get("retry-after");
}

export const methods: OperationMethods = scenario;
export const sameShape: (typeof operations)["updateModel"]["method"] = "PUT";
