import fc from "fast-check";
import { parse as parseCookies } from "hono/utils/cookie";
import { parse as parseQuery } from "qs";
import { parseTemplate } from "url-template";
import { describe, expect, it } from "vitest";
import type { ParameterStyle } from "../src/runtime/operation.ts";
import { checkPath } from "../src/runtime/request.ts";
import { writeCookies, writeHeaders, writePath, writeQuery } from "../src/runtime/styles.ts";

/** Writes a value as the parameter `color` of a place; `undefined` if the parameter is left out. */
const write = {
  path: (value: unknown, style?: ParameterStyle) => writePath("", "{color}", { color: value }, stylesOf(style)),
  query: (value: unknown, style?: ParameterStyle) => writeQuery("", { color: value }, stylesOf(style)),
  header: (value: unknown, style?: ParameterStyle) => writeHeaders("", { color: value }, stylesOf(style))["color"],
  cookie: (value: unknown, style?: ParameterStyle) => writeCookies("", { color: value }, stylesOf(style)),
};

function stylesOf(style?: ParameterStyle): Record<string, ParameterStyle> {
  return style ? { color: style } : {};
}

type Row = [
  place: keyof typeof write,
  style: ParameterStyle["style"],
  explode: boolean | undefined,
  ofEmptyText: string | RegExp,
  ofText: string,
  ofList: string,
  ofObject: string,
];

const missing = /^Path parameter "color" is missing or empty: nothing was sent$/;

// The table of the specification, for each place that has the style. The rows with an undefined `explode` have its default.
const table: Row[] = [
  ["path", "matrix", false, ";color", ";color=blue", ";color=blue,black,brown", ";color=R,100,G,200,B,150"],
  ["path", "matrix", true, ";color", ";color=blue", ";color=blue;color=black;color=brown", ";R=100;G=200;B=150"],
  ["path", "matrix", undefined, ";color", ";color=blue", ";color=blue,black,brown", ";color=R,100,G,200,B,150"],
  ["path", "label", false, ".", ".blue", ".blue,black,brown", ".R,100,G,200,B,150"],
  ["path", "label", true, ".", ".blue", ".blue.black.brown", ".R=100.G=200.B=150"],
  ["path", "label", undefined, ".", ".blue", ".blue,black,brown", ".R,100,G,200,B,150"],
  ["path", "simple", false, missing, "blue", "blue,black,brown", "R,100,G,200,B,150"],
  ["path", "simple", true, missing, "blue", "blue,black,brown", "R=100,G=200,B=150"],
  ["path", undefined, undefined, missing, "blue", "blue,black,brown", "R,100,G,200,B,150"],
  ["header", "simple", false, "", "blue", "blue,black,brown", "R,100,G,200,B,150"],
  ["header", "simple", true, "", "blue", "blue,black,brown", "R=100,G=200,B=150"],
  ["header", undefined, undefined, "", "blue", "blue,black,brown", "R,100,G,200,B,150"],
  ["query", "form", false, "color=", "color=blue", "color=blue,black,brown", "color=R,100,G,200,B,150"],
  ["query", "form", true, "color=", "color=blue", "color=blue&color=black&color=brown", "R=100&G=200&B=150"],
  ["query", undefined, undefined, "color=", "color=blue", "color=blue&color=black&color=brown", "R=100&G=200&B=150"],
  ["cookie", "form", false, "color=", "color=blue", "color=blue,black,brown", "color=R,100,G,200,B,150"],
  ["cookie", "form", true, "color=", "color=blue", "color=blue; color=black; color=brown", "R=100; G=200; B=150"],
  ["cookie", "cookie", false, "color=", "color=blue", "color=blue,black,brown", "color=R,100,G,200,B,150"],
  ["cookie", "cookie", true, "color=", "color=blue", "color=blue; color=black; color=brown", "R=100; G=200; B=150"],
  [
    "cookie",
    undefined,
    undefined,
    "color=",
    "color=blue",
    "color=blue; color=black; color=brown",
    "R=100; G=200; B=150",
  ],
  ...["%20", "%7C"].flatMap((separator): Row[] => {
    const style = separator === "%20" ? "spaceDelimited" : "pipeDelimited";
    const list = `color=${["blue", "black", "brown"].join(separator)}`;
    const object = `color=${["R", "100", "G", "200", "B", "150"].join(separator)}`;
    return [
      ["query", style, false, "color=", "color=blue", list, object],
      ["query", style, undefined, "color=", "color=blue", list, object],
      // Undefined in the specification
      ["query", style, true, "color=", "color=blue", "color=blue&color=black&color=brown", "R=100&G=200&B=150"],
    ];
  }),
  ...[true, false, undefined].map(
    (explode): Row => [
      ...(["query", "deepObject", explode, "color=", "color=blue"] as const),
      "color%5B0%5D=blue&color%5B1%5D=black&color%5B2%5D=brown", // undefined in the specification
      "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150",
    ],
  ),
];

