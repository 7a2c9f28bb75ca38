// Decodes requests by a description alone, as a server would: it knows neither the client nor how the description was made.
import {
  httpMethods,
  type OpenApiDocument,
  type Operation,
  type Parameter,
  type PathItem,
  type RequestBody,
  type Server,
} from "@repo/openapi";
import { parse as parseCookies } from "hono/utils/cookie";
import { decodeBody, essence } from "./forms.ts";
import { read, resolve } from "./schemas.ts";
import { decodeHeader, decodePath, encodingProblems, queryRules, type RawPair, rawPairs, takeValue } from "./styles.ts";

export interface HttpRequest {
  method: string;
  url: URL;
  /** By name in lower case. */
  headers: Readonly<Record<string, string | undefined>>;
  body: Buffer;
}

/** What a request contains according to the description. */
export interface Found {
  /** Method and path, as the description has them. */
  operation: string;
  path: Record<string, unknown>;
  query: Record<string, unknown>;
  header: Record<string, unknown>;
  cookie: Record<string, unknown>;
  /** What the whole query is. */
  querystring?: unknown;
  /** Its media type without parameters, and its value. */
  body?: { mediaType: string; value: unknown };
  /** What does not belong into the request. */
  problems: string[];
}

/** The operation that a request is for. */
interface Match {
  name: string;
  item: PathItem;
  operation: Operation;
  /** The values of the path's parameters, still encoded. */
  values: Record<string, string>;
}

/**
 * Finds the operation of a request and decodes each of its parts.
 *
 * @param baseUrl takes the place of all servers of the description, if given
 */
export async function decode(document: OpenApiDocument, request: HttpRequest, baseUrl?: string): Promise<Found> {
  const found: Found = { operation: "", path: {}, query: {}, header: {}, cookie: {}, problems: [] };
  const match = findOperation(document, request, baseUrl);
  if (!match) return { ...found, problems: [`no operation for ${request.method} ${request.url}`] };
  found.operation = match.name;
  const { problems } = found;
  const parameters = parametersOf(document, match);
  const whole = parameters.find((parameter) => parameter.in === "querystring");
  if (whole) found.querystring = await decodeQuery(document, whole, request.url.search.slice(1), problems);
  const pairs = rawPairs(whole ? "" : request.url.search.slice(1));
  const cookies = cookiePairs(request.headers["cookie"]);
  const inQuery = parameters.filter((parameter) => parameter.in === "query");
  const mayStay = inQuery.some(({ allowReserved }) => allowReserved);
  for (const pair of pairs) {
    const parameter = inQuery.find(({ name }) => name === queryRules.decodeRaw(pair.name));
    const isObject = read(document, parameter?.schema).types.has("object");
    // Names of properties are encoded, or not.
    const allowed = parameter && !isObject ? parameter.allowReserved && "stay" : mayStay && "may stay";
    problems.push(...encodingProblems(pair, allowed || "are encoded"));
  }
  for (const parameter of parameters) {
    if (parameter.in === "querystring") continue;
    const value = decodeParameter(document, parameter, match, request, { query: pairs, cookie: cookies });
    if (value !== undefined) found[parameter.in][parameter.name] = value;
  }
  for (const { name, value } of pairs) problems.push(`the query has ${name}=${value}`);
  for (const { name, value } of cookies) problems.push(`a cookie is ${name}=${value}`);

  const contentType = request.headers["content-type"];
  if (contentType === undefined) {
    if (request.body.length > 0) problems.push("the body has no Content-Type");
    return found;
  }
  const content = match.operation.requestBody && resolve<RequestBody>(document, match.operation.requestBody).content;
  const mediaType = Object.entries(content ?? {}).find(([described]) => isOf(described, contentType))?.[1];
  if (!mediaType) problems.push(`a body of type ${contentType} is not described`);
  else {
    const value = await decodeBody(document, mediaType, request.body, contentType, problems);
    found.body = { mediaType: essence(contentType), value };
  }
  return found;
}

