import { readFile } from "node:fs/promises";
import type { OpenApiDocument } from "@repo/openapi";
import { factsOf, type PageFacts } from "./facts.ts";
import { readPage } from "./read-page.ts";
import { titlesIn } from "./titles.ts";

export { comparePage } from "./compare-page.ts";
export type { Difference } from "./difference.ts";
export { type FieldFacts, formatFacts, type OperationFacts, type PageFacts } from "./facts.ts";
export { countFacts, formatDifferences } from "./report.ts";

/**
 * Reads the facts of a reference page in Markdown.
 *
 * @param file names the page in errors
 * @param document gives the names of what properties are limited to, such as trainers
 * @throws {Error} that says where reading stopped, if the text is not such a page or breaks off
 */
export function readFacts(text: string, file: string, document: OpenApiDocument): PageFacts {
  return factsOf(readPage(text, file), titlesIn(document));
}

/** Reads the facts of a reference page in a file, as {@link readFacts} does. */
export async function readFactsFile(file: string, document: OpenApiDocument): Promise<PageFacts> {
  const text = await readFile(file, "utf8").catch((error: Error) => {
    throw new Error(`${file} cannot be read: ${error.message}`);
  });
  return readFacts(text, file, document);
}
