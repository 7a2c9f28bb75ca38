import { parseMultipartRequest } from "@remix-run/multipart-parser";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { writeBody } from "../src/runtime/bodies.ts";
import type { Encodings } from "../src/runtime/operation.ts";

async function writeParts(body: unknown, multipart: Encodings = {}, mediaType = "multipart/form-data") {
  const written = writeBody("", body, mediaType, { multipart });
  const boundary = written.contentType?.match(/; boundary=([\w-]{20,70})$/)?.[1] ?? "";
  expect(written.contentType).toBe(`${mediaType.replace("*", "form-data").split(";")[0]}; boundary=${boundary}`);
  expect(written.body).toBeInstanceOf(Blob);
  const request = new Request("https://a.test", {
    method: "POST",
    headers: { "content-type": written.contentType ?? "" },
    body: written.body as Blob,
  });
  return { request, text: (await request.clone().text()).replaceAll(boundary, "BOUNDARY") };
}

/** The text of a body with these parts, each a list of its headers, without the first words of all, and its content. */
function partsOf(...parts: [...headers: string[], content: string][]): string {
  const start = "--BOUNDARY\r\nContent-Disposition: form-data; ";
  const texts = parts.map((part) => `${start}${part.slice(0, -1).join("\r\n")}\r\n\r\n${part.at(-1)}\r\n`);
  return `${texts.join("")}--BOUNDARY--\r\n`;
}

const png = new File(["png"], "a.png", { type: "image/png" });
const plain = new File(["bytes"], "b");
const nameless = new Blob(["blob"]);

type Row = [encoding: Encodings[string] | undefined, value: unknown, parts: Parameters<typeof partsOf>];
const p = 'name="p"';
const file = (name: string, type: string) => [`${p}; filename="${name}"`, `Content-Type: ${type}`] as const;
const binary = "application/octet-stream";
const json = "Content-Type: application/json";
const object = { a: "é", b: [1, null] };
const objectJson = '{"a":"é","b":[1,null]}';

