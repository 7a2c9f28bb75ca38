import { isRecord, pointerOf } from "@scenario-openapi/openapi";
import type { FormField, RequestForm, SampleRequest } from "../../model/site.ts";
import { type ChosenFilters, isAvailable } from "./filters.ts";

/** One thing that is wrong with a request. The client's validator reports the same. */
export interface Problem {
  in: "path" | "query" | "header" | "body";
  /** JSON pointer (RFC 6901) within that part. For a parameter, its first key is the parameter's name. */
  pointer: string;
  rule: string;
  /** The words that follow the name of what is wrong: `must be 2 or more, is 1`. */
  message: string;
}

/** A problem of a value, wherever in the request that value is. */
export type ValueProblem = Omit<Problem, "in">;

type Fault = Omit<ValueProblem, "pointer">;

/** The problems that the form can find itself: missing values, types, enumerations and limits. */
export function checkRequest(form: RequestForm, request: SampleRequest, filters: ChosenFilters): Problem[] {
  const parameters = form.parameters.flatMap((field) => {
    const { place, name } = field;
    if (place === undefined || place === "cookie") return [];
    const value = ownValue(request[place], name);
    return checkField(field, value, pointerOf([name]), filters).map((problem) => ({ in: place, ...problem }));
  });
  const body = form.body === undefined ? [] : checkField(form.body, request.body, "", filters);
  return [...parameters, ...body.map((problem) => ({ in: "body" as const, ...problem }))];
}

function checkField(field: FormField, value: unknown, pointer: string, filters: ChosenFilters): ValueProblem[] {
  if (value === undefined) return field.required ? [{ pointer, rule: "required", message: "is required" }] : [];
  const faults = checkValue(field, value);
  if (faults.length > 0) return faults.map((fault) => ({ pointer, ...fault }));
  const { item, fields = [], kind } = field;
  const check = (inner: FormField, key: string | number, each: unknown) =>
    checkField(inner, each, pointer + pointerOf([key]), filters);
  if (Array.isArray(value)) return item === undefined ? [] : value.flatMap((each, index) => check(item, index, each));
  if (!isRecord(value)) return [];
  if (kind === "map" && item !== undefined)
    return Object.entries(value).flatMap(([key, each]) => check(item, key, each));
  return fields
    .filter((each) => isAvailable(each, field, filters))
    .flatMap((each) => check(each, each.name, ownValue(value, each.name)));
}

/** A property of an object itself: a name such as `constructor` is not looked up in its prototype. */
export function ownValue(values: Record<string, unknown>, name: string): unknown {
  return Object.hasOwn(values, name) ? values[name] : undefined;
}

/** What is wrong with one value, without looking at the values inside. A value of the wrong type has no other fault. */
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

/** Whether a value is of a kind. Null is only of the kind `any`. */
export function isOfKind(kind: FormField["kind"], value: unknown): boolean {
  if (kind === "any") return true;
  if (kind === "array") return Array.isArray(value);
  if (kind === "integer") return Number.isInteger(value);
  if (kind === "object" || kind === "map") return isRecord(value);
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

/** Allows for rounding: 0.3 is a multiple of 0.1, although 0.3 / 0.1 is not quite 3. */
function isMultiple(value: number, of: number): boolean {
  const quotient = value / of;
  return Math.abs(quotient - Math.round(quotient)) <= 1e-9 * Math.max(1, Math.abs(quotient));
}

function textFaults({ minLength, maxLength, pattern }: FormField, value: string, found: string): Fault[] {
  // JSON Schema counts code points, so that an emoji has length 1.
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
    // The pattern is not valid in JavaScript, so only the service can check it.
    return true;
  }
}

function countFaults(what: string, unit: string, count: number, least = 0, most = Number.POSITIVE_INFINITY): Fault[] {
  const counted = (number: number) => `${number} ${unit}${number === 1 ? "" : "s"}`;
  if (count < least) return [{ rule: `min${what}`, message: `must have ${counted(least)} or more, has ${count}` }];
  if (count > most) return [{ rule: `max${what}`, message: `must have ${counted(most)} or less, has ${count}` }];
  return [];
}

/** A value for a message: short, on one line, without the contents of arrays and objects. */
function shown(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value.length > 60 ? `${value.slice(0, 59)}…` : value);
  if (Array.isArray(value)) return "an array";
  return isRecord(value) ? "an object" : String(value);
}
