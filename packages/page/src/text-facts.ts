import { literally } from "./literally.ts";
import type { Literal } from "./page.ts";

/** What the text of a field says, without its sentences. */
export interface TextFacts {
  /** Whether null unsets the field. */
  nullable?: true;
  deprecated?: true;
  default?: Literal;
  /** A list is one example. Where the page shortens it (`...`), the example has its beginning. */
  examples?: unknown[];
  /** The names of what the field is only for, as the page writes them. */
  availableFor?: string[];
  /** What differs, by the names of what it differs for. */
  differs?: Record<string, Differing>;
  /** The other names, values in quotation marks, code, numbers and units. */
  states?: string[];
}

export interface Differing {
  default?: Literal;
  minimum?: number;
  maximum?: number;
  deprecated?: true;
  /** Numbers and values in what is no single value, such as a formula. */
  states?: string[];
}

const DEPRECATED = / ?\(deprecated\)/i;
const NUMBER = "-?\\d+(?:\\.\\d+)?(?:e-?\\d+)?";
const STRING = '"(?:[^"\\\\]|\\\\.)*"';
const RANGE = `\\[(${NUMBER})[,;] ?(${NUMBER})\\]`;
/** Takes the place of what was read, so that what is around it does not become one. */
const GAP = " ; ";

/**
 * Reads the facts of a text.
 *
 * @param titles the names that a description gives to what its properties are limited to, such as trainers
 */
export function factsOfText(text: string, titles: readonly string[]): TextFacts {
  const rest = { text: text.replace(/\s+/g, " ").trim() };
  const examples = takeExamples(rest);
  const nullable = take(rest, /\bset (?:it |this )?to `?null`?(?: to \w+(?: [\w-]+){0,3})?/i) !== undefined;
  const differs = takeDiffering(rest, titles);
  const preset = take(
    rest,
    new RegExp(`\\bdefault(?:s to|:| is) ?\`?(${STRING}|${NUMBER}|[\\w-]+)\`?(?= ?\\)|\\.(?: |$)|$)`, "i"),
  )?.[1];
  const availableFor = takeAvailableFor(rest, titles, differs);
  const deprecated = take(rest, /\b(?:deprecated|legacy)\b/i) !== undefined;
  const known = new Set([...availableFor, ...Object.keys(differs)]);
  const states = statesOf(rest.text, titles).filter((name) => !known.has(name));
  return {
    ...(nullable && { nullable }),
    ...(deprecated && { deprecated }),
    ...(preset !== undefined && { default: literal(preset) }),
    ...(examples.length > 0 && { examples }),
    ...(availableFor.length > 0 && { availableFor }),
    ...(Object.keys(differs).length > 0 && { differs }),
    ...(states.length > 0 && { states }),
  };
}

interface Rest {
  text: string;
}

/** Takes what a pattern matches out of the text. */
function take(rest: Rest, pattern: RegExp): RegExpExecArray | undefined {
  const match = pattern.exec(rest.text);
  if (match === null) return undefined;
  rest.text = rest.text.slice(0, match.index) + GAP + rest.text.slice(match.index + match[0].length);
  return match;
}

function takeAll(rest: Rest, pattern: RegExp): RegExpExecArray[] {
  const found: RegExpExecArray[] = [];
  for (let match = take(rest, pattern); match; match = take(rest, pattern)) found.push(match);
  return found;
}

