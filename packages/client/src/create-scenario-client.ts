import type { paths } from "@scenario-openapi/types";
import type { Client } from "openapi-fetch";
import { credentials } from "./authorization.ts";
import { checkedBaseUrl } from "./base-url.ts";
import { createCore, json } from "./core.ts";
import { ScenarioError } from "./errors.ts";
import { type OperationMethods, operations, serverUrl, specVersion } from "./operations.gen.ts";
import { redaction } from "./redaction.ts";
import type { TransportOptions } from "./settings.ts";
import { version } from "./version.ts";

/** How a client is set up. Everything has a default. */
export interface ScenarioClientOptions extends TransportOptions {
  /** The API key, which is the user name of HTTP Basic. Default: `SCENARIO_SDK_API_KEY` in the environment. */
  apiKey?: string | undefined;
  /** The API secret, which is the password of HTTP Basic. Default: `SCENARIO_SDK_API_SECRET` in the environment. */
  apiSecret?: string | undefined;
  /** Where the API is, without the operation's path. Default: the description's server, `https://api.cloud.scenario.com/v1`. */
  baseUrl?: string | undefined;
  /** Permits plain http to other machines than this one. Credentials and models then travel unencrypted. Default: false. */
  allowInsecure?: boolean | undefined;
  /** Permits a browser, where everyone who opens the page can read the secret. Default: false. */
  dangerouslyAllowBrowser?: boolean | undefined;
}

/** The typed openapi-fetch client (`PUT`, `use`, …) with a method for each operation. */
export interface ScenarioClient extends Client<paths>, OperationMethods {
  /** The version of the OpenAPI description that the client was generated from. */
  readonly specVersion: string;
}

/**
 * A client of the Scenario API.
 *
 * @throws {ScenarioConfigError} where credentials are missing or malformed, or an option is not what it may be
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
  const { apiKey, apiSecret, baseUrl = serverUrl, allowInsecure, dangerouslyAllowBrowser, ...transport } = options;
  const browser = isBrowser();
  if (browser && !dangerouslyAllowBrowser) {
    throw new ScenarioError("Config", "In a browser everyone can read the secret: see dangerouslyAllowBrowser");
  }
  const { authorization, secrets } = credentials(apiKey, apiSecret);
  // A browser names itself, and a header that the service does not expect may fail its preflight.
  const agent = browser ? undefined : { "User-Agent": `scenario-openapi-client/${version}` };
  const client = createCore<paths, OperationMethods>(
    operations,
    {
      ...transport,
      baseUrl: checkedBaseUrl(baseUrl, allowInsecure, redaction(secrets)),
      headers: { Authorization: authorization, ...agent },
      secrets,
    },
    json,
  );
  return Object.assign(client, { specVersion });
}

/** Pages have a document; classic and module workers of a page have `importScripts`, which servers' workers have not. */
function isBrowser(): boolean {
  return "document" in globalThis || "importScripts" in globalThis;
}
