/** Returns a function that removes secrets from text in every form that JSON, a URL or a header may give them. */
export function redaction(secrets: readonly string[]): (text: string) => string {
  const longestFirst = secrets.filter(Boolean).sort((a, b) => b.length - a.length);
  if (longestFirst.length === 0) return (text) => text;
  const pattern = new RegExp(longestFirst.map(anyForm).join("|"), "gi");
  return (text) => text.replace(pattern, "[redacted]");
}

/** A pattern for a secret in any form. A run of backslashes is matched as a whole. */
function anyForm(secret: string): string {
  return (secret.match(/\\+|[^\\]/gu) ?? []).map(anyFormOf).join("");
}

/**
 * A pattern for a character as it is, escaped as in JSON (or in JSON within JSON, which doubles the backslashes),
 * percent-encoded, or as its UTF-8 bytes, as headers show it. No text matches two alternatives and no repetition is
 * unbounded, so that no response can make the match slow.
 */
function anyFormOf(character: string): string {
  if (character.startsWith("\\")) return `(?:\\\\u005c|\\\\|%5c){1,${4 * character.length}}`;
  const bytes = [...new TextEncoder().encode(character)];
  const units = Array.from({ length: character.length }, (_, index) => character.charCodeAt(index));
  const forms = [
    `${/\w/.test(character) ? "" : "\\\\{0,4}"}${literal(units)}`,
    units.map((unit) => `\\\\{1,4}u${hex(unit, 4)}`).join(""),
    bytes.map((byte) => `%${hex(byte, 2)}`).join(""),
  ];
  if (bytes.length > 1) forms.push(literal(bytes));
  if (character < " ") forms.push(`\\\\{1,4}${JSON.stringify(character).slice(2, -1)}`);
  if (character === " ") forms.push("\\+");
  return `(?:${forms.join("|")})`;
}

function literal(units: number[]): string {
  return units.map((unit) => `\\u${hex(unit, 4)}`).join("");
}

function hex(number: number, digits: number): string {
  return number.toString(16).padStart(digits, "0");
}

/** Removes secrets from the text properties of an error and its causes, which may quote what was sent or received. */
export function redactError(error: unknown, redact: (text: string) => string): void {
  for (let at = error; at instanceof Error; at = at.cause) {
    for (const key of Reflect.ownKeys(at)) {
      const value: unknown = Reflect.get(at, key);
      if (typeof value === "string") Reflect.set(at, key, redact(value));
    }
  }
}

/** Returns the texts that stand under one of the names anywhere within a value. */
export function valuesOf(names: readonly string[], value: unknown, found: string[] = []): string[] {
  if (typeof value === "object" && value !== null) {
    for (const [name, inner] of Object.entries(value)) {
      if (typeof inner === "string" && names.includes(name)) found.push(inner);
      else valuesOf(names, inner, found);
    }
  }
  return found;
}
