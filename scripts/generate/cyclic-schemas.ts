import type { OpenApiDocument } from "../spec/openapi-document.ts";

const PREFIX = "#/components/schemas/";

/** The names of the component schemas that refer to themselves, directly or through others. */
export function cyclicSchemas(document: OpenApiDocument): Set<string> {
  const references = new Map(
    Object.entries(document.components?.schemas ?? {}).map(([name, schema]) => [name, referencesIn(schema)]),
  );
  return new Set([...references.keys()].filter((name) => reaches(name, references)));
}

function reaches(name: string, references: ReadonlyMap<string, ReadonlySet<string>>): boolean {
  const seen = new Set<string>();
  const open = [...(references.get(name) ?? [])];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next === name) return true;
    if (seen.has(next)) continue;
    seen.add(next);
    open.push(...(references.get(next) ?? []));
  }
  return false;
}

function referencesIn(node: unknown, found = new Set<string>()): Set<string> {
  if (typeof node !== "object" || node === null) return found;
  for (const [key, value] of Object.entries(node)) {
    if (key === "$ref" && typeof value === "string" && value.startsWith(PREFIX)) {
      const [name = ""] = value.slice(PREFIX.length).split("/");
      found.add(decodeURIComponent(name).replaceAll("~1", "/").replaceAll("~0", "~"));
    } else referencesIn(value, found);
  }
  return found;
}
