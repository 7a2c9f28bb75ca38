import type { GuidePage, PagePath } from "./site.ts";

/**
 * A guide from its file: a first-level heading, then a paragraph that says what it is for.
 *
 * @throws where the file does not begin so
 */
export function readGuide(path: PagePath, file: string, markdown: string): GuidePage {
  const [, title, body] = /^# (.+)\n+([\s\S]+)$/.exec(markdown) ?? [];
  if (title === undefined || body === undefined) throw new Error(`${file} must begin with "# " and its title`);
  const [first = ""] = body.split(/\n\s*\n/);
  const sections = [...body.replace(/^```.*?^```$/gms, "").matchAll(/^## (.+)$/gm)].map(([, heading = ""]) => heading);
  return { path, title, summary: plain(first), body, sections };
}

/** The words of a paragraph, without Markdown's signs. */
function plain(paragraph: string): string {
  return paragraph
    .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/[`*_]/g, "")
    .replace(/\s+/g, " ")
    .trim();
}
