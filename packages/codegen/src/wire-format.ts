// How the requests and responses of an operation are written and read, for the table of operations.
import {
  type EventKind,
  essenceOf,
  eventKinds,
  follow,
  isEventObject,
  isEventStream,
  isForm,
  isJson,
  isJsonSequence,
  isMultipart,
  isRange,
  isRecord,
  isText,
  itemSchemaOf,
  type MediaType,
  type NamedOperation,
  type OpenApiDocument,
  type Parameter,
  type RequestBody,
  type Response,
  resolve,
  type Schema,
} from "@repo/openapi";

export const places = ["path", "query", "querystring", "header", "cookie"] as const;

/** How a parameter or a property of a form is written, where it is not the default. */
export interface Style {
  style?: string;
  explode?: boolean;
  allowReserved?: boolean;
  mediaType?: string;
  contentType?: string;
  headers?: Record<string, string>;
}

const STYLES: Readonly<Record<Parameter["in"], readonly [usual: string, ...others: string[]]>> = {
  path: ["simple", "label", "matrix"],
  query: ["form", "spaceDelimited", "pipeDelimited", "deepObject"],
  querystring: ["form"],
  header: ["simple"],
  cookie: ["form", "cookie"],
};

/**
 * How a parameter is written, or `undefined` if in the default style of its place.
 *
 * @param warn called if the description asks for a style that the place does not have
 */
export function styleOf(
  document: OpenApiDocument,
  parameter: Parameter,
  warn: (message: string) => void,
): Style | undefined {
  const { name, in: place, content, allowReserved } = parameter;
  const [mediaType] = Object.keys(content ?? {});
  if (mediaType !== undefined) return { mediaType: isJson(mediaType) ? "application/json" : mediaType };
  const [usual, ...others] = STYLES[place];
  let { style = usual } = parameter;
  if (style !== usual && !others.includes(style)) {
    warn(`The ${place} parameter "${name}" is written in style ${usual}, because ${place} has no style ${style}.`);
    style = usual;
  }
  const explode = parameter.explode ?? (style === "form" || style === "cookie");
  // Before OpenAPI 3.2, it is for the query alone.
  const isReserved = allowReserved && (place === "query" || document.openapi.startsWith("3.2"));
  if (isReserved && place === "cookie" && style === "form") {
    warn(`The cookie parameter "${name}" is percent-encoded all the same. Use the style cookie.`);
  }
  const written: Style = {
    ...(style !== usual && { style }),
    ...(style !== "deepObject" && explode !== (style === "form") && { explode }),
    ...(isReserved && (place === "query" || place === "path") && { allowReserved: true }),
  };
  return Object.keys(written).length > 0 ? written : undefined;
}

/** How the query is written that one parameter describes as a whole, if there is one. */
export function queryFormat(document: OpenApiDocument, parameters: Parameter[]): QueryFormat | undefined {
  const whole = parameters.find((parameter) => parameter.in === "querystring");
  const [mediaType, media] = Object.entries(whole?.content ?? {})[0] ?? [];
  if (mediaType === undefined || !media) return undefined;
  if (isForm(mediaType)) return { form: encodingsOf(document, mediaType, media) };
  return isJson(mediaType) ? "json" : "text";
}

/** Whether the client can write a parameter without a table of styles: a single value, or a list in the query. */
export function isPlain(document: OpenApiDocument, { name, in: place, schema }: Parameter): boolean {
  const isItem = (given: unknown) => hasTypes(document, given);
  if (place === "cookie" || !/^[\w.~-]+$/.test(name)) return place === "header" && isItem(schema);
  const { schema: resolved } = resolve(document, schema);
  return isItem(schema) || (place === "query" && resolved.type === "array" && isItem(resolved.items));
}

const SIMPLE = ["string", "number", "integer", "boolean", "null"];

/** Whether all values of a schema are of some types: by default, those of a single value. */
export function hasTypes(
  document: OpenApiDocument,
  given: unknown,
  types: readonly string[] = SIMPLE,
  seen: Set<unknown> = new Set(),
): boolean {
  if (!isRecord(given) || seen.has(given)) return false;
  seen.add(given);
  const { schema } = resolve(document, given);
  const { type, enum: values, const: constant, oneOf, anyOf } = schema;
  const isOfThem = (value: unknown) => types.includes(value === null ? "null" : typeof value);
  if (values) return values.every(isOfThem);
  if (constant !== undefined) return isOfThem(constant);
  if (type !== undefined) return [type].flat().every((one) => types.includes(one));
  const alternatives = oneOf ?? anyOf ?? [];
  return alternatives.length > 0 && alternatives.every((one) => hasTypes(document, one, types, seen));
}

