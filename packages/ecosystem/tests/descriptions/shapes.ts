import type { Schema } from "@repo/openapi";
import type { Draw } from "./draw.ts";
import type { Sketch } from "./sketch.ts";

/** A file that a caller sends. */
export class Upload {
  readonly bytes: number[];
  readonly type: string;
  /** The name of a `File`; a `Blob` has none. */
  readonly name: string | undefined;

  constructor(bytes: number[], type: string, name?: string) {
    this.bytes = bytes;
    this.type = type;
    this.name = name;
  }
}

export type Value = null | boolean | number | string | Upload | Value[] | { [name: string]: Value };

/** Whether a value is sent or received: it has no `readOnly` properties, or no `writeOnly` ones. */
export type Way = "sent" | "received";

/** A schema with what it means. */
export interface Shape {
  schema: Schema;
  /** The TypeScript type of its values, as a response has them. */
  type: string;
  value(way: Way): Value;
}

/** What a text must not contain, because the place where it stands cannot carry it. */
export interface Limits {
  without?: string;
  /** Only what stands in a header as it is. */
  ascii?: boolean;
  /** Nothing that means something else without its type, such as "true" or "7". */
  plain?: boolean;
}

const LETTERS = [..."abcxyzABC0179-_~"];
const DELIMITERS = [..." ,;|.&=/"];
const ODD = [
  ...DELIMITERS,
  ...DELIMITERS,
  ..." .:/?#[]@!$&'()*+,;=%\"<>\\^`{|}",
  "%2F",
  "%41",
  "..",
  "null",
  "true",
  "ü",
  "日本",
  "\u{1f680}",
  "\u00a0",
];

/** A text of one or more characters, which neither begins nor ends with a space and is not only dots. */
export function text(draw: Draw, { without = "", ascii = false, plain = false }: Limits = {}): string {
  const fits = (piece: string) => ![...piece].some((c) => without.includes(c)) && !(ascii && /[^ -~]/.test(piece));
  const odd = ODD.filter(fits);
  const pieces = Array.from({ length: draw.integer(1, 5) }, () => draw.pick(draw.oneIn(2) ? LETTERS : odd));
  const drawn = pieces.join("").trim();
  return (plain ? "x" : "") + (/^\.*$/.test(drawn) ? `a${drawn.length}` : drawn);
}

/** A text in a format; another one each time, so that none is taken for another that is secret. */
const formats: Record<string, (number: number) => string> = {
  date: (number) => `${2000 + (number % 100)}-02-28`,
  "date-time": (number) => `2026-02-28T23:59:59.${number}Z`,
  uuid: (number) => `7a1b0c1e-9d58-4b0e-8a52-${String(number).padStart(12, "0")}`,
  uri: (number) => `https://a.test/b?c=${number}&e=f#g`,
  "x-own-format": (number) => `anything ${number}`,
};

/** A text, number or boolean. */
export function primitive(sketch: Sketch, limits: Limits = {}): Shape {
  const { draw, version } = sketch;
  const one = () => text(draw, limits);
  const kind = draw.pick(["text", "text", "text", "format", "enum", "const", "integer", "number", "boolean"]);
  switch (kind) {
    case "integer":
      return plainShape({ type: "integer" }, "number", () => draw.pick([0, 7, 10, -3, 2 ** 53 - draw.integer(1, 1e6)]));
    case "number":
      return plainShape({ type: "number" }, "number", () =>
        limits.without?.includes(".") ? draw.pick([0, 8, -2]) : draw.pick([0, 0.5, -1.25, 100]),
      );
    case "boolean":
      return plainShape({ type: "boolean" }, "boolean", () => draw.pick([true, false]));
    case "enum": {
      const words = [...new Set([one(), one(), "a"])];
      const type = words.map((word) => JSON.stringify(word)).join(" | ");
      return plainShape({ type: "string", enum: words }, type, () => draw.pick(words));
    }
    case "const": {
      const word = one();
      const schema: Schema = version === "3.1" ? { type: "string", const: word } : { type: "string", enum: [word] };
      return plainShape(schema, JSON.stringify(word), () => word);
    }
    case "format": {
      const format = draw.pick(Object.keys(formats));
      const value = () => formats[format]?.(draw.integer(0, 999_999)) ?? "";
      if ([...value()].some((character) => limits.without?.includes(character))) break;
      return plainShape({ type: "string", format }, "string", value);
    }
  }
  return plainShape({ type: "string" }, "string", one);
}

