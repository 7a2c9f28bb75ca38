// Decodes bodies by the media types of a description.
import type { MediaType, OpenApiDocument, Schema } from "@repo/openapi";
import { fromText, read, resolve } from "./schemas.ts";
import { encodingProblems, formRules, type RawPair, rawPairs, takeValue } from "./styles.ts";

interface Encoding {
  contentType?: string;
  headers?: Record<string, { schema: { const?: unknown; enum?: unknown[] } }>;
  style?: string;
  explode?: boolean;
  allowReserved?: boolean;
}

/** A body without its media type's parameters: data, a text, the bytes, or what the parts of a form are. */
export async function decodeBody(
  document: OpenApiDocument,
  { schema, encoding }: MediaType,
  body: Buffer,
  contentType: string,
  problems: string[],
): Promise<unknown> {
  const mediaType = essence(contentType);
  const encodings = (encoding ?? {}) as Record<string, Encoding>;
  if (mediaType === "application/x-www-form-urlencoded") {
    return decodeUrlencoded(document, schema, encodings, body.toString("utf8"), problems);
  }
  if (mediaType.startsWith("multipart/")) {
    const parts = partsOf(body, contentType);
    if (mediaType === "multipart/form-data") await compareWithLibrary(parts, body, contentType, problems);
    return decodeParts(document, schema, encodings, parts, problems);
  }
  if (/[/+]json$/.test(mediaType)) return JSON.parse(body.toString("utf8"));
  return !schema || read(document, schema).isFile ? [...body] : body.toString("utf8");
}

export function essence(mediaType: string): string {
  return mediaType.replace(/;.*/s, "").trim().toLowerCase();
}

function decodeUrlencoded(
  document: OpenApiDocument,
  schema: Schema | undefined,
  encodings: Record<string, Encoding>,
  text: string,
  problems: string[],
) {
  const pairs = rawPairs(text);
  const found: Record<string, unknown> = {};
  const { properties } = read(document, schema);
  // Without any, the names are free.
  for (const { name, value } of properties.size === 0 ? pairs : []) {
    found[formRules.decodeRaw(name)] = formRules.decodeRaw(value);
  }
  if (properties.size === 0) pairs.clear();
  for (const [name, property] of properties) {
    const encoding = encodings[name] ?? {};
    const isStyled = ["style", "explode", "allowReserved"].some((key) => key in encoding);
    const value = isStyled
      ? takeValue(document, { ...encoding, name, schema: property }, pairs, formRules)
      : decodeEach(document, property, takeAll(pairs, name));
    if (value !== undefined) found[name] = value;
  }
  for (const { name, value } of pairs) problems.push(`the form has ${name}=${value}`);
  const mayStay = Object.values(encodings).some(({ allowReserved }) => allowReserved);
  for (const pair of rawPairs(text.replaceAll("+", "%20"))) {
    const name = formRules.decodeRaw(pair.name);
    const isObject = read(document, properties.get(name)).types.has("object");
    const stay = encodings[name]?.allowReserved && !isObject;
    problems.push(...encodingProblems(pair, stay ? "stay" : mayStay ? "may stay" : "are encoded"));
  }
  return found;
}

function takeAll(pairs: Set<RawPair>, name: string): string[] {
  const taken = [...pairs].filter((pair) => formRules.decodeRaw(pair.name) === name);
  for (const pair of taken) pairs.delete(pair);
  return taken.map(({ value }) => formRules.decodeRaw(value));
}

/** The values of one property: each item of a list by itself, objects as JSON, everything else as text. */
function decodeEach(document: OpenApiDocument, schema: Schema, texts: string[]): unknown {
  const { types, items } = read(document, schema);
  const one = (text: string, schema: Schema) =>
    read(document, schema).types.has("object") ? JSON.parse(text) : fromText(document, text, schema);
  if (texts.length === 0) return undefined;
  if (types.has("array")) return texts.map((text) => one(text, items));
  return texts.length === 1 ? one(texts[0] ?? "", schema) : { unreadable: texts };
}

interface Part {
  name: string;
  filename: string | undefined;
  /** By name in lower case. */
  headers: Map<string, string>;
  bytes: Buffer;
}

