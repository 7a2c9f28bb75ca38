// Uses everything that the client exports. If a type were `any`, a line that expects an error would fail.
import {
  type CallOptions,
  type ClientOptions,
  type Clock,
  createClient,
  createScenarioClient,
  type Logger,
  type Middleware,
  type Operation,
  type OperationMethods,
  type OperationResult,
  type operations,
  type Retry,
  ScenarioAnswerError,
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
  type serverUrl,
  type specHash,
  type specVersion,
  type TransportOptions,
  type UpdateModelInput,
  type UpdateModelOutput,
} from "@scenario-openapi/client";
import type { paths } from "@scenario-openapi/types";

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
  fetch: async (request, { signal }) => {
    same<Same<typeof request, Request>>();
    same<Same<typeof signal, AbortSignal>>();
    return new Response();
  },
  maxRetryDelay: 1_000,
  maxResponseSize: 1024,
  logLevel: "info",
  logger,
  clock,
};
const options: ScenarioClientOptions = {
  ...transport,
  apiKey: "key",
  apiSecret: "secret",
  baseUrl: "http://127.0.0.1:4010/v1",
  allowInsecure: false,
  dangerouslyAllowBrowser: false,
};
// Options may be undefined, as environment variables are, even with exactOptionalPropertyTypes.
const unset: ScenarioClientOptions = { apiKey: undefined, baseUrl: undefined, timeout: undefined, signal: undefined };
const scenario: ScenarioClient = createScenarioClient({ ...options, ...unset });
const other: ScenarioClient = createScenarioClient();

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
  const result: OperationResult<UpdateModelOutput> = scenario.updateModel({ ...input, ...perCall });
  const { model } = await result;
  const { data, response } = await scenario.updateModel(input).withResponse();
  same<Same<typeof data, UpdateModelOutput>>();
  same<Same<typeof response, Response>>();
  same<Same<typeof model, UpdateModelOutput["model"]>>();
  const id: string = model.id;
  // @ts-expect-error a model's id is text
  const wrong: number = model.id;
  // @ts-expect-error no such property
  model.nothing;
  return wrong ? id : model.name;
}

// @ts-expect-error the path's parameter is missing
scenario.updateModel({ body: {} });
// @ts-expect-error a name is text
scenario.updateModel({ path: { modelId: "m" }, body: { name: 1 } });
// @ts-expect-error no such property
scenario.updateModel({ path: { modelId: "m" }, body: { nome: "x" } });
// @ts-expect-error a name cannot be unset
scenario.updateModel({ path: { modelId: "m" }, body: { name: null } });
// @ts-expect-error no such operation
scenario.deleteModel({ path: { modelId: "m" } });

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
  else console.log(error);
  // @ts-expect-error no such path
  await scenario.PUT("/models", {});
  // @ts-expect-error no such method on it
  await scenario.POST("/models/{modelId}", { params: { path: { modelId: "m" } } });
}

// ---- Errors

export function explain(error: unknown): string {
  if (error instanceof ScenarioTimeoutError) return `${error.operation}: ${error.timeout.toFixed()} ms`;
  if (error instanceof ScenarioRedirectError) return error.location ?? String(error.status);
  if (error instanceof ScenarioResponseError) return error.text ?? error.headers.get("content-type") ?? "";
  if (error instanceof ScenarioApiError) {
    same<Same<typeof error.body, unknown>>();
    return `${error.status} ${error.requestId ?? ""} after ${error.attempts}`;
  }
  if (error instanceof ScenarioAnswerError) return String(error.status);
  if (error instanceof ScenarioCallError) return `${error.operation} after ${error.attempts}`;
  if (error instanceof ScenarioError) return `${error.code}: ${error.message}`;
  // @ts-expect-error anything else is unknown
  return error.message;
}

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

export function pause(error: ScenarioRateLimitError): string | null {
  const api: ScenarioApiError = error;
  const base: ScenarioError = api;
  const cause: unknown = base.cause;
  return cause ? null : error.headers.get("retry-after");
}

// ---- Other descriptions

const described: Record<keyof OperationMethods, Operation> = {
  updateModel: { method: "put", path: "/models/{modelId}", parameters: { path: ["modelId"] } },
};
export const sameShape: (typeof operations)["updateModel"]["method"] = "put";
const clientOptions: ClientOptions = { ...transport, baseUrl: "https://api.example", headers: { "x-a": "b" } };
const general = createClient<paths, OperationMethods>(described, clientOptions);
same<Same<ReturnType<typeof general.updateModel>, OperationResult<UpdateModelOutput>>>();
// @ts-expect-error the base URL is missing
createClient<paths, OperationMethods>(described, {});
