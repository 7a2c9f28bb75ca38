// Bodies that fit a schema, and such bodies with one change. What is drawn follows from a seed.
import fc from "fast-check";

/** The keywords of the request's schemas. */
export interface Keywords {
  $ref?: string;
  type?: string | string[];
  enum?: unknown[];
  maxLength?: number;
  properties?: Record<string, Keywords>;
  required?: string[];
  items?: Keywords;
}

type Schemas = Readonly<Record<string, Keywords>>;

/** Bodies that fit a schema. */
export function validBodies(schema: Keywords, schemas: Schemas): fc.Arbitrary<unknown> {
  const { $ref, type, enum: words, maxLength, properties, required = [], items } = schema;
  if ($ref !== undefined) return validBodies(schemas[$ref.replace("#/components/schemas/", "")] ?? {}, schemas);
  if (words) return fc.constantFrom(...words);
  if (items) return fc.array(validBodies(items, schemas), { maxLength: 3 });
  if (properties) {
    const values = Object.entries(properties).map(
      ([name, property]) => [name, validBodies(property, schemas)] as const,
    );
    return fc.record(Object.fromEntries(values), { requiredKeys: required });
  }
  const byType: Record<string, fc.Arbitrary<unknown>> = {
    string: fc.string({ unit: "grapheme", ...(maxLength !== undefined && { maxLength }) }),
    number: fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer({ min: 0, max: 50_000 })),
    boolean: fc.boolean(),
    null: fc.constant(null),
  };
  return fc.oneof(...[type].flat().map((name) => byType[name ?? ""] ?? fc.jsonValue()));
}

/** A body with one part replaced by another value, or left out, or with one more property. */
export function mutated(body: unknown): fc.Arbitrary<unknown> {
  const places = placesIn(body);
  const values = fc.oneof(
    fc.jsonValue({ maxDepth: 1 }),
    fc.constantFrom("🔑".repeat(40), "x".repeat(41), 3, null, [{}]),
  );
  return fc
    .tuple(fc.constantFrom(...places), fc.constantFrom("replace", "remove", "add"), values)
    .map(([path, kind, value]) =>
      change(body, kind === "add" ? [...path, "undocumented"] : path, kind === "remove" ? undefined : value),
    );
}

function placesIn(value: unknown): string[][] {
  const inner = typeof value === "object" && value !== null ? Object.entries(value) : [];
  return [[], ...inner.flatMap(([key, part]) => placesIn(part).map((path) => [key, ...path]))];
}

/** A copy with another value at a path; without it, if the value is undefined. The whole cannot be left out. */
function change(body: unknown, [key, ...rest]: string[], value: unknown): unknown {
  if (key === undefined) return value ?? null;
  if (typeof body !== "object" || body === null) return body;
  if (Array.isArray(body)) {
    const items = body.map((item, index) => (`${index}` === key ? change(item, rest, value) : item));
    return items.filter((_, index) => value !== undefined || rest.length > 0 || `${index}` !== key);
  }
  const { [key]: old, ...others } = body as Record<string, unknown>;
  const changed = rest.length > 0 ? change(old, rest, value) : value;
  return changed === undefined ? others : { ...others, [key]: changed };
}
