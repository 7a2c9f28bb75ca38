import {
  essenceOf,
  isJson,
  type MediaType,
  type OpenApiDocument,
  type Parameter,
  resolve,
  type Schema,
} from "@repo/openapi";

/** The parameters of a request by their place, each converted to the type in its schema. */
interface ParameterValues {
  path: Record<string, unknown>;
  query: Record<string, unknown>;
  /** The whole query, if one parameter describes it. */
  querystring?: unknown;
  header: Record<string, unknown>;
}

/** The values of the parameters as a request has them. */
interface Sent {
  /** Percent-encoded, by name. */
  path: Readonly<Record<string, string>>;
  /** From the question mark on. */
  search: string;
  headers: Readonly<Record<string, string | string[] | undefined>>;
}

/** Returns why the sandbox cannot read a parameter; `undefined` if it can. */
export function unreadable(document: OpenApiDocument, { name, in: place, style, schema, content }: Parameter) {
  if (place === "cookie") return `cannot read the cookie ${name}.`;
  if (place === "querystring") {
    const isRead = Object.entries(content ?? {}).some(([mediaType, media]) => isReadable(document, mediaType, media));
    return isRead
      ? undefined
      : `cannot read the query ${name}, which is neither JSON nor a form of plain values and lists.`;
  }
  const usual = place === "query" ? "form" : "simple";
  if (style !== undefined && style !== usual) return `cannot read the style ${style} of the parameter ${name}.`;
  const isPlain = schema !== undefined && !typesOf(document, schema).includes("object");
  return isPlain ? undefined : `cannot read the parameter ${name}, which is neither a plain value nor a list.`;
}

/** Whether the sandbox reads a query that is written as a media type. */
function isReadable(document: OpenApiDocument, mediaType: string, { schema, encoding }: MediaType): boolean {
  if (!isPairs(mediaType)) return isJson(mediaType);
  const values = Object.values(resolve(document, schema).schema.properties ?? {});
  return encoding === undefined && !values.some((value) => typesOf(document, value).includes("object"));
}

function isPairs(mediaType: string): boolean {
  return essenceOf(mediaType) === "application/x-www-form-urlencoded";
}

/**
 * Reads the parameters of a request. Texts that spell a value of the type in the schema are converted. Other text stays
 * text, and a parameter that is sent twice without being a list becomes one, which the check refuses.
 */
export function readParameters(
  document: OpenApiDocument,
  parameters: readonly Parameter[],
  { path, search, headers }: Sent,
): ParameterValues {
  const query = new URLSearchParams(search);
  const values: ParameterValues = { path: {}, query: {}, header: {} };
  for (const name of new Set(query.keys())) values.query[name] = oneOrAll(query.getAll(name));
  for (const { name, in: place, explode = place === "query", schema, content } of parameters) {
    if (place === "cookie") continue;
    if (place === "querystring") {
      values.querystring = wholeQuery(document, search, content);
      continue;
    }
    const isList = typesOf(document, schema).includes("array");
    const sent = {
      path: () => path[name] && texts(path[name], isList).map(decode),
      query: () => query.has(name) && (isList && !explode ? itemsOf(search, name) : query.getAll(name)),
      header: () => {
        const header = headers[name.toLowerCase()];
        return header !== undefined && texts(String(header), isList).map((text) => text.trim());
      },
    }[place]();
    if (sent) values[place][name] = valueSent(document, schema, sent);
  }
  return values;
}

/** The value that the whole query is; `undefined` if there is none. */
function wholeQuery(document: OpenApiDocument, search: string, content: Parameter["content"] = {}): unknown {
  const written = search.replace(/^\?/, "");
  if (written === "") return undefined;
  const [[mediaType, { schema }] = ["", {}]] = Object.entries(content);
  if (!isPairs(mediaType)) return parsed(decode(written));
  const { properties = {} } = resolve(document, schema).schema;
  const query = new URLSearchParams(written);
  const names = [...new Set(query.keys())];
  return Object.fromEntries(names.map((name) => [name, valueSent(document, properties[name], query.getAll(name))]));
}

/** What is said in JSON. Other text stays text, which the check refuses. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function valueSent(document: OpenApiDocument, schema: Schema | undefined, sent: string[]): unknown {
  const isList = typesOf(document, schema).includes("array");
  const types = typesOf(document, isList ? resolve(document, schema).schema.items : schema);
  const typed = sent.map((text) => valueIn(text, types));
  return isList ? typed : oneOrAll(typed);
}

/** The JSON types that a schema allows, as far as it says. */
export function typesOf(document: OpenApiDocument, node: unknown): unknown[] {
  const { type, enum: words = [], oneOf = [], anyOf = [] } = resolve(document, node).schema;
  const options = [...oneOf, ...anyOf].flatMap((option) => typesOf(document, option));
  return type ? [type].flat() : [...options, ...words.map((word) => typeof word)];
}

function texts(text: string, isList: boolean): string[] {
  return isList ? text.split(",") : [text];
}

/** The only value, or the list of them. */
export function oneOrAll<Value>(values: Value[]): Value | Value[] | undefined {
  return values.length > 1 ? values : values[0];
}

/** Returns the items of a list that are written between commas: a comma within an item is percent-encoded. */
function itemsOf(search: string, name: string): string[] {
  const pairs = search.replace(/^\?/, "").split("&");
  const written = pairs.filter((pair) => new URLSearchParams(pair).has(name)).map((pair) => /=(.+)/.exec(pair)?.[1]);
  const items = written.flatMap((list) => list?.split(",") ?? []);
  return items.map((item) => new URLSearchParams(`item=${item}`).get("item") ?? "");
}

/** Returns the value of one of the types that a text spells, or else the text. */
export function valueIn(text: string, types: readonly unknown[]): unknown {
  if (types.includes("boolean") && (text === "true" || text === "false")) return text === "true";
  const isNumber = types.includes("number") || types.includes("integer");
  return isNumber && /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text) ? Number(text) : text;
}

/** Returns a path segment without its percent-encoding, or as it is if that is malformed. */
function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
