import { describe, expect, it, test } from "vitest";
import {
  availabilityOf,
  describeAvailability,
  differencesOf,
  differenceText,
  limitOf,
  type OpenApiDocument,
  propertyForWord,
  type Schema,
  tellsOf,
  withAvailabilityInWords,
} from "../src/index.ts";

/** What was parsed can have keys that literals cannot. */
const parsed = (text: string): Schema => JSON.parse(text);

const book: Schema = {
  "x-availability": {
    name: "Medium",
    property: "medium",
    values: {
      paper: { title: "Paper", description: "A book of paper." },
      file: { title: "File", description: "A file." },
      tape: { title: "Tape", description: "A tape." },
    },
    groups: { readable: { title: "Anything to read", description: "Has pages.", includes: ["paper", "file"] } },
  },
};

describe("the words of a schema", () => {
  it("are the values and the groups", () => {
    expect(availabilityOf(book)).toEqual(book["x-availability"]);
  });

  it("have what is missing or malformed filled in", () => {
    const given = parsed(`{
      "name": "Medium", "property": 1,
      "values": { "paper": null, "file": { "title": 1 }, "__proto__": { "title": "Proto" } },
      "groups": { "a": 1, "b": { "includes": "paper" }, "c": { "includes": ["paper", 1, null] } }
    }`);
    expect(JSON.stringify(availabilityOf({ "x-availability": given as never }))).toBe(
      JSON.stringify(
        parsed(`{
          "name": "Medium",
          "values": {
            "paper": { "title": "paper", "description": "" },
            "file": { "title": "file", "description": "" },
            "__proto__": { "title": "Proto", "description": "" }
          },
          "groups": {
            "a": { "title": "a", "description": "", "includes": [] },
            "b": { "title": "b", "description": "", "includes": [] },
            "c": { "title": "c", "description": "", "includes": ["paper"] }
          }
        }`),
      ),
    );
  });

  it.each([null, "Medium", ["Medium"], {}, { name: "Medium" }, { values: {} }, { name: "Medium", values: [] }])(
    "are none with %j",
    (given) => expect(availabilityOf({ "x-availability": given as never })).toBeUndefined(),
  );
});

describe("the limit of a property", () => {
  it("has the words of groups, and the titles as they are listed", () => {
    expect(limitOf(book, { "x-available-for": ["readable", "file", "film"] })).toEqual({
      words: ["paper", "file", "film"],
      titles: ["Anything to read", "File", "film"],
    });
  });

  it("takes names that every object has for words", () => {
    const limit = { words: ["__proto__", "constructor"], titles: ["__proto__", "constructor"] };
    expect(limitOf(book, { "x-available-for": ["__proto__", "constructor"] })).toEqual(limit);
  });

  it.each([undefined, null, "file", {}, [], [1, null, {}]])("is none with %j", (given) => {
    expect(limitOf(book, { "x-available-for": given })).toBeUndefined();
    expect(limitOf(book, given)).toBeUndefined();
  });
});

describe("the differences of a property", () => {
  it("are in the order written, and apply to the word and to what a group includes", () => {
    const file = { maximum: 900 };
    const readable = { default: 100, description: "Without the cover." };
    expect(differencesOf(book, { "x-differs-for": { file, readable, film: {} } })).toEqual([
      { word: "file", title: "File", words: ["file"], schema: file },
      { word: "readable", title: "Anything to read", words: ["readable", "paper", "file"], schema: readable },
      { word: "film", title: "film", words: ["film"], schema: {} },
    ]);
  });

  it("take names that every object has for words, and leave out what is no object", () => {
    const property = parsed('{ "x-differs-for": { "__proto__": { "default": 1 }, "file": 1, "tape": null, "a": [] } }');
    expect(differencesOf(book, property)).toEqual([
      { word: "__proto__", title: "__proto__", words: ["__proto__"], schema: { default: 1 } },
    ]);
  });

  it.each([undefined, null, "file", [{ default: 1 }], 1])("are none with %j", (given) => {
    expect(differencesOf(book, { "x-differs-for": given })).toEqual([]);
    expect(differencesOf(book, given)).toEqual([]);
  });
});

