import { pointerTo, type SchemaError } from "./problems.ts";

/**
 * A JSON Schema (2020-12) as generated modules hold it. A reference is a function that returns the schema it leads to.
 * Annotations, and what cannot be checked, are left out.
 */
export type Schema = boolean | SchemaObject;

export interface SchemaObject {
  readonly $ref?: () => Schema;
  /** Whether null is valid, whatever the other keywords say (OpenAPI 3.0). */
  readonly nullable?: true;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  /** Values beside those of `enum` that the documentation names and does not list, which messages say. */
  readonly unlisted?: readonly unknown[];
  readonly const?: unknown;
  readonly maximum?: number;
  readonly minimum?: number;
  readonly exclusiveMaximum?: number;
  readonly exclusiveMinimum?: number;
  readonly multipleOf?: number;
  readonly maxLength?: number;
  readonly minLength?: number;
  readonly pattern?: string;
  /** A format to check, or `binary` for what can be a file. */
  readonly format?: Format | "binary";
  readonly not?: Schema;
  readonly allOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  /** The property whose value tells which alternative is meant, by its index. */
  readonly discriminator?: { readonly property: string; readonly mapping: Readonly<Record<string, number>> };
  readonly if?: Schema;
  readonly then?: Schema;
  readonly else?: Schema;
  readonly maxItems?: number;
  readonly minItems?: number;
  readonly uniqueItems?: true;
  readonly prefixItems?: readonly Schema[];
  readonly items?: Schema;
  readonly contains?: Schema;
  readonly maxContains?: number;
  readonly minContains?: number;
  readonly maxProperties?: number;
  readonly minProperties?: number;
  readonly required?: readonly string[];
  readonly dependentRequired?: Readonly<Record<string, readonly string[]>>;
  readonly dependentSchemas?: Readonly<Record<string, Schema>>;
  readonly propertyNames?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly patternProperties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema;
  readonly unevaluatedItems?: Schema;
  readonly unevaluatedProperties?: Schema;
  /** The words that the values of this enumeration tell. */
  readonly tells?: Tells;
  /** The enumerations of the properties whose values tell a word about this object and all that it contains. */
  readonly toldBy?: Readonly<Record<string, () => Schema>>;
  /** What properties have to fit as well, word by word. */
  readonly differs?: Differs;
}

/** The words that the values of an enumeration tell, by value. */
export interface Tells {
  /** What the words tell apart, such as `Medium`. */
  readonly name: string;
  readonly words: Readonly<Record<string, string>>;
}

/** What properties of an object have to fit where a word is in force. */
export interface Differs {
  /** What the words tell apart, such as `Medium`. */
  readonly name: string;
  /** The property of the object that holds the word, if one does. */
  readonly property?: string;
  readonly properties: Readonly<Record<string, readonly Difference[]>>;
}

export interface Difference {
  /** The words for which it holds. */
  readonly words: readonly string[];
  /** What messages call them. */
  readonly title: string;
  readonly schema: SchemaObject;
}

/** The words in force, by what they tell apart: `{ Medium: "paper" }`. */
export type Words = Readonly<Record<string, string | undefined>>;

/** A format whose values match a pattern. */
export interface Format {
  readonly name: string;
  readonly pattern: RegExp;
}

/** The most problems of one list that are collected: a list with four billion holes would fill the memory. */
export const MOST_PROBLEMS = 1_000;

/** Stands for all items of a list among the evaluated ones. */
const EVERY_ITEM = -1;

/** The value that is checked, by its place in the whole. */
interface Place {
  readonly parent?: Place;
  readonly key?: string | number;
  readonly errors: SchemaError[];
  /** The properties and items that were checked, if a schema around asks for the others. */
  readonly evaluated?: Set<string | number> | undefined;
  readonly words: Words;
  readonly run: {
    readonly hasFiles: boolean;
    /** The words that the caller gave, which count more than those that values tell. */
    readonly words: Words;
    /** The values that a schema is being checked for: one that contains itself would be checked for ever. */
    readonly open: Map<Schema, Set<unknown>>;
  };
}

/**
 * Returns every way in which a value does not fit a schema, as Ajv does, with the messages of Ajv. Of the alternatives of an
 * `anyOf` or `oneOf`, only the one that the value is meant for has its errors reported, if that can be told.
 *
 * @param options.words the words in force, whatever the value tells
 * @param options.defaultWords the words in force unless the value tells others
 * @param hasFiles whether a value with the format `binary` can be anything, as in a multipart form
 */
