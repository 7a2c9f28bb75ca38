// What a client of any API consists of, without the name of one.
export type { Middleware } from "openapi-fetch";
export type { ClientOptions } from "./core.ts";
export { createClient } from "./create-client.ts";
export * from "./errors.ts";
export type { CallOptions, Operation, OperationResult } from "./operation.ts";
export type { RawMethods } from "./raw-methods.ts";
export type { Clock, FetchInit, FetchResponse, Logger, Retry, SharedOptions, TransportOptions } from "./settings.ts";
