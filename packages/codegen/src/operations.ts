import {
  dataKeywords,
  follow,
  isJson,
  isRecord,
  type NamedOperation,
  namedOperations,
  type OpenApiDocument,
  type Operation,
  type Parameter,
  propertyKey,
  type RequestBody,
  type Schema,
} from "@scenario-openapi/openapi";
import { docComment, specVersion, textList, visible } from "./source-text.ts";

/** Where the operations module finds what it imports. */
export interface OperationsImports {
  /** Exports the type `paths`. */
  types: string;
  /** Exports the types `CallOptions`, `Operation` and `OperationResult`. */
  operation: string;
}

/** The operations module of a description. */
export interface OperationsModule {
  code: string;
  /** What the client cannot send or read as described, a line each. */
  warnings: string[];
}

/** The operations module of a description: how the client sends each operation, and the interface of its methods. */
export function operationsModule(
  document: OpenApiDocument,
  header: string,
  imports: OperationsImports,
): OperationsModule {
  const operations = namedOperations(document).map((operation) => withContent(document, operation));
  const entries = operations.map((operation) => tableEntry(document, operation));
  const code = [
    header,
    `import type { paths } from ${JSON.stringify(imports.types)};`,
    `import type { CallOptions, Operation, OperationResult } from ${JSON.stringify(imports.operation)};`,
    "",
    specVersion(document),
    `${docComment(["The first server of the description."])}export const serverUrl = ${JSON.stringify(document.servers?.[0]?.url ?? "/")};`,
    "",
    `${docComment(["How the client sends each operation."])}export const operations = {`,
    ...entries.map(({ code }) => code),
    "} as const satisfies Record<keyof OperationMethods, Operation>;",
    "",
    ...operations.flatMap((operation) => [inputType(operation), outputType(operation)]),
    `${docComment(["One method for each operation."])}export interface OperationMethods {`,
    operations.map(methodSignature).join("\n"),
    "}",
    "",
  ].join("\n");
  return { code: visible(code), warnings: entries.flatMap(({ warnings }) => warnings) };
}

/** An operation with what it sends and receives. */
interface OperationWithContent extends NamedOperation {
  body: RequestBody | undefined;
  /** The media type to send. */
  mediaType: string | undefined;
  success: SuccessResponse[];
}

interface SuccessResponse {
  parseAs: "json" | "text" | "blob" | "none";
  type: string;
}

function withContent(document: OpenApiDocument, operation: NamedOperation): OperationWithContent {
  const body = operation.node.requestBody && follow(document, operation.node.requestBody);
  const mediaType = preferred(body?.content);
  return { ...operation, body, mediaType, success: successResponses(document, operation) };
}

/** The media type to use if there is a choice: JSON, or else a form. */
function preferred(content: object = {}): string | undefined {
  const mediaTypes = Object.keys(content);
  return mediaTypes.find(isJson) ?? mediaTypes.find((mediaType) => mediaType.includes("form")) ?? mediaTypes[0];
}

/** How each 2xx response is read, and its type. If none is described, the default response counts. */
function successResponses(document: OpenApiDocument, operation: NamedOperation): SuccessResponse[] {
  const responses = Object.entries(operation.node.responses ?? {});
  const success = responses.filter(([status]) => /^2/.test(status));
  return (success.length > 0 ? success : responses.filter(([status]) => status === "default")).map(
    ([status, response]) => {
      const mediaType = preferred(follow(document, response).content);
      if (mediaType === undefined) return { parseAs: "none", type: "undefined" };
      if (isJson(mediaType)) {
        const key = /^\d+$/.test(status) ? status : JSON.stringify(status);
        const content = `["responses"][${key}]["content"][${JSON.stringify(mediaType)}]`;
        return { parseAs: "json", type: `${typeOf(operation)}${content}` };
      }
      return /^text\/|xml/.test(mediaType) ? { parseAs: "text", type: "string" } : { parseAs: "blob", type: "Blob" };
    },
  );
}

function typeOf({ path, method }: NamedOperation): string {
  return `paths[${JSON.stringify(path)}][${JSON.stringify(method)}]`;
}

const places = ["path", "query", "header", "cookie"] as const;

function tableEntry(document: OpenApiDocument, operation: OperationWithContent) {
  const { name, method, path, node, parameters, mediaType, success } = operation;
  const names = places.flatMap((place) => {
    const here = parameters.filter((parameter) => parameter.in === place).map((parameter) => parameter.name);
    return here.length > 0 ? [`${place}: ${JSON.stringify(here)}`] : [];
  });
  const { serializer, warnings } = querySerializer(document, parameters);
  for (const parameter of parameters) {
    if (parameter.in === "path" && parameter.style && parameter.style !== "simple") {
      warnings.push(`path parameter "${parameter.name}" is sent in style "simple", not "${parameter.style}"`);
    }
    if (parameter.content) {
      warnings.push(`${parameter.in} parameter "${parameter.name}" has a media type: pass it as text`);
    }
  }
  const ways = new Set(success.map(({ parseAs }) => parseAs));
  const mayBeEmpty = ways.delete("none") || ways.size === 0;
  const [parseAs] = ways;
  if (ways.size > 1) warnings.push(`its 2xx responses have different kinds of content: all are read as ${parseAs}`);
  const secrets = secretNames(document, node);
  const fields = [
    `method: ${JSON.stringify(method)}`,
    `path: ${JSON.stringify(path)}`,
    `parameters: { ${names.join(", ")} }`.replace("{  }", "{}"),
    serializer && `querySerializer: ${serializer}`,
    mediaType && mediaType !== "application/json" && `contentType: ${JSON.stringify(mediaType)}`,
    secrets.length > 0 && `secrets: ${JSON.stringify(secrets)}`,
    parseAs && parseAs !== "json" && `parseAs: ${JSON.stringify(parseAs)}`,
    mayBeEmpty && "mayBeEmpty: true",
  ].filter(Boolean);
  return {
    code: `  ${propertyKey(name)}: {\n${fields.map((field) => `    ${field},`).join("\n")}\n  },`,
    warnings: warnings.map((warning) => `${method.toUpperCase()} ${path}: ${warning}`),
  };
}

