import { type OpenApiDocument, type Schema, schemaOfRef } from "@repo/openapi";
import type { NormalSchema } from "./normal-schema.ts";

/** A description that is being compared, with what is known of it so far. */
export interface Reader {
  document: OpenApiDocument;
  /** Whether it is in OpenAPI 3.0, where nothing may stand beside a `$ref`. */
  isOld: boolean;
  /** The schemas that say by `allOf` that they are kinds of a schema with a discriminator. */
  subtypes: ReadonlyMap<Schema, Schema[]>;
  normal: Map<string, NormalSchema>;
}

export function reader(document: OpenApiDocument): Reader {
  return { document, isOld: document.openapi.startsWith("3.0"), subtypes: subtypesIn(document), normal: new Map() };
}

/** References to the kinds of each schema that has a discriminator and does not list its alternatives. */
function subtypesIn(document: OpenApiDocument): Map<Schema, Schema[]> {
  const schemas = document.components?.schemas ?? {};
  return new Map(
    [...kindsByName(document)].flatMap(([name, refs]): [Schema, Schema[]][] => {
      const parent = schemas[name];
      return parent ? [[parent, refs.map(($ref) => ({ $ref }))]] : [];
    }),
  );
}

/** The same by the name of the schema. */
export function kindsByName(document: OpenApiDocument): Map<string, string[]> {
  const schemas = Object.entries(document.components?.schemas ?? {});
  const kinds = new Map<string, string[]>();
  for (const [name, { discriminator, oneOf, anyOf }] of schemas) {
    if (!discriminator || oneOf || anyOf) continue;
    const { mapping = {}, defaultMapping = [] } = discriminator;
    kinds.set(name, [...new Set([Object.values(mapping), defaultMapping].flat().map(refOf))].sort());
  }
  for (const [name, { allOf = [] }] of schemas) {
    for (const { $ref } of allOf) {
      const list = $ref === undefined ? undefined : kinds.get(schemaOfRef($ref) ?? "");
      const ref = refOf(name);
      if (list && !list.includes(ref)) list.push(ref);
    }
  }
  return kinds;
}

/** A mapping of a discriminator leads to a schema by its name or by a reference. */
export function refOf(target: string): string {
  return target.includes("/") || target.startsWith("#") ? target : `#/components/schemas/${target}`;
}
