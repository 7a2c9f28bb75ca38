import { createHash } from "node:crypto";
import type { OpenApiDocument } from "../spec/openapi-document.ts";
import { docComment } from "./doc-comment.ts";

/** What tells from which description a module was generated, as constants. */
export function specConstants(document: OpenApiDocument): string {
  return [
    `${docComment(["The version of the description that this module was generated from."])}export const specVersion = ${JSON.stringify(document.info.version)};`,
    "",
    `${docComment(["The SHA-256 of the bundled description that this module was generated from, as hexadecimal digits."])}export const specHash = ${JSON.stringify(specHash(document))};`,
    "",
  ].join("\n");
}

/** The SHA-256 of a description as JSON without spaces. */
export function specHash(document: OpenApiDocument): string {
  return createHash("sha256").update(JSON.stringify(document)).digest("hex");
}
