// The same as src/index.ts.

export type { Middleware } from "openapi-fetch";
export * from "./client.gen.ts";
export * from "./errors.gen.ts";
export type * from "./operations.gen.ts";
export { specVersion } from "./operations.gen.ts";
export type { ErrorCode } from "../../src/runtime/errors.ts";
export type { CallOptions, OperationResult } from "../../src/runtime/operation.ts";
export type {
  Clock,
  FetchInit,
  FetchResponse,
  Logger,
  Retry,
  SharedOptions,
  TransportOptions,
} from "../../src/runtime/settings.ts";
export type { DocumentedError, DocumentedHeaders, DocumentedResponse, StatusError } from "../../src/runtime/typed-response.ts";
export { specHash } from "../../src/spec-hash.ts";
