import {
  type Example,
  follow,
  isJson,
  type MediaType,
  makeExample,
  type OpenApiDocument,
  type Parameter,
} from "@repo/openapi";
import type { CredentialScheme } from "@repo/settings";
import type { Credentials } from "./credentials.ts";
import type { Route } from "./routes.ts";

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
 * Returns the lines of a curl command for a request that is answered, by default the first whose parameters and body the
 * description has values for; none if there is no such request. A shell takes them as they are, on Windows cmd.exe.
 */
export function curlLines({ document, url, credentials, routes }: Served, tried?: Tried): string[] {
  const usable = routes.filter(
    ({ shortcoming, body }) => shortcoming === undefined && (!body?.required || jsonOf(body)),
  );
  const route = tried
    ? routes.find(({ name }) => name === tried.name)
    : (usable.find(({ body }) => !body) ?? usable[0]);
  if (!route) return [];
  const values = (place: Parameter["in"]) =>
    route.parameters
      .filter((parameter) => parameter.in === place && (parameter.required || place === "path"))
      .map((parameter): [string, string] => [parameter.name, `${exampleOfParameter(document, parameter)}`]);
  const inPath = { ...Object.fromEntries(values("path")), ...tried?.path };
  const path = route.path.replace(/\{([^{}]+)\}/g, (_, name: string) => encodeURIComponent(inPath[name] ?? name));
  const address = new URL(path, url);
  for (const [name, value] of values("query")) address.searchParams.append(name, value);
  const flags = (route.security[0] ?? []).map((scheme) => flagOf(scheme, credentials, address));
  const media = route.body && (route.body.required || tried?.body !== undefined) ? jsonOf(route.body) : undefined;
  const body = tried?.body ?? (media && exampleOfBody(document, media[1]));
  const content = media ? [`-H ${quoted(`Content-Type: ${media[0]}`)} -d ${quoted(JSON.stringify(body))}`] : [];
  const method = route.method === "GET" ? [] : [`-X ${route.method}`];
  const parts = [
    [...method, ...flags].filter((flag) => flag !== "").join(" "),
    ...values("header").map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`),
    ...content,
  ].filter((part) => part !== "");
  // The line continuation of cmd.exe differs.
  const more = process.platform === "win32" ? "^" : "\\";
  const lines = [`  curl ${plainOrQuoted(address.href)}`, ...parts.map((part) => `    ${part}`)];
  return lines.map((line, index) => (index < lines.length - 1 ? `${line} ${more}` : line));
}

function jsonOf({ content }: NonNullable<Route["body"]>): [string, MediaType] | undefined {
  return Object.entries(content).find(([type]) => isJson(type) && !type.includes("*"));
}

function exampleOfParameter(document: OpenApiDocument, { name, schema, example, examples = {} }: Parameter): unknown {
  return (
    firstExample(document, example, examples) ?? makeExample(document, schema, { direction: "request", name }).value
  );
}

function exampleOfBody(document: OpenApiDocument, { schema, example, examples = {} }: MediaType): unknown {
  return firstExample(document, example, examples) ?? makeExample(document, schema, { direction: "request" }).value;
}

function firstExample(
  document: OpenApiDocument,
  example: unknown,
  examples: NonNullable<MediaType["examples"]>,
): unknown {
  const named = Object.values(examples).map((node) => follow<Example>(document, node).value);
  return [example, ...named].find((value) => value !== undefined);
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
