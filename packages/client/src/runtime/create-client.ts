import { type ClientOptions, createCore, type Init, type ToInit } from "./core.ts";
import type { Operation } from "./operation.ts";
import type { RawMethods } from "./raw-methods.ts";

/**
 * Creates a client for the files that `pnpm generate --spec FILE --out DIR` wrote from any description: openapi-fetch
 * with one method for each operation, with timeouts, retries and errors that contain no secrets.
 *
 * @typeParam Paths the `paths` of the generated types
 * @typeParam Methods the `OperationMethods` of the generated operations
 * @throws a ConfigError if an option is invalid
 * @example
 * ```ts
 * const client = createClient<paths, OperationMethods>(operations, { baseUrl: "https://api.example" });
 * ```
 */
export function createClient<Paths extends object, Methods extends object>(
  operations: Readonly<Record<keyof Methods, Operation>>,
  options: ClientOptions,
): RawMethods<Paths> & Methods {
  return createCore<Paths, Methods>(operations, options, anyInit);
}

const anyInit: ToInit = (operation, { path, query, header, cookie, ...init }) => {
  const { contentType, querySerializer, parseAs } = operation;
  return {
    ...(init as Init),
    ...(parseAs && { parseAs }),
    ...(querySerializer && { querySerializer }),
    params: {
      ...(path && { path }),
      ...(query && { query }),
      header: {
        ...header,
        // For a form, the runtime sets the media type with its boundary.
        ...(contentType && !(init.body instanceof FormData) && { "Content-Type": contentType }),
        ...(cookie && { Cookie: cookieHeader(cookie) }),
      } as Record<string, string>,
    },
    ...(contentType &&
      !/json/.test(contentType) && { bodySerializer: contentType.includes("urlencoded") ? asForm : asIs }),
  };
};

function asForm(body: unknown): string {
  return new URLSearchParams(body as Record<string, string>).toString();
}

function asIs(body: unknown): unknown {
  return body;
}

function cookieHeader(cookies: Record<string, unknown>): string {
  return Object.entries(cookies)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`)
    .join("; ");
}
