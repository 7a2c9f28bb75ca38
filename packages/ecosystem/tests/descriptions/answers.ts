import type { MediaType, Reference, Response } from "@repo/openapi";
import { Deck } from "./draw.ts";
import { type Shape, text, type Value } from "./shapes.ts";
import type { Sketch } from "./sketch.ts";

/** How a caller reads a response. */
export type Reading = "value" | "blob" | "stream" | "events" | "items";

/** A response in one of its media types. */
interface DrawnContent {
  mediaType: string;
  node: MediaType;
  /** The `Content-Type` that the server sends, if it is not the media type. */
  sentAs?: string;
  reading: Reading;
  /** The type of the value, of an event's data or of an item. */
  type: string;
  /** The body as it is sent, and what the caller gets. */
  draw(): { body: number[]; value: Value };
}

export interface DrawnAnswer {
  /** The key in the description: a status, a range, or `default`. */
  key: string;
  node: Response | Reference;
  /** The status that the server sends. */
  status: number;
  /** Without any, there is no body. */
  contents: DrawnContent[];
  /** Headers that are always sent, with their type and the text that stands in the response. */
  headers: { name: string; type: string; text: string }[];
}

const encoder = new TextEncoder();
const utf8 = (body: string) => [...encoder.encode(body)];

/** What the kinds of responses are made with. */
interface Make {
  sketch: Sketch;
  /** JSON of the next composition. */
  json(mediaType?: string, sentAs?: string): DrawnContent;
  /** The one response, with status 200. */
  ok(...contents: DrawnContent[]): DrawnAnswer[];
}

const successes: Record<string, (make: Make) => DrawnAnswer[]> = {
  json: ({ json, ok }) => ok(json()),
  vendorJson: ({ json, ok }) => ok(json("application/vnd.thing+json")),
  charset: ({ json, ok }) => ok(json("application/json", "application/json; charset=UTF-8")),
  any: ({ json, ok }) => ok(json("*/*", "application/json")),
  defaultReference: ({ sketch, json }) => [referred(sketch, answer("default", 200, [json()]))],
  range: ({ sketch, json }) => [answer("2XX", sketch.draw.pick([200, 202, 226]), [json()])],
  created: ({ sketch, json }) => [answer("200", 200, [json()]), referred(sketch, answer("201", 201, [json()]))],
  text: ({ sketch, ok }) => ok(textual(sketch, "text/plain")),
  csv: ({ sketch, ok }) => ok(textual(sketch, "text/csv", "text/csv; charset=utf-8")),
  html: ({ sketch, ok }) => ok(textual(sketch, "text/html")),
  xml: ({ sketch, ok }) => ok(textual(sketch, "application/xml")),
  bytes: ({ sketch, ok }) => ok(binary(sketch, "application/octet-stream")),
  image: ({ sketch, ok }) => ok(binary(sketch, "image/png")),
  streamed: ({ sketch, ok }) => ok({ ...binary(sketch, "application/octet-stream"), reading: "stream" }),
  noContent: () => [answer("204", 204, [])],
  empty: ({ ok }) => ok(),
  maybeEmpty: ({ json, ok }) => [...ok(json()), answer("204", 204, [])],
  head: ({ sketch, json }) => [withHeaders(sketch, answer("200", 200, sketch.draw.oneIn(2) ? [json()] : []))],
  headers: ({ sketch, json }) => [withHeaders(sketch, answer("200", 200, [json()]))],
  jsonOrCsv: ({ sketch, json, ok }) => ok(...sketch.draw.shuffled([json(), textual(sketch, "text/csv")])),
  jsonOrEvents: ({ sketch, json, ok }) => ok(json(), events(sketch, json())),
  jsonOrBytes: ({ sketch, json, ok }) => ok(json(), binary(sketch, "application/pdf")),
  csvOrText: ({ sketch, ok }) => ok(textual(sketch, "text/csv"), textual(sketch, "text/plain")),
  twoJsons: ({ json, ok }) => ok(json(), json("application/vnd.other+json")),
  events: ({ sketch, json, ok }) => ok(events(sketch, json())),
  textEvents: ({ sketch, ok }) => ok(events(sketch, undefined)),
  wholeEvents: ({ sketch, json, ok }) => ok(wholeEvents(events(sketch, json()))),
  jsonLines: ({ sketch, json, ok }) => ok(items(sketch, "application/jsonl", json())),
  ndjson: ({ sketch, json, ok }) => ok(items(sketch, "application/x-ndjson", json())),
  jsonSequence: ({ sketch, json, ok }) => ok(items(sketch, "application/json-seq", json(), "\x1e")),
};

