import { isRecord, keysOf, type OpenApiDocument, pointerOf, valueAt, type Warning } from "@repo/openapi";
import { componentOf, type References } from "./references.ts";
import { annotationsOf, type Json, kinds } from "./shape.ts";

/**
 * Says in each component schema which values of a discriminator's property are its own, so that TypeScript can tell
 * alternatives apart: those of the mappings, or else the schema's name. If the schema states values itself, only those
 * count. What others are derived from with `allOf` has their values, too. The schema of all other values, and of none
 * (`defaultMapping`), stays as it is.
 *
 * @param found the schemas with a discriminator and their pointers
 * @returns a function that adds the values to the component schema of a name
 */
export function discriminated(
  document: OpenApiDocument,
  found: ReadonlyMap<Json, string>,
  { shapeOf, behind, kindsOf }: References,
  warn: (warning: Warning) => void,
): (name: string, schema: Json) => Json {
  const schemas = new Map<string, unknown>(Object.entries(document.components?.schemas ?? {}));
  const derived = new Map<string, string[]>();
  for (const [name, schema] of schemas) {
    for (const base of basesOf(schema)) derived.set(base, [...(derived.get(base) ?? []), name]);
  }
  /** The mapped values of each property, by component schema. Without a value, its name counts. */
  const mapped = new Map<string, Map<string, string[]>>();
  /** The properties of which a component schema may have any value, or none. */
  const open = new Map<string, Set<string>>();
  for (const [schema, pointer] of found) collect(schema, pointer);

  function collect(schema: Json, pointer: string): void {
    const given = isRecord(schema["discriminator"]) ? schema["discriminator"] : {};
    const { propertyName, mapping, defaultMapping } = given;
    if (typeof propertyName !== "string") return;
    const add = (name: string, ...values: string[]) => {
      const properties = mapped.get(name) ?? new Map<string, string[]>();
      mapped.set(name, properties.set(propertyName, [...(properties.get(propertyName) ?? []), ...values]));
    };
    const { anyOf, oneOf } = shapeOf(schema);
    for (const branch of [...anyOf, ...oneOf]) for (const name of referredBy(branch)) add(name);
    const owner = anyOf.length + oneOf.length === 0 ? ownerOf(pointer) : undefined;
    if (owner !== undefined) for (const name of descendantsOf(owner)) add(name);
    const isThere = (target: unknown) =>
      typeof target === "string" && target.startsWith("#/") && valueAt(document, target) !== undefined;
    const warnOf = (what: string, target: unknown, ...keys: string[]) =>
      warn({
        rule: "discriminator-mapping",
        pointer: pointer + pointerOf(["discriminator", ...keys]),
        message: `The ${what} leads to ${JSON.stringify(target)}, which is not there, so the types leave it out. Add the schema or remove the ${keys.length > 1 ? "value" : "mapping"}.`,
      });
    for (const [value, target] of Object.entries(isRecord(mapping) ? mapping : {})) {
      const name = nameIn(target);
      if (name !== undefined) add(name, value);
      // A place in the middle of a schema is an alternative as it is written there: it has the values that it states.
      else if (!isThere(target)) warnOf(`value ${JSON.stringify(value)}`, target, "mapping", value);
    }
    const usual = nameIn(defaultMapping);
    if (usual !== undefined) open.set(usual, (open.get(usual) ?? new Set()).add(propertyName));
    else if (defaultMapping !== undefined && !isThere(defaultMapping)) {
      warnOf("default mapping", defaultMapping, "defaultMapping");
    }
  }

  /** The component schema that a mapping names: by a reference or by its bare name. */
  function nameIn(target: unknown): string | undefined {
    if (typeof target !== "string") return undefined;
    const name = target.startsWith("#/") ? componentOf(keysOf(target)) : target;
    return name !== undefined && schemas.has(name) ? name : undefined;
  }

  /** The component schema that a schema refers to, if it does: a list of one or none. */
  function referredBy(schema: unknown): string[] {
    const name = isRecord(schema) ? nameIn(schema["$ref"]) : undefined;
    return name === undefined ? [] : [name];
  }

  function basesOf(schema: unknown): string[] {
    if (!isRecord(schema)) return [];
    return shapeOf(schema).allOf.flatMap((part) => [...referredBy(part), ...basesOf(part)]);
  }

  function descendantsOf(name: string): Set<string> {
    const all = new Set(derived.get(name));
    // A set also visits what is added to it on the way.
    for (const child of all) for (const further of derived.get(child) ?? []) all.add(further);
    return all;
  }

  /** The values of a property that a schema states, if it does. */
  function statedValues(schema: unknown, property: string, seen = new Set<unknown>()): readonly unknown[] | undefined {
    if (!isRecord(schema) || seen.has(schema)) return undefined;
    seen.add(schema);
    const shape = shapeOf(schema);
    const { properties, allOf, anyOf, oneOf } = shape;
    const own = properties.find(([name]) => name === property)?.[1];
    const alternatives = [...anyOf, ...oneOf].map((branch) => statedValues(branch, property, seen));
    const stated = [
      valuesOf(own),
      ...[...allOf, behind(shape)].map((part) => statedValues(part, property, seen)),
      alternatives.length > 0 && !alternatives.includes(undefined)
        ? alternatives.flatMap((values) => values ?? [])
        : undefined,
    ].filter((values) => values !== undefined);
    return stated.length > 0
      ? stated.reduce((all, values) => all.filter((value) => values.includes(value)))
      : undefined;
  }

  function valuesOf(schema: unknown, seen = new Set<unknown>()): readonly unknown[] | undefined {
    if (!isRecord(schema) || seen.has(schema)) return undefined;
    seen.add(schema);
    const shape = shapeOf(schema);
    for (const part of [behind(shape), ...shape.allOf]) {
      const values = valuesOf(part, seen);
      if (values && !shape.values) return values;
    }
    return shape.values;
  }

  /** The values of a property that a schema has by itself. */
  function ownValues(name: string, property: string): readonly unknown[] {
    const given = mapped.get(name)?.get(property);
    const values: readonly unknown[] = given?.length === 0 ? [name] : (given ?? []);
    const stated = statedValues(schemas.get(name), property);
    if (!stated) return values;
    // The value of a property that is no text is written as one in a mapping.
    const both = stated.filter((value) => values.includes(String(value)));
    return both.length > 0 ? both : stated;
  }

  function withValues(name: string, property: string, schema: Json): Json {
    const properties = isRecord(schema["properties"]) ? schema["properties"] : {};
    const own = properties[property];
    const stated = statedValues(schema, property);
    const all = [name, ...descendantsOf(name)].flatMap((each) => ownValues(each, property));
    const values = [...new Set(all)].filter((value) => !stated || stated.includes(value));
    const isText = (kindsOf(own) & kinds.string) !== 0;
    const narrowed = values.length > 0 && (stated || isText);
    const { required } = shapeOf(schema);
    return {
      // In OpenAPI 3.0 nothing may stand beside a $ref.
      ...("$ref" in schema ? { allOf: [schema] } : schema),
      ...(narrowed && {
        properties: { ...properties, [property]: { ...annotationsOf(own), ...typeOf(values), enum: values } },
      }),
      required: [...new Set([...required, property])],
    };
  }

  return (name, schema) => {
    const isOpen = (property: string) => [name, ...descendantsOf(name)].some((each) => open.get(each)?.has(property));
    const properties = [...(mapped.get(name)?.keys() ?? [])].filter((property) => !isOpen(property));
    return properties.reduce((changed, property) => withValues(name, property, changed), schema);
  };
}

/** The component schema that a schema is, or is a part of by `allOf`. */
function ownerOf(pointer: string): string | undefined {
  const keys = keysOf(pointer);
  const isPart = keys.slice(3).every((key, at) => at % 2 === 1 || key === "allOf");
  return isPart ? componentOf(keys.slice(0, 3)) : undefined;
}

function typeOf(values: readonly unknown[]): Json {
  return values.every((value) => typeof value === "string") ? { type: "string" } : {};
}
