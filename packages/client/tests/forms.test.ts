import fc from "fast-check";
import { parse } from "qs";
import { describe, expect, it } from "vitest";
import { writeBody } from "../src/runtime/bodies.ts";
import type { Encodings } from "../src/runtime/operation.ts";

const mediaType = "application/x-www-form-urlencoded";

function writeForm(body: unknown, form: Encodings = {}): unknown {
  const written = writeBody("", body, mediaType, { form });
  expect(written.contentType).toBe(mediaType);
  return written.body;
}

const list = ["a b", "c,d"];
const object = { "e f": "g&h", i: 1 };
const json = "%7B%22e%20f%22%3A%22g%26h%22%2C%22i%22%3A1%7D";

// The Encoding Object: what each encoding makes of a text, a list, an object and a nested value as the property `p`. A
// regular expression is that of a refusal.
type Row = [
  encoding: Encodings[string] | undefined,
  text: string,
  ofList: string | RegExp,
  ofObject: string | RegExp,
  ofNested: string | RegExp,
];
const nested = [["a"], { b: [1] }];
const asJson = "p=%5B%22a%22%5D&p=%7B%22b%22%3A%5B1%5D%7D";
const inMembers = /^Property "p" has members inside members, which "\w+" cannot write: nothing was sent$/;
const delimited = /^Property "p" has a member with " ", which separates members in "spaceDelimited": nothing was sent$/;
const noText = /^Property "p" cannot be written as (application\/xml|text\/plain): give a text: nothing was sent$/;
const deep = {
  list: "p%5B0%5D=a%20b&p%5B1%5D=c%2Cd",
  object: "p%5Be%20f%5D=g%26h&p%5Bi%5D=1",
  nested: "p%5B0%5D%5B0%5D=a&p%5B1%5D%5Bb%5D%5B0%5D=1",
};
const exploded = ["p=j%2Fk%20l", "p=a%20b&p=c%2Cd", "e%20f=g%26h&i=1"] as const;
const table: Row[] = [
  // By the media type of the value: its usual one
  [undefined, "p=j%2Fk%20l", "p=a%20b&p=c%2Cd", `p=${json}`, asJson],
  [{}, "p=j%2Fk%20l", "p=a%20b&p=c%2Cd", `p=${json}`, asJson],
  [{ headers: { "x-a": "b" } }, "p=j%2Fk%20l", "p=a%20b&p=c%2Cd", `p=${json}`, asJson],
  // … or the one that is given, for each item of a list
  [{ contentType: "application/json" }, "p=%22j%2Fk%20l%22", "p=%22a%20b%22&p=%22c%2Cd%22", `p=${json}`, asJson],
  [{ contentType: "text/plain" }, "p=j%2Fk%20l", "p=a%20b&p=c%2Cd", noText, noText],
  [{ contentType: "application/xml" }, "p=j%2Fk%20l", "p=a%20b&p=c%2Cd", noText, noText],
  [{ contentType: "text/plain, application/json" }, "p=j%2Fk%20l", "p=a%20b&p=c%2Cd", `p=${json}`, asJson],
  [{ contentType: "image/*" }, "p=j%2Fk%20l", "p=a%20b&p=c%2Cd", `p=${json}`, asJson],
  // By style, of which one of three keywords is enough; then the media type does not count
  [{ style: "form" }, ...exploded, inMembers],
  [{ explode: true }, ...exploded, inMembers],
  [{ allowReserved: false }, ...exploded, inMembers],
  [{ style: "form", contentType: "application/json" }, ...exploded, inMembers],
  [{ style: "form", explode: true }, ...exploded, inMembers],
  [{ style: "form", explode: false }, "p=j%2Fk%20l", "p=a%20b,c%2Cd", "p=e%20f,g%26h,i,1", inMembers],
  [{ explode: false }, "p=j%2Fk%20l", "p=a%20b,c%2Cd", "p=e%20f,g%26h,i,1", inMembers],
  [{ allowReserved: true }, "p=j/k%20l", "p=a%20b&p=c,d", "e%20f=g%26h&i=1", inMembers],
  [{ allowReserved: true, explode: false }, "p=j/k%20l", "p=a%20b,c%2Cd", "p=e%20f,g%26h,i,1", inMembers],
  [{ style: "spaceDelimited" }, "p=j%2Fk%20l", delimited, delimited, inMembers],
  [{ style: "spaceDelimited", explode: true }, ...exploded, inMembers],
  [{ style: "pipeDelimited" }, "p=j%2Fk%20l", "p=a%20b%7Cc%2Cd", "p=e%20f%7Cg%26h%7Ci%7C1", inMembers],
  [{ style: "pipeDelimited", explode: true }, ...exploded, inMembers],
  [{ style: "pipeDelimited", allowReserved: true }, "p=j/k%20l", "p=a%20b%7Cc,d", "p=e%20f%7Cg%26h%7Ci%7C1", inMembers],
  [{ style: "deepObject" }, "p=j%2Fk%20l", deep.list, deep.object, deep.nested],
  [{ style: "deepObject", explode: true }, "p=j%2Fk%20l", deep.list, deep.object, deep.nested],
  [{ style: "deepObject", allowReserved: true }, "p=j/k%20l", deep.list.replace("%2C", ","), deep.object, deep.nested],
];

