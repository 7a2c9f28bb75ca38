import {
  follow,
  isRecord,
  namedOperations,
  type OpenApiDocument,
  type Operation,
  type Parameter,
  reservedWords,
} from "@scenario-openapi/openapi";
import { Ajv2020, type Format } from "ajv/dist/2020.js";
import standalone from "ajv/dist/standalone/index.js";
import { fastFormats } from "ajv-formats/dist/formats.js";
import { docComment, visible } from "./source-text.ts";

/** Where the validators module finds what it imports. */
export interface ValidatorsImports {
  /** Exports the type `RequestValidators`. */
  types: string;
  /** Exports the function `codePoints`. */
  codePoints: string;
}

/** The most problems of one list that are collected: a list with four billion holes would fill the memory. */
const MOST_PROBLEMS = 1_000;

/** Keywords that no value can violate. */
const ANNOTATIONS = new Set([
  ..."title description default example examples deprecated readOnly writeOnly".split(" "),
  ..."externalDocs xml discriminator $comment".split(" "),
]);

/** Names that a constant of the module cannot have. */
const RESERVED = new Set([
  ...reservedWords,
  ..."mostProblems codePoints RequestValidators Object RegExp Array".split(" "),
]);

/** Keywords that hold data, and keywords that hold schemas by name. All others hold schemas or a simple value. */
const DATA = new Set(["enum", "const", "type", "required", "dependentRequired"]);
const BY_NAME = new Set(["properties", "patternProperties", "dependentSchemas", "$defs"]);

/**
 * The validators module of a description: for each operation, functions compiled by Ajv that check the path, the query and
 * the JSON body of a request. The module needs neither Ajv nor eval.
 *
 * @throws {Error} if a request has an unknown keyword or format, or one that Ajv can only check with its own runtime
 */
export function validatorsModule(document: OpenApiDocument, header: string, imports: ValidatorsImports): string {
  const named = requestsOf(document);
  // Ajv only accepts ASCII names for its functions.
  const idOf = new Map(
    Object.keys(named).map((name, index) => [name, isPlainName(name) ? name : `operation_${index}`]),
  );
  const { requests, parts } = sharedParts(
    Object.entries(named).map(([name, parts]) => [idOf.get(name) ?? name, parts]),
  );
  const refs = Object.fromEntries(Object.keys(parts).map((part) => [part, `api#/parts/${part}`]));
  const ajv = new Ajv2020({
    allErrors: true,
    strict: true,
    strictTypes: false,
    strictTuples: false,
    formats: formats(),
    // The schemas keep their places in the document, so that their references still lead to each other.
    keywords: ["components", "parts"],
    code: { source: true, esm: true, lines: true },
  });
  const schemas = byName(document.components?.schemas);
  // Only for these keywords, Ajv records which properties it has checked.
  ajv.opts.unevaluated = /"unevaluated(Properties|Items)":/.test(JSON.stringify({ schemas, parts }));
  // A property with a name that every object inherits, such as `valueOf`, only counts if it is the object's own.
  ajv.opts.ownProperties = hasInheritedName({ schemas, parts });
  ajv.addSchema({ components: { schemas }, parts }, "api");
  const code = standingAlone(standalone.default(ajv, refs));
  return visible(
    [
      header,
      "// @ts-nocheck Ajv compiles to JavaScript. The exports of this module have types.",
      "",
      ...(code.includes("codePoints") ? [`import { codePoints } from ${JSON.stringify(imports.codePoints)};`] : []),
      `import type { RequestValidators } from ${JSON.stringify(imports.types)};`,
      "",
      code,
      "",
      `${docComment(["The most problems that the validators report of one list."])}export const mostProblems = ${MOST_PROBLEMS};`,
      "",
      ...[...idOf].map(([name, id]) => exportOf(name, id, requests.get(id))),
    ].join("\n"),
  );
}

function exportOf(name: string, id: string, parts: Parts<string> | undefined): string {
  if (!parts) throw new Error(`The operation ${name} has no validators`);
  const { path, query, body } = parts;
  const comment = docComment([`Checks the parts of a request of the operation ${name}.`]);
  const value = `: RequestValidators = {\n  path: ${path},\n  query: ${query},\n  body: ${body},\n};\n`;
  // Some names of exports, such as `default`, cannot be the name of a constant.
  return name === id
    ? `${comment}export const ${name}${value}`
    : `${comment}const ${id}${value}export { ${id} as ${name} };\n`;
}

/** Whether a constant can have the name, and neither Ajv (`validate20`) nor this module (`operation_0`, `x_path`) uses it. */
function isPlainName(name: string): boolean {
  return /^[A-Za-z_$][\w$]*$/.test(name) && !RESERVED.has(name) && !/^[a-z]+_?\d+$|_(path|query|body)$/i.test(name);
}

