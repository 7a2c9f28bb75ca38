import {
  follow,
  isRecord,
  namedOperations,
  type OpenApiDocument,
  type Schema,
  uniqueNames,
  valueAt,
} from "@repo/openapi";
import { docComment, visible } from "./source-text.ts";

/** Keywords that allow properties or items which this module does not list. */
const OPEN = ["additionalProperties", "unevaluatedProperties", "patternProperties", "prefixItems", "dependentSchemas"];

/**
 * The documented module of a description: the property names of each operation's JSON body, for a server that passes on
 * nothing else. A list counts as its items, and whichever of several alternatives names a property, it is documented.
 *
 * @param types the module that exports the type `Documented`
 */
export function documentedModule(document: OpenApiDocument, header: string, types: string): string {
  const operations = namedOperations(document);
  const unique = uniqueNames(operations.map(({ name }) => name));
  const numbers = new Map<Schema, number>();
  const names = new Map<string, string>();
  const entries: string[] = [];

  /** Returns the code of a reference to the entry of values that fit one of the schemas. */
  function entryOf(schemas: readonly unknown[], place: string): string {
    const objects = objectsOf(document, schemas);
    if (!objects) return "true";
    for (const object of objects) numbers.set(object, numbers.get(object) ?? numbers.size);
    // Schemas that lead to the same objects share an entry, so that recursive ones come to an end.
    const key = `${objects.map((object) => numbers.get(object)).sort()}`;
    const known = names.get(key);
    if (known !== undefined) return JSON.stringify(known);
    const name = unique(place);
    names.set(key, name);
    addEntry(name, objects);
    return JSON.stringify(name);
  }

  function addEntry(name: string, objects: readonly Schema[] | undefined): void {
    const index = entries.push("") - 1; // before those that it refers to
    const properties = new Map<string, unknown[]>();
    for (const [property, schema] of (objects ?? []).flatMap((object) => Object.entries(object.properties ?? {}))) {
      properties.set(property, [...(properties.get(property) ?? []), schema]);
    }
    const lines = [...properties].map(
      ([property, schemas]) => `    [${JSON.stringify(property)}, ${entryOf(schemas, `${name}.${property}`)}],\n`,
    );
    entries[index] = `  [${JSON.stringify(name)}, ${objects ? `[\n${lines.join("")}  ]` : "true"}],\n`;
  }

  for (const { name, node } of operations) {
    const content = node.requestBody && follow(document, node.requestBody).content;
    addEntry(name, objectsOf(document, [content?.["application/json"]?.schema]));
  }
  const comment = docComment(["The documented properties of each operation's body, and of the objects in it."]);
  return visible(
    [
      header,
      `import type { Documented } from ${JSON.stringify(types)};`,
      "",
      `${comment}export const documented: Documented = [\n${entries.join("")}];\n`,
    ].join("\n"),
  );
}

/**
 * The schemas that name the properties of a value, or of its items, if it fits one of the given schemas; `undefined` if
 * it may have any properties, or none at all.
 */
function objectsOf(document: OpenApiDocument, schemas: readonly unknown[]): Schema[] | undefined {
  const objects = new Set<Schema>();
  const seen = { named: new Set<unknown>(), unnamed: new Set<unknown>() };

  /** @param named whether schemas that apply to the same value name its properties */
  function isOpen(schema: unknown, named: boolean): boolean {
    if (!isRecord(schema)) return schema !== false && !named;
    const visited = seen[named ? "named" : "unnamed"];
    if (visited.has(schema)) return false;
    visited.add(schema);
    if (OPEN.some((keyword) => (schema[keyword] ?? false) !== false)) return true;
    if (hasNames(schema)) objects.add(schema);
    const { together, either, items } = within(document, schema);
    const here = named || hasNames(schema) || together.some((one) => leadsToNames(document, one));
    if (together.length + either.length + items.length === 0) return !here && takesObjects(schema);
    return [...together, ...either].some((one) => isOpen(one, here)) || items.some((one) => isOpen(one, false));
  }

  return schemas.some((schema) => isOpen(schema, false)) || objects.size === 0 ? undefined : [...objects];
}

/** The schemas in a schema: for the same value all `together` or `either` of them, or for its items. */
function within(document: OpenApiDocument, schema: Record<string, unknown>) {
  const { $ref, allOf, anyOf, oneOf, then, else: otherwise, items } = schema;
  const given = (...found: unknown[]) => found.flat().filter((one) => one !== undefined);
  return {
    together: given(typeof $ref === "string" ? valueAt(document, $ref) : undefined, allOf),
    either: given(anyOf, oneOf, then, otherwise),
    items: given(items),
  };
}

function hasNames({ properties }: Record<string, unknown>): boolean {
  return isRecord(properties) && Object.keys(properties).length > 0;
}

function leadsToNames(document: OpenApiDocument, schema: unknown, seen = new Set<unknown>()): boolean {
  if (!isRecord(schema) || seen.has(schema)) return false;
  seen.add(schema);
  const inner = Object.values(within(document, schema)).flat();
  return hasNames(schema) || inner.some((one) => leadsToNames(document, one, seen));
}

/** Whether a value can be an object or a list, as far as the schema itself says. */
function takesObjects({ type, ...schema }: Record<string, unknown>): boolean {
  if (type === undefined) return !("enum" in schema || "const" in schema);
  return [type].flat().some((one) => one === "object" || one === "array");
}
