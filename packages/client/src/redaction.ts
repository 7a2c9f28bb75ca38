/** A function that takes secrets out of text, however JSON, a URL or HTTP Basic may write them. */
export function redaction(secrets: readonly string[]): (text: string) => string {
  const forms = secrets.flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1), encode(secret)]);
  const longestFirst = [...new Set(forms)].filter(Boolean).sort((a, b) => b.length - a.length);
  return (text) => longestFirst.reduce((clean, secret) => clean.replaceAll(secret, "[redacted]"), text);
}

/** The texts in a value that stand under one of the names, however deep. */
export function valuesOf(names: readonly string[], value: unknown, found: string[] = []): string[] {
  if (typeof value === "object" && value !== null) {
    for (const [name, inner] of Object.entries(value)) {
      if (typeof inner === "string" && names.includes(name)) found.push(inner);
      else valuesOf(names, inner, found);
    }
  }
  return found;
}

function encode(text: string): string {
  try {
    return encodeURIComponent(text);
  } catch {
    return text; // lone surrogates have no such form
  }
}
