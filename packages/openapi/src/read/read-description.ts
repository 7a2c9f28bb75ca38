import { resolve } from "node:path";
import { Tinypool } from "tinypool";
import type { OpenApiDocument } from "../document.ts";
import { type Problem, sortProblems } from "./problems.ts";
import type { SpectralTask } from "./spectral.ts";

/** The configuration files of the two linters, as absolute paths. */
export interface RuleFiles {
  redocly: string;
  spectral: string;
}

/** The rules of a repository, or `structure`: for anybody's description, only what would make generated code wrong. */
export type RuleSet = RuleFiles | "structure";

export interface Reading {
  /**
   * The description as plain JSON data, with each `$ref` to another file turned into one to its components, or undefined
   * if it cannot be read. If there is an error among the problems, it may have references that lead nowhere.
   */
  document: OpenApiDocument | undefined;
  /** Sorted by file and place. */
  problems: Problem[];
}

/**
 * Reads, lints and bundles an OpenAPI 3.0 or 3.1 description in YAML or JSON. It never touches the network and writes
 * nothing. Whatever is wrong with the description is among the problems.
 *
 * @throws {Error} only if the rules themselves are broken
 *
 * @example
 * const { document, problems } = await readDescription("openapi.yaml", "structure");
 */
export async function readDescription(file: string, rules: RuleSet): Promise<Reading> {
  if (rules !== "structure") loadSpectral(rules.spectral);
  const { lintAndBundle, parseDescription } = await import("./redocly.ts");
  const parsed = await parseDescription(resolve(file), rules);
  if ("problems" in parsed) return { document: undefined, problems: parsed.problems };

  const spectral = lintWithSpectral(rules, parsed.root.source.absoluteRef, parsed.root.source.body);
  const { document, problems } = await lintAndBundle(parsed);
  if (document === undefined) return { document, problems: sortProblems(problems) };
  // Spectral reports references that do not resolve as well, but Redocly's message says more.
  const isKnown = problems.some(({ rule }) => rule === "no-unresolved-refs");
  const more = (await spectral).filter(({ rule }) => !(isKnown && (rule === "invalid-ref" || rule === "parser")));
  return { document, problems: sortProblems([...problems, ...more]) };
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
