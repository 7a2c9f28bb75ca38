import type { RequestForm, SampleRequest } from "../../model/site.ts";
import { bodyKind } from "../../samples/request-body.ts";
import { requestHeaders } from "../../samples/request-headers.ts";
import { requestUrl } from "../../samples/request-url.ts";
import { localAddress } from "./local-address.ts";

/** What proves who calls, as it was typed. */
export interface Credentials {
  user: string;
  password: string;
  token: string;
}

/** What became of a request: an answer, or the reason why there is none. */
export type Outcome = { status: string; ok: boolean; milliseconds: number; text: string } | { failure: string };

/** How long an answer may take, in milliseconds. */
const patience = 30_000;

/** Sends a request to an API on this machine, with nothing of the browser's own, and never anywhere else. Never throws. */
export async function sendRequest(
  form: RequestForm,
  request: SampleRequest,
  address: string,
  credentials: Credentials,
): Promise<Outcome> {
  const place = localAddress(address);
  if ("refusal" in place) return { failure: place.refusal };
  const unsendable = missingSegment(form, request);
  if (unsendable !== undefined) return { failure: unsendable };

  let ready: Request;
  try {
    ready = requestOf(form, request, place.url, credentials);
  } catch (error) {
    return { failure: `This cannot be sent: ${messageOf(error)}` };
  }
  const start = performance.now();
  try {
    const response = await fetch(ready);
    const text = await response.text();
    const milliseconds = Math.round(performance.now() - start);
    return { status: `${response.status} ${response.statusText}`.trim(), ok: response.ok, milliseconds, text };
  } catch (error) {
    if (error instanceof DOMException && error.name === "TimeoutError") {
      return { failure: `${place.url} did not answer within ${patience / 1000} seconds.` };
    }
    return { failure: noAnswer(place.url) };
  }
}

/** A path that lacks a value, or has dots in its place, leads to another operation or to none. */
function missingSegment({ parameters }: RequestForm, { path }: SampleRequest): string | undefined {
  const wrong = parameters.find(({ place, name }) => place === "path" && /^\.{0,2}$/.test(String(path[name] ?? "")));
  if (wrong === undefined) return undefined;
  return `Fill in ${wrong.name} first: it is part of the address, and must be neither empty nor “.” nor “..”.`;
}

function requestOf(form: RequestForm, request: SampleRequest, server: string, credentials: Credentials): Request {
  const { operation } = form;
  const { security, method } = operation;
  const query = { ...request.query };
  const headers = new Headers(requestHeaders(operation, request));
  if (security.kind === "basic")
    headers.set("Authorization", `Basic ${base64(`${credentials.user}:${credentials.password}`)}`);
  if (security.kind === "bearer") headers.set("Authorization", `Bearer ${credentials.token}`);
  if (security.kind === "apiKey" && security.place === "header") headers.set(security.name, credentials.token);
  if (security.kind === "apiKey" && security.place === "query") query[security.name] = credentials.token;
  const { body } = request;
  const text = typeof body === "string" && bodyKind(operation.mediaType) !== "json" ? body : JSON.stringify(body);
  return new Request(requestUrl(operation, { path: request.path, query }, server), {
    method,
    headers,
    ...(text !== undefined && { body: text }),
    credentials: "omit",
    redirect: "error",
    referrerPolicy: "no-referrer",
    cache: "no-store",
    signal: AbortSignal.timeout(patience),
  });
}

/** RFC 7617, with the text as UTF-8. */
function base64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}

function noAnswer(url: string): string {
  const { origin } = location;
  const from =
    origin === "null" || location.protocol === "file:"
      ? "pages opened from a file (origin null)"
      : `pages of ${origin}`;
  return (
    `Nothing answers at ${url}. Is the sandbox running? ` +
    `The browser does not say more: if it is running, it may not allow requests from ${from}, or redirect them.`
  );
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
