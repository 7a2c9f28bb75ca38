import { resolve } from "node:path";
import type { OpenApiDocument } from "./openapi-document.ts";
import { type Problem, tidyProblems } from "./problem.ts";
import type { RuleSet } from "./rule-set.ts";
import { spectralProblems, startSpectral } from "./spectral-thread.ts";

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
 * project are themselves broken. `meanwhile` is called once Redocly has found no error and Spectral is still at work.
 *
 * @example
 * const { document, problems } = await readSpec("spec/openapi.yaml", "house");
 */
export async function readSpec(file: string, rules: RuleSet, meanwhile?: () => void): Promise<SpecReading> {
  const path = resolve(file);
  if (rules === "house") startSpectral();
  // Imported now, so that Spectral is loaded beside it and not after it.
  const { readWithRedocly } = await import("./read-with-redocly.ts");
  let spectral: Promise<Problem[]> | undefined;
  const { document, problems, text } = await readWithRedocly(path, rules, (text) => {
    if (rules !== "house") return;
    spectral = spectralProblems(path, text);
    // Awaited below, or of no use any more.
    spectral.catch(() => {});
  });
  if (text === undefined || spectral === undefined) return { document, problems: tidyProblems(problems) };

  if (document && !problems.some(({ severity }) => severity === "error")) meanwhile?.();
  const found = await spectral;
  // Redocly has named the references that do not resolve; Spectral reads the same files and stumbles over them again.
  const isKnown = problems.some(({ rule }) => rule === "no-unresolved-refs");
  const news = found.filter(({ rule }) => !(isKnown && (rule === "invalid-ref" || rule === "parser")));
  return { document, problems: tidyProblems([...problems, ...news]) };
}