describe("the specification's encodings", () => {
  it.each(table)("%s", (encoding, ofText, ofList, ofObject, ofNested) => {
    const form = encoding ? { p: encoding } : {};
    expect(writeForm({ p: "j/k l" }, form)).toBe(ofText);
    for (const [value, expected] of [
      [list, ofList],
      [[null, ...list, undefined], ofList],
      [object, ofObject],
      [nested, ofNested],
    ] as const) {
      if (expected instanceof RegExp) expect(() => writeForm({ p: value }, form)).toThrow(expected);
      else expect(writeForm({ p: value }, form)).toBe(expected);
    }
    for (const nothing of [null, undefined, [], [null]]) expect(writeForm({ p: nothing }, form)).toBe("");
  });

  it("the specification's examples", () => {
    const address = { streetAddress: "123 Example Dr.", city: "Somewhere", state: "CA", zip: "99999+1234" };
    const id = "f81d4fae-7dec-11d0-a765-00a0c91e6bf6";
    const written =
      "id=f81d4fae-7dec-11d0-a765-00a0c91e6bf6&address=%7B%22streetAddress%22%3A%22123+Example+Dr.%22%2C%22city%22%3A%22Somewhere%22%2C%22state%22%3A%22CA%22%2C%22zip%22%3A%2299999%2B1234%22%7D";
    expect(writeForm({ id, address })).toBe(written.replaceAll("+", "%20"));
    expect(writeForm({ id }, { id: { contentType: "application/json" } })).toBe(`id=%22${id}%22`);
    const icon = "iVBORw0KGgoAAA_xhBQ==";
    const encoding = { icon: { contentType: "image/png, image/jpeg" } };
    expect(writeForm({ name: "example", icon }, encoding)).toBe("name=example&icon=iVBORw0KGgoAAA_xhBQ%3D%3D");
  });
});

describe("a form", () => {
  it("has texts of all kinds, and names of any characters", () => {
    const values = { n: 1.5, b: false, i: 12345678901234567890n, d: new Date(0), e: "", "a[b] &=+é": "~!'()*+\n" };
    expect(writeForm(values)).toBe(
      "n=1.5&b=false&i=12345678901234567890&d=1970-01-01T00%3A00%3A00.000Z&e=&a%5Bb%5D%20%26%3D%2B%C3%A9=~%21%27%28%29%2A%2B%0A",
    );
  });

  it("keeps null where JSON has it, and an object without properties", () => {
    expect(writeForm({ p: { a: null } })).toBe("p=%7B%22a%22%3Anull%7D");
    expect(writeForm({ p: {} })).toBe("p=%7B%7D");
    expect(writeForm({})).toBe("");
  });

  it("does not get values or encodings from prototypes", () => {
    const body = Object.assign(Object.create({ inherited: 1 }), { constructor: [1, 2], toString: { a: 1 } });
    expect(writeForm(body)).toBe("constructor=1&constructor=2&toString=%7B%22a%22%3A1%7D");
    expect(writeForm(JSON.parse('{ "__proto__": { "a": 1 } }'))).toBe("__proto__=%7B%22a%22%3A1%7D");
  });

  it("may be a URLSearchParams", () => {
    expect(
      writeForm(
        new URLSearchParams([
          ["a", "b c"],
          ["a", "d"],
        ]),
      ),
    ).toBe("a=b+c&a=d");
  });

  it("can be read back", () => {
    const text = fc.string({ unit: "grapheme", minLength: 1 });
    const name = text.filter((text) => !/[[\]]|^\d+$/.test(text) && !(text in {}));
    const simple = fc.oneof(text, fc.array(text, { minLength: 2 }));
    const form = fc.dictionary(name, simple, { minKeys: 1, noNullPrototype: true });
    fc.assert(
      fc.property(form, form, (body, object) => {
        const read = new URLSearchParams(String(writeForm({ ...body, "[object]": object })));
        for (const [name, value] of Object.entries(body)) expect(read.getAll(name)).toEqual([value].flat());
        expect(JSON.parse(read.get("[object]") ?? "")).toEqual(object);
        const deep = writeForm({ p: object }, { p: { style: "deepObject" } });
        expect(parse(String(deep), { parameterLimit: 10_000 })).toEqual({ p: object });
      }),
      { numRuns: 100, seed: 1 },
    );
  });
});

