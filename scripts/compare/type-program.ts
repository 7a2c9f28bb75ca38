import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript-5";

const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  lib: ["lib.es2022.d.ts"],
  types: [],
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  allowImportingTsExtensions: true,
  skipLibCheck: true,
  noEmit: true,
};

const libraries = dirname(fileURLToPath(import.meta.resolve("typescript-5")));
const parsed = new Map<string, ts.SourceFile>();

/**
 * A program of the given modules, by names such as `/before/types.ts`. It reads nothing from the disk but the
 * libraries of TypeScript, which are parsed once in a process.
 *
 * Its options are what a strict build has: `strict`, `exactOptionalPropertyTypes`, `noUncheckedIndexedAccess`.
 */
export function typeProgram(modules: ReadonlyMap<string, string>): ts.Program {
  const host: ts.CompilerHost = {
    fileExists: (name) => modules.has(name),
    readFile: (name) => modules.get(name),
    getSourceFile(name, target) {
      const text = modules.get(name);
      return text === undefined ? library(name, target) : ts.createSourceFile(name, text, target);
    },
    getDefaultLibFileName: () => join(libraries, "lib.d.ts"),
    getDefaultLibLocation: () => libraries,
    getCurrentDirectory: () => "/",
    getCanonicalFileName: (name) => name,
    useCaseSensitiveFileNames: () => true,
    getNewLine: () => "\n",
    writeFile: () => {},
  };
  // The library of the browser takes longer to read than all the rest, and only bodies that are no JSON need it.
  const needsDom = [...modules.values()].some((text) => /\b(Blob|FormData|ReadableStream)\b/.test(text));
  const lib = [...(options.lib ?? []), ...(needsDom ? ["lib.dom.d.ts"] : [])];
  return ts.createProgram({ rootNames: [...modules.keys()], options: { ...options, lib }, host });
}

function library(name: string, target: ts.ScriptTarget | ts.CreateSourceFileOptions): ts.SourceFile | undefined {
  if (dirname(name) !== libraries) return undefined;
  const known = parsed.get(name) ?? ts.createSourceFile(name, readFileSync(name, "utf8"), target);
  parsed.set(name, known);
  return known;
}
