import { isRecord, keysOf, type OpenApiDocument, pointerOf, valueAt } from "@repo/openapi";
import type { Located } from "./spec-schema.ts";

/** Where an operation of a description is. */
export interface SpecOperation {
  method: string;
  path: string;
  pointer: string;
}

/** "PUT /lamps/{lampId}" */
export function operationName({ method, path }: { method: string; path: string }): string {
  return `${method.toUpperCase()} ${path}`;
}

/** Where a node is, behind its `$ref`. */
export function pointerTo(document: OpenApiDocument, pointer: string): string {
  const seen = new Set<string>();
  for (let at = pointer; ; ) {
    const node = valueAt(document, at);
    if (!isRecord(node) || typeof node["$ref"] !== "string" || seen.has(at)) return at;
    seen.add(at);
    at = pointerOf(keysOf(node["$ref"]));
  }
}

/** The media types of the body or the response of an operation, and where the one is that a page shows. */
export function bodyOf(
  document: OpenApiDocument,
  operation: SpecOperation,
  place: "body" | "response",
): { pointer: string; types: Located<string[]> } | undefined {
  let at = `${operation.pointer}/requestBody`;
  if (place === "response") {
    const responses = valueAt(document, `${operation.pointer}/responses`);
    const status = Object.keys(isRecord(responses) ? responses : {}).find((status) => /^2/.test(status));
    if (status === undefined) return undefined;
    at = `${operation.pointer}/responses/${status}`;
  }
  const pointer = `${pointerTo(document, at)}/content`;
  const content = valueAt(document, pointer);
  if (!isRecord(content)) return undefined;
  const types = Object.keys(content);
  const type = types.find((type) => type === "application/json") ?? types[0];
  return type === undefined ? undefined : { pointer: pointer + pointerOf([type]), types: { value: types, pointer } };
}
