// The types have exactly the fields of the reference page, as the compiler sees them.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "@repo/testing";
import ts from "typescript-5";
import { describe, expect, it } from "vitest";

interface Field {
  in: "path" | "query" | "body" | "response";
  path: string;
  /** `string`, `object[]`, `map<unknown>`, … */
  type: string;
  required?: boolean;
  nullable?: boolean;
  /** The values of an enumeration. */
  enum?: (string | number)[];
}

const facts: { operations: [{ fields: Field[] }] } = JSON.parse(
  readFileSync(join(root, "spec/page-facts.json"), "utf8"),
);
const schemaFile = join(root, "packages/types/src/schema.gen.ts");
const program = ts.createProgram([schemaFile], { strict: true, noEmit: true });
const checker = program.getTypeChecker();

describe.each([
  ["body", "UpdateModelRequest", 45],
  ["response", "UpdateModelResponse", 182],
] as const)("the %s of the page", (place, name, count) => {
  it(`has the ${count} fields of ${name}`, () => {
    const onPage = facts.operations[0].fields.filter((field) => field.in === place).map(describeField);
    expect(onPage).toHaveLength(count);
    expect(fieldsOf(exportedType(name)).sort()).toEqual(onPage.sort());
  });
});

/** A field as `path?: type | null`. */
function describeField({ path, type, required, nullable, enum: values }: Field): string {
  const shown = values ? type.replace(/^\w+/, union(values)) : type;
  return `${path}${required ? "" : "?"}: ${shown}${nullable ? " | null" : ""}`;
}

function exportedType(name: string): ts.Type {
  const source = program.getSourceFile(schemaFile);
  const module = source && checker.getSymbolAtLocation(source);
  const symbol = module && checker.getExportsOfModule(module).find((exported) => exported.name === name);
  if (!symbol) throw new Error(`${schemaFile} exports no ${name}`);
  return checker.getDeclaredTypeOfSymbol(symbol);
}

/** Every property of a type and of the objects in it, as `path?: type | null`. */
function fieldsOf(type: ts.Type, prefix = ""): string[] {
  return checker.getPropertiesOfType(type).flatMap((property) => {
    const path = prefix + property.name;
    const declared = checker.getTypeOfSymbol(property);
    const optional = property.flags & ts.SymbolFlags.Optional ? "?" : "";
    const nullable = declared.isUnion() && declared.types.some((part) => part.flags & ts.TypeFlags.Null);
    const object = innermost(declared);
    const inner = object.flags & ts.TypeFlags.Object ? fieldsOf(object, `${path}.`) : [];
    return [`${path}${optional}: ${words(declared)}${nullable ? " | null" : ""}`, ...inner];
  });
}

/** The type of the elements of a list or the values of a map, however deep; the type itself if it is neither. */
function innermost(type: ts.Type): ts.Type {
  const given = checker.getNonNullableType(type);
  const held = element(given) ?? checker.getIndexTypeOfType(given, ts.IndexKind.String);
  return held ? innermost(held) : given;
}

function element(type: ts.Type): ts.Type | undefined {
  return checker.isArrayType(type) ? checker.getIndexTypeOfType(type, ts.IndexKind.Number) : undefined;
}

/** A type in the words of the facts. */
function words(declared: ts.Type): string {
  if (declared.flags & ts.TypeFlags.Unknown) return "unknown";
  const type = checker.getNonNullableType(declared);
  const held = element(type);
  if (held) return `${words(held)}[]`;
  const mapped = checker.getIndexTypeOfType(type, ts.IndexKind.String);
  if (mapped) return `map<${words(mapped)}>`;
  const parts = type.isUnion() ? type.types : [type];
  if (parts.every((part) => part.isLiteral())) return union(parts.map(({ value }) => value));
  return type.flags & ts.TypeFlags.Object ? "object" : checker.typeToString(type);
}

function union(values: unknown[]): string {
  return values
    .map((value) => JSON.stringify(value))
    .sort()
    .join(" | ");
}
