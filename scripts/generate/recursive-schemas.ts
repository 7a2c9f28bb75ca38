import ts from "typescript-5";

/**
 * Gives a type alias to each schema that is no object and refers to itself: a list of itself, or a union with one.
 * As a property of `components["schemas"]` such a type is a circular annotation, which TypeScript refuses (TS2502);
 * as an alias it is a recursive type.
 *
 * @param nodes the declarations that openapi-typescript made; they are changed in place
 * @param cyclic the names of the schemas that refer to themselves
 * @param aliasOf gives a schema's alias a name of its own
 */
export function aliasRecursiveSchemas(
  nodes: ts.Node[],
  cyclic: ReadonlySet<string>,
  aliasOf: (schema: string) => string,
): ts.Node[] {
  const members = schemaMembers(nodes).filter(
    ({ name, type }) => name !== undefined && cyclic.has(name) && !ts.isTypeLiteralNode(type),
  );
  const aliases = new Map(members.map(({ name = "" }) => [name, aliasOf(name)]));
  const declarations = members.map(({ name = "", member, type }) => {
    const alias = aliases.get(name) ?? name;
    Object.assign(member, { type: ts.factory.createTypeReferenceNode(alias) });
    return ts.factory.createTypeAliasDeclaration(undefined, alias, undefined, withAliases(type, aliases));
  });
  return [...nodes, ...declarations];
}

interface SchemaMember {
  name: string | undefined;
  member: ts.PropertySignature;
  type: ts.TypeNode;
}

function schemaMembers(nodes: ts.Node[]): SchemaMember[] {
  const components = nodes.find(
    (node): node is ts.InterfaceDeclaration => ts.isInterfaceDeclaration(node) && node.name.text === "components",
  );
  const schemas = components?.members.find((member) => ts.isPropertySignature(member) && nameOf(member) === "schemas");
  if (!schemas || !ts.isPropertySignature(schemas) || !schemas.type || !ts.isTypeLiteralNode(schemas.type)) return [];
  return schemas.type.members.flatMap((member) =>
    ts.isPropertySignature(member) && member.type ? [{ name: nameOf(member), member, type: member.type }] : [],
  );
}

/** The alias's name for each `components["schemas"]["Name"]`: TypeScript puts off only what leads to an alias. */
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

function nameOf(member: ts.PropertySignature): string | undefined {
  return ts.isIdentifier(member.name) || ts.isStringLiteral(member.name) || ts.isNumericLiteral(member.name)
    ? member.name.text
    : undefined;
}
