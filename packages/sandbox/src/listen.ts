import { once } from "node:events";
import { createServer } from "node:http";
import { getRequestListener } from "@hono/node-server";

/** A sandbox that is served over HTTP. */
export interface Listening {
  port: number;
  /** The URL to use instead of `https://api.cloud.scenario.com/v1`, such as `http://127.0.0.1:4010/v1`. */
  url: string;
  /** Stops listening. Resolves once the requests under way have their responses. */
  close(): Promise<void>;
}

/** Serves an application on 127.0.0.1, so that other machines cannot reach it. */
export async function listen(
  fetch: (request: Request) => Response | Promise<Response>,
  basePath: string,
  port: number,
): Promise<Listening> {
  const hostname = "127.0.0.1";
  // The global Request and Response stay as the user of the sandbox has them.
  const server = createServer(getRequestListener(fetch, { hostname, overrideGlobalObjects: false }));
  // A connection that is busy during close() would afterwards stay open for seconds, waiting for another request.
  server.on("request", (_, response) =>
    response.once("close", () => {
      if (!server.listening) server.closeIdleConnections();
    }),
  );
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
      await once(server, "close");
    },
  };
}

function messageFor(port: number, error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "EADDRINUSE") return `Port ${port} is in use. Choose another, or 0 for a free one.`;
  if (code === "EACCES") return `This process may not listen on port ${port}. Choose another above 1023.`;
  return `The sandbox cannot listen on port ${port}: ${error instanceof Error ? error.message : String(error)}`;
}
