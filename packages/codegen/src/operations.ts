import {
  dataKeywords,
  eventKinds,
  follow,
  isEventObject,
  isFetched,
  isRecord,
  type NamedOperation,
  namedOperations,
  type OpenApiDocument,
  type Parameter,
  pointerOf,
  propertyKey,
  type RequestBody,
  resolve,
  uniqueNames,
  verbOf,
  type Warning,
} from "@repo/openapi";
import { type Pagination, paginationOf } from "./pagination.ts";
import { type SecurityPlan, securityPlan } from "./security.ts";
import { docComment, specVersion, textList, visible } from "./source-text.ts";
import {
  answersOf,
  bodiesOf,
  bodyOf,
  hasTypes,
  isPlain,
  type Medium,
  ownServer,
  places,
  queryFormat,
  type Style,
  serverUrl,
  styleOf,
  typeOf,
} from "./wire-format.ts";

/** Where the operations module finds what it imports. */
export interface OperationsImports {
  /** Exports the type `paths`. */
  types: string;
  /** Returns what exports a module of the client's runtime, such as `describe`. */
  runtime(module: string): string;
}

/** The operations module of a description. */
export interface OperationsModule {
  code: string;
  /** Whether it exports `OperationPages` too: what methods have beside the call itself. */
  hasPages: boolean;
  /** The names that the module exports. */
  names: string[];
  warnings: Warning[];
}

/**
 * The operations module of a description: how the client sends each operation, and the interface of its methods.
 *
 * @param taken the names that it may not export, since another module does
 */
export function operationsModule(
  document: OpenApiDocument,
  header: string,
  imports: OperationsImports,
  plan: SecurityPlan = securityPlan(document, {}),
  taken: readonly string[] = [],
): OperationsModule {
  const warnings = [...plan.warnings];
  // `Search2Error` is the error of an operation `search`, if that of the API or of the runtime is `SearchError`.
  const uniqueType = uniqueNames(
    [...taken, ...Object.keys(RUNTIME)].flatMap((name) => /^(.+)Error$/.exec(name)?.slice(1) ?? []),
  );
  const operations = namedOperations(document)
    .map((operation) => ({ ...operation, type: uniqueType(operation.type) }))
    .map((operation) => withMedia(document, operation, plan, warnings));
  const entries = operations.map((operation) => tableEntry(document, operation, plan, warnings)).join("\n");
  const types = operations.flatMap((operation) => [
    inputType(operation),
    outputType(document, operation),
    errorType(operation),
    ...itemType(operation),
  ]);
  const methods = operations.map((operation) => methodSignatures(document, operation)).join("\n");
  const code = [
    `${docComment(["How the client sends each operation."])}export const operations = {`,
    entries,
    "} as const satisfies Record<keyof OperationMethods, Operation>;",
    "",
    ...types,
    `${docComment(["One method for each operation."])}export interface OperationMethods {`,
    methods,
    "}",
    "",
    ...pagesInterface(operations),
  ].join("\n");
  const module = [
    header,
    ...(operations.length > 0 ? [`import type { paths } from ${JSON.stringify(imports.types)};`] : []),
    ...runtimeImports(code, imports),
    "",
    specVersion(document),
    `${docComment([aboutServer(document)])}export const serverUrl = ${JSON.stringify(serverUrl(document))};`,
    "",
    code,
  ].join("\n");
  const names = [...module.matchAll(/^export (?:const|type|interface) ([\p{L}\p{N}_$]+)/gmu)].map(
    ([, name]) => name ?? "",
  );
  const hasPages = operations.some(({ pagination }) => pagination);
  return { code: visible(module), hasPages, names, warnings };
}

/** What generated code uses of the client's runtime, by module; functions start with a small letter. */
const RUNTIME: Readonly<Record<string, string>> = {
  CallOptions: "operation",
  describeCall: "describe",
  describeRequest: "describe",
  describeResponse: "describe",
  DescribedEvent: "streams",
  DocumentedError: "typed-response",
  HeadError: "typed-response",
  Operation: "operation",
  OperationResult: "operation",
  ResponseHeaders: "typed-response",
  ServerSentEvent: "streams",
};

