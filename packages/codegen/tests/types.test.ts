import type { Availability, Components, OpenApiDocument, Parameter, PathItem, Schema } from "@scenario-openapi/openapi";
import { describe, expect, it } from "vitest";
import { typesModule } from "../src/index.ts";

/** The types module with all white space collapsed. */
async function typesOf(components: Components, paths: Record<string, PathItem> = {}): Promise<string> {
  const document: OpenApiDocument = { openapi: "3.1.1", info: { title: "Library", version: "1" }, paths, components };
  return (await typesModule(document, "// Header\n")).code.replaceAll(/\s+/g, " ");
}

const data = { $ref: "http://nowhere.invalid/a" };
const to = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const text: Schema = { type: "string" };

describe("the type of a schema", () => {
  it.each<[string, Record<string, Schema>, string[]]>([
    [
      "leaves a property with a default optional",
      { Book: { type: "object", properties: { pages: { type: "integer", default: 1 } } } },
      ["pages?: number;"],
    ],
    ["allows anything in an object without keywords", { Book: { type: "object" } }, ["Book: Record<string, unknown>;"]],
    [
      "resolves names of schemas in a discriminator",
      {
        Work: {
          oneOf: [to("Book"), to("Film")],
          discriminator: { propertyName: "kind", mapping: { book: "Book", film: "#/components/schemas/Film" } },
        },
        Book: { type: "object", properties: { kind: text } },
        Film: { type: "object", properties: { kind: text } },
      },
      ['Work: components["schemas"]["Book"] | components["schemas"]["Film"];', 'kind: "book";', 'kind: "film";'],
    ],
    [
      "has properties that every object inherits",
      { valueOf: text, Book: { type: "object", properties: { valueOf: to("valueOf") }, required: ["valueOf"] } },
      ["valueOf: string;", 'valueOf: components["schemas"]["valueOf"];'],
    ],
    [
      "takes references in data for data, and a property called default for a property",
      {
        Book: { type: "object", properties: { default: to("Title"), properties: { default: data } }, default: data },
        Title: text,
      },
      ['default?: components["schemas"]["Title"];'],
    ],
    [
      "is an alias if it refers to itself and is not an object",
      {
        Shelves: { type: "array", items: to("Shelves") },
        Value: { anyOf: [text, { type: "array", items: to("Values") }] },
        Values: { anyOf: [to("Value"), { type: "null" }] },
        Book: { type: "object", properties: { sequel: to("Book") } },
      },
      [
        "Shelves: RecursiveShelves;",
        "type RecursiveShelves = RecursiveShelves[];",
        "type RecursiveValue = string | RecursiveValues[];",
        "type RecursiveValues = RecursiveValue | null;",
        'sequel?: components["schemas"]["Book"];',
      ],
    ],
    [
      "has an unused name in PascalCase",
      { "old-book": text, OldBook: text, Record: text },
      [
        'export type OldBook = components["schemas"]["old-book"];',
        'export type OldBook2 = components["schemas"]["OldBook"];',
        'export type Record2 = components["schemas"]["Record"];',
      ],
    ],
    [
      "has the description as a comment",
      { Book: { type: "string", description: "A book.", deprecated: true } },
      ["/** * A book. * * @deprecated */ export type Book ="],
    ],
    [
      "comes with an array of the values if it is an enumeration",
      {
        ChessMan: { type: "string", enum: ["king", "pawn"] },
        Piece: { type: ["string", "null"], enum: ["rook", null, 1] },
        Move: { anyOf: [{ type: "integer", enum: [1, 2] }, { type: "null" }] },
      },
      [
        "/** Every ChessMan, in the order of the description. */",
        'export const chessMen = [ "king", "pawn", ] as const satisfies readonly ChessMan[];',
        'export const pieces = [ "rook", ] as const satisfies readonly Piece[];',
        "export const moves = [ 1, 2, ] as const satisfies readonly Move[];",
      ],
    ],
  ])("%s", async (_, schemas, expected) => {
    const code = await typesOf({ schemas });
    for (const snippet of expected) expect(code).toContain(snippet);
  });
});