describe("the specification's table", () => {
  it.each(table)("in %s: %s, explode %s", (place, style, explode, ofEmptyText, ofText, ofList, ofObject) => {
    const how = { ...(style && { style }), ...(explode !== undefined && { explode }) };
    if (ofEmptyText instanceof RegExp) expect(() => write[place]("", how)).toThrow(ofEmptyText);
    else expect(write[place]("", how)).toBe(ofEmptyText);
    expect(write[place]("blue", how)).toBe(ofText);
    expect(write[place](["blue", "black", "brown"], how)).toBe(ofList);
    expect(write[place](["blue", null, "black", undefined, "brown"], how)).toBe(ofList);
    expect(write[place]({ R: 100, G: 200, B: 150 }, how)).toBe(ofObject);
    expect(write[place]({ R: 100, G: 200, A: null, B: 150, C: undefined }, how)).toBe(ofObject);
    for (const nothing of [undefined, null, [], {}, [null], { R: undefined }]) {
      if (place === "path") expect(() => write.path(nothing, how)).toThrow(missing);
      else expect(write[place](nothing, how) || undefined).toBeUndefined();
    }
  });

  it("is that of RFC 6570, for its styles and any values", () => {
    const operators = { form: "?", simple: "", label: ".", matrix: ";" };
    const text = fc.oneof(
      fc.string({ unit: "grapheme" }),
      fc.constantFrom("a,b", "a=b", "a b", "a;b", "~-_!'()*", "%41"),
    );
    // This client refuses members with the "." that separates them, and the library does not write empty ones as the RFC.
    const member = text.filter((text) => text !== "" && !text.includes("."));
    const value = fc.oneof(member, fc.array(member, { minLength: 1 }), fc.dictionary(member, member, { minKeys: 1 }));
    fc.assert(
      fc.property(
        fc.constantFrom("form", "simple", "label", "matrix"),
        fc.boolean(),
        value,
        (style, explode, color) => {
          const expected = parseTemplate(`{${operators[style]}color${explode ? "*" : ""}}`).expand({ color });
          const place = style === "form" ? "query" : "path";
          expect(write[place](color, { style, explode })).toBe(expected.replace("?", ""));
        },
      ),
      { numRuns: 500, seed: 1 },
    );
  });
});

describe("what is written can be read back", () => {
  const text = fc.string({ unit: "grapheme", minLength: 1 });
  const name = text.filter((text) => !/[[\]]/.test(text) && !(text in {}));

  it("by a decoder of queries", () => {
    const list = fc.array(text, { minLength: 2 });
    fc.assert(
      fc.property(name, text, list, (key, one, many) => {
        const query = writeQuery("", { [key]: one, "": many });
        const read = new URLSearchParams(query);
        expect(read.getAll(key)).toEqual([one]);
        expect(read.getAll("")).toEqual(many);
        const flat = writeQuery("", { [key]: many }, { [key]: { explode: false } });
        expect(
          flat
            .slice(flat.indexOf("=") + 1)
            .split(",")
            .map(decodeURIComponent),
        ).toEqual(many);
      }),
      { numRuns: 200, seed: 1 },
    );
  });

  it("by a decoder of deep objects", () => {
    const { value } = fc.letrec<{ value: unknown }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 3 },
        text,
        fc.array(tie("value"), { minLength: 1, maxLength: 5 }),
        fc.dictionary(name, tie("value"), { minKeys: 1, noNullPrototype: true }),
      ),
    }));
    fc.assert(
      fc.property(
        fc.dictionary(
          name.filter((name) => !/^\d+$/.test(name)),
          value,
          { minKeys: 1, noNullPrototype: true },
        ),
        (object) => {
          const read = parseQuery(write.query(object, { style: "deepObject" }), { depth: 20, parameterLimit: 10_000 });
          expect(read).toEqual({ color: object });
        },
      ),
      { numRuns: 100, seed: 1 },
    );
  });

  it("by a decoder of cookies", () => {
    const token = fc.string({ minLength: 1 }).filter((text) => /^[\w-]+$/.test(text) && !(text in {}));
    fc.assert(
      fc.property(fc.dictionary(token, text), (object) => {
        expect({ ...parseCookies(writeCookies("", { color: object }) ?? "") }).toEqual({ ...object });
      }),
      { numRuns: 200, seed: 1 },
    );
  });
});

