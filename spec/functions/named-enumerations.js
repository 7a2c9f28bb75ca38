import { nodesOf } from "./nodes-of.js";

/**
 * Every enumeration is a schema of components, so that generated code has a name for it and readers find it in one place.
 * @param {unknown} document
 */
export default function namedEnumerations(document) {
  const results = [];
  for (const { kind, value, path, label } of nodesOf(document)) {
    if (kind !== "schema" || value.enum === undefined || isComponentSchema(path)) continue;
    results.push({
      message: `${label} has an enumeration without a name: make it a schema of components and refer to it with $ref.`,
      path: [...path, "enum"],
    });
  }
  return results;
}

/** @param {(string | number)[]} path */
function isComponentSchema(path) {
  return path.length === 3 && path[0] === "components" && path[1] === "schemas";
}
