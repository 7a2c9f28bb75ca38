// Generated from description.ts by harbour.test.ts. Do not edit.

import { api } from "../api.gen.ts";
import type { CredentialOptions } from "../client.gen.ts";
import { requestValidators } from "../validate/validators.gen.ts";
import * as runtime from "../../../src/proxy/create-api-proxy.ts";
import type { ProxyOptions } from "../../../src/proxy/create-proxy.ts";
import { documented } from "./documented.gen.ts";

/** Options of a proxy, and those of the client with which it calls the service. */
export interface HarbourProxyOptions
  extends ProxyOptions,
    Omit<CredentialOptions, "auth" | "clock" | "dangerouslyAllowBrowser"> {}

/**
 * Creates a handler for your own server, with which pages of your app use the API while the server keeps the credentials:
 * a function from a `Request` to a `Response`, as Hono, Next.js, SvelteKit, Workers, Deno and Bun take it.
 *
 * It passes on what the description documents and nothing else, after it has checked the origin, `authorize` and the
 * request. Errors are `application/problem+json` in its own words. It does not retry unless `retries` says so, because
 * the client in the browser does.
 *
 * @throws {HarbourConfigError} if `authorize`, `path` or the credentials are missing, or an option is invalid
 * @example
 * ```ts
 * const proxy = createHarbourProxy({
 *   path: "/api/harbour",
 *   authorize: async (request) => (await sessionOf(request)) !== undefined,
 * });
 * app.all("/api/harbour/*", (context) => proxy(context.req.raw)); // Hono
 * ```
 */
export function createHarbourProxy(options: HarbourProxyOptions): (request: Request) => Promise<Response> {
  return runtime.createApiProxy(api, requestValidators, documented, options);
}
