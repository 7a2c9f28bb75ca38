import { join, relative } from "node:path";
import { root } from "./root.ts";
import { formatProblems } from "./spec/format-problems.ts";
import type { OpenApiDocument } from "./spec/openapi-document.ts";
import { readSpec } from "./spec/read-spec.ts";

/** The description that everything here is made from. */
export const specFile = join(root, "spec/openapi.yaml");

/** It, and the rules that it is read by. */
export const houseFiles = [specFile, ...["redocly.yaml", "spectral.yaml"].map((name) => join(root, "spec", name))];

/**
 * The bundled description of a file without an error in it. Problems are printed; where one is an error, the process
 * ends with exit code 1 before anything is written. `meanwhile` is called where it is likely that there is none.
 */
export async function readSpecOrExit(
  file: string,
  rules: "house" | "structure",
  meanwhile?: () => void,
): Promise<OpenApiDocument> {
  const { document, problems } = await readSpec(file, rules, meanwhile);
  if (problems.length > 0) console.error(formatProblems(problems));
  if (document && !problems.some(({ severity }) => severity === "error")) return document;
  console.error(`Nothing was written: mend ${relative(process.cwd(), file)} first.`);
  process.exit(1);
}