/** Decodes a query that is written as a media type. */
async function decodeQuery(
  document: OpenApiDocument,
  { content = {} }: Parameter,
  written: string,
  problems: string[],
): Promise<unknown> {
  const [[mediaType, media] = ["", {}]] = Object.entries(content);
  if (mediaType.endsWith("urlencoded")) {
    return decodeBody(document, media, Buffer.from(written), mediaType, problems);
  }
  // All else is one text, in which nothing stands for itself.
  if (/[^\w.~!*'()%-]/.test(written)) problems.push(`the query ${written} is not encoded`);
  const text = decodeURIComponent(written);
  return mediaType === "application/json" ? JSON.parse(text) : text;
}

function findOperation(document: OpenApiDocument, { method, url }: HttpRequest, baseUrl?: string): Match | undefined {
  const matches = Object.entries(document.paths ?? {}).flatMap(([path, given]) => {
    const item = resolve<PathItem>(document, given);
    return httpMethods.flatMap((name): Match[] => {
      const operation = item[name];
      if (!operation || name !== method.toLowerCase()) return [];
      const servers = operation.servers ?? item.servers ?? document.servers ?? [];
      const bases = baseUrl === undefined ? servers.map(filled) : [baseUrl];
      const base = bases.find((base) => url.href.startsWith(base));
      const values =
        base === undefined ? undefined : valuesIn(path, url.href.slice(base.length).replace(/[?#].*$/s, ""));
      return values ? [{ name: `${name} ${path}`, item, operation, values }] : [];
    });
  });
  // A path without parameters is meant before one with them.
  return matches.toSorted((a, b) => Object.keys(a.values).length - Object.keys(b.values).length)[0];
}

function filled({ url, variables = {} }: Server): string {
  const text = url.replace(/\{([^}]*)\}/g, (_, name: string) => variables[name]?.default ?? "");
  return text.replace(/\/$/, "");
}

/** The raw values of a template's parameters in a path, or undefined if it has another form. */
function valuesIn(template: string, path: string): Record<string, string> | undefined {
  const names: string[] = [];
  const pattern = template.split(/(\{[^}]*\})/).map((piece, at) => {
    if (at % 2 === 0) return encodeURI(piece).replace(/[.*+?^$()|[\]\\]/g, "\\$&");
    names.push(piece.slice(1, -1));
    return "([^/]*)";
  });
  const values = new RegExp(`^${pattern.join("")}$`).exec(path)?.slice(1);
  return values && Object.fromEntries(names.map((name, at) => [name, values[at] ?? ""]));
}

/** The operation's parameters and those of its path that it does not replace. Some headers are to be ignored. */
function parametersOf(document: OpenApiDocument, { item, operation }: Match): Parameter[] {
  const all = [...(item.parameters ?? []), ...(operation.parameters ?? [])];
  const byName = new Map<string, Parameter>();
  for (const given of all) {
    const parameter = resolve<Parameter>(document, given);
    const ignored = parameter.in === "header" && /^(accept|content-type|authorization)$/i.test(parameter.name);
    if (!ignored) byName.set(`${parameter.in} ${parameter.name}`, parameter);
  }
  // What takes any name comes last.
  const isFree = ({ schema }: Parameter) => {
    const { types, properties } = read(document, schema);
    return types.has("object") && properties.size === 0;
  };
  return [...byName.values()].toSorted((a, b) => Number(isFree(a)) - Number(isFree(b)));
}

function decodeParameter(
  document: OpenApiDocument,
  parameter: Parameter,
  { values }: Match,
  { headers }: HttpRequest,
  pairs: { query: Set<RawPair>; cookie: Set<RawPair> },
): unknown {
  const { name, in: place, content } = parameter;
  if (place === "querystring") return undefined;
  if (place === "path") return decodePath(document, parameter, values[name] ?? "");
  if (place === "header") {
    const text = headers[name.toLowerCase()];
    return text === undefined ? undefined : decodeHeader(document, parameter, text);
  }
  const value = takeValue(document, parameter, pairs[place], queryRules);
  // As a framework reads it.
  const isText = place === "cookie" && typeof value === "string" && !content;
  return isText ? parseCookies(headers["cookie"] ?? "", name)[name] : value;
}

function cookiePairs(header: string | undefined): Set<RawPair> {
  return rawPairs((header ?? "").split("; ").join("&"));
}

function isOf(described: string, given: string): boolean {
  const [type, subtype] = essence(described).split("/");
  const [givenType, givenSubtype] = essence(given).split("/");
  return (type === "*" || type === givenType) && (subtype === "*" || subtype === givenSubtype);
}
