import { isRecord, type OpenApiDocument, pointerOf, valueAt, type Warning } from "@repo/openapi";
import {
  astToString,
  type GlobalContext,
  type OpenAPI3,
  type PathItemObject,
  type SchemaObject,
  type TransformNodeOptions,
  transformPathItemObject,
  transformSchema,
  transformSchemaObject,
  tsPropertyIndex,
} from "openapi-typescript";
import ts from "typescript-5";
import { type PreparedDocument, prepareDocument, WHOLE_QUERY } from "./prepare-document.ts";
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
  const further = furtherMembers(prepared.document, ctx);
  const nodes = transformSchema(prepared.document as unknown as OpenAPI3, ctx);
  for (const { keys, members } of further) {
    const item = typeAt(nodes, keys);
    if (item) setMembers(item, [...membersOf(item), ...members]);
  }
  if (hasWholeQuery(prepared.document)) for (const node of nodes) raiseWholeQueries(node);
  const isWanted = (node: ts.Node) =>
    options.operations || !ts.isTypeAliasDeclaration(node) || node.name.text !== "operations";
  const aliases = [...prepared.aliases].map(([alias, schema]) =>
    factory.createTypeAliasDeclaration(undefined, alias, undefined, transformSchemaObject(asSchema(schema), { ctx })),
  );
  return { code: astToString([...nodes.filter(isWanted), ...aliases]).trimEnd(), added: prepared.added };
}

/** What a path item has besides what openapi-typescript writes, and where that is. */
interface Further {
  keys: string[];
  members: ts.TypeElement[];
}

/** The operations whose methods openapi-typescript does not know: it writes them as it would write GET. */
function furtherMembers(document: Json, ctx: GlobalContext): Further[] {
  const groups = [["paths"], ["webhooks"], ["components", "pathItems"]];
  return groups.flatMap((group) => {
    const items = valueAt(document, pointerOf(group));
    return Object.entries(isRecord(items) ? items : {}).flatMap(([name, item]) => {
      const members = isRecord(item) ? furtherOperations(item, ctx) : [];
      return members.length > 0 ? [{ keys: [...group, name], members }] : [];
    });
  });
}

function furtherOperations({ parameters, query, additionalOperations }: Json, ctx: GlobalContext): ts.TypeElement[] {
  const written = (method: string, operation: unknown) => {
    const item = transformPathItemObject({ parameters, get: operation } as PathItemObject, { path: "", ctx });
    return membersOf(item).flatMap((member) =>
      nameOf(member) === "get" && ts.isPropertySignature(member)
        ? [factory.updatePropertySignature(member, undefined, tsPropertyIndex(method), undefined, member.type)]
        : [],
    );
  };
  const others = Object.entries(isRecord(additionalOperations) ? additionalOperations : {});
  const type = factory.createTypeLiteralNode(others.flatMap(([method, operation]) => written(method, operation)));
  return [
    ...(query === undefined ? [] : written("query", query)),
    ...(others.length > 0 ? [property("additionalOperations", type)] : []),
  ];
}

function property(name: string, type: ts.TypeNode, isOptional = false): ts.PropertySignature {
  const question = isOptional ? factory.createToken(ts.SyntaxKind.QuestionToken) : undefined;
  return factory.createPropertySignature(undefined, tsPropertyIndex(name), question, type);
}

function membersOf(node: ts.Node | undefined): readonly ts.TypeElement[] {
  return node && (ts.isTypeLiteralNode(node) || ts.isInterfaceDeclaration(node)) ? node.members : [];
}

function nameOf({ name }: ts.TypeElement): string | undefined {
  return name && (ts.isIdentifier(name) || ts.isStringLiteral(name) || ts.isNumericLiteral(name))
    ? name.text
    : undefined;
}

/** Its own nodes are changed in place by openapi-typescript, too. */
function setMembers(node: ts.Node, members: readonly ts.TypeElement[]): void {
  Object.assign(node, { members: factory.createNodeArray(members) });
}

/** The type to which keys lead: the first is the name of an interface. */
function typeAt(nodes: readonly ts.Node[], [first, ...keys]: readonly string[]): ts.Node | undefined {
  const root = nodes.find((node) => ts.isInterfaceDeclaration(node) && node.name.text === first);
  return keys.reduce<ts.Node | undefined>((at, key) => {
    const member = membersOf(at).find((member) => nameOf(member) === key);
    return member && ts.isPropertySignature(member) ? member.type : undefined;
  }, root);
}

function hasWholeQuery(document: Json): boolean {
  return JSON.stringify(document).includes(JSON.stringify(WHOLE_QUERY));
}

/** Makes each parameter that is the whole query one that stands beside the query. */
function raiseWholeQueries(node: ts.Node): void {
  const members = membersOf(node).flatMap((member) => {
    const query = nameOf(member) === "query" && ts.isPropertySignature(member) ? member.type : undefined;
    const whole = membersOf(query).find((parameter) => nameOf(parameter) === WHOLE_QUERY);
    if (!whole || !ts.isPropertySignature(whole)) return [member];
    const raised = tsPropertyIndex("querystring");
    return [
      property("query", nothing(), true),
      factory.updatePropertySignature(whole, undefined, raised, whole.questionToken, whole.type),
    ];
  });
  if (members.length > membersOf(node).length) setMembers(node, members);
  ts.forEachChild(node, raiseWholeQueries);
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
