import { Ajv2020, type Format } from "ajv/dist/2020.js";
import standalone from "ajv/dist/standalone/index.js";
import { fastFormats } from "ajv-formats/dist/formats.js";
import { isRecord } from "../spec/is-record.ts";
import type { OpenApiDocument, Operation, Parameter } from "../spec/openapi-document.ts";
import { docComment } from "./doc-comment.ts";
import { follow } from "./follow.ts";
import { isInherited } from "./misread-names.ts";
import { reservedWords } from "./names.ts";
import { namedOperations } from "./operations.ts";
import { visible } from "./visible.ts";

/** Where the validators module finds what it imports. */
export interface ValidatorsImports {
  /** Exports the type `RequestValidators`. */
  types: string;
  /** Exports the function `codePoints`. */
  codePoints: string;
}

/** So many problems of one list are enough: a list of four billion holes would fill the memory with them. */
const MOST_PROBLEMS = 1_000;

/** Keywords that no value can break, so that no check needs them. */
const ANNOTATIONS = new Set([
  ..."title description default example examples deprecated readOnly writeOnly".split(" "),
  ..."externalDocs xml discriminator $comment".split(" "),
]);

/** Names that no constant of the module may have. */
const RESERVED = new Set([
  ...reservedWords,
  ..."mostProblems codePoints RequestValidators Object RegExp Array".split(" "),
]);

/** Keywords that hold data, and keywords that hold schemas by name. All others hold schemas or a plain value. */
const DATA = new Set(["enum", "const", "type", "required", "dependentRequired"]);
const BY_NAME = new Set(["properties", "patternProperties", "dependentSchemas", "$defs"]);

/**
 * The validators module of a description: for each operation, what Ajv compiles to check the path, the query and the
 * JSON body of a request. It stands alone, without Ajv and without eval.
 *
 * @throws {Error} where a request has a keyword or a format that is unknown, or one whose check cannot stand alone
 */
export function validatorsModule(document: OpenApiDocument, header: string, imports: ValidatorsImports): string {
  const named = requestsOf(document);
  // Ajv names its functions in ASCII only.
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
    // Where the schemas stand, so that their references lead from one to the other as they are.
    keywords: ["components", "parts"],
    code: { source: true, esm: true, lines: true },
  });
  const schemas = byName(document.components?.schemas);
  // Ajv keeps a record of the properties it has seen, for these keywords alone.
  ajv.opts.unevaluated = /"unevaluated(Properties|Items)":/.test(JSON.stringify({ schemas, parts }));
  // A property that is called like what every object has, such as `valueOf`, is there only where it is the object's own.
  ajv.opts.ownProperties = hasInheritedName({ schemas, parts });
  ajv.addSchema({ components: { schemas }, parts }, "api");
  const code = standingAlone(standalone.default(ajv, refs));
  return visible(
    [
      header,
      "// @ts-nocheck Ajv compiles to JavaScript. What leaves this module has types.",
      "",
      ...(code.includes("codePoints") ? [`import { codePoints } from ${JSON.stringify(imports.codePoints)};`] : []),
      `import type { RequestValidators } from ${JSON.stringify(imports.types)};`,
      "",
      code,
      "",
      `${docComment(["Of a list, the validators find so many problems and no more."])}export const mostProblems = ${MOST_PROBLEMS};`,
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
  // What may be the name of an export need not be one that a constant may have.
  return name === id
    ? `${comment}export const ${name}${value}`
    : `${comment}const ${id}${value}export { ${id} as ${name} };\n`;
}

/** Whether a constant may have the name, and neither Ajv (`validate20`) nor this module (`operation_0`, `x_path`) gives it. */
function isPlainName(name: string): boolean {
  return /^[A-Za-z_$][\w$]*$/.test(name) && !RESERVED.has(name) && !/^[a-z]+_?\d+$|_(path|query|body)$/i.test(name);
}

/** Whether one of the properties that are checked has a name that every JavaScript object has. */
function hasInheritedName(node: unknown): boolean {
  if (typeof node !== "object" || node === null) return false;
  return Object.entries(node).some(([key, value]) => isInherited(key) || hasInheritedName(value));
}

/** Compiled code without what only Ajv could give it, and with an end to every list; an error where it needs more. */
function standingAlone(compiled: string): string {
  const code = compiled
    .replace('"use strict";', "")
    .replace(/^export const (\w+ = validate\d+;)$/gm, "const $1")
    .replace(/require\("ajv\/dist\/runtime\/ucs2length"\)\.default/g, "codePoints")
    .replace(/schemaPath:"(?:[^"\\]|\\.)*",/g, "")
    .replace(/^for\(let (i\d+)=(\d+); \1<(len\d+); /gm, `for(let $1=$2; $1<$3&&errors<${MOST_PROBLEMS}; `);
  // `contains` counts in a loop of the same form, which must not end early.
  const missing =
    /require\("([^"]+)"\)/.exec(code)?.[1] ??
    /keyword:"(contains)"/.exec(code)?.[1] ??
    /^for\(.*<len\d+;/m.exec(code)?.[0];
  if (missing) throw new Error(`A request needs ${missing}, which validators.ts cannot put into its module yet`);
  return code.trim();
}

/** Something for each part of a request. */
interface Parts<Part> {
  path: Part;
  query: Part;
  body: Part;
}

/**
 * The names of each request's parts, and the schema of each name. Parts that are the same have one name, that of the first:
 * most operations have no query, and Ajv takes the longer for each function the more it has written already.
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

/** What of a schema a value can break. */
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

/** A format that is a pattern is checked. Any other says what a value is for, as JSON Schema 2020-12 has it. */
function formats(): Record<string, Format> {
  return Object.fromEntries(
    Object.entries<Format>(fastFormats).map(([name, format]) => [name, patternOf(format) ?? true]),
  );
}

function patternOf(format: Format): RegExp | undefined {
  if (format instanceof RegExp) return format;
  return isRecord(format) && format["validate"] instanceof RegExp ? format["validate"] : undefined;
}
