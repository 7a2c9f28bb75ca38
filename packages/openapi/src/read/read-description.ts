import { resolve } from "node:path";
import { Tinypool } from "tinypool";
import { httpMethods, type OpenApiDocument, verbOf } from "../document.ts";
import { keysOf } from "../pointer.ts";
import type { Warning } from "../warning.ts";
import { checkAvailability } from "./check-availability.ts";
import { checkOperations } from "./check-operations.ts";
import { checkTags } from "./check-tags.ts";
import { inlineMediaTypes } from "./inline-media-types.ts";
import { displayPath, type Place, type Problem, sortProblems } from "./problems.ts";
import type { SpectralTask } from "./spectral.ts";

/** The configuration files of the two linters, as absolute paths. */
export interface RuleFiles {
  redocly: string;
  spectral: string;
}

/**
 * The rules of a repository, or `structure`: anybody's description is read, whatever is wrong with it, if code can be
 * generated from it. What must be corrected or left out for that is a warning.
 */
export type RuleSet = RuleFiles | "structure";

export interface ReadingOptions {
  /** The folder that holds every file of the description. Default: the folder of the file. */
  root?: string;
  /**
   * Whether a description with errors is read as far as possible, for a file that can no longer be corrected: what is
   * wrong is left out. Only for `structure`. Default: false, so that there is no document then.
   */
  despiteErrors?: boolean;
  /** Overlays, which are applied to the file in this order before anything else. Only for `structure`. */
  overlays?: readonly string[];
}

export interface Reading {
  /**
   * The description as plain JSON data, with each `$ref` to another file turned into one to its components, or undefined
   * if it cannot be read. If there is an error among the problems, it may have references that lead nowhere.
   */
  document: OpenApiDocument | undefined;
  /** Sorted by file and place. */
  problems: Problem[];
  /** Where the value at a JSON pointer into the document was written, or the nearest one around it, if that is known. */
  placeOf(pointer: string): Place | undefined;
  /** The problems that are the warnings of a generator about the document. */
  problemsOf(warnings: readonly Warning[]): Problem[];
}

/**
 * Reads, lints and bundles an OpenAPI 3.0, 3.1 or 3.2 description in YAML or JSON. It never touches the network and writes
 * nothing. Whatever is wrong with the description is among the problems.
 *
 * @throws {Error} only if the rules themselves are broken
 *
 * @example
 * const { document, problems } = await readDescription("openapi.yaml", "structure");
 */
export async function readDescription(file: string, rules: RuleSet, options: ReadingOptions = {}): Promise<Reading> {
  if (rules !== "structure") loadSpectral(rules.spectral);
  const { lintAndBundle, parseDescription } = await import("./redocly.ts");
  const path = resolve(file);
  const overlays = options.overlays?.map((overlay) => resolve(overlay));
  const parsed = await parseDescription(path, rules, options.root && resolve(options.root), overlays);
  if (!("root" in parsed)) {
    return { document: undefined, problems: parsed.problems, placeOf: () => undefined, problemsOf: () => [] };
  }

  const spectral = lintWithSpectral(rules, parsed.root.source.absoluteRef, parsed.root.source.body);
  const { document, problems, placeOf } = await lintAndBundle(parsed, options.despiteErrors);
  const problemsOf = (warnings: readonly Warning[]) => sortProblems(placed(path, warnings, placeOf));
  if (document === undefined) return { document, problems: sortProblems(problems), placeOf, problemsOf };
  inlineMediaTypes(document);
  if (rules === "structure") {
    const warnings = [...checkOperations(document), ...checkTags(document), ...checkAvailability(document)];
    problems.push(...problemsOf(warnings));
  }
  // Spectral reports references that do not resolve as well, but Redocly's message says more.
  const isKnown = problems.some(({ rule }) => rule === "no-unresolved-refs");
  const more = (await spectral).filter(({ rule }) => !(isKnown && (rule === "invalid-ref" || rule === "parser")));
  return { document, problems: sortProblems([...problems, ...more]), placeOf, problemsOf };
}

/** The problems that are the warnings of a generator about a description in one file. */
export async function problemsIn(file: string, warnings: readonly Warning[]): Promise<Problem[]> {
  const { placesIn } = await import("./redocly.ts");
  return sortProblems(placed(file, warnings, await placesIn(resolve(file))));
}

function placed(
  path: string,
  warnings: readonly Warning[],
  placeOf: (pointer: string) => Place | undefined,
): Problem[] {
  return warnings.map(({ rule, pointer, message }) => {
    const place = placeOf(pointer);
    return {
      severity: "warning",
      ...(place ?? { file: displayPath(path), line: 1, column: 1 }),
      rule,
      message: place ? message : `${message} (${pointer})`,
      ...operationAt(pointer),
    };
  });
}

function operationAt(pointer: string): Pick<Problem, "operation"> {
  const [section, path, field, name] = keysOf(pointer);
  const method = field === "additionalOperations" ? name : httpMethods.find((known) => known === field);
  return section === "paths" && method !== undefined ? { operation: `${verbOf(method)} ${path}` } : {};
}

/** Counts the rules of each linter that apply to an OpenAPI 3.1 description. */
export async function countRules(rules: RuleFiles): Promise<{ redocly: number; spectral: number }> {
  const { countRedoclyRules } = await import("./redocly.ts");
  const [redocly, spectral] = await Promise.all([countRedoclyRules(rules), loadSpectral(rules.spectral)]);
  return { redocly, spectral };
}

/** Makes the next reading load its rules again, after their files have changed. */
export function forgetRules(): void {
  void pool?.destroy();
  pool = undefined;
}

let pool: Tinypool | undefined;

/**
 * The thread in which Spectral runs. Loading Spectral takes as long as everything else, so that goes on meanwhile. An
 * idle thread does not keep the process alive.
 */
function spectralPool(): Tinypool {
  pool ??= new Tinypool({
    filename: new URL("./spectral.ts", import.meta.url).href,
    minThreads: 1,
    maxThreads: 1,
  });
  return pool;
}

function loadSpectral(rules: string): Promise<number> {
  return handled(spectralPool().run(rules, { name: "loadRules" }));
}

function lintWithSpectral(rules: RuleSet, path: string, text: string): Promise<Problem[]> {
  if (rules === "structure") return Promise.resolve([]);
  return handled(spectralPool().run({ rules: rules.spectral, path, text } satisfies SpectralTask, { name: "lint" }));
}

/** Its error is not unhandled if nobody awaits it. */
function handled<Result>(promise: Promise<Result>): Promise<Result> {
  promise.catch(() => {});
  return promise;
}
