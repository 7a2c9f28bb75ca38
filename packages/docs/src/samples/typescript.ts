import { isFetched, isJsonSequence, isRecord } from "@repo/openapi";
import type { Credential, CredentialScheme } from "@repo/settings";
import type { AnswerKind, SampleOperation, SampleRequest } from "../model/site.ts";
import { keysInQuery } from "./credentials.ts";
import { keyOf, literal, overLines, stringLiteral } from "./literal.ts";
import { bodyAsSent, bodyKind, formEntries, isHeaderName, requestHeaders, requestUrl } from "./request.ts";

/** A request with the client of the description; empty if there is no client, or if it cannot send the method. */
export function clientSample(operation: SampleOperation, request: SampleRequest): string {
  const { name, client } = operation;
  if (client === undefined || !isFetched(operation.method)) return "";
  const key = keyOf(name);
  const body = clientBody(operation, request.body);
  const each = operation.answer === "items" ? "item" : operation.answer === "events" ? "{ data }" : undefined;
  const start = `${each ? `for await (const ${each} of await ` : "const result = await "}${client.constant}${key === name ? `.${name}` : `[${key.replace(/^\[|\]$/g, "")}]`}(`;
  const call = `${start}${callArgument(request, start.length, body !== "")})`;
  const use = each ? `) console.log(${each.replace(/\W/g, "")});` : ";\nconsole.log(result);";
  return `${client.setup.join("\n")}\n\n${body}${call}${use}`;
}

/** The client takes a form as an object, whose files are blobs, and a stream as a list. */
function clientBody({ mediaType, files = [] }: SampleOperation, body: unknown): string {
  if (Array.isArray(body) && mediaType !== undefined && isJsonSequence(mediaType)) return "";
  if (bodyKind(mediaType) !== "multipart" || !isRecord(body))
    return bodyConstant({ ...(mediaType !== undefined && { mediaType }) }, body);
  if (files.length === 0) return "";
  const lines = Object.entries(body).map(([name, value]) => {
    const file = `new Blob(["…"])`;
    const isList = Array.isArray(value);
    const code = files.includes(name)
      ? isList
        ? `[${file}]`
        : file
      : literal(value, { indent: "  ", taken: name.length + 4 });
    return `  ${keyOf(name)}: ${code},\n`;
  });
  return `const body = {\n${lines.join("")}};\n\n`;
}

function callArgument(request: SampleRequest, taken: number, hasBodyConstant: boolean): string {
  const { path, query, querystring, header, body } = request;
  const parts: [string, unknown][] = [
    ...Object.entries({ path, query, header }).filter(([, values]) => Object.keys(values).length > 0),
    ...(querystring === undefined ? [] : [["querystring", querystring] satisfies [string, unknown]]),
  ];
  if (hasBodyConstant)
    return parts.length === 0 ? "{ body }" : overLines(Object.fromEntries(parts), "").replace(/\}$/, "  body,\n}");
  const input = { ...Object.fromEntries(parts), ...(body !== undefined && { body }) };
  if (Object.keys(input).length === 0) return "";
  // A body gets a line of its own, as it is what readers look for.
  return body === undefined ? literal(input, { indent: "", taken: taken + 2 }) : overLines(input, "");
}

/** A request with `fetch` alone; empty if it refuses the method. The credentials come from environment variables. */
export function fetchSample(operation: SampleOperation, request: SampleRequest): string {
  const { method, security, answer = "json" } = operation;
  if (!isFetched(method)) return "";
  const { constant, property } = fetchBody(operation, request);
  const headers = [
    ...securityHeaders(security),
    ...requestHeaders(operation, request).map(([name, value]) => [keyOf(name), stringLiteral(value)]),
  ];
  const init = [
    `  method: ${stringLiteral(method)},\n`,
    ...(headers.length > 0
      ? [`  headers: {\n${headers.map((pair) => `    ${pair.join(": ")},\n`).join("")}  },\n`]
      : []),
    ...(request.body === undefined ? [] : [`  ${property},\n`]),
  ];
  return [
    `${constant}const response = await fetch(${addressExpression(requestUrl(operation, request), security)}, {\n${init.join("")}});`,
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the sample's own template
    "if (!response.ok) throw new Error(`${response.status}: ${await response.text()}`);",
    READ[answer],
  ].join("\n");
}

