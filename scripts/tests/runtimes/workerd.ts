import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { machineLibc } from "./machine-libc.ts";

/** A Worker that runs in workerd on this machine. */
export interface LocalWorker {
  ready: Promise<unknown>;
  dispatchFetch(url: string): Promise<{ status: number; text(): Promise<string> }>;
  dispose(): Promise<void>;
}

type Miniflare = new (options: Readonly<Record<string, unknown>>) => LocalWorker;

/**
 * Starts a Worker.
 *
 * @param installation holds miniflare
 * @param script the Worker's one module
 * @param GIVEN becomes `env.GIVEN`
 */
export async function startWorker(installation: string, script: string, GIVEN: unknown): Promise<LocalWorker> {
  const entry = pathToFileURL(join(installation, "node_modules/miniflare/dist/src/index.js")).href;
  const { Miniflare } = (await import(entry)) as { Miniflare: Miniflare };
  const compatibilityDate = "2026-07-30"; // not after workerd itself was made
  // `cf` would be downloaded.
  const worker = new Miniflare({ modules: true, script, compatibilityDate, bindings: { GIVEN }, cf: false });
  await worker.ready;
  return worker;
}

/** The version of workerd that package-lock.json pins; `undefined` where it has none for this machine. */
export function workerdVersion(): string | undefined {
  if (process.platform === "linux" && machineLibc !== "glibc") return undefined;
  const { packages } = JSON.parse(readFileSync(join(import.meta.dirname, "package-lock.json"), "utf8")) as Lockfile;
  for (const [path, { version, os, cpu }] of Object.entries(packages)) {
    const fits = os?.includes(process.platform) && cpu?.includes(process.arch);
    if (fits && path.startsWith("node_modules/@cloudflare/workerd-")) return version;
  }
  return undefined;
}

interface Lockfile {
  packages: Record<string, { version?: string; os?: string[]; cpu?: string[] }>;
}
