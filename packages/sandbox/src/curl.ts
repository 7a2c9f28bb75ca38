import { isJson, type MediaType, type OpenApiDocument, type Parameter } from "@repo/openapi";
import type { CredentialScheme } from "@repo/settings";
import type { Credentials } from "./credentials.ts";
import type { Route } from "./routes.ts";
import { exampleOf, statusOf } from "./success.ts";

/** A request to try: what it sends instead of the examples. */
export interface Tried {
  /** The name of the operation. */
  name: string;
  path?: Readonly<Record<string, string>>;
  body?: unknown;
}

/** What a request to a sandbox is made of. */
interface Served {
  document: OpenApiDocument;
  /** Where the sandbox listens, with the path of the server. */
  url: string;
  credentials: Credentials;
  routes: readonly Route[];
}

/**
 * Returns the lines of a curl command for a request that is answered, by default the first that needs no body, or else the
 * first that the description has values for; none if there is no such request. A shell takes them as they are, on Windows
 * cmd.exe.
 */
export function curlLines(served: Served, tried?: Tried): string[] {
  const { routes } = served;
  const answered = routes.filter((route) => statusOf(route) < 400);
  const candidates = tried
    ? routes.filter(({ name }) => name === tried.name)
    : [...answered.filter(({ body }) => !body?.required), ...answered.filter(({ body }) => body?.required)];
  for (const route of candidates) {
    const parts = partsOf(served, route, tried);
    // The line continuation of cmd.exe differs.
    if (parts) return parts.join(process.platform === "win32" ? " ^\n    " : " \\\n    ").split("\n");
  }
  return [];
}

/** The address and the flags, as they stand on a line each; `undefined` if a value is not known. */
function partsOf({ document, url, credentials }: Served, route: Route, tried?: Tried): string[] | undefined {
  const valuesIn = (place: Parameter["in"]) =>
    route.parameters
      .filter((parameter) => parameter.in === place && parameter.required)
      .map((parameter): [string, unknown] => [parameter.name, knownValue(document, parameter, parameter.name)]);
  const inPath: Record<string, unknown> = { ...Object.fromEntries(valuesIn("path")), ...tried?.path };
  const [inQuery, inHeader] = [valuesIn("query"), valuesIn("header")];
  const media = route.body && (route.body.required || tried?.body !== undefined) ? jsonOf(route.body) : undefined;
  const body = tried?.body ?? (media && knownValue(document, media[1]));
  const values = [...Object.values(inPath), ...[...inQuery, ...inHeader].map(([, value]) => value)];
  if (values.includes(undefined) || (route.body?.required && body === undefined)) return undefined;

  const path = route.path.replace(/\{([^{}]+)\}/g, (_, name: string) => encodeURIComponent(`${inPath[name]}`));
  const address = new URL(path, url);
  for (const [name, value] of inQuery) address.searchParams.append(name, `${value}`);
  const method = route.method === "GET" ? "" : `-X ${route.method}`;
  const flags = (route.security[0] ?? []).map((scheme) => flagOf(scheme, credentials, address));
  const content = media ? `-H ${quoted(`Content-Type: ${media[0]}`)} -d ${quoted(JSON.stringify(body))}` : "";
  return [
    `  curl ${plainOrQuoted(address.href)}`,
    [method, ...flags].filter((flag) => flag !== "").join(" "),
    ...inHeader.map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`),
    content,
  ].filter((part) => part !== "");
}

function jsonOf({ content }: NonNullable<Route["body"]>): [string, MediaType] | undefined {
  return Object.entries(content).find(([type]) => isJson(type) && !type.includes("*"));
}

/** The example of a parameter or a body; `undefined` if none is known. */
function knownValue(document: OpenApiDocument, node: Parameter | MediaType, name?: string): unknown {
  const { value, missing } = exampleOf(document, node, { direction: "request", ...(name !== undefined && { name }) });
  return missing.length > 0 ? undefined : value;
}

/** What sends a credential. One of the query is added to the address. */
function flagOf(scheme: CredentialScheme, credentials: Credentials, address: URL): string {
  const value = (credential: { option: string }) => credentials[credential.option] ?? "";
  if (scheme.kind === "basic") return `-u ${plainOrQuoted(`${value(scheme.username)}:${value(scheme.password)}`)}`;
  if (scheme.kind === "token") return `-H ${quoted(`Authorization: ${scheme.scheme} ${value(scheme.token)}`)}`;
  const { parameter } = scheme;
  if (scheme.in === "header") return `-H ${quoted(`${parameter}: ${value(scheme.key)}`)}`;
  if (scheme.in === "cookie") return `-b ${quoted(`${parameter}=${value(scheme.key)}`)}`;
  address.searchParams.append(parameter, value(scheme.key));
  return "";
}

function plainOrQuoted(text: string): string {
  return /^[\w:/.%~-]+$/.test(text) ? text : quoted(text);
}

/** Only double quotes, because cmd.exe does not know others. */
function quoted(text: string): string {
  return `"${text.replace(process.platform === "win32" ? /["\\]/g : /["\\$`]/g, "\\$&")}"`;
}
