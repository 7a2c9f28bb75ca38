import { getMimeType } from "hono/utils/mime";

/** The media type of a file by its name. A browser shows text, and downloads what it does not know. */
export function contentType(path: string): string {
  if (/\.(md|yaml|txt)$/.test(path)) return "text/plain; charset=utf-8";
  return getMimeType(path) ?? "application/octet-stream";
}
