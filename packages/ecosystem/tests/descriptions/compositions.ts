import type { Schema } from "@repo/openapi";
import { Deck } from "./draw.ts";
import {
  component,
  intersection,
  list,
  nullable,
  object,
  type Property,
  plainShape,
  primitive,
  type Shape,
  union,
  type Value,
} from "./shapes.ts";
import type { Sketch } from "./sketch.ts";

const ODD_PROPERTIES = [
  ..."id name class a-b $top a.b Größe 2nd is_ok constructor toString length required properties".split(" "),
  ...["two words", 'q"q', "it's", "a[b]", "a/b~c", ""],
];

/** Some properties with odd names, each of which is only here. */
function properties(sketch: Sketch, count: number, shape = () => primitive(sketch)): Record<string, Property> {
  const { draw } = sketch;
  return Object.fromEntries(
    Array.from({ length: count }, () => [
      sketch.unique(draw.pick(ODD_PROPERTIES)),
      { shape: shape(), required: draw.oneIn(2) },
    ]),
  );
}

/** An object with at least one required property, by which it is told from others. */
export function plainObject(sketch: Sketch): Shape {
  const own = { [sketch.unique("own")]: { shape: primitive(sketch), required: true } };
  return object(sketch, { ...own, ...properties(sketch, sketch.draw.integer(0, 2)) });
}

const word = (value: string, schema: Schema) => ({
  shape: plainShape(schema, JSON.stringify(value), () => value),
  required: true,
});

/** A camera or a lamp. The description says how `kind` tells them apart. */
function discriminated(sketch: Sketch, how: "mapping" | "names" | "values"): Shape {
  const member = (kind: string) => {
    const schema: Schema = { type: "string", ...(how === "values" && { enum: [kind] }) };
    return { kind, shape: object(sketch, { kind: word(kind, schema), ...properties(sketch, 2) }) };
  };
  const members = ["camera", "floor lamp"].map(member).map(({ kind, shape }) => {
    const reference = sketch.component("schemas", shape.schema);
    const named = reference.$ref.split("/").at(-1) ?? "";
    return { value: how === "names" ? named : kind, kind, reference, shape };
  });
  const mapping = Object.fromEntries(members.map(({ kind, reference }) => [kind, reference.$ref]));
  return {
    schema: {
      oneOf: members.map(({ reference }) => reference),
      discriminator: { propertyName: "kind", ...(how === "mapping" && { mapping }) },
    },
    type: members
      .map(({ value, kind, shape }) => `(${shape.type.replace(JSON.stringify(kind), () => JSON.stringify(value))})`)
      .join(" | "),
    value: (way) => {
      const { value, shape } = sketch.draw.pick(members);
      return { ...(shape.value(way) as { [name: string]: Value }), kind: value };
    },
  };
}

/** How schemas are put together, each by a name. Each makes a new shape; `31` are those that OpenAPI 3.0 cannot say. */
const compositions: Record<string, (sketch: Sketch) => Shape> = {
  object: plainObject,
  oddNames: (sketch) => {
    const names = sketch.draw.shuffled(ODD_PROPERTIES).slice(0, 6);
    return object(
      sketch,
      Object.fromEntries(names.map((name) => [name, { shape: primitive(sketch), required: true }])),
    );
  },
  component: (sketch) => component(sketch, plainObject(sketch)),
  primitive: (sketch) => primitive(sketch),
  list: (sketch) => list(sketch, component(sketch, plainObject(sketch)), 0),
  listOfLists: (sketch) => list(sketch, list(sketch, primitive(sketch), 0), 0),
  nested: (sketch) =>
    object(
      sketch,
      properties(sketch, 3, () => list(sketch, plainObject(sketch), 0)),
    ),
  allOf: (sketch) => intersection([component(sketch, plainObject(sketch)), plainObject(sketch)]),
  anyOf: (sketch) => union(sketch, "anyOf", [component(sketch, plainObject(sketch)), plainObject(sketch)]),
  oneOf: (sketch) => union(sketch, "oneOf", [plainObject(sketch), list(sketch, primitive(sketch), 0)]),
  anyOfBeside: (sketch) => {
    const [base, either] = [plainObject(sketch), union(sketch, "anyOf", [plainObject(sketch), plainObject(sketch)])];
    return { ...intersection([base, either]), schema: { ...base.schema, ...either.schema } };
  },
  twoOneOfs: (sketch) =>
    intersection([
      union(sketch, "oneOf", [plainObject(sketch), plainObject(sketch)]),
      union(sketch, "oneOf", [plainObject(sketch), plainObject(sketch)]),
    ]),
  mapping: (sketch) => discriminated(sketch, "mapping"),
  discriminatorByName: (sketch) => discriminated(sketch, "names"),
  discriminatorByValue: (sketch) => discriminated(sketch, "values"),
  discriminatedInAllOf: (sketch) => {
    const either = component(sketch, discriminated(sketch, "mapping"));
    return list(sketch, intersection([either, object(sketch, properties(sketch, 1))]), 0);
  },
  requiredElsewhere: (sketch) => {
    const name = sketch.unique("own");
    const shape = primitive(sketch);
    const loose = object(sketch, { [name]: { shape }, ...properties(sketch, 1) });
    const strict = object(sketch, { [name]: { shape, required: true } });
    return {
      ...intersection([loose, strict]),
      schema: { allOf: [component(sketch, loose).schema, { required: [name] }] },
    };
  },
  nullable: (sketch) =>
    object(sketch, {
      ...properties(sketch, 2, () => nullable(sketch, primitive(sketch))),
      ...properties(sketch, 1, () => nullable(sketch, component(sketch, plainObject(sketch)))),
      ...properties(sketch, 1, () => nullable(sketch, list(sketch, primitive(sketch), 0))),
    }),
  nullableItself: (sketch) => nullable(sketch, plainObject(sketch)),
  map: (sketch) => {
    const shape = primitive(sketch);
    const value: Shape["value"] = (way) => ({ [sketch.unique("key")]: shape.value(way), "a b": shape.value(way) });
    const schema = { type: "object" as const, additionalProperties: shape.schema };
    return plainShape(schema, `{ [name: string]: ${shape.type} }`, value);
  },
  closed: (sketch) => object(sketch, properties(sketch, 2), { additionalProperties: false }),
  numbers: (sketch) =>
    plainShape({ type: "integer", enum: [1, 2, 40] }, "1 | 2 | 40", () => sketch.draw.pick([1, 2, 40])),
  recursive: (sketch) => {
    const type = sketch.declare((name) => `{ value: number; next?: ${name}; all?: ${name}[] }`);
    const reference = { $ref: "" };
    const schema: Schema = {
      type: "object",
      required: ["value"],
      properties: { value: { type: "number" }, next: reference, all: { type: "array", items: reference } },
    };
    Object.assign(reference, sketch.component("schemas", schema));
    const node = (depth: number): Value =>
      depth === 0 ? { value: 0 } : { value: depth, next: node(depth - 1), all: [node(0), node(depth - 1)] };
    return plainShape(reference, type, () => node(sketch.draw.integer(0, 2)));
  },
  readOnlyAndWriteOnly: (sketch) => {
    const marked = (): Record<string, Property> => ({
      [sketch.unique("id")]: { shape: primitive(sketch), required: true, readOnly: true },
      [sketch.unique("password")]: { shape: primitive(sketch), required: true, writeOnly: true },
      [sketch.unique("name")]: { shape: primitive(sketch), required: true },
    });
    const inner = component(sketch, object(sketch, marked()));
    return component(
      sketch,
      object(sketch, { ...marked(), [sketch.unique("items")]: { shape: list(sketch, inner), required: true } }),
    );
  },
  intoSchema: (sketch) => {
    const inner = plainObject(sketch);
    const holder = sketch.component("schemas", { type: "object", properties: { inner: inner.schema } });
    return { ...inner, schema: { $ref: `${holder.$ref}/properties/inner` } };
  },
  anything: (sketch) => plainShape({}, "unknown", () => sketch.draw.pick([1, "a", null, [1], { a: { b: [] } }])),
};