function runtimeImports(code: string, { runtime }: OperationsImports): string[] {
  const names = Map.groupBy(
    Object.keys(RUNTIME).filter((name) => new RegExp(`\\b${name}\\b`).test(code)),
    (name) => runtime(RUNTIME[name] ?? ""),
  );
  return [...names].map(([from, used]) => {
    const isFunction = (name: string) => /^[a-z]/.test(name);
    const list = used.some(isFunction)
      ? `{ ${used.map((name) => (isFunction(name) ? name : `type ${name}`)).join(", ")} }`
      : `type { ${used.join(", ")} }`;
    return `import ${list} from ${JSON.stringify(from)};`;
  });
}

/** A sentence about the first server, and about its variables. */
function aboutServer({ servers: [server] = [] }: OpenApiDocument): string {
  const variables = Object.entries(server?.variables ?? {}).map(([name, { default: usual, enum: values = [] }]) => {
    const others = values.filter((value) => value !== usual);
    return `\`${name}\` as ${usual}${others.length > 0 ? ` (or ${others.join(", ")})` : ""}`;
  });
  return `The first server of the description${variables.length > 0 ? `, with ${textList(variables)}` : ""}.`;
}

/** An operation with what it sends and receives. */
interface OperationWithMedia extends NamedOperation {
  body: RequestBody | undefined;
  /** The media types of the body, the usual one first. */
  bodies: Medium[];
  /** The media types of the 2xx responses, each with the keys of those that have it, the usual one first. */
  answers: Answer[];
  /** The keys of the 2xx responses; that of the default response if there are no others. */
  success: string[];
  /** Whether a 2xx response has no body. */
  mayBeEmpty: boolean;
  /** Its pages, if it gives a list in pages. */
  pagination: Pagination | undefined;
}

interface Answer extends Medium {
  /** The keys of the responses that have this media type, with its name there. */
  places: { status: string; described: string }[];
}

function withMedia(
  document: OpenApiDocument,
  operation: NamedOperation,
  { schemes }: SecurityPlan,
  warnings: Warning[],
): OperationWithMedia {
  const { method, node } = operation;
  const body = bodyOf(document, operation);
  const responses = Object.entries(node.responses ?? {}).filter(([status]) => !status.startsWith("x-"));
  const ok = responses.filter(([status]) => /^2/.test(status));
  const success = ok.length > 0 ? ok : responses.filter(([status]) => status === "default");
  const answers = new Map<string, Answer>();
  let mayBeEmpty = success.length === 0;
  for (const [status, given] of success) {
    // A response to HEAD never has a body.
    const media = method === "head" ? [] : answersOf(document, follow(document, given));
    mayBeEmpty ||= media.length === 0;
    for (const medium of media) {
      const answer = answers.get(medium.sent) ?? { ...medium, places: [] };
      answer.places.push({ status, described: medium.described });
      answers.set(medium.sent, answer);
    }
  }
  const sorted = [...answers.values()].sort((a, b) => Number(b.format === "json") - Number(a.format === "json"));
  const pages = sorted.filter(({ format }) => format === "json").flatMap(({ places }) => places);
  const schemas = pages.map(
    ({ status, described }) =>
      follow(document, node.responses?.[status] ?? { description: "" }).content?.[described]?.schema,
  );
  return {
    ...operation,
    body,
    bodies: bodiesOf(document, body?.content),
    answers: sorted,
    success: success.map(([status]) => status),
    mayBeEmpty,
    pagination: paginationOf(document, operation, schemas, schemes, (pointer, message) =>
      warnings.push({ rule: "pagination", pointer, message }),
    ),
  };
}

