// Uses everything that the client exports for other descriptions.
import {
  type AnswerFormat,
  type ApiError,
  type ApiErrorBase,
  type BadRequestError,
  type BodyFormat,
  type CallError,
  type CallErrorBase,
  type CallOptions,
  type ClientError,
  type ClientOptions,
  type Clock,
  type ConfigError,
  type ConflictError,
  type ConnectionError,
  clientError,
  createClient,
  type DescribedEvent,
  type DocumentedError,
  type DocumentedHeaders,
  type DocumentedResponse,
  describeCall,
  describeRequest,
  describeResponse,
  type Encodings,
  type ErrorBase,
  type ErrorClass,
  type ErrorCode,
  type ErrorKind,
  errorClass,
  type FetchInit,
  type FetchResponse,
  type ForbiddenError,
  type HeadError,
  type InvalidResponseError,
  type Logger,
  type Middleware,
  type NotFoundError,
  type Operation,
  type OperationResult,
  type OtherApiError,
  type ParameterStyle,
  type QueryFormat,
  type RateLimitError,
  type RawMethods,
  type RedirectError,
  type RequestError,
  type ResponseError,
  type ResponseErrorBase,
  type ResponseHeaders,
  type Retry,
  type ServerError,
  type ServerSentEvent,
  type SharedOptions,
  type StatusError,
  type TimeoutError,
  type TransportOptions,
  type UnauthorizedError,
  type UnprocessableError,
} from "@scenario-openapi/client/runtime";

