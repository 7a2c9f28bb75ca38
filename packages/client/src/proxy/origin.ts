import { Refusal } from "./refusal.ts";

/** Whether browsers write an origin this way: without a path, a slash at the end, a default port or wildcards. */
export function isOrigin(text: string): boolean {
  if (text.includes("*")) return false;
  if (/^https?:/.test(text)) return URL.canParse(text) && new URL(text).origin === text;
  return /^[a-z][a-z\d+.-]*:\/\/[^\s/?#@]+$/.test(text); // an app or a browser extension, such as capacitor://localhost
}

/**
 * Refuses requests that pages of other origins send, because the browser adds the visitor's cookies to them.
 *
 * @returns the origin of the page, if it is one of those allowed; `undefined` for a page of this server's own origin,
 * or a request that no page sent
 */
export function checkOrigin({ headers, url }: Request, allowed: ReadonlySet<string>): string | undefined {
  const origin = headers.get("origin");
  if (origin !== null && allowed.has(origin)) return origin;

  // Browsers send it to https and to this machine, and no page can change it. It is right behind any reverse proxy.
  const site = headers.get("sec-fetch-site");
  if (site === "same-origin") return undefined;
  if (site === null || site === "none") {
    // The Host header before the URL: from a target such as //evil.example/, a careless adapter makes another host's URL.
    const host = headers.get("host") ?? new URL(url).host;
    if (origin === null || (/^https?:/.test(origin) && URL.canParse(origin) && new URL(origin).host === host)) {
      return undefined;
    }
  }
  throw new Refusal(
    403,
    "Pages of other origins may not use this, only those that the server lists in allowedOrigins.",
  );
}

/** The headers with which a browser lets a page of an allowed origin read a response. */
export function sharingHeaders(origin: string): Record<string, string> {
  return {
    "access-control-allow-origin": origin,
    "access-control-allow-credentials": "true",
    "access-control-expose-headers": "retry-after",
  };
}

/** The headers of a response to OPTIONS: what a CORS preflight asks for. */
export function preflightHeaders({ headers }: Request, methods: string): Record<string, string> {
  const asked = headers.get("access-control-request-headers");
  return {
    "access-control-allow-methods": methods,
    // Any header may come, such as a token for `authorize`: only documented parameters are passed on.
    ...(asked && { "access-control-allow-headers": asked }),
    "access-control-max-age": "600",
  };
}