describe("texts", () => {
  it.each<[unknown, string]>([
    [1.5, "1.5"],
    [-0, "0"],
    [1e21, "1e%2B21"],
    [12345678901234567890n, "12345678901234567890"],
    [true, "true"],
    [new Date(0), "1970-01-01T00%3A00%3A00.000Z"],
    [new URL("https://a.test/?b"), "https%3A%2F%2Fa.test%2F%3Fb"],
    [{ toJSON: () => "a" }, "a"],
    [Object.create({ inherited: 1 }, { own: { value: 2, enumerable: true } }), "own,2"],
    [JSON.parse('{ "__proto__": 1, "constructor": 2 }'), "__proto__,1,constructor,2"],
    [Object.assign(Object.create(null), { a: 1 }), "a,1"],
    [Object.assign(["a"], { index: 0 }), "a"],
    ["a/b?c#d%e", "a%2Fb%3Fc%23d%25e"],
    ["~-._", "~-._"],
    ["!'()*", "%21%27%28%29%2A"],
    ["é\n😀", "%C3%A9%0A%F0%9F%98%80"],
    [["a,b", "c=d"], "a%2Cb,c%3Dd"],
  ])("%s", (value, expected) => {
    expect(write.path(value)).toBe(expected);
    expect(write.query(value, { explode: false })).toBe(`color=${expected}`);
    expect(write.cookie(value, { explode: false })).toBe(`color=${expected}`);
  });

  it("in paths have no separator that is not encoded", () => {
    const values = ["a/b", "c;d", "e,f", "g=h"];
    expect(write.path(values)).toBe("a%2Fb,c%3Bd,e%2Cf,g%3Dh");
    expect(write.path(values, { style: "label" })).toBe(".a%2Fb,c%3Bd,e%2Cf,g%3Dh");
    expect(write.path(values, { style: "label", explode: true })).toBe(".a%2Fb.c%3Bd.e%2Cf.g%3Dh");
    expect(write.path(values, { style: "matrix" })).toBe(";color=a%2Fb,c%3Bd,e%2Cf,g%3Dh");
    expect(write.path("v1.5", { style: "label", explode: true })).toBe(".v1.5");
    expect(write.path(["v1.5", "2"], { style: "label" })).toBe(".v1.5,2");
  });

  it("that are empty keep their places", () => {
    expect(write.path(["", "a", ""])).toBe(",a,");
    expect(write.path(["", "a"], { style: "matrix", explode: true })).toBe(";color;color=a");
    expect(write.path({ R: "" }, { style: "matrix", explode: true })).toBe(";R");
    expect(write.path({ R: "" }, { style: "label", explode: true })).toBe(".R=");
    expect(write.query(["", "a"])).toBe("color=&color=a");
    expect(write.header(["", "a"])).toBe(",a");
  });

  it("in headers are not encoded", () => {
    expect(write.header(["a b", 'W/"c"', "d,e", "%"])).toBe('a b,W/"c",d,e,%');
    expect(write.header({ "a b": "c=d" }, { explode: true })).toBe("a b=c=d");
  });
});

describe("paths", () => {
  it("have several parameters, which stand in parts of their segments", () => {
    const values = { id: "a/b", ext: ["x", "y"], v: 1, unknown: "not in the path" };
    const styles = { ext: { style: "label", explode: true }, v: { style: "matrix" } } as const;
    expect(writePath("", "/files/{id}{ext}/of{v}/{id}", values, styles)).toBe("/files/a%2Fb.x.y/of;v=1/a%2Fb");
  });

  it("do not get values from prototypes", () => {
    for (const name of ["constructor", "__proto__", "toString", "inherited"]) {
      const values = Object.create({ inherited: "a" });
      expect(() => writePath("", `/{${name}}`, values)).toThrow(`Path parameter "${name}" is missing or empty`);
    }
    expect(writePath("", "/{constructor}/{__proto__}", JSON.parse('{ "constructor": 1, "__proto__": 2 }'))).toBe(
      "/1/2",
    );
  });

  it.each<[unknown, ParameterStyle]>([
    [".", {}],
    ["..", {}],
    ["", { style: "label" }],
    [".", { style: "label" }],
    [[""], { style: "label" }],
  ])("that would lead elsewhere are refused before they are sent: %s, %s", (value, style) => {
    const written = writePath("", "/a/{color}/b", { color: value }, { color: style });
    expect(() => checkPath("", written, "/a/{color}/b")).toThrow('must not be "." or ".."');
  });
});

