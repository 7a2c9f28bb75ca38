import { type OpenApiDocument, valueAt, type Warning } from "@repo/openapi";
import {
  astToString,
  type GlobalContext,
  type OpenAPI3,
  type SchemaObject,
  type TransformNodeOptions,
  transformSchema,
  transformSchemaObject,
  tsPropertyIndex,
} from "openapi-typescript";
import ts from "typescript-5";
import { type PreparedDocument, prepareDocument } from "./prepare-document.ts";
import type { OwnType } from "./schemas/prepare-schemas.ts";
import type { Json } from "./schemas/shape.ts";

export interface Declarations extends Pick<PreparedDocument, "added"> {
  code: string;
}

/**
 * What openapi-typescript makes of a description. It is frozen (decisions/0001), so this is the only module that imports
 * it. What it gets is prepared for it, and of its steps it only takes the last one, which writes the types: those before
 * take twice as long, and fetch what looks like a reference in an example.
 *
 * @param options.operations whether to declare the interface `operations`
 * @param options.aliasOf returns an unused type name for a schema that refers to itself and is not an object
 */
export function declarations(
  document: OpenApiDocument,
  options: { operations: boolean; aliasOf: (key: string) => string },
  warn: (warning: Warning) => void,
): Declarations {
  const prepared = prepareDocument(document, options, warn);
  const ctx = contextOf(($ref) => valueAt(prepared.document, $ref));
  const nodes = transformSchema(prepared.document as unknown as OpenAPI3, ctx);
  const isWanted = (node: ts.Node) =>
    options.operations || !ts.isTypeAliasDeclaration(node) || node.name.text !== "operations";
  const aliases = [...prepared.aliases].map(([alias, schema]) =>
    factory.createTypeAliasDeclaration(undefined, alias, undefined, transformSchemaObject(asSchema(schema), { ctx })),
  );
  return { code: astToString([...nodes.filter(isWanted), ...aliases]).trimEnd(), added: prepared.added };
}

/** An interface whose properties have the types of prepared schemas without references. */
export function interfaceOf(name: string, properties: ReadonlyMap<string, Json>): string {
  const ctx = contextOf(() => undefined);
  const members = [...properties].map(([key, schema]) =>
    factory.createPropertySignature(
      undefined,
      tsPropertyIndex(key),
      undefined,
      transformSchemaObject(asSchema(schema), { ctx }),
    ),
  );
  return astToString([factory.createInterfaceDeclaration(undefined, name, undefined, undefined, members)]);
}

function contextOf(resolve: (ref: string) => unknown): GlobalContext {
  const written = new WeakMap<SchemaObject, ts.TypeNode>();
  return {
    ...OPTIONS,
    injectFooter: [],
    resolve: <Node>(ref: string) => resolve(ref) as Node | undefined,
    // It is called several times for a schema.
    transform: (schema, place) => {
      const type = written.get(schema) ?? writeType(schema, place);
      if (type) written.set(schema, type);
      return type;
    },
  };
}

/** Prepared schemas are not typed in detail: most of the keywords that openapi-typescript knows are not in them. */
function asSchema(schema: unknown): SchemaObject {
  return schema as SchemaObject;
}

const OPTIONS: Omit<GlobalContext, "injectFooter" | "resolve" | "transform"> = {
  additionalProperties: false,
  alphabetize: false,
  arrayLength: false,
  conditionalEnums: false,
  dedupeEnums: false,
  // A property with a default stays optional: a partial update leaves omitted properties as they are.
  defaultNonNullable: false,
  // A prepared schema says itself what a discriminator says of it.
  discriminators: { objects: {}, refsHandled: [] },
  // An object without any keywords may have any properties, rather than none.
  emptyObjectsUnknown: true,
  enum: false,
  enumValues: false,
  excludeDeprecated: false,
  exportType: false,
  generatePathParams: false,
  immutable: false,
  makePathsEnum: false,
  pathParamsAsTypes: false,
  postTransform: undefined,
  propertiesRequiredByDefault: false,
  // Requests and answers have schemas of their own instead (decisions/0001).
  readWriteMarkers: false,
  // Only the steps before the last one use this.
  redoc: {} as GlobalContext["redoc"],
  rootTypes: false,
  rootTypesKeepCasing: false,
  rootTypesNoSchemaPrefix: false,
  silent: true,
  transformProperty: undefined,
};

type Writer = (schema: Json, place: TransformNodeOptions) => ts.TypeNode | undefined;

const { factory } = ts;
const keyword = (kind: ts.KeywordTypeSyntaxKind): ts.TypeNode => factory.createKeywordTypeNode(kind);
const named = (name: string, ...types: ts.TypeNode[]): ts.TypeNode => factory.createTypeReferenceNode(name, types);
const nothing = () => keyword(ts.SyntaxKind.NeverKeyword);

/** How each type is written that openapi-typescript does not write, or not rightly. */
const WRITERS: ReadonlyMap<unknown, Writer> = new Map(
  Object.entries<Writer>({
    never: nothing,
    absent: () => keyword(ts.SyntaxKind.UndefinedKeyword),
    // `unknown` would leave an optional property optional in an intersection.
    present: () =>
      factory.createUnionTypeNode([
        factory.createTypeLiteralNode([]),
        factory.createLiteralTypeNode(factory.createNull()),
      ]),
    "any object": () => keyword(ts.SyntaxKind.ObjectKeyword),
    closed: () => named("Record", keyword(ts.SyntaxKind.StringKeyword), nothing()),
    file: () => named("Blob"),
    alias: ({ alias }) => named(`${alias}`),
    array: writeList,
    object: writeObject,
  } satisfies Record<OwnType | "array" | "object", Writer>),
);

function writeType(schema: SchemaObject, place: TransformNodeOptions): ts.TypeNode | undefined {
  const json: Json = { ...schema };
  return WRITERS.get(json["type"])?.(json, place);
}

function writeList({ items, prefixItems, minItems }: Json, place: TransformNodeOptions): ts.TypeNode {
  const write = (schema: unknown) => transformSchemaObject(asSchema(schema), place);
  const list = factory.createArrayTypeNode(write(items ?? {}));
  if (!Array.isArray(prefixItems)) return list;
  const first = prefixItems.map((schema, at) => {
    const type = write(schema);
    return at < Number(minItems) ? type : factory.createOptionalTypeNode(type);
  });
  return factory.createTupleTypeNode(items === undefined ? first : [...first, factory.createRestTypeNode(list)]);
}

/**
 * An object that is a map, too. openapi-typescript writes the intersection of both, of which no value could be made, and to
 * which TypeScript would assign any text if the value of a property were an object without required properties.
 */
function writeObject(
  { properties, required, additionalProperties }: Json,
  place: TransformNodeOptions,
): ts.TypeNode | undefined {
  if (properties === undefined || additionalProperties === undefined) return undefined;
  const object = transformSchemaObject(asSchema({ type: "object", properties, required }), place);
  const map = transformSchemaObject(asSchema({ type: "object", additionalProperties }), place);
  const members = [object, map].flatMap((type) => (ts.isTypeLiteralNode(type) ? [...type.members] : []));
  return factory.createTypeLiteralNode(members);
}
