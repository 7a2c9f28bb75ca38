import {
  type Availability,
  availabilityOf,
  camelCase,
  differencesOf,
  isNull,
  limitOf,
  type OpenApiDocument,
  pascalCase,
  propertyForWord,
  propertyKey,
  reservedWords,
  resolve,
  type Schema,
  uniqueNames,
  type Warning,
} from "@repo/openapi";
import { pluralize } from "inflection";
import { annotationsOf, type Context, type Json, type ShapeReader, shapeReader } from "./schemas/shape.ts";
import type { Use } from "./schemas/uses.ts";
import { docComment, visible } from "./source-text.ts";

/** Names that the generated module or the types in it already use. */
const TAKEN = [
  ...reservedWords,
  ..."paths webhooks components operations $defs Blob exports".split(" "),
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

/** The types module of a description. */
export interface TypesModule {
  code: string;
  /** What the types cannot say as the description does. */
  warnings: Warning[];
}

/**
 * The types module of a description: what openapi-typescript makes of it, followed by a named type for each schema, a
 * constant array for each enumeration, and the types for `x-availability`.
 *
 * @param taken the names that this module may not export, since another one does. With them, there is no `operations`
 *   either: types are found by path and method.
 */
export async function typesModule(
  document: OpenApiDocument,
  header: string,
  taken?: readonly string[],
): Promise<TypesModule> {
  // Loaded on first use, because it brings the whole TypeScript compiler.
  const { declarations, interfaceOf } = await import("./openapi-typescript.ts");
  const unique = uniqueNames([...TAKEN, ...(taken ?? [])]);
  const components = Object.entries(document.components?.schemas ?? {});
  const schemas = components.map(([key, schema]) => ({ key, schema, name: unique(pascalCase(key)) }));
  const shapeOf = shapeReader(document.openapi);
  // A schema that has several types, for requests and for answers, is warned of once.
  const warnings = new Map<string, Warning>();
  const { code, added } = declarations(
    document,
    { operations: !taken, aliasOf: (key) => unique(`Recursive${pascalCase(key)}`) },
    (warning) => warnings.set(`${warning.rule} ${warning.pointer}`, warning),
  );
  const module = [
    header,
    code,
    "",
    ...schemas.map(namedType),
    ...added.flatMap((use) => addedType(use, unique)),
    ...schemas.flatMap((schema) => enumerationConstant(schema, shapeOf, unique)),
    ...availabilityTypes(document, schemas, unique, interfaceOf),
  ].join("\n");
  return { code: visible(module), warnings: [...warnings.values()] };
}

function namedType({ key, schema: { description, deprecated }, name }: NamedSchema): string {
  return `${docComment([description, deprecated && "@deprecated"])}export type ${name} = components["schemas"][${JSON.stringify(key)}];\n`;
}

/**
 * A named type for a component schema in another context, or for a definition in one. Other schemas in the middle of
 * something have no name that anybody would look for.
 */
function addedType({ key, context, pointer }: Use, unique: Unique): string[] {
  if (!/^\/components\/schemas\/[^/]+(\/\$defs\/[^/]+)?$/.test(pointer)) return [];
  const comment = docComment([`\`${pointer}\` ${PLACES[context]}.`]);
  return [`${comment}export type ${unique(pascalCase(key))} = components["schemas"][${JSON.stringify(key)}];\n`];
}

const PLACES: Record<Context, string> = {
  response: "in what the API sends",
  request: "in what the API receives",
  form: "as a multipart form",
  part: "as a part of a multipart form",
};

/** A constant array if a schema is an enumeration: `ModelType` has `modelTypes`. Null is not in it. */
function enumerationConstant({ schema, name }: NamedSchema, shapeOf: ShapeReader, unique: Unique): string[] {
  const { anyOf = [], oneOf = [] } = schema;
  const [only, ...others] = [...anyOf, ...oneOf].filter((alternative) => !isNull(alternative));
  // An enumeration or null. What else a schema says could take values away.
  const enumeration = only && others.length === 0 && !schema.enum ? only : schema;
  const isAlone = (["allOf", "anyOf", "oneOf", "not"] as const).every((keyword) => !enumeration[keyword]);
  if (!isAlone || !enumeration.enum) return [];
  const values = (shapeOf({ ...enumeration }).values ?? []).filter((value) => value !== null);
  if (values.length === 0) return [];
  const constant = arrayConstant(unique(plural(camelCase(name))), name, values);
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

/** Declares an interface of schemas without references. */
type Declare = (name: string, properties: ReadonlyMap<string, Json>) => string;

/** The types for each schema with `x-availability`. */
function availabilityTypes(
  document: OpenApiDocument,
  schemas: NamedSchema[],
  unique: Unique,
  declare: Declare,
): string[] {
  const limited = schemas.filter(({ schema }) => availabilityOf(schema));
  if (limited.length === 0) return [];
  const names = {
    word: unique("Word"),
    keysFor: unique("KeysFor"),
    commented: unique("Commented"),
    limitedTo: unique("LimitedTo"),
  };
  return [
    ...limited.map((schema) => typesForWords(document, schema, { schemas, unique, declare, ...names })),
    limitingTypes(names),
  ];
}

interface Names {
  /** A type parameter. */
  word: string;
  keysFor: string;
  commented: string;
  limitedTo: string;
}

/**
 * The types for a schema's `x-availability`: a union of the words, and for each word the schema with only the properties
 * available for it. `TrainingParameters` has `Trainer` and `TrainingParametersFor<"flux-lora">`.
 */
function typesForWords(
  document: OpenApiDocument,
  { schema, name }: NamedSchema,
  { schemas, unique, declare, word, limitedTo }: Names & { schemas: NamedSchema[]; unique: Unique; declare: Declare },
): string {
  const availability = availabilityOf(schema);
  if (!availability) return "";
  // If the words are one of the description's enumerations, they have a type already.
  const wordsAreNamed = schemas.some((other) => other.name === availability.name);
  const words = wordsAreNamed ? availability.name : unique(pascalCase(availability.name));
  const constant = unique(plural(camelCase(words)));
  const map = unique(`${name}Availability`);
  const property = availability.property === undefined ? "" : `, ${JSON.stringify(availability.property)}`;
  const properties = particularProperties(document, schema);
  const limited = properties.filter(({ limit }) => limit);
  const others = properties.filter(({ limit }) => !limit).map(({ key }) => JSON.stringify(key));
  const limits = others.length === 0 ? map : unique(`${name}Limits`);
  const commentsOfWords = commentsByWord(schema, properties, Object.keys(availability.values));
  const comments = commentsOfWords.size === 0 ? "unknown" : unique(`${name}Comments`);
  return [
    wordsAreNamed ? "" : wordTypes(words, constant, name, availability),
    docComment([`The words that each property of {@link ${name}} is limited to. The others are not limited.`]),
    `export interface ${map} {\n${limited.map(limitLine).join("\n")}\n}\n\n`,
    others.length > 0 && docComment([`The words of each property of {@link ${name}} that is limited or differs.`]),
    others.length > 0 && `type ${limits} = ${map} & Record<${others.join(" | ")}, ${words}>;\n\n`,
    commentsOfWords.size > 0 && docComment([`What the comments on properties of {@link ${name}} say for each word.`]),
    commentsOfWords.size > 0 && `${declare(comments, commentsOfWords)}\n`,
    docComment([
      `{@link ${name}} with only the properties that are available for \`${word}\`.`,
      commentsOfWords.size > 0 &&
        "For one word, their comments say what holds for it. For several, they say what holds for each.",
    ]),
    // An intersection, so that errors show this name. A mapped type with `as` would lose the properties' comments.
    `export type ${unique(`${name}For`)}<${word} extends ${words}> = Omit<${name}, keyof ${limits}> &\n`,
    `  ${limitedTo}<${name}, ${limits}, ${comments}, ${word}${property}>;\n`,
  ]
    .filter(Boolean)
    .join("");
}

/** What the types for words are made with. */
function limitingTypes({ keysFor, commented, limitedTo }: Names): string {
  return [
    docComment(["The keys of `Limits` that are for one of `Words`, or for several."]),
    `type ${keysFor}<Limits, Words> = { [Key in keyof Limits]: Words extends Limits[Key] ? Key : never }[keyof Limits];\n\n`,
    docComment(["`Schema` with the comments on the properties of `Comments`."]),
    `type ${commented}<Schema, Comments> = Omit<Schema, keyof Comments> &\n`,
    `  { [Key in keyof Comments]: Schema[Key & keyof Schema] };\n\n`,
    docComment([
      "The properties of `Schema` that are limited to one of `Words`, without those for the others alone. `Property` holds the word.",
      "For one word, they have its comments. For several, an object is for one of them, and has the comments of `Schema`.",
    ]),
    `type ${limitedTo}<Schema, Limits, Comments, Words, Property extends string = never, Word = Words> = Word extends unknown\n`,
    `  ? ([Property] extends [never] ? unknown : Record<Property, Word>) &\n`,
    `      ([Words] extends [Word]\n`,
    `        ? ${commented}<Pick<Schema, keyof Schema & ${keysFor}<Limits, Word>>, Word extends keyof Comments ? Comments[Word] : unknown>\n`,
    `        : Pick<Schema, keyof Schema & ${keysFor}<Limits, Word>> &\n`,
    `            { [Key in Exclude<${keysFor}<Limits, Words>, ${keysFor}<Limits, Word>>]?: never })\n`,
    `  : never;\n`,
  ].join("");
}

function wordTypes(words: string, constant: string, name: string, { values }: Availability): string {
  return (
    docComment([`Selects which properties of {@link ${name}} are available.`]) +
    `export type ${words} = (typeof ${constant})[number];\n\n` +
    `${arrayConstant(constant, words, Object.keys(values))};\n\n`
  );
}

/** A property that is limited to words or differs from word to word. */
interface ParticularProperty {
  key: string;
  property: Schema;
  limit: string[] | undefined;
  differs: boolean;
  isRequired: boolean;
}

/** Those of a schema, also from its `allOf`. */
function particularProperties(document: OpenApiDocument, schema: Schema): ParticularProperty[] {
  const { properties = {}, required = [] } = resolve(document, schema).schema;
  return Object.entries(properties).flatMap(([key, property]) => {
    const limit = limitOf(schema, property)?.words;
    const { readOnly, writeOnly } = resolve(document, property).schema;
    const isRequired = required.includes(key);
    // Whether such a property is optional depends on where the type is used, so that it cannot be declared again.
    const differs = differencesOf(schema, property).length > 0 && !(isRequired && (readOnly || writeOnly));
    return limit || differs ? [{ key, property, limit, differs, isRequired }] : [];
  });
}

function limitLine({ key, limit = [] }: ParticularProperty): string {
  return `  ${propertyKey(key)}: ${limit.map((word) => JSON.stringify(word)).join(" | ") || "never"};`;
}

/**
 * A schema for each word, of an object with the properties that differ and are available for the word. They have no types,
 * only comments.
 */
function commentsByWord(schema: Schema, properties: ParticularProperty[], words: string[]): Map<string, Json> {
  const byWord = words.flatMap((word): [string, Json][] => {
    const own = properties.filter(({ limit, differs }) => differs && (limit?.includes(word) ?? true));
    if (own.length === 0) return [];
    const comments = own.map(({ key, property }) => [
      key,
      annotationsOf(propertyForWord(schema, property, word)) ?? {},
    ]);
    const required = own.filter(({ isRequired }) => isRequired).map(({ key }) => key);
    return [[word, { type: "object", properties: Object.fromEntries(comments), required }]];
  });
  return new Map(byWord);
}
