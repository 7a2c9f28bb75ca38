import { resolve } from "node:path";
import type { OpenApiDocument } from "./openapi-document.ts";
import { type Problem, tidyProblems } from "./problem.ts";
import { readWithRedocly } from "./read-with-redocly.ts";
import type { RuleSet } from "./rule-set.ts";

export interface SpecReading {
  /**
   * The description as plain JSON data, every `$ref` to another file turned into one to its components; undefined when
   * it cannot be read. With an error among the problems it may hold references that lead nowhere.
   */
  document: OpenApiDocument | undefined;
  /** Sorted by place, each said once. */
  problems: Problem[];
}

/**
 * Reads, bundles and lints an OpenAPI 3.0 or 3.1 description (YAML or JSON). Never touches the network, writes
 * nothing, and never throws for bad input: what is wrong with a file is a problem. It throws when the rules of this
 * project are themselves broken.
 *
 * @example
 * const { document, problems } = await readSpec("spec/openapi.yaml", "house");
 */
export async function readSpec(file: string, rules: RuleSet): Promise<SpecReading> {
  const path = resolve(file);
  const { document, problems, text } = await readWithRedocly(path, rules);
  if (rules === "structure" || text === undefined) return { document, problems: tidyProblems(problems) };

  // Imported when needed: it takes longer than all the rest, and a foreign description never needs it.
  const { lintWithSpectral } = await import("./lint-with-spectral.ts");
  const found = await lintWithSpectral(path, text);
  // Redocly has named the references that do not resolve; Spectral reads the same files and stumbles over them again.
  const isKnown = problems.some(({ rule }) => rule === "no-unresolved-refs");
  const news = found.filter(({ rule }) => !(isKnown && (rule === "invalid-ref" || rule === "parser")));
  return { document, problems: tidyProblems([...problems, ...news]) };
}
