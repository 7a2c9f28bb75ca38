import type { MediaType, Reference, RequestBody, Schema } from "@repo/openapi";
import { Deck } from "./draw.ts";
import { queryRows, type Row, styledShape } from "./parameters.ts";
import {
  component,
  list,
  nullable,
  object,
  plainShape,
  primitive,
  type Shape,
  text,
  Upload,
  type Value,
  withoutEmpty,
} from "./shapes.ts";
import type { Sketch } from "./sketch.ts";

/** A body in one of its media types. */
interface DrawnContent {
  /** The media type in the description, which may be a range. */
  mediaType: string;
  node: MediaType;
  /** The type of JSON. */
  type?: string;
  /** The media type to send, if it is not the one of the description. */
  sentAs?: string;
  value(): Value;
  /** What a server finds, of what was passed. */
  carried(value: Value): unknown;
  /** How the caller passes it, if not as it is: as a `FormData` of its own. */
  given?: "FormData";
}

export interface DrawnBody {
  node: RequestBody | Reference;
  required: boolean;
  /** What callers send, each in a call of its own. */
  contents: DrawnContent[];
}

/** A property of a form: its shape, and its entry in the `encoding`. */
interface Field {
  shape: Shape;
  encoding?: { style?: string; explode?: boolean; allowReserved?: boolean; contentType?: string; headers?: object };
}

const urlencodedFields: ((sketch: Sketch) => Field)[] = [
  (sketch) => ({ shape: primitive(sketch) }),
  (sketch) => ({ shape: nullable(sketch, primitive(sketch)) }),
  (sketch) => ({ shape: list(sketch, primitive(sketch)) }),
  (sketch) => ({ shape: smallObject(sketch) }),
  (sketch) => ({ shape: component(sketch, smallObject(sketch)) }),
  (sketch) => ({ shape: list(sketch, smallObject(sketch)) }),
  (sketch) => ({ shape: smallObject(sketch), encoding: { contentType: "application/json" } }),
  (sketch) => ({ shape: textShape(sketch), encoding: { contentType: "text/plain; charset=utf-8" } }),
  ...queryRows.map((row) => (sketch: Sketch) => ({
    shape: styledShape(sketch, "query", row, sketch.draw.pick(["direct", "reference", "allOf", "anyOf"])),
    encoding: encodingOf(sketch, row),
  })),
];

const multipartFields: ((sketch: Sketch) => Field)[] = [
  (sketch) => ({ shape: primitive(sketch) }),
  (sketch) => ({ shape: list(sketch, primitive(sketch)) }),
  (sketch) => ({ shape: smallObject(sketch) }),
  (sketch) => ({ shape: list(sketch, component(sketch, smallObject(sketch))) }),
  (sketch) => ({ shape: smallObject(sketch), encoding: { contentType: "application/vnd.meta+json" } }),
  (sketch) => ({ shape: textShape(sketch), encoding: { contentType: "text/csv" } }),
  (sketch) => ({ shape: textShape(sketch), encoding: { contentType: "application/xml; charset=utf-8" } }),
  (sketch) => ({ shape: smallObject(sketch), encoding: { headers: { "X-Part": fixedHeader(sketch) } } }),
  (sketch) => ({ shape: file(sketch) }),
  (sketch) => ({ shape: component(sketch, file(sketch)) }),
  (sketch) => ({ shape: list(sketch, file(sketch)) }),
  (sketch) => ({ shape: file(sketch, ["image/png"]), encoding: { contentType: "image/png" } }),
  (sketch) => ({
    shape: file(sketch, ["image/png", "image/jpeg"]),
    encoding: { contentType: "image/png, image/jpeg" },
  }),
  (sketch) => ({ shape: file(sketch), encoding: { headers: { "X-Part": fixedHeader(sketch) } } }),
];

