import type { Parameter, Reference } from "@repo/openapi";
import { Deck } from "./draw.ts";
import {
  component,
  type Limits,
  list,
  nullable,
  object,
  type Property,
  plainShape,
  primitive,
  type Shape,
  text,
  union,
  type Value,
} from "./shapes.ts";
import type { Sketch } from "./sketch.ts";

/** The place of a parameter with a name of its own. */
export type Place = Exclude<Parameter["in"], "querystring">;
type Kind = "primitive" | "list" | "object";

/** A row of the specification's table of styles. */
export interface Row {
  style: string;
  explode: boolean;
  kind: Kind;
  allowReserved?: boolean;
  /** Whether the object has any properties. */
  free?: boolean;
}

/** A way to write a parameter. */
type Way = Row | { mediaType: string };

const kinds: Kind[] = ["primitive", "list", "object"];
const rowsOf = (style: string, more: Partial<Row> = {}): Row[] =>
  [true, false].flatMap((explode) => kinds.map((kind) => ({ style, explode, kind, ...more })));

/** What a query, and a form, can have. */
export const queryRows: Row[] = [
  ...rowsOf("form"),
  ...rowsOf("form", { allowReserved: true }),
  ...["spaceDelimited", "pipeDelimited"].flatMap((style) =>
    (["list", "object"] as const).map((kind) => ({ style, explode: false, kind })),
  ),
  { style: "deepObject", explode: true, kind: "object" },
  { style: "deepObject", explode: true, kind: "list" },
];

const ways: Record<Place, Way[]> = {
  path: [...["simple", "label", "matrix"].flatMap((style) => rowsOf(style)), { mediaType: "application/json" }],
  query: [
    ...queryRows,
    { style: "form", explode: true, kind: "object", free: true },
    ...["application/json", "application/vnd.filter+json", "text/plain"].map((mediaType) => ({ mediaType })),
  ],
  header: [...rowsOf("simple"), { mediaType: "application/json" }],
  cookie: [...rowsOf("form"), { mediaType: "application/json" }],
};

/** How the schema of a parameter is put: it must not hide the style. */
const wrappings = ["direct", "direct", "reference", "allOf", "anyOf", "oneOf", "nullable"] as const;
type Wrapping = (typeof wrappings)[number];

const oddNames: Record<Place, string[]> = {
  path: ["id", "x-y", "user.id", "$id", "größe", "class", "two words", "_", "item_id"],
  query: [..."q filter[name] $top a.b a&b größe class in a+b x=y q?".split(" "), "two words", "%41", "a;b", "list[]"],
  header: ["X-Trace", "x_y", "X.Y", "If-Match", "prefer", "X-$", "class"],
  cookie: ["session", "a.b", "x_y", "theme-2", "$v"],
};

const NAMES_IN_OBJECTS = ["R", "G", "a.b", "is-on", "$top", "class", "größe", "two words", "a/b"];

/** A parameter with the values that callers pass. */
export interface DrawnParameter {
  name: string;
  place: Place;
  required: boolean;
  /** The parameter as it stands in the description. */
  node: Parameter | Reference;
  /** Whether it takes any name of the query. */
  free: boolean;
  /** Whether it is written as JSON, which keeps what other styles leave out. */
  isJson: boolean;
  value(): Value;
}

/** Deals out parameters: every style, with every kind of value, in every place. */
export function parameterDeck() {
  const decks = Object.fromEntries(Object.entries(ways).map(([place, here]) => [place, new Deck(here)]));
  const wrappingDeck = new Deck(wrappings);
  return {
    deal(sketch: Sketch, place: Place, name?: string): DrawnParameter {
      const way = (decks[place] as Deck<Way>).deal(sketch.draw);
      return parameterOf(sketch, place, way, wrappingDeck.deal(sketch.draw), name);
    },
    unseen: () => Object.values(decks).reduce((sum, { unseen }) => sum + unseen, 0),
  };
}

function parameterOf(sketch: Sketch, place: Place, way: Way, wrapping: Wrapping, given?: string): DrawnParameter {
  const { draw } = sketch;
  const name = given ?? sketch.unique(draw.pick(oddNames[place]));
  const required = place === "path" || draw.oneIn(2);
  const shape =
    "mediaType" in way ? contentShape(sketch, place, way.mediaType) : styledShape(sketch, place, way, wrapping);
  const written =
    "mediaType" in way
      ? { content: { [way.mediaType]: { schema: shape.schema } } }
      : { ...styleFields(sketch, place, way), schema: shape.schema };
  const node: Parameter = { name, in: place, ...((required || draw.oneIn(3)) && { required }), ...written };
  const empty =
    place === "path" || "mediaType" in way ? undefined : way.kind === "list" ? [] : way.free ? {} : undefined;
  return {
    name,
    place,
    required,
    free: "free" in way,
    isJson: "mediaType" in way,
    node: draw.oneIn(4) ? sketch.component("parameters", node) : node,
    value: () => (empty && draw.oneIn(6) ? empty : shape.value("sent")),
  };
}

/** A parameter that is the whole query, which is required. */
export interface DrawnQuery {
  node: Parameter | Reference;
  isJson: boolean;
  value(): Value;
}