export function findErrors(
  schema: Schema,
  value: unknown,
  { words = {}, defaultWords = {} }: { words?: Words | undefined; defaultWords?: Words | undefined } = {},
  hasFiles = false,
): SchemaError[] {
  const errors: SchemaError[] = [];
  check(schema, value, { errors, words: defaultWords, run: { hasFiles, words, open: new Map() } });
  return errors;
}

function check(schema: Schema, value: unknown, around: Place): void {
  if (schema === false) fail(around, "false schema", "must not be given");
  if (typeof schema === "boolean") return;
  const { type, nullable, format, enum: values, unlisted = [], unevaluatedItems, unevaluatedProperties } = schema;
  const outer =
    schema.toldBy && isObject(value) ? { ...around, words: { ...around.words, ...wordsTold(schema, value) } } : around;
  if ((nullable && value === null) || (format === "binary" && outer.run.hasFiles)) return;
  const isTracking = unevaluatedItems !== undefined || unevaluatedProperties !== undefined;
  const place = isTracking ? { ...outer, evaluated: new Set<string | number>() } : outer;
  if (type !== undefined) checkType(typeof type === "string" ? [type] : type, nullable, value, place);
  if (typeof value === "number") checkNumber(schema, value, place);
  if (typeof value === "string") checkText(schema, value, place);
  if (values && !values.some((allowed) => isEqual(allowed, value))) {
    const isUnlisted = unlisted.some((named) => isEqual(named, value));
    fail(place, "enum", "must be equal to one of the allowed values", {
      allowedValues: values,
      ...(isUnlisted && { isUnlisted }),
    });
  }
  if ("const" in schema && !isEqual(schema.const, value)) fail(place, "const", "must be equal to constant");
  checkSubschemas(schema, value, place);
  if (Array.isArray(value)) checkList(schema, value, place);
  else if (isObject(value)) checkObject(schema, value, place);
  if (!isTracking) return;
  if (Array.isArray(value)) checkRest(value.keys(), unevaluatedItems, "unevaluatedItems", value, place);
  else if (isObject(value)) {
    checkRest(Object.keys(value), unevaluatedProperties, "unevaluatedProperties", value, place);
  }
  for (const key of place.evaluated ?? []) outer.evaluated?.add(key);
}

function fail(place: Place, keyword: string, message: string, params: SchemaError["params"] = {}): void {
  place.errors.push({ instancePath: pointerOf(place), keyword, params, message });
}

function pointerOf({ parent, key }: Place): string {
  return parent === undefined ? "" : pointerTo(pointerOf(parent), String(key));
}

function partOf(parent: Place, key: string | number): Place {
  return { parent, key, errors: parent.errors, words: parent.words, run: parent.run };
}