/** Deals out bodies: every kind of media type, with every kind of property in forms. */
export function bodyDeck(composed: (sketch: Sketch) => Shape) {
  const urlencodedDeck = new Deck(urlencodedFields);
  const multipartDeck = new Deck(multipartFields);

  const json = (sketch: Sketch, mediaType: string, shape = composed(sketch), sentAs?: string): DrawnContent => ({
    mediaType,
    node: { schema: shape.schema },
    type: shape.type,
    ...(sentAs && { sentAs }),
    value: () => shape.value("sent"),
    carried: (value) => value,
  });
  const texts = (sketch: Sketch, mediaType: string, sentAs?: string): DrawnContent => ({
    mediaType,
    node: { schema: { type: "string" } },
    ...(sentAs && { sentAs }),
    value: () => `${text(sketch.draw)}\r\n,${text(sketch.draw)}\n`,
    carried: (value) => value,
  });
  const bytes = (sketch: Sketch, mediaType: string, sentAs = mediaType): DrawnContent => ({
    mediaType,
    node:
      sketch.version === "3.1" && sketch.draw.oneIn(2) && mediaType !== "*/*"
        ? {}
        : { schema: { type: "string", format: "binary" } },
    sentAs,
    value: () => new Upload(someBytes(sketch), sentAs),
    carried: (value) => (value instanceof Upload ? value.bytes : value),
  });
  const form = (sketch: Sketch, mediaType: string, fieldDeck: Deck<(sketch: Sketch) => Field>): DrawnContent => {
    const names = ["name", "a b", "file[]", "größe", "x.y", "class", 'q"q'];
    const drawn = Array.from({ length: sketch.draw.integer(5, 8) }, () => ({
      name: sketch.unique(sketch.draw.pick(names)),
      required: sketch.draw.oneIn(2),
      ...fieldDeck.deal(sketch.draw)(sketch),
    }));
    const shape = object(sketch, Object.fromEntries(drawn.map(({ name, ...property }) => [name, property])));
    const encoding = drawn.flatMap(({ name, encoding }) => (encoding ? [[name, encoding] as const] : []));
    const node = {
      schema: sketch.draw.pick([
        shape.schema,
        sketch.component("schemas", shape.schema),
        { allOf: [sketch.component("schemas", shape.schema)] },
      ]),
      ...(encoding.length > 0 && { encoding: Object.fromEntries(encoding) }),
    };
    const styled = new Set(drawn.filter(({ encoding }) => encoding && isStyled(encoding)).map(({ name }) => name));
    return { mediaType, node, value: () => shape.value("sent"), carried: (value) => carriedByForm(value, styled) };
  };
  const urlencoded = (sketch: Sketch) => form(sketch, "application/x-www-form-urlencoded", urlencodedDeck);
  const multipart = (sketch: Sketch, subtype = "form-data") => form(sketch, `multipart/${subtype}`, multipartDeck);

  const kinds: Record<string, (sketch: Sketch) => DrawnContent[]> = {
    composed: (sketch) => [json(sketch, "application/json")],
    vendorJson: (sketch) => [json(sketch, "application/vnd.thing.v2+json")],
    charset: (sketch) => [json(sketch, "application/json; charset=utf-8")],
    any: (sketch) => [json(sketch, "*/*", smallObject(sketch), "application/json")],
    anyReference: (sketch) => [json(sketch, "*/*", component(sketch, smallObject(sketch)), "application/json")],
    application: (sketch) => [json(sketch, "application/*", smallObject(sketch), "application/json")],
    optional: (sketch) => [json(sketch, "application/json")],
    reference: (sketch) => [json(sketch, "application/json")],
    urlencoded: (sketch) => [urlencoded(sketch)],
    anotherForm: (sketch) => [urlencoded(sketch)],
    freeForm: (sketch) => [freeForm(sketch)],
    multipart: (sketch) => [multipart(sketch)],
    mixed: (sketch) => [multipart(sketch, "mixed")],
    formData: (sketch) => [{ ...multipart(sketch), given: "FormData", ...formDataOf(sketch) }],
    text: (sketch) => [texts(sketch, "text/plain")],
    csv: (sketch) => [texts(sketch, "text/csv")],
    xml: (sketch) => [texts(sketch, "application/xml")],
    textRange: (sketch) => [texts(sketch, "text/*", "text/plain")],
    anyText: (sketch) => [texts(sketch, "*/*", "text/plain")],
    bytes: (sketch) => [bytes(sketch, "application/octet-stream")],
    image: (sketch) => [bytes(sketch, "image/png")],
    imageRange: (sketch) => [bytes(sketch, "image/*", "image/webp")],
    anyBytes: (sketch) => [bytes(sketch, "*/*", "application/octet-stream")],
    jsonOrPatch: (sketch) => [
      json(sketch, "application/json", smallObject(sketch)),
      json(sketch, "application/merge-patch+json", smallObject(sketch)),
      json(sketch, "application/json-patch+json", list(sketch, smallObject(sketch))),
    ],
    jsonOrMultipart: (sketch) => [json(sketch, "application/json"), multipart(sketch)],
    jsonOrText: (sketch) => [json(sketch, "application/json"), texts(sketch, "text/plain")],
    formOrJson: (sketch) => [urlencoded(sketch), json(sketch, "application/json", smallObject(sketch))],
    textOrBytes: (sketch) => [texts(sketch, "text/markdown"), bytes(sketch, "application/octet-stream")],
  };

  const deck = new Deck(Object.entries(kinds));
  return {
    deal(sketch: Sketch): DrawnBody {
      const [kind, contentsOf] = deck.deal(sketch.draw);
      const required = kind !== "optional";
      const contents = contentsOf(sketch);
      const node: RequestBody = {
        ...((required || sketch.draw.oneIn(2)) && { required }),
        content: Object.fromEntries(contents.map(({ mediaType, node }) => [mediaType, node])),
      };
      return {
        node: kind === "reference" ? sketch.component("requestBodies", node) : node,
        required,
        contents,
      };
    },
    unseen: () => deck.unseen + urlencodedDeck.unseen + multipartDeck.unseen,
  };
}

