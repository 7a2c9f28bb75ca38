import { existsSync } from "node:fs";
import { join } from "node:path";
import { listen, portNumber, program, root, run, serveFolder } from "@repo/commands";

await run(
  program("docs:preview", "Serve the built reference on this machine, until Ctrl-C.")
    .option("--port <number>", "the port to listen on", portNumber, 4020)
    .action(async ({ port }) => {
      const folder = join(root, "packages/docs/site");
      if (!existsSync(join(folder, "index.html"))) throw new Error("There is no reference yet. Run `pnpm docs:build`.");
      const { url } = await listen(serveFolder(folder), port);
      console.log(`The reference: ${url}  (Ctrl-C ends)`);
    }),
);
