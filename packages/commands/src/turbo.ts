import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { root } from "./root.ts";

/** Runs turbo with tasks and options; it prints to this terminal. Returns turbo's exit code. */
export function runTurbo(args: readonly string[]): number {
  return spawnTurbo(args, "inherit").status ?? 1;
}

/**
 * Runs turbo tasks without printing anything.
 *
 * @returns "cached" if no task had to run
 * @throws {Error} with what the failed task printed
 */
export function runTurboQuietly(tasks: readonly string[]): "done" | "cached" {
  const { status, stdout, stderr } = spawnTurbo([...tasks, "--output-logs=errors-only", "--log-prefix=none"], "pipe");
  if (status !== 0) throw new Error(`\`turbo run ${tasks.join(" ")}\` failed:\n\n${stdout}${stderr}`);
  return stdout.includes(">>> FULL TURBO") ? "cached" : "done";
}

/** Whether a file was built, and after the last change in the folder of its sources: a `git pull` changes some. */
export async function isBuilt(file: string, sources: string): Promise<boolean> {
  if (!existsSync(file)) return false;
  const built = (await stat(file)).mtimeMs;
  const paths = await readdir(sources, { recursive: true });
  const changes = await Promise.all(paths.map(async (path) => (await stat(join(sources, path))).mtimeMs));
  return changes.every((change) => change <= built);
}

function spawnTurbo(args: readonly string[], stdio: "inherit" | "pipe") {
  const turbo = fileURLToPath(import.meta.resolve("turbo/bin/turbo"));
  const env = { ...process.env, TURBO_TELEMETRY_DISABLED: "1", TURBO_NO_UPDATE_NOTIFIER: "1", DO_NOT_TRACK: "1" };
  const result = spawnSync(process.execPath, [turbo, "run", ...args], { cwd: root, stdio, env, encoding: "utf8" });
  if (result.error) throw result.error;
  return result;
}
