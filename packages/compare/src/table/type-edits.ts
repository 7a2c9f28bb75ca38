import type { MediaType, OpenApiDocument, Operation, Parameter, PathItem, Schema } from "@repo/openapi";
import type { Verdict } from "../change.ts";
import { compareDescriptions } from "../compare-descriptions.ts";
import { type DescribedPair, documentsOf } from "./pairs.ts";

/** Two small descriptions, and the verdict that the step from one to the other must get for TypeScript users. */
export interface TypeEdit extends DescribedPair {
  types: Verdict;
  /**
   * The body of a function with code for the first description. Whether it compiles with the types of the second is the
   * verdict. It has `send`, which takes the body, `call`, which takes the parameters, `res`, the answer, and in `T` the
   * types of the named schemas.
   */
  program: string;
}

const text: Schema = { type: "string" };
const number: Schema = { type: "number" };
const flag: Schema = { type: "boolean" };
const types = (...type: Extract<Schema["type"], unknown[]>): Schema => ({ type });
const values = (...all: (string | number | boolean)[]): Schema => ({ enum: all });
const list = (items: Schema): Schema => ({ type: "array", items });
const map = (additionalProperties: Schema): Schema => ({ type: "object", additionalProperties });
const one = (...oneOf: Schema[]): Schema => ({ oneOf });
const ref = (name: string): Schema => ({ $ref: name });
const tuple = (...prefixItems: Schema[]): Schema => ({
  type: "array",
  prefixItems,
  minItems: prefixItems.length,
  maxItems: prefixItems.length,
});
const object = (properties: Record<string, Schema>, required?: string[]): Schema => ({
  type: "object",
  properties,
  ...(required && { required }),
});
/** An alternative that its constant tells from others. */
const kind = (kind: string, properties: Record<string, Schema> = {}, required: string[] = []): Schema =>
  object({ kind: values(kind), ...properties }, ["kind", ...required]);

