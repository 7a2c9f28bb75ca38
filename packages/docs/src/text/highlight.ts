import { createCssVariablesTheme, createHighlighterCore } from "shiki/core";
import { createJavaScriptRegexEngine } from "shiki/engine/javascript";
import json from "shiki/langs/json.mjs";
import shell from "shiki/langs/shellscript.mjs";
import typescript from "shiki/langs/typescript.mjs";
import yaml from "shiki/langs/yaml.mjs";

/** A piece of code of one kind. `kind` is a class of the style sheet; plain code has none. */
interface CodeToken {
  text: string;
  kind?: string;
}

/** Splits code into tokens. Code in an unknown language is a single token. */
export type Highlight = (code: string, language: string) => CodeToken[];

const THEME = "tokens";
const LANGUAGES: Record<string, string> = {
  sh: "shellscript",
  shell: "shellscript",
  bash: "shellscript",
  curl: "shellscript",
  ts: "typescript",
  typescript: "typescript",
  js: "typescript",
  json: "json",
  yaml: "yaml",
};

/** The class for each colour of Shiki's theme of CSS variables. Any other colour is plain. */
const KINDS = new Map([
  ["constant", "tn"],
  ["string", "ts"],
  ["string-expression", "ts"],
  ["comment", "tc"],
  ["keyword", "tk"],
  ["function", "tf"],
  ["parameter", "tp"],
]);

/**
 * Without Shiki's time limit, as with it a busy machine would leave some lines without colours. The time for a line grows
 * with the square of its length: 10,000 characters took four seconds.
 */
const LIMITS = { tokenizeTimeLimit: 0, tokenizeMaxLineLength: 1_000 };

/** The longest code that is coloured, in characters. Longer code would take seconds. */
const MAX_LENGTH = 50_000;

/** Shiki, with the languages of the samples. Starting it takes longer than making a whole site. */
export async function createHighlight(): Promise<Highlight> {
  const shiki = await createHighlighterCore({
    langs: [json, shell, typescript, yaml],
    themes: [createCssVariablesTheme({ name: THEME, variablePrefix: "--", fontStyle: false })],
    engine: createJavaScriptRegexEngine(),
  });
  const known = new Map<string, CodeToken[]>();
  return (code, language) => {
    const lang = Object.hasOwn(LANGUAGES, language) ? LANGUAGES[language] : undefined;
    if (lang === undefined || code.length > MAX_LENGTH) return [{ text: code }];
    const key = `${lang}\n${code}`;
    const tokens = known.get(key) ?? joined(shiki.codeToTokensBase(code, { lang, theme: THEME, ...LIMITS }));
    known.set(key, tokens);
    return tokens;
  };
}

/** Joins neighbouring tokens of one kind, also across line breaks. */
function joined(lines: { content: string; color?: string }[][]): CodeToken[] {
  const tokens: CodeToken[] = [];
  for (const [index, line] of lines.entries()) {
    const parts: typeof line = index > 0 ? [{ content: "\n" }, ...line] : line;
    for (const { content, color } of parts) {
      const kind = KINDS.get(/^var\(--token-([a-z-]+)\)$/.exec(color ?? "")?.[1] ?? "");
      const last = tokens.at(-1);
      if (last && (last.kind === kind || content.trim() === "")) last.text += content;
      else tokens.push(kind === undefined ? { text: content } : { text: content, kind });
    }
  }
  return tokens;
}

/** A block of code as HTML, with a class for each kind of token. */
export function codeHtml(highlight: Highlight, code: string, language: string): string {
  const tokens = highlight(code, language).map(({ text, kind }) =>
    kind === undefined ? escapeHtml(text) : `<i class="${kind}">${escapeHtml(text)}</i>`,
  );
  return `<pre tabindex="0"><code>${tokens.join("")}</code></pre>`;
}

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** Escapes a text for HTML, between tags or in an attribute with double quotes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character);
}
