export type { Middleware } from "openapi-fetch";
export {
  type CredentialOptions,
  createScenarioClient,
  type NoCredentialOptions,
  type ScenarioClient,
  type ScenarioClientOptions,
} from "./create-scenario-client.ts";
export {
  ScenarioApiError,
  ScenarioBadRequestError,
  ScenarioCallError,
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
} from "./errors.ts";
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