const table: Row[] = [
  // The usual media types
  [undefined, "a é\n😀", [[p, "a é\n😀"]]],
  [undefined, "", [[p, ""]]],
  [undefined, 1.5, [[p, "1.5"]]],
  [undefined, true, [[p, "true"]]],
  [undefined, 12345678901234567890n, [[p, "12345678901234567890"]]],
  [undefined, new Date(0), [[p, "1970-01-01T00:00:00.000Z"]]],
  [undefined, object, [[p, json, objectJson]]],
  [undefined, {}, [[p, json, "{}"]]],
  [undefined, png, [[...file("a.png", "image/png"), "png"]]],
  [undefined, plain, [[...file("b", binary), "bytes"]]],
  [undefined, nameless, [[...file("blob", binary), "blob"]]],
  // A part for each item of a list
  [
    undefined,
    ["a", 1, null, "b"],
    [
      [p, "a"],
      [p, "1"],
      [p, "b"],
    ],
  ],
  [
    undefined,
    [png, plain],
    [
      [...file("a.png", "image/png"), "png"],
      [...file("b", binary), "bytes"],
    ],
  ],
  [
    undefined,
    [object, ["c"]],
    [
      [p, json, objectJson],
      [p, json, '["c"]'],
    ],
  ],
  [
    undefined,
    [png, "a", object],
    [
      [...file("a.png", "image/png"), "png"],
      [p, "a"],
      [p, json, objectJson],
    ],
  ],
  [undefined, null, []],
  [undefined, [undefined], []],
  // A media type that is given
  [{ contentType: "text/csv" }, "a,b", [[p, "Content-Type: text/csv", "a,b"]]],
  [{ contentType: "application/json" }, "a", [[p, json, '"a"']]],
  [
    { contentType: "application/json" },
    ["a", 1],
    [
      [p, json, '"a"'],
      [p, json, "1"],
    ],
  ],
  [
    { contentType: "application/vnd.a+json; v=1" },
    object,
    [[p, "Content-Type: application/vnd.a+json; v=1", objectJson]],
  ],
  [
    { contentType: "application/xml; charset=utf-8" },
    ["<a/>"],
    [[p, "Content-Type: application/xml; charset=utf-8", "<a/>"]],
  ],
  [{ contentType: "image/*" }, png, [[...file("a.png", "image/png"), "png"]]],
  [{ contentType: "image/*" }, plain, [[...file("b", binary), "bytes"]]],
  [{ contentType: "image/png, image/jpeg" }, png, [[...file("a.png", "image/png"), "png"]]],
  [{ contentType: "image/jpeg" }, png, [[...file("a.png", "image/png"), "png"]]],
  [{ contentType: "image/*,image/jpeg , image/png" }, [plain], [[...file("b", "image/jpeg"), "bytes"]]],
  [{ contentType: "text/*" }, "a", [[p, "a"]]],
  [
    { contentType: "text/plain, application/json" },
    ["a", object],
    [
      [p, "Content-Type: text/plain", "a"],
      [p, json, objectJson],
    ],
  ],
  // Headers
  [
    { headers: { "X-A": "b", "X-C": "d" } },
    ["e", png],
    [
      [p, "X-A: b", "X-C: d", "e"],
      [...file("a.png", "image/png"), "X-A: b", "X-C: d", "png"],
    ],
  ],
  [{ headers: { "Content-Type": "a/b", "content-disposition": "c" } }, "d", [[p, "d"]]],
  // Styles, whose texts are not percent-encoded
  [{ style: "form" }, "a b&=é", [[p, "a b&=é"]]],
  [
    { style: "form", contentType: "application/json" },
    ["a", "b"],
    [
      [p, "a"],
      [p, "b"],
    ],
  ],
  [
    { explode: true },
    { "a b": "c", 'd"': "e,f" },
    [
      ['name="a b"', "c"],
      ['name="d%22"', "e,f"],
    ],
  ],
  [{ explode: false }, ["a b", "c"], [[p, "a b,c"]]],
  [{ explode: false }, { a: 1, b: 2 }, [[p, "a,1,b,2"]]],
  [{ style: "spaceDelimited" }, ["a", "b"], [[p, "a b"]]],
  [{ style: "pipeDelimited" }, { a: 1 }, [[p, "a|1"]]],
  [{ style: "deepObject" }, { a: { b: ["c d"] } }, [['name="p[a][b][0]"', "c d"]]],
  [{ allowReserved: true }, "a/%41 +", [[p, "a/%41 +"]]],
  [{ style: "form", headers: { "X-A": "b" } }, ["c"], [[p, "X-A: b", "c"]]],
  [{ style: "form", explode: false }, [], []],
  // … except those of files
  [
    { style: "form", explode: false },
    [png, plain],
    [
      [...file("a.png", "image/png"), "png"],
      [...file("b", binary), "bytes"],
    ],
  ],
  [{ style: "deepObject" }, png, [[...file("a.png", "image/png"), "png"]]],
];

describe("the specification's encodings", () => {
  it.each(table)("%s: %s", async (encoding, value, parts) => {
    const { text } = await writeParts({ p: value }, encoding ? { p: encoding } : {});
    expect(text).toBe(partsOf(...parts));
  });
});

