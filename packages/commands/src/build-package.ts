import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { mkdtempDisposable, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, posix, relative } from "node:path";
import type { Rolldown } from "tsdown";
import { root } from "./root.ts";
import { writeFiles } from "./write-files.ts";

/** The part of a manifest that says what is built. */
interface Manifest {
  /** What is imported and required: files in `dist/` for each entry point, such as `.` and `./validate`. */
  exports: Record<string, Record<"import" | "require", { types: string; default: string }>>;
  /** Commands, which are ES modules only. */
  bin?: Record<string, string>;
}

/**
 * Compiles the package in the working directory into `dist/`: the entry points that its manifest names, and the modules
 * that they consist of, as ES modules and as CommonJS, with declarations of both.
 *
 * @throws {Error} if the package does not compile; the compiler prints why
 */
export async function buildPackage(): Promise<void> {
  const { exports, bin = {} }: Manifest = JSON.parse(await readFile("package.json", "utf8"));
  const modules = sourcesOf(Object.values(exports).map((conditions) => conditions.import.default));
  const commands = sourcesOf(Object.values(bin));

  await using declarations = await mkdtempDisposable(join(tmpdir(), "declarations-"));
  const declarationOf = (source: string) =>
    readFile(join(declarations.path, relative("src", source).replace(/ts$/, "d.ts")), "utf8");
  // It loads slowly, and most commands do not need it.
  const [{ build }] = await Promise.all([import("tsdown"), compile(declarations.path)]);
  await build({
    config: false,
    logLevel: "warn",
    root: "src",
    // A file for each source is easy to read, and bundlers of programs leave out what is not used.
    unbundle: true,
    // Dependencies stay what they are. The spec, and what reads it, become part of the packages that use them.
    deps: { onlyBundle: ["@repo/openapi", "@repo/settings", await nameOfSpec()] },
    target: "es2022",
    fixedExtension: false,
    format: { esm: { entry: { ...modules, ...commands } }, cjs: { entry: modules } },
    dts: {
      entry: Object.values(modules),
      generator: { emit: async (_, source) => ({ code: await declarationOf(source) }) },
    },
    define: { SPEC_HASH: JSON.stringify(await hashOfSpec()) },
    plugins: [defaultImports],
  });
  await writeStubs(exports);
}

/** Returns the sources of ES modules in `dist/`, by their paths there without extension. */
function sourcesOf(files: readonly string[]): Record<string, string> {
  const paths = files.map((file) => file.replace(/^\.\/dist\/|\.js$/g, ""));
  return Object.fromEntries(paths.map((path) => [path, `src/${path}.ts`]));
}

/** Checks the types of the package, and writes its declarations into a folder. */
async function compile(folder: string): Promise<void> {
  const tsc = join(root, "node_modules/typescript/bin/tsc");
  const emit = ["--noEmit", "false", "--declaration", "--emitDeclarationOnly", "--rootDir", "src", "--outDir", folder];
  const child = spawn(process.execPath, [tsc, "-p", "tsconfig.build.json", ...emit], { stdio: "inherit" });
  const [status] = await once(child, "close");
  if (status !== 0) throw new Error("The package does not compile: see above.");
}

async function nameOfSpec(): Promise<string> {
  const { name }: { name: string } = JSON.parse(await readFile(join(root, "spec/package.json"), "utf8"));
  return name;
}

async function hashOfSpec(): Promise<string> {
  const spec: unknown = JSON.parse(await readFile(join(root, "spec/dist/openapi.json"), "utf8"));
  return createHash("sha256").update(JSON.stringify(spec)).digest("hex");
}

/**
 * In a package of ES modules, rolldown takes `module.exports` for the default export of a CommonJS module, as Node does,
 * but also where it writes CommonJS itself. There it is `module.exports.default`, as TypeScript and Babel have it.
 */
const defaultImports: Rolldown.Plugin = {
  name: "default-imports",
  renderChunk: (code) => code.replaceAll(/(\b__toESM\(\w+), 1\)/g, "$1)"),
};

/**
 * Writes a manifest for every entry point but the first, such as `validate/package.json`: TypeScript's `node10` and other
 * old tools do not know `exports`, and look for a folder.
 */
async function writeStubs(exports: Manifest["exports"]): Promise<void> {
  const stubs = new Map<string, string>();
  for (const [name, { require }] of Object.entries(exports)) {
    if (name === ".") continue;
    const stub = { main: posix.relative(name, require.default), types: posix.relative(name, require.types) };
    stubs.set(`${name}/package.json`, `${JSON.stringify(stub, null, 2)}\n`);
  }
  await writeFiles(process.cwd(), stubs);
}
