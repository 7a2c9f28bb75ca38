import {
  type HttpMethod,
  httpMethods,
  type OpenApiDocument,
  type Operation,
  type Parameter,
  type PathItem,
  type Schema,
} from "../spec/openapi-document.ts";
import { docComment } from "./doc-comment.ts";
import { follow } from "./follow.ts";
import { camelCase, pascalCase, propertyKey, uniqueNames } from "./names.ts";
import { specConstants } from "./spec-constants.ts";
import { visible } from "./visible.ts";

/** Where the operations module finds what it imports. */
export interface OperationsImports {
  types: string;
  operation: string;
}

/** The operations module of a description, and what its client cannot do as the description says. */
export interface OperationsModule {
  code: string;
  warnings: string[];
}

/** An operation, the names that are made for it, and all its parameters. */
export interface NamedOperation {
  name: string;
  type: string;
  method: HttpMethod;
  path: string;
  node: Operation;
  parameters: Parameter[];
}

/** What the client and the validators have of their own, and what would make an object something else (`then` makes it a promise). */
const TAKEN = [
  ..."request GET PUT POST DELETE OPTIONS HEAD PATCH TRACE use eject specVersion mostProblems".split(" "),
  ..."then constructor prototype __proto__ toString toJSON valueOf hasOwnProperty".split(" "),
];

/**
 * The operations module of a description: what the client needs of each operation at run time, and the interface of
 * its methods.
 */
export function operationsModule(
  document: OpenApiDocument,
  header: string,
  imports: OperationsImports,
): OperationsModule {
  const operations = namedOperations(document);
  const entries = operations.map((operation) => tableEntry(document, operation));
  const code = [
    header,
    `import type { paths } from ${JSON.stringify(imports.types)};`,
    `import type { CallOptions, Operation, OperationResult } from ${JSON.stringify(imports.operation)};`,
    "",
    specConstants(document),
    `${docComment(["The first server of the description."])}export const serverUrl = ${JSON.stringify(document.servers?.[0]?.url ?? "/")};`,
    "",
    `${docComment(["What the client needs of each operation to send it."])}export const operations = {`,
    ...entries.map(({ code }) => code),
    "} as const satisfies Record<keyof OperationMethods, Operation>;",
    "",
    ...operations.flatMap((operation) => [inputInterface(document, operation), outputType(document, operation)]),
    `${docComment(["One method for each operation."])}export interface OperationMethods {`,
    operations.map((operation) => methodSignature(document, operation)).join("\n"),
    "}",
    "",
  ].join("\n");
  return { code: visible(code), warnings: entries.flatMap(({ warnings }) => warnings) };
}

/** Every operation of a description, each with a name of its own. */
export function namedOperations(document: OpenApiDocument): NamedOperation[] {
  const uniqueName = uniqueNames(TAKEN);
  const uniqueType = uniqueNames(["Operation", "Call"]);
  const paths = Object.entries(document.paths ?? {}).filter(([path]) => !path.startsWith("x-"));
  return paths.flatMap(([path, given]) => {
    const item = follow<PathItem>(document, given);
    return httpMethods.flatMap((method) => {
      const node = item[method];
      if (!node) return [];
      const name = uniqueName(methodName(node.operationId, method, path));
      return [
        {
          name,
          type: uniqueType(pascalCase(name)),
          method,
          path,
          node,
          parameters: parametersOf(document, item, node),
        },
      ];
    });
  });
}

function methodName(operationId: string | undefined, method: string, path: string): string {
  if (!operationId) return camelCase(`${method} ${path.replaceAll("{", " by ")}`);
  return /^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(operationId) ? operationId : camelCase(operationId);
}

/** The operation's parameters and those of its path item that it does not replace. */
function parametersOf(document: OpenApiDocument, item: PathItem, node: Operation): Parameter[] {
  const byPlaceAndName = new Map<string, Parameter>();
  for (const given of [...(item.parameters ?? []), ...(node.parameters ?? [])]) {
    const parameter = follow<Parameter>(document, given);
    byPlaceAndName.set(`${parameter.in} ${parameter.name}`, parameter);
  }
  return [...byPlaceAndName.values()];
}

const places = ["path", "query", "header", "cookie"] as const;

