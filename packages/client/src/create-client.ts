import type { Client } from "openapi-fetch";
import { type ClientOptions, createCore, json, type Media } from "./core.ts";
import type { Operation } from "./operation.ts";

/**
 * Creates a client for the files that `pnpm generate --spec FILE --out DIR` wrote from any description: openapi-fetch
 * with one method for each operation, on the transport of the Scenario client.
 *
 * @typeParam Paths the `paths` of the generated types
 * @typeParam Methods the `OperationMethods` of the generated operations
 * @throws {ScenarioConfigError} if an option is invalid
 * @example
 * ```ts
 * const client = createClient<paths, OperationMethods>(operations, { baseUrl: "https://api.example" });
 * ```
 */
export function createClient<Paths extends object, Methods extends object>(
  operations: Readonly<Record<keyof Methods, Operation>>,
  options: ClientOptions,
): Client<Paths> & Methods {
  return createCore<Paths, Methods>(operations, options, anyMedia);
}

const anyMedia: Media = {
  write({ contentType, querySerializer, parseAs = "text" }, { path, query, header, cookie, ...init }) {
    return {
      ...init,
      parseAs,
      params: {
        path,
        query,
        header: {
          ...header,
          // For a form, the runtime sets the media type with its boundary.
          ...(contentType && !(init.body instanceof FormData) && { "Content-Type": contentType }),
          ...(cookie && { Cookie: cookieHeader(cookie) }),
        },
      },
      ...(contentType && !/json|urlencoded/.test(contentType) && { bodySerializer: (body: unknown) => body }),
      ...(querySerializer && { querySerializer }),
    };
  },
  read(operation, data) {
    if (operation.parseAs) return data;
    return operation.mayBeEmpty && !data ? undefined : json.read(operation, data);
  },
};

function cookieHeader(cookies: Record<string, unknown>): string {
  return Object.entries(cookies)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`)
    .join("; ");
}
