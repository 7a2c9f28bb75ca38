export type { Middleware } from "openapi-fetch";
export { createClient } from "./create-client.ts";
export { createScenarioClient, type ScenarioClient, type ScenarioClientOptions } from "./create-scenario-client.ts";
export { ScenarioApiError, ScenarioConfigError, ScenarioError, ScenarioRequestError } from "./errors.ts";
export type { CallOptions, Operation } from "./operation.ts";
export type * from "./operations.gen.ts";
