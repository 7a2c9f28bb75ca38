import { availabilityOf, type OpenApiDocument } from "@repo/openapi";

/** The names that a description gives to what its properties are limited to, such as trainers. */
export function titlesIn(document: OpenApiDocument): string[] {
  const found = new Set<string>();
  for (const schema of Object.values(document.components?.schemas ?? {})) {
    const { values = {}, groups = {} } = availabilityOf(schema) ?? {};
    for (const { title } of [...Object.values(values), ...Object.values(groups)]) found.add(title);
  }
  return [...found];
}
