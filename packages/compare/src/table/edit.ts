import {
  type Components,
  follow,
  type MediaType,
  type OpenApiDocument,
  type Operation,
  type Parameter,
  type PathItem,
  type RequestBody,
  type Response,
  type Schema,
} from "@scenario-openapi/openapi";
import { type Bump, bumpOf, type Comparison, type Verdict, worst } from "../change.ts";
import { compareDescriptions } from "../compare-descriptions.ts";
import { modelsApi } from "./models-api.ts";

/** Changes a document in place, or returns another. */
// biome-ignore lint/suspicious/noConfusingVoidType: most steps return nothing.
export type Step = (document: OpenApiDocument) => OpenApiDocument | void;

/** One edit of a description, and the verdicts that it must get. */
export interface Edit {
  name: string;
  /** Prepares the description, if the edit changes something that it does not have. */
  given?: Step;
  edit: Step;
  wire: Verdict;
  types: Verdict;
  why: string;
  /** Only if it does not follow from the verdicts; `none` if there is no change to report. */
  bump?: Bump | "none";
}

/** The document before and after an edit. */
function applyEdit({ given, edit }: Edit): [OpenApiDocument, OpenApiDocument] {
  // Through JSON, as a description is read: without undefined, and without one object in two places.
  const asRead = (edited: OpenApiDocument): OpenApiDocument => JSON.parse(JSON.stringify(edited));
  const before = given ? structuredClone(modelsApi) : modelsApi;
  given?.(before);
  const copy = structuredClone(before);
  return [given ? asRead(before) : modelsApi, asRead(edit(copy) ?? copy)];
}

/** An edit with both documents, what comparing them must find (wire, types and bump), and what it finds. */
export interface JudgedEdit {
  edit: Edit;
  before: OpenApiDocument;
  after: OpenApiDocument;
  expected: string[];
  given: string[];
  comparison: Comparison;
}

/** Applies an edit to {@link modelsApi} and compares. */
export async function judgeEdit(edit: Edit): Promise<JudgedEdit> {
  const [before, after] = applyEdit(edit);
  const comparison = await compareDescriptions(before, after);
  const expected = [edit.wire, edit.types, edit.bump ?? bumpOf(worst([edit.wire, edit.types]))];
  const given = [comparison.wire, comparison.types, comparison.bump ?? "none"];
  return { edit, before, after, expected, given, comparison };
}

/** The one path of {@link modelsApi}. */
export const PATH = "/models/{modelId}";

/** New values for some fields of a node, or a function that returns them. Undefined removes a field. */
type Fields<Node> = NewValues<Node> | ((node: Node) => NewValues<Node>);
type NewValues<Node> = { [Key in keyof Node]?: Node[Key] | undefined };

function set<Node extends object>(
  name: string,
  find: (document: OpenApiDocument) => Node | undefined,
  fields: Fields<Node>,
): Step {
  return (document) => {
    const node = find(document);
    if (!node) throw new Error(`The API that is edited has no ${name}.`);
    Object.assign(node, typeof fields === "function" ? fields(node) : fields);
  };
}

export function all(...steps: Step[]): Step {
  return (document) => {
    for (const step of steps) step(document);
  };
}

export function document(fields: Fields<OpenApiDocument>): Step {
  return set("", (document) => document, fields);
}

export function pathItem(fields: Fields<PathItem>): Step {
  return set(PATH, (document) => document.paths?.[PATH], fields);
}

export function operation(fields: Fields<Operation>): Step {
  return set(`PUT ${PATH}`, (document) => document.paths?.[PATH]?.put, fields);
}

/** Adds a parameter to the operation. */
export function withParameter(parameter: Parameter): Step {
  return operation(({ parameters = [] }) => ({ parameters: [...parameters, parameter] }));
}

export function parametersOf(document: OpenApiDocument): Parameter[] {
  const parameters = document.paths?.[PATH]?.put?.parameters ?? [];
  return parameters.map((parameter) => follow<Parameter>(document, parameter));
}

export function parameter(name: string, fields: Fields<Parameter>): Step {
  return set(`parameter ${name}`, (api) => parametersOf(api).find((one) => one.name === name), fields);
}

export function body(fields: Fields<RequestBody>): Step {
  const find = (document: OpenApiDocument) => {
    const body = document.paths?.[PATH]?.put?.requestBody;
    return body && follow<RequestBody>(document, body);
  };
  return set("request body", find, fields);
}

export function responses(fields: Fields<NonNullable<Operation["responses"]>>): Step {
  return set("responses", (document) => document.paths?.[PATH]?.put?.responses, fields);
}

/** Changes the response with status 200. */
export function response(fields: Fields<Response>): Step {
  const find = (document: OpenApiDocument) => {
    const response = document.paths?.[PATH]?.put?.responses?.["200"];
    return response && follow<Response>(document, response);
  };
  return set("response 200", find, fields);
}

/** The JSON among the media types of a body or a response. */
export function json({ content }: { content?: Record<string, MediaType> }): MediaType {
  return content?.["application/json"] ?? {};
}

export function components(fields: Fields<Components>): Step {
  return set("components", (document) => document.components, fields);
}

export function securitySchemes(fields: Fields<NonNullable<Components["securitySchemes"]>>): Step {
  return set("security schemes", (document) => document.components?.securitySchemes, fields);
}

/** Adds and removes named schemas. */
export function schemas(fields: Fields<Record<string, Schema>>): Step {
  return set("schemas", (document) => document.components?.schemas, fields);
}

/** Changes keywords of a named schema. */
export function schema(name: string, fields: Fields<Schema>): Step {
  return set(`schema ${name}`, (document) => document.components?.schemas?.[name], fields);
}

/** Adds a value to the list of an enumeration or of required properties. */
export function listed(name: string, keyword: "enum" | "required", value: string | number): Step {
  return schema(name, (node) => ({ [keyword]: [...(node[keyword] ?? []), value] }));
}

/** Removes a value from such a list. */
export function unlisted(name: string, keyword: "enum" | "required", value: string): Step {
  return schema(name, (node) => ({ [keyword]: node[keyword]?.filter((other) => other !== value) }));
}

/** Adds and removes properties of a named schema. */
export function properties(name: string, fields: Fields<Record<string, Schema>>): Step {
  return set(`properties of ${name}`, (document) => document.components?.schemas?.[name]?.properties, fields);
}

/** Changes keywords of a property, such as `Model.name`. */
export function property(path: `${string}.${string}`, fields: Fields<Schema>): Step {
  const [name = "", key = ""] = path.split(".");
  return set(`property ${path}`, (document) => document.components?.schemas?.[name]?.properties?.[key], fields);
}

/**
 * The same document with its keys, and its lists that are sets, in the opposite order. Servers keep theirs, because the
 * client calls the first one.
 */
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
