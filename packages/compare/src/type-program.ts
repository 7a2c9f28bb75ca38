import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript-5";

/** The types modules of the two descriptions. */
export const BEFORE = "/before.ts";
export const AFTER = "/after.ts";

/** Those of a strict build. */
const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  types: [],
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  allowImportingTsExtensions: true,
  skipLibCheck: true,
  noEmit: true,
};

const libraries = dirname(fileURLToPath(import.meta.resolve("typescript-5")));

/** Parsed files by name. The libraries never change, and one description is often compared with several others. */
const parsed = new Map<string, ts.SourceFile>();

/** TypeScript modules in memory, by names such as `/before/types.ts`, and what the compiler knows of their types. */
export class TypeProgram {
  readonly checker: ts.TypeChecker;
  readonly #program: ts.Program;

  constructor(modules: ReadonlyMap<string, string>) {
    const host: ts.CompilerHost = {
      fileExists: (name) => modules.has(name),
      readFile: (name) => modules.get(name),
      getSourceFile: (name, target) => parse(name, modules.get(name), target),
      getDefaultLibFileName: () => join(libraries, "lib.d.ts"),
      getDefaultLibLocation: () => libraries,
      getCurrentDirectory: () => "/",
      getCanonicalFileName: (name) => name,
      useCaseSensitiveFileNames: () => true,
      getNewLine: () => "\n",
      writeFile: () => {},
    };
    // The library of the browser takes longer to read than all the rest, and only bodies that are not JSON need it.
    const needsDom = [...modules.values()].some((text) => /\b(Blob|FormData|ReadableStream)\b/.test(text));
    const lib = ["lib.es2022.d.ts", ...(needsDom ? ["lib.dom.d.ts"] : [])];
    this.#program = ts.createProgram({ rootNames: [...modules.keys()], options: { ...options, lib }, host });
    this.checker = this.#program.getTypeChecker();
  }

  /** The names that a module exports. */
  exportsOf(module: string): Set<string> {
    return new Set(this.#symbolsOf(module).map(({ name }) => name));
  }

  /** The type that a module exports under a name. */
  exported(module: string, name: string): ts.Type | undefined {
    const symbol = this.#symbolsOf(module).find((one) => one.name === name);
    return symbol && this.checker.getDeclaredTypeOfSymbol(symbol);
  }

  /** The type of the property that a path of names leads to, without the undefined of optional properties on the way. */
  inside(type: ts.Type | undefined, ...names: string[]): ts.Type | undefined {
    let at = type;
    for (const name of names) {
      const symbol = at && this.checker.getPropertyOfType(this.checker.getNonNullableType(at), name);
      at = symbol && this.checker.getTypeOfSymbol(symbol);
    }
    return at;
  }

  /** The properties of a type. Nothing, as in `content?: never`, has none. */
  propertiesOf(given: ts.Type | undefined): ts.Symbol[] {
    const type = given && this.checker.getNonNullableType(given);
    const isNothing = !type || (type.flags & (ts.TypeFlags.Never | ts.TypeFlags.Undefined)) !== 0;
    return isNothing ? [] : this.checker.getPropertiesOfType(type);
  }

  /** The type of the items of a list. */
  itemOf(type: ts.Type | undefined): ts.Type | undefined {
    const isList = type && this.checker.isArrayType(type);
    return isList ? this.checker.getIndexTypeOfType(type, ts.IndexKind.Number) : undefined;
  }

  /** Whether a property may be missing, or is not there at all. */
  mayBeMissing(type: ts.Type | undefined, name: string): boolean {
    const symbol = type && this.checker.getPropertyOfType(type, name);
    return !symbol || (symbol.flags & ts.SymbolFlags.Optional) !== 0;
  }

  #symbolsOf(module: string): ts.Symbol[] {
    const file = this.#program.getSourceFile(module);
    const symbol = file && this.checker.getSymbolAtLocation(file);
    return symbol ? this.checker.getExportsOfModule(symbol) : [];
  }
}

function parse(
  name: string,
  text: string | undefined,
  target: ts.ScriptTarget | ts.CreateSourceFileOptions,
): ts.SourceFile | undefined {
  if (text === undefined && dirname(name) !== libraries) return undefined;
  const known = parsed.get(name);
  if (known && (text === undefined || known.text === text)) return known;
  // Comments take as long as all the rest, and say nothing about types.
  const parsing = {
    ...(typeof target === "object" ? target : { languageVersion: target }),
    jsDocParsingMode: ts.JSDocParsingMode.ParseNone,
  };
  const file = ts.createSourceFile(name, text ?? readFileSync(name, "utf8"), parsing);
  parsed.set(name, file);
  return file;
}
