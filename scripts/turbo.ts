// node scripts/turbo.ts TASK... : runs turbo's tasks, without telemetry and without looking for updates.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { root } from "./root.ts";

/** Runs turbo tasks; what they print goes to this terminal. Returns turbo's exit code. */
export function runTurbo(tasks: string[]): number {
  return spawnTurbo(tasks, "inherit").status ?? 1;
}

/** Runs turbo tasks and keeps what they print. */
export function captureTurbo(tasks: string[]): { ok: boolean; cached: boolean; output: string } {
  const { status, stdout, stderr } = spawnTurbo(tasks, "pipe");
  return { ok: status === 0, cached: stdout.includes(">>> FULL TURBO"), output: stdout + stderr };
}

function spawnTurbo(tasks: string[], stdio: "inherit" | "pipe") {
  const turbo = join(root, "node_modules/turbo/bin/turbo");
  const env = { ...process.env, TURBO_TELEMETRY_DISABLED: "1", TURBO_NO_UPDATE_NOTIFIER: "1", DO_NOT_TRACK: "1" };
  const result = spawnSync(process.execPath, [turbo, "run", ...tasks], { cwd: root, stdio, env, encoding: "utf8" });
  if (result.error) throw result.error;
  return result;
}

if (import.meta.main) process.exitCode = runTurbo(process.argv.slice(2));
