import type { SampleLanguage } from "../model/site.ts";
import { element } from "./element.ts";

const TYPESCRIPT =
  /(?<tc>\/\/.*$)|(?<ts>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`)|(?<tk>\b(?:import|from|const|await|if|throw|new)\b)|(?<tn>\b\d[\d.e+-]*\b|\b(?:true|false|null)\b)/gm;
/** The tokens of each language. The name of a group is a class of the style sheet. */
const TOKENS: Record<SampleLanguage, RegExp> = {
  json: /(?<tk>"(?:[^"\\]|\\.)*"(?=:))|(?<ts>"(?:[^"\\]|\\.)*")|(?<tn>-?\b\d[\d.eE+-]*|\b(?:true|false|null)\b)/g,
  curl: /(?<ts>'[^']*'|"(?:[^"\\]|\\.)*")|(?<tf>^curl\b)/gm,
  client: TYPESCRIPT,
  fetch: TYPESCRIPT,
};

/** Code that was written in the browser, in the same colours as the samples of the page. */
export function highlightLive(language: SampleLanguage, code: string): DocumentFragment {
  const fragment = document.createDocumentFragment();
  let at = 0;
  for (const match of code.matchAll(TOKENS[language])) {
    const [kind] = Object.entries(match.groups ?? {}).find(([, text]) => text !== undefined) ?? [];
    fragment.append(code.slice(at, match.index), element("i", { className: kind ?? "", textContent: match[0] }));
    at = match.index + match[0].length;
  }
  fragment.append(code.slice(at));
  return fragment;
}
