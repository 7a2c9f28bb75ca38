import { readFile } from "node:fs/promises";
import { basename, relative } from "node:path";
import type { GuidePage } from "./model/site.ts";
import { firstParagraph } from "./model/wording.ts";
import { plainText } from "./text/plain-text.ts";

/**
 * Reads a guide: its title, a first paragraph that says what it is for, and its sections.
 *
 * @throws {Error} if it cannot be read, has no title, or its name cannot be a part of an address
 */
export async function readGuide(file: string): Promise<GuidePage> {
  const shown = relative(process.cwd(), file);
  const name = basename(file, ".md");
  if (!/^[\w.-]+$/.test(name)) throw new Error(`${shown}: name it with letters of ASCII, digits, "-" and "_"`);
  const markdown = await readFile(file, "utf8").catch((error: Error) => {
    throw new Error(`${shown}, a guide of the settings, cannot be read: ${error.message}`);
  });
  const [, title, body] = /^# (.+)\n+([\s\S]+)$/.exec(markdown.replaceAll("\r\n", "\n")) ?? [];
  if (title === undefined || body === undefined) throw new Error(`${shown} must begin with "# " and its title`);
  const sections = [...body.replace(/^```.*?^```$/gms, "").matchAll(/^## (.+)$/gm)].map(([, heading = ""]) => heading);
  return { path: `guides/${name}`, title, summary: plainText(firstParagraph(body)), body, sections };
}
