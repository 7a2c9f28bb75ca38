import { inspect } from "node:util";

/** What no error and no line may show. Each has letters that JSON, URLs or headers write otherwise. */
export const secrets = {
  apiKey: "key_Zq81/vT'n5é",
  apiSecret: 'sec/Wm+27&pR"é~ (9ü)',
  wandbKey: "wb_40c9Xy\\7=d/☂",
} as const;

/** The ways in which a server may write a text. */
export const forms: Readonly<Record<string, (text: string) => string>> = {
  "as they are": (text) => text,
  "in JSON": (text) => JSON.stringify(text).slice(1, -1),
  "in JSON of ASCII alone": (text) => escapeUnless(/[ -~]/, JSON.stringify(text).slice(1, -1)),
  "in JSON with escaped slashes": (text) => JSON.stringify(text).slice(1, -1).replaceAll("/", "\\/"),
  "in JSON, everything escaped": (text) => escapeUnless(/^$/, text),
  "percent-encoded": encodeURIComponent,
  "percent-encoded in lower case": (text) => encodeURIComponent(text).replace(/%../g, (byte) => byte.toLowerCase()),
  "percent-encoded as RFC 3986 has it": (text) => percentEncodeUnless(/[\w.~-]/, text),
  "percent-encoded, everything": (text) => percentEncodeUnless(/^$/, text),
  "as a form": (text) => new URLSearchParams({ text }).toString().slice("text=".length),
};

/** HTTP Basic's form of a key and a secret. */
export function basicToken(apiKey: string, apiSecret: string): string {
  return Buffer.from(`${apiKey}:${apiSecret}`).toString("base64");
}

/** A function that tells which secrets a text shows, each by its number and the form. */
export function searchFor(hidden: readonly string[]): (text: string) => string[] {
  const needles = hidden.flatMap((secret, index) =>
    Object.entries(forms).flatMap(([form, write]) =>
      [write(secret), asHeader(write(secret))].map((needle) => ({ needle, name: `secret ${index} ${form}` })),
    ),
  );
  const found = new Map(needles.map(({ needle, name }) => [needle, name])); // each text once
  return (text) => [...found].filter(([needle]) => text.includes(needle)).map(([, name]) => name);
}

/** UTF-8 as runtimes read it in a header: a letter for each byte. */
function asHeader(text: string): string {
  return Buffer.from(text).toString("latin1");
}

/** All that can be seen of a value: what it prints, what it is in JSON, and what hides in it. */
export function allOf(value: unknown): string {
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

/** The value and all that its own properties lead to, symbols and hidden ones included. */
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
  return Array.from({ length: text.length }, (_, index) => text[index] ?? "")
    .map((unit) => (kept.test(unit) ? unit : `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`))
    .join("");
}

function percentEncodeUnless(kept: RegExp, text: string): string {
  return [...Buffer.from(text)]
    .map((byte) => [String.fromCharCode(byte), byte] as const)
    .map(([letter, byte]) =>
      byte < 128 && kept.test(letter) ? letter : `%${byte.toString(16).toUpperCase().padStart(2, "0")}`,
    )
    .join("");
}
