import { isJson, isJsonSequence, isRecord } from "@repo/openapi";
import type { SampleOperation, SampleRequest } from "../model/site.ts";
import { jsonText } from "./literal.ts";

/**
 * The URL of a request. Values are percent-encoded. A path parameter without a value becomes a placeholder in capitals,
 * `MODEL_ID`, for the reader to replace.
 *
 * @param server The base URL. Default: the one that the description gives.
 */
export function requestUrl(
  { route, server: documented, queryMediaType }: Pick<SampleOperation, "route" | "server" | "queryMediaType">,
  { path, query, querystring }: Pick<SampleRequest, "path" | "query" | "querystring">,
  server = documented,
): string {
  const filled = route.replace(/\{([^{}]+)\}/g, (_, name: string) => {
    const value = Object.hasOwn(path, name) ? path[name] : undefined;
    return value === undefined || value === null || value === "" ? encode(placeholder(name)) : pathValue(value);
  });
  const pairs = Object.entries(query).flatMap(([name, value]) => queryPairs(name, value));
  const written = pairs.map(([name, value]) => `${encode(name)}=${encode(value)}`);
  const search = [...wholeQuery(querystring, queryMediaType), ...written].join("&");
  const address = `${server.replace(/\/+$/, "")}${filled}`;
  return search === "" ? address : `${address}${address.includes("?") ? "&" : "?"}${search}`;
}

/** A query that one value is, in its media type: pairs for a form, and otherwise the JSON or the text itself. */
function wholeQuery(value: unknown, mediaType: string | undefined): string[] {
  if (value === undefined) return [];
  if (bodyKind(mediaType) !== "urlencoded" || !isRecord(value)) return [encode(value)];
  return Object.entries(value).flatMap(([name, each]) =>
    [each].flat().flatMap((item) => (item === undefined ? [] : [`${encode(name)}=${encode(item)}`])),
  );
}

/** `MODEL_ID` for `modelId`. */
export function placeholder(name: string): string {
  return name
    .replace(/([a-z\d])([A-Z])/g, "$1_$2")
    .replace(/[^A-Za-z\d]+/g, "_")
    .toUpperCase();
}

/** In the style `simple`, the default of path parameters. */
function pathValue(value: unknown): string {
  return (isRecord(value) ? Object.entries(value).flat() : [value].flat()).map(encode).join(",");
}

/** In the style `form` for plain values and lists, `deepObject` for objects, as the client writes them. */
function queryPairs(name: string, value: unknown): [string, unknown][] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return value.map((item) => [name, item]);
  if (isRecord(value)) return Object.entries(value).map(([key, item]) => [`${name}[${key}]`, item]);
  return [[name, value]];
}

function encode(value: unknown): string {
  const text = typeof value === "object" ? JSON.stringify(value) : String(value);
  // encodeURIComponent throws at half of a surrogate pair.
  return encodeURIComponent(text.replace(/\p{Surrogate}/gu, "\u{FFFD}"));
}

/**
 * The headers of a request, without its credentials, in order. A header whose name HTTP does not allow is left out, and
 * line breaks in a value become spaces: neither can be sent.
 */
export function requestHeaders({ mediaType }: SampleOperation, { header, body }: SampleRequest): [string, string][] {
  const headers = Object.entries(header).filter(([, value]) => value !== undefined && value !== null);
  const named = headers.map(([name, value]): [string, string] => [name, headerValue(value)]);
  // A multipart header has to name the boundary, which is chosen when the body is written.
  if (body !== undefined && bodyKind(mediaType) !== "multipart")
    named.unshift(["Content-Type", headerValue(mediaType ?? "application/json")]);
  return named.filter(([name]) => isHeaderName(name));
}

/** Whether HTTP allows a header of this name (a token of RFC 9110). */
export function isHeaderName(name: string): boolean {
  return /^[\w!#$%&'*+.^`|~-]+$/.test(name);
}

function headerValue(value: unknown): string {
  const text = typeof value === "object" ? JSON.stringify(value) : String(value);
  return text.replace(/\p{Cc}+/gu, " ").trim();
}

/** How a body is written: as JSON, as a form, as text, or as bytes, for which a sample has a placeholder. */
export function bodyKind(mediaType = "application/json"): "json" | "urlencoded" | "multipart" | "text" | "bytes" {
  if (isJson(mediaType)) return "json";
  if (/^application\/x-www-form-urlencoded\b/i.test(mediaType)) return "urlencoded";
  if (/^multipart\//i.test(mediaType)) return "multipart";
  return /^text\/|[/+]xml\b/i.test(mediaType) ? "text" : "bytes";
}

/** A body as readers see it: indented JSON, or the text itself for other media types. */
export function bodyText({ mediaType }: SampleOperation, body: unknown): string {
  return typeof body === "string" && bodyKind(mediaType) !== "json" ? body : jsonText(body);
}

/**
 * The body as the description says that it is sent, or a list of items as lines. One of multipart would have a boundary that
 * no header names.
 */
export function bodyAsSent(
  { mediaType = "" }: Pick<SampleOperation, "mediaType">,
  { serializedBody, body }: SampleRequest,
): string | undefined {
  if (bodyKind(mediaType) === "multipart") return undefined;
  const isLines = isJsonSequence(mediaType) && !/json-seq\b/i.test(mediaType);
  return (
    serializedBody ?? (isLines && Array.isArray(body) ? body.map((item) => JSON.stringify(item)).join("\n") : undefined)
  );
}

/** The fields of a form, each as text. */
export function formEntries(body: unknown): [string, string][] {
  if (typeof body !== "object" || body === null) return [];
  return Object.entries(body).map(([name, value]) => [name, typeof value === "string" ? value : JSON.stringify(value)]);
}
