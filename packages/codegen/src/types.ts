import {
  type Availability,
  availabilityOf,
  camelCase,
  limitOf,
  type OpenApiDocument,
  pascalCase,
  propertyKey,
  reservedWords,
  resolve,
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
    ...availabilityTypes(document, schemas, unique),
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

/** The types for each schema with `x-availability`. */
function availabilityTypes(document: OpenApiDocument, schemas: NamedSchema[], unique: Unique): string[] {
  const limited = schemas.filter(({ schema }) => availabilityOf(schema));
  if (limited.length === 0) return [];
  const names = { word: unique("Word"), keysFor: unique("KeysFor"), limitedTo: unique("LimitedTo") };
  return [
    ...limited.map((schema) => typesForWords(document, schema, { schemas, unique, ...names })),
    limitingTypes(names),
  ];
}

interface Names {
  /** A type parameter. */
  word: string;
  keysFor: string;
  limitedTo: string;
}

/**
 * The types for a schema's `x-availability`: a union of the words, and for each word the schema with only the properties
 * available for it. `TrainingParameters` has `Trainer` and `TrainingParametersFor<"flux-lora">`.
 */
function typesForWords(
  document: OpenApiDocument,
  { schema, name }: NamedSchema,
  { schemas, unique, word, limitedTo }: Names & { schemas: NamedSchema[]; unique: Unique },
): string {
  const availability = availabilityOf(schema);
  if (!availability) return "";
  // If the words are one of the description's enumerations, they have a type already.
  const wordsAreNamed = schemas.some((other) => other.name === availability.name);
  const words = wordsAreNamed ? availability.name : unique(pascalCase(availability.name));
  const constant = unique(plural(camelCase(words)));
  const map = unique(`${name}Availability`);
  const property = availability.property === undefined ? "" : `, ${JSON.stringify(availability.property)}`;
  return [
    wordsAreNamed ? "" : wordTypes(words, constant, name, availability),
    docComment([
      `The words that each property of {@link ${name}} is limited to. All other properties are for every word.`,
    ]),
    `export interface ${map} {\n${limitedProperties(document, schema).join("\n")}\n}\n\n`,
    docComment([`{@link ${name}} with only the properties that are available for \`${word}\`.`]),
    // An intersection, so that errors show this name. A mapped type with `as` would lose the properties' comments.
    `export type ${unique(`${name}For`)}<${word} extends ${words}> = Omit<${name}, keyof ${map}> &\n`,
    `  ${limitedTo}<${name}, ${map}, ${word}${property}>;\n`,
  ].join("");
}

/** What the types for words are made with. If there are several words, an object has the properties of one of them. */
function limitingTypes({ keysFor, limitedTo }: Names): string {
  return [
    docComment(["The keys of `Limits` that are for one of `Words`, or for several."]),
    `type ${keysFor}<Limits, Words> = { [Key in keyof Limits]: Words extends Limits[Key] ? Key : never }[keyof Limits];\n\n`,
    docComment([
      "The properties of `Schema` that are limited to one of `Words`, without those for the others alone. `Property` holds the word.",
    ]),
    `type ${limitedTo}<Schema, Limits, Words, Property extends string = never, Word = Words> = Word extends unknown\n`,
    `  ? Pick<Schema, keyof Schema & ${keysFor}<Limits, Word>> &\n`,
    `      ([Property] extends [never] ? unknown : Record<Property, Word>) &\n`,
    `      ([Words] extends [Word] ? unknown : { [Key in Exclude<${keysFor}<Limits, Words>, ${keysFor}<Limits, Word>>]?: never })\n`,
    `  : never;\n`,
  ].join("");
}

function wordTypes(words: string, constant: string, name: string, { values }: Availability): string {
  const singles = Object.keys(values).filter((word) => !values[word]?.includes);
  return (
    docComment([`Selects which properties of {@link ${name}} are available.`]) +
    `export type ${words} = (typeof ${constant})[number];\n\n` +
    `${arrayConstant(constant, words, singles)};\n\n`
  );
}

/** The properties with `x-available-for`, also those from `allOf`, each with the union of its words. */
function limitedProperties(document: OpenApiDocument, schema: Schema): string[] {
  const { properties = {} } = resolve(document, schema).schema;
  return Object.entries(properties).flatMap(([key, property]) => {
    const limit = limitOf(schema, property);
    if (!limit) return [];
    const union = limit.words.map((word) => JSON.stringify(word)).join(" | ");
    return [`  ${propertyKey(key)}: ${union || "never"};`];
  });
}
