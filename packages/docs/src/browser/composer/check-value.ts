import type { FormField } from "../../model/site.ts";

interface Fault {
  rule: string;
  message: string;
}

/** What is wrong with one value, the values inside it left aside. What a value of the wrong type breaks, it does not say. */
export function checkValue(field: FormField, value: unknown): Fault[] {
  if (value === null && field.nullable) return [];
  const found = field.secret ? "" : `, is ${shown(value)}`;
  if (!isOfKind(field.kind, value)) {
    const types = [field.kind === "map" ? "object" : field.kind, ...(field.nullable ? ["null"] : [])];
    return [{ rule: "type", message: `must be ${types.join(" or ")}${found}` }];
  }
  const { values } = field;
  if (values !== undefined && !values.some((each) => JSON.stringify(each) === JSON.stringify(value))) {
    const allowed = values.map((each) => JSON.stringify(each)).join(", ");
    return [{ rule: "enum", message: `must be one of ${allowed}${found}` }];
  }
  if (typeof value === "number") return numberFaults(field, value, found);
  if (typeof value === "string") return textFaults(field, value, found);
  return Array.isArray(value) ? countFaults("Items", "item", value.length, field.minItems, field.maxItems) : [];
}

/** Whether a value is of a kind; null is of none but `any`. */
export function isOfKind(kind: FormField["kind"], value: unknown): boolean {
  if (kind === "any") return true;
  if (kind === "array") return Array.isArray(value);
  if (kind === "integer") return Number.isInteger(value);
  if (kind === "object" || kind === "map") return typeof value === "object" && value !== null && !Array.isArray(value);
  return typeof value === kind;
}

function numberFaults(field: FormField, value: number, found: string): Fault[] {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = field;
  const faults: Fault[] = [];
  const add = (rule: string, text: string) => faults.push({ rule, message: `must be ${text}${found}` });
  if (minimum !== undefined && value < minimum) add("minimum", `${minimum} or more`);
  if (maximum !== undefined && value > maximum) add("maximum", `${maximum} or less`);
  if (exclusiveMinimum !== undefined && value <= exclusiveMinimum)
    add("exclusiveMinimum", `more than ${exclusiveMinimum}`);
  if (exclusiveMaximum !== undefined && value >= exclusiveMaximum)
    add("exclusiveMaximum", `less than ${exclusiveMaximum}`);
  if (multipleOf !== undefined && !isMultiple(value, multipleOf)) add("multipleOf", `a multiple of ${multipleOf}`);
  return faults;
}

/** 0.3 is a multiple of 0.1, though its quotient is not quite 3. */
function isMultiple(value: number, of: number): boolean {
  const quotient = value / of;
  return Math.abs(quotient - Math.round(quotient)) <= 1e-9 * Math.max(1, Math.abs(quotient));
}

function textFaults({ minLength, maxLength, pattern }: FormField, value: string, found: string): Fault[] {
  // JSON Schema counts characters, of which an emoji is one.
  const faults = countFaults("Length", "character", [...value].length, minLength, maxLength);
  if (pattern !== undefined && !matches(value, pattern)) {
    faults.push({ rule: "pattern", message: `must match ${pattern}${found}` });
  }
  return faults;
}

function matches(value: string, pattern: string): boolean {
  try {
    return new RegExp(pattern, "u").test(value);
  } catch {
    // Not every description's pattern is one for JavaScript: the service will tell.
    return true;
  }
}

function countFaults(what: string, unit: string, count: number, least = 0, most = Number.POSITIVE_INFINITY): Fault[] {
  if (count < least)
    return [{ rule: `min${what}`, message: `must have ${counted(least, unit)} or more, has ${count}` }];
  if (count > most) return [{ rule: `max${what}`, message: `must have ${counted(most, unit)} or less, has ${count}` }];
  return [];
}

function counted(count: number, unit: string): string {
  return count === 1 ? `1 ${unit}` : `${count} ${unit}s`;
}

/** A value as a message shows it: short, on one line, and without looking into objects. */
function shown(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value.length > 60 ? `${value.slice(0, 59)}…` : value);
  if (Array.isArray(value)) return "an array";
  return typeof value === "object" && value !== null ? "an object" : String(value);
}