const failures: Record<string, (make: Make) => DrawnAnswer> = {
  nothing: () => answer("404", 404, []),
  json: ({ json }) => answer("409", 409, [json()]),
  problem: ({ sketch, json }) => referred(sketch, answer("422", 422, [json("application/problem+json")])),
  text: ({ sketch }) => answer("400", 400, [textual(sketch, "text/plain")]),
  twoTypes: ({ json }) => answer("403", 403, [json(), json("application/problem+json")]),
  range: ({ json }) => answer("4XX", 418, [json()]),
  rangeReference: ({ sketch, json }) => referred(sketch, answer("5XX", 503, [json()])),
  default: ({ json }) => answer("default", 500, [json()]),
  defaultReference: ({ sketch, json }) => referred(sketch, answer("default", 500, [json()])),
};

/** Deals out responses: every way to succeed and to fail. */
export function answerDeck(composed: (sketch: Sketch) => Shape) {
  const successDeck = new Deck(Object.keys(successes));
  const failureDeck = new Deck(Object.values(failures));
  const makeFor = (sketch: Sketch): Make => ({
    sketch,
    json: (mediaType = "application/json", sentAs) => json(mediaType, composed(sketch), sentAs),
    ok: (...contents) => [answer("200", 200, contents)],
  });
  return {
    /** The 2xx responses of an operation, and the method that they are for. */
    successes(sketch: Sketch): { answers: DrawnAnswer[]; method?: "head" } {
      const kind = successDeck.deal(sketch.draw);
      return { answers: successes[kind]?.(makeFor(sketch)) ?? [], ...(kind === "head" && { method: "head" }) };
    },
    /** Some other responses of an operation. */
    failures(sketch: Sketch, count: number, { key: success }: DrawnAnswer): DrawnAnswer[] {
      const byKey = new Map<string, DrawnAnswer>();
      for (let at = 0; at < count; at++) {
        const answer = failureDeck.deal(sketch.draw)(makeFor(sketch));
        if (answer.key !== success) byKey.set(answer.key, answer);
      }
      // Where all statuses have a range, none is left for the default.
      if (byKey.has("4XX") && byKey.has("5XX")) byKey.delete("default");
      return [...byKey].map(([key, answer]) => ({ ...answer, status: statusFor(sketch, key, byKey) ?? answer.status }));
    },
    unseen: () => successDeck.unseen + failureDeck.unseen,
  };
}

/** A status for which this key counts, and no other one. */
function statusFor({ draw }: Sketch, key: string, keys: ReadonlyMap<string, unknown>): number | undefined {
  const candidates = { "4XX": [402, 418, 429], "5XX": [500, 501, 503], default: [405, 418, 500, 507] }[key];
  const fitting = candidates?.filter((status) => {
    const range = `${String(status).charAt(0)}XX`;
    return !keys.has(String(status)) && (key === range || !keys.has(range));
  });
  return fitting && fitting.length > 0 ? draw.pick(fitting) : undefined;
}

function answer(key: string, status: number, contents: DrawnContent[]): DrawnAnswer {
  const content = Object.fromEntries(contents.map(({ mediaType, node }) => [mediaType, node]));
  const node: Response = { description: "What is answered.", ...(contents.length > 0 && { content }) };
  return { key, node, status, contents, headers: [] };
}

function referred(sketch: Sketch, answer: DrawnAnswer): DrawnAnswer {
  return { ...answer, node: sketch.component("responses", answer.node) };
}

