import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { codeBlocks as allBlocks } from "@repo/testing";

const folder = new URL("../../guides/", import.meta.url);

/** The guides: the name of the file, and its Markdown. */
export const guides = readdirSync(fileURLToPath(folder))
  .sort()
  .map((name): [string, string] => [name, readFileSync(new URL(name, folder), "utf8")]);

/** The code blocks of a guide in one language. */
export function codeBlocks(markdown: string, language: string): string[] {
  return allBlocks(markdown)
    .filter((block) => block.language === language)
    .map(({ code }) => code);
}
