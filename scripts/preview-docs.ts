// pnpm docs:preview [--port N] : serves packages/docs/dist on this machine, until Ctrl-C.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { serve } from "@hono/node-server";
import { serveStatic } from "@hono/node-server/serve-static";
import { Hono } from "hono";
import { root } from "./root.ts";

const { values } = parseArgs({ options: { port: { type: "string", default: "4020" } } });
const folder = join(root, "packages/docs/dist");
if (!existsSync(join(folder, "index.html"))) {
  console.error("There is no reference yet. Build it with `pnpm docs:build`.");
  process.exit(1);
}

const app = new Hono().use("*", serveStatic({ root: folder }));
const server = serve({ fetch: app.fetch, hostname: "127.0.0.1", port: Number(values.port) }, ({ port }) => {
  console.log(`The reference: http://127.0.0.1:${port}/  (Ctrl-C ends)`);
});
server.on("error", (error: NodeJS.ErrnoException) => {
  const busy = error.code === "EADDRINUSE";
  console.error(busy ? `Port ${values.port} is taken: give another with --port.` : error.message);
  process.exit(1);
});
