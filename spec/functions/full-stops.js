import { nodesOf } from "./nodes-of.js";

/**
 * Every description ends in a full stop.
 * @param {unknown} document
 */
export default function fullStops(document) {
  const results = [];
  for (const { value, path, label } of nodesOf(document)) {
    const text = value.description;
    if (typeof text !== "string" || text.trimEnd().endsWith(".")) continue;
    const end = text.trimEnd().split("\n").at(-1)?.slice(-30) ?? "";
    results.push({
      message: `The description of ${label} ends in "${end}": write full sentences and end the last in a full stop.`,
      path: [...path, "description"],
    });
  }
  return results;
}
