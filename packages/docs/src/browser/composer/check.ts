import { differenceText, isRecord, pointerOf } from "@repo/openapi";
import { kebabCase } from "../../model/filter.ts";
import type { FormDifference, FormField, RequestForm, SampleRequest } from "../../model/site.ts";
import { type Choices, type ChosenFilters, choicesWithin, differencesOf, isAvailable, ownValue } from "./filters.ts";

/** One thing that is wrong with a request. The client's validator reports the same. */
export interface Problem {
  in: "path" | "query" | "querystring" | "header" | "body";
  /** JSON pointer (RFC 6901) within that part. For a parameter, its first key is the parameter's name. */
  pointer: string;
  rule: string;
  /** The words that follow the name of what is wrong: `must be 2 or more, is 1`. */
  message: string;
}

/** A problem of a value, wherever in the request that value is. */
export type ValueProblem = Omit<Problem, "in">;

/** What is wrong with a value, in two parts: `must be 2 or more` and `, is 1`. */
interface Fault {
  rule: string;
  demand: string;
  found: string;
}

/** The problems that the form can find itself: missing values, types, enumerations and limits. */
export function checkRequest(form: RequestForm, request: SampleRequest, chosen: ChosenFilters): Problem[] {
  const choices = { chosen, told: {} };
  const parameters = form.parameters.flatMap((field) => {
    const { place, name } = field;
    if (place === undefined || place === "cookie") return [];
    const value = ownValue(request[place], name);
    return checkField(field, value, pointerOf([name]), choices).map((problem) => ({ in: place, ...problem }));
  });
  const whole = (place: "querystring" | "body", field: FormField | undefined): Problem[] =>
    field === undefined
      ? []
      : checkField(field, request[place], "", choices).map((problem) => ({ in: place, ...problem }));
  return [...parameters, ...whole("querystring", form.querystring), ...whole("body", form.body)];
}

function checkField(
  field: FormField,
  value: unknown,
  pointer: string,
  choices: Choices,
  differences: FormDifference[] = [],
): ValueProblem[] {
  if (value === undefined) return field.required ? [{ pointer, rule: "required", message: "is required" }] : [];
  const problems = checkValue(field, value, differences);
  if (problems.length > 0) return problems.map((problem) => ({ pointer, ...problem }));
  const { item, fields = [], kind } = field;
  const check = (inner: FormField, key: string | number, each: unknown) =>
    checkField(inner, each, pointer + pointerOf([key]), choices);
  if (Array.isArray(value)) return item === undefined ? [] : value.flatMap((each, index) => check(item, index, each));
  if (!isRecord(value)) return [];
  if (kind === "map" && item !== undefined)
    return Object.entries(value).flatMap(([key, each]) => check(item, key, each));
  const inside = choicesWithin(field, value, choices);
  return fields
    .filter((each) => isAvailable(each, field, choices.chosen))
    .flatMap((each) => {
      const applying = differencesOf(each, field, value, inside);
      return checkField(each, ownValue(value, each.name), pointer + pointerOf([each.name]), inside, applying);
    });
}

/**
 * What is wrong with one value, without looking at the values inside. A value of the wrong type has no other problem.
 *
 * @param differences what else holds for the value; if two say something of one keyword, the later one counts
 */
export function checkValue(
  field: FormField,
  value: unknown,
  differences: FormDifference[] = [],
): Omit<ValueProblem, "pointer">[] {
  const own = faultsOf(field, value).map(({ rule, demand, found }) => ({ rule, message: demand + found }));
  if (own.length > 0 || value === null) return own;
  const { kind, name, secret } = field;
  const keywords: Partial<FormField> = Object.assign({}, ...differences.map((each) => each.keywords));
  // Named and worded as by the client's validators.
  return faultsOf({ id: "", kind, name, ...(secret && { secret }), ...keywords }, value).map(
    ({ rule, demand, found }) => {
      const keyword = rule === "enum" ? "values" : rule;
      const title = differences.findLast((each) => keyword in each.keywords)?.title;
      const range = RANGE.test(rule) && rangeText(keywords);
      const message = `${range ? `must be ${range}` : demand} for ${title}${found}`;
      return { rule: `${kebabCase(name)}-${range ? "range" : kebabCase(rule)}`, message };
    },
  );
}

const RANGE = /^(exclusive)?m(in|ax)imum$/i;

/** `from 2 to 64`, `more than 0 and at most 1`. */
function rangeText(keywords: Partial<FormField>): string {
  const schema = Object.fromEntries(Object.entries(keywords).filter(([keyword]) => RANGE.test(keyword)));
  return differenceText({ schema }).replaceAll(", ", " and ");
}

function faultsOf(field: FormField, value: unknown): Fault[] {
  if (value === null && field.nullable) return [];
  const found = field.secret ? "" : `, is ${shown(value)}`;
  if (!isOfKind(field.kind, value)) {
    const types = [field.kind === "map" ? "object" : field.kind, ...(field.nullable ? ["null"] : [])];
    return [{ rule: "type", demand: `must be ${types.join(" or ")}`, found }];
  }
  const { values } = field;
  if (values !== undefined && !values.some((each) => JSON.stringify(each) === JSON.stringify(value))) {
    const allowed = values.map((each) => JSON.stringify(each)).join(", ");
    return [{ rule: "enum", demand: `must be one of ${allowed}`, found }];
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
  const add = (rule: string, text: string) => faults.push({ rule, demand: `must be ${text}`, found });
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
    faults.push({ rule: "pattern", demand: `must match ${pattern}`, found });
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
  const found = `, has ${count}`;
  if (count < least) return [{ rule: `min${what}`, demand: `must have ${counted(least)} or more`, found }];
  if (count > most) return [{ rule: `max${what}`, demand: `must have ${counted(most)} or less`, found }];
  return [];
}

/** A value for a message: short, on one line, without the contents of arrays and objects. */
function shown(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value.length > 60 ? `${value.slice(0, 59)}…` : value);
  if (Array.isArray(value)) return "an array";
  return isRecord(value) ? "an object" : String(value);
}