function tableEntry(
  document: OpenApiDocument,
  operation: OperationWithMedia,
  plan: SecurityPlan,
  warnings: Warning[],
): string {
  const { name, method, path, keys, node, parameters, body, bodies, answers, mayBeEmpty, pagination } = operation;
  const pointer = pointerOf(["paths", path, ...keys]);
  const warn = (rule: string) => (message: string) => warnings.push({ rule, pointer, message });
  const styles: Partial<Record<Parameter["in"], Record<string, Style>>> = {};
  for (const parameter of parameters) {
    if (parameter.in === "querystring") continue;
    const style = styleOf(document, parameter, warn("parameter-style"));
    if (style) styles[parameter.in] = { ...styles[parameter.in], [parameter.name]: style };
  }
  for (const medium of bodies) {
    warnAboutText(medium, "body", warn("unwritten-media-type"));
    warnAboutItems(medium, "body", warn("unwritten-items"));
  }
  for (const medium of answers) {
    warnAboutText(medium, "response", warn("unread-media-type"));
    warnAboutItems(medium, "response", warn("unread-items"));
    if (hasUntoldEvents(document, medium)) {
      const message = "The data of some events is JSON, that of others text, and their types do not tell them apart:";
      warn("unread-items")(`${message} all is read as text. Describe each kind with a type of its own.`);
    }
  }
  if (!isFetched(method)) {
    warn("unsent-method")(`No fetch sends ${verbOf(method)}: calls fail. Use another method.`);
  }
  if (node.requestBody && !body) {
    const remedy = "Describe its properties as parameters, or use POST.";
    warn("body-not-sent")(`The body is left out, because ${verbOf(method)} is sent without one. ${remedy}`);
  }

  const server = ownServer(document, operation);
  const querystring = queryFormat(document, parameters);
  const isUsual = (media: Medium[]) =>
    media.every(({ sent, format }) => sent === "application/json" && format === "json");
  const sent =
    server !== undefined ||
    querystring !== undefined ||
    !isUsual(bodies) ||
    bodies.some(isOpen) ||
    /[?#]/.test(path) ||
    parameters.some((one) => styles[one.in] || !isPlain(document, one));
  const read = !isUsual(answers);
  const options = [
    (bodies.length > 1 || bodies.some(isOpen)) && "contentType",
    answers.length > 1 && "accept",
    answers.some(({ format }) => format === "blob") && "parseAs",
  ].filter((option) => option !== false);
  const secrets = secretNames(document, body);
  const fields: [name: string, value: unknown][] = [
    ["method", verbOf(method)],
    ["path", path],
    ["server", server === undefined ? undefined : { url: server, insteadOf: serverUrl(document).replace(/\/$/, "") }],
    ["parameters", namesByPlace(parameters)],
    ["styles", Object.keys(styles).length > 0 ? styles : undefined],
    ["querystring", querystring],
    ["bodies", isUsual(bodies) ? undefined : formatsOf(bodies)],
    ["security", plan.ownOf(node)],
    ["secrets", secrets.length > 0 ? secrets : undefined],
    ["answers", read ? formatsOf(answers) : undefined],
    ["mayBeEmpty", mayBeEmpty || undefined],
    ["options", options.length > 0 ? options : undefined],
    ["pages", pagination?.pages],
  ];
  const lines = fields.flatMap(([key, value]) => (value === undefined ? [] : [`    ${key}: ${literal(value)},`]));
  const describe = sent && read ? "describeCall" : sent ? "describeRequest" : read ? "describeResponse" : undefined;
  if (describe) lines.push(`    describe: ${describe},`);
  return `  ${propertyKey(name)}: {\n${lines.join("\n")}\n  },`;
}

/** Data as source text on one line. */
function literal(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(literal).join(", ")}]`;
  if (!isRecord(value)) return JSON.stringify(value);
  const entries = Object.entries(value).map(([key, inner]) => `${propertyKey(key)}: ${literal(inner)}`);
  return entries.length === 0 ? "{}" : `{ ${entries.join(", ")} }`;
}

function namesByPlace(parameters: Parameter[]): Record<string, string[]> {
  const here = places.map((place): [string, string[]] => [
    place,
    parameters.filter((parameter) => parameter.in === place).map(({ name }) => name),
  ]);
  return Object.fromEntries(here.filter(([, names]) => names.length > 0));
}

function formatsOf(media: Medium[]): Record<string, unknown> {
  return Object.fromEntries(media.map(({ sent, format }) => [sent, format]));
}

/** Whether the caller says what the media type is: a range does not. */
function isOpen({ described }: Medium): boolean {
  return described.includes("*");
}

type Direction = "body" | "response";

function warnAboutText({ described, format }: Medium, what: Direction, warn: (message: string) => void): void {
  if (format !== "text" || !/[/+](xml|x?-?yaml)/i.test(described)) return;
  const type = described.replace(/;.*/s, "");
  const action = what === "body" ? `written: pass ${type} as text` : `parsed: ${type} is read as text`;
  warn(`The ${what} is not ${action}.`);
}

/** What the client takes or gives for a whole that it does not split into items. */
const WHOLES: Readonly<Record<string, string>> = { json: "one value", text: "a text", bytes: "bytes", blob: "a Blob" };

function warnAboutItems(
  { described, format, hasOtherItems }: Medium,
  what: Direction,
  warn: (message: string) => void,
) {
  if (!hasOtherItems) return;
  const whole = WHOLES[`${format}`] ?? "one value";
  const action = what === "body" ? `written item by item: pass` : `read item by item: you get`;
  warn(`The ${what} is not ${action} ${described} as ${whole}.`);
}

/** Whether all events are read as texts because nothing tells those whose data is JSON. */
function hasUntoldEvents(document: OpenApiDocument, { itemSchema, format }: Medium): boolean {
  return (
    format === "textEvents" && itemSchema !== undefined && eventKinds(document, itemSchema).some(({ isJson }) => isJson)
  );
}

/** The names of the body's properties with `format: password`, however deep. */
function secretNames(document: OpenApiDocument, body: RequestBody | undefined): string[] {
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
  visit(body?.content);
  return [...found];
}

function inputType({ name, type, parameters, body, bodies, ...operation }: OperationWithMedia): string {
  const lines = places.flatMap((place) => {
    const here = parameters.filter((parameter) => parameter.in === place);
    if (here.length === 0) return [];
    const optional = here.every((parameter) => place !== "path" && !parameter.required);
    const comment = docComment([namesOf(place, here)], "  ");
    return [`${comment}  ${place}${optional ? "?" : ""}: ${typeOf(operation)}["parameters"]["${place}"];`];
  });
  const comment = docComment([`The input of {@link OperationMethods.${name}}.`]);
  const choices = body
    ? bodies.map((medium, index) =>
        bodyLines({ ...operation, name, type, parameters }, body, medium, index, bodies.length > 1),
      )
    : [];
  if (choices.length > 1) {
    const alternatives = choices.map((choice) => `  | {\n${choice.replaceAll("\n", "\n    ")}\n    }\n`).join("");
    const rest = lines.length > 0 ? `{\n${lines.join("\n")}\n} & ` : "";
    return `${comment}export type ${type}Input = CallOptions & ${rest}(\n${alternatives});\n`;
  }
  lines.push(...choices);
  return lines.length === 0
    ? `${comment}export type ${type}Input = CallOptions;\n`
    : `${comment}export interface ${type}Input extends CallOptions {\n${lines.join("\n")}\n}\n`;
}

/** A sentence that names parameters: "The parameter of the path: `modelId`." */
function namesOf(place: Parameter["in"], parameters: Parameter[]): string {
  const names = textList(parameters.map(({ name }) => `\`${name}\``));
  if (place === "querystring") return `The whole query: ${names}.`;
  return `The parameter${parameters.length > 1 ? "s" : ""} of the ${place}: ${names}.`;
}

