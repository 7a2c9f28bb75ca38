import type { Parameter } from "./description.ts";

/**
 * Returns the query parameters as the types that their schemas ask for: `true` and `false` where a boolean is wanted,
 * numbers where a number is. Text that is neither stays text, and a parameter that is sent twice becomes an array, for
 * the check to refuse.
 */
export function queryValues(
  queries: Readonly<Record<string, readonly string[]>>,
  parameters: readonly Parameter[],
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(queries).map(([name, values]) => {
      const schema = parameters.find((parameter) => parameter.in === "query" && parameter.name === name)?.schema;
      return [name, values.length === 1 ? typed(values[0], schema?.["type"]) : values];
    }),
  );
}

function typed(text: string | undefined, type: unknown): unknown {
  const wanted = [type].flat();
  if (wanted.includes("boolean") && (text === "true" || text === "false")) return text === "true";
  if ((wanted.includes("number") || wanted.includes("integer")) && text && Number.isFinite(Number(text))) {
    return Number(text);
  }
  return text;
}
