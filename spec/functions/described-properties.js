import { isObject, nodesOf } from "./nodes-of.js";

/**
 * Every property has a description. So has one with a `$ref`: its description says what the value is in this place.
 * @param {unknown} document
 */
export default function describedProperties(document) {
  const results = [];
  for (const { kind, value, path, label } of nodesOf(document)) {
    if (kind !== "schema" || !isObject(value.properties)) continue;
    for (const [name, property] of Object.entries(value.properties)) {
      if (isObject(property) && property.description) continue;
      results.push({
        message: `${label}.${name} has no description: say in a full sentence what it is.`,
        path: [...path, "properties", name],
      });
    }
  }
  return results;
}
