import type { MiddlewareHandler } from "hono";
import { cors } from "hono/cors";
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
 * Lets pages of allowed origins use the application, and refuses requests from other pages. Requests of programs have
 * no origin and are not affected.
 */
export function crossOrigin(isAllowed: (origin: string) => boolean): MiddlewareHandler {
  const share = cors({
    origin: (origin) => (isAllowed(origin) ? origin : null),
    allowMethods: ["PUT"],
    allowHeaders: ["Authorization", "Content-Type"],
    maxAge: 600,
  });
  return async (context, next) => {
    const origin = context.req.header("origin");
    if (origin === undefined) return next();
    if (!isAllowed(origin)) {
      // CORS headers alone would hide the response from the page, but the update would be made. The refusal also stops
      // DNS rebinding, where browsers see no cross-origin request.
      return refuse(
        403,
        `Pages of ${origin} may not use this sandbox. To allow them, start it with --allow-origin ${origin}`,
        { headers: { vary: "Origin" } },
      );
    }
    if (context.req.header("access-control-request-private-network") === "true") {
      context.header("Access-Control-Allow-Private-Network", "true");
    }
    return share(context, next);
  };
}
