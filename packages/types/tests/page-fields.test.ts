// Every field of the reference page is in the types, as the compiler sees them.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import ts from "typescript-5";
import { describe, expect, it } from "vitest";

interface Field {
  in: "path" | "query" | "body" | "response";
  path: string;
  /** `string`, `object[]`, `map<unknown>`, … */
  type: string;
  required?: boolean;
  nullable?: boolean;
  /** The name of an enumeration among the facts. */
  enum?: string;
}

interface Facts {
  fields: Field[];
  enums: Record<string, (string | number)[]>;
}

const facts = new URL("../../../spec/tests/fixtures/page-facts.json", import.meta.url);
const { fields, enums }: Facts = JSON.parse(readFileSync(facts, "utf8"));
const schemaFile = fileURLToPath(new URL("../src/schema.gen.ts", import.meta.url));
const program = ts.createProgram([schemaFile], { strict: true, noEmit: true });
const checker = program.getTypeChecker();
const exported = exportedTypes();

describe.each([
  ["body", "UpdateModelRequest", 45],
  ["response", "UpdateModelResponse", 182],
] as const)("the %s of the page", (place, root, count) => {
  const here = fields.filter((field) => field.in === place);

  it(`has ${count} fields`, () => expect(here).toHaveLength(count));

  it.each(here.map((field) => [field.path, field] as const))("%s", (_, field) => {
    const property = find(exportedType(root), field.path.split("."));
    expect({ optional: isOptional(property), nullable: isNullable(property), type: describeType(property) }).toEqual({
      optional: !field.required,
      nullable: field.nullable ?? false,
      type: field.enum ? enumeration(field.enum, field.type) : field.type,
    });
  });
});

describe("what is not on the page is not in the types", () => {
  it.each([
    ["body", "UpdateModelRequest"],
    ["response", "UpdateModelResponse"],
  ] as const)("%s", (place, root) => {
    const here = fields.filter((field) => field.in === place).map(({ path }) => path);
    const objects = new Set(["", ...here.map((path) => path.split(".").slice(0, -1).join("."))]);
    for (const object of objects) {
      const type = object === "" ? exportedType(root) : inner(typeOf(find(exportedType(root), object.split("."))));
      const names = checker.getPropertiesOfType(type).map(({ name }) => (object ? `${object}.${name}` : name));
      expect(here).toEqual(expect.arrayContaining(names));
    }
  });
});

function exportedTypes(): Map<string, ts.Type> {
  const source = program.getSourceFile(schemaFile);
  const module = source && checker.getSymbolAtLocation(source);
  if (!module) throw new Error(`${schemaFile} is not a module`);
  return new Map(
    checker.getExportsOfModule(module).map((symbol) => [symbol.name, checker.getDeclaredTypeOfSymbol(symbol)]),
  );
}

function exportedType(name: string): ts.Type {
  const type = exported.get(name);
  if (!type) throw new Error(`the types have no ${name}`);
  return type;
}

/** The property at the end of a path, looking through lists and maps on the way. */
function find(from: ts.Type, path: string[]): ts.Symbol {
  const [name = "", ...rest] = path;
  const property = checker.getPropertyOfType(inner(from), name);
  if (!property) throw new Error(`${checker.typeToString(from)} has no ${name}`);
  return rest.length === 0 ? property : find(typeOf(property), rest);
}

function typeOf(property: ts.Symbol): ts.Type {
  return checker.getTypeOfSymbol(property);
}

/** What a list or a map holds; the type itself where it is neither. */
function inner(type: ts.Type): ts.Type {
  const given = checker.getNonNullableType(type);
  const held = element(given) ?? checker.getIndexTypeOfType(given, ts.IndexKind.String);
  return held ? inner(held) : given;
}

function element(type: ts.Type): ts.Type | undefined {
  return checker.isArrayType(type) ? checker.getIndexTypeOfType(type, ts.IndexKind.Number) : undefined;
}

function isOptional(property: ts.Symbol): boolean {
  return Boolean(property.flags & ts.SymbolFlags.Optional);
}

function isNullable(property: ts.Symbol): boolean {
  const type = typeOf(property);
  return type.isUnion() && type.types.some((part) => part.flags & ts.TypeFlags.Null);
}

/** A type in the words of the facts. */
function describeType(property: ts.Symbol): string {
  return words(checker.getNonNullableType(typeOf(property)), typeOf(property));
}

function words(type: ts.Type, declared = type): string {
  if (declared.flags & ts.TypeFlags.Unknown) return "unknown";
  const held = element(type);
  if (held) return `${words(held)}[]`;
  const mapped = checker.getIndexTypeOfType(type, ts.IndexKind.String);
  if (mapped) return `map<${words(mapped)}>`;
  const values = type.isUnion() ? type.types : [type];
  if (values.every((value) => value.isLiteral()))
    return values
      .map((value) => JSON.stringify(value.value))
      .sort()
      .join(" | ");
  return type.flags & ts.TypeFlags.Object ? "object" : checker.typeToString(type);
}

function enumeration(name: string, type: string): string {
  const values = (enums[name] ?? [])
    .map((value) => JSON.stringify(value))
    .sort()
    .join(" | ");
  return type.endsWith("[]") ? `${values}[]` : values;
}
