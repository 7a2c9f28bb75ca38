import { join } from "node:path";
import { machineLibc } from "./machine-libc.ts";
import manifest from "./package.json" with { type: "json" };

/** A runtime that is a command. */
export interface CommandRuntime {
  name: string;
  /** As package.json pins it. */
  version: string;
  /** The path of the command within an installation; `undefined` where package.json has none for this machine. */
  command: string | undefined;
  /** What stands between the command and the program. */
  args: readonly string[];
  /** What lets a program read the credentials in the environment. */
  grants: readonly string[];
}

const pinned: Readonly<Record<string, string>> = manifest.optionalDependencies;

const deno = ["run", "--no-prompt", "--no-remote", "--node-modules-dir=manual", "--allow-net=127.0.0.1"];
const grants = ["--allow-env=SCENARIO_SDK_API_KEY,SCENARIO_SDK_API_SECRET"];

/** The commands that run the packed client. */
export const commandRuntimes: readonly CommandRuntime[] = [
  ...["20.19", "20", "22", "24", "26"].map((line) => runtime("Node", `node-${line}`, "bin/node")),
  runtime("Bun", "bun", "bin/bun"),
  runtime("Deno", "deno", "deno", deno, grants),
];

function runtime(
  name: string,
  line: string,
  command: string,
  args: readonly string[] = [],
  grants: readonly string[] = [],
): CommandRuntime {
  const alias = `${line}-${process.platform}-${process.arch}`;
  const [, version = ""] = /@([^@]+)$/.exec(pinned[`${line}-linux-x64`] ?? "") ?? [];
  const path = join("node_modules", alias, process.platform === "win32" ? `${command}.exe` : command);
  const runsHere = alias in pinned && (process.platform !== "linux" || machineLibc === "glibc");
  return { name, version, args, grants, command: runsHere ? path : undefined };
}
