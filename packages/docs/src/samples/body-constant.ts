import type { SampleOperation } from "../model/site.ts";
import { stringLiteral } from "./json-text.ts";
import { bodyKind, formEntries } from "./request-body.ts";

/** The lines that make a body which is no literal, as a constant `body`: a form with parts, or bytes. Empty for any other. */
export function bodyConstant({ mediaType }: SampleOperation, body: unknown): string {
  if (body === undefined) return "";
  const kind = bodyKind(mediaType);
  if (kind === "multipart") {
    const fields = formEntries(body).map(
      ([name, value]) => `body.set(${stringLiteral(name)}, ${stringLiteral(value)});\n`,
    );
    return `const body = new FormData();\n${fields.join("")}\n`;
  }
  if (kind !== "bytes") return "";
  return `const body = new Blob([${typeof body === "string" ? stringLiteral(body) : ""}]);\n\n`;
}
