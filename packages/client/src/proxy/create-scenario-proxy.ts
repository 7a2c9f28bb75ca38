import { type CredentialOptions, createScenarioClient, readCredentials } from "../create-scenario-client.ts";
import { brand } from "../errors.ts";
import { type OperationMethods, operations } from "../operations.gen.ts";
import type { Operation, OperationInput, OperationResult } from "../runtime/operation.ts";
import { mergeHeaders } from "../runtime/request.ts";
import { secretsIn } from "../runtime/secrets.ts";
import { requestValidators } from "../validate/index.ts";
import { createProxy, type ProxiedOperation, type ProxyOptions } from "./create-proxy.ts";
import { documented } from "./documented.gen.ts";

/** Options of a proxy, and those of the client with which it calls the service. */
export interface ScenarioProxyOptions
  extends ProxyOptions,
    Omit<CredentialOptions, "auth" | "clock" | "dangerouslyAllowBrowser"> {}

/**
 * Creates a handler for your own server, with which pages of your app use the Scenario API while the server keeps the
 * credentials: a function from a `Request` to a `Response`, as Hono, Next.js, SvelteKit, Workers, Deno and Bun take it.
 *
 * It passes on what the description documents and nothing else, after it has checked the origin, `authorize` and the
 * request. Errors are `application/problem+json` in its own words. It does not retry unless `retries` says so, because
 * the client in the browser does.
 *
 * @throws {ScenarioConfigError} if `authorize`, `path` or the credentials are missing, or an option is invalid
 * @example
 * ```ts
 * const proxy = createScenarioProxy({
 *   path: "/api/scenario",
 *   authorize: async (request) => (await sessionOf(request)) !== undefined,
 * });
 * app.all("/api/scenario/*", (context) => proxy(context.req.raw)); // Hono
 * ```
 */
export function createScenarioProxy(options: ScenarioProxyOptions): (request: Request) => Promise<Response> {
  const { authorize, path, allowedOrigins, maxBodySize, timeLimit, onError, retries = 0, ...client } = options;
  const scenario = createScenarioClient({ retries, ...client });
  const { secrets } = readCredentials(client.apiKey, client.apiSecret);
  // A request has been validated before it is sent, so that the types of the methods are not needed.
  const methods: Record<keyof OperationMethods, (input: OperationInput) => OperationResult<unknown>> =
    scenario as never;
  const proxied = Object.entries<Operation>(operations).map(([key, operation]): [string, ProxiedOperation] => {
    const name = key as keyof OperationMethods;
    const send: ProxiedOperation["send"] = (input) => methods[name](input).withResponse();
    return [name, { ...operation, validate: requestValidators[name], send }];
  });
  return createProxy(
    brand,
    [...secrets, ...secretsIn([], mergeHeaders(brand, client.headers), undefined)],
    documented,
    Object.fromEntries(proxied),
    options,
  );
}
