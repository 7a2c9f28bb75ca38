import { dataKeywords, isRecord, type OpenApiDocument, schemaOfRef } from "@scenario-openapi/openapi";
import openapiTS, { astToString, type OpenAPI3 } from "openapi-typescript";
import ts from "typescript-5";
import { withLimits } from "./availability.ts";

/**
 * What openapi-typescript makes of a description. It is frozen (decisions/0001), so this is the only module that imports
 * it, and the workarounds for its bugs are all here.
 *
 * @param aliasOf returns an unused type name for a schema that is not an object and refers to itself
 */
export async function declarations(document: OpenApiDocument, aliasOf: (schema: string) => string): Promise<string> {
  const prepared = prepare(document, document.components?.schemas ?? {}) as OpenApiDocument;
  const nodes = await openapiTS(prepared as unknown as OpenAPI3, {
    // A property with a default stays optional: a partial update leaves omitted properties as they are.
    defaultNonNullable: false,
    // An object without any keywords may have any properties, rather than none.
    emptyObjectsUnknown: true,
    silent: true,
  });
  const code = astToString(aliasRecursiveSchemas(nodes, recursiveSchemas(prepared), aliasOf));
  return code.replace(MARKED, '"$1"').trimEnd();
}

type Json = Record<string, unknown>;

/** openapi-typescript resolves these wherever they are, even over the network. */
const FOLLOWED = ["$ref", "externalValue"];

/** Added to the names that openapi-typescript would misread, until it has made the code. */
const MARK = "@own";
const INHERITED = Object.getOwnPropertyNames(Object.prototype);
const MARKED = new RegExp(`"(${[...INHERITED, ...FOLLOWED.map((name) => `\\${name}`)].join("|")})${MARK}"`, "g");

/**
 * A copy of a description, with the same types, in which nothing is left that openapi-typescript 7.13 misreads, and
 * descriptions say what properties are limited to.
 */
function prepare(node: unknown, schemas: Json, key = "", isData = false, isMap = false): unknown {
  if (Array.isArray(node)) return node.map((item) => prepare(item, schemas, "", isData));
  if (!isRecord(node)) return node;
  const entries = Object.entries(isData ? node : withoutPitfalls(isMap ? node : withLimits(node), key, schemas));
  return Object.fromEntries(
    entries.map(([name, value]) => [
      isMisread(name, value, isData) ? name + MARK : name,
      prepare(value, schemas, name, isData || (dataKeywords.has(name) && !isMap), name === "properties" && !isMap),
    ]),
  );
}

/**
 * Whether a name must be marked. If every JavaScript object has it, such as `valueOf`, openapi-typescript finds the
 * inherited one and fails. If it only looks like a reference, in an example or a default, it would be fetched; the real
 * references of a bundled description all start with #.
 */
function isMisread(name: string, value: unknown, isData: boolean): boolean {
  if (name in Object.prototype) return true;
  return FOLLOWED.includes(name) && typeof value === "string" && (isData || !value.startsWith("#"));
}

function markInherited<Value>(name: Value): Value | string {
  return typeof name === "string" && name in Object.prototype ? name + MARK : name;
}

function withoutPitfalls(node: Json, key: string, schemas: Json): Json {
  const copy = { ...node };
  // It mistakes `x-` extensions beside paths or responses for paths or responses.
  if (["paths", "webhooks", "responses"].includes(key)) {
    for (const name of Object.keys(copy)) if (name.startsWith("x-")) delete copy[name];
  }
  // It builds a reference from the operationId without escaping it. Types are found by path and method, never by this name.
  if (typeof copy["operationId"] === "string" && /[%/~]/.test(copy["operationId"])) delete copy["operationId"];
  // It mistakes a schema name in a discriminator mapping for a file name.
  if (isRecord(copy["mapping"]) && typeof copy["propertyName"] === "string") {
    const targets = Object.entries(copy["mapping"]).map(([value, target]) => {
      const isName = typeof target === "string" && Object.hasOwn(schemas, target);
      return [value, isName ? `#/components/schemas/${target}` : target];
    });
    copy["mapping"] = Object.fromEntries(targets);
  }
  // Alternatives that only list required properties become `unknown`, and so does the schema that they belong to.
  if (isRecord(copy["properties"])) {
    for (const keyword of ["anyOf", "oneOf"]) {
      const branches = copy[keyword];
      if (Array.isArray(branches) && !branches.some(hasType)) delete copy[keyword];
    }
  }
  if (typeof copy["$ref"] === "string") copy["$ref"] = copy["$ref"].split("/").map(markInherited).join("/");
  if (Array.isArray(copy["required"])) copy["required"] = copy["required"].map(markInherited);
  return copy;
}

