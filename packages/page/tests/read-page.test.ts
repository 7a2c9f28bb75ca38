// Reads pages in both forms, and refuses what is none or breaks off.
import { readFileSync } from "node:fs";
import { expect, it, test } from "vitest";
import { factsOf } from "../src/facts.ts";
import { PageError, readPage } from "../src/read-page.ts";
import { parseFieldType } from "../src/type-text.ts";
import { inOneLine, renderPage } from "./render-page.ts";

const lamps = readFileSync(new URL("fixtures/lamps.md", import.meta.url), "utf8");
const update = lamps.slice(lamps.indexOf("## Update"), lamps.indexOf("## Delete"));

const forms = [
  ["with line breaks", (text: string) => text],
  ["in one line", inOneLine],
] as const;

const factsIn = (text: string) => factsOf(readPage(text, "lamps.md"), ["LED", "Halogen"]);

function errorOf(text: string): string {
  try {
    readPage(text, "lamps.md");
  } catch (error) {
    if (error instanceof PageError) return error.message;
    throw error;
  }
  return "no error";
}

test("both forms of a page have the same facts", () => {
  const facts = factsIn(lamps);
  expect(facts.operations.map(({ method, path, fields }) => [method, path, fields.length])).toEqual([
    ["get", "/lamps", 10],
    ["post", "/lamps", 15],
    ["put", "/lamps/{lampId}", 22],
    ["delete", "/lamps/{lampId}", 1],
  ]);
  expect(factsIn(inOneLine(lamps))).toEqual(facts);
  expect(factsIn(renderPage(readPage(lamps, "lamps.md")))).toEqual(facts);
});

test("line breaks of another system make no difference", () => {
  expect(factsIn(lamps.replaceAll("\n", "\r\n"))).toEqual(factsIn(lamps));
});

test("a page of the usual form has types that it does not spell out", () => {
  const text = update.replace(
    "`dimming: optional object { curve, isSmooth, levels, 2 more }`",
    "`dimming: optional Dimming`",
  );
  expect(factsIn(text)).toEqual(factsIn(update));
  expect(errorOf(inOneLine(text))).toContain("Where Dimming ends cannot be told, since the page has no line breaks");
});

it.each(forms)("says where a page breaks off, wherever it does, %s", (_, form) => {
  const text = form(update).trimEnd();
  const read: number[] = [];
  for (let length = 0; length < text.length; length++) {
    const error = errorOf(text.slice(0, length));
    if (!/^lamps\.md:\d+:\d+: [^\n]+\n {2}│ /.test(error)) read.push(length);
  }
  expect(read).toEqual([]);
  expect(errorOf(text)).toBe("no error");
});

it.each(forms)("says what is wrong with a page, %s", (_, form) => {
  const broken = (from: string | RegExp, to: string) =>
    errorOf(form(update.replace(from, to)))
      .split("\n")[0]
      ?.replace(/:\d+:\d+/, "");
  expect(errorOf(form("# Shopping list\n\n- `milk`\n"))).toMatch(/^lamps.md:1:1: This is not a reference page/);
  expect(errorOf("")).toMatch(/^lamps.md:1:1: This is not a reference page/);
  expect(errorOf(form(`${update}\n## Install\n\nRun it\n`))).toMatch(
    /must name a method and a path|belongs to no operation/,
  );
  expect(broken("### Query Parameters", "### Odd Parameters")).toBe(
    "lamps.md: “Odd Parameters” is no section that is known: Path Parameters, Query Parameters, Header Parameters, Cookie Parameters, Body Parameters, Returns, Example.",
  );
  expect(broken("{ curve, isSmooth, levels, 2 more }", "{ curve, isSmooth, levels, 9 more }")).toContain(
    "The type of dimming counts 12 fields, and",
  );
  expect(broken("{ name, a.b, floors }", "{ name, floors, a.b }")).toBe(
    "lamps.md: The type of rooms lists floors here, and this is a.b.",
  );
  expect(broken('"linear" or "logarithmic"', '"linear" or "log"')).toBe(
    'lamps.md: The type of curve lists "log" here, and this is "logarithmic".',
  );
  expect(broken('  - `"flame"`\n\n', "")).toContain("The type of kind counts 5 values, and 4 are listed.");
  expect(broken('- `"flame"`', '- `"flame"`\n\n    - `"sun"`')).toContain("The type of kind counts 5 values, and");
  expect(broken("`color: optional string`", "`color: optional strin`")).toBe(
    "lamps.md: The type of color cannot be read: optional strin",
  );
  expect(broken("`x-note: ", "`color: ")).toBe("lamps.md: Body Parameters already has a field color.");
  expect(broken('"id": "lamp_1",', '"id": "lamp_1"')).toMatch(/^lamps.md: The response is not JSON: /);
  expect(broken("curl https", "wget https")).toBe("no error");
});

test.each([
  ["  - `isSmooth:", "- `isSmooth:", "The type of dimming counts 5 fields, and 1 are listed."],
  ["  - `isSmooth:", "    - `isSmooth:", "The fields of dimming are not indented alike."],
  ["  - `curve:", "   - `curve:", "The indentation fits no list of dimming."],
])("the indentation must agree with the counts: %s", (from, to, reason) => {
  expect(errorOf(update.replace(from, to))).toContain(reason);
});

test("the request of an example must be a curl command that can be read", () => {
  const factsWith = (command: string) => () => factsIn(update.replace(/curl[^`]*/, `${command}\n`));
  expect(factsWith("wget https://a.example")).toThrow("put /lamps/{lampId}: The request is no curl command");
  expect(factsWith("curl https://a.example -H 'Accept: x")).toThrow(
    "A quotation mark of the curl command is not closed.",
  );
  expect(factsWith("curl https://a.example -X")).toThrow("The option -X of curl has no value.");
  expect(factsWith("curl -X PUT")).toThrow("The curl command has no URL.");
});

test("the grammar of types", () => {
  const typeOf = (text: string) => parseFieldType(text)?.type;
  const scalar = (name: string) => ({ kind: "scalar", name });
  expect(parseFieldType("optional boolean")).toEqual({ isOptional: true, type: scalar("boolean") });
  expect(typeOf("map[string]")).toEqual({ kind: "map", of: scalar("string") });
  expect(typeOf("array of map[object { a, 7 more } ]")).toMatchObject({
    kind: "array",
    of: { kind: "map", of: { kind: "object", count: 8, names: ["a"] } },
  });
  expect(typeOf('array of "a" or "b, c: d" or 29 more')).toMatchObject({
    kind: "array",
    of: { kind: "values", count: 31, values: ["a", "b, c: d"] },
  });
  expect(typeOf("0 or 0.5 or -1 or true")).toMatchObject({ kind: "values", count: 4, values: [0, 0.5, -1, true] });
  expect(typeOf('string or "a" or 2 more or object { id }')).toMatchObject({
    kind: "union",
    count: 3,
    members: [scalar("string"), { kind: "values", count: 3 }, { kind: "object", count: 1 }],
  });
  expect(typeOf("object { a }  or object { b }  or 5 more")).toMatchObject({
    kind: "union",
    count: 7,
    members: [{}, {}],
  });
  expect(typeOf("object { $ref, a.b, x-y }")).toMatchObject({ names: ["$ref", "a.b", "x-y"] });
  expect(typeOf("LiveInput")).toEqual({ kind: "named", name: "LiveInput" });
  for (const text of [
    "",
    "strin",
    "string or",
    "array of",
    "map[string",
    "object { a",
    '"a',
    "2 more",
    "string string",
  ]) {
    expect(typeOf(text), text).toBeUndefined();
  }
});
