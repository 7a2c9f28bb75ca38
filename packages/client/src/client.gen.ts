// Generated from spec/openapi.yaml by `pnpm generate`. Do not edit.

import type { paths } from "@scenario-openapi/types";
import { api } from "./api.gen.ts";
import type { OperationMethods } from "./operations.gen.ts";
import * as runtime from "./runtime/api-client.ts";

/** Options of a client that holds credentials. Each has a default. */
export interface CredentialOptions extends runtime.CommonOptions {
  auth?: undefined;
  /** The user name of HTTP Basic. Default: `SCENARIO_SDK_API_KEY` from the environment. */
  apiKey?: string | undefined;
  /** The password of HTTP Basic. Default: `SCENARIO_SDK_API_SECRET` from the environment. */
  apiSecret?: string | undefined;
  /** The URL of the API, without the operation's path. Default: the description's server, `https://api.cloud.scenario.com/v1`. */
  baseUrl?: string | undefined;
  /** Allows use in a browser, where everyone who opens the page can read the credentials. Default: false. */
  dangerouslyAllowBrowser?: boolean | undefined;
}

/** Options of a client without credentials, for a browser app whose own server adds them. */
export interface NoCredentialOptions extends runtime.AnonymousOptions {
  apiKey?: never;
  apiSecret?: never;
}

/** Options of a client. */
export type ScenarioClientOptions = CredentialOptions | NoCredentialOptions;

/** A client with a method for each operation, and with openapi-fetch's methods (`PUT`, `use`, …). */
export interface ScenarioClient extends runtime.ApiClient<paths, OperationMethods> {}

/**
 * Creates a client of “Scenario API, unofficial”.
 *
 * Unofficial: Scenario neither wrote nor approved this. It mirrors one public reference page.
 *
 * @throws {ScenarioConfigError} if credentials that every operation needs are missing, or an option is invalid
 * @example
 * ```ts
 * const scenario = createScenarioClient();
 * ```
 */
export function createScenarioClient(options: ScenarioClientOptions = {}): ScenarioClient {
  return runtime.createApiClient<paths, OperationMethods>(api, options);
}
