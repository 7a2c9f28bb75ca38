import type {
  MediaType,
  OpenApiDocument,
  Operation,
  Parameter,
  PathItem,
  RequestBody,
  Response,
  Schema,
} from "../../spec/openapi-document.ts";

/** The one path of `spec/openapi.yaml`. */
export const PATH = "/models/{modelId}";

/** A value that must be there: an edit of nothing would test nothing. */
function there<Value>(value: Value | undefined, name: string): Value {
  if (value === undefined) throw new Error(`spec/openapi.yaml has no ${name}: change the edits that name it.`);
  return value;
}

export function schema(document: OpenApiDocument, name: string): Schema {
  return there(document.components?.schemas?.[name], `schema ${name}`);
}

export function schemas(document: OpenApiDocument): Record<string, Schema> {
  return there(document.components?.schemas, "schemas");
}

export function property(document: OpenApiDocument, name: string, key: string): Schema {
  return there(schema(document, name).properties?.[key], `property ${name}.${key}`);
}

/** The properties of a schema, to add to and to take from. */
export function properties(document: OpenApiDocument, name: string): Record<string, Schema> {
  return there(schema(document, name).properties, `properties of ${name}`);
}

export function remove(record: Record<string, unknown>, key: string): void {
  there(record[key], key);
  delete record[key];
}

export function pathItem(document: OpenApiDocument): PathItem {
  return there(document.paths?.[PATH], PATH);
}

export function operation(document: OpenApiDocument): Operation {
  return there(pathItem(document).put, `PUT ${PATH}`);
}

/** The parameters as a list to change in place. */
export function parameters(document: OpenApiDocument): Parameter[] {
  return there(operation(document).parameters, "parameters") as Parameter[];
}

export function parameter(document: OpenApiDocument, name: string): Parameter {
  return there(
    parameters(document).find((one) => one.name === name),
    `parameter ${name}`,
  );
}

export function body(document: OpenApiDocument): RequestBody {
  return there(operation(document).requestBody, "body") as RequestBody;
}

export function responses(document: OpenApiDocument): Record<string, Response> {
  return there(operation(document).responses, "responses") as Record<string, Response>;
}

export function response(document: OpenApiDocument, status: string): Response {
  return there(responses(document)[status], `response ${status}`);
}

/** The JSON of a body or a response. */
export function json(of: { content?: Record<string, MediaType> }): MediaType {
  return there(of.content?.["application/json"], "application/json");
}

/** The values of an enumeration, to change in place. */
export function values(document: OpenApiDocument, name: string): unknown[] {
  return there(schema(document, name).enum, `enumeration ${name}`);
}

/** Everything that has no order, in the opposite order: keys, and lists that are sets. The first server is the one that
 * the client calls, so servers have an order. */
export function reversed<Value>(value: Value): Value {
  const sets = /^(required|enum|type|tags|parameters|security|allOf|anyOf|oneOf|x-available-for|includes)$/;
  const values = /^(default|examples?|value)$/;
  const reverse = (node: unknown, key: string, isValue: boolean): unknown => {
    if (Array.isArray(node)) {
      const items = node.map((item) => reverse(item, "", isValue));
      return sets.test(key) && !isValue ? items.reverse() : items;
    }
    if (typeof node !== "object" || node === null) return node;
    const fields = Object.entries(node).reverse();
    return Object.fromEntries(
      fields.map(([name, inner]) => [name, reverse(inner, name, isValue || values.test(name))]),
    );
  };
  return reverse(value, "", false) as Value;
}
