import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runNode } from "@repo/testing";
import { quiet } from "./tools.ts";

/** What it took to run a program. */
export interface Cost {
  seconds: number;
  /** The most memory that one of its Node processes had, in bytes. */
  peak: number;
  exitCode: number;
}

// The kernel's maxRSS is not below what the parent had when it started the process; VmHWM, on Linux, is the process's own.
const notePeak = `
  import { existsSync, readFileSync, writeFileSync } from "node:fs";
  const status = "/proc/self/status";
  process.on("exit", () => {
    const own = existsSync(status) && /VmHWM:\\s+(\\d+)/.exec(readFileSync(status, "utf8"))?.[1];
    writeFileSync(process.env.PEAKS + "/" + process.pid, String(own || process.resourceUsage().maxRSS));
  });`;

/** Runs a Node program. Each Node process in it notes its own peak at its end. */
export async function runNodeMeasured(args: string[], cwd: string): Promise<Cost> {
  const peaks = await mkdtemp(join(tmpdir(), "peaks-"));
  try {
    const preload = `--import=data:text/javascript,${encodeURIComponent(notePeak)}`;
    const NODE_OPTIONS = `${process.env["NODE_OPTIONS"] ?? ""} ${preload}`;
    const start = performance.now();
    const { exitCode } = await runNode(args, cwd, { ...quiet, NODE_OPTIONS, PEAKS: peaks });
    const seconds = (performance.now() - start) / 1000;
    const noted = await Promise.all((await readdir(peaks)).map((name) => readFile(join(peaks, name), "utf8")));
    return { seconds, peak: Math.max(...noted.map(Number)) * 1024, exitCode };
  } finally {
    await rm(peaks, { recursive: true, force: true });
  }
}
