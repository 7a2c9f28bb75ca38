import { isRecord, type OpenApiDocument, type Schema } from "./document.ts";

/** The schemas with a `$dynamicAnchor`, by its name. Of several, the first. */
const anchors = new WeakMap<OpenApiDocument, Map<string, unknown>>();

/** The schema that a `$dynamicRef` leads to if nothing around it says otherwise. */
export function dynamicTarget(document: OpenApiDocument, reference: string): unknown {
  let known = anchors.get(document);
  if (!known) {
    known = new Map(anchorsIn(document.components ?? {}).toReversed());
    anchors.set(document, known);
  }
  return known.get(reference.slice(1));
}

function anchorsIn(node: unknown): [string, unknown][] {
  if (typeof node !== "object" || node === null) return [];
  const anchor = isRecord(node) ? node["$dynamicAnchor"] : undefined;
  return [
    ...(typeof anchor === "string" ? [[anchor, node] as [string, unknown]] : []),
    ...Object.values(node).flatMap(anchorsIn),
  ];
}

/** A schema in which each `$dynamicRef` to an anchor in the `$defs` of what refers to the schema is replaced by its target. */
export function withAnchorsOf({ $defs = {} }: Pick<Schema, "$defs">, schema: unknown): unknown {
  const bound = new Map(anchorsIn($defs));
  const copyOf = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(copyOf);
    if (!isRecord(node)) return node;
    const { $dynamicRef } = node;
    if (typeof $dynamicRef === "string" && bound.has($dynamicRef.slice(1))) return bound.get($dynamicRef.slice(1));
    return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, copyOf(value)]));
  };
  return bound.size === 0 ? schema : copyOf(schema);
}