/** Whether two types are the same. `any` is the same only as itself. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
function same<_ extends true>(): void {}

// ---- What `generate --spec` writes

interface Item {
  id: string;
}
interface paths {
  "/items/{id}": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get: {
      parameters: { query?: { tag?: string }; header?: never; path: { id: string }; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { "X-Rows": number; [name: string]: unknown }; content: { "application/json": Item } };
        404: { headers: { [name: string]: unknown }; content: { "application/json": { reason: string } } };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
}
interface GetItemInput extends CallOptions {
  path: { id: string };
}
type Responses = paths["/items/{id}"]["get"]["responses"];
type GetItemError = DocumentedError<Responses>;
interface OperationMethods {
  getItem(input: GetItemInput): OperationResult<Item, GetItemError, ResponseHeaders<Responses, 200>>;
  follow(input?: { querystring?: Item }): OperationResult<AsyncIterable<DescribedEvent<{ data: Item }>>>;
  send(input: { body: FormData }): OperationResult<undefined, HeadError>;
}
const style: ParameterStyle = { style: "form", explode: false };
const encodings: Encodings = { tags: style, about: { contentType: "application/json" } };
const multipart: BodyFormat = { multipart: encodings };
const events: AnswerFormat = "events";
const querystring: QueryFormat = "json";
const operations = {
  getItem: {
    method: "GET",
    path: "/items/{id}",
    parameters: { path: ["id"], query: ["tag"] },
    styles: { query: { tag: style } },
    describe: describeCall,
  },
  follow: {
    method: "GET",
    path: "/events",
    parameters: { querystring: ["filter"] },
    querystring,
    answers: { "text/event-stream": events },
    describe: describeResponse,
  },
  send: {
    method: "POST",
    path: "/form",
    parameters: {},
    bodies: { "multipart/form-data": multipart },
    describe: describeRequest,
  },
} as const satisfies Record<keyof OperationMethods, Operation>;

// ---- A client of it

const onRetry = ({ reason, attempt }: Retry): void => {
  same<Same<typeof reason, ClientError>>();
  same<Same<typeof attempt, number>>();
};
const shared: SharedOptions = { onRetry, timeout: 1_000, retries: 1, signal: null };
const logger: Logger = console;
const clock: Clock | undefined = undefined;
const transport: TransportOptions = { ...shared, logger, clock };
const options: ClientOptions = {
  ...transport,
  baseUrl: "https://api.example",
  headers: { authorization: "Bearer token" },
  secrets: ["token"],
  brand: "Example",
  fetch: async (_url: string, _init: FetchInit): Promise<FetchResponse> => new Response(),
};
const client = createClient<paths, OperationMethods>(operations, options);
export const raw: RawMethods<paths> = client;
// @ts-expect-error the base URL is missing
createClient<paths, OperationMethods>(operations, {});
// @ts-expect-error an operation is missing
createClient<paths, OperationMethods>({}, options);

const middleware: Middleware = { onResponse: ({ response }) => response };
client.use(middleware);

export async function calls(): Promise<string> {
  const item = await client.getItem({ path: { id: "1" }, timeout: 1_000 });
  same<Same<typeof item, Item>>();
  // @ts-expect-error
  client.getItem({ path: { id: "1" }, baseUrl: "https://evil.example" });
  const outcome = await client.getItem({ path: { id: "1" } }).result();
  if (outcome.error) {
    const { error }: { error: GetItemError } = outcome;
    const known: ApiError = error;
    if (error.status === 404) same<Same<typeof error, StatusError<"not_found", 404, { reason: string }>>>();
    return known.message;
  }
  const response: DocumentedResponse<{ "X-Rows": number }> = outcome.response;
  const headers: DocumentedHeaders<{ "X-Rows": number }> = response.headers;
  // @ts-expect-error it may be missing
  const other: string = headers.get("x-other");
  for await (const event of await client.follow()) same<Same<typeof event, ServerSentEvent<Item>>>();
  const sent = await client.send({ body: new FormData() }).result();
  same<Same<typeof sent.error, HeadError | undefined>>();
  const init = { params: { path: { id: "1" }, query: { tag: "new" } } };
  const { data, error } = await client.GET("/items/{id}", init);
  if (error) same<Same<typeof error.status, number>>();
  // @ts-expect-error
  await client.GET("/items/{id}", { ...init, baseUrl: "https://evil.example" });
  // @ts-expect-error
  await client.request("get", "/items/{id}", { ...init, redirect: "follow" });
  return data?.id ?? item.id + other + headers.get("X-Rows");
}

// ---- Its errors

export const ExampleError = errorClass("Example", "");
export const ExampleCallError = errorClass<CallError>("Example", "call");
export const ExampleApiError = errorClass<ApiError>("Example", "api");
export const ExampleNotFoundError = errorClass<NotFoundError>("Example", "not_found");
// @ts-expect-error no such kind
errorClass("Example", "notFound");

/** What groups of errors have in common. */
export function common(error: OtherApiError): [ErrorBase, CallErrorBase, ResponseErrorBase, ApiErrorBase] {
  same<Same<typeof error.code, "api">>();
  return [error, error, error, error];
}

export function explain(error: unknown): ErrorCode | undefined {
  if (error instanceof ExampleNotFoundError) {
    same<Same<typeof error.status, 404>>();
    const base: ResponseError = error;
    return base.code;
  }
  if (error instanceof ExampleApiError) return error.code;
  if (error instanceof ExampleCallError) return error.attempts > 1 ? error.code : undefined;
  return error instanceof ExampleError ? error.code : undefined;
}

type Errors =
  | ConfigError
  | RequestError
  | ConnectionError
  | TimeoutError
  | RedirectError
  | InvalidResponseError
  | BadRequestError
  | UnauthorizedError
  | ForbiddenError
  | NotFoundError
  | ConflictError
  | UnprocessableError
  | RateLimitError
  | ServerError;
same<Same<Errors["code"], Exclude<ErrorCode, "api">>>();
same<Same<ErrorKind, ErrorCode | "call" | "response">>();
export const waited = (error: Errors): number => (error.code === "timeout" ? error.timeout : 0);

export const made: ClientError = clientError("Example", ["config"], "No token");
const ExampleConfigError: ErrorClass<ConfigError> = errorClass("Example", "config");
export const isMade = made instanceof ExampleConfigError;