/** A form with any names. */
function freeForm(sketch: Sketch): DrawnContent {
  const schema: Schema = { type: "object", additionalProperties: { type: "string" } };
  return {
    mediaType: "application/x-www-form-urlencoded",
    node: { schema },
    value: () => ({ [sketch.unique("free")]: text(sketch.draw), "a[b]": text(sketch.draw) }),
    carried: (value) => value,
  };
}

function isStyled(encoding: NonNullable<Field["encoding"]>): boolean {
  return "style" in encoding || "explode" in encoding || "allowReserved" in encoding;
}

/** What a form can carry: nothing where there is no value. Objects are JSON, which keeps what is in them. */
function carriedByForm(value: Value, styled: ReadonlySet<string>): unknown {
  const entries = Object.entries(value as { [name: string]: Value }).flatMap(([name, inner]) => {
    if (inner === null || (Array.isArray(inner) && inner.length === 0)) return [];
    const carried = styled.has(name) ? withoutEmpty(inner) : inner;
    return carried === undefined ? [] : [[name, Array.isArray(carried) ? carried.map(uploaded) : uploaded(carried)]];
  });
  return Object.fromEntries(entries);
}

function uploaded(value: Value): unknown {
  return value instanceof Upload ? { file: value.name ?? "blob", type: value.type, bytes: value.bytes } : value;
}

function smallObject(sketch: Sketch): Shape {
  return object(sketch, {
    [sketch.unique("name")]: { shape: primitive(sketch), required: true },
    [sketch.unique("tags")]: { shape: list(sketch, primitive(sketch), 0), required: sketch.draw.oneIn(2) },
    [sketch.unique("note")]: { shape: nullable(sketch, primitive(sketch)), required: true },
  });
}

function textShape(sketch: Sketch): Shape {
  return plainShape({ type: "string" }, "string", () => `${text(sketch.draw)} ${text(sketch.draw)}`);
}

/** A file, which OpenAPI 3.1 may also describe by its media type. */
function file(sketch: Sketch, types = ["application/octet-stream", "text/plain", "image/png"]): Shape {
  const { draw, version } = sketch;
  const binary: Schema = { type: "string", format: "binary" };
  const named = { type: "string", contentMediaType: types[0] } as Schema;
  const names = ["a.txt", 'naïve "name".png', "日本.pdf", "two words;.bin", undefined];
  return plainShape(
    version === "3.1" && draw.oneIn(3) ? named : binary,
    "Blob",
    () => new Upload(someBytes(sketch), draw.pick(types), draw.pick(names)),
  );
}

function someBytes({ draw }: Sketch): number[] {
  return draw.pick([[], [0, 255, 13, 10, 45, 45], [...new TextEncoder().encode("größe\r\n--x\r\n")]]);
}

/** A header of a part whose only value the description says. */
function fixedHeader({ draw, version }: Sketch): object {
  const value = draw.pick(["v1", "a b; c=d"]);
  return { schema: version === "3.1" && draw.oneIn(2) ? { const: value } : { type: "string", enum: [value] } };
}

function encodingOf({ draw }: Sketch, { style, explode, allowReserved }: Row): object {
  const entry = {
    ...((style !== "form" || draw.oneIn(2)) && { style }),
    ...((explode !== (style === "form") || draw.oneIn(2)) && { explode }),
    ...(allowReserved && { allowReserved }),
  };
  // Without any of the three, the default is another.
  return Object.keys(entry).length > 0 ? entry : { style };
}

/** What a caller's own `FormData` contains: texts and files. */
function formDataOf(sketch: Sketch): Pick<DrawnContent, "node" | "value" | "carried"> {
  const shape = object(sketch, {
    title: { shape: textShape(sketch), required: true },
    picture: { shape: file(sketch), required: true },
  });
  return {
    node: { schema: shape.schema },
    value: () => shape.value("sent"),
    carried: (value) => carriedByForm(value, new Set()),
  };
}
