import type { BodyFormat, Encodings, QueryFormat } from "./operation.ts";
import { toJson } from "./request.ts";
import {
  asIs,
  encodedName,
  isJson,
  membersOf,
  type Parameter,
  pairsOf,
  percentEncoded,
  refuse,
  reservedKept,
  type Subject,
  shapeOf,
} from "./styles.ts";

/** A body as `fetch` takes it. */
interface WrittenBody {
  readonly body: unknown;
  /** `undefined` if the runtime sets it, as for a `FormData` with its boundary. */
  readonly contentType?: string;
}

/**
 * Writes a body in one of the media types of its operation.
 *
 * A multipart body is an object, whose properties become parts: a `Blob` or `File` a file, a list one part for each item,
 * another object JSON, all else a text. It is put together as a `Blob`. Where files are no `Blob`s, as in React Native,
 * callers give a `FormData`, which is sent as it is.
 *
 * @param mediaType a type, or a range such as `image/*`, which becomes the type of the body's format
 * @throws a RequestError if the format cannot express the body
 */
export function writeBody(brand: string, body: unknown, mediaType: string, format: BodyFormat): WrittenBody {
  const subject = { brand, title: "The body" };
  const typeOr = (usual: string) => (mediaType.includes("*") ? usual : mediaType);
  if (format === "json") return { body: toJson(brand, body), contentType: typeOr("application/json") };
  if (format === "text") return { body: rawOf(subject, body, mediaType), contentType: typeOr("text/plain") };
  if (format === "bytes") {
    const given = body instanceof Blob ? body.type : "";
    return { body: rawOf(subject, body, mediaType), contentType: typeOr(given || "application/octet-stream") };
  }
  if (format === "items") return { body: writeItems(brand, body, mediaType), contentType: mediaType };
  if ("form" in format) {
    return { body: writeForm(subject, body, format.form), contentType: typeOr("application/x-www-form-urlencoded") };
  }
  if (body instanceof FormData) return { body };
  const [essence] = typeOr("multipart/form-data").split(";");
  const boundary = `part-${randomText()}${randomText()}`;
  const contentType = `${essence}; boundary=${boundary}`;
  return { body: multipart(fieldsOf(subject, body, format.multipart, false), boundary), contentType };
}

/**
 * Writes the whole query, percent-encoded and without the question mark.
 *
 * @throws a RequestError if the format cannot express it
 */
export function writeWholeQuery(brand: string, query: unknown, format: QueryFormat): string {
  const subject = { brand, title: "The query" };
  if (query === undefined) return "";
  if (typeof format === "object") return writeForm(subject, query, format.form);
  if (format === "json") return percentEncoded(toJson(brand, query, subject.title));
  const text = shapeOf(subject, query);
  return typeof text === "string" ? percentEncoded(text) : refuse(subject, "is not a text");
}

function writeForm(subject: Subject, value: unknown, encodings: Encodings): string {
  if (value instanceof URLSearchParams) return `${value}`;
  const fields = fieldsOf(subject, value, encodings, true);
  return fields.map(({ name, content }) => `${name}=${content}`).join("&");
}

/**
 * Writes JSON values, each on a line, or after a record separator if the media type has these (RFC 7464). Those of an
 * asynchronous iterable are sent as they come.
 */
function writeItems(brand: string, items: unknown, mediaType: string): unknown {
  const { [Symbol.iterator]: iterate, [Symbol.asyncIterator]: iterateLater } = Object(items);
  const start = /json-seq/i.test(mediaType) ? "\x1e" : "";
  const line = (item: unknown) => `${start}${toJson(brand, item, "An item of the body")}\n`;
  if (typeof items === "string" || !(iterate || iterateLater)) {
    return refuse({ brand, title: "The body" }, `cannot be written as ${mediaType}: give a list or a generator`);
  }
  if (!iterateLater) return Array.from(items as Iterable<unknown>, line).join("");
  const iterator: AsyncIterator<unknown> = iterateLater.call(items);
  const encoder = new TextEncoder();
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await iterator.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(line(value)));
    },
    async cancel() {
      await iterator.return?.();
    },
  });
}