// biome-ignore format: a table; each row ends with the program.
/** What is sent. */
const bodies: TypeEdit[] = [
  { name: "other properties are no longer written", types: "breaking",
    request: [{ ...object({ a: number }, ["a"]), additionalProperties: number }, object({ a: number }, ["a"])],
    program: "send({ a: 1, other: 2 });" },
  { name: "a value is accepted as well", types: "compatible",
    request: [object({ c: values("r", "g") }, ["c"]), object({ c: values("r", "g", "b") }, ["c"])],
    program: 'send({ c: "r" });' },
  { name: "a second type is accepted", types: "compatible",
    request: [object({ a: text }, ["a"]), object({ a: types("string", "number") }, ["a"])],
    program: 'send({ a: "x" });' },
  { name: "an alternative with a required property of its own is accepted", types: "compatible",
    request: [
      one(object({ a: text }, ["a"]), object({ b: text }, ["b"])),
      one(object({ a: text }, ["a"]), object({ b: text }, ["b"]), object({ e: text }, ["e"])),
    ],
    program: 'send({ a: "x" }); send({ b: "x" });' },
  { name: "null is accepted for an optional property", types: "compatible",
    request: [object({ a: text }), object({ a: types("string", "null") })],
    program: 'send({}); send({ a: "x" });' },
  { name: "a parameter gets another type", types: "breaking",
    parameter: [{ required: true, schema: number }, { required: true, schema: text }],
    program: "call({ query: { q: 1 } });" },
  { name: "the alternatives of a body in another order, with a property of different types", types: "none",
    request: [
      one(kind("a", { p: object({ x: text }, ["x"]) }), kind("b", { p: object({ y: text }, ["y"]) }), kind("c")),
      { ...one(kind("b", { p: object({ y: text }, ["y"]) }), kind("a", { p: object({ x: text }, ["x"]) }), kind("c")), description: "New." },
    ],
    program: 'send({ kind: "a", p: { x: "1" } }); send({ kind: "b", p: { y: "1" } });' },
  { name: "an object that may be a text loses an optional property", types: "breaking",
    request: [
      object({ o: one(text, object({ x: text })) }, ["o"]),
      object({ o: one(text, object({ y: text })) }, ["o"]),
    ],
    program: 'send({ o: { x: "1" } });' },
  { name: "a property of a body is no longer read-only", types: "none",
    request: [object({ a: { ...text, readOnly: true } }), object({ a: text })],
    program: 'send({ a: "x" });' },
  { name: "an alternative is no longer accepted", types: "breaking",
    request: [one(kind("a"), kind("b")), kind("a")],
    program: 'send({kind:"b"});' },
  { name: "an alternative of a body loses an optional property", types: "breaking",
    request: [one(kind("a", { x: text }), kind("b")), one(kind("a"), kind("b"))],
    program: 'send({kind:"a", x:"1"});' },
  { name: "an optional property moves from one alternative to another", types: "breaking",
    request: [one(kind("a", { x: text }), kind("b")), one(kind("a"), kind("b", { x: text }))],
    program: 'send({kind:"a", x:"1"});' },
  { name: "an alternative of a body gets a required property", types: "breaking",
    request: [one(kind("a"), kind("b")), one(kind("a", { x: text }, ["x"]), kind("b"))],
    program: 'send({kind:"a"});' },
  { name: "one alternative of a body is written as two", types: "none",
    request: [
      object({ kind: values("a", "b"), x: text }, ["kind", "x"]),
      one(kind("a", { x: text }, ["x"]), kind("b", { x: text }, ["x"])),
    ],
    program: 'const k = "a" as "a" | "b"; send({kind:k, x:"1"}); send({kind:"b",x:"1"});' },
  { name: "one alternative of a body is written as two, and one of them loses a property", types: "breaking",
    request: [object({ kind: values("a", "b"), x: text }, ["kind", "x"]), one(kind("a", { x: text }, ["x"]), kind("b"))],
    program: 'send({ kind: "b", x: "1" });' },
  { name: "an object of a body becomes two alternatives that no constant tells apart", types: "compatible",
    request: [object({ a: text, b: text }, ["a", "b"]), one(object({ a: text }, ["a"]), object({ b: text }, ["b"]))],
    program: 'send({ a: "1", b: "2" });' },
  { name: "two alternatives of a body are written as one", types: "compatible",
    request: [
      one(kind("a", { x: text }, ["x"]), kind("b", { x: text }, ["x"])),
      object({ kind: values("a", "b"), x: text }, ["kind", "x"]),
    ],
    program: 'send({kind:"b",x:"1"});' },
  { name: "a map of a body becomes an object with named properties", types: "breaking",
    request: [map(text), object({ a: text })],
    program: 'send({zz:"1"});' },
  { name: "an object of a body becomes a map", types: "none",
    request: [object({ a: text }), map(text)],
    program: 'send({a:"1"}); send({});' },
  { name: "an object of a body becomes a map of other values", types: "breaking",
    request: [object({ a: text }), map(number)],
    program: 'send({a:"1"});' },
  { name: "the values of a map are accepted in another type, too", types: "compatible",
    request: [map(text), map(types("string", "number"))],
    program: 'send({k:"1"});' },
  { name: "a property of a body becomes read-only", types: "breaking",
    request: [object({ a: text }), object({ a: { ...text, readOnly: true } })],
    program: 'const b: Parameters<typeof send>[0] = {}; b.a = "x"; send(b);' },
  { name: "a list is accepted instead of a text", types: "compatible",
    request: [object({ a: text }, ["a"]), object({ a: one(text, list(text)) }, ["a"])],
    program: 'send({a:"x"});' },
  { name: "any value is accepted", types: "compatible",
    request: [object({ a: text }, ["a"]), object({ a: {} }, ["a"])],
    program: 'send({a:"x"});' },
  { name: "text alone is accepted where any value was", types: "breaking",
    request: [object({ a: {} }, ["a"]), object({ a: text }, ["a"])],
    program: "send({a:1});" },
  { name: "an object of a body that may be null loses an optional property", types: "breaking",
    request: [
      object({ o: { ...object({ x: text }), type: ["object", "null"] } }),
      object({ o: { ...object({ y: text }), type: ["object", "null"] } }),
    ],
    program: 'send({o:{x:"1"}});' },
  { name: "a value of the items of a list is no longer accepted", types: "breaking",
    request: [list(values("a", "b")), list(values("a"))],
    program: 'send(["b"]);' },
  { name: "an alternative in a list of a body loses a property further in", types: "breaking",
    request: [
      list(one(kind("a", { o: object({ x: text, y: text }) }), kind("b"))),
      list(one(kind("a", { o: object({ x: text }) }), kind("b"))),
    ],
    program: 'send([{kind:"a",o:{y:"1"}}]);' },
  { name: "a fixed list of a body gets longer", types: "breaking",
    request: [tuple(text), tuple(text, text)],
    program: 'send(["x"]);' },
];

