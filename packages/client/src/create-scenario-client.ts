import type { paths } from "@scenario-openapi/types";
import type { Client } from "openapi-fetch";
import { createCore, json } from "./core.ts";
import { ScenarioError } from "./errors.ts";
import { type OperationMethods, operations, serverUrl, specVersion } from "./operations.gen.ts";
import { redaction } from "./redaction.ts";
import type { TransportOptions } from "./settings.ts";
import { version } from "./version.ts";

const KEY = "SCENARIO_SDK_API_KEY";
const SECRET = "SCENARIO_SDK_API_SECRET";
const LOOPBACK = /^(.*\.)?localhost$|^127(\.\d+){3}$|^\[::1\]$/;

/** Options of a client. Each has a default. */
export interface ScenarioClientOptions extends TransportOptions {
  /** The API key, sent as the user name of HTTP Basic. Default: `SCENARIO_SDK_API_KEY` from the environment. */
  apiKey?: string | undefined;
  /** The API secret, sent as the password of HTTP Basic. Default: `SCENARIO_SDK_API_SECRET` from the environment. */
  apiSecret?: string | undefined;
  /** The URL of the API, without the operation's path. Default: the description's server, `https://api.cloud.scenario.com/v1`. */
  baseUrl?: string | undefined;
  /** Allows plain http to other machines, which sends credentials and models unencrypted. Default: false. */
  allowInsecure?: boolean | undefined;
  /** Allows use in a browser, where everyone who opens the page can read the secret. Default: false. */
  dangerouslyAllowBrowser?: boolean | undefined;
}

/** An openapi-fetch client (`PUT`, `use`, …) with a method for each operation. */
export interface ScenarioClient extends Client<paths>, OperationMethods {
  /** The version of the OpenAPI description from which the client was generated. */
  readonly specVersion: string;
}

/**
 * Creates an unofficial client of the Scenario API.
 *
 * @throws {ScenarioConfigError} if credentials are missing or an option is invalid
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
  const { authorization, secrets } = readCredentials(apiKey, apiSecret);
  // A browser sends its own, and an unexpected header may fail the service's CORS preflight.
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

/** Pages have `document` and a page's workers have `importScripts`; server runtimes have neither. */
function isBrowser(): boolean {
  return "document" in globalThis || "importScripts" in globalThis;
}

/** Returns the `Authorization` header, HTTP Basic (RFC 7617) in UTF-8, and the texts in it that must stay secret. */
function readCredentials(apiKey = environment(KEY), apiSecret = environment(SECRET)) {
  if (!apiKey || !apiSecret) {
    throw new ScenarioError(
      "Config",
      `Credentials are missing: pass apiKey and apiSecret, or set ${KEY} and ${SECRET}`,
    );
  }
  if (apiKey.includes(":")) throw new ScenarioError("Config", "apiKey must not contain a colon: it ends the key");
  const token = btoa(String.fromCharCode(...new TextEncoder().encode(`${apiKey}:${apiSecret}`)));
  return { authorization: `Basic ${token}`, secrets: [apiKey, apiSecret, token] };
}

function environment(name: string): string | undefined {
  try {
    return (globalThis as { process?: { env?: Record<string, string | undefined> } }).process?.env?.[name];
  } catch {
    return undefined; // Deno without permission to read the environment
  }
}

/**
 * Returns the base URL as a URL parser writes it. Refuses a URL that is not http(s), has credentials, a query or a
 * fragment, or would send credentials unencrypted to another machine.
 */
function checkedBaseUrl(baseUrl: string, allowInsecure: boolean | undefined, redact: (text: string) => string): string {
  let shown = baseUrl.replace(/^.*@/, ""); // The part before the @ may be credentials.
  try {
    const { protocol, hostname, origin, pathname, href } = new URL(baseUrl);
    shown = origin + pathname;
    const secure = protocol === "https:" || (protocol === "http:" && (allowInsecure || LOOPBACK.test(hostname)));
    if (secure && href === shown) return shown;
  } catch {}
  throw new ScenarioError(
    "Config",
    `baseUrl must be an https URL without credentials, query or fragment (http for this machine, or with allowInsecure): ${redact(shown)}`,
  );
}
