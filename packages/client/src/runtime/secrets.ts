import type { Sent } from "./transport.ts";

/** Headers whose values are secrets. */
const SECRET_HEADER = /auth|cookie|key|secret|token/;

/**
 * Returns the secrets in what was sent: the values of headers that hold credentials, and the texts that stand under one
 * of the names anywhere in a body.
 */
export function secretsIn(names: readonly string[], headers: Sent["headers"], ...bodies: unknown[]): string[] {
  const found: string[] = [];
  for (const [name, value] of Object.entries(headers)) {
    if (SECRET_HEADER.test(name)) found.push(value, ...value.split(/[\s;=]+/).filter((part) => part.length > 7));
  }
  for (const body of bodies) {
    try {
      const written = body instanceof ArrayBuffer ? new TextDecoder().decode(body) : body;
      const text = typeof written === "string" ? written : JSON.stringify(written);
      JSON.parse(text, (key, value) => {
        if (typeof value === "string" && names.includes(key)) found.push(value);
        return value;
      });
    } catch {} // not JSON, or no text
  }
  return found;
}
