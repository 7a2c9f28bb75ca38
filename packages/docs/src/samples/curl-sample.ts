import type { SampleOperation, SampleRequest, SampleSecurity } from "../model/site.ts";
import { bodyKind, bodyText, formEntries } from "./request-body.ts";
import { isHeaderName, requestHeaders } from "./request-headers.ts";
import { requestUrl } from "./request-url.ts";
import { shellVariable, shellWord, variableName } from "./shell-word.ts";

/** A request as a command that can be pasted into sh or bash. The credentials come from environment variables. */
export function curlSample(operation: SampleOperation, request: SampleRequest): string {
  const { method, security } = operation;
  const url = requestUrl(operation, request);
  const headers = requestHeaders(operation, request);
  return [
    // Without --url, an address that starts with a dash would be an option.
    `curl ${/^https?:/i.test(url) ? "" : "--url "}${addressWord(url, security)}`,
    // Braces and brackets would stand for several addresses.
    ...(/[{}[\]]/.test(url) ? ["--globoff"] : []),
    ...methodOption(method, request.body !== undefined),
    ...securityOptions(security),
    // A header without a value is one to leave out, for curl, unless a semicolon takes the colon's place.
    ...headers.map(([name, value]) => `-H ${shellWord(value === "" ? `${name};` : `${name}: ${value}`)}`),
    ...bodyOptions(operation, request.body),
  ].join(" \\\n  ");
}

function bodyOptions(operation: SampleOperation, body: unknown): string[] {
  if (body === undefined) return [];
  switch (bodyKind(operation.mediaType)) {
    case "urlencoded":
      return formEntries(body).map(
        ([name, value]) => `--data-urlencode ${shellWord(`${encodeURIComponent(name)}=${value}`)}`,
      );
    case "multipart":
      return formEntries(body).map(([name, value]) => `--form-string ${shellWord(`${name}=${value}`)}`);
    case "bytes":
      return typeof body === "string" ? [`--data-raw ${dataWord(body)}`] : ["--data-binary @FILE"];
    default:
      // Of --data and --json, a text that starts with @ would be the name of a file.
      return [`--data-raw ${dataWord(bodyText(operation, body))}`];
  }
}

/** JSON stands in quotes even where the shell asks for none, as in `42`: it is easier to go on from there. */
function dataWord(text: string): string {
  const word = shellWord(text);
  return word.startsWith("'") ? word : `'${text}'`;
}

function methodOption(method: string, hasBody: boolean): string[] {
  if (method === "HEAD") return ["--head"];
  return method === "GET" && !hasBody ? [] : [`-X ${shellWord(method)}`];
}

function addressWord(url: string, security: SampleSecurity): string {
  if (security.kind !== "apiKey" || security.place !== "query") return shellWord(url);
  const start = `${url}${url.includes("?") ? "&" : "?"}${encodeURIComponent(security.name)}=`;
  return `${shellWord(start)}${shellVariable(security.token)}`;
}

function securityOptions(security: SampleSecurity): string[] {
  if (security.kind === "basic") return [`-u "$${variableName(security.user)}:$${variableName(security.password)}"`];
  if (security.kind === "bearer") return [`-H "Authorization: Bearer $${variableName(security.token)}"`];
  if (security.kind !== "apiKey" || security.place !== "header" || !isHeaderName(security.name)) return [];
  return [`-H ${shellWord(`${security.name}: `)}${shellVariable(security.token)}`];
}
