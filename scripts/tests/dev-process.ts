import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdir, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { checkedPackages } from "../dev/check-types.ts";
import { root } from "../root.ts";
import { addDocs } from "./add-docs.ts";
import type { WorkspaceCopy } from "./workspace-copy.ts";

/** A running `pnpm dev`, without pnpm. */
export interface DevProcess {
  /** What it has printed since the last call of `forget`. */
  printed(): string;
  forget(): void;
  /** Resolves once it has printed this; throws after 20 seconds, with what it printed. */
  until(pattern: RegExp | string): Promise<void>;
  kill(signal: NodeJS.Signals): Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
}

/** Where a process in a workspace keeps its temporary files. */
export function temporaryFiles({ folder }: WorkspaceCopy): string {
  return join(folder, "temporary");
}

/** Puts what a type check reads and writes into a workspace. */
export async function addPackages(workspace: WorkspaceCopy): Promise<void> {
  const { folder } = workspace;
  await addDocs(workspace);
  await mkdir(temporaryFiles(workspace));
  await cp(join(root, "tsconfig.base.json"), join(folder, "tsconfig.base.json"));
  for (const name of checkedPackages) {
    const from = join(root, "packages", name);
    const to = join(folder, "packages", name);
    await mkdir(to, { recursive: true });
    for (const file of ["package.json", "tsconfig.json", "src"])
      await cp(join(from, file), join(to, file), { recursive: true });
    await symlink(join(from, "node_modules"), join(to, "node_modules"), "junction");
  }
}

export function startDev(workspace: WorkspaceCopy, script = "scripts/dev.ts", args = ["--port", "0"]): DevProcess {
  const child: ChildProcess = spawn(process.execPath, [join(workspace.folder, script), ...args], {
    cwd: workspace.folder,
    // Its temporary files lie in the workspace, where a test sees whether it leaves any.
    env: {
      ...process.env,
      NO_COLOR: "1",
      TMPDIR: temporaryFiles(workspace),
      NODE_COMPILE_CACHE: join(tmpdir(), "node-compile-cache"),
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (text) => (output += text));
  const exit = once(child, "exit");
  return {
    printed: () => output,
    forget() {
      output = "";
    },
    async until(pattern) {
      const end = Date.now() + 20_000;
      while (typeof pattern === "string" ? !output.includes(pattern) : !pattern.test(output)) {
        if (child.exitCode !== null) throw new Error(`It ended with exit code ${child.exitCode}:\n${output}`);
        if (Date.now() > end) throw new Error(`It did not print ${pattern}, but:\n${output}`);
        await sleep(20);
      }
    },
    async kill(signal) {
      child.kill(signal);
      const [code, by] = await exit;
      return { code, signal: by };
    },
  };
}
