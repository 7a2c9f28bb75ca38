import { escapeHtml } from "./escape-html.ts";
import type { Highlight } from "./highlight.ts";

/** Code as a block that scrolls in itself, with a class for each kind of token. */
export function codeHtml(highlight: Highlight, code: string, language: string): string {
  return `<pre tabindex="0"><code>${tokensHtml(highlight, code, language)}</code></pre>`;
}

function tokensHtml(highlight: Highlight, code: string, language: string): string {
  return highlight(code, language)
    .map(({ text, kind }) => (kind === undefined ? escapeHtml(text) : `<i class="${kind}">${escapeHtml(text)}</i>`))
    .join("");
}
