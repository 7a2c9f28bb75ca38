import { inspect } from "node:util";
import { inHeader } from "./faults.ts";

/** What no error and no log line may show. Each has characters that JSON, URLs or headers encode. */
export const secrets = {
  apiKey: "key_Zq81/vT'n5é",
  apiSecret: 'sec/Wm+27&pR"é~ (9ü)',
  wandbKey: "wb_40c9Xy\\7=d/☂",
} as const;

const inJson = (text: string) => JSON.stringify(text).slice(1, -1);
const inHtml = (text: string) => text.replace(/[&<>"']/g, (unit) => NAMES[unit] ?? unit);

const NAMES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
};

/** How a server may write a text. */
export const forms: Readonly<Record<string, (text: string) => string>> = {
  "as they are": (text) => text,
  "in JSON": inJson,
  "in ASCII-only JSON": (text) => escapeUnless(/[ -~]/, JSON.stringify(text).slice(1, -1)),
  "in JSON with escaped slashes": (text) => JSON.stringify(text).slice(1, -1).replaceAll("/", "\\/"),
  "in JSON with everything escaped": (text) => escapeUnless(/^$/, text),
  "percent-encoded": encodeURIComponent,
  "percent-encoded in lower case": (text) => encodeURIComponent(text).replace(/%../g, (byte) => byte.toLowerCase()),
  "percent-encoded as in RFC 3986": (text) => percentEncodeUnless(/[\w.~-]/, text),
  "percent-encoded throughout": (text) => percentEncodeUnless(/^$/, text),
  "percent-encoded twice": (text) => encodeURIComponent(encodeURIComponent(text)),
  "in JSON with HTML's characters escaped": (text) => escapeUnless(/[^&<>"'+]/, inJson(text)),
  "in JSON within JSON": (text) => inJson(inJson(text)),
  "in HTML": inHtml,
  "in HTML with decimal references": (text) =>
    text.replace(/[^a-z]/giu, (character) => `&#${character.codePointAt(0)};`),
  "in HTML with hexadecimal references": (text) => referenceAll(text),
  "in HTML with hexadecimal references in capitals": (text) =>
    referenceAll(text).toUpperCase().replaceAll("&#X", "&#x"),
  "in HTML twice": (text) => inHtml(inHtml(text)),
  "in HTML within JSON": (text) => inJson(inHtml(text)),
  "in JSON within HTML": (text) => inHtml(inJson(text)),
  "in HTML within JSON with HTML's characters escaped": (text) => escapeUnless(/[^&<>"'+]/, inJson(inHtml(text))),
  "percent-encoded in HTML within JSON": (text) => inJson(inHtml(encodeURIComponent(text))),
  "as a form": (text) => new URLSearchParams({ text }).toString().slice("text=".length),
};

/** Returns a key and a secret as HTTP Basic sends them. */
export function basicToken(apiKey: string, apiSecret: string): string {
  return Buffer.from(`${apiKey}:${apiSecret}`).toString("base64");
}

/** Returns a function that lists the secrets shown by a value, each by its number and form. */
export function searchFor(hidden: readonly string[]): (value: unknown) => string[] {
  const names = new Map<string, string>();
  for (const [index, secret] of hidden.entries()) {
    for (const [form, write] of Object.entries(forms)) {
      for (const text of [write(secret), inHeader(write(secret))]) names.set(text, `secret ${index} ${form}`);
    }
  }
  return (value) => {
    const text = typeof value === "string" ? value : allOf(value);
    return [...names].filter(([secret]) => text.includes(secret)).map(([, name]) => name);
  };
}

/** Returns everything that can be seen of a value: how it prints, its JSON, and what its properties hold. */
function allOf(value: unknown): string {
  const seen = [
    String(value),
    JSON.stringify(value) ?? "",
    inspect(value, {
      depth: Infinity,
      showHidden: true,
      maxArrayLength: null,
      maxStringLength: null,
      breakLength: 120,
    }),
  ];
  for (const object of reachable(value)) {
    if (typeof object === "string") seen.push(object);
    else if (object instanceof Headers) seen.push(...[...object].flat());
    else if (object instanceof Error) seen.push(object.message, object.stack ?? "", JSON.stringify(object));
  }
  return seen.join("\n");
}

/** Returns a value and everything that its own properties lead to, including symbols and hidden properties. */
function reachable(value: unknown, found = new Set<unknown>()): Set<unknown> {
  if (found.has(value)) return found;
  found.add(value);
  if (typeof value === "object" && value !== null) {
    for (const key of Reflect.ownKeys(value)) {
      if (typeof key === "string") found.add(key);
      const property = Object.getOwnPropertyDescriptor(value, key);
      if (property && "value" in property) reachable(property.value, found);
    }
  }
  return found;
}

function escapeUnless(kept: RegExp, text: string): string {
  return text
    .split("")
    .map((unit) => (kept.test(unit) ? unit : `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`))
    .join("");
}

function referenceAll(text: string): string {
  return Array.from(text, (character) => `&#x${character.codePointAt(0)?.toString(16)};`).join("");
}

function percentEncodeUnless(kept: RegExp, text: string): string {
  const encode = (byte: number) => `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
  return Array.from(Buffer.from(text), (byte) => {
    const character = String.fromCharCode(byte);
    return byte < 128 && kept.test(character) ? character : encode(byte);
  }).join("");
}
