import { TextDecoder } from "node:util";
import {
  essenceOf,
  isForm,
  isJson,
  isMultipart,
  isRange,
  isText,
  type OpenApiDocument,
  resolve,
  type Schema,
} from "@repo/openapi";
import type { Problem } from "@scenario-openapi/client/validation";
import type { HttpRequest } from "./http.ts";
import { messageOf } from "./message-of.ts";
import { oneOrAll, typesOf, valueIn } from "./parameters.ts";
import { web } from "./web.ts";

/** The largest request body in bytes, 1 MiB. This is the sandbox's own limit; none is documented. */
export const maxBodyBytes = 1_048_576;

/** What a body holds, or why it cannot be read. */
export interface ReadBody {
  value?: unknown;
  problem?: Problem;
}

/**
 * Returns the bytes of a body, or `undefined` if it is too large. A body that is too large is still read to its end: unread,
 * it would block its connection.
 */
export async function readBytes(body: HttpRequest["body"]): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.byteLength;
    if (size <= maxBodyBytes) chunks.push(chunk);
  }
  return size <= maxBodyBytes ? Buffer.concat(chunks) : undefined;
}

/** Whether the sandbox can read bodies of a media type. */
export function isReadable(mediaType: string): boolean {
  return !isMultipart(mediaType) || essenceOf(mediaType) === "multipart/form-data";
}

/** Returns the documented media type of a body: its own, or a range that includes it. */
export function documentedType(documented: readonly string[], contentType = ""): string | undefined {
  const own = essenceOf(contentType);
  const includesIt = (range: string) =>
    new RegExp(
      `^${essenceOf(range)
        .replace(/[^\w/*]/g, "\\$&")
        .replaceAll("*", "[^/]+")}$`,
    ).test(own);
  return (
    documented.find((type) => essenceOf(type) === own) ?? documented.find((type) => isRange(type) && includesIt(type))
  );
}

/**
 * Reads a body: JSON in UTF-8, a form as an object of its fields, text, or else its bytes. Without bytes there is no value.
 *
 * @param schema tells which fields of a form are lists, numbers and so on
 */
export async function readBody(
  document: OpenApiDocument,
  schema: Schema | undefined,
  contentType: string,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<ReadBody> {
  if (bytes.byteLength === 0) return {};
  try {
    if (isForm(contentType)) return { value: await readForm(document, schema, contentType, bytes) };
    if (!isJson(contentType) && !isText(contentType)) return { value: bytes };
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return { value: isJson(contentType) ? JSON.parse(text) : text };
  } catch (error) {
    const [rule, wanted] = isForm(contentType)
      ? ["form", essenceOf(contentType)]
      : isJson(contentType)
        ? ["json", "JSON in UTF-8"]
        : ["text", "text in UTF-8"];
    return { problem: { in: "body", pointer: "", rule, message: `must be ${wanted}: ${messageOf(error)}` } };
  }
}

async function readForm(
  document: OpenApiDocument,
  schema: Schema | undefined,
  contentType: string,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<object> {
  const form = await new web.Response(bytes, { headers: { "content-type": contentType } }).formData();
  const { properties = {} } = resolve(document, schema).schema;
  const fields = [...new Set(form.keys())].map((name) => {
    const isList = typesOf(document, properties[name]).includes("array");
    const types = typesOf(document, isList ? resolve(document, properties[name]).schema.items : properties[name]);
    const values = form.getAll(name).map((value) => (typeof value === "string" ? fieldIn(value, types) : value));
    return [name, isList ? values : oneOrAll(values)];
  });
  return Object.fromEntries(fields);
}

/** The value of a field: an object is sent as JSON. */
function fieldIn(text: string, types: readonly unknown[]): unknown {
  if (!types.includes("object")) return valueIn(text, types);
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