describe("a form that cannot be written is refused", () => {
  it.each<[unknown, string]>([
    [undefined, "The body is missing"],
    ["a=b", "The body is not an object"],
    [["a"], "The body is not an object"],
    [new Map(), "The body has a value of type Map"],
    [new FormData(), "The body has a value of type FormData"],
    [{ p: new Blob(["a"]) }, 'Property "p" has a value of type Blob'],
    [{ p: [new File(["a"], "b")] }, 'Property "p" has a value of type File'],
    [{ p: Number.NaN }, 'Property "p" has NaN'],
    [{ p: { a: Number.NaN } }, 'Property "p" cannot be JSON: it has NaN in "a"'],
    [{ p: { a: 1n } }, 'Property "p" cannot be JSON: it has a cycle, BigInt or throwing getter'],
    [{ p: () => {} }, 'Property "p" has a value of type Function'],
    [{ p: "a\ud800" }, 'Property "p" has half a character (a lone surrogate)'],
    [{ "a\ud800": "p" }, "The body has half a character (a lone surrogate)"],
  ])("%s", (body, message) => {
    expect(() => writeForm(body)).toThrow(`${message}: nothing was sent`);
  });
});

describe("the other formats", () => {
  const stream = new Blob(["a"]).stream();
  async function* parts() {
    yield new TextEncoder().encode("a");
  }
  const iterator = parts();
  const safari = { getReader() {} }; // Its streams are no iterators.
  const bytes = new Uint8Array([1, 2]);
  const png = new Blob(["a"], { type: "image/png" });
  const none = new Blob(["a"]);

  it.each<[format: "json" | "text" | "bytes", mediaType: string, body: unknown, written: unknown, contentType: string]>(
    [
      ["json", "application/json", { a: 1 }, '{"a":1}', "application/json"],
      ["json", "application/merge-patch+json", null, "null", "application/merge-patch+json"],
      ["json", "*/*", ["a"], '["a"]', "application/json"],
      ["json", "application/*", "a", '"a"', "application/json"],
      ["text", "text/plain", "a é", "a é", "text/plain"],
      ["text", "application/xml; charset=utf-8", "<a/>", "<a/>", "application/xml; charset=utf-8"],
      ["text", "text/*", 1.5, "1.5", "text/plain"],
      ["text", "*/*", new Date(0), "1970-01-01T00:00:00.000Z", "text/plain"],
      ["text", "text/csv", none, none, "text/csv"],
      ["bytes", "application/octet-stream", bytes, bytes, "application/octet-stream"],
      ["bytes", "image/png", bytes.buffer, bytes.buffer, "image/png"],
      ["bytes", "image/*", png, png, "image/png"],
      ["bytes", "image/jpeg", png, png, "image/jpeg"],
      ["bytes", "*/*", none, none, "application/octet-stream"],
      ["bytes", "*/*", stream, stream, "application/octet-stream"],
      ["bytes", "*/*", safari, safari, "application/octet-stream"],
      ["bytes", "application/zip", iterator, iterator, "application/zip"],
      ["bytes", "application/octet-stream", "a", "a", "application/octet-stream"],
    ],
  )("%s as %s: %s", (format, mediaType, body, written, contentType) => {
    expect(writeBody("", body, mediaType, format)).toEqual({ body: written, contentType });
    expect(writeBody("", body, mediaType, format).body).toBe(written);
  });

  it.each<["json" | "text" | "bytes", unknown, string]>([
    ["text", { a: 1 }, "The body cannot be written as application/x: give a text or bytes"],
    ["text", ["a"], "The body cannot be written as application/x: give a text or bytes"],
    ["bytes", { a: 1 }, "The body cannot be written as application/x: give a text or bytes"],
    ["bytes", new Map(), "The body has a value of type Map"],
    ["text", Number.NaN, "The body has NaN"],
    ["text", "\ud800", "The body has half a character (a lone surrogate)"],
    ["json", { a: 1n }, "The body cannot be JSON: it has a cycle, BigInt or throwing getter"],
  ])("%s refuses %s", (format, body, message) => {
    expect(() => writeBody("", body, "application/x", format)).toThrow(`${message}: nothing was sent`);
  });
});