const READ_STREAM =
  "for await (const text of response.body?.pipeThrough(new TextDecoderStream()) ?? []) console.log(text);";

/** How an answer is shown, by what it is. */
const READ: Record<AnswerKind, string> = {
  json: "console.log(await response.json());",
  text: "console.log(await response.text());",
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the sample's own template
  bytes: "const { type, size } = await response.blob();\nconsole.log(`${type}, ${size} bytes`);",
  items: READ_STREAM,
  events: READ_STREAM,
  none: "console.log(response.status);",
};

function addressExpression(url: string, security: readonly CredentialScheme[]): string {
  const parts = keysInQuery(security).map(([parameter, variable], at) => {
    const start = `${at > 0 ? "" : url}${at > 0 || url.includes("?") ? "&" : "?"}${encodeURIComponent(parameter)}=`;
    return `${stringLiteral(start)} + encodeURIComponent(process.env.${variable} ?? "")`;
  });
  return parts.length === 0 ? stringLiteral(url) : parts.join(" + ");
}

/** The headers with the credentials, each as a key and an expression. */
function securityHeaders(security: readonly CredentialScheme[]): [key: string, value: string][] {
  const cookies: string[] = [];
  const headers = security.flatMap((scheme): [string, string][] => {
    if (scheme.kind === "basic") {
      const pair = `${inTemplate(scheme.username)}:${inTemplate(scheme.password)}`;
      return [["Authorization", `\`Basic \${btoa(\`${pair}\`)}\``]];
    }
    if (scheme.kind === "token") return [["Authorization", `\`${scheme.scheme} ${inTemplate(scheme.token)}\``]];
    const { in: place, parameter, key } = scheme;
    if (place === "query" || !isHeaderName(parameter)) return [];
    if (place === "header") return [[keyOf(parameter), `process.env.${key.variable} ?? ""`]];
    cookies.push(`${parameter}=${inTemplate(key)}`);
    return [];
  });
  if (cookies.length > 0) headers.push(["Cookie", `\`${cookies.join("; ")}\``]);
  // Of two with the same name, the client too sends the last.
  return [...new Map(headers)];
}

function inTemplate({ variable }: Credential): string {
  return `\${process.env.${variable}}`;
}

/** The body in a call of `fetch`, and the lines that declare it if it is no literal. */
function fetchBody(operation: SampleOperation, request: SampleRequest): { constant: string; property: string } {
  const serialized = bodyAsSent(operation, request);
  if (serialized !== undefined) return { constant: "", property: `body: ${stringLiteral(serialized)}` };
  const constant = bodyConstant(operation, request.body);
  return { constant, property: constant === "" ? bodyProperty(operation, request.body) : "body" };
}

function bodyProperty(operation: SampleOperation, body: unknown): string {
  const kind = bodyKind(operation.mediaType);
  if (typeof body === "string" && kind !== "json") return `body: ${stringLiteral(body)}`;
  const [start, value] =
    kind === "urlencoded"
      ? ["body: new URLSearchParams(", Object.fromEntries(formEntries(body))]
      : ["body: JSON.stringify(", body];
  return `${start}${literal(value, { indent: "  ", taken: start.length + 2 })})`;
}

/** The lines that declare the constant `body`, if the body is no literal: a multipart form, or bytes. Otherwise empty. */
function bodyConstant({ mediaType, files = [] }: Pick<SampleOperation, "mediaType" | "files">, body: unknown): string {
  if (body === undefined) return "";
  const kind = bodyKind(mediaType);
  if (kind === "multipart") {
    const fields = formEntries(body).map(
      ([name, value]) =>
        `body.set(${stringLiteral(name)}, ${files.includes(name) ? 'new Blob(["…"])' : stringLiteral(value)});\n`,
    );
    return `const body = new FormData();\n${fields.join("")}\n`;
  }
  if (kind !== "bytes") return "";
  return `const body = new Blob([${typeof body === "string" ? stringLiteral(body) : ""}]);\n\n`;
}
