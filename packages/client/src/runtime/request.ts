import type { HeadersOptions } from "openapi-fetch";
import { type ClientError, clientError } from "./errors.ts";

/** Makes the error of a request that cannot be sent. */
export function unsent(brand: string, message: string): ClientError {
  return clientError(brand, ["request"], `${message}: nothing was sent`);
}

/** Merges headers by their names in lower case. The last counts: `null` removes a header, `undefined` changes nothing. */
export function mergeHeaders(brand: string, ...all: (HeadersOptions | undefined)[]): Record<string, string> {
  const merged: Record<string, string> = {};
  let key: string | undefined;
  try {
    for (const headers of all) {
      for (const [name, value] of headers && Symbol.iterator in headers ? headers : Object.entries(headers ?? {})) {
        key = name.toLowerCase();
        if (value === null) delete merged[key];
        else if (value !== undefined) merged[key] = `${value}`;
        // RFC 9110, sections 5.1 and 5.5. The characters of a value are bytes. Host could lead to another service.
        if (!/^(?!host\n)[\w!#$%&'*+.^`|~-]+\n[\t -~\x80-\xff]*$/.test(`${key}\n${value}`)) throw key;
      }
    }
  } catch {
    throw unsent(brand, `Header ${JSON.stringify(key)} is not valid`);
  }
  return merged;
}

/** Refuses options that a call does not have: they come from elsewhere, and nobody knows what they are meant to do. */
export function checkOptions(brand: string, options: object, known: readonly string[]): void {
  for (const [name, value] of Object.entries(options)) {
    if (value !== undefined && !known.includes(name)) {
      throw unsent(brand, `"${name}" is not an option of this call`);
    }
  }
}

/**
 * Writes a value as JSON.
 *
 * @param title what the error calls the value
 * @throws a RequestError if JSON cannot express it
 */
export function toJson(brand: string, body: unknown, title = "The body"): string {
  let lost: string | undefined;
  const check = (name: string, value: unknown) => {
    if (typeof value === "number" && !Number.isFinite(value)) lost = `${value} in "${name}"`;
    return value;
  };
  try {
    const text = JSON.stringify(body);
    // JSON turns numbers that it does not have into null. The check takes longer than the rest.
    if (text.includes("null")) JSON.stringify(body, check);
    if (!lost) return text;
  } catch {} // The error is not looked at: it may be anything, and quote secrets.
  const found = lost ?? "a cycle, BigInt or throwing getter";
  throw unsent(brand, `${title} cannot be JSON: it has ${found}`);
}

/**
 * Fills the parameters of a path template. Values are percent-encoded (RFC 3986), slashes included.
 *
 * @throws a RequestError if a value is missing, empty or an object
 */
export function fillPath(brand: string, template: string, values: Readonly<Record<string, unknown>>): string {
  return template.replace(/\{([^{}]+)\}/g, (_, name: string) => {
    const value = values[name];
    if (value !== "" && value != null && Object(value) !== value) return encodeURIComponent(value as string);
    throw unsent(brand, `Path parameter "${name}" is empty or no single value`);
  });
}

/**
 * Checks that a path stays below the base URL and leads where it seems to lead.
 *
 * Dots cannot be encoded, because URL parsers read `%2e%2e` as `..`, and they drop tabs and line breaks.
 *
 * @throws a RequestError if it does not
 */
export function checkPath(brand: string, path: string, template: string): string {
  if (!/^(?!\/)|[\0-\x20\\]|\/(\.|%2e){1,2}([/?#]|$)/i.test(path)) return path;
  throw unsent(brand, `Path parameters of ${template} must not be "." or ".."`);
}
