import { cp, mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { installClient, runNode } from "@repo/testing";
import { compilers, type Version } from "../../compilers.ts";

const require = createRequire(import.meta.url);

/** The options in which users' projects differ. */
export interface UserOptions {
  moduleResolution: "bundler" | "node10" | "node16" | "nodenext";
  exactOptionalPropertyTypes: boolean;
  skipLibCheck: boolean;
  /** Whether the types are those of a browser or of Node. */
  types: "dom" | "node";
}

/** Creates a project in which the packed client is installed. */
export async function createProject(): Promise<{ folder: string; remove(): Promise<void> }> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), "compilers-")));
  await installClient(folder);
  await writeFile(join(folder, "package.json"), '{ "private": true, "type": "module" }\n');
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

/**
 * Compiles the programs within a project and returns what the compiler printed: nothing, if there are no errors. Where
 * the resolution depends on the format of the program, they are compiled as ES modules and as CommonJS.
 */
export async function compile(project: string, version: Version, options: UserOptions): Promise<string> {
  const { moduleResolution, exactOptionalPropertyTypes, types } = options;
  const byFormat = /^node(16|next)$/.test(moduleResolution);
  const folder = await mkdtemp(join(project, "program-"));
  const files: string[] = [];
  const variant = exactOptionalPropertyTypes ? "exact" : "inexact";
  for (const name of ["whole-api", "whole-runtime", "whole-validate", "whole-proxy", variant]) {
    for (const extension of byFormat ? ["mts", "cts"] : ["ts"]) {
      const file = `${name}.${extension}`;
      await cp(join(import.meta.dirname, "programs", `${name}.mts`), join(folder, file));
      files.push(file);
    }
  }
  const compilerOptions = {
    ...options,
    target: "es2022",
    module: byFormat ? moduleResolution : moduleResolution === "node10" ? "commonjs" : "esnext",
    // TypeScript 6 is the last version that knows node10.
    ...(version === "6.0" && moduleResolution === "node10" && { ignoreDeprecations: "6.0" }),
    lib: types === "dom" ? ["es2022", "dom", "dom.iterable"] : ["es2022"],
    types: types === "node" ? ["node"] : [],
    typeRoots: [join(dirname(require.resolve("@types/node/package.json")), "..")],
    strict: true,
    noEmit: true,
  };
  await writeFile(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, files }));
  const tsc = join(dirname(compilers[version]), "bin/tsc");
  const { exitCode, stdout, stderr } = await runNode([tsc, "--pretty", "false", "-p", folder], project);
  return exitCode === 0 ? stdout : `${stdout}${stderr}exit code ${exitCode}`;
}
