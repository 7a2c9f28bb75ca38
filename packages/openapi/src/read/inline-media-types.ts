import { dataKeywords, isRecord, type OpenApiDocument, type Reference } from "../document.ts";
import { escapeKey } from "../pointer.ts";
import { follow } from "../resolve.ts";

/**
 * Puts what `components.mediaTypes` has in the place of the references to it, so that every `content` has its media types
 * themselves. Their schemas keep their names, since those are references of their own.
 *
 * @param document a bundled description; it is changed
 */
export function inlineMediaTypes(document: OpenApiDocument): void {
  const names = Object.keys(document.components?.mediaTypes ?? {});
  if (names.length === 0) return;
  const references = new Set(names.map((name) => `#/components/mediaTypes/${escapeKey(name)}`));
  const inline = (node: object): void => {
    for (const [key, value] of Object.entries(node)) {
      if (typeof value !== "object" || value === null || dataKeywords.has(key)) continue;
      if (isReference(value) && references.has(decodeURIComponent(value.$ref))) {
        Reflect.set(node, key, follow(document, value) ?? value);
      } else {
        inline(value);
      }
    }
  };
  inline(document);
}

function isReference(value: object): value is Reference {
  return isRecord(value) && typeof value["$ref"] === "string";
}
