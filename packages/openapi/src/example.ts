import { constantsOf, discriminatorValues } from "./alternatives.ts";
import { type Example, isRecord, type OpenApiDocument, type Schema } from "./document.ts";
import { type Direction, fits, isLeftOut, limitsOf, matches } from "./fits.ts";
import { isJson } from "./media-types.ts";
import { pointerOf } from "./pointer.ts";
import { type Alternatives, alternativesOf, resolve } from "./resolve.ts";

/** What a documented example is an example of, or undefined if it only shows how that is sent. */
export function dataOf(example: Example): unknown {
  return "dataValue" in example ? example.dataValue : example.value;
}

/** A value that was made from a schema. */
export interface MadeExample {
  /** Fits the schema, if nothing is missing. */
  value: unknown;
  /** The parts for which no value could be made. */
  missing: { pointer: string; reason: string }[];
}

export interface ExampleOptions {
  direction: Direction;
  /** The name of the value, which says what a text without a format may be. Default: `string`. */
  name?: string;
  /** Whether an object has properties that are not required, too. Default: only if none is required. */
  isFull?: boolean;
}

/** The deepest nesting of what is not required. */
const MAX_LEVELS = 4;
/** The number of values after which objects only have what is required. */
const MAX_VALUES = 80;
/** How many properties an object has of which none is required. */
const MAX_OPTIONAL = 3;

/**
 * Makes a value that fits a schema, of its examples, constants, defaults and enumerations, and within its limits. The result
 * is the same each time.
 */
export function makeExample(document: OpenApiDocument, node: unknown, options: ExampleOptions): MadeExample {
  const made = makerOf(document, options)(node, options.name ?? "string", "", []);
  if (made.missing.length > 0 || fits(document, node, made.value, options.direction)) return made;
  return { value: made.value, missing: [{ pointer: "", reason: "what the schema demands could not be met" }] };
}

type Make = (node: unknown, name: string, pointer: string, outer: readonly unknown[]) => MadeExample;

function makerOf(document: OpenApiDocument, { direction, isFull = false }: ExampleOptions): Make {
  let left = MAX_VALUES;

  function make(node: unknown, name: string, pointer: string, outer: readonly unknown[]): MadeExample {
    left--;
    const { schema, nullable, name: component = node } = resolve(document, node);
    const { example, examples, const: only, default: usual } = schema;
    const given = [example, ...(Array.isArray(examples) ? examples : []), only, usual];
    const known = [...given, ...constantsOf(document, schema).map(({ value }) => value)];
    const fitting = known.find((value) => value !== undefined && fits(document, node, value, direction));
    if (fitting !== undefined) return { value: fitting, missing: [] };
    if (outer.includes(component)) {
      return nullable ? { value: null, missing: [] } : lacking(pointer, "the schema contains itself");
    }
    const within = [...outer, component];
    const choices = alternativesOf(schema);
    const made =
      choices.length > 0 && constantsOf(document, schema).length === 0
        ? chosen(schema, choices, name, pointer, within)
        : plain(schema, name, pointer, within);
    return made.missing.length > 0 && nullable ? { value: null, missing: [] } : made;
  }

  /** A value that fits an option of each choice, together with what the schema says itself. */
  function chosen(
    schema: Schema,
    choices: Alternatives[],
    name: string,
    pointer: string,
    outer: readonly unknown[],
  ): MadeExample {
    const { oneOf, anyOf, allOf, discriminator, ...own } = schema;
    const [first = [], ...others] = choices.map((choice) => optionsOf(document, choice));
    let result = lacking(pointer, "there are no alternatives");
    for (const option of first) {
      const made = make({ allOf: [own, option, ...others.flatMap(([other]) => other ?? [])] }, name, pointer, outer);
      if (made.missing.length === 0 && fits(document, schema, made.value, direction)) return made;
      result =
        made.missing.length > 0 ? made : lacking(pointer, "no value for exactly one of the alternatives is known");
    }
    return result;
  }

  function plain(schema: Schema, name: string, pointer: string, outer: readonly unknown[]): MadeExample {
    const [type] = [schema.type ?? impliedType(schema)].flat();
    if (type === "object") return object(schema, pointer, outer);
    if (type === "array") return list(schema, name, pointer, outer);
    if (type === "string" && schema.contentSchema && isJson(schema.contentMediaType ?? "")) {
      const { value, missing } = make(schema.contentSchema, name, pointer, outer);
      return { value: JSON.stringify(value), missing };
    }
    const value = simple(schema, type, name);
    if (fits(document, schema, value, direction)) return { value, missing: [] };
    const { pattern } = schema;
    return lacking(
      pointer,
      pattern === undefined ? "its limits leave no value that is known" : `its pattern is ${pattern}`,
    );
  }

  function object(schema: Schema, pointer: string, outer: readonly unknown[]): MadeExample {
    const { properties = {}, required = [], additionalProperties, minProperties = 0 } = schema;
    const isSent = (key: string) => !isLeftOut(document, properties[key], direction);
    const needed = [...new Set(required)].filter(isSent);
    const optional = Object.keys(properties).filter((key) => isSent(key) && !needed.includes(key));
    const wanted = isFull ? optional.length : needed.length === 0 ? MAX_OPTIONAL : 0;
    const made = new Map<string, MadeExample>();
    const add = (key: string, node: unknown) => made.set(key, make(node, key, pointer + pointerOf([key]), outer));
    const others = isRecord(additionalProperties) ? additionalProperties : {};
    for (const key of needed) add(key, Object.hasOwn(properties, key) ? properties[key] : others);
    for (const key of optional) {
      const isDeep = outer.length > MAX_LEVELS || left <= 0;
      if (made.size >= Math.max(minProperties, isDeep ? 0 : needed.length + wanted)) break;
      if (resolve(document, properties[key]).schema.deprecated) continue;
      if (add(key, properties[key]).get(key)?.missing.length !== 0) made.delete(key);
    }
    if (made.size === 0 && isRecord(additionalProperties)) add("key", others);
    // In the order of the schema. From entries, because a property may be named `__proto__`.
    const keys = Object.keys(properties).filter((key) => made.has(key));
    const entries = [...new Set([...keys, ...made.keys()])].map((key): [string, unknown] => [
      key,
      made.get(key)?.value,
    ]);
    return { value: Object.fromEntries(entries), missing: [...made.values()].flatMap(({ missing }) => missing) };
  }

  function list(schema: Schema, name: string, pointer: string, outer: readonly unknown[]): MadeExample {
    const { prefixItems = [], items = {}, minItems = 0, maxItems = Number.POSITIVE_INFINITY } = schema;
    const usual = outer.length > MAX_LEVELS ? 0 : 1;
    const length = Math.min(Math.max(minItems, prefixItems.length, usual), maxItems);
    const made = Array.from({ length }, (_, at): MadeExample => {
      const node = prefixItems[at] ?? items;
      // Items may have to differ.
      const others = constantsOf(document, resolve(document, node).schema);
      if (at > 0 && others[at]) return { value: others[at].value, missing: [] };
      return make(node, at > 0 ? `${name} ${at + 1}` : name, `${pointer}/${at}`, outer);
    });
    const missing = made.flatMap(({ missing }) => missing);
    if (missing.length > 0 && minItems === 0) return { value: [], missing: [] };
    return { value: made.map(({ value }) => value), missing };
  }

  return make;
}

