import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { root } from "@repo/commands";

/** Type-checks the packages that use the generated types, one check at a time. */
export interface TypeChecker {
  /**
   * Checks the files as they are now, and abandons a check that is still running.
   *
   * @returns the compiler's errors, empty if there are none; `undefined` if this check was abandoned
   */
  check(): Promise<string | undefined>;
  /** Abandons a check that is still running. */
  stop(): Promise<void>;
}

const folder = join(root, "node_modules/.cache/dev-types");

/** The types are checked as their sources are now, not as they were built. */
const config = {
  extends: join(root, "tsconfig.base.json"),
  compilerOptions: {
    incremental: true,
    tsBuildInfoFile: join(folder, "tsbuildinfo"),
    typeRoots: [join(root, "node_modules/@types")],
    paths: { ...(await sourcesOf("types")), ...(await sourcesOf("client")) },
  },
  include: ["types", "client", "sandbox"].map((name) => join(root, "packages", name, "src")),
};

/** What a package's names stand for: its entry points as they are written, instead of as they were built. */
async function sourcesOf(folder: string): Promise<Record<string, string[]>> {
  const path = join(root, "packages", folder);
  const { name, exports }: { name: string; exports: Record<string, { import: { default: string } }> } = JSON.parse(
    await readFile(join(path, "package.json"), "utf8"),
  );
  const entries = Object.entries(exports).map(([entry, conditions]): [string, string[]] => [
    name + entry.slice(1),
    [join(path, conditions.import.default.replace("/dist/", "/src/").replace(/js$/, "ts"))],
  ]);
  return Object.fromEntries(entries);
}

export async function createTypeChecker(): Promise<TypeChecker> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "tsconfig.json"), JSON.stringify(config));
  const tsc = join(root, "node_modules/typescript/bin/tsc");
  let running: ChildProcess | undefined;

  async function stop(): Promise<void> {
    const child = running;
    if (!child) return;
    running = undefined;
    const closed = once(child, "close");
    child.kill();
    await closed;
  }

  return {
    stop,
    async check() {
      await stop();
      const args = [tsc, "--project", folder, "--pretty", String(process.stdout.isTTY === true)];
      const child = spawn(process.execPath, args, { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
      running = child;
      let output = "";
      for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (output += text));
      const [code, signal] = await once(child, "close");
      // Ctrl-C reaches the compiler too, before this process begins to end.
      if (running !== child || signal) return undefined;
      running = undefined;
      return code === 0 ? "" : output.trim() || `tsc ended with exit code ${code}`;
    },
  };
}