test.each<[string, unknown]>([
  ["default 16, from 2 to 64", { maximum: 64, minimum: 2, default: 16 }],
  ["0 or more", { minimum: 0 }],
  ["at most 1e-7", { maximum: 1e-7 }],
  ["more than 0 and less than 1", { exclusiveMaximum: 1, exclusiveMinimum: 0 }],
  [
    'default "", enum ["","a"], maxLength 3, deprecated',
    { enum: ["", "a"], deprecated: true, default: "", maxLength: 3 },
  ],
  ["default null", { default: null, deprecated: false, description: "A note." }],
  ["", {}],
  ['from {"toString":1} to [2]', { minimum: { toString: 1 }, maximum: [2] }],
])("in words, a difference is: %s", (text, schema) => {
  expect(differenceText({ schema: schema as Schema })).toBe(text);
});

describe("what an enumeration tells", () => {
  it("are words by value", () => {
    const tells = parsed('{ "name": "Medium", "words": { "pdf": "file", "__proto__": "paper", "b": 1, "c": null } }');
    const words = parsed('{ "pdf": "file", "__proto__": "paper" }');
    expect(Object.entries(tellsOf({ "x-tells": tells as never })?.words ?? {})).toEqual(Object.entries(words));
  });

  it.each([null, "Medium", { name: "Medium" }, { words: {} }, { name: "Medium", words: [] }])(
    "is nothing with %j",
    (given) => expect(tellsOf({ "x-tells": given as never })).toBeUndefined(),
  );
});

describe("the description of a property", () => {
  const pages: Schema = {
    type: "integer",
    description: "The number of pages.\n",
    "x-available-for": ["readable"],
    "x-differs-for": {
      paper: { default: 100, minimum: 2, description: "Without the cover." },
      readable: { description: "Blank ones count." },
      file: { default: 50, deprecated: true },
    },
  };
  const inWords = [
    "The number of pages.",
    "Only for Anything to read.",
    "- Paper: default 100, 2 or more. Without the cover.\n- Anything to read: Blank ones count.\n- File: default 50, deprecated.",
  ].join("\n\n");
  const described = (property: Schema, schema = book) =>
    withAvailabilityInWords({ ...schema, properties: { pages: property } }).properties?.["pages"]?.description;

  it("says what the extensions say", () => {
    expect(described(pages)).toBe(inWords);
    expect(described({ "x-available-for": ["film"] }, {})).toBe("Only for film.");
  });

  it("says it once, however often it is made", () => {
    expect(described({ ...pages, description: inWords })).toBe(inWords);
  });

  it("stays as it is without extensions, or if they say nothing", () => {
    expect(described({ description: " A. " })).toBe(" A. ");
    expect(described({ description: "A.", "x-differs-for": { file: {}, paper: { description: 1 } } } as never)).toBe(
      "A.",
    );
    expect(withAvailabilityInWords({ ...book, properties: { pages: true as never } }).properties).toEqual({
      pages: true,
    });
  });

  it("says of one word what is true of it, and nothing of the others", () => {
    expect(propertyForWord(book, pages, "file")).toMatchObject({
      description:
        "The number of pages.\n\nOnly for Anything to read.\n\n- Anything to read: Blank ones count.\n- File: default 50, deprecated.",
      default: 50,
      deprecated: true,
    });
    const { default: usual, description } = propertyForWord(
      book,
      { ...pages, description: inWords, default: 1 },
      "tape",
    );
    expect({ usual, description }).toEqual({
      usual: 1,
      description: "The number of pages.\n\nOnly for Anything to read.",
    });
  });
});

it("a description says it in every schema, and keeps what is data", () => {
  const limited: Schema = { "x-available-for": ["file"] };
  const said: Schema = { ...limited, description: "Only for File." };
  // A property may be called like a keyword.
  const properties = (pages: Schema): Record<string, Schema> => ({
    pages,
    default: { properties: { pages } },
    properties: pages,
  });
  const document = (pages: Schema, nested: Schema): OpenApiDocument => ({
    openapi: "3.1.1",
    info: { title: "Library", version: "1" },
    paths: {},
    components: {
      schemas: {
        Book: { ...book, properties: { ...properties(pages), default: { properties: { pages: nested } } } },
        Books: {
          type: "array",
          items: { ...book, properties: { pages } },
          default: [{ properties: { pages: limited } }],
        },
      },
    },
  });
  const before = document(limited, limited);
  // What is nested declares no words of its own.
  expect(describeAvailability(before)).toEqual(document(said, { ...limited, description: "Only for file." }));
  expect(before).toEqual(document(limited, limited));
});

it("parts of a schema use its words", () => {
  const part: Schema = { properties: { pages: { "x-available-for": ["file"] } } };
  const { allOf } = withAvailabilityInWords({ ...book, allOf: [part, true as never] });
  expect(withAvailabilityInWords(allOf?.[0] ?? {}).properties?.["pages"]?.description).toBe("Only for File.");
});
