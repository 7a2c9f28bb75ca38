import type { Loc } from "@redocly/openapi-core";

/**
 * Finds places in a JSON text, and looks only at what is around them: parsing all of a large description a second time
 * would take longer and more memory than reading it. The text must be valid.
 */
export class JsonPlaces {
  readonly #text: string;
  readonly #children = new Map<number, ReadonlyMap<string, Child>>();
  #lineStarts: number[] | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  /** Where the value at a path of keys starts, or its key, or else the nearest value around it. */
  find(keys: readonly string[], onKey: boolean): Loc {
    let found: Child = { key: 0, value: afterSpace(this.#text, 0) };
    for (const key of keys) {
      const child = this.#childrenOf(found.value).get(key);
      if (child === undefined) return this.#locOf(found.value);
      found = child;
    }
    return this.#locOf(onKey ? found.key : found.value);
  }

  #childrenOf(start: number): ReadonlyMap<string, Child> {
    const known = this.#children.get(start);
    if (known) return known;
    const children = new Map<string, Child>();
    const opening = this.#text[start];
    if (opening === "{" || opening === "[") {
      let at = afterSpace(this.#text, start + 1);
      while (this.#text[at] !== "}" && this.#text[at] !== "]") {
        const key = at;
        let name = String(children.size);
        if (opening === "{") {
          at = afterValue(this.#text, at);
          name = JSON.parse(this.#text.slice(key, at));
          at = afterSpace(this.#text, afterSpace(this.#text, at) + 1);
        }
        children.set(name, { key, value: at });
        at = afterSpace(this.#text, afterValue(this.#text, at));
        if (this.#text[at] === ",") at = afterSpace(this.#text, at + 1);
      }
    }
    this.#children.set(start, children);
    return children;
  }

  #locOf(offset: number): Loc {
    this.#lineStarts ??= [0, ...Array.from(this.#text.matchAll(/\n/g), ({ index }) => index + 1)];
    let [line, end] = [0, this.#lineStarts.length];
    while (end - line > 1) {
      const middle = (line + end) >> 1;
      if ((this.#lineStarts[middle] ?? 0) <= offset) line = middle;
      else end = middle;
    }
    return { line: line + 1, col: offset - (this.#lineStarts[line] ?? 0) + 1 };
  }
}

/** Where a member of an object or a list starts. In a list the key is the value. */
interface Child {
  key: number;
  value: number;
}

function afterSpace(text: string, start: number): number {
  let at = start;
  while (text.charCodeAt(at) <= SPACE) at++;
  return at;
}

/** Where a value that starts at an offset ends. */
function afterValue(text: string, start: number): number {
  const first = text[start];
  if (first === '"') return afterString(text, start);
  let at = start;
  if (first !== "{" && first !== "[") {
    while (/[^\s,\]}]/.test(text.charAt(at))) at++;
    return at;
  }
  for (let depth = 0; at < text.length; ) {
    const character = text[at];
    at = character === '"' ? afterString(text, at) : at + 1;
    if (character === "{" || character === "[") depth++;
    else if ((character === "}" || character === "]") && --depth === 0) break;
  }
  return at;
}

function afterString(text: string, start: number): number {
  let at = start + 1;
  for (; text[at] !== '"'; at++) if (text[at] === "\\") at++;
  return at + 1;
}

/** Every character of JSON that is no more than this, outside of strings, is a space. */
const SPACE = 32;
