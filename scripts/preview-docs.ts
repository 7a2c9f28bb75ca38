// pnpm docs:preview [--port N] : serves packages/docs/dist on this machine, until Ctrl-C.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { serveStatic } from "@hono/node-server/serve-static";
import { Hono } from "hono";
import { command } from "./command.ts";
import { contentType } from "./docs/content-type.ts";
import { listen, portOf } from "./docs/listen.ts";
import { root } from "./root.ts";

await command(async () => {
  const { values } = parseArgs({ options: { port: { type: "string", default: "4020" } } });
  const port = portOf(values.port);
  const folder = join(root, "packages/docs/dist");
  if (!existsSync(join(folder, "index.html"))) throw new Error("There is no reference yet: run `pnpm docs:build`");
  const app = new Hono().use(
    "*",
    serveStatic({ root: folder, onFound: (path, context) => context.header("Content-Type", contentType(path)) }),
  );
  const { url } = await listen(app, port);
  console.log(`The reference: ${url}  (Ctrl-C ends)`);
});
