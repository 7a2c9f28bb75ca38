import type { OpenApiDocument, Reference } from "../spec/openapi-document.ts";

/** What a node stands for: itself, or what its local `$ref` leads to. */
export function follow<Node extends object>(document: OpenApiDocument, node: Node | Reference): Node {
  let at: unknown = node;
  for (const seen = new Set<unknown>(); isReference(at); ) {
    if (seen.has(at)) throw new Error(`circular $ref: ${at.$ref}`);
    seen.add(at);
    at = at.$ref
      .replace(/^#\//, "")
      .split("/")
      .map((key) => decodeURIComponent(key).replaceAll("~1", "/").replaceAll("~0", "~"))
      .reduce<unknown>((parent, key) => (parent as Record<string, unknown> | undefined)?.[key], document);
  }
  return at as Node;
}

function isReference(node: unknown): node is Reference {
  return typeof node === "object" && node !== null && "$ref" in node && typeof node.$ref === "string";
}
