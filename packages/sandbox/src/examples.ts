import {
  type Example,
  follow,
  type MediaType,
  type OpenApiDocument,
  pointerOf,
  resolve,
} from "@scenario-openapi/openapi";

/** The example of a body. */
export interface BodyExample {
  value: unknown;
  /** JSON pointers to the parts of the body for which the description gives no value. */
  missing: string[];
}

/**
 * Returns the first example that is given for a body, else one made of the examples, constants, defaults and enumerations
 * of its schema, with the required properties alone.
 */
export function exampleOf(document: OpenApiDocument, { schema, example, examples = {} }: MediaType): BodyExample {
  const named = Object.values(examples).map((node) => follow<Example>(document, node).value);
  const given = [example, ...named].find((value) => value !== undefined);
  return given !== undefined ? { value: given, missing: [] } : madeOf(document, schema, "", []);
}

/** @param outer the schemas around this one, by name where they have one, which cannot be in it once more */
function madeOf(document: OpenApiDocument, node: unknown, pointer: string, outer: readonly unknown[]): BodyExample {
  const { schema, nullable, name = node } = resolve(document, node);
  const { example, examples = [], const: only, default: usual, enum: words = [], oneOf = [], anyOf = [] } = schema;
  const given = [example, ...examples, only, usual, ...words].find((value) => value !== undefined);
  if (given !== undefined) return { value: given, missing: [] };
  if (nullable) return { value: null, missing: [] };
  if (outer.includes(name)) return { value: undefined, missing: [pointer] };
  const within = [...outer, name];
  const [option] = [...oneOf, ...anyOf];
  if (option !== undefined) return madeOf(document, option, pointer, within);
  if (schema.type === "object" || schema.properties) {
    const made = (schema.required ?? []).map((key) => {
      return [key, madeOf(document, schema.properties?.[key], pointer + pointerOf([key]), within)] as const;
    });
    const value = Object.fromEntries(made.map(([key, part]) => [key, part.value]));
    return { value, missing: made.flatMap(([, part]) => part.missing) };
  }
  if (schema.type === "array") {
    const { value, missing } = madeOf(document, schema.items, `${pointer}/0`, within);
    const { minItems = 0 } = schema;
    if (missing.length === 0) return { value: Array.from({ length: minItems || 1 }, () => value), missing };
    if (minItems === 0) return { value: [], missing: [] };
    return { value: undefined, missing };
  }
  return { value: undefined, missing: [pointer] };
}
