import { once } from "node:events";
import { createServer } from "node:http";
import type { Handler } from "./http.ts";
import { messageOf } from "./message-of.ts";

/** A sandbox that is served over HTTP. */
export interface Listening {
  port: number;
  /** The URL to use instead of the description's server, such as `http://127.0.0.1:4010/v1`. */
  url: string;
  /** Stops listening and ends every connection, even in the middle of a request. Resolves when that is done. */
  close(): Promise<void>;
}

/** Serves a handler on 127.0.0.1, so that other machines cannot reach it. */
export async function listen(handle: Handler, basePath: string, port: number): Promise<Listening> {
  const hostname = "127.0.0.1";
  const server = createServer(async (incoming, outgoing) => {
    const { method = "", url = "", headers } = incoming;
    try {
      const response = await handle({ method, url, headers, body: incoming });
      outgoing.writeHead(response.status, response.headers).end(response.body);
    } catch {
      // The connection broke in the middle of the body, so that nobody waits for a response.
      outgoing.destroy();
    }
  });
  server.listen(port, hostname);
  try {
    await once(server, "listening");
  } catch (error) {
    throw new Error(messageFor(port, error), { cause: error });
  }

  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port.");
  return {
    port: address.port,
    url: `http://${hostname}:${address.port}${basePath}`,
    close: async () => {
      server.close();
      // An upload that never ends would keep the server, and with it the process, running.
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}

function messageFor(port: number, error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "EADDRINUSE") return `Port ${port} is in use. Choose another, or 0 for a free one.`;
  if (code === "EACCES") return `This process may not listen on port ${port}. Choose another above 1023.`;
  return `The sandbox cannot listen on port ${port}: ${messageOf(error)}`;
}
