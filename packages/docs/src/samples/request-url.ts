import type { SampleOperation, SampleRequest } from "../model/site.ts";

/**
 * The address of a request. Values are percent-encoded; one that is missing from the path leaves its name, in capitals,
 * for the reader to replace.
 *
 * @param server Where the API stands. Default: where the description says.
 */
export function requestUrl(
  { route, server: documented }: Pick<SampleOperation, "route" | "server">,
  { path, query }: Pick<SampleRequest, "path" | "query">,
  server = documented,
): string {
  const filled = route.replace(/\{([^{}]+)\}/g, (_, name: string) => {
    const value = Object.hasOwn(path, name) ? path[name] : undefined;
    return value === undefined || value === null || value === "" ? placeholder(name) : pathValue(value);
  });
  const pairs = Object.entries(query).flatMap(([name, value]) => queryPairs(name, value));
  const search = pairs.map(([name, value]) => `${encode(name)}=${encode(value)}`).join("&");
  const address = `${server.replace(/\/+$/, "")}${filled}`;
  return search === "" ? address : `${address}${address.includes("?") ? "&" : "?"}${search}`;
}

/** `MODEL_ID` for `modelId`. */
function placeholder(name: string): string {
  return encode(
    name
      .replace(/([a-z\d])([A-Z])/g, "$1_$2")
      .replace(/[^A-Za-z\d]+/g, "_")
      .toUpperCase(),
  );
}

/** Style `simple`, the default of path parameters. */
function pathValue(value: unknown): string {
  return (isObject(value) ? Object.entries(value).flat() : [value].flat()).map(encode).join(",");
}

/** Style `form` for plain values and lists, `deepObject` for objects, as the client writes them. */
function queryPairs(name: string, value: unknown): [string, unknown][] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return value.map((item) => [name, item]);
  if (isObject(value)) return Object.entries(value).map(([key, item]) => [`${name}[${key}]`, item]);
  return [[name, value]];
}

function encode(value: unknown): string {
  const text = typeof value === "object" ? JSON.stringify(value) : String(value);
  // Half a surrogate pair has no encoding, and encodeURIComponent throws at it.
  return encodeURIComponent(text.replace(/\p{Surrogate}/gu, "\u{FFFD}"));
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
