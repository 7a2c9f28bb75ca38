import type { SampleOperation } from "../model/site.ts";
import { jsonText } from "./json-text.ts";

/** How a body is written: as JSON, as a form, as text, or as bytes that a sample can only hint at. */
export type BodyKind = "json" | "urlencoded" | "multipart" | "text" | "bytes";

export function bodyKind(mediaType = "application/json"): BodyKind {
  if (/^application\/json\b|\+json\b|^(\*|application)\/\*/i.test(mediaType)) return "json";
  if (/^application\/x-www-form-urlencoded\b/i.test(mediaType)) return "urlencoded";
  if (/^multipart\//i.test(mediaType)) return "multipart";
  return /^text\/|[/+]xml\b/i.test(mediaType) ? "text" : "bytes";
}

/** A body as it is sent, laid out to be read: JSON, or the text itself where the media type is another. */
export function bodyText({ mediaType }: SampleOperation, body: unknown): string {
  return typeof body === "string" && bodyKind(mediaType) !== "json" ? body : jsonText(body);
}

/** The fields of a form, each as text. */
export function formEntries(body: unknown): [string, string][] {
  if (typeof body !== "object" || body === null) return [];
  return Object.entries(body).map(([name, value]) => [name, typeof value === "string" ? value : JSON.stringify(value)]);
}
