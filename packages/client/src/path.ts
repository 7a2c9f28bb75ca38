import { ScenarioError } from "./errors.ts";

/**
 * Fills the parameters of a path template so that the request cannot leave its path.
 *
 * Values are percent-encoded (RFC 3986), a slash among them.
 * Dots cannot be encoded, as URL parsers read `%2e%2e` as `..` too, so a segment that comes out as `.` or `..` is refused.
 *
 * @param template a path with parameters in braces, such as `/models/{modelId}`; what stands before it is kept
 * @throws {ScenarioRequestError} where a value is missing, empty, neither text, number nor boolean, or makes a dot segment
 */
export function fillPath(template: string, values: Readonly<Record<string, unknown>>): string {
  const path = template.replace(/\{([^{}]+)\}/g, (_, name: string) => encode(name, values[name]));
  if (/\/\.\.?(\/|$)/.test(path)) {
    throw new ScenarioError("Request", `Path parameters of ${template} must not be "." or "..": nothing was sent`);
  }
  return path;
}

function encode(name: string, value: unknown): string {
  if (/string|number|boolean|bigint/.test(typeof value) && value !== "") {
    try {
      return encodeURIComponent(String(value));
    } catch {} // half a surrogate pair
  }
  const found = typeof value === "string" ? JSON.stringify(value) : typeof value;
  throw new ScenarioError("Request", `Path parameter "${name}" cannot be ${found}: nothing was sent`);
}