/** The properties of an input that hold its body in one of the media types. */
function bodyLines(
  operation: NamedOperation,
  body: RequestBody,
  medium: Medium,
  index: number,
  isChoice: boolean,
): string {
  const comment = docComment([body.description || `The body of the request, as \`${medium.sent}\`.`], "  ");
  const type = bodyType(operation, medium);
  const lines = [`${comment}  ${body.required ? `body: ${type};` : `body?: ${type} | undefined;`}`];
  if (isChoice || isOpen(medium)) {
    const given = isOpen(medium) ? templateType(medium.described) : JSON.stringify(medium.sent);
    const about = docComment([isOpen(medium) ? `Default: \`${medium.sent}\`.` : ""], "  ");
    lines.push(`${about}  contentType${index > 0 ? "" : "?"}: ${given}${index > 0 ? "" : " | undefined"};`);
  }
  return lines.join("\n");
}

/** The type of the media types in a range: `image/*` is `image/${string}`. */
function templateType(range: string): string {
  return `\`${range.replace(/[\\`]|\$(?=\{)/g, "\\$&").replaceAll("*", "$" + "{string}")}\``;
}

function bodyType(operation: NamedOperation, { described, format }: Medium): string {
  const content = `NonNullable<${typeOf(operation)}["requestBody"]>["content"][${JSON.stringify(described)}]`;
  if (format === "items") return `Iterable<${content}[number]> | AsyncIterable<${content}[number]>`;
  if (format === "text") return "string";
  if (format === "bytes") return "Blob | ArrayBuffer | ArrayBufferView | ReadableStream | string";
  return typeof format === "object" && "multipart" in format ? `${content} | FormData` : content;
}

