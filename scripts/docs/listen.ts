import { serve } from "@hono/node-server";
import type { Hono } from "hono";

/** The port of a `--port` option. */
export function portOf(text: string): number {
  const port = Number(text);
  if (text === "" || !Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new Error(`--port must be 0 to 65535: ${text}`);
  }
  return port;
}

export interface Listening {
  url: string;
  close(): void;
}

/**
 * Serves an app on this machine alone.
 *
 * @throws where the port is taken
 */
export function listen(app: Hono, port: number): Promise<Listening> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, hostname: "127.0.0.1", port }, (address) => {
      const close = () => {
        server.close();
        if ("closeAllConnections" in server) server.closeAllConnections();
      };
      resolve({ url: `http://127.0.0.1:${address.port}/`, close });
    });
    server.on("error", (error: NodeJS.ErrnoException) => {
      const busy = error.code === "EADDRINUSE";
      reject(busy ? new Error(`Port ${port} is taken: give another with --port`) : error);
    });
  });
}
