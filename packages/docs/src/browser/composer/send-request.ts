import { isFetched } from "@repo/openapi";
import type { ComposerServer } from "@repo/settings";
import { isLocal } from "../../model/local.ts";
import type { RequestForm, SampleRequest } from "../../model/site.ts";
import { credentialValues } from "../../samples/credentials.ts";
import { bodyKind, requestHeaders, requestUrl } from "../../samples/request.ts";

/** Returns what the reader typed for one of the client's options. */
type Typed = (option: string) => string;

/** A response, or the reason why there is none. */
type Outcome = { status: string; ok: boolean; milliseconds: number; text: string } | { failure: string };

/** The time limit for a response, in milliseconds. */
const TIMEOUT = 30_000;

/** Sends a request to a server of the form, without cookies and the like, and never to another one. Never throws. */
export async function sendRequest(
  form: RequestForm,
  request: SampleRequest,
  address: string,
  typed: Typed,
): Promise<Outcome> {
  const { method } = form.operation;
  if (!isFetched(method)) {
    return { failure: `No browser lets a page send ${method}. Call the API with one of the samples.` };
  }
  const server = serverAddress(address, form.servers ?? []);
  if ("refusal" in server) return { failure: server.refusal };
  const missing = missingSegment(form, request);
  if (missing !== undefined) return { failure: missing };

  let ready: Request;
  try {
    ready = requestOf(form, request, server.url, typed);
  } catch (error) {
    return { failure: `This cannot be sent: ${error instanceof Error ? error.message : error}` };
  }
  const start = performance.now();
  try {
    const response = await fetch(ready);
    const text = await response.text();
    const milliseconds = Math.round(performance.now() - start);
    return { status: `${response.status} ${response.statusText}`.trim(), ok: response.ok, milliseconds, text };
  } catch (error) {
    if (error instanceof DOMException && error.name === "TimeoutError") {
      return { failure: `${server.url} did not answer within ${TIMEOUT / 1000} seconds.` };
    }
    const { origin, protocol } = location;
    const isFile = origin === "null" || protocol === "file:";
    const from = isFile ? "pages opened from a file (origin null)" : `pages of ${origin}`;
    return {
      failure:
        `Nothing answers at ${server.url}. Is it running? ` +
        `The browser does not say more: if it is running, it may not allow requests from ${from}, or redirect them.`,
    };
  }
}

/** The address of a server, or why a request must not be sent to it. */
type ServerAddress = { url: string } | { refusal: string };

/**
 * Reads the address of an API. Only the given servers are allowed, so that what the reader types, such as credentials,
 * reaches no other. If one of them is on this machine, any port of this machine is allowed.
 */
export function serverAddress(text: string, servers: readonly ComposerServer[]): ServerAddress {
  const trimmed = text.trim();
  if (!URL.canParse(trimmed)) {
    return { refusal: `“${trimmed}” is no address. One looks like ${servers[0]?.url}.` };
  }
  const { protocol, hostname, origin, username, password, search, hash, href } = new URL(trimmed);
  if (protocol !== "http:" && protocol !== "https:") {
    return { refusal: `An address starts with http:// or https://, this one with ${protocol}` };
  }
  const allowed = servers.map(({ url }) => new URL(url));
  const isAllowed = allowed.some((each) => each.origin === origin || (isLocal(each.hostname) && isLocal(hostname)));
  if (!isAllowed) {
    return {
      refusal:
        `This page sends requests only to ${allowed.map((each) => each.host).join(", ")}, not to ${hostname}. ` +
        "To call another server, use one of the samples.",
    };
  }
  if (username !== "" || password !== "")
    return { refusal: "Credentials go into their own fields, not into the address." };
  if (search !== "" || hash !== "")
    return { refusal: "The address has no query and no fragment: it is the API's root." };
  return { url: href.replace(/\/+$/, "") };
}

/** Why a path is not complete. An empty segment, or one of dots, would lead to another operation. */
function missingSegment({ parameters }: RequestForm, { path }: SampleRequest): string | undefined {
  const wrong = parameters.find(({ place, name }) => place === "path" && /^\.{0,2}$/.test(String(path[name] ?? "")));
  if (wrong === undefined) return undefined;
  return `Fill in ${wrong.name} first: it is part of the address, and must be neither empty nor “.” nor “..”.`;
}

function requestOf({ operation }: RequestForm, request: SampleRequest, server: string, typed: Typed): Request {
  const { security, method } = operation;
  const query = { ...request.query };
  const headers = new Headers(requestHeaders(operation, request));
  for (const scheme of security) {
    const [first = "", second = ""] = credentialValues(scheme).map(({ option }) => typed(option));
    if (scheme.kind === "basic") headers.set("Authorization", `Basic ${base64(`${first}:${second}`)}`);
    else if (scheme.kind === "token") headers.set("Authorization", `${scheme.scheme} ${first}`);
    else if (scheme.in === "header") headers.set(scheme.parameter, first);
    else if (scheme.in === "query") query[scheme.parameter] = first;
  }
  const { body } = request;
  const text = typeof body === "string" && bodyKind(operation.mediaType) !== "json" ? body : JSON.stringify(body);
  return new Request(requestUrl(operation, { ...request, query }, server), {
    method,
    headers,
    ...(text !== undefined && { body: text }),
    credentials: "omit",
    redirect: "error",
    referrerPolicy: "no-referrer",
    cache: "no-store",
    signal: AbortSignal.timeout(TIMEOUT),
  });
}

/** Base64 of the text as UTF-8 (RFC 7617). */
function base64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}