/** The type of a response, in one of its media types. */
function answerType(document: OpenApiDocument, operation: OperationWithMedia, answer: Answer): string {
  const { format, schema, itemSchema, places } = answer;
  if (format === "blob") return "Blob";
  const resolved = resolve(document, schema).schema;
  const isText = hasTypes(document, schema, ["string"]); // else it is text in a form that the client does not parse
  if (format === "text" && !isText) return "string";
  const isUntyped = (schema ?? itemSchema) === undefined || hasUntoldEvents(document, answer);
  if (format === "textEvents" && isUntyped) return "AsyncIterable<ServerSentEvent<string>>";
  const contents = places.map(
    ({ status, described }) => `${responseType(operation, status)}["content"][${JSON.stringify(described)}]`,
  );
  const type = [...new Set(contents)].join(" | ");
  if (format === "json" || format === "text") return type;
  const item = itemSchema || resolved.type === "array" ? `(${type})[number]` : type;
  if (format === "items") return `AsyncIterable<${item}>`;
  if (itemSchema) return `AsyncIterable<DescribedEvent<${item}>>`;
  return `AsyncIterable<ServerSentEvent<${isEventObject(resolved) ? `(${type})["data"]` : type}>>`;
}

function responseType(operation: OperationWithMedia, status: string): string {
  return `${typeOf(operation)}["responses"][${statusKey(status)}]`;
}

function statusKey(status: string): string {
  return /^\d+$/.test(status) ? status : JSON.stringify(status);
}

function outputType(document: OpenApiDocument, operation: OperationWithMedia): string {
  const { name, type, answers, mayBeEmpty } = operation;
  const comment = docComment([`The result of {@link OperationMethods.${name}}.`]);
  const or = mayBeEmpty ? " | undefined" : "";
  const [usual, ...others] = answers;
  if (!usual || others.length === 0) {
    const only = usual ? answerType(document, operation, usual) + or : "undefined";
    return `${comment}export type ${type}Output = ${only};\n`;
  }
  const lines = answers.map(
    (answer) => `  ${propertyKey(answer.sent)}: ${answerType(document, operation, answer)}${or};\n`,
  );
  const byType = docComment([`The results of {@link OperationMethods.${name}} by media type.`]);
  return (
    `${byType}export interface ${type}Outputs {\n${lines.join("")}}\n\n` +
    `${comment}export type ${type}Output = ${type}Outputs[${usualTypes(answers)}];\n`
  );
}

