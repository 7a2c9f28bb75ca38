import { once } from "node:events";
import { createServer } from "node:http";
import { getRequestListener } from "@hono/node-server";

/** A sandbox that is being served over HTTP. */
export interface Listening {
  port: number;
  /** What takes the place of `https://api.cloud.scenario.com/v1`: `http://127.0.0.1:4010/v1`. */
  url: string;
  /** Stops listening, after the requests under way have had their answers. */
  close(): Promise<void>;
}

/** Serves an application on 127.0.0.1, so that nothing outside this machine reaches it. */
export async function listen(
  fetch: (request: Request) => Response | Promise<Response>,
  basePath: string,
  port: number,
): Promise<Listening> {
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new RangeError(`The port must be a whole number from 0 to 65535, is ${port}.`);
  }
  const hostname = "127.0.0.1";
  // The globals Request and Response belong to whoever uses the sandbox.
  const server = createServer(getRequestListener(fetch, { hostname, overrideGlobalObjects: false }));
  // A connection that was busy at close() would stay open for seconds, waiting for a next request.
  server.on("request", (_, response) =>
    response.once("close", () => {
      if (!server.listening) server.closeIdleConnections();
    }),
  );
  server.listen(port, hostname);
  try {
    await once(server, "listening");
  } catch (error) {
    throw new Error(whyNot(port, error), { cause: error });
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

function whyNot(port: number, error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "EADDRINUSE") return `Port ${port} is in use. Choose another, or 0 for a free one.`;
  if (code === "EACCES") return `Port ${port} needs rights that this process lacks. Choose one above 1023.`;
  return `The sandbox cannot listen on port ${port}: ${error instanceof Error ? error.message : String(error)}`;
}
