import { dataKeywords, isRecord, type OpenApiDocument, type Reference } from "../document.ts";
import { follow } from "../resolve.ts";

/**
 * Puts media types in the place of the references to them, so that every `content` has its media types themselves. Their
 * schemas keep their names, since those are references of their own. Before OpenAPI 3.2 brought `components.mediaTypes`,
 * such references led to extensions.
 *
 * @param document a bundled description; it is changed
 */
export function inlineMediaTypes(document: OpenApiDocument): void {
  const inline = (node: object, name: string): void => {
    for (const [key, value] of Object.entries(node)) {
      if (typeof value !== "object" || value === null || dataKeywords.has(key)) continue;
      // Schemas may have a property "content", but no keyword with a slash.
      const isMediaType = name === "content" && key.includes("/");
      if (isMediaType && isReference(value)) Reflect.set(node, key, follow(document, value) ?? value);
      else inline(value, key);
    }
  };
  inline(document, "");
}

function isReference(value: object): value is Reference {
  return isRecord(value) && typeof value["$ref"] === "string";
}