/** Whether a checked property has a name that every JavaScript object inherits. */
function hasInheritedName(node: unknown): boolean {
  if (typeof node !== "object" || node === null) return false;
  return Object.entries(node).some(([key, value]) => key in Object.prototype || hasInheritedName(value));
}

/**
 * Makes compiled code independent of Ajv, and stops its loops over lists after the most problems.
 *
 * @throws {Error} if the code needs something else of Ajv
 */
function standingAlone(compiled: string): string {
  const code = compiled
    .replace('"use strict";', "")
    .replace(/^export const (\w+ = validate\d+;)$/gm, "const $1")
    .replace(/require\("ajv\/dist\/runtime\/ucs2length"\)\.default/g, "codePoints")
    .replace(/schemaPath:"(?:[^"\\]|\\.)*",/g, "")
    .replace(/^for\(let (i\d+)=(\d+); \1<(len\d+); /gm, `for(let $1=$2; $1<$3&&errors<${MOST_PROBLEMS}; `);
  // `contains` counts in a loop of the same form, which must not stop early.
  const missing =
    /require\("([^"]+)"\)/.exec(code)?.[1] ??
    /keyword:"(contains)"/.exec(code)?.[1] ??
    /^for\(.*<len\d+;/m.exec(code)?.[0];
  if (missing) throw new Error(`A request needs ${missing}, which the validators module does not support yet`);
  return code.trim();
}

/** One thing for each part of a request. */
interface Parts<Part> {
  path: Part;
  query: Part;
  body: Part;
}

/**
 * The names of each request's parts, and the schema of each name. Equal parts share the name of the first: most operations
 * have no query, and each function takes Ajv longer than the one before.
 */
function sharedParts(requests: [name: string, schemas: Parts<unknown>][]): {
  requests: Map<string, Parts<string>>;
  parts: Record<string, unknown>;
} {
  const parts: Record<string, unknown> = {};
  const names = new Map<string, string>();
  const nameOf = (part: string, schema: unknown): string => {
    const text = JSON.stringify(schema);
    const name = names.get(text) ?? part;
    names.set(text, name);
    parts[name] = schema;
    return name;
  };
  const named = requests.map(([name, { path, query, body }]): [string, Parts<string>] => [
    name,
    { path: nameOf(`${name}_path`, path), query: nameOf(`${name}_query`, query), body: nameOf(`${name}_body`, body) },
  ]);
  return { requests: new Map(named), parts };
}

/** A schema for each part of each operation's request, by the operation's name. */
function requestsOf(document: OpenApiDocument): Record<string, Parts<unknown>> {
  const requests = namedOperations(document).map(({ name, method, path, node, parameters }) => {
    if (node.operationId === undefined) throw new Error(`${method.toUpperCase()} ${path} has no operationId`);
    const request = {
      path: parametersSchema(parameters, "path"),
      query: parametersSchema(parameters, "query"),
      body: bodySchema(document, node),
    };
    return [name, request] as const;
  });
  return Object.fromEntries(requests);
}

/** Parameters as the properties of one object. */
function parametersSchema(parameters: Parameter[], place: Parameter["in"]) {
  const here = parameters.filter((parameter) => parameter.in === place);
  const required = here.filter((parameter) => parameter.required).map(({ name }) => name);
  return {
    type: "object",
    properties: Object.fromEntries(here.map(({ name, schema }) => [name, assertions(schema ?? true)])),
    required,
  };
}

function bodySchema(document: OpenApiDocument, { requestBody }: Operation): unknown {
  const content = requestBody && follow(document, requestBody).content;
  return assertions(content?.["application/json"]?.schema ?? true);
}

/** A schema without annotations and extensions. */
function assertions(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(assertions);
  if (!isRecord(schema)) return schema;
  const kept = Object.entries(schema).filter(([keyword]) => !ANNOTATIONS.has(keyword) && !keyword.startsWith("x-"));
  return Object.fromEntries(
    kept.map(([keyword, value]) => [
      keyword,
      DATA.has(keyword) ? value : BY_NAME.has(keyword) ? byName(value) : assertions(value),
    ]),
  );
}

function byName(schemas: unknown): unknown {
  if (!isRecord(schemas)) return {};
  return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, assertions(schema)]));
}

/** Formats that are patterns are checked. The others are annotations, as in JSON Schema 2020-12. */
function formats(): Record<string, Format> {
  return Object.fromEntries(
    Object.entries<Format>(fastFormats).map(([name, format]) => [name, patternOf(format) ?? true]),
  );
}

function patternOf(format: Format): RegExp | undefined {
  if (format instanceof RegExp) return format;
  return isRecord(format) && format["validate"] instanceof RegExp ? format["validate"] : undefined;
}