/** What differs from openapi-fetch's defaults, which serialize all arrays of a query in one style and all objects in another. */
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
    if (others.length > 0) {
      warnings.push(`its ${kind} parameters differ in style: all are sent as ${first.replace(" ", ", explode ")}`);
    }
    const [style, explode] = first.split(" ");
    return first === usual ? [] : [`${kind}: { style: ${JSON.stringify(style)}, explode: ${explode} }`];
  });
  return { serializer: parts.length > 0 ? `{ ${parts.join(", ")} }` : undefined, warnings };
}

function hasType(document: OpenApiDocument, schema: Schema, type: "array" | "object"): boolean {
  return [follow<Schema>(document, schema).type].flat().includes(type);
}

/** The names of the body's properties with `format: password`, however deep. */
function secretNames(document: OpenApiDocument, { requestBody }: Operation): string[] {
  const found = new Set<string>();
  const seen = new Set<unknown>();
  const visit = (node: unknown, name?: string): void => {
    if (Array.isArray(node)) for (const item of node) visit(item);
    if (!isRecord(node)) return;
    const schema = follow(document, node);
    // Before anything else: two properties can refer to the same schema.
    if (schema["format"] === "password" && name !== undefined) found.add(name);
    if (seen.has(schema)) return;
    seen.add(schema);
    for (const [key, inner] of Object.entries(schema)) {
      if (dataKeywords.has(key)) continue;
      if (key === "properties" && isRecord(inner)) {
        for (const [property, value] of Object.entries(inner)) visit(value, property);
      } else visit(inner);
    }
  };
  visit(requestBody && follow(document, requestBody).content);
  return [...found];
}

function inputType(operation: OperationWithContent): string {
  const { name, type, parameters, body, mediaType } = operation;
  const lines = places.flatMap((place) => {
    const here = parameters.filter((parameter) => parameter.in === place);
    if (here.length === 0) return [];
    const optional = here.every((parameter) => place !== "path" && !parameter.required);
    const comment = docComment([namesOf(place, here)], "  ");
    return [`${comment}  ${place}${optional ? "?" : ""}: ${typeOf(operation)}["parameters"]["${place}"];`];
  });
  if (body && mediaType) {
    const sent = bodyType(operation, mediaType);
    const comment = docComment([body.description || `The body of the request, as \`${mediaType}\`.`], "  ");
    lines.push(comment + (body.required ? `  body: ${sent};` : `  body?: ${sent} | undefined;`));
  }
  const comment = docComment([`The input of {@link OperationMethods.${name}}.`]);
  return lines.length === 0
    ? `${comment}export type ${type}Input = CallOptions;\n`
    : `${comment}export interface ${type}Input extends CallOptions {\n${lines.join("\n")}\n}\n`;
}

/** A sentence that names parameters: "The parameter of the path: `modelId`." */
function namesOf(place: Parameter["in"], parameters: Parameter[]): string {
  const names = textList(parameters.map(({ name }) => `\`${name}\``));
  return `The parameter${parameters.length > 1 ? "s" : ""} of the ${place}: ${names}.`;
}

function bodyType(operation: NamedOperation, mediaType: string): string {
  if (isJson(mediaType) || mediaType.includes("urlencoded")) {
    return `NonNullable<${typeOf(operation)}["requestBody"]>["content"][${JSON.stringify(mediaType)}]`;
  }
  if (mediaType.startsWith("multipart/")) return "FormData";
  return mediaType.startsWith("text/") ? "string" : "Blob | ArrayBuffer | ReadableStream | string";
}

function outputType({ name, type, success }: OperationWithContent): string {
  const types = new Set(success.map((response) => response.type));
  const comment = docComment([`The result of {@link OperationMethods.${name}}.`]);
  return `${comment}export type ${type}Output = ${[...types].join(" | ") || "undefined"};\n`;
}

function methodSignature({ name, type, method, path, node, parameters, body }: OperationWithContent): string {
  const needed = body?.required || parameters.some((parameter) => parameter.in === "path" || parameter.required);
  const comment = docComment(
    [node.summary, node.description, `\`${method.toUpperCase()} ${path}\``, node.deprecated && "@deprecated"],
    "  ",
  );
  return `${comment}  ${propertyKey(name)}(input${needed ? "" : "?"}: ${type}Input): OperationResult<${type}Output>;`;
}