// biome-ignore format: a table; each row ends with the program.
/** What comes back. */
const answers: TypeEdit[] = [
  { name: "an optional property always comes, and may be null", types: "breaking",
    response: [object({ a: text }), object({ a: types("string", "null") }, ["a"])],
    program: "if (res.a !== undefined) res.a.length;" },
  { name: "an alternative no longer comes", types: "breaking",
    response: [
      one(kind("cat", { meow: text }, ["meow"]), kind("dog", { bark: text }, ["bark"]), kind("emu", { egg: text }, ["egg"])),
      one(kind("cat", { meow: text }, ["meow"]), kind("dog", { bark: text }, ["bark"])),
    ],
    program: 'if (res.kind === "emu") res.egg;' },
  { name: "a property of the answer becomes read-only", types: "breaking",
    response: [object({ a: text }, ["a"]), object({ a: { ...text, readOnly: true } }, ["a"])],
    program: 'res.a = "edited before it is shown";' },
  { name: "a property that may be null may be missing instead", types: "breaking",
    response: [object({ a: types("string", "null") }, ["a"]), object({ a: text })],
    program: "if (res.a !== null) res.a.length;" },
  { name: "the values of a map may be of another type, too", types: "breaking",
    response: [map(text), map(types("string", "number"))],
    program: 'res["k"]?.trim();' },
  { name: "one value becomes two in an answer", types: "breaking",
    response: [object({ c: values("a") }, ["c"]), object({ c: values("a", "b") }, ["c"])],
    program: 'const c: "a" = res.c; void c;' },
  { name: "the alternatives of an answer in another order", types: "none",
    response: [
      one(kind("cat", { meow: text }, ["meow"]), kind("dog", { bark: text }, ["bark"]), kind("emu", { egg: text }, ["egg"])),
      one(kind("emu", { egg: text }, ["egg"]), kind("dog", { bark: text }, ["bark"]), kind("cat", { meow: text }, ["meow"])),
    ],
    program: 'if (res.kind === "emu") res.egg; else if (res.kind === "cat") res.meow; else res.bark;' },
  { name: "a format is promised", types: "none",
    response: [object({ a: text }, ["a"]), object({ a: { ...text, format: "date-time" } }, ["a"])],
    program: "res.a.length;" },
  { name: "one of two types no longer comes", types: "breaking",
    response: [object({ a: types("string", "number") }, ["a"]), object({ a: text }, ["a"])],
    program: 'if (typeof res.a === "number") res.a.toFixed(2);' },
  { name: "any value may come", types: "breaking",
    response: [object({ a: text }, ["a"]), object({ a: {} }, ["a"])],
    program: "res.a.length;" },
  { name: "any text may come where values were listed", types: "breaking",
    response: [object({ c: values("r", "g") }, ["c"]), object({ c: text }, ["c"])],
    program: 'const m: Record<"r" | "g", number> = { r: 1, g: 2 }; m[res.c].toFixed();' },
  { name: "an alternative of an answer loses an optional property", types: "breaking",
    response: [
      one(kind("a", { x: text }), kind("b", { p: object({ y: text }, ["y"]) })),
      one(kind("a"), kind("b", { p: object({ y: text }, ["y"]) })),
    ],
    program: 'if (res.kind === "a") res.x?.length;' },
  { name: "a property of one alternative gets another type", types: "breaking",
    response: [
      one(kind("a", { x: text }, ["x"]), kind("b", { p: object({ y: text }, ["y"]) })),
      one(kind("a", { x: number }, ["x"]), kind("b", { p: object({ y: text }, ["y"]) })),
    ],
    program: 'if (res.kind === "a") res.x.length;' },
  { name: "an alternative of an answer loses a value", types: "breaking",
    response: [
      one(kind("a", { x: values("p", "q") }, ["x"]), kind("b", { p: object({ y: text }, ["y"]) })),
      one(kind("a", { x: values("p") }, ["x"]), kind("b", { p: object({ y: text }, ["y"]) })),
    ],
    program: 'if (res.kind === "a" && res.x === "q") res.kind;' },
  { name: "an alternative loses an optional property further in", types: "breaking",
    response: [
      one(kind("a", { n: object({ deep: text }) }), kind("b", { p: object({ y: text }, ["y"]) })),
      one(kind("a", { n: object({ other: text }) }), kind("b", { p: object({ y: text }, ["y"]) })),
    ],
    program: 'if (res.kind === "a") res.n?.deep?.length;' },
  { name: "an object that may be null loses an optional property", types: "breaking",
    response: [
      object({ o: { ...object({ x: text }), type: ["object", "null"] } }),
      object({ o: { ...object({ y: text }), type: ["object", "null"] } }),
    ],
    program: "res.o?.x?.length;" },
  { name: "a default is removed from an answer", types: "none",
    response: [object({ a: { ...text, default: "x" } }), object({ a: text })],
    program: "const v = res.a; void v;" },
  { name: "one of two types beside null no longer comes", types: "breaking",
    response: [
      object({ a: types("string", "number", "null") }, ["a"]),
      object({ a: types("string", "null") }, ["a"]),
    ],
    program: 'if (typeof res.a === "number") res.a.toFixed();' },
  { name: "true and false no longer come beside text", types: "breaking",
    response: [object({ a: types("string", "boolean") }, ["a"]), object({ a: text }, ["a"])],
    program: 'if (typeof res.a === "boolean") { const b: boolean = res.a; b.valueOf(); res.a.valueOf; }' },
  { name: "an object no longer comes instead of a text", types: "breaking",
    response: [object({ a: one(text, object({ x: text }, ["x"])) }, ["a"]), object({ a: text }, ["a"])],
    program: 'if (typeof res.a === "object") res.a.x.length;' },
  { name: "the constant of an alternative becomes two values", types: "breaking",
    response: [one(kind("a", { x: text }, ["x"]), kind("b")), one(object({ kind: values("a", "c"), x: text }, ["kind", "x"]), kind("b"))],
    program: 'const k: "a" | "b" = res.kind; void k;' },
  { name: "null no longer comes", types: "compatible",
    response: [object({ a: types("string", "null") }, ["a"]), object({ a: text }, ["a"])],
    program: "if (res.a === null) {} else res.a.length;" },
  { name: "a list no longer comes instead of a text", types: "breaking",
    response: [object({ a: one(text, list(text)) }, ["a"]), object({ a: text }, ["a"])],
    program: 'if (typeof res.a !== "string") res.a.push("x");' },
  { name: "a list may come instead of a text", types: "breaking",
    response: [object({ a: text }, ["a"]), object({ a: one(text, list(text)) }, ["a"])],
    program: "res.a.length; res.a.trim();" },
  { name: "an alternative is added to an answer", types: "breaking",
    response: [one(kind("a"), kind("b")), one(kind("a"), kind("b"), kind("c"))],
    program: 'switch (res.kind) { case "a": break; case "b": break; default: { const n: never = res; void n; } }' },
  { name: "a variant of an alternative comes without a property that all had", types: "breaking",
    response: [
      one(kind("a", { p: text }), kind("b", { p: text })),
      one(kind("a", { p: text }), kind("b", { p: text }), kind("b")),
    ],
    program: "res.p?.length;" },
  { name: "the items of a list in an alternative lose an optional property", types: "breaking",
    response: [
      one(kind("a", { l: list(object({ x: text })) }), kind("b")),
      one(kind("a", { l: list(object({ y: text })) }), kind("b")),
    ],
    program: 'if (res.kind === "a") res.l?.[0]?.x;' },
  { name: "two alternatives with the same properties are written as one", types: "none",
    response: [
      one(kind("a", { x: text }, ["x"]), kind("b", { x: text }, ["x"])),
      object({ kind: values("a", "b"), x: text }, ["kind", "x"]),
    ],
    program: 'if (res.kind === "b") res.x.length;' },
  { name: "one alternative is written as two with the same properties", types: "none",
    response: [
      object({ kind: values("a", "b"), x: text }, ["kind", "x"]),
      one(kind("a", { x: text }, ["x"]), kind("b", { x: text }, ["x"])),
    ],
    program: 'if (res.kind === "b") res.x.length; const all: { kind: "a" | "b"; x: string } = res; void all;' },
  { name: "two alternatives are merged, and what only one had may be missing", types: "breaking",
    response: [
      one(object({ id: text, x: text }, ["id", "x"]), object({ id: text, y: text }, ["id", "y"])),
      object({ id: text, x: text, y: text }, ["id"]),
    ],
    program: "const v: { id: string; x: string } | { id: string; y: string } = res; void v;" },
  { name: "alternatives without a constant in another order", types: "none",
    response: [
      one(object({ id: text, x: text }, ["id"]), object({ id: text, y: text }, ["id"])),
      { ...one(object({ id: text, y: text }, ["id"]), object({ id: text, x: text }, ["id"])), description: "New." },
    ],
    program: 'if ("x" in res) res.x?.length;' },
  { name: "an object becomes one of two alternatives", types: "breaking",
    response: [kind("a", { x: text }), one(kind("a", { x: text }), kind("b"))],
    program: 'const k: "a" = res.kind; void k;' },
  { name: "other properties are no longer read", types: "breaking",
    response: [map(number), object({ a: number })],
    program: 'res["zz"]?.toFixed();' },
  { name: "other properties may be read as well", types: "none",
    response: [object({ a: number }), { ...object({ a: number }), additionalProperties: number }],
    program: "res.a?.toFixed();" },
  { name: "the values of a map lose an optional property", types: "breaking",
    response: [map(object({ x: text })), map(object({ y: text }))],
    program: 'res["k"]?.x?.length;' },
  { name: "a property of the answer is no longer read-only", types: "none",
    response: [object({ a: { ...text, readOnly: true } }), object({ a: text })],
    program: "void res.a;" },
  { name: "a property of the items of a list becomes read-only", types: "breaking",
    response: [
      object({ l: list(object({ a: text }, ["a"])) }, ["l"]),
      object({ l: list(object({ a: { ...text, readOnly: true } }, ["a"])) }, ["l"]),
    ],
    program: 'for (const i of res.l) i.a = "x";' },
  { name: "a property of the answer becomes write-only", types: "none",
    response: [object({ a: text, b: text }), object({ a: { ...text, writeOnly: true }, b: text })],
    program: "void res.a;" },
  { name: "text where any value could come", types: "compatible",
    response: [object({ a: {} }, ["a"]), object({ a: text }, ["a"])],
    program: 'if (typeof res.a === "string") res.a.length;' },
  { name: "the parts of an allOf are written as one object", types: "none",
    response: [{ allOf: [object({ a: text }), object({ b: text }, ["b"])] }, object({ a: text, b: text }, ["b"])],
    program: "res.a?.length; res.b.length;" },
  { name: "a part of an allOf is removed", types: "breaking",
    response: [{ allOf: [object({ a: text }), object({ b: text }, ["b"])] }, { allOf: [object({ b: text }, ["b"])] }],
    program: "res.a?.length; res.b.length;" },
  { name: "an alternative inside an allOf loses an optional property", types: "breaking",
    response: [
      { allOf: [object({ id: text }, ["id"]), one(kind("a", { x: text }), kind("b"))] },
      { allOf: [object({ id: text }, ["id"]), one(kind("a"), kind("b"))] },
    ],
    program: 'if (res.kind === "a") res.x?.length;' },
  { name: "a number no longer comes", types: "breaking",
    response: [object({ c: values(1, 2) }, ["c"]), object({ c: values(1) }, ["c"])],
    program: "if (res.c === 2) res.c.toFixed();" },
  { name: "false no longer comes", types: "breaking",
    response: [object({ c: flag }, ["c"]), object({ c: values(true) }, ["c"])],
    program: "if (res.c === false) void 0;" },
  { name: "the items of a list lose one of two types", types: "breaking",
    response: [list(one(text, number)), list(text)],
    program: 'for (const r of res) if (typeof r === "number") r.toFixed();' },
  { name: "an optional property always comes", types: "compatible",
    response: [object({ a: text }), object({ a: text }, ["a"])],
    program: "res.a?.length;" },
  { name: "one item of a fixed list gets another type", types: "breaking",
    response: [tuple(text, number), tuple(text, text)],
    program: "res[1].toFixed();" },
  { name: "a list gets a fixed length", types: "compatible",
    response: [list(text), tuple(text, text)],
    program: 'res[0]?.length; for (const r of res) r.length; res.push("more");' },
  { name: "a fixed list may have any length", types: "breaking",
    response: [tuple(text, text), list(text)],
    program: "res[1].length;" },
  { name: "values are listed where any text could come", types: "compatible",
    response: [object({ a: text }, ["a"]), object({ a: values("x", "y") }, ["a"])],
    program: "res.a.length; const s: string = res.a; void s;" },
  { name: "an object of any properties gets one that is named", types: "breaking",
    response: [{ type: "object" }, object({ a: text })],
    program: 'void res["k"];' },
  { name: "an object loses its only property", types: "breaking",
    response: [object({ a: text }), { type: "object" }],
    program: "res.a?.length;" },
];

