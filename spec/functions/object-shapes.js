import { nodesOf } from "./nodes-of.js";

const shapes = ["properties", "additionalProperties", "patternProperties", "allOf", "anyOf", "oneOf", "$ref"];

/**
 * Every object schema says which properties it has, or what it maps to.
 * @param {unknown} document
 */
export default function objectShapes(document) {
  const results = [];
  for (const { kind, value, path, label } of nodesOf(document)) {
    if (kind !== "schema" || ![value.type].flat().includes("object")) continue;
    if (shapes.some((keyword) => value[keyword] !== undefined)) continue;
    results.push({
      message: `${label} is an object of anything: give it properties, or additionalProperties for a map.`,
      path,
    });
  }
  return results;
}