describe("x-availability", () => {
  const properties: Record<string, Schema> = {
    title: text,
    pages: { type: "integer", "x-available-for": ["printed"] },
  };
  const availability: Availability = {
    name: "medium",
    values: {
      paper: { title: "Paper", description: "A book of paper." },
      file: { title: "File", description: "A file." },
      "audio book": { title: "Audio */ book", description: "A book to hear." },
      printed: { title: "Printed", description: "Has pages.", includes: ["paper", "file"] },
    },
  };

  it("has a type of the words, the words of each property, and the schema for each word", async () => {
    const Book: Schema = { properties, "x-availability": { ...availability, property: "medium" } };
    const code = await typesOf({ schemas: { Book } });
    expect(code).toContain("export type Medium = (typeof media)[number];");
    expect(code).toContain('export const media = [ "paper", "file", "audio book", ] as const;');
    expect(code).toContain('export interface BookAvailability { pages: "paper" | "file"; }');
    expect(code).toContain(
      'export type BookFor<Word extends Medium> = Omit<Book, keyof BookAvailability> & LimitedTo<Book, BookAvailability, Word, "medium">;',
    );
  });

  it("uses the enumeration of the same name, and adds no property if none holds the word", async () => {
    const Book: Schema = { properties, "x-availability": { ...availability, name: "Medium" } };
    const code = await typesOf({ schemas: { Book, Medium: { enum: ["paper", "file", "audio book"] } } });
    expect(code.match(/export type Medium =.*?;/g)).toEqual(['export type Medium = components["schemas"]["Medium"];']);
    expect(code).toContain("LimitedTo<Book, BookAvailability, Word>;");
  });

  it("gives way to schemas that have the names of its types", async () => {
    const Book: Schema = { properties, "x-availability": availability };
    const code = await typesOf({ schemas: { Book, LimitedTo: text, KeysFor: text, BookFor: text, Word: text } });
    expect(code).toContain("export type BookFor2<Word2 extends Medium> =");
    expect(code).toContain("LimitedTo2<Book, BookAvailability, Word2>;");
    expect(code).toContain("type LimitedTo2<Schema, Limits,");
  });

  /** Schemas of which one has a property that is written as given, whether or not it is a valid schema. */
  const bookWith = (pages: unknown, more: object = {}) =>
    ({
      Book: { properties: { pages }, "x-availability": availability, ...more },
      Count: { type: "integer", "x-available-for": ["file"] },
    }) as Record<string, Schema>;
  const limitedTo = (...words: unknown[]) => ({ type: "integer", "x-available-for": words });

  describe("the comment of a limited property", () => {
    it.each<[string, Record<string, Schema>, comment: string, union: string]>([
      ["has the title of the word", bookWith(limitedTo("file")), "Only for File.", '"file"'],
      [
        "has it after the description",
        bookWith({ ...limitedTo("file"), description: "A.\n" }),
        "A. * * Only for File.",
        '"file"',
      ],
      [
        "has each title once, and cannot be ended by one",
        bookWith(limitedTo("printed", "audio book", "printed")),
        "Only for Printed and Audio *\\/ book.",
        '"paper" | "file" | "audio book"',
      ],
      [
        "has a word itself if it is undeclared",
        bookWith(limitedTo("film", "constructor", "file")),
        "Only for film, constructor and File.",
        '"film" | "constructor" | "file"',
      ],
      ["is there beside a reference", bookWith({ ...to("Count"), ...limitedTo("file") }), "Only for File.", '"file"'],
      ["is there beside allOf", bookWith({ allOf: [to("Count")], ...limitedTo("file") }), "Only for File.", '"file"'],
      [
        "is there if the property stands in an allOf of the schema",
        bookWith({}, { properties: {}, allOf: [{ properties: { pages: limitedTo("file") } }] }),
        "Only for File.",
        '"file"',
      ],
    ])("%s", async (_, schemas, comment, union) => {
      const code = await typesOf({ schemas });
      expect(code).toContain(`${comment} */ pages?: `);
      expect(code).toContain(`export interface BookAvailability { pages: ${union}; }`);
    });
  });

  describe("does not limit a property", () => {
    it.each<[string, unknown]>([
      ["with an empty list", limitedTo()],
      ["with a list of other things", limitedTo(1, null, {})],
      ["with something that is no list", { type: "integer", "x-available-for": "file" }],
      ["that refers to a schema with a list", to("Count")],
    ])("%s", async (_, property) => {
      const code = await typesOf({ schemas: bookWith(property) });
      expect(code).not.toContain("Only for");
      expect(code).toContain("export interface BookAvailability { }");
    });
  });

  describe("is ignored", () => {
    it.each<[string, unknown]>([
      ["as text", "paper"],
      ["as a list", ["paper"]],
      ["without words", { name: "medium" }],
      ["without a name", { values: availability.values }],
    ])("%s", async (_, malformed) => {
      const code = await typesOf({ schemas: bookWith(limitedTo("audio book"), { "x-availability": malformed }) });
      expect(code).toContain("/** @description Only for audio book. */ pages?: number;");
      expect(code).not.toContain("BookFor");
    });

    it("where it says nothing of use about a word", async () => {
      const values = { file: null, paper: { title: 1, includes: "file" } };
      const malformed = { name: "medium", property: 1, values };
      const code = await typesOf({ schemas: bookWith(limitedTo("file", "paper"), { "x-availability": malformed }) });
      expect(code).toContain("Only for file and paper.");
      expect(code).toContain('export const media = [ "file", "paper", ] as const;');
      expect(code).toContain("LimitedTo<Book, BookAvailability, Word>;");
    });
  });
});

it("exports no name that another module has taken, and no operations then", async () => {
  const components = { schemas: { Book: text, Word: { type: "string", enum: ["a"] } as Schema } };
  const get = { operationId: "getBook", responses: {} };
  const document = {
    openapi: "3.1.1",
    info: { title: "Library", version: "1" },
    paths: { "/book": { get } },
    components,
  };
  const { code } = await typesModule(document, "// Header\n", ["Book", "words"]);
  const exported = [...code.matchAll(/^export \w+ (\S+)/gm)].map(([, name]) => name);
  expect(exported).toEqual(["paths", "webhooks", "components", "$defs", "Book2", "Word", "words2"]);
});

describe("the type of an operation", () => {
  it("ignores extensions among paths and responses, and operationIds that are not names", async () => {
    const responses = { "x-note": { description: "None." }, 204: { description: "Deleted." } };
    const paths = { "x-books": {}, "/books": { delete: { operationId: "books/delete~all", responses } } };
    const code = await typesOf({}, paths);
    expect(code).toContain('"/books": {');
    expect(code).toContain("responses: { /** @description Deleted. */ 204: {");
    expect(code).not.toMatch(/x-|books\/delete/);
  });

  it("has parameters with names that every object inherits", async () => {
    const sort: Parameter = { name: "sort", in: "query", schema: text };
    const get = { parameters: [{ $ref: "#/components/parameters/valueOf" }], responses: {} };
    const code = await typesOf({ parameters: { valueOf: sort } }, { "/books": { get } });
    expect(code).toContain('get: { parameters: { query?: { sort?: components["parameters"]["valueOf"]; };');
  });
});
