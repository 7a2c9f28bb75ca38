import { type Api, type CommonOptions, createApiClient } from "../runtime/api-client.ts";
import type { Operation, OperationInput, OperationResult } from "../runtime/operation.ts";
import { mergeHeaders } from "../runtime/request.ts";
import { secretsIn } from "../runtime/secrets.ts";
import { createProxy, type ProxiedOperation, type ProxyOptions } from "./create-proxy.ts";
import type { Documented } from "./undocumented.ts";

/**
 * Creates a proxy that calls an API with the credentials of this server.
 *
 * @param validators of each operation
 * @param documented the properties that the bodies of the operations may have
 * @throws a ConfigError if `authorize`, `path` or the credentials are missing, or an option is invalid
 */
export function createApiProxy<Methods extends object>(
  api: Api<Methods>,
  validators: Readonly<Record<keyof Methods, ProxiedOperation["validate"]>>,
  documented: Documented,
  options: ProxyOptions & Omit<CommonOptions, "clock">,
): (request: Request) => Promise<Response> {
  const { authorize, path, allowedOrigins, maxBodySize, timeLimit, onError, retries = 0, ...client } = options;
  const { brand, operations, security } = api;
  // A request has been validated before it is sent, so that the types of the methods are not needed.
  const methods: Record<keyof Methods, (input: OperationInput) => OperationResult<unknown>> = createApiClient(api, {
    retries,
    ...client,
  }) as never;
  const { secrets } = security?.access(brand, client as Readonly<Record<string, unknown>>) ?? { secrets: [] };
  const proxied = Object.entries<Operation>(operations).map(([key, operation]): [string, ProxiedOperation] => {
    const name = key as keyof Methods;
    const send: ProxiedOperation["send"] = (input) => methods[name](input).withResponse();
    return [key, { ...operation, validate: validators[name], send }];
  });
  return createProxy(
    brand,
    [...secrets, ...secretsIn([], mergeHeaders(brand, client.headers), undefined)],
    documented,
    Object.fromEntries(proxied),
    options,
  );
}