// biome-ignore format: a table; each row ends with the program.
/** Named schemas. */
const names: TypeEdit[] = [
  { name: "a schema gets another name", types: "breaking",
    response: [ref("Old"), ref("New")], schemas: [{ Old: object({ a: text }, ["a"]) }, { New: object({ a: text }, ["a"]) }],
    program: "const v: T.Old = res; void v;" },
  { name: "a property deep in a schema that contains itself", types: "breaking",
    response: [ref("T1")], schemas: [
      { T1: object({ k: list(ref("T1")), v: number }, ["v", "k"]) },
      { T1: object({ k: list(ref("T1")), v: types("number", "string") }, ["v", "k"]) },
    ],
    program: "res.k[0]?.k[0]?.v.toFixed();" },
  { name: "a schema of both sides is split into two of the same shape", types: "compatible",
    request: [ref("M")], response: [ref("M"), ref("MOut")], schemas: [{ M: object({ a: text }) }, { M: object({ a: text }), MOut: object({ a: text }) }],
    program: "send(res); const m: T.M = res; void m;" },
  { name: "a schema is written where it was used, and kept", types: "none",
    response: [ref("Old"), object({ a: text }, ["a"])], schemas: [{ Old: object({ a: text }, ["a"]) }],
    program: "const v: T.Old = res; void v;" },
  { name: "a place leaves a schema that gets more required properties", types: "breaking",
    response: [ref("Old"), object({ a: text }, ["a"])], schemas: [{ Old: object({ a: text }, ["a"]) }, { Old: object({ a: text, b: text }, ["a", "b"]) }],
    program: "const v: T.Old = res; void v;" },
  { name: "a place of a body leaves a schema that accepts null now", types: "breaking",
    request: [ref("Old"), ref("New")], schemas: [
      { Old: object({ a: text }, ["a"]) },
      { Old: object({ a: types("string", "null") }, ["a"]), New: object({ a: text }, ["a"]) },
    ],
    program: 'const v: T.Old = {a:"x"}; send(v);' },
  { name: "an optional property leaves a schema that gets more required properties", types: "breaking",
    response: [object({ o: ref("Old") }), object({ o: object({ a: text }, ["a"]) })],
    schemas: [{ Old: object({ a: text }, ["a"]) }, { Old: object({ a: text, b: text }, ["a", "b"]) }],
    program: "const v: T.Old | undefined = res.o; void v;" },
  { name: "the items of a list leave a schema that gets more required properties", types: "breaking",
    response: [list(ref("Old")), list(ref("New"))],
    schemas: [{ Old: object({ a: text }, ["a"]) }, { Old: object({ a: text, b: text }, ["a", "b"]), New: object({ a: text }, ["a"]) }],
    program: "const v: T.Old[] = res; void v;" },
  { name: "a named part of a body loses an optional property", types: "breaking",
    request: [{ allOf: [ref("Old"), object({ z: text })] }],
    schemas: [{ Old: object({ x: text }) }, { Old: object({ y: text }) }],
    program: 'send({ x: "1", z: "2" });' },
  { name: "a schema that nothing uses gets another type", types: "breaking",
    response: [object({ z: text })], schemas: [{ Old: object({ a: text }, ["a"]) }, { Old: object({ a: number }, ["a"]) }],
    program: 'const v: T.Old = {a:"x"}; void v;' },
  { name: "named alternatives of a body alone get one more", types: "compatible",
    request: [object({ pet: ref("Pet") })], schemas: [{ Pet: one(kind("a"), kind("b")) }, { Pet: one(kind("a"), kind("b"), kind("c")) }],
    program: 'const p: T.Pet = {kind:"a"}; send({pet:p});' },
  { name: "a named enumeration of a body alone gets one more value", types: "compatible",
    request: [object({ k: ref("Kind") })], schemas: [{ Kind: values("a", "b") }, { Kind: values("a", "b", "c") }],
    program: 'const p: T.Kind = "a"; send({k:p});' },
  { name: "a schema of a body that contains itself loses an optional property", types: "breaking",
    request: [ref("Tree")], schemas: [{ Tree: object({ k: list(ref("Tree")), v: number }) }, { Tree: object({ k: list(ref("Tree")) }) }],
    program: "send({k:[{k:[{v:1}]}]});" },
  { name: "one of two schemas that contain each other loses an optional property", types: "breaking",
    response: [ref("A")], schemas: [
      { A: object({ b: ref("B") }), B: object({ a: ref("A"), x: text }) },
      { A: object({ b: ref("B") }), B: object({ a: ref("A") }) },
    ],
    program: "res.b?.a?.b?.x?.length;" },
  { name: "named alternatives in another order", types: "none",
    response: [ref("Pet"), { ...one(ref("Dog"), ref("Cat")), description: "New." }], schemas: [{ Pet: one(ref("Cat"), ref("Dog")), Cat: kind("cat"), Dog: kind("dog") }],
    program: 'if (res.kind === "cat") void res;' },
];

