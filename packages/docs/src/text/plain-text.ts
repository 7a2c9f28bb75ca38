import MarkdownIt, { type Token } from "markdown-it";
import type { Markdown } from "../model/site.ts";

const markdown = new MarkdownIt({ html: true, linkify: false, typographer: false });

/** The words of a text, on one line: without Markdown, HTML and blocks of code. */
export function plainText(text: Markdown): string {
  const words = (tokens: readonly Token[]): string[] =>
    tokens.flatMap(({ type, content, children }) => {
      if (type === "inline") return [words(children ?? []).join(""), " "];
      if (type === "html_block") return [content.replace(/<[^>]*>/g, " ")];
      if (type === "softbreak" || type === "hardbreak") return [" "];
      return type === "text" || type === "code_inline" ? [content] : [];
    });
  return words(markdown.parse(text, {})).join("").replace(/\s+/g, " ").trim();
}