describe("parts", () => {
  it("are read back by the runtime", async () => {
    const { request } = await writeParts({ a: "b", c: ["é", 1], d: object, e: [png, nameless] });
    const form = await request.formData();
    expect([...form.keys()]).toEqual(["a", "c", "c", "d", "e", "e"]);
    expect([form.get("a"), form.getAll("c"), form.get("d")]).toEqual(["b", ["é", "1"], objectJson]);
    const files = form.getAll("e") as File[];
    expect(files.map(({ name, type }) => [name, type])).toEqual([
      ["a.png", "image/png"],
      ["blob", binary],
    ]);
    expect(await Promise.all(files.map((file) => file.text()))).toEqual(["png", "blob"]);
  });

  it("are read back by a parser, with their types and headers", async () => {
    const bytes = Uint8Array.from({ length: 1000 }, (_, index) => index % 256);
    const body = { json: { a: 1 }, file: new File([bytes], "c.bin"), text: "\r\n--part-\r\n" };
    const { request } = await writeParts(body, { file: { headers: { "X-Rate-Limit": "1" } } });
    const parts = [];
    for await (const part of parseMultipartRequest(request)) parts.push(part);
    expect(parts.map(({ name, filename, mediaType }) => [name, filename, mediaType])).toEqual([
      ["json", undefined, "application/json"],
      ["file", "c.bin", binary],
      ["text", undefined, undefined],
    ]);
    expect(parts[1]?.headers["x-rate-limit"]).toBe("1");
    expect(parts[1]?.bytes).toEqual(bytes);
    expect([parts[0]?.text, parts[2]?.text]).toEqual(['{"a":1}', body.text]);
  });

  it("of any text are read back", async () => {
    const text = fc.string({ unit: "grapheme" });
    const name = text.filter((text) => !/["\r\n]/.test(text) && text.trim() === text && text !== "");
    await fc.assert(
      fc.asyncProperty(fc.dictionary(name, fc.oneof(text, fc.array(text, { minLength: 1 }))), async (body) => {
        const { request } = await writeParts(body);
        if (Object.keys(body).length === 0) return;
        const form = await request.formData();
        for (const [name, value] of Object.entries(body)) expect(form.getAll(name)).toEqual([value].flat());
      }),
      { numRuns: 100, seed: 1 },
    );
  });

  it("have names that cannot add a header, a parameter or a part", async () => {
    const bad = 'a"\r\nX-Evil: 1\r\n\r\n--part';
    const escaped = "a%22%0D%0AX-Evil: 1%0D%0A%0D%0A--part";
    const evil = Object.defineProperty(new File(["b"], bad), "type", { value: "a/b\r\nX-Evil: 1" });
    const { text, request } = await writeParts({ [bad]: evil }, { [bad]: { headers: { "X-A": "b\nX-Evil: 1" } } });
    expect(text).toBe(
      partsOf([
        `name="${escaped}"; filename="${escaped}"`,
        "Content-Type: a/b%0D%0AX-Evil: 1",
        "X-A: b%0AX-Evil: 1",
        "b",
      ]),
    );
    const [file] = [...(await request.formData()).values()] as File[];
    expect(file?.name).toBe(bad); // as the HTML standard has it
  });

  it("may be of another multipart type, with or without parameters of its own", async () => {
    for (const type of ["multipart/mixed", "multipart/*", "multipart/form-data; boundary=x"]) {
      expect((await writeParts({ p: "a" }, {}, type)).text).toBe(partsOf([p, "a"]));
    }
  });

  it("may be given as a FormData, of which the runtime sets the type", () => {
    const body = new FormData();
    expect(writeBody("", body, "multipart/form-data", { multipart: {} })).toEqual({ body });
  });

  it("are not there without properties, and do not come from prototypes", async () => {
    expect((await writeParts({})).text).toBe(partsOf());
    expect((await writeParts(Object.create({ inherited: 1 }))).text).toBe(partsOf());
    expect((await writeParts({ constructor: "a" })).text).toBe(partsOf(['name="constructor"', "a"]));
  });

  it("have another boundary in each body", async () => {
    const boundaries = [1, 2].map(() => writeBody("", {}, "multipart/form-data", { multipart: {} }).contentType);
    expect(new Set(boundaries).size).toBe(2);
  });
});

describe("what cannot be written is refused", () => {
  it.each<[unknown, Encodings[string], string]>([
    [object, { contentType: "application/xml" }, 'Property "p" cannot be written as application/xml: give a text'],
    [object, { style: "form" }, 'Property "p" has members inside members, which "form" cannot write'],
    [["a,b"], { explode: false }, 'Property "p" has a member with ",", which separates members in "form"'],
    [
      ["a b"],
      { style: "spaceDelimited" },
      'Property "p" has a member with " ", which separates members in "spaceDelimited"',
    ],
    [{ a: 1n }, {}, 'Property "p" cannot be JSON: it has a cycle, BigInt or throwing getter'],
    [new Uint8Array(1), {}, 'Property "p" is bytes: give them as a Blob'],
    [[new ArrayBuffer(1)], {}, 'Property "p" is bytes: give them as a Blob'],
    // It would become JSON.
    [Buffer.from("a"), {}, 'Property "p" is bytes: give them as a Blob'],
    [Number.NaN, {}, 'Property "p" has NaN'],
    ["\ud800", {}, 'Property "p" has half a character (a lone surrogate)'],
  ])("%s, %s", (value, encoding, message) => {
    expect(() => writeBody("", { p: value }, "multipart/form-data", { multipart: { p: encoding } })).toThrow(
      `${message}: nothing was sent`,
    );
  });

  it.each([["a text"], [["a"]], [new Blob()]])("a body that is no object: %s", (body) => {
    expect(() => writeBody("", body, "multipart/form-data", { multipart: {} })).toThrow(/^The body /);
  });
});