/** Deals out whole queries in each media type. */
export function wholeQueryDeck() {
  const deck = new Deck(["application/json", "text/plain", "application/x-www-form-urlencoded"] as const);
  return {
    deal(sketch: Sketch): DrawnQuery {
      const mediaType = deck.deal(sketch.draw);
      const pairs: Row = { style: "form", explode: true, kind: "object" };
      const shape =
        mediaType === "application/x-www-form-urlencoded"
          ? styledShape(sketch, "query", pairs, "direct")
          : contentShape(sketch, "query", mediaType);
      const content = { [mediaType]: { schema: shape.schema } };
      const node: Parameter = { name: "whole", in: "querystring", required: true, content };
      return {
        node: sketch.draw.oneIn(4) ? sketch.component("parameters", node) : node,
        isJson: mediaType === "application/json",
        value: () => shape.value("sent"),
      };
    },
    unseen: () => deck.unseen,
  };
}

/** The fields that say how a parameter is written. What is the default may be left out. */
function styleFields({ draw }: Sketch, place: Place, { style, explode, allowReserved }: Row): Partial<Parameter> {
  const usual = place === "query" || place === "cookie" ? "form" : "simple";
  return {
    ...((style !== usual || draw.oneIn(2)) && { style }),
    ...((explode !== (style === "form") || draw.oneIn(2)) && { explode }),
    ...((allowReserved || (place === "query" && draw.oneIn(4))) && { allowReserved: allowReserved ?? false }),
  };
}

/** The characters that would be read as something else where they stand. */
export function limitsOf(place: Place, { style, explode, kind, allowReserved }: Row): Limits {
  const several = kind !== "primitive";
  const without = [
    style === "spaceDelimited" && " ",
    style === "pipeDelimited" && "|",
    style === "label" && explode && several && ".",
    place === "header" && several && ",",
    // A triplet such as %41 is taken for encoded.
    allowReserved && "%",
  ];
  return { without: without.filter(Boolean).join(""), ascii: place === "header" };
}

/** A schema of the row's kind, with values that the style can carry. */
export function styledShape(sketch: Sketch, place: Place, row: Row, wrapping: Wrapping): Shape {
  const limits = limitsOf(place, row);
  const plain = wrapping === "anyOf" || wrapping === "oneOf";
  return wrapped(sketch, place, kindShape(sketch, place, row, limits, plain ? 2 : 1), wrapping, row, limits);
}

function kindShape(sketch: Sketch, place: Place, row: Row, limits: Limits, min: number): Shape {
  const { draw } = sketch;
  if (row.kind === "primitive") {
    const shape = primitive(sketch, limits);
    const free = shape.schema.type === "string" && Object.keys(shape.schema).length === 1 && place === "query";
    return free ? { ...shape, value: (way) => (draw.oneIn(6) ? "" : shape.value(way)) } : shape;
  }
  if (row.kind === "list") return list(sketch, primitive(sketch, limits), min);
  if (row.free) {
    const value = () => ({
      [sketch.unique("free")]: text(draw, limits),
      [sketch.unique("any[x]")]: text(draw, limits),
    });
    return plainShape({ type: "object", additionalProperties: { type: "string" } }, "Record<string, string>", value);
  }
  const token = place === "header" || place === "cookie";
  const names = NAMES_IN_OBJECTS.filter((name) => {
    if (token && /[^\w.$-]/.test(name)) return false;
    return ![...name].some((c) => limits.without?.includes(c));
  });
  const property = (shape: Shape, required: boolean): [string, Property] => [
    sketch.unique(draw.pick(names)),
    { shape, required },
  ];
  return object(
    sketch,
    Object.fromEntries([
      property(primitive(sketch, limits), true),
      property(primitive(sketch, limits), false),
      property(nullable(sketch, primitive(sketch, limits)), false),
      // What the specification leaves undefined: lists and deeper objects.
      ...(row.style === "deepObject"
        ? [
            property(list(sketch, primitive(sketch, limits)), false),
            property(object(sketch, Object.fromEntries([property(primitive(sketch, limits), true)])), false),
          ]
        : []),
    ]),
  );
}

function wrapped(sketch: Sketch, place: Place, shape: Shape, wrapping: Wrapping, row: Row, limits: Limits): Shape {
  switch (wrapping) {
    case "direct":
      return shape;
    case "reference":
      return component(sketch, shape);
    case "allOf":
      return { ...shape, schema: { allOf: [component(sketch, shape).schema] } };
    case "nullable":
      // A path without the value would be another one.
      return place === "path" ? { ...nullable(sketch, shape), value: shape.value } : nullable(sketch, shape);
  }
  // Values of another kind that cannot be taken for these.
  const comma = row.allowReserved && !row.explode ? "," : "";
  const word = { ...limits, without: `${limits.without}${comma}`, plain: true };
  const texts = plainShape({ type: "string" }, "string", () => text(sketch.draw, word));
  if (row.kind === "primitive") {
    const numbers = plainShape({ type: "integer" }, "number", () => sketch.draw.integer(0, 99));
    return union(sketch, wrapping, [texts, numbers]);
  }
  if (row.kind === "list") return row.style === "deepObject" ? shape : union(sketch, wrapping, [shape, texts]);
  if (row.free) return shape;
  const other = { [sketch.unique("other")]: { shape: primitive(sketch, limits), required: true } };
  return union(sketch, wrapping, [shape, object(sketch, other)]);
}

/** A value with a media type of its own. */
function contentShape(sketch: Sketch, place: Place, mediaType: string): Shape {
  const limits = { ascii: place === "header" };
  if (mediaType === "text/plain") return plainShape({ type: "string" }, "string", () => text(sketch.draw, limits));
  const shape = object(sketch, {
    deep: {
      shape: object(sketch, { list: { shape: list(sketch, primitive(sketch, limits), 0), required: true } }),
      required: true,
    },
    "a b": { shape: nullable(sketch, primitive(sketch, limits)), required: true },
  });
  return sketch.draw.oneIn(2) ? component(sketch, shape) : shape;
}
