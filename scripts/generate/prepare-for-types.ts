import { isRecord } from "../spec/is-record.ts";
import type { OpenApiDocument, Schema } from "../spec/openapi-document.ts";

type Json = Record<string, unknown>;

/**
 * A copy of a description in which openapi-typescript 7.13 stumbles over nothing that is common in practice. What it
 * means as types stays the same.
 */
export function prepareForTypes(document: OpenApiDocument): OpenApiDocument {
  const copy = structuredClone(document);
  for (const paths of [copy.paths ?? {}, copy.webhooks ?? {}]) dropExtensions(paths);
  walk(copy, (node, key) => {
    if (key === "responses") dropExtensions(node);
    if (key === "content") dropExamples(node);
    if (isRecord(node["mapping"]) && typeof node["propertyName"] === "string") {
      nameMappingTargets(node["mapping"], copy.components?.schemas ?? {});
    }
    dropRequiredOnlyBranches(node);
    // It makes a reference of the name without escaping it. Types are found by path and method, never by this name.
    if (typeof node["operationId"] === "string" && /[%/~]/.test(node["operationId"])) delete node["operationId"];
  });
  return copy;
}

/** It takes extensions among paths and responses for paths and responses. */
function dropExtensions(map: Json): void {
  for (const key of Object.keys(map)) if (key.startsWith("x-")) delete map[key];
}

/** It follows `$ref` and `externalValue` in the examples of a media type, over the network too, and uses neither. */
function dropExamples(content: Json): void {
  for (const mediaType of Object.values(content)) {
    if (!isRecord(mediaType)) continue;
    delete mediaType["example"];
    delete mediaType["examples"];
  }
}

/** It takes a schema's name in a discriminator's mapping for a file. */
function nameMappingTargets(mapping: Json, schemas: Record<string, Schema>): void {
  for (const [value, target] of Object.entries(mapping)) {
    if (typeof target === "string" && Object.hasOwn(schemas, target)) mapping[value] = `#/components/schemas/${target}`;
  }
}

/** Alternatives that only say what is required have no type: it makes `unknown` of them, and of all they stand beside. */
function dropRequiredOnlyBranches(schema: Json): void {
  if (!isRecord(schema["properties"])) return;
  for (const keyword of ["anyOf", "oneOf"]) {
    const branches = schema[keyword];
    if (!Array.isArray(branches)) continue;
    const typed = branches.some((branch) => isRecord(branch) && Object.keys(branch).some((key) => !UNTYPED.has(key)));
    if (!typed) delete schema[keyword];
  }
}

const UNTYPED = new Set(["required", "not", "title", "description"]);

function walk(node: unknown, visit: (node: Json, key: string) => void, key = ""): void {
  if (Array.isArray(node)) for (const item of node) walk(item, visit);
  if (!isRecord(node)) return;
  visit(node, key);
  for (const [child, value] of Object.entries(node)) walk(value, visit, child);
}