/** The media types that are asked for if the caller does not choose: those that are read like the first. */
function usualTypes(answers: Answer[]): string {
  const usual = answers.filter(({ format }) => format === answers[0]?.format);
  return usual.map(({ sent }) => JSON.stringify(sent)).join(" | ");
}

function errorType(operation: OperationWithMedia): string {
  const { name, type, method } = operation;
  const comment = docComment([`The error of {@link OperationMethods.${name}} if the status is not 2xx.`]);
  const error = method === "head" ? "HeadError" : `DocumentedError<${typeOf(operation)}["responses"]>`;
  return `${comment}export type ${type}Error = ${error};\n`;
}

/** The type of an item, of an operation that gives a list in pages. */
function itemType({ name, type, pagination }: OperationWithMedia): string[] {
  if (!pagination) return [];
  const comment = docComment([`An item of {@link OperationMethods.${name}}.`]);
  const items = pagination.indices.reduce((type, index) => `NonNullable<${type}>[${index}]`, `${type}Output`);
  return [`${comment}export type ${type}Item = NonNullable<${items}>[number];\n`];
}

/** What methods have beside the call itself. */
function pagesInterface(operations: readonly OperationWithMedia[]): string[] {
  const lists = operations.filter(({ pagination }) => pagination);
  if (lists.length === 0) return [];
  const about = docComment(["The items of all pages, each of which is asked for when the loop comes to it."], "    ");
  const members = lists.map((operation) => {
    const { name, type } = operation;
    const items = `items(input${isInputNeeded(operation) ? "" : "?"}: ${type}Input): AsyncIterable<${type}Item>;`;
    return `  ${propertyKey(name)}: {\n${about}    ${items}\n  };`;
  });
  const comment = docComment(["What the methods of lists in pages have beside the call itself."]);
  return [`${comment}export interface OperationPages {`, ...members, "}", ""];
}

function isInputNeeded({ body, parameters }: OperationWithMedia): boolean {
  return !!body?.required || parameters.some((parameter) => parameter.in === "path" || parameter.required);
}

function methodSignatures(document: OpenApiDocument, operation: OperationWithMedia): string {
  const { name, type, method, path, node, answers, success } = operation;
  const comment = docComment(
    [node.summary, node.description, `\`${verbOf(method)} ${path}\``, node.deprecated && "@deprecated"],
    "  ",
  );
  const withHeaders = success.filter(
    (status) => follow(document, node.responses?.[status] ?? { description: "" }).headers,
  );
  const headers = `ResponseHeaders<${typeOf(operation)}["responses"], ${withHeaders.map(statusKey).join(" | ")}>`;
  const result = (data: string) =>
    `OperationResult<${data}, ${type}Error${withHeaders.length > 0 ? `, ${headers}` : ""}>;`;
  const optional = isInputNeeded(operation) ? "" : "?";
  // Without quotes, it would be the signature of a constructor.
  const key = name === "new" ? '"new"' : propertyKey(name);
  const choice = answers.length > 1;
  const plain = choice
    ? `${key}<Accept extends keyof ${type}Outputs = ${usualTypes(answers)}>(input${optional}: ${type}Input & { accept?: Accept }): ${result(`${type}Outputs[Accept]`)}`
    : `${key}(input${optional}: ${type}Input): ${result(`${type}Output`)}`;
  const files = answers.filter(({ format }) => format === "blob").map(({ sent }) => JSON.stringify(sent));
  const accept = choice ? ` accept${answers[0]?.format === "blob" ? "?" : ""}: ${files.join(" | ")};` : "";
  const stream = `${key}(input: ${type}Input & {${accept} parseAs: "stream" }): ${result("ReadableStream<Uint8Array>")}`;
  return `${comment}  ${plain}${files.length > 0 ? `\n${comment}  ${stream}` : ""}`;
}