/** Returns a body that is a text, bytes or a stream. */
function rawOf(subject: Subject, body: unknown, mediaType: string): unknown {
  const { getReader, [Symbol.asyncIterator]: iterate } = Object(body);
  const kind = Object.prototype.toString.call(body);
  if (getReader || iterate || ArrayBuffer.isView(body) || /^\[object (ArrayBuffer|Blob|File)\]$/.test(kind))
    return body;
  const text = shapeOf(subject, body);
  return typeof text === "string" ? text : refuse(subject, `cannot be written as ${mediaType}: give a text or bytes`);
}

/** A pair of a form, or a part of a multipart body. */
interface Field {
  readonly name: string;
  readonly content: string | Blob;
  readonly type?: string | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/**
 * Turns the properties of a body into fields, by OpenAPI's Encoding Object: by a style, as a query has it, if one is given,
 * else by the media type of the value, where a list is one field for each item.
 */
function fieldsOf(subject: Subject, body: unknown, encodings: Encodings, isUrlEncoded: boolean): Field[] {
  const properties = shapeOf(subject, body);
  if (typeof properties === "string" || Array.isArray(properties)) return refuse(subject, "is not an object");
  return membersOf(subject, properties).flatMap(([name, value]): Field[] => {
    const { contentType, headers, ...style } = encodings[name] ?? {};
    const encode = !isUrlEncoded ? asIs : style.allowReserved ? reservedKept : percentEncoded;
    const property: Parameter = { ...subject, title: `Property "${name}"`, name, encode, style: "form", ...style };
    const items = Array.isArray(value) ? value.filter((item) => item != null) : [value];
    // No style can express a file.
    if (Object.keys(style).length > 0 && !items.some((item) => item instanceof Blob)) {
      return pairsOf(property, value).map(([name, content]) => ({ name, content, headers }));
    }
    return items.map((item) => ({
      name: encodedName(property, name),
      ...contentOf(property, item, contentType),
      headers,
    }));
  });
}

/** Writes a value in the first of its media types that it can have. */
function contentOf(property: Parameter, value: unknown, contentType = ""): Pick<Field, "content" | "type"> {
  const types = contentType.split(/\s*,\s*/).filter((type) => type && !type.includes("*"));
  const [first = ""] = types;
  if (value instanceof Blob && property.encode === asIs) {
    return { content: value, type: value.type || first || "application/octet-stream" };
  }
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer)
    return refuse(property, "is bytes: give them as a Blob");
  const shape = shapeOf(property, value);
  if (typeof shape === "string" && !isJson(first)) return { content: property.encode(shape), type: first };
  const type = first ? types.find(isJson) : "application/json";
  if (!type) return refuse(property, `cannot be written as ${contentType}: give a text`);
  return { content: property.encode(toJson(property.brand, value, property.title)), type };
}

/** Writes parts as RFC 7578 says, with the names as the HTML standard escapes them: no value can add a header. */
function multipart(fields: readonly Field[], boundary: string): Blob {
  const parts = fields.flatMap(({ name, content, type, headers = {} }) => {
    const file = content instanceof Blob ? `; filename=${quoted("name" in content ? `${content.name}` : "blob")}` : "";
    const lines = [`Content-Disposition: form-data; name=${quoted(name)}${file}`];
    if (type) lines.push(`Content-Type: ${type}`);
    for (const [header, value] of Object.entries(headers)) {
      if (!/^content-(disposition|type)$/i.test(header)) lines.push(`${header}: ${value}`);
    }
    return [`--${boundary}\r\n${lines.map(oneLine).join("\r\n")}\r\n\r\n`, content, "\r\n"];
  });
  return new Blob([...parts, `--${boundary}--\r\n`]);
}

function quoted(text: string): string {
  return `"${text.replace(/"/g, "%22")}"`;
}

function oneLine(text: string): string {
  return text.replace(/[\r\n]/g, encodeURIComponent);
}

function randomText(): string {
  return Math.random().toString(36).slice(2);
}
