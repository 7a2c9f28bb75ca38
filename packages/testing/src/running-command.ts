import { spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";

/** A command that runs until it is stopped. */
export interface RunningCommand {
  /** What it has printed since the last call of `forget`. */
  printed(): string;
  forget(): void;
  /** Resolves once it has printed this. Throws with what it has printed, if it ends before that. */
  until(pattern: RegExp | string): Promise<void>;
  /** Sends a signal and waits for the end. Returns the exit code, or the signal that ended it. */
  stop(signal: NodeJS.Signals): Promise<number | NodeJS.Signals>;
}

/** Starts the current Node with some arguments. */
export function startNode(args: string[], cwd: string, env: NodeJS.ProcessEnv = {}): RunningCommand {
  return start(process.execPath, args, cwd, env, false);
}

/** Starts a command, which may start others. A signal reaches them all, as one from a terminal does. */
export function startCommand(command: string, args: string[], cwd: string): RunningCommand {
  return start(command, args, cwd, {}, true);
}

function start(command: string, args: string[], cwd: string, env: NodeJS.ProcessEnv, group: boolean): RunningCommand {
  const child = spawn(command, args, {
    cwd,
    env: { ...process.env, NO_COLOR: "1", ...env },
    stdio: ["ignore", "pipe", "pipe"],
    detached: group,
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (output += text));
  const closed = once(child, "close");
  return {
    printed: () => output,
    forget() {
      output = "";
    },
    async until(pattern) {
      while (typeof pattern === "string" ? !output.includes(pattern) : !pattern.test(output)) {
        if (child.exitCode !== null) throw new Error(`It ended with exit code ${child.exitCode}:\n${output}`);
        await sleep(20);
      }
    },
    async stop(signal) {
      if (group && child.pid) process.kill(-child.pid, signal);
      else child.kill(signal);
      const [code, by] = await closed;
      return code ?? by;
    },
  };
}
