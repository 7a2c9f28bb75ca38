import type { HeadersOptions } from "openapi-fetch";
import { createClient } from "./create-client.ts";
import { type Access, listed, type Security } from "./credentials.ts";
import { clientError } from "./errors.ts";
import type { Operation } from "./operation.ts";
import type { RawMethods } from "./raw-methods.ts";
import { redaction } from "./redaction.ts";
import { mergeHeaders } from "./request.ts";
import type { TransportOptions } from "./settings.ts";

const LOOPBACK = /^(.*\.)?localhost$|^127(\.\d+){3}$|^\[::1\]$/;

/** What a client is made of, as it is generated from a description. */
export interface Api<Methods extends object> {
  /** The name of the API, with which the names of the client's errors start. */
  readonly brand: string;
  /** How the client introduces itself (`User-Agent`). */
  readonly agent: string;
  /** The version of the description. */
  readonly specVersion: string;
  /** The description's server. */
  readonly serverUrl: string;
  readonly operations: Readonly<Record<keyof Methods, Operation>>;
  /** How credentials are sent; `undefined` if the API takes none. */
  readonly security?: Security;
}

/** Options that every client has. */
export interface CommonOptions extends TransportOptions {
  /** Headers that are sent with every request. A call may replace them, or remove them with `null`. */
  headers?: HeadersOptions | undefined;
  /** Allows plain http to other machines, which sends credentials and data unencrypted. Default: false. */
  allowInsecure?: boolean | undefined;
}

/** Options of a client without credentials, for a browser app whose own server adds them. */
export interface AnonymousOptions extends CommonOptions {
  /** No credentials are read, accepted or sent. */
  auth: "none";
  /** The address of your server, absolute or, in a browser, relative to the page. */
  baseUrl: string;
  dangerouslyAllowBrowser?: never;
}

/** A client with a method for each operation, and with openapi-fetch's methods (`PUT`, `use`, …). */
export type ApiClient<Paths extends object, Methods> = RawMethods<Paths> &
  Methods & {
    /** The version of the OpenAPI description from which the client was generated. */
    readonly specVersion: string;
  };

/** The options of any API's client. */
interface Options extends CommonOptions {
  auth?: unknown;
  baseUrl?: string | undefined;
  dangerouslyAllowBrowser?: boolean | undefined;
}

/**
 * Creates the client of an API.
 *
 * @throws a ConfigError if credentials are missing or an option is invalid
 */
export function createApiClient<Paths extends object, Methods extends object>(
  { brand, agent, specVersion, serverUrl, operations, security }: Api<Methods>,
  options: object,
): ApiClient<Paths, Methods> {
  const { auth, baseUrl, headers, allowInsecure, dangerouslyAllowBrowser, ...rest }: Options = options;
  const given = rest as Readonly<Record<string, unknown>>;
  const browser = isBrowser();
  // Whatever else a program passes as `auth`, it does not mean that credentials are to be sent.
  const anonymous = auth !== undefined;
  if (anonymous && security?.credentials.some(([option]) => given[option] != null)) {
    throw configError(brand, `auth: "none" excludes ${listed(security.credentials, 0)}`);
  }
  if (browser && security && !anonymous && !dangerouslyAllowBrowser) {
    throw configError(brand, 'In a browser, use auth: "none" or dangerouslyAllowBrowser');
  }
  const access: Access = (!anonymous && security?.access(brand, given)) || { secrets: [] };
  const client = createClient<Paths, Methods>(operations, {
    ...rest,
    brand,
    secrets: access.secrets,
    authorize: access.authorize ?? (() => access),
    baseUrl: checkedBaseUrl(brand, `${baseUrl ?? (anonymous ? "" : serverUrl)}`, allowInsecure, anonymous, access),
    // A browser sends its own user agent, and an unexpected header may fail the service's CORS preflight.
    headers: mergeHeaders(brand, { "user-agent": browser ? undefined : agent }, headers),
  });
  return Object.assign(client, { specVersion });
}

function configError(brand: string, message: string) {
  return clientError(brand, ["config"], message);
}

/** Pages have `document` and a page's workers have `importScripts`; server runtimes have neither. */
function isBrowser(): boolean {
  return "document" in globalThis || "importScripts" in globalThis;
}

/**
 * Returns the base URL as a URL parser writes it. Refuses a URL that is not http(s), has credentials, a query or a
 * fragment, or would send credentials unencrypted to another machine.
 */
function checkedBaseUrl(
  brand: string,
  baseUrl: string,
  allowInsecure: boolean | undefined,
  anonymous: boolean,
  { secrets }: Access,
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
  const part = JSON.stringify(redaction(secrets)(shown));
  throw configError(brand, `baseUrl must be https (see allowInsecure) without credentials, query or fragment: ${part}`);
}
