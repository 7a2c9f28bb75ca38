/** Headers whose values are secrets. */
const SECRET_HEADER = /auth|cookie|key|secret|token/;

/**
 * Returns the secrets in what is sent: the values of headers that hold credentials, and the texts that stand under one of
 * the names anywhere in a body.
 */
export function secretsIn(
  names: readonly string[],
  headers: Readonly<Record<string, string>>,
  body: unknown,
): string[] {
  const found: string[] = [];
  for (const [name, value] of Object.entries(headers)) {
    if (SECRET_HEADER.test(name)) found.push(value, ...value.split(/[\s;=]+/).filter((part) => part.length > 7));
  }
  try {
    JSON.parse(typeof body === "string" ? body : JSON.stringify(body), (key, value) => {
      if (typeof value === "string" && names.includes(key)) found.push(value);
      return value;
    });
  } catch {} // not JSON
  return found;
}
