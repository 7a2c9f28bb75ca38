import { join } from "node:path";
import type { OpenApiDocument, Warning } from "@repo/openapi";
import type { Problem, Reading, ReadingOptions, RuleFiles, RuleSet } from "@repo/openapi/read";
import { root } from "./root.ts";

/** This repository's own description. */
export const specFile = join(root, "spec/openapi.yaml");

/** What packages and pages need to know of its API beside it. */
export const settingsFile = join(root, "spec/settings.yaml");

/** The rules that the spec must follow. */
export const houseRules: RuleFiles = {
  redocly: join(root, "spec/redocly.yaml"),
  spectral: join(root, "spec/spectral.yaml"),
};

/**
 * Reads a description for a command. Problems are printed; if one is an error, the process ends with exit code 1.
 *
 * @returns the description, bundled into one document
 */
export async function readOrExit(file: string, rules: RuleSet): Promise<OpenApiDocument> {
  const { document, problems } = await readingOrExit(file, rules);
  await printProblems(problems);
  return document;
}

/**
 * Reads a description for a command. If it has an error, its problems are printed and the process ends with exit code 1.
 * Warnings are not printed yet, so that those of a generator can be added.
 */
export async function readingOrExit(
  file: string,
  rules: RuleSet,
  options?: ReadingOptions,
): Promise<Reading & { document: OpenApiDocument }> {
  // The linters load slowly, and most commands do not need them.
  const { readDescription } = await import("@repo/openapi/read");
  const reading = await readDescription(file, rules, options);
  const { document, problems } = reading;
  if (document && !problems.some(({ severity }) => severity === "error")) return { ...reading, document };
  await printProblems(problems);
  const errors = problems.filter(({ severity }) => severity === "error");
  const files = [...new Set(errors.map((error) => error.file))];
  console.error(`Nothing was written. Fix ${files.join(" and ")} first.`);
  process.exit(1);
}

/** Prints problems to the terminal, if there are any. */
export async function printProblems(problems: readonly Problem[]): Promise<void> {
  if (problems.length === 0) return;
  const { formatProblems } = await import("@repo/openapi/read");
  console.error(formatProblems(problems, process.stderr));
}

/** Prints a generator's warnings about the spec. */
export async function printWarnings(warnings: readonly Warning[]): Promise<void> {
  if (warnings.length === 0) return;
  const { problemsIn } = await import("@repo/openapi/read");
  await printProblems(await problemsIn(specFile, warnings));
}
