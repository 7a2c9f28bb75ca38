import MarkdownIt, { type Token } from "markdown-it";
import type { Markdown } from "../model/site.ts";
import { codeHtml } from "./code-html.ts";
import { escapeHtml } from "./escape-html.ts";
import type { Highlight } from "./highlight.ts";

export interface MarkdownOptions {
  /** The level that the text's highest headings get on the page: one below the heading that they stand under. */
  level?: number;
  /** Turns a link of the text into one of the page. */
  link?: (href: string) => string;
  /** Whether headings get an id, to link to. */
  ids?: boolean;
}

/** Markdown as HTML. What looks like HTML in it is text: neither markup nor scripts come out of a description. */
export type RenderMarkdown = (text: Markdown, options?: MarkdownOptions) => string;

/**
 * CommonMark with tables. Pictures become links, as a page asks no other place for anything; addresses that run
 * something (`javascript:`) are left as text.
 */
export function markdownRenderer(highlight: Highlight): RenderMarkdown {
  const markdown = new MarkdownIt({ html: false, linkify: false, typographer: false });
  const { rules } = markdown.renderer;

  rules.fence = (tokens, index) => {
    const { content = "", info = "" } = tokens[index] ?? {};
    return codeHtml(highlight, content.replace(/\n$/, ""), info.trim().split(/\s+/)[0] ?? "");
  };
  rules.code_block = (tokens, index) => codeHtml(highlight, (tokens[index]?.content ?? "").replace(/\n$/, ""), "");
  rules.image = (tokens, index) => {
    const token = tokens[index];
    const source = String(token?.attrGet("src") ?? "");
    return `<a href="${escapeHtml(source)}" rel="noreferrer">${escapeHtml(token?.content || source)}</a>`;
  };
  rules.table_open = () => '<div class="table" tabindex="0"><table>';
  rules.table_close = () => "</table></div>";

  const known = new Map<string, string>();
  return (text, { level = 1, link, ids = false } = {}) => {
    const key = link || ids ? undefined : `${level}\n${text}`;
    const before = key === undefined ? undefined : known.get(key);
    if (before !== undefined) return before;
    const tokens = markdown.parse(text, {});
    const headings = tokens.filter(({ type }) => type === "heading_open" || type === "heading_close");
    // A text may begin with any level: its highest becomes that of the page.
    const highest = Math.min(...headings.map(headingLevel));
    for (const heading of headings) heading.tag = `h${Math.min(6, headingLevel(heading) - highest + level)}`;
    for (const [index, token] of tokens.entries()) {
      if (token.type === "th_open" || token.type === "td_open") alignByClass(token);
      if (ids && token.type === "heading_open") token.attrSet("id", headingId(tokens[index + 1]?.content ?? ""));
      for (const inner of token.children ?? []) {
        if (inner.type !== "link_open") continue;
        const href = String(inner.attrGet("href") ?? "");
        if (link) inner.attrSet("href", link(href));
        if (/^[a-z]+:/i.test(href)) inner.attrSet("rel", "noreferrer");
      }
    }
    const html = markdown.renderer.render(tokens, markdown.options, {});
    if (key !== undefined) known.set(key, html);
    return html;
  };
}

function headingLevel({ tag }: Token): number {
  return Number(tag.slice(1));
}

/** The policy of the pages permits no style in an element. */
function alignByClass(token: Token): void {
  const [, side] = /text-align:(right|center)/.exec(String(token.attrGet("style") ?? "")) ?? [];
  token.attrs = side === undefined ? null : [["class", side]];
}

/** `What is retried` as `what-is-retried`. */
export function headingId(text: string): string {
  return (
    text
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, "-")
      .replace(/^-+|-+$/g, "") || "section"
  );
}
