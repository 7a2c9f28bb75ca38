import type { paths } from "@scenario-openapi/types";
import type { Client } from "openapi-fetch";
import { basicAuthorization } from "./authorization.ts";
import { createClient } from "./create-client.ts";
import { ScenarioConfigError } from "./errors.ts";
import { type OperationMethods, operations, serverUrl } from "./operations.gen.ts";

/** How a client is set up. Everything has a default. */
export interface ScenarioClientOptions {
  /** The API key, which is the user name of HTTP Basic. Default: `SCENARIO_SDK_API_KEY` in the environment. */
  apiKey?: string | undefined;
  /** The API secret, which is the password of HTTP Basic. Default: `SCENARIO_SDK_API_SECRET` in the environment. */
  apiSecret?: string | undefined;
  /** Where the API is, without the operation's path. Default: the description's server, `https://api.cloud.scenario.com/v1`. */
  baseUrl?: string | undefined;
  /** What sends the requests: a proxy's, a test's, the sandbox's. Default: the runtime's `fetch`. */
  fetch?: ((request: Request) => Promise<Response>) | undefined;
}

/** The typed openapi-fetch client (`PUT`, `use`, …) with a method for each operation. */
export type ScenarioClient = Client<paths> & OperationMethods;

/**
 * A client of the Scenario API.
 *
 * @throws {ScenarioConfigError} where credentials are missing or malformed, or `baseUrl` is not an http(s) URL
 * @example
 * ```ts
 * const scenario = createScenarioClient();
 * const { model } = await scenario.updateModel({
 *   path: { modelId: "model_eyVcnFJcR92BxBkz7N6g5w" },
 *   body: { name: "Cinematic Realism" },
 * });
 * ```
 */
export function createScenarioClient(options: ScenarioClientOptions = {}): ScenarioClient {
  return createClient<paths, OperationMethods>(operations, {
    baseUrl: checkedBaseUrl(options.baseUrl ?? serverUrl),
    headers: { Authorization: basicAuthorization(options.apiKey, options.apiSecret) },
    ...(options.fetch && { fetch: options.fetch }),
  });
}

function checkedBaseUrl(baseUrl: string): string {
  let url: URL;
  try {
    url = new URL(baseUrl);
  } catch (cause) {
    throw new ScenarioConfigError(`baseUrl is not a URL: ${JSON.stringify(baseUrl)}`, { cause });
  }
  if (!/^https?:$/.test(url.protocol) || url.username || url.password || url.search || url.hash) {
    throw new ScenarioConfigError(
      `baseUrl must be an http(s) URL without credentials, query or fragment: ${url.origin}${url.pathname}`,
    );
  }
  return url.origin + url.pathname;
}
