import { dataKeywords, isRecord, type OpenApiDocument, type Reference } from "../document.ts";
import { follow } from "../resolve.ts";

/** The fields whose keys are names, such as `default` for a response or a property. */
const MAPS = new Set([
  ..."paths webhooks additionalOperations callbacks responses headers content properties patternProperties".split(" "),
  ..."$defs schemas parameters requestBodies pathItems mediaTypes".split(" "),
]);

/**
 * Puts media types in the place of the references to them, so that every `content` has its media types themselves. Their
 * schemas keep their names, since those are references of their own. Before OpenAPI 3.2 brought `components.mediaTypes`,
 * such references led to extensions.
 *
 * @param document a bundled description; it is changed
 */
export function inlineMediaTypes(document: OpenApiDocument): void {
  const inline = (node: object, map = ""): void => {
    for (const [key, value] of Object.entries(node)) {
      if (typeof value !== "object" || value === null || (map === "" && dataKeywords.has(key))) continue;
      if (map === "content" && isReference(value)) Reflect.set(node, key, follow(document, value) ?? value);
      else inline(value, map === "" && MAPS.has(key) ? key : "");
    }
  };
  inline(document);
}

function isReference(value: object): value is Reference {
  return isRecord(value) && typeof value["$ref"] === "string";
}
