import type { Schema, SchemaType } from "@repo/openapi";
import fc from "fast-check";

/** Random component schemas of one version of OpenAPI. The same seed always gives the same. */
export interface RandomSchemas {
  schemas: Record<string, Schema>;
  /** An instance of a schema: a valid one, or one with changes that may make it invalid. */
  instanceOf: (name: string) => unknown;
}

/** How deep a schema is nested. */
const DEPTH = 3;

type Version = "3.0.4" | "3.1.1";
type Json = Record<string, unknown>;

const NAMES = ["a", "b", "c", "d"] as const;
const TEXTS = ["x", "y", "z"] as const;
/** OpenAPI 3.1 has schemas that are no objects. Their types leave them out. */
const [ANYTHING, NOTHING] = [true, false] as unknown as [Schema, Schema];
const toSchema = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });

/**
 * Schemas of all keywords that a type can say, in all ways in which they combine. What no type can say is left out:
 * limits of numbers and lengths, alternatives that exclude each other, and objects that are closed for further properties.
 */
export function randomSchemas(version: Version, seed: number, count: number): RandomSchemas {
  const [numbers] = fc.sample(fc.infiniteStream(fc.nat()), { seed, numRuns: 1, unbiased: true });
  const below = (end: number) => Number(numbers?.next().value) % end;
  const oneIn = (cases: number) => below(cases) === 0;
  const pick = <T>(things: readonly T[]): T => things[below(things.length)] as T;
  const some = <T>(things: readonly T[]): T[] => things.filter(() => oneIn(2));
  const times = <T>(length: number, make: () => T): T[] => Array.from({ length }, make);
  const is31 = version === "3.1.1";

  const schemas: Record<string, Schema> = {};
  /** The schemas that are objects with a required property, so that TypeScript tells them from objects without. */
  const objects: string[] = [];

  const simple = (): Schema => {
    const types: SchemaType[] = ["string", "number", "integer", "boolean"];
    const type = pick(is31 ? [...types, "null" as const] : types);
    return pick<() => Schema>([
      () => ({ type }),
      () => ({ type: "string", enum: ["x", "y"] }),
      () => ({ enum: ["x", 1, true, null] }),
      () => ({ type: "integer", enum: [1, 2, "x"] }),
      () => ({ type: "string", ...(is31 ? { const: pick(TEXTS) } : { enum: [pick(TEXTS)] }) }),
      () =>
        is31 ? { type: ["string", "null"], enum: ["x", null] } : { type: "string", nullable: true, enum: ["x", null] },
      () => ({ type: "string", enum: ["x", "y"], not: { enum: ["y"] } }),
    ])();
  };

  /** @param isShared whether other schemas may say something about the same value */
  const any = (depth: number, isShared = false): Schema => {
    if (depth === 0) return oneIn(8) ? {} : simple();
    const schema = pick<() => Schema>([
      simple,
      () => list(depth),
      () => list(depth),
      () => (isShared ? aTellingOne(depth) : object(depth)),
      () => (isShared ? aTellingOne(depth) : object(depth)),
      () => map(depth),
      () => composed(depth),
      () => composed(depth),
      () => either(depth),
      // Forward references stand in properties and items alone, so that no schema consists of itself.
      () => (depth < DEPTH && !isShared ? toSchema(`S${below(count)}`) : simple()),
      () => (depth < DEPTH && !isShared ? into() : simple()),
    ])();
    return oneIn(6) ? nullable(schema) : schema;
  };

  const nullable = (schema: Schema): Schema => {
    if (is31) return oneIn(2) ? { anyOf: [schema, { type: "null" }] } : { oneOf: [{ type: "null" }, schema] };
    const isPlain =
      typeof schema.type === "string" && !["enum", "not", "allOf", "anyOf", "oneOf"].some((key) => key in schema);
    return isPlain ? { ...schema, nullable: true } : schema;
  };

  const list = (depth: number): Schema => {
    if (!is31 || oneIn(2)) return { type: "array", items: any(depth - 1) };
    const prefixItems = times(1 + below(2), () => any(depth - 1));
    const items = pick<() => Schema | boolean | undefined>([() => any(depth - 1), () => false, () => undefined])();
    const limits = pick([{}, { minItems: 1 }, { minItems: prefixItems.length }, { maxItems: prefixItems.length }]);
    return { type: "array", prefixItems, ...(items !== undefined && { items }), ...limits } as Schema;
  };

  const properties = (depth: number, isShared = false): Record<string, Schema> =>
    Object.fromEntries(
      some(NAMES).map((name) => [name, is31 && oneIn(12) ? pick([ANYTHING, NOTHING]) : any(depth - 1, isShared)]),
    );

  /** An object with a required property: TypeScript takes any value for one of whose properties all are optional. */
  const telling = (depth: number): Schema => {
    const name = pick(NAMES);
    const declared = { ...properties(depth, true), [name]: any(depth - 1, true) };
    return { type: "object", properties: declared, required: [name] };
  };

  const object = (depth: number): Schema => {
    const declared = properties(depth);
    const required = oneIn(6) ? some(NAMES) : some(Object.keys(declared));
    const more = pick<() => Partial<Schema>>([
      () => ({}),
      () => ({ additionalProperties: false }),
      () => ({ additionalProperties: true }),
      () => ({ additionalProperties: simple() }),
    ])();
    const isClosed = more.additionalProperties === false && required.some((name) => !(name in declared));
    return { type: "object", properties: declared, ...(required[0] && !isClosed && { required }), ...more };
  };

  const map = (depth: number): Schema =>
    pick<() => Schema>([
      () => ({ type: "object", additionalProperties: any(depth - 1) }),
      () => ({ type: "object", additionalProperties: false }),
      () => ({ type: "object" }),
      () => (is31 ? { type: "object", patternProperties: { "": any(depth - 1) } } : { type: "object" }),
    ])();

  const aTellingOne = (depth: number): Schema =>
    objects.length > 0 && oneIn(2) ? toSchema(pick(objects)) : telling(depth);

  /** Alternatives of different kinds. */
  const either = (depth: number): Schema => {
    const branches = times(2 + below(2), () => pick([simple, () => aTellingOne(depth), () => list(1)])());
    return oneIn(2) ? { anyOf: branches } : { oneOf: branches };
  };

  const requires = (): Schema => {
    const required = some(NAMES);
    return required[0] ? { required } : { required: ["a"] };
  };

  /** Keywords beside each other that all say something about the same object. */
  const composed = (depth: number): Schema => {
    const branches = () => times(2, () => (oneIn(3) ? requires() : aTellingOne(depth)));
    return pick<() => Schema>([
      () => ({ ...telling(depth), anyOf: branches() }),
      () => ({ ...telling(depth), oneOf: branches() }),
      () => ({ allOf: [aTellingOne(depth), requires()] }),
      () => ({ ...requires(), allOf: [aTellingOne(depth), { properties: properties(depth, true) }] }),
      () => ({ allOf: [aTellingOne(depth), telling(depth)], properties: properties(depth, true) }),
      () => ({ allOf: [{ oneOf: branches() }, { anyOf: branches() }], type: "object" }),
      () => ({ ...telling(depth), not: { required: [pick(NAMES)] } }),
      () => ({ allOf: [aTellingOne(depth), { not: { required: [pick(NAMES)] } }] }),
      () => ({ type: "object", anyOf: [aTellingOne(depth), { type: "string" }] }),
      () => ({
        allOf: [
          { anyOf: [aTellingOne(depth), simple(), { type: "array" }] },
          { not: { type: pick(["string", "object", "array"]) } },
        ],
      }),
      () =>
        is31
          ? ({ type: ["object", "array", "string"], ...telling(depth), items: any(depth - 1) } satisfies Schema)
          : telling(depth),
      () => (is31 ? { type: ["object", "null"], anyOf: [telling(depth), requires()] } : telling(depth)),
      () => (is31 ? { ...aTellingOne(depth), ...requires() } : aTellingOne(depth)),
      () => ({ type: "integer", oneOf: [{ enum: [1] }, { enum: [2] }, { type: "string" }] }),
    ])();
  };

  /** A reference into a schema. */
  const into = (): Schema => {
    const places = Object.entries(schemas).flatMap(([name, schema]) =>
      (["properties", "$defs"] as const).flatMap((keyword) =>
        Object.entries((schema as Json)[keyword] ?? {})
          .filter(([, inner]) => typeof inner === "object" && !inner.$ref)
          .map(([key]) => `${name}/${keyword}/${key}`),
      ),
    );
    return places[0] ? toSchema(pick(places)) : simple();
  };

  for (let number = 0; number < count; number++) {
    const name = `S${number}`;
    if (number % 4 === 0) objects.push(name);
    schemas[name] = number % 4 === 0 ? telling(DEPTH) : any(DEPTH);
    if (is31 && oneIn(10)) Object.assign(schemas[name], { $defs: { own: any(1) } });
  }
  const value = (): unknown => pick<unknown>([...TEXTS, 1, 2, -3, true, false, null, []]);

  const target = ($ref: string): unknown =>
    $ref
      .split("/")
      .slice(3)
      .reduce<unknown>((at, key) => Reflect.get(at as object, key), schemas);

  /** A value that satisfies most of what a schema says. */
  const instance = (given: unknown, depth: number): unknown => {
    const schema = (typeof given === "object" && depth > -8 ? given : {}) as Schema;
    if (schema.enum) return pick(schema.enum);
    if ("const" in schema) return schema.const;
    const parts = [
      schema.$ref && target(schema.$ref),
      ...(schema.allOf ?? []),
      ...[schema.anyOf, schema.oneOf].map((branches) => branches && pick(branches)),
    ];
    const values = parts.filter((part) => typeof part === "object").map((part) => instance(part, depth - 1));
    const type = pick([schema.type ?? (schema.properties || schema.required ? "object" : [])].flat());
    if (type) values.push(instanceOfType(schema, type, depth));
    if (schema.nullable && oneIn(3)) return null;
    const records = values.filter(isObject);
    return records[0] ? Object.assign({}, ...records) : (values[0] ?? value());
  };

  const instanceOfType = (schema: Schema, type: SchemaType, depth: number): unknown => {
    if (type === "string") return pick(TEXTS);
    if (type === "boolean") return oneIn(2);
    if (type === "null") return null;
    if (type === "array") {
      const { prefixItems = [], items, minItems = 0 } = schema;
      const first = prefixItems.slice(0, Math.max(minItems, below(prefixItems.length + 1)));
      const rest = first.length < prefixItems.length || (items as unknown) === false || depth < 0 ? 0 : below(3);
      return [...first, ...times(rest, () => items)].map((item) => instance(item, depth - 1));
    }
    if (type !== "object") return 1 + below(2);
    const { required = [], additionalProperties: more } = schema;
    const declared = Object.entries(schema.properties ?? {});
    const shown = declared.filter(([name]) => required.includes(name) || (depth > 0 && oneIn(2)));
    const undeclared = required.filter((name) => !schema.properties?.[name]);
    const others = (typeof more === "object" || schema.patternProperties) && depth > 0 ? some(["k", "l"]) : [];
    const map = typeof more === "object" ? more : schema.patternProperties?.[""];
    const all = [...shown, ...[...undeclared, ...others].map((name) => [name, map] as const)];
    return Object.fromEntries(all.map(([name, property]) => [name, instance(property, depth - 1)]));
  };

  /** One of two values as it is, the other with a change somewhere. */
  const changed = (given: unknown): unknown => (oneIn(2) ? given : change(given));

  const change = (given: unknown): unknown => {
    if (Array.isArray(given) && given.length > 0 && !oneIn(4)) {
      const at = below(given.length);
      const [without, replaced] = [given.toSpliced(at, 1), given.with(at, change(given[at]))];
      return pick([without, replaced, replaced, [...given, value()]]);
    }
    const names = isObject(given) ? Object.keys(given) : [];
    if (!isObject(given) || names.length === 0 || oneIn(6)) return oneIn(8) ? {} : value();
    const name = pick(names);
    const { [name]: old, ...without } = given;
    // A property that only some of the alternatives have.
    const added = { ...given, [pick(NAMES)]: value() };
    return pick([without, { ...given, [name]: change(old) }, { ...given, [name]: change(old) }, added]);
  };

  return { schemas, instanceOf: (name) => changed(instance(schemas[name], 4)) };
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
