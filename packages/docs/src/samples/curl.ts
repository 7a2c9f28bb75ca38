import type { SampleOperation, SampleRequest, SampleSecurity } from "../model/site.ts";
import { bodyKind, bodyText, formEntries, isHeaderName, requestHeaders, requestUrl } from "./request.ts";

/** A request as a command to paste into sh or bash. The credentials come from environment variables. */
export function curlSample(operation: SampleOperation, request: SampleRequest): string {
  const { method, security } = operation;
  const url = requestUrl(operation, request);
  const headers = requestHeaders(operation, request);
  return [
    // Without --url, curl would take an address that starts with a dash for an option.
    `curl ${/^https?:/i.test(url) ? "" : "--url "}${addressWord(url, security)}`,
    // curl expands braces and brackets to several addresses.
    ...(/[{}[\]]/.test(url) ? ["--globoff"] : []),
    ...methodOption(method, request.body !== undefined),
    ...securityOptions(security),
    // `Name:` tells curl to leave a header out; `Name;` sends it without a value.
    ...headers.map(([name, value]) => `-H ${shellWord(value === "" ? `${name};` : `${name}: ${value}`)}`),
    ...bodyOptions(operation, request.body),
  ].join(" \\\n  ");
}

function addressWord(url: string, security: SampleSecurity): string {
  if (security.kind !== "apiKey" || security.place !== "query") return shellWord(url);
  const start = `${url}${url.includes("?") ? "&" : "?"}${encodeURIComponent(security.name)}=`;
  return `${shellWord(start)}"$${variableName(security.token)}"`;
}

function methodOption(method: string, hasBody: boolean): string[] {
  if (method === "HEAD") return ["--head"];
  return method === "GET" && !hasBody ? [] : [`-X ${shellWord(method)}`];
}

function securityOptions(security: SampleSecurity): string[] {
  if (security.kind === "basic") return [`-u "$${variableName(security.user)}:$${variableName(security.password)}"`];
  if (security.kind === "bearer") return [`-H "Authorization: Bearer $${variableName(security.token)}"`];
  if (security.kind !== "apiKey" || security.place !== "header" || !isHeaderName(security.name)) return [];
  return [`-H ${shellWord(`${security.name}: `)}"$${variableName(security.token)}"`];
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
      // --data and --json would take a text that starts with @ for the name of a file.
      return [`--data-raw ${dataWord(bodyText(operation, body))}`];
  }
}

/** A body is always in quotes, even if the shell needs none, as for `42`: that makes it easier to edit. */
function dataWord(text: string): string {
  const word = shellWord(text);
  return word.startsWith("'") ? word : `'${text}'`;
}

/**
 * Quotes a text as one word of sh or bash, which the shell does not interpret. Within single quotes nothing has a special
 * meaning but the single quote, which has to be written outside them.
 */
export function shellWord(text: string): string {
  if (/^[\w./:@%+,-]+$/.test(text)) return text;
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** A valid name of a shell variable, as names in a description can contain anything. */
export function variableName(name: string): string {
  return name.replace(/^(?=\d)|[^A-Za-z0-9_]/g, "_");
}
