import { spawnSync } from "node:child_process";
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

function spawnTurbo(args: readonly string[], stdio: "inherit" | "pipe") {
  const turbo = fileURLToPath(import.meta.resolve("turbo/bin/turbo"));
  const env = { ...process.env, TURBO_TELEMETRY_DISABLED: "1", TURBO_NO_UPDATE_NOTIFIER: "1", DO_NOT_TRACK: "1" };
  const result = spawnSync(process.execPath, [turbo, "run", ...args], { cwd: root, stdio, env, encoding: "utf8" });
  if (result.error) throw result.error;
  return result;
}