function tableEntry(document: OpenApiDocument, { name, method, path, node, parameters }: NamedOperation) {
  const names = places.flatMap((place) => {
    const here = parameters.filter((parameter) => parameter.in === place).map((parameter) => parameter.name);
    return here.length > 0 ? [`${place}: ${JSON.stringify(here)}`] : [];
  });
  const { serializer, warnings } = querySerializer(document, parameters);
  for (const parameter of parameters) {
    if (parameter.in === "path" && parameter.style && parameter.style !== "simple") {
      warnings.push(`path parameter "${parameter.name}" is sent in style "simple", not "${parameter.style}"`);
    }
    if (parameter.content)
      warnings.push(`${parameter.in} parameter "${parameter.name}" has a media type: give it as text`);
  }
  const contentType = bodyMediaType(document, node);
  const answers = successAnswers(document, node).map(({ parseAs }) => parseAs);
  const parseAs = answers.find((way) => way !== "none");
  if (new Set(answers.filter((way) => way !== "none")).size > 1) {
    warnings.push(`its 2xx answers are of different kinds: all are read as ${parseAs}`);
  }
  const secrets = secretNames(document, node);
  const fields = [
    `method: ${JSON.stringify(method)}`,
    `path: ${JSON.stringify(path)}`,
    `parameters: { ${names.join(", ")} }`.replace("{  }", "{}"),
    serializer && `querySerializer: ${serializer}`,
    contentType && contentType !== "application/json" && `contentType: ${JSON.stringify(contentType)}`,
    secrets.length > 0 && `secrets: ${JSON.stringify(secrets)}`,
    parseAs && parseAs !== "json" && `parseAs: ${JSON.stringify(parseAs)}`,
    (parseAs === undefined || answers.includes("none")) && "mayBeEmpty: true",
  ].filter(Boolean);
  return {
    code: `  ${propertyKey(name)}: {\n${fields.map((field) => `    ${field},`).join("\n")}\n  },`,
    warnings: warnings.map((warning) => `${method.toUpperCase()} ${path}: ${warning}`),
  };
}

/** openapi-fetch writes all lists of a query in one style and all objects in one: what differs from its default. */
function querySerializer(document: OpenApiDocument, parameters: Parameter[]) {
  const warnings: string[] = [];
  const parts = (["array", "object"] as const).flatMap((kind) => {
    const usual = kind === "array" ? "form true" : "deepObject true";
    const asked = new Set<string>();
    for (const parameter of parameters) {
      if (parameter.in !== "query" || !parameter.schema || !hasType(document, parameter.schema, kind)) continue;
      const style = parameter.style ?? "form";
      asked.add(`${style} ${parameter.explode ?? (style === "form" || style === "deepObject")}`);
    }
    const [first = usual, ...others] = asked;
    if (others.length > 0)
      warnings.push(`its ${kind} parameters differ in style: all are sent as ${first.replace(" ", ", explode ")}`);
    const [style, explode] = first.split(" ");
    return first === usual ? [] : [`${kind}: { style: ${JSON.stringify(style)}, explode: ${explode} }`];
  });
  return { serializer: parts.length > 0 ? `{ ${parts.join(", ")} }` : undefined, warnings };
}

function hasType(document: OpenApiDocument, schema: Schema, type: "array" | "object"): boolean {
  return [follow<Schema>(document, schema).type].flat().includes(type);
}

/** The media type to send: JSON where there is a choice. */
function bodyMediaType(document: OpenApiDocument, node: Operation): string | undefined {
  if (!node.requestBody) return undefined;
  return preferred(Object.keys(follow(document, node.requestBody).content ?? {}));
}

function preferred(mediaTypes: string[]): string | undefined {
  return mediaTypes.find(isJson) ?? mediaTypes.find((mediaType) => mediaType.includes("form")) ?? mediaTypes[0];
}

function isJson(mediaType: string): boolean {
  return /^(\*|application)\/\*|^[^;]*[/+]json\b/i.test(mediaType);
}

