import { execFile } from "node:child_process";
import { promisify } from "node:util";

/** What a command left behind. */
export interface Outcome {
  exitCode: number;
  stdout: string;
  stderr: string;
}

/** Runs this Node with the given arguments; never rejects. */
export async function runNode(args: string[], cwd: string, env: NodeJS.ProcessEnv = {}): Promise<Outcome> {
  try {
    const options = { cwd, env: { ...process.env, NO_COLOR: "1", ...env }, maxBuffer: 64 * 1024 * 1024 };
    return { exitCode: 0, ...(await promisify(execFile)(process.execPath, args, options)) };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { exitCode: code, stdout, stderr };
  }
}
