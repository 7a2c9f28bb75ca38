import type { SampleOperation, SampleRequest } from "../model/site.ts";
import { bodyKind } from "./request-body.ts";

/**
 * The headers of a request beside its credentials, in order. A name that HTTP does not allow is left out, and a line
 * break in a value becomes a space: neither can be sent.
 */
export function requestHeaders({ mediaType }: SampleOperation, { header, body }: SampleRequest): [string, string][] {
  const headers = Object.entries(header).filter(([, value]) => value !== undefined && value !== null);
  const named = headers.map(([name, value]): [string, string] => [name, headerValue(value)]);
  // Only who writes a multipart form knows the boundary that its header must name.
  if (body !== undefined && bodyKind(mediaType) !== "multipart")
    named.unshift(["Content-Type", headerValue(mediaType ?? "application/json")]);
  return named.filter(([name]) => isHeaderName(name));
}

/** Whether HTTP allows a header of this name (RFC 9110, a token). */
export function isHeaderName(name: string): boolean {
  return /^[\w!#$%&'*+.^`|~-]+$/.test(name);
}

function headerValue(value: unknown): string {
  const text = typeof value === "object" ? JSON.stringify(value) : String(value);
  return text.replace(/\p{Cc}+/gu, " ").trim();
}