export function plainShape(schema: Schema, type: string, value: (way: Way) => Value): Shape {
  return { schema, type, value };
}

/** A list of some items: at least `min`, at most three. */
export function list(sketch: Sketch, item: Shape, min = 1): Shape {
  return {
    schema: { type: "array", items: item.schema },
    type: `(${item.type})[]`,
    value: (way) => Array.from({ length: sketch.draw.integer(min, 3) }, () => item.value(way)),
  };
}

export interface Property {
  shape: Shape;
  required?: boolean;
  readOnly?: boolean;
  writeOnly?: boolean;
}

/** An object with these properties. Optional ones are there in half of the values. */
export function object(sketch: Sketch, properties: Record<string, Property>, rest: Schema = {}): Shape {
  const entries = Object.entries(properties);
  const required = entries.filter(([, property]) => property.required).map(([name]) => name);
  const marked = ({ shape, readOnly, writeOnly }: Property): Schema => ({
    ...shape.schema,
    ...(readOnly && { readOnly }),
    ...(writeOnly && { writeOnly }),
  });
  const received = entries.filter(([, property]) => !property.writeOnly);
  return {
    schema: {
      type: "object",
      ...(required.length > 0 && { required }),
      properties: Object.fromEntries(entries.map(([name, property]) => [name, marked(property)])),
      ...rest,
    },
    type: `{ ${received.map(([name, { shape, required }]) => `${JSON.stringify(name)}${required ? "" : "?"}: ${shape.type}`).join("; ")} }`,
    value: (way) => {
      const here = entries.filter(
        ([, { required, readOnly, writeOnly }]) =>
          !(way === "sent" ? readOnly : writeOnly) && (required || sketch.draw.oneIn(2)),
      );
      return Object.fromEntries(here.map(([name, { shape }]) => [name, shape.value(way)]));
    },
  };
}

/** The same shape as a component. */
export function component(sketch: Sketch, shape: Shape): Shape {
  return { ...shape, schema: sketch.component("schemas", shape.schema) };
}

/** `null` or a value of the shape, in the words of the description's version. */
export function nullable(sketch: Sketch, shape: Shape): Shape {
  const { schema } = shape;
  const types = [schema.type ?? []].flat();
  const values = schema.enum && { enum: [...schema.enum, null] };
  const either = (): Schema => {
    if (sketch.version === "3.0") {
      return schema.$ref ? { nullable: true, allOf: [schema] } : { ...schema, nullable: true, ...values };
    }
    const plain = types.length > 0 && !("const" in schema);
    return plain ? { ...schema, type: [...types, "null"], ...values } : { anyOf: [schema, { type: "null" }] };
  };
  return {
    schema: either(),
    type: `${shape.type} | null`,
    value: (way) => (sketch.draw.oneIn(3) ? null : shape.value(way)),
  };
}

/** A value of one of the shapes. */
export function union(sketch: Sketch, keyword: "anyOf" | "oneOf", shapes: Shape[]): Shape {
  return {
    schema: { [keyword]: shapes.map(({ schema }) => schema) },
    type: shapes.map(({ type }) => `(${type})`).join(" | "),
    value: (way) => sketch.draw.pick(shapes).value(way),
  };
}

/** A value of all of the shapes, which are objects. */
export function intersection(shapes: Shape[]): Shape {
  return {
    schema: { allOf: shapes.map(({ schema }) => schema) },
    type: shapes.map(({ type }) => `(${type})`).join(" & "),
    value: (way) => Object.assign({}, ...shapes.map((shape) => shape.value(way))),
  };
}

/** What styles can carry: nothing where there is no value. */
export function withoutEmpty(value: Value): Value | undefined {
  if (value === null || (Array.isArray(value) && value.length === 0)) return undefined;
  if (typeof value !== "object" || Array.isArray(value) || value instanceof Upload) return value;
  const entries = Object.entries(value).flatMap(([name, inner]) => {
    const carried = withoutEmpty(inner);
    return carried === undefined ? [] : [[name, carried] as const];
  });
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}
