import { serve } from "@hono/node-server";
import { serveStatic } from "@hono/node-server/serve-static";
import { type Context, Hono } from "hono";
import { getMimeType } from "hono/utils/mime";

export interface Listening {
  url: string;
  close(): void;
}

/**
 * Serves an app to this machine only.
 *
 * @param port 0 stands for any free one
 * @throws {Error} if the port is taken
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
      reject(busy ? new Error(`Port ${port} is taken: choose another with --port`) : error);
    });
  });
}

/** An app that serves the files of a folder. */
export function serveFolder(folder: string): Hono {
  const onFound = (path: string, context: Context) => context.header("Content-Type", contentType(path));
  return new Hono().use("*", serveStatic({ root: folder, onFound }));
}

/** The media type of a file by its name. A browser shows text, and downloads files of a type that it does not know. */
export function contentType(path: string): string {
  if (/\.(md|yaml|txt)$/.test(path)) return "text/plain; charset=utf-8";
  return getMimeType(path) ?? "application/octet-stream";
}
