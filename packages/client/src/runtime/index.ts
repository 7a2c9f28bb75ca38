// What a client of any API consists of, without the name of one.
export type { Middleware } from "openapi-fetch";
export type { ClientOptions } from "./create-client.ts";
export { createClient } from "./create-client.ts";
export { describeCall, describeRequest, describeResponse } from "./describe.ts";
export * from "./errors.ts";
export type {
  AnswerFormat,
  BodyFormat,
  CallOptions,
  Encodings,
  Operation,
  OperationResult,
  ParameterStyle,
  QueryFormat,
} from "./operation.ts";
export type { RawMethods } from "./raw-methods.ts";
export type { Clock, FetchInit, FetchResponse, Logger, Retry, SharedOptions, TransportOptions } from "./settings.ts";
export type { DescribedEvent, ServerSentEvent } from "./streams.ts";
export type {
  DocumentedError,
  DocumentedHeaders,
  DocumentedResponse,
  HeadError,
  ResponseHeaders,
  StatusError,
} from "./typed-response.ts";
