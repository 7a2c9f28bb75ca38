export type { Middleware } from "openapi-fetch";
export * from "./client.gen.ts";
export * from "./errors.gen.ts";
export type * from "./operations.gen.ts";
export { specVersion } from "./operations.gen.ts";
export type { ErrorCode } from "./runtime/errors.ts";
export type { CallOptions, OperationResult } from "./runtime/operation.ts";
export type {
  Clock,
  FetchInit,
  FetchResponse,
  Logger,
  Retry,
  SharedOptions,
  TransportOptions,
} from "./runtime/settings.ts";
export type { DocumentedError, DocumentedHeaders, DocumentedResponse, StatusError } from "./runtime/typed-response.ts";
export { specHash } from "./spec-hash.ts";
