import type { RequestListener } from "node:http";
import { Readable } from "node:stream";

/** Serves a handler with Node's http or Express. */
export function nodeListener(handler: (request: Request) => Promise<Response>): RequestListener {
  return async (incoming, outgoing) => {
    const { method = "GET", url, headers, readableDidRead: parsed } = incoming;
    const gone = new AbortController();
    outgoing.on("close", () => gone.abort());
    // Unread, the rest of an upload would block its connection.
    outgoing.on("finish", () => incoming.removeAllListeners("data").resume());
    let request: Request | undefined;
    try {
      if (parsed) throw new Error("The body has already been read: call the proxy before anything that parses bodies.");
      const init = {
        method,
        headers: new Headers(headers as Record<string, string>),
        body: method === "GET" || method === "HEAD" ? null : (Readable.toWeb(incoming) as ReadableStream),
        duplex: "half" as const,
        signal: gone.signal,
      };
      // The handler needs the path alone. The Host header, from which others make a URL, could hold another one.
      request = new Request(`http://localhost${url}`, init);
      const response = await handler(request);
      const body = await response.text();
      outgoing.statusCode = response.status;
      outgoing.setHeaders(response.headers).end(body);
    } catch (error) {
      const fault = request || parsed; // Otherwise, the target is not a path, or a header is not allowed.
      if (fault) console.error(error);
      outgoing.statusCode = fault ? 500 : 400;
      outgoing.end();
    }
  };
}