/** The type of an operation in the generated types. */
export function typeOf({ path, keys }: Pick<NamedOperation, "path" | "keys">): string {
  return ["paths", ...[path, ...keys].map((key) => `[${JSON.stringify(key)}]`)].join("");
}

/** A media type of a body or a response: how it is described, how the client names it, and how it writes or reads it. */
export interface Medium {
  /** The key in the description. */
  described: string;
  /** What is sent as `Content-Type`, or asked for. */
  sent: string;
  format: BodyFormat | AnswerFormat;
  schema: Schema | undefined;
  /** The schema of each item, if it is a sequence that is described item by item. */
  itemSchema: Schema | undefined;
  /** Whether it has items or parts that the client neither writes nor reads one by one. */
  hasOtherItems: boolean;
}

export type BodyFormat = "json" | "text" | "bytes" | "items" | { form: Encodings } | { multipart: Encodings };
export type AnswerFormat = "json" | "text" | "blob" | "events" | "textEvents" | "items" | { events: string[] };
export type QueryFormat = "json" | "text" | { form: Encodings };
type Encodings = Record<string, Style>;

/** The body of an operation. `fetch` sends none with GET and HEAD; OpenAPI 3.0 ignores such a body, 3.1 advises against it. */
export function bodyOf(document: OpenApiDocument, { method, node }: NamedOperation): RequestBody | undefined {
  const isSent = method !== "get" && method !== "head";
  return node.requestBody && isSent ? follow(document, node.requestBody) : undefined;
}

/** The media types of an operation's body, the one to send by default first. */
export function bodiesOf(document: OpenApiDocument, content: Record<string, MediaType> = {}): Medium[] {
  const all = Object.entries(content).map(([described, media]): Medium => {
    const { schema } = media;
    const itemSchema = itemSchemaOf(described, media);
    const kind = kindOf(document, described, schema);
    const sent = isRange(described) ? (SENT_FOR_RANGE[kind] ?? described) : described;
    const medium = { described, sent, schema, itemSchema, hasOtherItems: false };
    if (itemSchema && isJsonSequence(described)) return { ...medium, format: "items" };
    if (hasItems(media)) return { ...medium, format: kind, hasOtherItems: true };
    if (!isForm(described)) return { ...medium, format: kind };
    const encodings = encodingsOf(document, described, media);
    return { ...medium, format: isMultipart(described) ? { multipart: encodings } : { form: encodings } };
  });
  return sorted(all, ({ format }) => (format === "json" ? 0 : typeof format === "object" ? 1 : 2));
}

/** Whether a body is described as items or as parts in an order, rather than as one value. */
function hasItems({ itemSchema, prefixEncoding, itemEncoding }: MediaType): boolean {
  return (itemSchema ?? prefixEncoding ?? itemEncoding) !== undefined;
}

const SENT_FOR_RANGE: Readonly<Record<string, string>> = { json: "application/json", text: "text/plain" };

function kindOf(document: OpenApiDocument, mediaType: string, schema: Schema | undefined): "json" | "text" | "bytes" {
  const { schema: resolved } = resolve(document, schema);
  if (resolved.format === "binary") return "bytes";
  // A range such as */* stands for JSON, unless the schema is text.
  if (isJson(mediaType)) return isRange(mediaType) && resolved.type === "string" ? "text" : "json";
  return isText(mediaType) || isEventStream(mediaType) ? "text" : "bytes";
}

/** The media types that are used first come first; those that are sent alike come once. */
function sorted(media: Medium[], rank: (medium: Medium) => number): Medium[] {
  const bySent = new Map<string, Medium>();
  for (const medium of media.toSorted((a, b) => rank(a) - rank(b))) {
    if (!bySent.has(medium.sent)) bySent.set(medium.sent, medium);
  }
  return [...bySent.values()];
}

