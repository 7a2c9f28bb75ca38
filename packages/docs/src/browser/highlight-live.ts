import type { SampleLanguage } from "../model/site.ts";

const STRING = String.raw`"(?:[^"\\\n]|\\.)*"|'(?:[^'\\]|\\.)*'`;
const JSON_TOKENS =
  /(?<tk>"(?:[^"\\]|\\.)*"(?=:))|(?<ts>"(?:[^"\\]|\\.)*")|(?<tn>-?\b\d[\d.eE+-]*|\b(?:true|false|null)\b)/g;
const TOKENS: Record<SampleLanguage, RegExp> = {
  json: JSON_TOKENS,
  curl: /(?<ts>'[^']*'|"(?:[^"\\]|\\.)*")|(?<tf>^curl\b)/gm,
  client: new RegExp(
    String.raw`(?<tc>//.*$)|(?<ts>${STRING})|(?<tk>\b(?:import|from|const|await|if|throw|new)\b)|(?<tn>\b\d[\d.e+-]*\b|\b(?:true|false|null)\b)`,
    "gm",
  ),
  fetch: new RegExp(
    String.raw`(?<tc>//.*$)|(?<ts>${STRING}|\x60[^\x60]*\x60)|(?<tk>\b(?:import|from|const|await|if|throw|new)\b)|(?<tn>\b\d[\d.e+-]*\b|\b(?:true|false|null)\b)`,
    "gm",
  ),
};

/** Code that was written in the browser, in the colours of the page's own samples. */
export function highlightLive(language: SampleLanguage, code: string): DocumentFragment {
  const fragment = document.createDocumentFragment();
  let at = 0;
  for (const match of code.matchAll(TOKENS[language])) {
    const [kind] = Object.entries(match.groups ?? {}).find(([, text]) => text !== undefined) ?? [];
    const token = document.createElement("i");
    if (kind) token.className = kind;
    token.textContent = match[0];
    fragment.append(code.slice(at, match.index), token);
    at = match.index + match[0].length;
  }
  fragment.append(code.slice(at));
  return fragment;
}
