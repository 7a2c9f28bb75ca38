import type { MiddlewareHandler } from "hono";
import { cors } from "hono/cors";
import { refuse } from "./problem-details.ts";

/**
 * Lets pages of allowed origins ask the application, and refuses what any other page sends. Requests that no page sent
 * have no origin and pass as they are.
 *
 * @param isAllowed Whether pages of an origin may ask.
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
      // Without this, a browser hides the answer from the page but the update is made. It also stops a name that leads to
      // this machine in the middle of a visit: to the browser, its page and the sandbox are then of one origin.
      return refuse(
        403,
        `Pages of ${origin} may not ask this sandbox. To let them, start it with --allow-origin ${origin}`,
        {
          headers: { vary: "Origin" },
        },
      );
    }
    if (context.req.header("access-control-request-private-network") === "true") {
      context.header("Access-Control-Allow-Private-Network", "true");
    }
    return share(context, next);
  };
}
