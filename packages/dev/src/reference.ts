import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { EventEmitter, on } from "node:events";
import { join } from "node:path";
import { promisify } from "node:util";
import { contentType, listen, root } from "@repo/commands";
import type { OpenApiDocument } from "@repo/openapi";
import { Hono } from "hono";
import { streamSSE } from "hono/streaming";
import { Tinypool } from "tinypool";
import type * as maker from "./make-pages.ts";

/** The reference as it is now, served from memory. Pages that are open reload when it changes. */
export interface LiveReference {
  url: string;
  /** Makes the pages of a description, with the guides as they are now. */
  show(document: OpenApiDocument): Promise<void>;
  /** Builds the docs package, for the next call of `show`. */
  rebuild(): Promise<void>;
  close(): Promise<void>;
}

/** Where a page learns the version of the pages now. It reloads if that is not its own. */
const VERSION = "/-version";
const reloadScript = (version: string) =>
  `new EventSource("${VERSION}").onmessage=({data})=>{if(data!=="${version}")location.reload()}`;

interface Shown {
  version: string;
  pages: maker.Pages;
}

/** @throws {Error} if the port is taken */
export async function serveReference(port: number): Promise<LiveReference> {
  let pool = createPool();
  const make = (task: maker.PagesTask): Promise<maker.Pages> => pool.run(task, { name: "makePages" });
  const first = Promise.withResolvers<void>();
  const changes = new EventEmitter();
  let shown: Shown | undefined;

  const app = new Hono()
    .get(VERSION, (context) =>
      streamSSE(context, async (stream) => {
        const ended = new AbortController();
        stream.onAbort(() => ended.abort());
        const versions = on(changes, "shown", { signal: ended.signal });
        if (shown) await stream.writeSSE({ data: shown.version });
        for await (const [version] of versions) await stream.writeSSE({ data: version });
      }),
    )
    .get("*", async (context) => {
      const asked = decodeURIComponent(context.req.path).slice(1);
      const path = asked === "" || asked.endsWith("/") ? `${asked}index.html` : asked;
      await first.promise;
      const content = shown?.pages.get(path);
      if (content === undefined) return context.text(`There is no page ${path}`, 404);
      return context.body(content, 200, { "Content-Type": contentType(path), "Cache-Control": "no-store" });
    });
  const server = await listen(app, port);

  return {
    url: server.url,
    async show(document) {
      const version = randomUUID();
      shown = { version, pages: await make({ document, script: reloadScript(version) }) };
      first.resolve();
      changes.emit("shown", version);
    },
    async rebuild() {
      await promisify(execFile)(process.execPath, ["build.ts"], { cwd: join(root, "packages/docs") });
      await pool.destroy();
      pool = createPool();
    },
    async close() {
      server.close();
      await pool.destroy();
    },
  };
}

function createPool(): Tinypool {
  return new Tinypool({ filename: new URL("./make-pages.ts", import.meta.url).href, minThreads: 1, maxThreads: 1 });
}