function hasType(branch: unknown): boolean {
  return (
    isRecord(branch) && Object.keys(branch).some((key) => !["required", "not", "title", "description"].includes(key))
  );
}

/** The names of the component schemas that refer to themselves, directly or through others. */
function recursiveSchemas(document: OpenApiDocument): Set<string> {
  const references = new Map(
    Object.entries(document.components?.schemas ?? {}).map(([name, schema]) => [name, referencesIn(schema)]),
  );
  const refersToItself = (name: string) => {
    const reached = new Set(references.get(name));
    // A set also visits what is added to it on the way.
    for (const next of reached) for (const further of references.get(next) ?? []) reached.add(further);
    return reached.has(name);
  };
  return new Set([...references.keys()].filter(refersToItself));
}

function referencesIn(node: unknown, found = new Set<string>()): Set<string> {
  if (typeof node !== "object" || node === null) return found;
  for (const [key, value] of Object.entries(node)) {
    const name = key === "$ref" && typeof value === "string" ? schemaOfRef(value) : undefined;
    if (name !== undefined) found.add(name);
    else referencesIn(value, found);
  }
  return found;
}

/**
 * Gives a type alias to each recursive schema that is not an object: a list of itself, or a union with itself. As a
 * property of `components["schemas"]` such a type is a circular annotation, which TypeScript refuses (TS2502); as an
 * alias it is a recursive type.
 *
 * @param nodes the declarations that openapi-typescript made; they are changed in place
 */
function aliasRecursiveSchemas(
  nodes: ts.Node[],
  recursive: ReadonlySet<string>,
  aliasOf: (schema: string) => string,
): ts.Node[] {
  const members = schemaMembers(nodes).filter(({ name, type }) => recursive.has(name) && !ts.isTypeLiteralNode(type));
  const aliases = new Map(members.map(({ name }) => [name, aliasOf(name)]));
  const declarations = members.map(({ name, member, type }) => {
    const alias = aliases.get(name) ?? name;
    Object.assign(member, { type: ts.factory.createTypeReferenceNode(alias) });
    return ts.factory.createTypeAliasDeclaration(undefined, alias, undefined, withAliases(type, aliases));
  });
  return [...nodes, ...declarations];
}

/** The properties of `components["schemas"]`. */
function schemaMembers(nodes: ts.Node[]): { name: string; member: ts.PropertySignature; type: ts.TypeNode }[] {
  const components = nodes.find(
    (node): node is ts.InterfaceDeclaration => ts.isInterfaceDeclaration(node) && node.name.text === "components",
  );
  const schemas = components?.members.find((member) => ts.isPropertySignature(member) && nameOf(member) === "schemas");
  if (!schemas || !ts.isPropertySignature(schemas) || !schemas.type || !ts.isTypeLiteralNode(schemas.type)) return [];
  return schemas.type.members.flatMap((member) =>
    ts.isPropertySignature(member) && member.type ? [{ name: nameOf(member), member, type: member.type }] : [],
  );
}

/** Replaces each `components["schemas"]["Name"]` with its alias: TypeScript only defers resolving what leads to an alias. */
function withAliases(type: ts.TypeNode, aliases: ReadonlyMap<string, string>): ts.TypeNode {
  const { transformed } = ts.transform(type, [
    (context) => {
      const visit = (node: ts.Node): ts.Node => {
        const alias = aliases.get(schemaReference(node) ?? "");
        return alias ? ts.factory.createTypeReferenceNode(alias) : ts.visitEachChild(node, visit, context);
      };
      return (node) => visit(node) as ts.TypeNode;
    },
  ]);
  return transformed[0] ?? type;
}

function schemaReference(node: ts.Node): string | undefined {
  if (!ts.isIndexedAccessTypeNode(node) || !ts.isIndexedAccessTypeNode(node.objectType)) return undefined;
  const { objectType, indexType } = node;
  if (literal(objectType.indexType) !== "schemas" || !ts.isTypeReferenceNode(objectType.objectType)) return undefined;
  return literal(indexType);
}

function literal(type: ts.TypeNode): string | undefined {
  return ts.isLiteralTypeNode(type) && ts.isStringLiteral(type.literal) ? type.literal.text : undefined;
}

function nameOf({ name }: ts.PropertySignature): string {
  return ts.isIdentifier(name) || ts.isStringLiteral(name) || ts.isNumericLiteral(name) ? name.text : "";
}