function encodingsOf(document: OpenApiDocument, mediaType: string, { encoding = {} }: MediaType): Encodings {
  // In multipart, the styles are to be ignored by OpenAPI 3.0, and by 3.1 in other types than form-data.
  const isFormData = essenceOf(mediaType) === "multipart/form-data" && !document.openapi.startsWith("3.0");
  const hasStyles = isFormData || !isMultipart(mediaType);
  const all = Object.entries(encoding).map(([name, given]): [string, Style] => {
    if (!isRecord(given)) return [name, {}];
    const { style, explode, allowReserved, contentType } = given;
    const headers = Object.entries(isRecord(given["headers"]) ? given["headers"] : {}).flatMap(
      ([header, described]) => {
        const value = isRecord(described) ? fixedValue(document, follow(document, described)) : undefined;
        return value === undefined ? [] : [[header, value]];
      },
    );
    return [
      name,
      {
        // Each of these three, even with its default, makes the property be written like a parameter.
        ...(hasStyles && typeof style === "string" && { style }),
        ...(hasStyles && typeof explode === "boolean" && { explode }),
        ...(hasStyles && typeof allowReserved === "boolean" && { allowReserved }),
        ...(typeof contentType === "string" && { contentType }),
        ...(headers.length > 0 && { headers: Object.fromEntries(headers) }),
      },
    ];
  });
  return Object.fromEntries(all);
}

/** The only value that a header may have. */
function fixedValue(document: OpenApiDocument, { schema }: { schema?: unknown }): string | undefined {
  const { const: constant, enum: values = [], default: usual } = resolve(document, schema).schema;
  const value = constant ?? (values.length === 1 ? values[0] : usual);
  return value === undefined || value === null ? undefined : String(value);
}

/** The media types of a response, the one to ask for by default first. */
export function answersOf(document: OpenApiDocument, { content = {} }: Response): Medium[] {
  const all = Object.entries(content).map(([described, media]): Medium => {
    const { schema } = media;
    const itemSchema = itemSchemaOf(described, media);
    const format = answerFormat(document, described, schema, itemSchema);
    const sent = isRange(described) && format === "json" ? "application/json" : described;
    return { described, sent, schema, itemSchema, format, hasOtherItems: !itemSchema && hasItems(media) };
  });
  return sorted(all, ({ format }) => (format === "json" ? 0 : 1));
}

function answerFormat(
  document: OpenApiDocument,
  mediaType: string,
  schema: Schema | undefined,
  itemSchema: Schema | undefined,
): AnswerFormat {
  if (isJsonSequence(mediaType)) return "items";
  if (!isEventStream(mediaType)) {
    const kind = kindOf(document, mediaType, schema);
    return kind === "bytes" ? (essenceOf(mediaType).endsWith("urlencoded") ? "text" : "blob") : kind;
  }
  if (itemSchema) return eventFormat(eventKinds(document, itemSchema));
  const { schema: event } = resolve(document, schema);
  const { type } = isEventObject(event) ? resolve(document, event.properties?.["data"]).schema : event;
  return type === "string" || schema === undefined ? "textEvents" : "events";
}

/** How events are read: their data as JSON, as text, or as JSON if they have one of several types. */
function eventFormat(kinds: EventKind[]): "events" | "textEvents" | { events: string[] } {
  const json = kinds.filter(({ isJson }) => isJson);
  if (json.length === 0) return "textEvents";
  if (json.length === kinds.length) return "events";
  return areToldApart(kinds) ? { events: json.flatMap(({ names }) => names) } : "textEvents";
}

/** Whether the type of an event tells whether its data is JSON. */
function areToldApart(kinds: EventKind[]): boolean {
  const [json, text] = [true, false].map((isJson) => kinds.filter((kind) => kind.isJson === isJson));
  const names = (json ?? []).flatMap(({ names }) => names);
  const isNamed = (json ?? []).every(({ names }) => names.length > 0);
  return isNamed && !(text ?? []).some((kind) => kind.names.some((name) => names.includes(name)));
}

/** The operation's own server, or that of its path, if there is one. */
export function ownServer(document: OpenApiDocument, { path, node }: NamedOperation): string | undefined {
  const item = document.paths?.[path];
  const [server] = node.servers ?? (item && follow(document, item).servers) ?? [];
  return server && resolvedUrl(filledUrl(server), serverUrl(document));
}

/** The first server of a description, with the defaults of its variables. */
export function serverUrl({ servers: [server] = [] }: OpenApiDocument): string {
  return server ? filledUrl(server) : "/";
}

function filledUrl({ url, variables = {} }: NonNullable<OpenApiDocument["servers"]>[number]): string {
  return url.replace(/\{([^{}]*)\}/g, (whole, name: string) => variables[name]?.default ?? whole);
}

/** A server of an operation may be relative, like a link. */
function resolvedUrl(url: string, base: string): string {
  return URL.canParse(base) && URL.canParse(url, base) ? new URL(url, base).href.replace(/\/$/, "") : url;
}
