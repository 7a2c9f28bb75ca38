/** Edits of schemas that are the same each time: limits, types, texts, properties that come and go. */
export function edited(document: unknown, count: number): unknown {
  const copy = structuredClone(document);
  const random = seeded(7);
  const schemas = schemasIn(copy);
  const pick = <Item>(items: readonly Item[]) => items[Math.floor(random() * items.length)];
  for (let edit = 0; edit < count; edit++) {
    const schema = pick(schemas);
    if (!schema) break;
    const change = pick(["limit", "type", "text"] as const);
    if (schema.properties) {
      const name = pick(Object.keys(schema.properties));
      if (change === "limit" || name === undefined) schema.properties[`added${edit}`] = { type: "string" };
      else delete schema.properties[name];
    } else if (change === "limit")
      schema[schema.type === "string" ? "maxLength" : "maximum"] = 1 + Math.floor(random() * 100);
    else if (change === "type") schema.type = schema.type === "string" ? "integer" : "string";
    else schema.description = `Edited ${edit}`;
  }
  return copy;
}

interface Schema {
  type?: unknown;
  properties?: Record<string, unknown>;
  [keyword: string]: unknown;
}

/** The schemas that are texts, whole numbers or objects, wherever they stand. */
function schemasIn(node: unknown): Schema[] {
  const found: Schema[] = [];
  const visit = (value: unknown, isSchema: boolean): void => {
    if (typeof value !== "object" || value === null) return;
    const { type, properties } = value as Schema;
    if (isSchema && (type === "string" || type === "integer" || (typeof properties === "object" && properties)))
      found.push(value as Schema);
    for (const [key, inner] of Object.entries(value)) {
      if (/^(examples?|default|enum|const)$/.test(key)) continue;
      const areSchemas = /^(properties|schemas|oneOf|anyOf|allOf)$/.test(key);
      if (areSchemas && typeof inner === "object" && inner) for (const each of Object.values(inner)) visit(each, true);
      else visit(inner, /^(schema|items|additionalProperties)$/.test(key));
    }
  };
  visit(node, false);
  return found;
}

/** A linear congruential generator, whose numbers are from 0 to 1. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
