import { spawn } from "node:child_process";
import { once } from "node:events";
import { root } from "../../root.ts";

/** A command line, and what it is to find in its environment. */
export interface Command {
  args: readonly [program: string, ...args: string[]];
  env?: Readonly<Record<string, string>>;
}

/** Runs a command at the root of the repository. Returns the seconds it took; throws where it fails, with what it said. */
export async function runTimed({ args: [program, ...args], env }: Command): Promise<number> {
  const begun = performance.now();
  const child = spawn(program, args, {
    cwd: root,
    env: { ...process.env, REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true", NO_COLOR: "1", ...env },
    stdio: ["ignore", "pipe", "pipe"],
    shell: process.platform === "win32" && program !== process.execPath,
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (output += text));
  const [code] = await once(child, "close").catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "ENOENT") throw error;
    throw new Error(`There is no ${program} here: run this by \`pnpm bench:generate\`, which brings it along`);
  });
  const seconds = (performance.now() - begun) / 1000;
  if (code !== 0) throw new Error(`\`${[program, ...args].join(" ")}\` failed:\n${output}`);
  return seconds;
}
