import { TextDecoder } from "node:util";
import type { Problem } from "@scenario-openapi/client/validation";
import type { HttpRequest } from "./http.ts";

/** The largest request body in bytes, 1 MiB. This is the sandbox's own limit; none is documented. */
export const maxBodyBytes = 1_048_576;

/**
 * Returns the bytes of a body, or `undefined` if it is too large. A body that is too large is still read to its end: unread,
 * it would block its connection.
 */
export async function readBytes(body: HttpRequest["body"]): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.byteLength;
    if (size <= maxBodyBytes) chunks.push(chunk);
  }
  return size <= maxBodyBytes ? Buffer.concat(chunks) : undefined;
}

/** Reads JSON in UTF-8. Without bytes there is no value. */
export function readJson(bytes: Uint8Array): { value?: unknown; problem?: Problem } {
  if (bytes.byteLength === 0) return {};
  try {
    return { value: JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { problem: { in: "body", pointer: "", rule: "json", message: `must be JSON in UTF-8: ${reason}` } };
  }
}
