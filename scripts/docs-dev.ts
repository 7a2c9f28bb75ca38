// pnpm docs:dev [--port N] : serves the reference, and makes it anew and reloads it when the spec, a guide or a component
// changes, until Ctrl-C.
import { watch } from "node:fs";
import { dirname, join, relative } from "node:path";
import { parseArgs, styleText } from "node:util";
import { command } from "./command.ts";
import { listen, portOf } from "./docs/listen.ts";
import { liveDocs } from "./docs/live-docs.ts";
import { guidesFolder } from "./generate/house-site.ts";
import { root } from "./root.ts";
import { formatProblems } from "./spec/format-problems.ts";
import { readSpec } from "./spec/read-spec.ts";
import { specFile } from "./spec-document.ts";

/** How long nothing must change, in milliseconds: editors write a file in several steps. */
const QUIET = 15;
const WATCHED = [dirname(specFile), guidesFolder, join(root, "packages/docs/src")];

await command(async () => {
  const { values } = parseArgs({ options: { port: { type: "string", default: "4020" } } });
  const port = portOf(values.port);
  const docs = liveDocs();
  await show(docs, "");
  const { url, close } = await listen(docs.app, port);
  console.log(`\nThe reference: ${url}  (Ctrl-C ends)\n`);
  const stop = watchFolders((changed) => show(docs, changed));
  process.once("SIGINT", () => {
    stop();
    close();
  });
});

/** Makes the pages anew. What is wrong is told, and the pages stay as they are. */
async function show(docs: ReturnType<typeof liveDocs>, changed: string): Promise<void> {
  const begun = performance.now();
  try {
    // Structure alone: rules of style keep nobody from seeing their page.
    const { document, problems } = await readSpec(specFile, "structure");
    if (!document || problems.some(({ severity }) => severity === "error")) {
      console.error(formatProblems(problems));
      return;
    }
    await docs.show(document, specFile);
    const time = `${Math.round(performance.now() - begun)} ms`;
    console.log(`${styleText("green", "✓")} ${changed || "all pages"}  ${styleText("dim", time)}`);
  } catch (error) {
    console.error(`✗ ${(error as Error).message}`);
  }
}

/** Calls back with the file that changed, one call at a time, the last change last. Returns what ends it. */
function watchFolders(onChange: (file: string) => Promise<void>): () => void {
  let timer: NodeJS.Timeout | undefined;
  let running = Promise.resolve();
  const watchers = WATCHED.map((folder) =>
    watch(folder, { recursive: true }, (_, name) => {
      if (name === null || /(^|[\\/])(node_modules|dist|tests|\.turbo)([\\/]|$)|~$|\.sw.$|\.tmp$/.test(name)) return;
      clearTimeout(timer);
      timer = setTimeout(() => {
        running = running.then(() => onChange(relative(root, join(folder, name))));
      }, QUIET);
    }),
  );
  return () => {
    clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
  };
}