/** A parameter that is the whole query. */
const whole = (schema: Schema, required = false): Partial<Parameter> => ({
  in: "querystring",
  required,
  content: { "application/x-www-form-urlencoded": { schema } },
});
/** An operation with a body. */
const taking = (schema: Schema): Operation => ({
  requestBody: { required: true, content: { "application/json": { schema } } },
  responses: { "200": { description: "Yes." } },
});
/** An API with another operation beside the usual one. */
const beside = (item: PathItem): Partial<OpenApiDocument> => ({
  paths: { "/it": { post: taking({ type: "object" }), ...item } },
});
/** An operation that answers with a stream. */
const streaming = (mediaType: string, media: MediaType): Operation => ({
  responses: { "200": { description: "Yes.", content: { [mediaType]: media } } },
});
const event = (contentSchema: Schema, properties: Record<string, Schema> = {}): Schema =>
  object({ ...properties, data: { type: "string", contentMediaType: "application/json", contentSchema } }, ["data"]);
const JSONL = "application/jsonl";
const EVENTS = "text/event-stream";

// biome-ignore format: a table; each row ends with the program.
/** What only OpenAPI 3.2 has. */
const recent: TypeEdit[] = [
  { name: "a whole query is required", openapi: ["3.2.0"], types: "breaking",
    parameter: [whole(object({ a: text })), whole(object({ a: text }), true)],
    program: "call({});" },
  { name: "a whole query may be left out", openapi: ["3.2.0"], types: "compatible",
    parameter: [whole(object({ a: text }), true), whole(object({ a: text }))],
    program: 'call({ querystring: { a: "x" } });' },
  { name: "a whole query loses a property", openapi: ["3.2.0"], types: "breaking",
    parameter: [whole(object({ a: text, b: text })), whole(object({ a: text }))],
    program: 'call({ querystring: { b: "x" } });' },
  { name: "a whole query takes a further property", openapi: ["3.2.0"], types: "compatible",
    parameter: [whole(object({ a: text })), whole(object({ a: text, b: text }))],
    program: 'call({ querystring: { a: "x" } });' },
  { name: "a whole query is no longer taken", openapi: ["3.2.0"], types: "breaking",
    operation: [{ ...taking(text), parameters: [{ name: "q", in: "querystring", ...whole(object({ a: text })) }] }, taking(text)],
    program: 'call({ querystring: { a: "x" } });' },
  { name: "a whole query is taken", openapi: ["3.2.0"], types: "compatible",
    operation: [taking(text), { ...taking(text), parameters: [{ name: "q", in: "querystring", ...whole(object({ a: text })) }] }],
    program: "call({});" },
  { name: "a whole query must be given", openapi: ["3.2.0"], types: "breaking",
    operation: [taking(text), { ...taking(text), parameters: [{ name: "q", in: "querystring", ...whole(object({ a: text }), true) }] }],
    program: "call({});" },
  { name: "the body of QUERY loses a property", openapi: ["3.2.0"], types: "breaking",
    document: [beside({ query: taking(object({ a: text, b: text })) }), beside({ query: taking(object({ a: text })) })],
    program: 'const body: T.paths["/it"]["query"]["requestBody"]["content"]["application/json"] = { b: "x" }; void body;' },
  { name: "the body of another method takes a further property", openapi: ["3.2.0"], types: "compatible",
    document: [
      beside({ additionalOperations: { COPY: taking(object({ a: text })) } }),
      beside({ additionalOperations: { COPY: taking(object({ a: text, b: text })) } }),
    ],
    program: 'const body: T.paths["/it"]["additionalOperations"]["COPY"]["requestBody"]["content"]["application/json"] = { a: "x" }; void body;' },
  { name: "another method is gone", openapi: ["3.2.0"], types: "breaking",
    document: [beside({ additionalOperations: { COPY: taking(text) } }), beside({})],
    program: 'type Copy = T.paths["/it"]["additionalOperations"]["COPY"]; void (undefined as Copy | undefined);' },
  { name: "the items of a stream lose a property", openapi: ["3.2.0"], types: "breaking",
    operation: [
      streaming(JSONL, { itemSchema: object({ a: text }, ["a"]) }),
      streaming(JSONL, { itemSchema: object({}) }),
    ],
    program: 'const use = (item: T.paths["/it"]["post"]["responses"][200]["content"]["application/jsonl"][number]) => item.a.length; void use;' },
  { name: "the data of events lose a property", openapi: ["3.2.0"], types: "breaking",
    operation: [
      streaming(EVENTS, { itemSchema: event(object({ a: text }, ["a"])) }),
      streaming(EVENTS, { itemSchema: event(object({})) }),
    ],
    program: 'const use = (one: T.paths["/it"]["post"]["responses"][200]["content"]["text/event-stream"][number]) => one.data.a.length; void use;' },
  { name: "events of a further kind come", openapi: ["3.2.0"], types: "breaking",
    operation: [
      streaming(EVENTS, { itemSchema: one(event(text, { event: values("a") }), event(text, { event: values("b") })) }),
      streaming(EVENTS, { itemSchema: one(event(text, { event: values("a") }), event(text, { event: values("b") }), event(text, { event: values("c") })) }),
    ],
    program: 'const use = (one: T.paths["/it"]["post"]["responses"][200]["content"]["text/event-stream"][number]) => { const kind: "a" | "b" | undefined = one.event; void kind; }; void use;' },
  // The client reads items in both, so that code with its methods is the same.
  { name: "a stream is described by its items", openapi: ["3.1.0", "3.2.0"], types: "none",
    operation: [
      streaming(JSONL, { schema: object({ a: text }) }),
      streaming(JSONL, { itemSchema: object({ a: text }) }),
    ],
    program: 'const use = (stream: T.paths["/it"]["post"]["responses"][200]["content"]["application/jsonl"]) => stream; void use;' },
  { name: "events are described with their fields", openapi: ["3.1.0", "3.2.0"], types: "none",
    operation: [
      streaming(EVENTS, { schema: object({ a: text }) }),
      streaming(EVENTS, { itemSchema: event(object({ a: text }), { event: text }) }),
    ],
    program: 'const use = (stream: T.paths["/it"]["post"]["responses"][200]["content"]["text/event-stream"]) => stream; void use;' },
  { name: "events are described with other data", openapi: ["3.1.0", "3.2.0"], types: "breaking",
    operation: [
      streaming(EVENTS, { schema: object({ a: text }, ["a"]) }),
      streaming(EVENTS, { itemSchema: event(object({})) }),
    ],
    program: 'const use = (data: T.paths["/it"]["post"]["responses"][200]["content"]["text/event-stream"]) => data.a; void use;' },
  { name: "items that are sent lose a property", openapi: ["3.2.0"], types: "breaking",
    operation: [
      { requestBody: { required: true, content: { [JSONL]: { itemSchema: object({ a: text, b: text }) } } } },
      { requestBody: { required: true, content: { [JSONL]: { itemSchema: object({ a: text }) } } } },
    ],
    program: 'const items: T.paths["/it"]["post"]["requestBody"]["content"]["application/jsonl"] = [{ b: "x" }]; void items;' },
  { name: "items are sent rather than a text", openapi: ["3.1.0", "3.2.0"], types: "breaking",
    operation: [
      { requestBody: { required: true, content: { [JSONL]: { schema: object({ a: text }, ["a"]) } } } },
      { requestBody: { required: true, content: { [JSONL]: { itemSchema: object({ a: text }, ["a"]) } } } },
    ],
    program: 'const body: T.paths["/it"]["post"]["requestBody"]["content"]["application/jsonl"] = { a: "x" }; void body;' },
];

export const typeEdits: readonly TypeEdit[] = [...bodies, ...answers, ...names, ...recent];

/** The verdict on types that a row must get, and what it gets. */
export async function judgeTypeEdit(row: TypeEdit): Promise<{ expected: string[]; given: string[] }> {
  const { types } = await compareDescriptions(...documentsOf(row));
  return { expected: [row.types], given: [types] };
}
