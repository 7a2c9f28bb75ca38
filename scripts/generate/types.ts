import openapiTS, { astToString, type OpenAPI3 } from "openapi-typescript";
import type { OpenApiDocument, Schema } from "../spec/openapi-document.ts";
import { availabilityTypes } from "./availability.ts";
import { cyclicSchemas } from "./cyclic-schemas.ts";
import { docComment } from "./doc-comment.ts";
import { enumerationConstants } from "./enumerations.ts";
import { markInheritedNames, unmarkInheritedNames } from "./inherited-names.ts";
import { pascalCase, uniqueNames } from "./names.ts";
import { prepareForTypes } from "./prepare-for-types.ts";
import { aliasRecursiveSchemas } from "./recursive-schemas.ts";
import { visible } from "./visible.ts";

/** Names that the generated module or the types in it already use. */
const TAKEN = [
  ..."paths webhooks components operations $defs".split(" "),
  ..."Array Exclude Extract Omit Partial Pick Readonly ReadonlyArray Record Required WithRequired OneOf XOR".split(" "),
  ..."String Number Boolean Object Function Symbol Promise Date Error Map Set".split(" "),
];

/**
 * The types module of a description: what openapi-typescript makes of it, then a name of its own for each schema, a
 * constant array for each enumeration, and the types that `x-availability` calls for.
 *
 * openapi-typescript is frozen (decisions/0001); this is the one place that knows it.
 */
export async function typesModule(document: OpenApiDocument, header: string): Promise<string> {
  const prepared = prepareForTypes(document);
  markInheritedNames(prepared);
  const nodes = await openapiTS(prepared as unknown as OpenAPI3, {
    // A field with a default stays optional: in a partial update what is left out is left alone.
    defaultNonNullable: false,
    // An object of which nothing is said may have any property, not none.
    emptyObjectsUnknown: true,
    silent: true,
  });
  const unique = uniqueNames(TAKEN);
  const schemas = Object.entries(document.components?.schemas ?? {}).map(([key, schema]) => ({
    key,
    schema,
    name: unique(pascalCase(key)),
  }));
  const declarations = aliasRecursiveSchemas(nodes, cyclicSchemas(prepared), (key) =>
    unique(`Recursive${pascalCase(key)}`),
  );
  const module = [
    header,
    unmarkInheritedNames(astToString(declarations)).trimEnd(),
    "",
    ...schemas.map(({ key, schema, name }) => alias(key, schema, name)),
    ...enumerationConstants(schemas, unique),
    ...availabilityTypes(schemas, unique),
  ].join("\n");
  return visible(module);
}

function alias(key: string, { description, deprecated }: Schema, name: string): string {
  return `${docComment([description, deprecated && "@deprecated"])}export type ${name} = components["schemas"][${JSON.stringify(key)}];\n`;
}