/** The parts of a multipart body (RFC 2046, RFC 7578). */
function partsOf(body: Buffer, contentType: string): Part[] {
  const boundary = /;\s*boundary="?([^";]+)/i.exec(contentType)?.[1] ?? "";
  // As bytes: a text in Latin-1 keeps each.
  const pieces = `\r\n${body.toString("latin1")}`.split(`\r\n--${boundary}`).slice(1, -1);
  return pieces.map((piece) => {
    const [, head = "", content = ""] =
      /^[ \t]*\r\n(.*?)\r\n\r\n(.*)$/s.exec(piece) ?? /^[ \t]*\r\n()\r\n(.*)$/s.exec(piece) ?? [];
    const lines = Buffer.from(head, "latin1").toString("utf8").split("\r\n").filter(Boolean);
    const headers = new Map(
      lines.map((line) => [line.slice(0, line.indexOf(":")).toLowerCase(), line.slice(line.indexOf(":") + 1).trim()]),
    );
    const disposition = headers.get("content-disposition") ?? "";
    const named = (key: string) => new RegExp(`;\\s*${key}="([^"]*)"`).exec(disposition)?.[1]?.replaceAll("%22", '"');
    return { name: named("name") ?? "", filename: named("filename"), headers, bytes: Buffer.from(content, "latin1") };
  });
}

/** Reads the same body as `Response` does. */
async function compareWithLibrary(parts: Part[], body: Buffer, contentType: string, problems: string[]) {
  const form = await new Response(new Uint8Array(body), { headers: { "content-type": contentType } }).formData();
  const entries = await Promise.all(
    [...form].map(async ([name, value]) =>
      typeof value === "string"
        ? [name, undefined, Buffer.from(value)]
        : [name, value.name, Buffer.from(await value.arrayBuffer())],
    ),
  );
  const own = parts.map(({ name, filename, bytes }) => [name, filename, bytes]);
  const [expected, actual] = [JSON.stringify(entries), JSON.stringify(own)];
  if (expected !== actual) problems.push(`the parts ${actual} are read as ${expected}`);
}

function decodeParts(
  document: OpenApiDocument,
  schema: Schema | undefined,
  encodings: Record<string, Encoding>,
  parts: Part[],
  problems: string[],
) {
  const found: Record<string, unknown> = {};
  const { properties } = read(document, schema);
  for (const { name } of parts) if (!properties.has(name)) problems.push(`the form has a part ${name}`);
  for (const [name, property] of properties) {
    const here = parts.filter((part) => part.name === name);
    const { types, items } = read(document, property);
    const itemSchema = types.has("array") ? items : property;
    const values = here.map((part) => {
      problems.push(...partProblems(document, part, itemSchema, encodings[name] ?? {}));
      const type = part.headers.get("content-type") ?? "";
      if (read(document, itemSchema).isFile) {
        return { file: part.filename, type, bytes: [...part.bytes] };
      }
      if (part.filename !== undefined) problems.push(`the part ${name} has a file name`);
      const text = part.bytes.toString("utf8");
      return /[/+]json/.test(type) ? JSON.parse(text) : fromText(document, text, itemSchema);
    });
    if (values.length > 0) found[name] = types.has("array") ? values : values[0];
  }
  return found;
}

/** What is wrong with the headers of a part. */
function partProblems(document: OpenApiDocument, part: Part, schema: Schema, encoding: Encoding): string[] {
  const problems = [];
  const type = part.headers.get("content-type");
  const { isFile, types } = read(document, schema);
  const asked = isFile ? undefined : (encoding.contentType ?? (types.has("object") ? "application/json" : undefined));
  const usual = isFile || type === undefined || essence(type) === "text/plain";
  if (asked === undefined ? !usual : type !== asked) problems.push(`the part ${part.name} is ${type}, not ${asked}`);
  for (const [name, header] of Object.entries(encoding.headers ?? {})) {
    const { schema } = resolve(document, header);
    const value = schema.const ?? schema.enum?.[0];
    if (part.headers.get(name.toLowerCase()) !== value) problems.push(`the part ${part.name} has no ${name}: ${value}`);
  }
  return problems;
}
