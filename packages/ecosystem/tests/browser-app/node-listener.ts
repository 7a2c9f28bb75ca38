import type { RequestListener } from "node:http";
import { Readable } from "node:stream";

/** Serves a handler with Node's http or Express. */
export function nodeListener(handler: (request: Request) => Promise<Response>): RequestListener {
  return async (incoming, outgoing) => {
    const { method = "GET", url, headers } = incoming;
    const gone = new AbortController();
    outgoing.on("close", () => gone.abort());
    try {
      const init = {
        method,
        headers: new Headers(headers as Record<string, string>),
        body: method === "GET" || method === "HEAD" ? null : (Readable.toWeb(incoming) as ReadableStream),
        duplex: "half" as const,
        signal: gone.signal,
      };
      const response = await handler(new Request(`http://${headers.host}${url}`, init));
      outgoing.statusCode = response.status;
      outgoing.setHeaders(response.headers).end(await response.text());
    } catch {
      outgoing.statusCode = 400; // The target is not a path, or the headers are not allowed.
      outgoing.end();
    }
  };
}
