import createFetchClient, { type Client, type ClientOptions } from "openapi-fetch";
import { ScenarioApiError } from "./errors.ts";
import type { CallOptions, Operation } from "./operation.ts";
import { fillPath } from "./path.ts";

/** The parts of a call as an operation's method takes them. */
interface OperationInput extends CallOptions {
  path?: Record<string, unknown>;
  query?: Record<string, unknown>;
  header?: Record<string, unknown>;
  cookie?: Record<string, unknown>;
  body?: unknown;
}

/** openapi-fetch's request method without the types of one description, which hold for the generated methods. */
type Send = (
  method: string,
  path: string,
  init: Record<string, unknown>,
) => Promise<{ data?: unknown; error?: unknown; response: Response }>;

/**
 * A typed openapi-fetch client with one method for each operation.
 *
 * The methods resolve to the documented body and throw where openapi-fetch returns `{ error }`. Path parameters are
 * checked and encoded for both, so that no call can leave its path.
 *
 * @typeParam Paths the `paths` of the generated types
 * @typeParam Methods the `OperationMethods` of the generated operations
 */
export function createClient<Paths extends object, Methods extends object>(
  operations: Readonly<Record<keyof Methods, Operation>>,
  options: ClientOptions & { baseUrl: string },
): Client<Paths> & Methods {
  const client = createFetchClient<Paths>({ ...options, pathSerializer: fillPath });

  // openapi-fetch fills a path only where it is given parameters: without them the braces themselves would be sent.
  client.use({
    onRequest({ schemaPath, params }) {
      if (!params.path) fillPath(schemaPath, {});
    },
  });

  const methods: Record<string, (input?: OperationInput) => Promise<unknown>> = {};
  for (const [name, operation] of Object.entries<Operation>(operations)) {
    methods[name] = (input) => call(client.request as Send, name, operation, input);
  }
  return Object.assign(client, methods as Methods);
}

async function call(send: Send, name: string, operation: Operation, input: OperationInput = {}): Promise<unknown> {
  const { path = {}, query, header, cookie, body, ...options } = input;
  const { contentType, querySerializer, parseAs } = operation;
  const headers = {
    ...header,
    // The boundary of a form is only known to the runtime that sends it.
    ...(contentType && !(body instanceof FormData) && { "Content-Type": contentType }),
    ...(cookie && { Cookie: cookieHeader(cookie) }),
  };
  const { data, error, response } = await send(operation.method, operation.path, {
    ...options,
    params: { path, query, header: headers },
    body,
    ...(contentType && !/json|urlencoded/.test(contentType) && { bodySerializer: (raw: unknown) => raw }),
    ...(querySerializer && { querySerializer }),
    ...(parseAs && { parseAs }),
  });
  if (!response.ok) throw new ScenarioApiError(name, response, error === "" ? undefined : error);
  return data;
}

function cookieHeader(cookies: Record<string, unknown>): string {
  return Object.entries(cookies)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`)
    .join("; ");
}
