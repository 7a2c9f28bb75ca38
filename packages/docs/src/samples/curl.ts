import type { CredentialScheme } from "@repo/settings";
import type { SampleOperation, SampleRequest } from "../model/site.ts";
import { keysInQuery } from "./credentials.ts";
import { bodyAsSent, bodyKind, bodyText, formEntries, isHeaderName, requestHeaders, requestUrl } from "./request.ts";

/** A request as a command to paste into sh or bash. The credentials come from environment variables. */
export function curlSample(operation: SampleOperation, request: SampleRequest): string {
  const { method, security, answer } = operation;
  const url = requestUrl(operation, request);
  const headers = requestHeaders(operation, request);
  return [
    // Without --url, curl would take an address that starts with a dash for an option.
    `curl ${/^https?:/i.test(url) ? "" : "--url "}${addressWord(url, security)}`,
    // curl expands braces and brackets to several addresses.
    ...(/[{}[\]]/.test(url) ? ["--globoff"] : []),
    ...methodOption(method, request.body !== undefined),
    ...security.flatMap(securityOptions),
    // What is in a stream appears as it arrives, and bytes are for a file.
    ...(answer === "items" || answer === "events" ? ["--no-buffer"] : []),
    ...(answer === "bytes" ? ["--output answer"] : []),
    // `Name:` tells curl to leave a header out; `Name;` sends it without a value.
    ...headers.map(([name, value]) => `-H ${shellWord(value === "" ? `${name};` : `${name}: ${value}`)}`),
    ...bodyOptions(operation, request),
  ].join(" \\\n  ");
}

function addressWord(url: string, security: readonly CredentialScheme[]): string {
  const pairs = keysInQuery(security).map(([parameter, variable], at) => {
    const start = at > 0 || url.includes("?") ? "&" : "?";
    return { start: `${start}${encodeURIComponent(parameter)}=`, value: `"$${variable}"` };
  });
  const [first, ...others] = pairs;
  if (!first) return shellWord(url);
  const rest = others.map(({ start, value }) => `${shellWord(start)}${value}`).join("");
  return `${shellWord(url + first.start)}${first.value}${rest}`;
}

function methodOption(method: string, hasBody: boolean): string[] {
  if (method === "HEAD") return ["--head"];
  return method === "GET" && !hasBody ? [] : [`-X ${shellWord(method)}`];
}

function securityOptions(scheme: CredentialScheme): string[] {
  if (scheme.kind === "basic") return [`-u "$${scheme.username.variable}:$${scheme.password.variable}"`];
  if (scheme.kind === "token") return [`-H "Authorization: ${scheme.scheme} $${scheme.token.variable}"`];
  const { in: place, parameter, key } = scheme;
  if (place === "query" || !isHeaderName(parameter)) return [];
  if (place === "cookie") return [`-b ${shellWord(`${parameter}=`)}"$${key.variable}"`];
  return [`-H ${shellWord(`${parameter}: `)}"$${key.variable}"`];
}

function bodyOptions(operation: SampleOperation, request: SampleRequest): string[] {
  const { body } = request;
  if (body === undefined) return [];
  const serialized = bodyAsSent(operation, request);
  if (serialized !== undefined) return [`--data-raw ${dataWord(serialized)}`];
  switch (bodyKind(operation.mediaType)) {
    case "urlencoded":
      return formEntries(body).map(
        ([name, value]) => `--data-urlencode ${shellWord(`${encodeURIComponent(name)}=${value}`)}`,
      );
    case "multipart":
      return formEntries(body).map(([name, value]) =>
        operation.files?.includes(name)
          ? `-F ${shellWord(`${name}=@FILE`)}`
          : `--form-string ${shellWord(`${name}=${value}`)}`,
      );
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
