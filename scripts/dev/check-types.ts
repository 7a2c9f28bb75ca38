import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "../root.ts";

/** The packages whose code uses the generated types. */
export const checkedPackages = ["types", "client", "sandbox"] as const;

/** What the compiler said; `undefined` where a newer check took its place. */
export type TypeCheck = { ok: boolean; output: string } | undefined;

/** Type-checks the packages, one check at a time. */
export interface TypeChecker {
  /** Checks the files as they are now, and gives up the check that is under way. */
  check(): Promise<TypeCheck>;
  /** Gives up the check that is under way. */
  stop(): Promise<void>;
  close(): Promise<void>;
}

/** Makes a checker that remembers, until it is closed, what it has seen. */
export async function createTypeChecker(): Promise<TypeChecker> {
  const folder = await mkdtemp(join(tmpdir(), "dev-types-"));
  const configs = checkedPackages.map((name) => join(folder, `tsconfig.${name}.json`));
  for (const [at, name] of checkedPackages.entries()) {
    await writeFile(configs[at] ?? "", JSON.stringify(configOf(name, folder)));
  }
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
    async check() {
      await stop();
      const args = [tsc, "--build", "--noEmit", "--pretty", String(process.stdout.isTTY === true), ...configs];
      const child = spawn(process.execPath, args, { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
      running = child;
      let output = "";
      for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (output += text));
      const [code, signal] = await once(child, "close");
      // Ctrl-C reaches the compiler too, before this process has begun to end.
      if (running !== child || signal) return undefined;
      running = undefined;
      return { ok: code === 0, output: output.trim() };
    },
    stop,
    async close() {
      await stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A package's own configuration, with the other packages as their sources are now rather than as they were built. */
function configOf(name: string, folder: string) {
  const sources = (path: string) => [join(root, "packages", path)];
  return {
    extends: join(root, `packages/${name}/tsconfig.json`),
    compilerOptions: {
      incremental: true,
      tsBuildInfoFile: join(folder, `${name}.tsbuildinfo`),
      typeRoots: [join(root, "node_modules/@types")],
      paths: {
        "@scenario-openapi/types": sources("types/src/index.ts"),
        "@scenario-openapi/client": sources("client/src/index.ts"),
        "@scenario-openapi/client/validate": sources("client/src/validate/index.ts"),
      },
    },
  };
}
