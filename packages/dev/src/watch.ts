import { basename, join, relative, sep } from "node:path";
import { root } from "@repo/commands";
import { watch } from "chokidar";

/** A file that changed, appeared or disappeared. */
export interface WatchedChange {
  /** `pages` are the sources of the reference, `machinery` is the code that runs in this process. */
  kind: "spec" | "rules" | "guide" | "pages" | "machinery";
  /** From the root of the repository, with forward slashes. */
  path: string;
  /** When it was seen, by `performance.now()`. */
  at: number;
}

/**
 * Watches everything that generated files and pages are made from, and the code that makes them. It sees changes however
 * a file is saved: written, replaced by another, or deleted and made again.
 *
 * @returns a function that ends it
 */
export async function watchWorkspace(onChange: (change: WatchedChange) => void): Promise<() => Promise<void>> {
  const watcher = watch(
    ["spec", "packages", "scripts"].map((folder) => join(root, folder)),
    {
      ignoreInitial: true,
      // `whenQuiet` handles files that disappear and come back.
      atomic: false,
      ignored: (file, stats) => isIgnoredFolder(pathOf(file)) || (stats?.isFile() === true && !kindOf(pathOf(file))),
    },
  );
  watcher.on("all", (_, file) => {
    const path = pathOf(file);
    const kind = kindOf(path);
    if (kind) onChange({ kind, path, at: performance.now() });
  });
  watcher.on("error", (error) => console.error(`✗ Watching failed: ${error instanceof Error ? error.message : error}`));
  await new Promise<void>((resolve) => watcher.once("ready", resolve));
  return () => watcher.close();
}

function pathOf(file: string): string {
  return relative(root, file).replaceAll(sep, "/");
}

function isIgnoredFolder(path: string): boolean {
  return /(^|\/)(node_modules|dist|site|tests|\.turbo|\.generated)(\/|$)/.test(path);
}

function kindOf(path: string): WatchedChange["kind"] | undefined {
  // Editors keep locks and drafts beside a file, under names such as .#openapi.yaml
  if (basename(path).startsWith(".#")) return undefined;
  if (/^spec\/((redocly|spectral|\.redocly\.lint-ignore)\.yaml$|functions\/.+\.js$)/.test(path)) return "rules";
  if (/^spec\/.+\.(ya?ml|json)$/.test(path) && path !== "spec/package.json") return "spec";
  if (/^packages\/docs\/guides\/.+\.md$/.test(path)) return "guide";
  if (/^packages\/docs\/src\/.+\.(tsx?|css|svg)$/.test(path)) return "pages";
  if (/^(packages\/(openapi|settings|codegen|commands|compare|dev)\/src\/.+|scripts\/dev)\.ts$/.test(path))
    return "machinery";
  return undefined;
}

/** A queue whose events are handled together, once no more of them arrive. */
export interface QuietQueue<Event> {
  push(event: Event): void;
  /** Drops the events that are waiting, and resolves when those being handled are done. */
  close(): Promise<void>;
}

/**
 * Calls `work` with all events so far once none has arrived for `quiet` milliseconds, never twice at a time.
 *
 * @param work may give up once `isStale` says that newer events are waiting: the next call then gets its events as well
 */
export function whenQuiet<Event>(
  quiet: number,
  work: (events: readonly Event[], isStale: () => boolean) => Promise<"done" | "given up">,
): QuietQueue<Event> {
  let waiting: Event[] = [];
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let isClosed = false;

  function wait(): void {
    clearTimeout(timer);
    if (!running && !isClosed && waiting.length > 0) timer = setTimeout(() => (running = run()), quiet);
  }

  async function run(): Promise<void> {
    const events = waiting;
    waiting = [];
    try {
      const outcome = await work(events, () => isClosed || waiting.length > 0);
      if (outcome === "given up") waiting = [...events, ...waiting];
    } finally {
      running = undefined;
      wait();
    }
  }

  return {
    push(event) {
      waiting.push(event);
      wait();
    },
    async close() {
      isClosed = true;
      clearTimeout(timer);
      await running;
    },
  };
}
