import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

const cli = join(import.meta.dirname, "../src/cli.ts");

/** Starts the command from its source. */
export function runCommand(...args: string[]): ChildProcessWithoutNullStreams {
  const child = spawn(process.execPath, [cli, ...args]);
  child.stdout.setEncoding("utf8");
  child.stderr.setEncoding("utf8");
  return child;
}

/** Waits until the sandbox listens, and returns what it printed and the URL in it. */
export async function started(child: ChildProcessWithoutNullStreams): Promise<{ printed: string; url: string }> {
  let printed = "";
  for await (const text of child.stdout.iterator({ destroyOnReturn: false })) {
    printed += text;
    const url = /URL +(\S+)/.exec(printed)?.[1];
    if (url !== undefined && printed.endsWith("Ctrl+C stops it.\n")) return { printed, url };
  }
  throw new Error(`The sandbox did not start: ${printed}`);
}

/** Waits until the command has ended, and returns its exit code and what it wrote. */
export async function ended(child: ChildProcessWithoutNullStreams) {
  const written = { stdout: "", stderr: "" };
  child.stdout.on("data", (text) => {
    written.stdout += text;
  });
  child.stderr.on("data", (text) => {
    written.stderr += text;
  });
  const [code, signal]: unknown[] = await once(child, "close");
  return { code, signal, ...written };
}
