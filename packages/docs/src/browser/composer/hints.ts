import type { FormField } from "../../model/site.ts";

/** What a field takes, in a few words each: `2 to 64`, `up to 40 characters`. */
export function hintsOf(field: FormField): string[] {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf, format } = field;
  return [
    range(minimum, maximum),
    exclusiveMinimum !== undefined && `more than ${exclusiveMinimum}`,
    exclusiveMaximum !== undefined && `less than ${exclusiveMaximum}`,
    multipleOf !== undefined && `a multiple of ${multipleOf}`,
    range(field.minLength, field.maxLength, "characters"),
    range(field.minItems, field.maxItems, "items"),
    field.kind === "integer" && "a whole number",
    field.kind === "any" && "JSON",
    format !== undefined && format !== "password" && format,
  ].filter((hint) => hint !== undefined && hint !== false);
}

/** What stands in an empty input: its default or an example, cut short. */
export function placeholderOf(field: FormField): string {
  if (field.secret) return "";
  if (field.default !== undefined) return `default: ${short(field.default)}`;
  return field.example === undefined ? "" : `such as ${short(field.example)}`;
}

function range(least: number | undefined, most: number | undefined, unit = ""): string | undefined {
  const of = unit === "" ? "" : ` ${unit}`;
  if (least !== undefined && most !== undefined) return `${least} to ${most}${of}`;
  if (least !== undefined) return `${least}${of} or more`;
  return most === undefined ? undefined : `up to ${most}${of}`;
}

function short(value: unknown): string {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.length > 48 ? `${text.slice(0, 47)}…` : text;
}
