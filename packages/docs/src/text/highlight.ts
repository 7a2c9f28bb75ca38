import { createCssVariablesTheme, createHighlighterCore } from "shiki/core";
import { createJavaScriptRegexEngine } from "shiki/engine/javascript";
import json from "shiki/langs/json.mjs";
import shell from "shiki/langs/shellscript.mjs";
import typescript from "shiki/langs/typescript.mjs";
import yaml from "shiki/langs/yaml.mjs";

/** A run of code of one kind; `kind` names a class of the style sheet, and plain code has none. */
export interface CodeToken {
  text: string;
  kind?: string;
}

/** Splits code into tokens; code of a language that it does not know is one. */
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
  client: "typescript",
  fetch: "typescript",
  json: "json",
  yaml: "yaml",
};

/** The colours that a theme of CSS variables names, and the class that stands for each; any other is plain. */
const KINDS = new Map([
  ["constant", "tn"],
  ["string", "ts"],
  ["string-expression", "ts"],
  ["comment", "tc"],
  ["keyword", "tk"],
  ["function", "tf"],
  ["parameter", "tp"],
]);

/** On a busy machine, a limit of time would leave a line plain that another time has colours. */
const UNTIMED = { tokenizeTimeLimit: 0 };

/** Longer code is left plain: nobody reads it for its colours, and it would take seconds. */
const LONGEST = 50_000;

/** Shiki, with the languages of the samples. Made once, as it takes longer than a whole site. */
export async function createHighlight(): Promise<Highlight> {
  const shiki = await createHighlighterCore({
    langs: [json, shell, typescript, yaml],
    themes: [createCssVariablesTheme({ name: THEME, variablePrefix: "--", fontStyle: false })],
    engine: createJavaScriptRegexEngine(),
  });
  const known = new Map<string, CodeToken[]>();
  return (code, language) => {
    const lang = Object.hasOwn(LANGUAGES, language) ? LANGUAGES[language] : undefined;
    if (lang === undefined || code.length > LONGEST) return [{ text: code }];
    const key = `${lang}\n${code}`;
    const tokens = known.get(key) ?? joined(shiki.codeToTokensBase(code, { lang, theme: THEME, ...UNTIMED }));
    known.set(key, tokens);
    return tokens;
  };
}

/** Tokens of one kind that follow each other are one, over line ends too. */
function joined(lines: { content: string; color?: string }[][]): CodeToken[] {
  const tokens: CodeToken[] = [];
  for (const [index, line] of lines.entries()) {
    const parts = index > 0 ? [{ content: "\n" }, ...line] : line;
    for (const { content, color } of parts as { content: string; color?: string }[]) {
      const kind = KINDS.get(/^var\(--token-([a-z-]+)\)$/.exec(color ?? "")?.[1] ?? "");
      const last = tokens.at(-1);
      if (last && (last.kind === kind || content.trim() === "")) last.text += content;
      else tokens.push(kind === undefined ? { text: content } : { text: content, kind });
    }
  }
  return tokens;
}