/** The errors of one alternative. What it has evaluated counts if it has none. */
function errorsOf(schema: Schema, value: unknown, place: Place): SchemaError[] {
  const branch: Place = { ...place, errors: [], evaluated: place.evaluated && new Set() };
  check(schema, value, branch);
  if (branch.errors.length === 0) for (const key of branch.evaluated ?? []) place.evaluated?.add(key);
  return branch.errors;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A property of the object's own. What is undefined, JSON leaves out. */
function ownValue(object: Readonly<Record<string, unknown>>, name: string): unknown {
  const value = object[name];
  return value !== undefined && Object.hasOwn(object, name) ? value : undefined;
}

function checkType(types: readonly string[], nullable: true | undefined, value: unknown, place: Place): void {
  if (types.some((type) => isOfType(value, type))) return;
  const type = nullable && !types.includes("null") ? [...types, "null"] : types;
  fail(place, "type", `must be ${type.join(",")}`, { type });
}

function isOfType(value: unknown, type: string): boolean {
  if (type === "object") return isObject(value);
  if (type === "array") return Array.isArray(value);
  if (type === "null") return value === null;
  if (type === "integer") return Number.isInteger(value);
  return type === "number" ? Number.isFinite(value) : typeof value === type;
}

function checkNumber(schema: SchemaObject, value: number, place: Place): void {
  const { maximum, minimum, exclusiveMaximum, exclusiveMinimum, multipleOf } = schema;
  // NaN is not within limits.
  if (maximum !== undefined && !(value <= maximum)) fail(place, "maximum", `must be <= ${maximum}`);
  if (minimum !== undefined && !(value >= minimum)) fail(place, "minimum", `must be >= ${minimum}`);
  if (exclusiveMaximum !== undefined && !(value < exclusiveMaximum)) {
    fail(place, "exclusiveMaximum", `must be < ${exclusiveMaximum}`);
  }
  if (exclusiveMinimum !== undefined && !(value > exclusiveMinimum)) {
    fail(place, "exclusiveMinimum", `must be > ${exclusiveMinimum}`);
  }
  if (multipleOf === undefined) return;
  const quotient = value / multipleOf;
  // 0.3 is a multiple of 0.1, although neither is exactly that number.
  const isMultiple = Math.abs(quotient - Math.round(quotient)) <= 2 * Number.EPSILON * Math.abs(quotient);
  if (!isMultiple) fail(place, "multipleOf", `must be multiple of ${multipleOf}`);
}

function checkText({ maxLength, minLength, pattern, format }: SchemaObject, value: string, place: Place): void {
  if (maxLength !== undefined || minLength !== undefined) {
    checkSize(codePoints(value), maxLength, minLength, ["Length", "characters"], place);
  }
  if (pattern !== undefined && !regExpOf(pattern).test(value)) {
    fail(place, "pattern", `must match pattern "${pattern}"`);
  }
  if (typeof format === "object" && !format.pattern.test(value)) {
    fail(place, "format", `must match format "${format.name}"`);
  }
}

function checkSize(
  size: number,
  most: number | undefined,
  fewest: number | undefined,
  [keyword, things]: readonly [keyword: string, things: string],
  place: Place,
): void {
  if (most !== undefined && size > most) fail(place, `max${keyword}`, `must NOT have more than ${most} ${things}`);
  if (fewest !== undefined && size < fewest)
    fail(place, `min${keyword}`, `must NOT have fewer than ${fewest} ${things}`);
}

/** The length of a text as JSON Schema counts it: in characters, of which an emoji is one. */
function codePoints(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}

const regExps = new Map<string, RegExp>();

function regExpOf(pattern: string): RegExp {
  let regExp = regExps.get(pattern);
  if (regExp) return regExp;
  try {
    regExp = new RegExp(pattern, "u");
  } catch {
    // Such as `\-`, which only Unicode mode forbids.
    regExp = new RegExp(pattern);
  }
  regExps.set(pattern, regExp);
  return regExp;
}

function checkSubschemas(schema: SchemaObject, value: unknown, place: Place): void {
  const { $ref, not, allOf = [], anyOf, oneOf, if: condition } = schema;
  if ($ref) checkReference($ref(), value, place);
  if (not !== undefined && errorsOf(not, value, { ...place, evaluated: undefined }).length === 0) {
    fail(place, "not", "must NOT be valid");
  }
  for (const part of allOf) check(part, value, place);
  if (anyOf) checkAlternatives(anyOf, "anyOf", schema, value, place);
  if (oneOf) checkAlternatives(oneOf, "oneOf", schema, value, place);
  if (condition === undefined) return;
  const branch = errorsOf(condition, value, place).length === 0 ? schema.then : schema.else;
  if (branch !== undefined) check(branch, value, place);
}

function checkReference(schema: Schema, value: unknown, place: Place): void {
  const { open } = place.run;
  const values = open.get(schema) ?? new Set();
  if (values.has(value)) return;
  open.set(schema, values.add(value));
  check(schema, value, place);
  values.delete(value);
}

function checkAlternatives(
  schemas: readonly Schema[],
  keyword: "anyOf" | "oneOf",
  { discriminator }: SchemaObject,
  value: unknown,
  place: Place,
): void {
  const all: SchemaError[][] = [];
  let valid = 0;
  for (const schema of schemas) {
    const errors = errorsOf(schema, value, place);
    if (errors.length === 0) valid++;
    // The others may still evaluate properties.
    if (valid > 0 && keyword === "anyOf" && !place.evaluated) return;
    all.push(errors);
  }
  if (valid === 1 || (valid > 1 && keyword === "anyOf")) return;
  const tag = discriminator && isObject(value) ? ownValue(value, discriminator.property) : undefined;
  const { mapping = {} } = discriminator ?? {};
  const told = typeof tag === "string" && Object.hasOwn(mapping, tag) ? all[mapping[tag] ?? -1] : undefined;
  const depth = pointerOf(place).split("/").length;
  const likely = all.filter((errors) => !errors.some((error) => tellsApart(error, depth)));
  const meant = told ?? (likely.length === 1 ? likely[0] : undefined);
  if (meant && valid === 0) place.errors.push(...meant);
  else if (keyword === "anyOf") fail(place, keyword, "must match a schema in anyOf");
  else fail(place, keyword, "must match exactly one schema in oneOf");
}

/** Whether an error says that an alternative is not meant: the value is of another type, or has another `kind`. */
function tellsApart({ keyword, instancePath, params }: SchemaError, depth: number): boolean {
  // What a value has to fit for a word says nothing about the alternative.
  if ("rule" in params) return false;
  const isOwn = instancePath.split("/").length === depth;
  if (keyword === "type") return isOwn;
  return (keyword === "enum" || keyword === "const") && instancePath.split("/").length <= depth + 1;
}

function checkList(schema: SchemaObject, list: readonly unknown[], place: Place): void {
  const { maxItems, minItems, uniqueItems, prefixItems = [], items, contains } = schema;
  if (maxItems !== undefined || minItems !== undefined) {
    checkSize(list.length, maxItems, minItems, ["Items", "items"], place);
  }
  if (uniqueItems) checkUnique(list, place);
  for (const [index, item] of prefixItems.entries()) {
    if (index >= list.length) break;
    place.evaluated?.add(index);
    check(item, list[index], partOf(place, index));
  }
  if (items !== undefined) {
    place.evaluated?.add(EVERY_ITEM);
    const most = place.errors.length + MOST_PROBLEMS;
    for (let index = prefixItems.length; items !== true && index < list.length; index++) {
      if (place.errors.length >= most) break;
      check(items, list[index], partOf(place, index));
    }
  }
  if (contains !== undefined) checkContains(schema, contains, list, place);
}

function checkUnique(list: readonly unknown[], place: Place): void {
  const indexes = new Map<string, number>();
  for (const [index, item] of list.entries()) {
    const text = canonical(item);
    const first = indexes.get(text);
    if (first !== undefined) {
      const message = `must NOT have duplicate items (items ## ${first} and ${index} are identical)`;
      fail(place, "uniqueItems", message);
      return;
    }
    indexes.set(text, index);
  }
}

function checkContains(schema: SchemaObject, contains: Schema, list: readonly unknown[], place: Place): void {
  const { minContains = 1, maxContains = Number.POSITIVE_INFINITY } = schema;
  const found = list.flatMap((item, index) => {
    const errors: SchemaError[] = [];
    check(contains, item, { ...partOf(place, index), errors });
    return errors.length === 0 ? [index] : [];
  });
  for (const index of found) place.evaluated?.add(index);
  if (found.length >= minContains && found.length <= maxContains) return;
  const most = maxContains === Number.POSITIVE_INFINITY ? "" : ` and no more than ${maxContains}`;
  fail(place, "contains", `must contain at least ${minContains}${most} valid item(s)`);
}

function checkObject(schema: SchemaObject, object: Readonly<Record<string, unknown>>, place: Place): void {
  const { maxProperties, minProperties, required = [], properties = {}, dependentRequired = {} } = schema;
  const { dependentSchemas = {}, patternProperties = {}, additionalProperties, propertyNames } = schema;
  if (maxProperties !== undefined || minProperties !== undefined) {
    const count = Object.keys(object).filter((name) => object[name] !== undefined).length;
    checkSize(count, maxProperties, minProperties, ["Properties", "properties"], place);
  }
  checkPresence(required, "required", object, place);
  for (const [name, names] of Object.entries(dependentRequired)) {
    if (ownValue(object, name) !== undefined) checkPresence(names, "dependentRequired", object, place);
  }
  for (const [name, dependent] of Object.entries(dependentSchemas)) {
    if (ownValue(object, name) !== undefined) check(dependent, object, place);
  }
  for (const [name, property] of Object.entries(properties)) {
    const value = ownValue(object, name);
    if (value === undefined) continue;
    place.evaluated?.add(name);
    check(property, value, partOf(place, name));
  }
  if (schema.differs) checkDifferences(schema.differs, object, place);
  const patterns = Object.entries(patternProperties);
  if (patterns.length === 0 && additionalProperties === undefined && propertyNames === undefined) return;
  for (const [name, value] of Object.entries(object)) {
    if (value === undefined) continue;
    if (propertyNames !== undefined && errorsOf(propertyNames, name, { ...place, evaluated: undefined }).length > 0) {
      fail(place, "propertyNames", `must not have a property with the name ${JSON.stringify(name)}`);
    }
    const matching = patterns.filter(([pattern]) => regExpOf(pattern).test(name));
    for (const [, property] of matching) check(property, value, partOf(place, name));
    const isAdditional = matching.length === 0 && !Object.hasOwn(properties, name);
    if (matching.length > 0 || (isAdditional && additionalProperties !== undefined)) place.evaluated?.add(name);
    if (!isAdditional || additionalProperties === undefined) continue;
    checkAdditional(additionalProperties, "additionalProperties", value, name, place);
  }
}

/** The words that properties of an object tell. A value that tells none means that no word is in force. */
export function wordsTold({ toldBy = {} }: SchemaObject, object: Readonly<Record<string, unknown>>): Words {
  const told = Object.entries(toldBy).flatMap(([property, enumeration]) => {
    const schema = enumeration();
    const { name, words } = (typeof schema === "object" && schema.tells) || { name: "", words: {} };
    const value = ownValue(object, property);
    return typeof value === "string" ? [[name, Object.hasOwn(words, value) ? words[value] : undefined] as const] : [];
  });
  return Object.fromEntries(told);
}

function checkDifferences(
  { name, property, properties }: Differs,
  object: Readonly<Record<string, unknown>>,
  place: Place,
): void {
  const held = property === undefined ? undefined : ownValue(object, property);
  const word = ownValue(place.run.words, name) ?? held ?? place.words[name];
  for (const [key, differences] of Object.entries(properties)) {
    const value = ownValue(object, key);
    const applying = differences.filter(({ words }) => words.some((one) => one === word));
    if (value === undefined || applying.length === 0) continue;
    const part = partOf(place, key);
    const pointer = pointerOf(part);
    // A value of the wrong type is not checked twice.
    if (place.errors.some(({ instancePath }) => instancePath === pointer)) continue;
    // If both a group and a word in it say something, the later of them counts.
    const schema: SchemaObject = Object.assign({}, ...applying.map((difference) => difference.schema));
    for (const error of errorsOf(schema, value, part)) {
      const sayers = applying.filter((difference) => Object.hasOwn(difference.schema, error.keyword));
      place.errors.push(differing(error, key, (sayers.at(-1) ?? applying.at(-1))?.title, schema));
    }
  }
}

/** An error of what a property has to fit for some words: with a rule of its own, such as `rank-range`. */
function differing(error: SchemaError, key: string, title: string | undefined, schema: SchemaObject): SchemaError {
  const range = /^(exclusive)?M(in|ax)imum$/i.test(error.keyword) && rangeOf(schema);
  const rule = `${kebabCase(key)}-${range ? "range" : kebabCase(error.keyword)}`;
  return { ...error, params: { ...error.params, rule, title }, ...(range && { message: `must be ${range}` }) };
}

function rangeOf({ minimum, maximum, exclusiveMinimum, exclusiveMaximum }: SchemaObject): string {
  const isBetween = minimum !== undefined && maximum !== undefined;
  return [
    isBetween && `from ${minimum} to ${maximum}`,
    !isBetween && minimum !== undefined && `${minimum} or more`,
    !isBetween && maximum !== undefined && `at most ${maximum}`,
    exclusiveMinimum !== undefined && `more than ${exclusiveMinimum}`,
    exclusiveMaximum !== undefined && `less than ${exclusiveMaximum}`,
  ]
    .filter(Boolean)
    .join(" and ");
}

function kebabCase(name: string): string {
  return name.replace(/([a-z\d])([A-Z])/g, "$1-$2").toLowerCase();
}

function checkPresence(
  names: readonly string[],
  keyword: string,
  object: Readonly<Record<string, unknown>>,
  place: Place,
): void {
  for (const name of names) {
    if (ownValue(object, name) !== undefined) continue;
    fail(place, keyword, `must have required property '${name}'`, { missingProperty: name });
  }
}

function checkAdditional(schema: Schema, keyword: string, value: unknown, key: string | number, place: Place): void {
  if (schema === false) fail(partOf(place, key), keyword, "must not be given");
  else check(schema, value, partOf(place, key));
}

/** Checks the parts of an object or a list that no other keyword has checked. */
function checkRest(
  keys: Iterable<string | number>,
  schema: Schema | undefined,
  keyword: string,
  value: object,
  place: Place,
): void {
  if (schema === undefined || place.evaluated?.has(EVERY_ITEM)) return;
  const most = place.errors.length + MOST_PROBLEMS;
  for (const key of keys) {
    const part: unknown = Reflect.get(value, key);
    if (place.evaluated?.has(key) || (part === undefined && typeof key === "string")) continue;
    place.evaluated?.add(key);
    checkAdditional(schema, keyword, part, key, place);
    if (place.errors.length >= most) return;
  }
}

/** Whether two values are the same JSON value. */
function isEqual(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  return typeof one === "object" && typeof other === "object" && canonical(one) === canonical(other);
}

/** A text that only equal JSON values share. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${Array.from(value, canonical)}]`;
  if (!isObject(value)) return typeof value === "string" ? JSON.stringify(value) : `${String(value)}`;
  const entries = Object.keys(value)
    .filter((name) => value[name] !== undefined)
    .sort();
  return `{${entries.map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`)}}`;
}
