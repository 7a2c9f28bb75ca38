import {
  type Availability,
  camelCase,
  type OpenApiDocument,
  pascalCase,
  propertyKey,
  reservedWords,
  type Schema,
  uniqueNames,
} from "@scenario-openapi/openapi";
import { pluralize } from "inflection";
import { docComment, visible } from "./source-text.ts";

/** Names that the generated module or the types in it already use. */
const TAKEN = [
  ...reservedWords,
  ..."paths webhooks components operations $defs".split(" "),
  ..."Array Exclude Extract Omit Partial Pick Readonly ReadonlyArray Record Required WithRequired OneOf XOR".split(" "),
  ..."String Number Boolean Object Function Symbol Promise Date Error Map Set".split(" "),
];

interface NamedSchema {
  key: string;
  schema: Schema;
  /** The type's name in the generated module. */
  name: string;
}

/** Returns a name that is still unused, made from the given one. */
type Unique = (name: string) => string;

/**
 * The types module of a description: what openapi-typescript makes of it, followed by a named type for each schema, a
 * constant array for each enumeration, and the types for `x-availability`.
 */
export async function typesModule(document: OpenApiDocument, header: string): Promise<string> {
  // Loaded on first use, because it brings the whole TypeScript compiler.
  const { declarations } = await import("./openapi-typescript.ts");
  const unique = uniqueNames(TAKEN);
  const schemas = Object.entries(document.components?.schemas ?? {}).map(([key, schema]) => ({
    key,
    schema,
    name: unique(pascalCase(key)),
  }));
  const module = [
    header,
    await declarations(document, (key) => unique(`Recursive${pascalCase(key)}`)),
    "",
    ...schemas.map(namedType),
    ...schemas.flatMap((schema) => enumerationConstant(schema, unique)),
    ...schemas.flatMap((schema) => availabilityTypes(schema, schemas, unique)),
  ].join("\n");
  return visible(module);
}

function namedType({ key, schema: { description, deprecated }, name }: NamedSchema): string {
  return `${docComment([description, deprecated && "@deprecated"])}export type ${name} = components["schemas"][${JSON.stringify(key)}];\n`;
}

/** A constant array if a schema is an enumeration: `ModelType` has `modelTypes`. */
function enumerationConstant({ schema, name }: NamedSchema, unique: Unique): string[] {
  if (!Array.isArray(schema.enum)) return [];
  const constant = arrayConstant(unique(plural(camelCase(name))), name, schema.enum);
  return [`${constant} satisfies readonly ${name}[];\n`];
}

function arrayConstant(constant: string, type: string, values: unknown[]): string {
  const lines = values.map((value) => `  ${JSON.stringify(value)},\n`);
  const comment = docComment([`Every ${type}, in the order of the description.`]);
  return `${comment}export const ${constant} = [\n${lines.join("")}] as const`;
}

/** A name with its last word in the plural. */
export function plural(name: string): string {
  const [, start = "", last = name] = /^(.*?)(\p{Lu}?\p{Ll}*)$/u.exec(name) ?? [];
  return start + pluralize(last);
}

/**
 * The types for a schema's `x-availability`: a union of the words, and for each word the schema with only the properties
 * available for it. `TrainingParameters` has `Trainer` and `TrainingParametersFor<"flux-lora">`.
 */
function availabilityTypes({ schema, name }: NamedSchema, schemas: NamedSchema[], unique: Unique): string[] {
  const availability = schema["x-availability"];
  if (!availability) return [];
  // If the words are one of the description's enumerations, they have a type already.
  const wordsAreNamed = schemas.some((other) => other.name === availability.name);
  const words = wordsAreNamed ? availability.name : unique(pascalCase(availability.name));
  const constant = unique(plural(camelCase(words)));
  const map = unique(`${name}Availability`);
  const narrowed = availability.property ? ` & { ${propertyKey(availability.property)}: Word }` : "";
  return [
    [
      wordsAreNamed ? "" : wordTypes(words, constant, name, availability),
      docComment([
        `The words that each property of {@link ${name}} is limited to. All other properties are for every word.`,
      ]),
      `export interface ${map} {\n${limitedProperties(schema, availability).join("\n")}\n}\n\n`,
      docComment([
        `{@link ${name}} with only the properties that are available for \`Word\`. Any other property is a type error.`,
      ]),
      `export type ${unique(`${name}For`)}<Word extends ${words}> = Word extends ${words}\n`,
      `  ? {\n`,
      `      [Key in keyof ${name} as Key extends keyof ${map}\n`,
      `        ? Word extends ${map}[Key]\n`,
      `          ? Key\n`,
      `          : never\n`,
      `        : Key]: ${name}[Key];\n`,
      `    } & {\n`,
      `      [Key in keyof ${map} as Word extends ${map}[Key] ? never : Key]?: never;\n`,
      `    }${narrowed}\n`,
      `  : never;\n`,
    ].join(""),
  ];
}

function wordTypes(words: string, constant: string, name: string, { values }: Availability): string {
  const singles = Object.keys(values).filter((word) => !values[word]?.includes);
  return (
    docComment([`Selects which properties of {@link ${name}} are available.`]) +
    `export type ${words} = (typeof ${constant})[number];\n\n` +
    `${arrayConstant(constant, words, singles)};\n\n`
  );
}

/** The properties with `x-available-for`, each with the union of its words. */
function limitedProperties({ properties }: Schema, { values }: Availability): string[] {
  return Object.entries(properties ?? {}).flatMap(([key, { "x-available-for": given }]) => {
    if (!given) return [];
    const expanded = new Set(given.flatMap((word) => values[word]?.includes ?? [word]));
    return [`  ${propertyKey(key)}: ${[...expanded].map((word) => JSON.stringify(word)).join(" | ")};`];
  });
}
