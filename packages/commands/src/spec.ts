import { join, relative } from "node:path";
import type { OpenApiDocument } from "@scenario-openapi/openapi";
import type { RuleFiles, RuleSet } from "@scenario-openapi/openapi/read";
import { root } from "./root.ts";

/** This repository's own description. */
export const specFile = join(root, "spec/openapi.yaml");

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
  // The linters load slowly, and most commands do not need them.
  const { formatProblems, readDescription } = await import("@scenario-openapi/openapi/read");
  const { document, problems } = await readDescription(file, rules);
  if (problems.length > 0) console.error(formatProblems(problems));
  if (document && !problems.some(({ severity }) => severity === "error")) return document;
  console.error(`Nothing was written. Fix ${relative(process.cwd(), file)} first.`);
  process.exit(1);
}
