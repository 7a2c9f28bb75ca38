import { once } from "node:events";
import { readFile } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { serve } from "@hono/node-server";
import { Hono } from "hono";

/** A folder that a server on this machine shows. */
export interface ServedFolder {
  /** With a slash at the end. */
  origin: string;
  /** The bytes that travelled for the body of an address, gzipped where it was; undefined of what was not served. */
  bytesOf(url: string): number | undefined;
  close(): Promise<void>;
}

const types: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".md": "text/markdown; charset=utf-8",
  ".yaml": "application/yaml",
  ".png": "image/png",
  ".woff2": "font/woff2",
};
const alreadyPacked = new Set([".png", ".woff2"]);

/**
 * Serves a folder as a server with gzip does, on a free port. What is gzipped is so once and kept: otherwise the server
 * would take the more time from the browser, the larger a page is.
 */
export async function serveFolder(folder: string): Promise<ServedFolder> {
  const kept = new Map<string, { body: Buffer; headers: Record<string, string> }>();
  const served = async (path: string) => {
    const known = kept.get(path);
    if (known) return known;
    const file = path.endsWith("/") ? `${path}index.html` : path;
    const extension = extname(file);
    const content = await readFile(join(folder, file));
    const packed = alreadyPacked.has(extension);
    const answer = {
      body: packed ? content : gzipped(content),
      headers: {
        "content-type": types[extension] ?? "application/octet-stream",
        ...(packed ? {} : { "content-encoding": "gzip" }),
      },
    };
    kept.set(path, answer);
    return answer;
  };

  const app = new Hono().get("*", async (context) => {
    // A URL has no `..` left in its path: nothing but the folder is served.
    const answer = await served(decodeURIComponent(new URL(context.req.url).pathname)).catch(() => undefined);
    return answer ? new Response(new Uint8Array(answer.body), { headers: answer.headers }) : context.notFound();
  });
  const server = serve({ fetch: app.fetch, hostname: "127.0.0.1", port: 0 });
  await once(server, "listening");
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    bytesOf: (url) => kept.get(decodeURIComponent(new URL(url).pathname))?.body.length,
    close: async () => {
      const closed = once(server, "close");
      server.close();
      if ("closeAllConnections" in server) server.closeAllConnections();
      await closed;
    },
  };
}

/** As a server packs what it sends. */
export function gzipped(content: Uint8Array | string): Buffer {
  return gzipSync(content, { level: 6 });
}