function simple(schema: Schema, type: string | undefined, name: string): unknown {
  if (type === "boolean") return true;
  if (type === "null") return null;
  return type === "number" || type === "integer" ? numberIn(schema, type === "integer") : textFor(schema, name);
}

function lacking(pointer: string, reason: string): MadeExample {
  return { value: undefined, missing: [{ pointer, reason }] };
}

/** The options of a choice, each with the value of the discriminator that chooses it. */
function optionsOf(document: OpenApiDocument, choice: Alternatives): Schema[] {
  const { options, discriminator } = choice;
  if (!discriminator) return options;
  const { propertyName } = discriminator;
  const values = discriminatorValues(document, choice);
  return options.map((option, at) => {
    const [value] = values[at] ?? [];
    if (value === undefined) return option;
    return { allOf: [option, { properties: { [propertyName]: { const: value } }, required: [propertyName] }] };
  });
}

function impliedType({ properties, additionalProperties, required, items, prefixItems, minimum, maximum }: Schema) {
  if (properties ?? required ?? (isRecord(additionalProperties) || undefined)) return "object";
  if (items ?? prefixItems) return "array";
  return (minimum ?? maximum) === undefined ? "string" : "number";
}

function numberIn(schema: Schema, isWhole = false): number {
  const { above, least, most, below } = limitsOf(schema);
  const step = schema.multipleOf ?? (isWhole ? 1 : undefined);
  const low = Math.max(above, least);
  const high = Math.min(below, most);
  const near = Math.min(Math.max(1, low), high);
  if (step !== undefined) {
    const up = Math.ceil(near / step) * step;
    const inside = up <= above ? up + step : up >= below || up > most ? Math.floor(near / step) * step : up;
    return Number(inside.toPrecision(12));
  }
  return near > above && near < below
    ? near
    : Number.isFinite(low) && Number.isFinite(high)
      ? (low + high) / 2
      : near <= above
        ? above + 1
        : below - 1;
}

const FORMATS = new Map([
  ["date-time", "2026-01-31T12:00:00Z"],
  ["date", "2026-01-31"],
  ["time", "12:00:00Z"],
  ["duration", "P1D"],
  ["email", "reader@example.com"],
  ["hostname", "example.com"],
  ["ipv4", "192.0.2.1"],
  ["ipv6", "2001:db8::1"],
  ["uri", "https://example.com/"],
  ["url", "https://example.com/"],
  ["uri-reference", "/path"],
  ["uuid", "6f1f6a55-4b3e-4b8e-9a3c-2d4b5a6c7d8e"],
  ["byte", "aGVsbG8="],
  ["json-pointer", "/path"],
  ["regex", "^a"],
]);

/** Values for texts without a format, by what their names say. */
const NAMED: [name: RegExp, value: string][] = [
  [/(^id|Id|ID|_id)$/, "123"],
  [/e-?mail$/i, "reader@example.com"],
  [/(ur[li]|href)$/i, "https://example.com/"],
  [/([a-z]At|_at|Date|_date|^date)$/, "2026-01-31T12:00:00Z"],
];

/** Texts that many patterns allow. */
const USUAL = ["abc", "ABC", "123", "a1", "2026-01-31", "12:00", "#336699", "en", "US", "USD", "1.0.0", "+10000000000"];

function textFor({ format = "", pattern = "", minLength = 0, maxLength }: Schema, name: string): string {
  const named = NAMED.find(([suffix]) => suffix.test(name))?.[1] ?? name;
  // A pattern without signs is the text itself, and so is its first alternative.
  const [literal = ""] = pattern.replace(/^\^|\$$/g, "").split("|");
  const texts = [
    ...(FORMATS.has(format) ? [FORMATS.get(format) ?? ""] : []),
    named,
    name,
    literal.replace(/\\(.)/g, "$1"),
    ...USUAL,
  ];
  const inLength = texts.map((text) => text.padEnd(minLength, text || "x").slice(0, maxLength));
  return inLength.find((text) => matches(pattern, text)) ?? named;
}
