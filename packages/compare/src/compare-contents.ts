import {
  essenceOf,
  isEventObject,
  isEventStream,
  isJson,
  isJsonSequence,
  type MediaType,
  type OpenApiDocument,
  resolve,
  type Schema,
} from "@repo/openapi";
import type { Side } from "./change.ts";
import { compareNode, compareUnknown } from "./compare-annotations.ts";
import type { OperationComparison } from "./compare-operations.ts";
import type { Writing } from "./covers.ts";
import type { Found, Place } from "./found.ts";
import { canonical } from "./sameness.ts";

type Content = Record<string, MediaType>;

const KNOWN = new Set(["schema", "encoding", "itemSchema"]);

/** The differences of the media types of a body or a response, and of the schemas of each. */
export function compareContents(
  comparison: OperationComparison,
  before: Content,
  after: Content,
  place: Place,
  side: Side,
  owner: { before: object; after: object },
  mayBeLeftOut = false,
): void {
  const olds = Object.entries(before);
  const news = Object.entries(after);
  const taken = new Set<string>();
  // Those that are written the same are paired first.
  for (const [name, was] of olds.toSorted(([one], [other]) => Number(other in after) - Number(one in after))) {
    const partner = partnerOf(name, after, side, taken);
    const here = { ...place, field: fieldOfContent(place.field, partner ?? name), isWhole: true };
    if (partner === undefined) {
      const reason =
        side === "response"
          ? "Old code reads this media type, which no longer comes."
          : "Old code sends this media type, and it is refused.";
      const removed = { kind: "media-type", action: "removed", detail: name, wire: "breaking", reason, side } as const;
      comparison.add(here, [{ ...removed, before: { node: was }, after: { node: owner.after } }]);
      continue;
    }
    taken.add(partner);
    const is = after[partner] ?? {};
    if (keyOf(partner) !== keyOf(name)) comparison.add(here, [widened(name, partner, was, is, side)]);
    comparison.add({ ...here, label: here.field }, compareMediaType(was, is, side));
    const at = { side, writing: writingIn(partner), mayBeLeftOut };
    for (const [one, other] of schemasOf(comparison, partner, was, is)) {
      comparison.enter(here, comparison.schemas.compare([one], [other], at));
    }
  }
  for (const [name, is] of news) {
    if (taken.has(name)) continue;
    const here = { ...place, field: fieldOfContent(place.field, name), isWhole: true };
    const reason =
      olds.length === 0
        ? "No media type was documented before."
        : side === "response"
          ? "Old code asks for the media types that it knows."
          : "Old code sends a media type that is still accepted.";
    const added = { kind: "media-type", action: "added", detail: name, wire: "compatible", reason, side } as const;
    comparison.add(here, [{ ...added, before: { node: owner.before }, after: { node: is } }]);
  }
}

/** The schemas to compare: of the whole, and of each item if it is a sequence. */
function schemasOf(
  { schemas: { pair } }: OperationComparison,
  mediaType: string,
  was: MediaType,
  is: MediaType,
): [before: Schema, after: Schema][] {
  const isSequence = isEventStream(mediaType) || isJsonSequence(mediaType);
  // Before OpenAPI 3.2, the schema of a sequence is the one of its items.
  const parted = ({ schema = {}, itemSchema }: MediaType) =>
    isSequence && !itemSchema ? { whole: {}, item: schema } : { whole: schema, item: itemSchema ?? {} };
  const [old, now] = [parted(was), parted(is)];
  const items = isEventStream(mediaType)
    ? eventsOf(pair.before.document, old.item, pair.after.document, now.item)
    : ([old.item, now.item] satisfies [Schema, Schema]);
  return [[old.whole, now.whole], items];
}

/** The schemas of the events in two streams. If one of them only describes the data, so does the other. */
function eventsOf(before: OpenApiDocument, old: Schema, after: OpenApiDocument, now: Schema): [Schema, Schema] {
  const [was, is] = [resolve(before, old).schema, resolve(after, now).schema];
  if (isEventObject(was) === isEventObject(is)) return [old, now];
  return [isEventObject(was) ? dataOfEvent(before, was) : old, isEventObject(is) ? dataOfEvent(after, is) : now];
}

function dataOfEvent(document: OpenApiDocument, { properties = {} }: Schema): Schema {
  const { data = {} } = properties;
  const { contentMediaType = "", contentSchema = {} } = resolve(document, data).schema;
  return isJson(contentMediaType) ? contentSchema : data;
}

/** How the values in a body are written. */
function writingIn(mediaType: string): Writing {
  const essence = essenceOf(mediaType);
  if (essence === "application/x-www-form-urlencoded") return "texts";
  return /[/+]xml$/.test(essence) ? "xml" : "json";
}

/** The media type that stands for another one now: the same, or one that includes it. */
function partnerOf(name: string, after: Content, side: Side, taken: ReadonlySet<string>): string | undefined {
  const names = Object.keys(after);
  if (after[name] && !taken.has(name)) return name;
  const same = names.find((other) => keyOf(other) === keyOf(name) && !taken.has(other));
  if (same !== undefined) return same;
  const wider = names.find((other) => includes(other, name));
  // What comes back may be any media type of a range, so that fewer of them break no one.
  return wider ?? (side === "response" ? names.find((other) => includes(name, other)) : undefined);
}

/** A media type without its letter case and its charset. Other parameters tell media types apart. */
function keyOf(mediaType: string): string {
  const [, ...parameters] = mediaType.split(";").map((part) => part.trim().toLowerCase());
  return [essenceOf(mediaType), ...parameters.filter((one) => one !== "" && !one.startsWith("charset=")).sort()].join(
    ";",
  );
}

function includes(range: string, mediaType: string): boolean {
  const [type, subtype] = essenceOf(range).split("/");
  const [own] = essenceOf(mediaType).split("/");
  if (essenceOf(range) === essenceOf(mediaType)) return !keyOf(range).includes(";");
  return subtype === "*" && (type === "*" || type === own);
}

function widened(name: string, now: string, was: MediaType, is: MediaType, side: Side): Found {
  const isWider = includes(now, name);
  const reason = isWider ? "The media type that old code knows is one of them." : "Old code was told to expect it.";
  return {
    kind: "media-type",
    action: "changed",
    detail: `${name} → ${now}`,
    wire: "compatible",
    reason,
    side,
    before: { node: was },
    after: { node: is },
  };
}

/** The place of a body: `response.200` for JSON, which is the usual one, and `response.200(text/csv)` for the rest. */
export function fieldOfContent(field: string, mediaType: string): string {
  return isJson(mediaType) && essenceOf(mediaType) === "application/json" ? field : `${field}(${mediaType})`;
}

function compareMediaType(old: MediaType, now: MediaType, side: Side): Found[] {
  const found = [...compareNode(old, now, side), ...compareUnknown(old, now, KNOWN, side)];
  if (canonical(old.encoding ?? {}) === canonical(now.encoding ?? {})) return found;
  const reason = "The same value may be written differently.";
  const encoding = { kind: "serialization", action: "changed", detail: "encoding", wire: "breaking", reason } as const;
  const [before, after] = [old, now].map((node) => ({ node, key: node.encoding && "encoding" }));
  return [...found, { ...encoding, side, before, after }];
}
