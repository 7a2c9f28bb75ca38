import { basename, join, relative, sep } from "node:path";
import { watch } from "chokidar";
import { root } from "../root.ts";

/** What a file that changed is to this project. */
export type WatchedKind = "description" | "rules" | "generated" | "machinery";

/** One file that changed, came or went. */
export interface WatchedChange {
  kind: WatchedKind;
  /** From the root of the repository, with forward slashes. */
  path: string;
}

/**
 * Watches what is generated from, what is generated and what generates, however a file is saved: written, replaced by
 * another, deleted and made again, its folder too. Resolves once every change is seen.
 *
 * @returns what ends it
 */
export async function watchWorkspace(onChange: (change: WatchedChange) => void): Promise<() => Promise<void>> {
  const watcher = watch(
    ["spec", "packages", "scripts"].map((folder) => join(root, folder)),
    {
      ignoreInitial: true,
      // A file that goes and comes back is what waiting for quiet is for.
      atomic: false,
      ignored: (file, stats) => isIgnoredFolder(pathOf(file)) || (stats?.isFile() === true && !kindOf(pathOf(file))),
    },
  );
  watcher.on("all", (_, file) => {
    const path = pathOf(file);
    const kind = kindOf(path);
    if (kind) onChange({ kind, path });
  });
  await new Promise<void>((resolve, reject) => {
    watcher.once("ready", resolve);
    watcher.once("error", reject);
  });
  watcher.on("error", (error) => console.error(`✗ Watching failed: ${error instanceof Error ? error.message : error}`));
  return () => watcher.close();
}

function pathOf(file: string): string {
  return relative(root, file).replaceAll(sep, "/");
}

function isIgnoredFolder(path: string): boolean {
  return /(^|\/)(node_modules|dist|tests|fixtures|bench|\.turbo|\.vite)(\/|$)/.test(path);
}

function kindOf(path: string): WatchedKind | undefined {
  // Editors keep locks and drafts beside a file, under names such as .#openapi.yaml
  if (basename(path).startsWith(".#")) return undefined;
  if (/^spec\/((redocly|spectral|\.redocly\.lint-ignore)\.yaml$|functions\/.+\.js$)/.test(path)) return "rules";
  if (/^spec\/.+\.(ya?ml|json)$/.test(path) && path !== "spec/package.json") return "description";
  if (/^packages\/.+\.gen\.ts$/.test(path)) return "generated";
  if (/^scripts\/((generate|spec|dev)\/.+|dev)\.ts$/.test(path)) return "machinery";
  return undefined;
}
