import type { SampleOperation, SampleRequest, SampleSecurity } from "../model/site.ts";
import { bodyConstant } from "./body-constant.ts";
import { stringLiteral } from "./json-text.ts";
import { keyOf, literal } from "./literal.ts";
import { bodyKind, formEntries } from "./request-body.ts";
import { isHeaderName, requestHeaders } from "./request-headers.ts";
import { requestUrl } from "./request-url.ts";
import { variableName } from "./shell-word.ts";

/** A request in TypeScript with nothing but `fetch`. The credentials come from environment variables. */
export function fetchSample(operation: SampleOperation, request: SampleRequest): string {
  const { method, security } = operation;
  const headers = [
    ...securityHeader(security),
    ...requestHeaders(operation, request).map(([name, value]) => [keyOf(name), stringLiteral(value)]),
  ];
  const init = [
    `  method: ${stringLiteral(method)},\n`,
    ...(headers.length > 0
      ? [`  headers: {\n${headers.map((pair) => `    ${pair.join(": ")},\n`).join("")}  },\n`]
      : []),
    ...(request.body === undefined ? [] : [`  ${bodyProperty(operation, request.body)},\n`]),
  ];
  return [
    `${bodyConstant(operation, request.body)}const response = await fetch(${addressExpression(requestUrl(operation, request), security)}, {\n${init.join("")}});`,
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the sample's own template
    "if (!response.ok) throw new Error(`${response.status}: ${await response.text()}`);",
    "console.log(await response.json());",
  ].join("\n");
}

function bodyProperty(operation: SampleOperation, body: unknown): string {
  if (bodyConstant(operation, body) !== "") return "body";
  const kind = bodyKind(operation.mediaType);
  if (typeof body === "string" && kind !== "json") return `body: ${stringLiteral(body)}`;
  if (kind === "urlencoded") {
    const entries = Object.fromEntries(formEntries(body));
    return `body: new URLSearchParams(${literal(entries, { indent: "  ", taken: "body: new URLSearchParams(),".length })})`;
  }
  return `body: JSON.stringify(${literal(body, { indent: "  ", taken: "body: JSON.stringify(),".length })})`;
}

function addressExpression(url: string, security: SampleSecurity): string {
  if (security.kind !== "apiKey" || security.place !== "query") return stringLiteral(url);
  const start = `${url}${url.includes("?") ? "&" : "?"}${encodeURIComponent(security.name)}=`;
  return `${stringLiteral(start)} + encodeURIComponent(${variable(security.token)} ?? "")`;
}

function securityHeader(security: SampleSecurity): string[][] {
  if (security.kind === "basic") {
    const pair = `\${${variable(security.user)}}:\${${variable(security.password)}}`;
    return [["Authorization", `\`Basic \${btoa(\`${pair}\`)}\``]];
  }
  if (security.kind === "bearer") return [["Authorization", `\`Bearer \${${variable(security.token)}}\``]];
  if (security.kind !== "apiKey" || security.place !== "header" || !isHeaderName(security.name)) return [];
  return [[keyOf(security.name), `${variable(security.token)} ?? ""`]];
}

function variable(name: string): string {
  return `process.env.${variableName(name)}`;
}
