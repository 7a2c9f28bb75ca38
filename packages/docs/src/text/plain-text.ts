import MarkdownIt, { type Token } from "markdown-it";
import type { Markdown } from "../model/site.ts";
import { escapeHtml } from "./highlight.ts";
import { wordsOfHtml } from "./sanitize.ts";

const markdown = new MarkdownIt({ html: true, linkify: false, typographer: false });

const TEXTS = new Set(["text", "code_inline", "image"]);

/** The words of a text, on one line: without Markdown, tags and blocks of code. */
export function plainText(text: Markdown): string {
  const hasTags = text.includes("<");
  const words = (tokens: readonly Token[]): string[] =>
    tokens.flatMap(({ type, content, children }) => {
      if (type === "inline") return [...words(children ?? []), " "];
      if (type === "softbreak" || type === "hardbreak") return [" "];
      if (type === "html_block" || type === "html_inline") return [content];
      return TEXTS.has(type) ? [hasTags ? escapeHtml(content) : content] : [];
    });
  const all = words(markdown.parse(text, {})).join("");
  return (hasTags ? wordsOfHtml(all) : all).replace(/\s+/g, " ").trim();
}
