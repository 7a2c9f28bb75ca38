import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { EventEmitter, on } from "node:events";
import { join } from "node:path";
import { promisify } from "node:util";
import { contentType, listen, root } from "@scenario-openapi/commands";
import type { SiteFiles } from "@scenario-openapi/docs";
import type { OpenApiDocument } from "@scenario-openapi/openapi";
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

interface Shown extends maker.PagesTask {
  version: string;
  pages: SiteFiles;
  /** Made at the first request. */
  explorer?: Promise<SiteFiles>;
}

/** @throws {Error} if the port is taken */
export async function serveReference(port: number): Promise<LiveReference> {
  let pool = createPool();
  const make = (name: keyof typeof maker, task: maker.PagesTask): Promise<SiteFiles> => pool.run(task, { name });
  const first = Promise.withResolvers<void>();
  const changes = new EventEmitter();
  let shown: Shown | undefined;

  async function fileAt(path: string): Promise<string | Uint8Array | undefined> {
    await first.promise;
    if (!shown) return undefined;
    const { document, script } = shown;
    if (path === "explorer/index.html") {
      shown.explorer ??= make("makeExplorer", { document, script });
      return (await shown.explorer).get(path);
    }
    return shown.pages.get(path);
  }

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
      const content = await fileAt(path);
      if (content === undefined) return context.text(`There is no page ${path}`, 404);
      const body = typeof content === "string" ? content : Uint8Array.from(content);
      return context.body(body, 200, { "Content-Type": contentType(path), "Cache-Control": "no-store" });
    });
  const server = await listen(app, port);

  return {
    url: server.url,
    async show(document) {
      const version = randomUUID();
      const script = reloadScript(version);
      shown = { document, script, version, pages: await make("makePages", { document, script }) };
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