/** A value as JSON, or a word without quotation marks. */
function literal(text: string): Literal {
  return /^(?:"|-?\d|true$|false$|null$)/.test(text) ? JSON.parse(text) : text;
}

/** `(ex: "a")`, `(example: "a", "b")`, `(example: ["a", "b", ...])`, ``Example: `["a"]`.`` Others are prose. */
function takeExamples(rest: Rest): unknown[] {
  const value = `(?:\\[[^\\]]*\\]|${STRING}|${NUMBER})`;
  const pattern = new RegExp(
    `\\b(?:ex|examples?|e\\.g\\.):? ?\`?(${value}(?:, ${value})*)\`?(?= ?\\)|\\.(?: |$)|$)`,
    "i",
  );
  return takeAll(rest, pattern).flatMap(([, values = ""]) => {
    try {
      return JSON.parse(`[${values.replaceAll(/,? ?\.\.\.(?=\])/g, "")}]`);
    } catch {
      return [];
    }
  });
}

function takeDiffering(rest: Rest, titles: readonly string[]): Record<string, Differing> {
  const found: Record<string, Differing> = {};
  const name = nameOf(titles);
  const names = `${name}(?: \\(deprecated\\))?(?:(?:, | and | or |, and )${name}(?: \\(deprecated\\))?)*`;
  const value = `(?:${RANGE}|(${STRING}|${NUMBER})(?![\\w.]*[\\w*/+]))`;
  // In a sentence of its own, the value may be any formula. It ends where the next item or sentence starts.
  const item = new RegExp(
    `(?<=^|[\\s;(-])For (${names}): (?:${value}(?= ?(?:-|;|\\.|$)| [A-Z])|(.+?)(?= - |$| [A-Z][a-z]+ ))`,
  );
  const inBrackets = new RegExp(`(?<=[[(|;,] ?)(${names}): ${value}(?= ?[\\]),;|])`);
  for (const pattern of [item, inBrackets]) {
    for (;;) {
      const heading = pattern.exec(rest.text);
      if (heading === null) break;
      const keyword = keywordBefore(rest.text.slice(0, heading.index));
      const [, listed = "", from, to, single, formula] = take(rest, pattern) ?? [];
      for (const part of listed.split(/, and |, | and | or /)) {
        const [, title = part, deprecated] = /^(.*?)( \(deprecated\))?$/.exec(part) ?? [];
        found[title] = {
          ...found[title],
          ...(deprecated && { deprecated: true }),
          ...sayingOf(keyword, from, to, single, formula),
        };
      }
    }
  }
  return found;
}

function sayingOf(keyword: string, from?: string, to?: string, single?: string, formula?: string): Differing {
  if (from !== undefined && to !== undefined) return { minimum: Number(from), maximum: Number(to) };
  const isNumber = single !== undefined && /^-?\d/.test(single);
  if (single !== undefined && keyword === "default") return { default: literal(single) };
  if (isNumber && (keyword === "minimum" || keyword === "maximum")) return { [keyword]: Number(single) };
  return { states: statesOf(single ?? formula ?? "", []) };
}

/** What values are said to be: the last of these words before them. */
function keywordBefore(text: string): string {
  const words = text.toLowerCase().match(/\b(?:default|minimum|maximum|limits?)\b/g) ?? [];
  return words.at(-1) ?? "";
}

/** A pattern of names of trainers and the like: titles that are known, or words with capitals. */
function nameOf(titles: readonly string[]): string {
  const known = titles.filter(isName).map(literally);
  return `(?:${[...known, "[A-Z][\\w.+]*(?: [A-Z][\\w.+]*)*"].sort((a, b) => b.length - a.length).join("|")})`;
}

/** `Only available for LED and Neon lamps`, ``Only applies to `reel` inputs``. The names stay in the text. */
function takeAvailableFor(rest: Rest, titles: readonly string[], differs: Record<string, Differing>): string[] {
  const found: string[] = [];
  for (;;) {
    const before = rest.text;
    const start = take(rest, /\b(?:only(?: [a-z]+){0,4}? (?:for|to)|also applies to(?: each item in)?) /i);
    if (start === undefined) return [...new Set(found)];
    if (/^also/i.test(start[0]) && found.length === 0) {
      // The names before are in “for reel inputs”.
      const first = titles.filter((title) =>
        new RegExp(`\\bfor [\`']?${literally(title)}[\`']? inputs?\\b`).test(before),
      );
      if (first.length === 0) continue;
      found.push(...first);
    }
    const words = listAt(before.slice(start.index + start[0].length));
    for (const part of words.split(/, and |, or |, | and | or /)) {
      const isDeprecated = DEPRECATED.test(part);
      const name = nameIn(part.replace(DEPRECATED, ""), titles);
      if (name === undefined) continue;
      if (isDeprecated) differs[name] = { ...differs[name], deprecated: true };
      found.push(name);
    }
    rest.text = rest.text.replace(words, words.replaceAll(new RegExp(DEPRECATED, "gi"), ""));
  }
}

/** The items of a list in words. It ends with its sentence: at a full stop, or where a capital starts another one. */
function listAt(text: string): string {
  const words: string[] = [];
  for (const [word] of text.matchAll(/`[^`]*`|\S+/g)) {
    const last = words.at(-1);
    const isNext = last !== undefined && /^[a-z]+$/.test(last) && !CONNECTORS.has(last) && /^[A-Z][a-z]*$/.test(word);
    if (isNext || /^(?:[;(\-–:]|\.$)/.test(word.replace(/^\(deprecated\),?$/i, ""))) break;
    const isEnd = /[.):;]$/.test(word) && !/^\(deprecated\)$/i.test(word);
    words.push(isEnd ? word.slice(0, -1) : word);
    if (isEnd) break;
  }
  return words.join(" ");
}

/** The name in an item: the longest title in it, code, or its first words with capitals. */
function nameIn(item: string, titles: readonly string[]): string | undefined {
  const known = titles
    .filter((title) => new RegExp(`(?<![\\w.-])${literally(title)}(?![\\w.-])`, "i").test(item))
    .sort((a, b) => b.length - a.length)[0];
  const code = /[`'"]([^`'"]+)[`'"]/.exec(item)?.[1];
  const capitals = /[A-Z][\w.+-]*(?: [A-Z][\w.+-]*)*/.exec(item)?.[0];
  return code ?? known ?? capitals ?? /[\w.+-]+/.exec(item)?.[0];
}

/** Words after which a sentence goes on, so that a capital is a name's. */
const CONNECTORS = new Set(
  "a an the of for to in on at by with from via and or as than older newer only through into onto per".split(" "),
);

/** Stands where a name was, which a further name may follow: `LED Strip`. */
const TAKEN = "\u0001";

/** The names, values, code, numbers and units in a text, in its order. */
function statesOf(text: string, titles: readonly string[]): string[] {
  const found: { offset: number; value: string }[] = [];
  let rest = text;
  const takeEach = (pattern: RegExp, accept = (_word: string, _before: string): boolean => true, mark = ";") => {
    rest = rest.replace(pattern, (whole: string, ...more: unknown[]) => {
      const at = more.findIndex((part) => typeof part === "number");
      const value = more.slice(0, at).find((part) => typeof part === "string") ?? whole;
      const offset = Number(more[at]);
      if (!accept(whole, rest.slice(0, offset))) return whole;
      found.push({ offset, value: String(value) });
      return mark.repeat(whole.length);
    });
  };
  takeEach(/\b(?:GET|PUT|POST|PATCH|DELETE) \/[^\s`,)]*/g);
  takeEach(/`([^`]+)`/g);
  takeEach(/"([^"]{1,60})"|(?<!\w)'([^']{1,60})'(?!\w)/g);
  for (const title of titles.filter(isName).sort((a, b) => b.length - a.length)) {
    const flags = title.includes(" ") ? "gi" : "g";
    takeEach(new RegExp(`(?<![\\w.-])${literally(title)}(?![\\w-]|\\.\\w)`, flags), undefined, TAKEN);
  }
  // lampId, LoRA, ISO, P50, reel_array, lamps.example
  takeEach(/(?<![\w.-])[A-Za-z][\w.-]*\w/g, (word) =>
    /[a-z][A-Z]|[A-Z].*[A-Z]|[A-Za-z]\d|\d[A-Za-z]|_|[A-Za-z]{2}\.[A-Za-z]{2}/.test(word.replace(/s$/, "")),
  );
  // In the middle of a sentence, a capital is a name's. So it is after a number and a colon.
  for (let before = ""; before !== rest; ) {
    before = rest;
    takeEach(
      /(?<!\w)[A-Z][a-z]+\b/g,
      (word, before) => {
        const last = /(\S+)[\s("]*$/.exec(before)?.[1] ?? "";
        const follows = CONNECTORS.has(last.toLowerCase()) || /^\d+:$/.test(last) || last.endsWith(TAKEN);
        return follows && !CONNECTORS.has(word.toLowerCase());
      },
      TAKEN,
    );
  }
  takeEach(/(?<![\w.])\d+(?:\.\d+)?(?:e-?\d+)?(?!\w|\.\d)/g);
  takeEach(/\b(?:(?:milli)?seconds?|minutes?|hours?|days?|bytes?|pixels?|percent)\b/g);
  const values = found.sort((a, b) => a.offset - b.offset).map(({ value }) => value);
  return [...new Set(values)];
}

/** Whether a title is a name in any text: `reel` is a word like others. */
function isName(title: string): boolean {
  return /[A-Z]/.test(title);
}
