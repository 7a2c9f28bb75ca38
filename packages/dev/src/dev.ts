import { spawnSync } from "node:child_process";
import { styleText } from "node:util";
import { serveReference } from "./reference.ts";
import { startSession } from "./session.ts";

/** Checks, generates, compares and shows the spec at each save, until Ctrl-C. */
export async function dev(port: number): Promise<void> {
  const closing: (() => Promise<void>)[] = [];
  let isEnding = false;
  async function end(next: () => void): Promise<void> {
    if (isEnding) return;
    isEnding = true;
    await Promise.all(closing.map((close) => close()));
    next();
  }
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => end(() => process.exit(0)));

  const reference = await serveReference(port);
  closing.push(reference.close);
  const header = `watches the spec and the reference · ${reference.url} · Ctrl-C ends it`;
  console.log(`\n  ${styleText("bold", "pnpm dev")}  ${styleText("dim", header)}`);
  const session = await startSession(reference, (path) => {
    console.log(`\n  ${styleText("dim", `${path} changed: starting again with it`)}`);
    void end(startAgain);
  });
  closing.push(session.close);
}

/** Starts this command again, since code that is loaded cannot be loaded anew. */
function startAgain(): void {
  const args = [...process.execArgv, ...process.argv.slice(1)];
  // Windows cannot replace a process: there, the new one is a child of this one.
  if (process.platform !== "win32") process.execve?.(process.execPath, [process.execPath, ...args], { ...process.env });
  process.exit(spawnSync(process.execPath, args, { stdio: "inherit" }).status ?? 1);
}