describe("queries", () => {
  it("encode names", () => {
    const values = { "filter[name]": 1, $top: 2, "a&b=c": 3, é: 4, "a b": ["x", "y"] };
    const styles = { "a b": { style: "pipeDelimited" } } as const;
    const written = "filter%5Bname%5D=1&%24top=2&a%26b%3Dc=3&%C3%A9=4&a%20b=x%7Cy";
    expect(writeQuery("", values, styles)).toBe(written);
  });

  it("have their parameters one after another, and are empty without any", () => {
    const values = { a: undefined, b: {}, c: "1", d: [], e: ["2", "3"], f: null };
    expect(writeQuery("", values, { e: { explode: false } })).toBe("c=1&e=2,3");
    expect(writeQuery("", {})).toBe("");
    expect(writeQuery("", { a: {} })).toBe("");
  });

  it("do not get values or styles from prototypes", () => {
    const values = Object.assign(Object.create({ inherited: 1 }), { constructor: [1, 2], toString: "a" });
    expect(writeQuery("", values)).toBe("constructor=1&constructor=2&toString=a");
    expect(writeQuery("", JSON.parse('{ "__proto__": { "a": 1 } }'))).toBe("a=1");
  });

  it("write deep objects to any depth", () => {
    const value = { a: { b: [{ c: 1 }, null, [2]], d: null, e: {} }, "f g": "h i" };
    const written = "color[a][b][0][c]=1&color[a][b][1][0]=2&color[f%20g]=h%20i";
    expect(write.query(value, { style: "deepObject" })).toBe(written.replaceAll("[", "%5B").replaceAll("]", "%5D"));
  });

  describe("that keep reserved characters", () => {
    const allowReserved = true;

    it("in a path, but for what ends a segment", () => {
      expect(write.path(":/?#[]@!$&'()*+,;= ^%41%2f", { allowReserved })).toBe(
        ":%2F%3F%23%5B%5D@!$%26'()*%2B,;=%20%5E%41%2f",
      );
    });

    it("encode those that would end a text or be read as a space, and keep what is encoded", () => {
      expect(write.query(":/?#[]@!$&'()*+,;= ^%é", { allowReserved })).toBe(
        "color=:/?%23%5B%5D@!$%26'()*%2B,;=%20%5E%25%C3%A9",
      );
      expect(write.query("%41%2f%%4", { allowReserved })).toBe("color=%41%2f%25%254");
      expect(write.query("a,b", { allowReserved, explode: false })).toBe("color=a,b");
      expect(write.query({ "a/b": "c/d" }, { allowReserved })).toBe("a%2Fb=c/d");
    });

    it("encode what separates", () => {
      expect(write.query(["a,b", "c/d"], { allowReserved })).toBe("color=a,b&color=c/d");
      expect(write.query(["a,b", "c/d"], { allowReserved, explode: false })).toBe("color=a%2Cb,c/d");
      const pipes = { allowReserved, style: "pipeDelimited" } as const;
      expect(write.query(["a,b", "c/d"], pipes)).toBe("color=a,b%7Cc/d");
      expect(() => write.query(["a%7Cb", "c"], pipes)).toThrow("separates members");
    });
  });
});

describe("values with a media type", () => {
  const value = { a: [1, { b: "é=☃" }] };
  const json = { mediaType: "application/json" };
  const text = { mediaType: "text/plain" };
  const written = "%7B%22a%22%3A%5B1%2C%7B%22b%22%3A%22%C3%A9%3D%E2%98%83%22%7D%5D%7D";

  it("are JSON, encoded for their place", () => {
    expect(write.path(value, json)).toBe(written);
    expect(write.query(value, json)).toBe(`color=${written}`);
    expect(write.cookie(value, json)).toBe(`color=${written}`);
    expect(write.header(value, json)).toBe('{"a":[1,{"b":"\\u00e9=\\u2603"}]}');
    expect(write.query("a", { mediaType: "application/problem+json; charset=utf-8" })).toBe("color=%22a%22");
    expect(write.query(["a"], json)).toBe("color=%5B%22a%22%5D");
    expect(write.query([], json)).toBe("color=%5B%5D");
  });

  it("are texts otherwise", () => {
    expect(write.path("a b", text)).toBe("a%20b");
    expect(write.query("a,b", text)).toBe("color=a%2Cb");
    expect(write.header("a b", text)).toBe("a b");
    expect(write.cookie("a%20b=/", text)).toBe("color=a%20b=/");
    expect(write.cookie("a%20b=/", { style: "cookie" })).toBe("color=a%20b=/");
    expect(write.query("{}", { mediaType: "application/json-seq" })).toBe("color=%7B%7D");
  });

  it("are left out without a value", () => {
    for (const how of [json, text]) {
      expect(write.query(undefined, how)).toBe("");
      expect(write.header(null, how)).toBeUndefined();
      expect(write.cookie(null, how)).toBeUndefined();
      expect(() => write.path(null, how)).toThrow(missing);
    }
  });

  it("are refused if they have none", () => {
    expect(() => write.query(value, text)).toThrow(
      'Query parameter "color" cannot be written as text/plain: give a text: nothing was sent',
    );
    expect(() => write.header({ a: 1n }, json)).toThrow(
      /^Header parameter "color" cannot be JSON: .* nothing was sent$/,
    );
  });
});

