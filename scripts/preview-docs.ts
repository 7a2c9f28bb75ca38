// pnpm docs:preview [--port N] : serves packages/docs/dist on this machine, until Ctrl-C.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { serve } from "@hono/node-server";
import { serveStatic } from "@hono/node-server/serve-static";
import { type Context, Hono } from "hono";
import { command } from "./command.ts";
import { root } from "./root.ts";

/** A browser shows text, and downloads what it does not know. */
const showYaml = (path: string, context: Context) => {
  if (path.endsWith(".yaml")) context.header("Content-Type", "text/plain; charset=utf-8");
};

await command(async () => {
  const { values } = parseArgs({ options: { port: { type: "string", default: "4020" } } });
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Error(`--port must be 0 to 65535: ${values.port}`);
  const folder = join(root, "packages/docs/dist");
  if (!existsSync(join(folder, "index.html"))) throw new Error("There is no reference yet: run `pnpm docs:build`");

  const app = new Hono().use("*", serveStatic({ root: folder, onFound: showYaml }));
  const server = serve({ fetch: app.fetch, hostname: "127.0.0.1", port }, (address) => {
    console.log(`The reference: http://127.0.0.1:${address.port}/  (Ctrl-C ends)`);
  });
  server.on("error", (error: NodeJS.ErrnoException) => {
    const busy = error.code === "EADDRINUSE";
    console.error(`✗ ${busy ? `Port ${port} is taken: give another with --port` : error.message}`);
    process.exit(1);
  });
});
