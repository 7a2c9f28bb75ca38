// Generated from description.ts by harbour.test.ts. Do not edit.

import type { paths } from "./schema.gen.ts";
import { api } from "./api.gen.ts";
import type { OperationMethods } from "./operations.gen.ts";
import * as runtime from "../../src/runtime/api-client.ts";

/** Options of a client that holds credentials. Each has a default. */
export interface CredentialOptions extends runtime.CommonOptions {
  auth?: undefined;
  /** The user name of HTTP Basic. Default: `HARBOUR_API_KEY` from the environment. */
  apiKey?: string | undefined;
  /** The password of HTTP Basic. Default: `HARBOUR_API_SECRET` from the environment. */
  apiSecret?: string | undefined;
  /** The URL of the API, without the operation's path. Default: the description's server, `https://api.harbour.example/v1`. */
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
export type HarbourClientOptions = CredentialOptions | NoCredentialOptions;

/** A client with a method for each operation, and with openapi-fetch's methods (`PUT`, `use`, …). */
export interface HarbourClient extends runtime.ApiClient<paths, OperationMethods> {}

/**
 * Creates a client of “Harbour”.
 *
 * @throws {HarbourConfigError} if credentials that every operation needs are missing, or an option is invalid
 * @example
 * ```ts
 * const harbour = createHarbourClient();
 * ```
 */
export function createHarbourClient(options: HarbourClientOptions = {}): HarbourClient {
  return runtime.createApiClient<paths, OperationMethods>(api, options);
}