/** What ends a tuple: nothing may follow. */
const END: object = { items: false };

const compositions31: Record<string, (sketch: Sketch) => Shape> = {
  severalTypes: (sketch) =>
    plainShape({ type: ["string", "integer", "null"] }, "string | number | null", () =>
      sketch.draw.pick(["7", "", 7, null]),
    ),
  mixedEnum: (sketch) =>
    plainShape({ enum: ["1", 1, true, null] }, '"1" | 1 | true | null', () => sketch.draw.pick(["1", 1, true, null])),
  constant: (sketch) =>
    object(sketch, { [sketch.unique("c")]: { shape: plainShape({ const: 7 }, "7", () => 7), required: true } }),
  closedTuple: (sketch) => {
    const [first, second] = [primitive(sketch), plainObject(sketch)];
    return plainShape(
      { type: "array", prefixItems: [first.schema, second.schema], minItems: 2, ...END },
      `[${first.type}, ${second.type}]`,
      (way) => [first.value(way), second.value(way)],
    );
  },
  openTuple: (sketch) => {
    const [first, rest] = [primitive(sketch), primitive(sketch)];
    return plainShape(
      { type: "array", prefixItems: [first.schema], items: rest.schema, minItems: 1 },
      `[${first.type}, ...(${rest.type})[]]`,
      (way) => [first.value(way), ...Array.from({ length: sketch.draw.integer(0, 2) }, () => rest.value(way))],
    );
  },
  definitions: (sketch) => {
    const line = plainObject(sketch);
    const name = sketch.unique("lines");
    const reference = { $ref: "" };
    const order = object(sketch, {
      [name]: { shape: { ...list(sketch, line), schema: { type: "array", items: reference } }, required: true },
    });
    const outer = sketch.component("schemas", { ...order.schema, $defs: { line: line.schema } });
    reference.$ref = `${outer.$ref}/$defs/line`;
    return { ...order, schema: outer };
  },
  dynamicReference: (sketch) => {
    const [item, name, id] = [component(sketch, plainObject(sketch)), sketch.unique("items"), sketch.unique("page")];
    const page = sketch.component("schemas", {
      $id: `https://schemas.test/${id}`,
      type: "object",
      required: [name],
      properties: { [name]: { type: "array", items: { $dynamicRef: "#item" } } },
      $defs: { item: { $dynamicAnchor: "item" } },
    });
    const shape = object(sketch, { [name]: { shape: list(sketch, item), required: true } });
    const schema = sketch.component("schemas", {
      $id: `https://schemas.test/of-${id}`,
      $ref: page.$ref,
      $defs: { item: { $dynamicAnchor: "item", $ref: item.schema.$ref } },
    });
    return { ...shape, schema };
  },
};

const all = [compositions, compositions31].flatMap((group) =>
  Object.values(group).map((make) => ({ make, only31: group === compositions31 })),
);

/** Deals out the compositions that a description's version can say. */
export function compositionDeck() {
  const deck = new Deck(all);
  return {
    deal: (sketch: Sketch): Shape =>
      deck.deal(sketch.draw, ({ only31 }) => !only31 || sketch.version === "3.1").make(sketch),
    unseen: () => deck.unseen,
  };
}
