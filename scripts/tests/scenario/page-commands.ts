import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { codeBlocks, root } from "@repo/testing";

/** The commands of MAKE-IT-YOURS.md, with the headings that they are below. */
export const commands = codeBlocks(await readFile(join(root, "MAKE-IT-YOURS.md"), "utf8"));

/** Runs commands in a folder, and returns what they print. Throws with all of it at the first that fails. */
export async function runShell(folder: string, code: string): Promise<string> {
  const options = { cwd: folder, maxBuffer: 64 * 1024 * 1024 };
  try {
    return (await promisify(execFile)("bash", ["-e", "-o", "pipefail", "-c", code], options)).stdout;
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    throw new Error(`${code}\nfailed:\n\n${stdout}${stderr}`, { cause: error });
  }
}