/** How each 2xx answer is read, and what it is as a type. Where none is documented, the default answer counts. */
function successAnswers(document: OpenApiDocument, node: Operation) {
  const responses = Object.entries(node.responses ?? {});
  const success = responses.filter(([status]) => /^2/.test(status));
  return (success.length > 0 ? success : responses.filter(([status]) => status === "default")).map(
    ([status, given]) => {
      const mediaType = preferred(Object.keys(follow(document, given).content ?? {}));
      const key = /^\d+$/.test(status) ? status : JSON.stringify(status);
      if (mediaType === undefined) return { parseAs: "none" as const, type: "undefined" };
      if (isJson(mediaType)) {
        return { parseAs: "json" as const, type: `["responses"][${key}]["content"][${JSON.stringify(mediaType)}]` };
      }
      return /^text\/|xml/.test(mediaType)
        ? { parseAs: "text" as const, type: "string" }
        : { parseAs: "blob" as const, type: "Blob" };
    },
  );
}

function typeOf({ path, method }: NamedOperation): string {
  return `paths[${JSON.stringify(path)}][${JSON.stringify(method)}]`;
}

function inputInterface(document: OpenApiDocument, operation: NamedOperation): string {
  const lines = places.flatMap((place) => {
    const here = operation.parameters.filter((parameter) => parameter.in === place);
    if (here.length === 0) return [];
    const optional = here.every((parameter) => place !== "path" && !parameter.required);
    return [`  ${place}${optional ? "?" : ""}: ${typeOf(operation)}["parameters"]["${place}"];`];
  });
  const body = operation.node.requestBody && follow(document, operation.node.requestBody);
  const mediaType = bodyMediaType(document, operation.node);
  if (body && mediaType) {
    lines.push(
      `  body${body.required ? "" : "?"}: ${bodyType(operation, mediaType)}${body.required ? "" : " | undefined"};`,
    );
  }
  const comment = docComment([`What {@link OperationMethods.${operation.name}} takes.`]);
  return lines.length === 0
    ? `${comment}export type ${operation.type}Input = CallOptions;\n`
    : `${comment}export interface ${operation.type}Input extends CallOptions {\n${lines.join("\n")}\n}\n`;
}

function outputType(document: OpenApiDocument, operation: NamedOperation): string {
  const answers = successAnswers(document, operation.node).map((answer) =>
    answer.parseAs === "json" ? `${typeOf(operation)}${answer.type}` : answer.type,
  );
  return (
    docComment([`What {@link OperationMethods.${operation.name}} resolves to.`]) +
    `export type ${operation.type}Output = ${[...new Set(answers)].join(" | ") || "undefined"};\n`
  );
}

function bodyType(operation: NamedOperation, mediaType: string): string {
  if (isJson(mediaType) || mediaType.includes("urlencoded")) {
    return `NonNullable<${typeOf(operation)}["requestBody"]>["content"][${JSON.stringify(mediaType)}]`;
  }
  if (mediaType.startsWith("multipart/")) return "FormData";
  return mediaType.startsWith("text/") ? "string" : "Blob | ArrayBuffer | ReadableStream | string";
}

function methodSignature(document: OpenApiDocument, operation: NamedOperation): string {
  const { name, type, method, path, node, parameters } = operation;
  const body = node.requestBody && follow(document, node.requestBody);
  const needed = body?.required || parameters.some((parameter) => parameter.in === "path" || parameter.required);
  const comment = docComment(
    [node.summary, node.description, `\`${method.toUpperCase()} ${path}\``, node.deprecated && "@deprecated"],
    "  ",
  );
  return `${comment}  ${propertyKey(name)}(input${needed ? "" : "?"}: ${type}Input): OperationResult<${type}Output>;`;
}

/** What stands beneath these is a value, and no schema, whatever it looks like. */
const DATA = new Set(["const", "enum", "default", "example", "examples"]);

/** The names of the properties of the body that are secret: those of `format: password`, however deep. */
function secretNames(document: OpenApiDocument, node: Operation): string[] {
  const found = new Set<string>();
  const seen = new Set<unknown>();
  const visit = (value: unknown, name?: string): void => {
    if (typeof value !== "object" || value === null) return;
    const schema = follow(document, value) as Record<string, unknown>;
    if (seen.has(schema)) return;
    seen.add(schema);
    if (schema["format"] === "password" && name !== undefined) found.add(name);
    for (const [key, inner] of Object.entries(schema)) {
      if (DATA.has(key)) continue;
      if (key === "properties") for (const [property, node] of Object.entries(inner as object)) visit(node, property);
      else visit(inner);
    }
  };
  visit(node.requestBody && follow(document, node.requestBody).content);
  return [...found];
}
