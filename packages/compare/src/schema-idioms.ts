import type { Schema, SchemaType } from "@repo/openapi";

/** From which node of a description another one was made. */
const derived = new WeakMap<object, object>();

/** Says that a node was made from another. */
export function derive(made: object, from: object): void {
  derived.set(made, from);
}

/** The node as it stands in the description. */
export function originOf(node: object): object {
  const from = derived.get(node);
  return from ? originOf(from) : node;
}

/** A function that makes a node from another, and always returns the same object for the same node. */
function derivation(make: (node: Schema) => Schema): (node: Schema) => Schema {
  const known = new WeakMap<Schema, Schema>();
  return (node) => {
    const made = known.get(node) ?? make(node);
    known.set(node, made);
    if (made !== node) derived.set(made, node);
    return made;
  };
}

/** A schema with the keywords of JSON Schema that only this comparison looks at. */
type Keywords = Schema & { contentMediaType?: string; contentEncoding?: string; unevaluatedProperties?: unknown };

/** A node without what is taken apart, and with the idioms of OpenAPI 3.0 in their new form. */
export const own = derivation((node: Keywords) => {
  const { $ref: _ref, allOf: _all, oneOf: _one, anyOf: _any, discriminator: _by, ...rest } = node;
  const isText = rest.type === undefined || rest.type === "string";
  const isBytes = rest.format === "binary" || rest.contentMediaType === "application/octet-stream";
  if (isText && isBytes && rest.contentEncoding === undefined) {
    // Bytes that are not written as text have no type.
    const { type: _type, format: _format, contentMediaType: _media, ...bytes } = rest;
    return bytes;
  }
  if (rest.type === "string" && rest.format === "byte") {
    const { format: _format, ...text } = rest;
    return Object.assign(text, { contentEncoding: "base64" });
  }
  if (rest.multipleOf !== undefined && Number.isInteger(rest.multipleOf)) {
    const { multipleOf, ...number } = rest;
    const types = [rest.type ?? []].flat().map((type): SchemaType => (type === "number" ? "integer" : type));
    if (types.length > 0) return { ...number, type: types, ...(multipleOf === 1 ? {} : { multipleOf }) };
  }
  if (rest.unevaluatedProperties === false && rest.additionalProperties === undefined) {
    const { unevaluatedProperties: _closed, ...open } = rest;
    return { ...open, additionalProperties: false };
  }
  return rest;
});

export const textsBeside = derivation(({ description, summary }: Schema & { summary?: string }) => ({
  ...(description !== undefined && { description }),
  ...(summary !== undefined && { summary }),
}));

/** What applies to every branch. Texts and examples are about the whole, and not about each branch. */
export const besideBranches = derivation((node) => {
  const {
    description: _d,
    title: _t,
    examples: _es,
    example: _e,
    default: _v,
    deprecated: _p,
    externalDocs: _l,
    ...rest
  } = node;
  return rest;
});

/** Keywords that demand nothing of values. */
export const TEXTS = /^(title|description|summary|examples?|externalDocs|deprecated|\$comment|x-.*)$/;

/** Whether a node says nothing about the values. */
export function saysNothing(node: Schema): boolean {
  return Object.keys(node).every((key) => TEXTS.test(key) || key === "nullable" || key === "default");
}
