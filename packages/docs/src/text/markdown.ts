import MarkdownIt, { type Token } from "markdown-it";
import type { Markdown } from "../model/site.ts";
import { codeHtml, escapeHtml, type Highlight } from "./highlight.ts";
import { plainText } from "./plain-text.ts";
import { sanitized } from "./sanitize.ts";

export interface MarkdownOptions {
  /** The level on the page for the highest headings of the text: one below the heading above the text. */
  level?: number;
  /** Changes the address of each link. */
  link?: (href: string) => string;
  /** Whether headings get an id, and a link to themselves. */
  ids?: boolean;
}

/** Converts Markdown to HTML. HTML in it is sanitized, so that no script of a description reaches the page. */
export type RenderMarkdown = (text: Markdown, options?: MarkdownOptions) => string;

/**
 * CommonMark with tables. Pictures become links, as a page loads nothing from elsewhere. Links to `javascript:` and the
 * like stay text.
 */
export function markdownRenderer(highlight: Highlight): RenderMarkdown {
  const markdown = new MarkdownIt({ html: true, linkify: false, typographer: false });
  const { rules } = markdown.renderer;

  rules.fence = (tokens, index) => {
    const { content = "", info = "" } = tokens[index] ?? {};
    return codeHtml(highlight, content.replace(/\n$/, ""), info.trim().split(/\s+/)[0] ?? "");
  };
  rules.heading_close = (tokens, index) => {
    const { tag = "h2" } = tokens[index] ?? {};
    const id = tokens[index - 2]?.attrGet("id");
    const title = escapeHtml(plainText(tokens[index - 1]?.content ?? ""));
    const anchor = ` <a class="anchor" href="#${id}" aria-label="Link to ${title}">#</a>`;
    return `${id ? anchor : ""}</${tag}>\n`;
  };
  rules.code_block = (tokens, index) => codeHtml(highlight, (tokens[index]?.content ?? "").replace(/\n$/, ""), "");
  rules.image = (tokens, index) => {
    const token = tokens[index];
    const source = String(token?.attrGet("src") ?? "");
    return `<a href="${escapeHtml(source)}" rel="noreferrer">${escapeHtml(token?.content || source)}</a>`;
  };
  const known = new Map<string, string>();
  return (text, { level = 1, link, ids = false } = {}) => {
    const key = link || ids ? undefined : `${level}\n${text}`;
    const before = key === undefined ? undefined : known.get(key);
    if (before !== undefined) return before;
    const tokens = markdown.parse(text, {});
    // Cleaning takes longer than rendering, and few texts need it. Ids are for guides, which are our own.
    const isDirty = text.includes("<") && !ids;
    const headings = isDirty ? [] : tokens.filter(({ type }) => type === "heading_open" || type === "heading_close");
    // The headings of a text may start at any level.
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
    const rendered = markdown.renderer.render(tokens, markdown.options, {});
    const html = (isDirty ? sanitized(rendered, level) : rendered)
      .replaceAll("<table>", '<div class="table" tabindex="0"><table>')
      .replaceAll("</table>", "</table></div>");
    if (key !== undefined) known.set(key, html);
    return html;
  };
}

function headingLevel({ tag }: Token): number {
  return Number(tag.slice(1));
}

/** Replaces the inline style of a cell, which the Content-Security-Policy forbids, by a class. */
function alignByClass(token: Token): void {
  const [, side] = /text-align:(right|center)/.exec(String(token.attrGet("style") ?? "")) ?? [];
  token.attrs = side === undefined ? null : [["class", side]];
}

/** `what-is-retried` for `What is retried`. */
export function headingId(text: string): string {
  return (
    text
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, "-")
      .replace(/^-+|-+$/g, "") || "section"
  );
}

/** Guides link to each other and to pages as Markdown files, so that the links also work in the repository. */
export function guideLink(href: string): string {
  return /^[a-z]+:/i.test(href) ? href : href.replace(/\.md(?=#|$)/, ".html");
}
