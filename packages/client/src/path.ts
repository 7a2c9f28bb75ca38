import { ScenarioRequestError } from "./errors.ts";

const PARAMETER = /\{([^{}]+)\}/g;

/**
 * Fills the parameters of a path template so that the request cannot leave its path.
 *
 * Values are percent-encoded (RFC 3986), a slash among them; a list is joined with commas (OpenAPI's `simple` style).
 * Dots cannot be encoded, as URL parsers read `%2e%2e` as `..` too, so a segment that comes out as `.` or `..` is refused.
 *
 * @param template a path with parameters in braces, such as `/models/{modelId}`; what stands before it is kept
 * @throws {ScenarioRequestError} where a value is missing, empty, neither text, number nor boolean, or makes a dot segment
 */
export function fillPath(template: string, values: Readonly<Record<string, unknown>>): string {
  const path = template.replace(PARAMETER, (_, name: string) => {
    const value = values[name];
    return Array.isArray(value) && value.length > 0
      ? value.map((item) => encode(name, item)).join()
      : encode(name, value);
  });
  if (/\/\.\.?(?=\/|$)/.test(path)) {
    throw new ScenarioRequestError(`Path parameters of ${template} must not be "." or "..": nothing was sent`);
  }
  return path;
}

function encode(name: string, value: unknown): string {
  const given = typeof value;
  if ((given === "string" && value !== "") || given === "boolean" || given === "bigint" || Number.isFinite(value)) {
    try {
      return encodeURIComponent(String(value));
    } catch (cause) {
      throw new ScenarioRequestError(`Path parameter "${name}" is not well-formed Unicode: nothing was sent`, {
        cause,
      });
    }
  }
  const found = value === "" ? "empty" : value == null ? "missing" : `not text (${given})`;
  throw new ScenarioRequestError(`Path parameter "${name}" is ${found}: nothing was sent`);
}
