import type { paths } from "@scenario-openapi/types";
import type { HeadersOptions } from "openapi-fetch";
import { brand } from "./errors.ts";
import { type OperationMethods, operations, serverUrl, specVersion } from "./operations.gen.ts";
import { createClient } from "./runtime/create-client.ts";
import { clientError } from "./runtime/errors.ts";
import type { RawMethods } from "./runtime/raw-methods.ts";
import { asBytes, redaction } from "./runtime/redaction.ts";
import { mergeHeaders } from "./runtime/request.ts";
import type { TransportOptions } from "./runtime/settings.ts";
import { version } from "./version.ts";

const KEY = "SCENARIO_SDK_API_KEY";
const SECRET = "SCENARIO_SDK_API_SECRET";
const LOOPBACK = /^(.*\.)?localhost$|^127(\.\d+){3}$|^\[::1\]$/;

/** Options that every client has. */
interface CommonOptions extends TransportOptions {
  /** Headers that are sent with every request. A call may replace them, or remove them with `null`. */
  headers?: HeadersOptions | undefined;
  /** Allows plain http to other machines, which sends credentials and models unencrypted. Default: false. */
  allowInsecure?: boolean | undefined;
}

/** Options of a client that holds credentials. Each has a default. */
export interface CredentialOptions extends CommonOptions {
  auth?: undefined;
  /** The API key, sent as the user name of HTTP Basic. Default: `SCENARIO_SDK_API_KEY` from the environment. */
  apiKey?: string | undefined;
  /** The API secret, sent as the password of HTTP Basic. Default: `SCENARIO_SDK_API_SECRET` from the environment. */
  apiSecret?: string | undefined;
  /** The URL of the API, without the operation's path. Default: the description's server, `https://api.cloud.scenario.com/v1`. */
  baseUrl?: string | undefined;
  /** Allows use in a browser, where everyone who opens the page can read the secret. Default: false. */
  dangerouslyAllowBrowser?: boolean | undefined;
}

/** Options of a client without credentials, for a browser app whose own server adds them. */
export interface NoCredentialOptions extends CommonOptions {
  /** No credentials are read, accepted or sent. */
  auth: "none";
  /** The address of your server, absolute or, in a browser, relative to the page. */
  baseUrl: string;
  apiKey?: never;
  apiSecret?: never;
  dangerouslyAllowBrowser?: never;
}

/** Options of a client. */
export type ScenarioClientOptions = CredentialOptions | NoCredentialOptions;

/** A client with a method for each operation, and with openapi-fetch's methods (`PUT`, `use`, …). */
export interface ScenarioClient extends RawMethods<paths>, OperationMethods {
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
  const { auth, apiKey, apiSecret, baseUrl, headers, allowInsecure, dangerouslyAllowBrowser, ...transport } = options;
  const browser = isBrowser();
  // Whatever else a program passes as `auth`, it does not mean that credentials are to be sent.
  const anonymous = auth !== undefined;
  if (anonymous && (apiKey ?? apiSecret) != null) {
    throw configError('auth: "none" excludes apiKey and apiSecret');
  }
  if (browser && !anonymous && !dangerouslyAllowBrowser) {
    throw configError('In a browser, use auth: "none" or dangerouslyAllowBrowser');
  }
  const { token, secrets } = anonymous ? { secrets: [] } : readCredentials(apiKey, apiSecret);
  const client = createClient<paths, OperationMethods>(operations, {
    ...transport,
    brand,
    baseUrl: checkedBaseUrl(`${baseUrl ?? (anonymous ? "" : serverUrl)}`, allowInsecure, anonymous, redaction(secrets)),
    // A browser sends its own user agent, and an unexpected header may fail the service's CORS preflight.
    headers: mergeHeaders(
      brand,
      {
        authorization: token && `Basic ${token}`,
        "user-agent": browser ? undefined : `scenario-openapi-client/${version}`,
      },
      headers,
    ),
    secrets,
  });
  return Object.assign(client, { specVersion });
}

function configError(message: string) {
  return clientError(brand, ["config"], message);
}

/** Pages have `document` and a page's workers have `importScripts`; server runtimes have neither. */
function isBrowser(): boolean {
  return "document" in globalThis || "importScripts" in globalThis;
}

/** Returns the token of HTTP Basic (RFC 7617) in UTF-8, and all texts that must stay secret. */
export function readCredentials(
  apiKey = environment(KEY),
  apiSecret = environment(SECRET),
): { token?: string; secrets: string[] } {
  if (!apiKey || !apiSecret) {
    throw configError(`Pass apiKey and apiSecret, or set ${KEY} and ${SECRET}`);
  }
  // RFC 7617: the first colon ends the key.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: RFC 7617 forbids them
  if (apiKey.includes(":") || /[\0-\x1f\x7f]/.test(apiKey + apiSecret)) {
    throw configError("apiKey or apiSecret has a control character, or apiKey a colon");
  }
  const token = btoa(asBytes(`${apiKey}:${apiSecret}`));
  return { token, secrets: [apiKey, apiSecret, token] };
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
function checkedBaseUrl(
  baseUrl: string,
  allowInsecure: boolean | undefined,
  anonymous: boolean,
  redact: (text: string) => string,
): string {
  // A client without credentials may call the server of its page, by a relative address too.
  const page = anonymous ? (globalThis as { location?: { href: string; host: string } }).location : undefined;
  // On a server that renders the page, where nothing is called.
  if (anonymous && !page && /^\/\w/.test(baseUrl)) return baseUrl;
  let shown = baseUrl.replace(/^[\s\S]*@/, ""); // The part before the @ may be credentials.
  try {
    const { protocol, host, hostname, pathname, href } = new URL(baseUrl || "?", page?.href);
    if (/^https?:$/.test(protocol)) {
      shown = `${protocol}//${host}${pathname}`;
      const secure = protocol === "https:" || allowInsecure || LOOPBACK.test(hostname) || page?.host === host;
      if (href === shown && secure) return shown;
    }
  } catch {}
  throw configError(
    `baseUrl must be https (see allowInsecure) without credentials, query or fragment: ${JSON.stringify(redact(shown))}`,
  );
}
