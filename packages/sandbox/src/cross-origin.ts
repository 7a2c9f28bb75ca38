import type { Handler, HttpResponse } from "./http.ts";
import { refuse } from "./problem-details.ts";

/** The origin of a page that was loaded from this machine. */
const local = /^https?:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

/**
 * Returns a function that tells whether pages of an origin may use the sandbox: those of this machine and of the given
 * origins may.
 *
 * @throws {TypeError} if one of the given texts is not an origin
 */
export function allowedOrigins(origins: readonly string[]): (origin: string) => boolean {
  const wrong = origins.find((origin) => !isOrigin(origin));
  if (wrong !== undefined) {
    throw new TypeError(
      `"${wrong}" is not an origin. Give a scheme and a host, such as https://docs.example.com, or null.`,
    );
  }
  const given = new Set(origins);
  return (origin) => local.test(origin) || given.has(origin);
}

/** Whether browsers write origins this way: without a path, a slash at the end or a default port. */
function isOrigin(text: string): boolean {
  if (text === "null") return true;
  return /^https?:\/\//.test(text) && URL.canParse(text) && new URL(text).origin === text;
}

/**
 * Lets pages of allowed origins send requests to a handler and read its responses (CORS), and refuses requests from other
 * pages. Requests of programs have no origin and are not affected.
 */
export function crossOrigin(
  isAllowed: (origin: string) => boolean,
  allowed: { methods: readonly string[]; headers: readonly string[] },
  handle: Handler,
): Handler {
  const preflight: HttpResponse = {
    status: 204,
    headers: {
      "access-control-allow-methods": allowed.methods.join(","),
      "access-control-allow-headers": allowed.headers.join(","),
      "access-control-allow-private-network": "true",
      "access-control-max-age": "600",
    },
    body: null,
  };
  return async (request) => {
    const { origin } = request.headers;
    if (origin === undefined) return handle(request);
    if (!isAllowed(origin)) {
      // CORS headers alone would hide the response from the page, but the update would be made. The refusal also stops
      // DNS rebinding, where browsers see no cross-origin request.
      return refuse(
        403,
        `Pages of ${origin} may not use this sandbox. To allow them, start it with --allow-origin ${origin}`,
        { headers: { vary: "Origin" } },
      );
    }
    const { headers, ...response } = request.method === "OPTIONS" ? preflight : await handle(request);
    const cors = { "access-control-allow-origin": origin, "access-control-expose-headers": "*", vary: "Origin" };
    return { ...response, headers: { ...headers, ...cors } };
  };
}
