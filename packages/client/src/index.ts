export type { Middleware } from "openapi-fetch";
export type { ClientOptions } from "./core.ts";
export { createClient } from "./create-client.ts";
export { createScenarioClient, type ScenarioClient, type ScenarioClientOptions } from "./create-scenario-client.ts";
export {
  ScenarioAnswerError,
  ScenarioApiError,
  ScenarioBadRequestError,
  ScenarioCallError,
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
} from "./errors.ts";
export type { CallOptions, Operation, OperationResult } from "./operation.ts";
export type * from "./operations.gen.ts";
export { specVersion } from "./operations.gen.ts";
export type { Clock, Logger, Retry, SharedOptions, TransportOptions } from "./settings.ts";
export { specHash } from "./spec-hash.ts";