describe("what cannot be written is refused", () => {
  const half = "half a character (a lone surrogate)";
  it.each<[unknown, string]>([
    [() => {}, "a value of type Function"],
    [Symbol("a"), "a value of type Symbol"],
    [Number.NaN, "NaN"],
    [Number.NEGATIVE_INFINITY, "-Infinity"],
    [new Date("no date"), "an invalid date"],
    [new Map([["a", 1]]), "a value of type Map"],
    [new Set(["a"]), "a value of type Set"],
    [new URLSearchParams("a=b"), "a value of type URLSearchParams"],
    [new Blob(["a"]), "a value of type Blob"],
    [new Uint8Array(1), "a value of type Uint8Array"],
    [Object("boxed"), "a value of type String"],
    ["a\ud800", half],
  ])("anywhere: %s", (value, reason) => {
    for (const [place, title] of Object.entries({ path: "Path", query: "Query", header: "Header", cookie: "Cookie" })) {
      const call = write[place as keyof typeof write];
      const message = `${title} parameter "color" has ${reason}: nothing was sent`;
      for (const found of [value, [value], { a: value }]) expect(() => call(found)).toThrow(message);
    }
    expect(() => write.query({ a: [value] }, { style: "deepObject" })).toThrow(reason);
  });

  it("half a character in a name", () => {
    for (const call of Object.values(write)) expect(() => call({ "\ud800": "a" })).toThrow(half);
  });

  it("members inside members, except in deepObject", () => {
    const message = /^\w+ parameter "color" has members inside members, which "\w+" cannot write: nothing was sent$/;
    for (const [place, style] of table) {
      if (style === "deepObject") continue;
      for (const explode of [true, false]) {
        for (const value of [[["a"]], [{ a: 1 }], { a: ["b"] }, { a: {} }]) {
          expect(() => write[place](value, { ...(style && { style }), explode })).toThrow(message);
        }
      }
    }
  });

  it("members with what separates them, where it cannot be encoded", () => {
    const refused = (value: unknown, style: "spaceDelimited" | "pipeDelimited", separator: string) =>
      expect(() => write.query(value, { style })).toThrow(
        `Query parameter "color" has a member with "${separator}", which separates members in "${style}": nothing was sent`,
      );
    refused(["a b", "c"], "spaceDelimited", " ");
    refused({ "a b": "c" }, "spaceDelimited", " ");
    refused(["a|b", "c"], "pipeDelimited", "|");
    for (const value of [["a.b", "c"], ["a.b"], { a: 1.5 }, { "a.b": 1 }]) {
      expect(() => write.path(value, { style: "label", explode: true })).toThrow('a member with "."');
    }
    expect(write.query("a b|c", { style: "spaceDelimited" })).toBe("color=a%20b%7Cc");
    expect(write.query(["a b", "c|d"], { style: "spaceDelimited", explode: true })).toBe("color=a%20b&color=c%7Cd");
    expect(() => write.query({ "a[b]": 1 }, { style: "deepObject" })).toThrow('a name with "[" or "]"');
  });

  it("what is lost in a header or a cookie", () => {
    for (const text of [" a", "a\t", "\u00a0a"]) {
      expect(() => write.header(text)).toThrow("starts or ends with white space, which is lost in a header");
      expect(() => write.cookie(text, { mediaType: "text/plain" })).toThrow("white space at an end");
    }
    expect(() => write.cookie("a; admin=true", { mediaType: "text/plain" })).toThrow('has a ";"');
    expect(() => write.cookie("a; admin=true", { style: "cookie" })).toThrow('has a ";"');
  });

  it("with an error that does not tell the value", () => {
    for (const call of Object.values(write)) expect(() => call("secret\ud800")).toThrow(/^(?!.*secret)/);
  });
});