function withHeaders(sketch: Sketch, answer: DrawnAnswer): DrawnAnswer {
  const drawn = [
    { name: "X-Rows", schema: { type: "integer" }, type: "NumberText", text: "40" },
    { name: "x_state", schema: { type: "string", enum: ["old", "new"] }, type: '"old" | "new"', text: "new" },
    { name: "ETag", schema: { type: "string" }, type: "string", text: '"a-b"' },
    { name: "X-Tags", schema: { type: "array", items: { type: "string" } }, type: "string", text: "a,b" },
  ];
  const headers = sketch.draw.shuffled(drawn).slice(0, 2);
  const nodes = headers.map(({ name, schema }) => {
    const node = { required: true, schema } as const;
    return [name, sketch.draw.oneIn(3) ? sketch.component("headers", node) : node];
  });
  const node = { ...answer.node, headers: Object.fromEntries(nodes) } as Response;
  return { ...answer, node, headers };
}

function json(mediaType: string, shape: Shape, sentAs?: string): DrawnContent {
  const draw = () => {
    const value = shape.value("received");
    return { value, body: utf8(JSON.stringify(value)) };
  };
  const node = { schema: shape.schema };
  return { mediaType, node, ...(sentAs && { sentAs }), reading: "value", type: shape.type, draw };
}

function textual(sketch: Sketch, mediaType: string, sentAs?: string): DrawnContent {
  const draw = () => {
    const value = `${text(sketch.draw)},\r\n"${text(sketch.draw)}"\n`;
    return { value, body: utf8(value) };
  };
  const node = { schema: { type: "string" as const } };
  return { mediaType, node, ...(sentAs && { sentAs }), reading: "value", type: "string", draw };
}

function binary(sketch: Sketch, mediaType: string): DrawnContent {
  const draw = () => {
    const body = Array.from({ length: sketch.draw.integer(0, 40) }, () => sketch.draw.integer(0, 255));
    return { value: body, body };
  };
  const node: MediaType =
    sketch.version === "3.1" && sketch.draw.oneIn(2) ? {} : { schema: { type: "string", format: "binary" } };
  return { mediaType, node, reading: "blob", type: "Blob", draw };
}

/** Server-sent events: with JSON as their data, or with texts. */
function events(sketch: Sketch, content: DrawnContent | undefined): DrawnContent {
  const { draw } = sketch;
  const texts = () => `${text(draw)}\n日本 ${text(draw)}`;
  // Data that the description calls a string is a text, not JSON.
  const isText = !content || content.node.schema?.type === "string";
  let id = "";
  const one = (): { text: string; value: Value } => {
    const data = content ? content.draw().value : texts();
    const [end, event] = [draw.pick(["\n", "\r\n", "\r"]), draw.pick([undefined, "delta", "größe"])];
    const written = isText ? String(data) : JSON.stringify(data, null, draw.pick([0, 1]));
    const lines = written.split("\n").map((line) => `data: ${line}`);
    if (draw.oneIn(3)) lines.unshift(": a comment");
    if (event) lines.push(`event: ${event}`);
    if (draw.oneIn(3)) {
      id = sketch.unique("id");
      lines.push(`id:${id}`);
    }
    return { text: lines.map((line) => line + end).join("") + end, value: { data, event: event ?? "message", id } };
  };
  return {
    mediaType: "text/event-stream",
    node: content?.node ?? { schema: { type: "string" } },
    reading: "events",
    type: content?.type ?? "string",
    draw() {
      id = "";
      const all = Array.from({ length: draw.oneIn(8) ? 0 : 3 }, one);
      return { body: utf8(all.map(({ text }) => text).join("")), value: all.map(({ value }) => value) };
    },
  };
}

/** Events of which the description says more than what their data is. */
function wholeEvents(content: DrawnContent): DrawnContent {
  const properties = { event: { type: "string" as const }, data: content.node.schema ?? {} };
  return { ...content, node: { schema: { type: "object", required: ["data"], properties } } };
}

/** JSON values, one in each line. The schema is that of an item, or of the list of all. */
function items(sketch: Sketch, mediaType: string, { node, type, draw }: DrawnContent, start = ""): DrawnContent {
  const { schema = {} } = node;
  const isWhole = schema.type === "array" || sketch.draw.oneIn(3);
  return {
    mediaType,
    node: isWhole ? { schema: { type: "array", items: schema } } : node,
    reading: "items",
    type,
    draw() {
      const all = Array.from({ length: 3 }, draw);
      // The last line may have no end.
      return {
        body: all.flatMap(({ body }, at) => [...utf8((at ? "\n" : "") + start), ...body]),
        value: all.map(({ value }) => value),
      };
    },
  };
}
