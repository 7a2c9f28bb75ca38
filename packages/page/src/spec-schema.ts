import {
  isNull,
  isRecord,
  keysOf,
  type OpenApiDocument,
  pointerOf,
  resolve,
  type Schema,
  valueAt,
} from "@repo/openapi";

/** A value of a description, and where it is. */
export interface Located<Value = unknown> {
  value: Value;
  /** A JSON pointer. */
  pointer: string;
}

/** A schema of a description and the nodes that say what it is: what it refers to, the parts of its `allOf`. */
export class SpecSchema {
  readonly document: OpenApiDocument;
  readonly pointer: string;
  /** With everything put together. */
  readonly resolved: Schema;
  readonly isNullable: boolean;
  /** Those that win first. */
  readonly #nodes: Located<Record<string, unknown>>[];

  constructor(document: OpenApiDocument, pointer: string) {
    this.document = document;
    this.pointer = pointer;
    const { schema, nullable } = resolve(document, valueAt(document, pointer));
    this.resolved = schema;
    this.isNullable = nullable;
    this.#nodes = nodesAt(document, pointer, new Set());
  }

  /** A keyword where it is written. */
  keyword(name: string): Located | undefined {
    const node = this.#nodes.find(({ value }) => Object.hasOwn(value, name));
    return node && { value: node.value[name], pointer: `${node.pointer}${pointerOf([name])}` };
  }

  /** A schema in a keyword. */
  within(keyword: string): SpecSchema | undefined {
    const found = this.keyword(keyword);
    return found && isRecord(found.value) ? new SpecSchema(this.document, found.pointer) : undefined;
  }

  get properties(): Map<string, SpecSchema> {
    const found = new Map<string, SpecSchema>();
    for (const { value, pointer } of this.#nodes) {
      if (!isRecord(value["properties"])) continue;
      for (const name of Object.keys(value["properties"])) {
        if (!found.has(name)) found.set(name, new SpecSchema(this.document, pointer + pointerOf(["properties", name])));
      }
    }
    return found;
  }

  /** What its alternatives are, without null. */
  get alternatives(): SpecSchema[] {
    const found = this.keyword("oneOf") ?? this.keyword("anyOf");
    if (!found || !Array.isArray(found.value)) return [];
    return found.value.flatMap((option, index) =>
      isNull(option) ? [] : [new SpecSchema(this.document, `${found.pointer}/${index}`)],
    );
  }

  /** Everything that is said of its values: the keywords of its nodes, those of items and values of maps included. */
  get said(): Located[] {
    const own = this.#nodes.flatMap(({ value, pointer }) =>
      Object.entries(value)
        .filter(([name]) => !STRUCTURE.has(name))
        .map(([name, value]) => ({ value, pointer: pointer + pointerOf([name]) })),
    );
    const inner = this.within("items") ?? this.within("additionalProperties");
    return [...own, ...(inner?.said ?? []), ...this.alternatives.flatMap(({ said }) => said)];
  }
}

/** The keywords that say how a schema is put together. */
const STRUCTURE = new Set(
  "$ref allOf anyOf oneOf properties required items additionalProperties type x-availability x-available-for x-differs-for x-tells".split(
    " ",
  ),
);

function nodesAt(document: OpenApiDocument, pointer: string, seen: Set<unknown>): Located<Record<string, unknown>>[] {
  const value = valueAt(document, pointer);
  if (!isRecord(value) || seen.has(value)) return [];
  seen.add(value);
  const below: string[] = [];
  if (typeof value["$ref"] === "string") below.push(pointerOf(keysOf(value["$ref"])));
  if (Array.isArray(value["allOf"]))
    below.push(...value["allOf"].map((_, index) => `${pointer}/allOf/${index}`).reverse());
  for (const keyword of ["oneOf", "anyOf"]) {
    const options = value[keyword];
    if (!Array.isArray(options)) continue;
    const [only, ...others] = options.flatMap((option, index) =>
      isNull(option) ? [] : [`${pointer}/${keyword}/${index}`],
    );
    // Something or null is that thing.
    if (only !== undefined && others.length === 0) below.push(only);
  }
  return [{ value, pointer }, ...below.flatMap((at) => nodesAt(document, at, seen))];
}

export interface SpecShape {
  /** In the words of the facts: `string[]`, `map<unknown>`. */
  type: string;
  isNullable: boolean;
  /** The list of the values of an enumeration. */
  values?: Located<unknown[]>;
  objects: SpecSchema[];
}

/** The shape of a schema as a page would show it. */
export function shapeOfSpec(schema: SpecSchema, seen: ReadonlySet<string> = new Set()): SpecShape {
  const base = { isNullable: schema.isNullable, objects: [] };
  if (seen.has(schema.pointer)) return { ...base, type: "object" };
  const within = new Set(seen).add(schema.pointer);
  const alternatives = schema.alternatives;
  if (alternatives.length > 1) {
    const members = alternatives.map((option) => shapeOfSpec(option, within));
    const values = members.find((member) => member.values !== undefined)?.values;
    return {
      type: members.map(({ type }) => type).join(" | "),
      isNullable: base.isNullable || members.some((member) => member.isNullable),
      ...(values && { values }),
      objects: members.flatMap(({ objects }) => objects),
    };
  }
  const items = schema.within("items");
  const map = schema.keyword("additionalProperties");
  const held = items ?? schema.within("additionalProperties");
  if (held) {
    const { type, values, objects } = shapeOfSpec(held, within);
    const many = type.includes(" | ") ? `(${type})` : type;
    return { ...base, type: items ? `${many}[]` : `map<${type}>`, ...(values && { values }), objects };
  }
  if (map?.value === true && schema.properties.size === 0) return { ...base, type: "map<unknown>" };
  const values = valuesOf(schema);
  const given = [schema.resolved.type ?? []].flat().filter((type) => type !== "null");
  const implied = values ? [...new Set(values.value.map((value) => typeof value))] : [];
  const types = given.length > 0 ? given : schema.properties.size > 0 ? ["object"] : implied;
  return {
    ...base,
    type: types.join(" | ") || "unknown",
    ...(values && { values }),
    objects: schema.properties.size > 0 ? [schema] : [],
  };
}

function valuesOf(schema: SpecSchema): Located<unknown[]> | undefined {
  const list = schema.keyword("enum");
  if (list && Array.isArray(list.value)) return { ...list, value: list.value.filter((value) => value !== null) };
  const only = schema.keyword("const");
  return only && { ...only, value: [only.value] };
}
