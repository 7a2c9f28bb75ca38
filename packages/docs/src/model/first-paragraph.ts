import type { Markdown } from "./site.ts";

/** The first paragraph of a text, on one line. */
export function firstParagraph(text: Markdown): Markdown {
  return (text.trim().split(/\n\s*\n/)[0] ?? "").replace(/\s+/g, " ");
}
