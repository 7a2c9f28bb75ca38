import { execFile } from "node:child_process";
import { promisify } from "node:util";

/** What a command left behind. */
export interface CommandOutcome {
  exitCode: number | null;
  stdout: string;
  stderr: string;
}

/**
 * Runs a command in an environment that says nothing of this process; never rejects.
 *
 * It is stopped after 30 seconds, half of a client's default timeout: a program whose timer outlives its call does not
 * end by then.
 */
export async function runCommand(
  command: string,
  args: readonly string[],
  cwd: string,
  env: NodeJS.ProcessEnv = {},
): Promise<CommandOutcome> {
  const { PATH, SystemRoot, TEMP, TMP } = process.env;
  const options = { cwd, timeout: 30_000, env: { PATH, SystemRoot, TEMP, TMP, HOME: cwd, NO_COLOR: "1", ...env } };
  try {
    return { exitCode: 0, ...(await promisify(execFile)(command, args, options)) };
  } catch (error) {
    const { code, stdout = "", stderr = String(error) } = error as { code?: number; stdout?: string; stderr?: string };
    return { exitCode: code ?? null, stdout, stderr };
  }
}
