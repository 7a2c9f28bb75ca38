import { isObject, nodesOf } from "./nodes-of.js";

/**
 * Every operation requires HTTP Basic, by its own `security` or by that of the whole description.
 * @param {unknown} document
 */
export default function basicAuth(document) {
  if (!isObject(document)) return [];
  const schemes = isObject(document.components) ? document.components.securitySchemes : undefined;
  const results = [];
  for (const { kind, value, path, label } of nodesOf(document)) {
    if (kind !== "operation") continue;
    const ways = value.security ?? document.security;
    if (Array.isArray(ways) && ways.length > 0 && ways.every((way) => needsBasic(way, schemes))) continue;
    results.push({
      message: `${label} can be called without HTTP Basic: each entry of its security names a scheme of type http, scheme basic.`,
      path: value.security === undefined ? path : [...path, "security"],
    });
  }
  return results;
}

/**
 * @param {unknown} way
 * @param {unknown} schemes
 */
function needsBasic(way, schemes) {
  if (!isObject(way) || !isObject(schemes)) return false;
  return Object.keys(way).some((name) => {
    const scheme = schemes[name];
    return isObject(scheme) && scheme.type === "http" && String(scheme.scheme).toLowerCase() === "basic";
  });
}
