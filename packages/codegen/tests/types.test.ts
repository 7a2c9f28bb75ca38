import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Availability, Components, OpenApiDocument, Parameter, PathItem, Schema } from "@repo/openapi";
import { root, runNode, strictest } from "@repo/testing";
import { describe, expect, it, onTestFinished } from "vitest";
import { typesModule } from "../src/index.ts";

async function moduleOf(
  components: Components,
  paths: Record<string, PathItem> = {},
  webhooks: Record<string, PathItem> = {},
): Promise<string> {
  const info = { title: "Library", version: "1" };
  const document: OpenApiDocument = { openapi: "3.1.1", info, paths, webhooks, components };
  return (await typesModule(document, "// Header\n")).code;
}

/** The types module with all white space collapsed. */
async function typesOf(...given: Parameters<typeof moduleOf>): Promise<string> {
  return (await moduleOf(...given)).replaceAll(/\s+/g, " ");
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
    },
    groups: { printed: { title: "Printed", description: "Has pages.", includes: ["paper", "file"] } },
  };

  it("has a type of the words, the words of each property, and the schema for each word", async () => {
    const Book: Schema = { properties, "x-availability": { ...availability, property: "medium" } };
    const code = await typesOf({ schemas: { Book } });
    expect(code).toContain("export type Medium = (typeof media)[number];");
    expect(code).toContain('export const media = [ "paper", "file", "audio book", ] as const;');
    expect(code).toContain('export interface BookAvailability { pages: "paper" | "file"; }');
    expect(code).toContain(
      'export type BookFor<Word extends Medium> = Omit<Book, keyof BookAvailability> & LimitedTo<Book, BookAvailability, unknown, Word, "medium">;',
    );
  });

  it("uses the enumeration of the same name, and adds no property if none holds the word", async () => {
    const Book: Schema = { properties, "x-availability": { ...availability, name: "Medium" } };
    const code = await typesOf({ schemas: { Book, Medium: { enum: ["paper", "file", "audio book"] } } });
    expect(code.match(/export type Medium =.*?;/g)).toEqual(['export type Medium = components["schemas"]["Medium"];']);
    expect(code).toContain("LimitedTo<Book, BookAvailability, unknown, Word>;");
  });

  it("gives way to schemas that have the names of its types", async () => {
    const Book: Schema = { properties, "x-availability": availability };
    const taken = ["LimitedTo", "KeysFor", "Commented", "BookFor", "BookLimits", "BookComments", "Word"];
    const price = { "x-differs-for": { file: { minimum: 1 } } };
    const schemas = { Book: { ...Book, properties: { ...properties, price } } };
    const code = await typesOf({ schemas: { ...schemas, ...Object.fromEntries(taken.map((name) => [name, text])) } });
    expect(code).toContain("export type BookFor2<Word2 extends Medium> =");
    expect(code).toContain("LimitedTo2<Book, BookLimits2, BookComments2, Word2>;");
    expect(code).toContain("type BookLimits2 = BookAvailability &");
    expect(code).toContain("interface BookComments2 {");
    expect(code).toContain("? Commented2<");
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
      [
        "has the title of a group that includes nothing",
        bookWith(limitedTo("none"), { "x-availability": { ...availability, groups: { none: { title: "Nothing" } } } }),
        "Only for Nothing.",
        "never",
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
      expect(code).toContain("LimitedTo<Book, BookAvailability, unknown, Word>;");
    });
  });
});

describe("x-differs-for", () => {
  const availability: Availability = {
    name: "Medium",
    values: {
      paper: { title: "Paper", description: "A book of paper." },
      file: { title: "File", description: "A file." },
      tape: { title: "Tape", description: "A book to hear." },
    },
    groups: { read: { title: "Reading", description: "Has pages.", includes: ["paper", "file"] } },
  };
  const bookWith = (properties: Record<string, Schema>, more: Schema = {}) => ({
    Book: { type: "object", properties, "x-availability": availability, ...more } satisfies Schema,
  });
  /** The comments of the types for words, by word and property. */
  async function commentsOf(schemas: Record<string, Schema>): Promise<string | undefined> {
    return /interface BookComments (.*) \} \/\*\* \* \{@link Book\} with only/.exec(await typesOf({ schemas }))?.[1];
  }

  const pages: Schema = {
    type: "integer",
    description: "The pages.",
    "x-available-for": ["read"],
    "x-differs-for": { file: { default: 9, maximum: 99 }, paper: { deprecated: true }, read: { description: "All." } },
  };

  it("is in the comment of the schema's property, for all words", async () => {
    const code = await typesOf({ schemas: bookWith({ pages }) });
    const list = "- File: default 9, at most 99. * - Paper: deprecated. * - Reading: All.";
    expect(code).toContain(`@description The pages. * * Only for Reading. * * ${list} */ pages?: number;`);
  });

  it("is in the comment of each word, for that word alone", async () => {
    const schemas = bookWith({ pages, price: { type: "number", "x-differs-for": { tape: { minimum: 1 } } } });
    expect(await commentsOf(schemas)).toBe(
      [
        "{ paper: {",
        "/** * @deprecated * @description The pages. * * Only for Reading. * * - Paper: deprecated. * - Reading: All. */",
        "pages?: unknown; price?: unknown; };",
        "file: {",
        "/** * @description The pages. * * Only for Reading. * * - File: default 9, at most 99. * - Reading: All. * @default 9 */",
        "pages?: unknown; price?: unknown; };",
        "tape: { /** @description - Tape: 1 or more. */ price?: unknown; };",
      ].join(" "),
    );
    const code = await typesOf({ schemas });
    expect(code).toContain('export interface BookAvailability { pages: "paper" | "file"; }');
    expect(code).toContain('type BookLimits = BookAvailability & Record<"price", Medium>;');
    expect(code).toContain("LimitedTo<Book, BookLimits, BookComments, Word>;");
  });

  it("keeps a property required, unless that depends on where the schema is used", async () => {
    const differs = { "x-differs-for": { tape: { minimum: 1 } } };
    const properties = { price: differs, sold: { ...differs, readOnly: true }, stock: { ...differs, writeOnly: true } };
    expect(await commentsOf(bookWith(properties, { required: ["price", "sold"] }))).toContain(
      "tape: { /** @description - Tape: 1 or more. */ price: unknown; /** @description - Tape: 1 or more. */ stock?: unknown; };",
    );
  });

  it("has its own default, and the note of an entry is no description", async () => {
    const price = { default: 1, description: "A.", "x-differs-for": { tape: { default: null, description: "B." } } };
    const comments = await commentsOf(bookWith({ price }));
    expect(comments).toContain("paper: { /** * @description A. * @default 1 */ price?");
    expect(comments).toContain("tape: { /** * @description A. * * - Tape: default null. B. * @default null */ price?");
  });

  it("leaves the types of properties as they are", async () => {
    const differs = { "x-differs-for": { tape: { default: 1 } } };
    const price: Schema = { type: "number", ...differs };
    const properties = {
      medium: text,
      price,
      sold: { ...price, readOnly: true },
      pages: { ...price, type: ["integer", "null"] as const, "x-available-for": ["read"] },
    } satisfies Record<string, Schema>;
    const more = { required: ["price"], "x-availability": { ...availability, property: "medium" } };
    const program = `
      import type { Book, BookFor } from "./books.ts";
      export const file: BookFor<"file"> = { medium: "file", price: 1, pages: null };
      export const either: BookFor<"file" | "tape">[] = [{ medium: "tape", price: 1 }, file];
      export const book: Book = file;
      export const read = <T extends "file" | "tape">(books: BookFor<T>): Book => books;
      // @ts-expect-error it has a price
      export const free: BookFor<"file"> = { medium: "file" };
      // @ts-expect-error the price is a number
      export const dear: BookFor<"file"> = { medium: "file", price: "1" };
      // @ts-expect-error undefined is no number of pages
      export const endless: BookFor<"file"> = { medium: "file", price: 1, pages: undefined };
      // @ts-expect-error a tape has no pages
      export const tape: BookFor<"tape"> = { medium: "tape", price: 1, pages: 1 };
      // @ts-expect-error a book on tape has no pages, although one in a file has
      export const mixed: BookFor<"file" | "tape"> = { medium: "tape", price: 1, pages: 1 };
      // @ts-expect-error it is read only
      file.sold = 1;`;
    const folder = await mkdtemp(join(tmpdir(), "types-"));
    onTestFinished(() => rm(folder, { recursive: true }));
    await writeFile(join(folder, "package.json"), '{ "type": "module" }\n');
    await writeFile(join(folder, "books.ts"), await moduleOf({ schemas: bookWith(properties, more) }));
    await writeFile(join(folder, "program.ts"), program);
    await writeFile(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions: strictest, include: ["*.ts"] }));
    const outcome = await runNode([join(root, "node_modules/typescript/bin/tsc"), "-p", folder], folder);
    expect(outcome).toEqual({ exitCode: 0, stdout: "", stderr: "" });
  });

  it("may stand in an allOf of the schema", async () => {
    const price = { "x-differs-for": { tape: { minimum: 1 } } };
    expect(await commentsOf(bookWith({}, { allOf: [{ properties: { price } }] }))).toContain("- Tape: 1 or more.");
  });

  it("does not narrow the type", async () => {
    const kind: Schema = { type: "string", enum: ["a", "b"], "x-differs-for": { tape: { enum: ["a"] } } };
    const code = await typesOf({ schemas: bookWith({ kind }) });
    expect(code).toContain('kind?: "a" | "b";');
    expect(code).toContain('- Tape: enum ["a"]. */ kind?: unknown;');
  });

  it.each<[string, unknown]>([
    ["a text", "tape"],
    ["a list", [{ minimum: 1 }]],
    ["entries that are no objects", { tape: 1, paper: null, file: [] }],
  ])("is ignored as %s", async (_, malformed) => {
    const code = await typesOf({
      schemas: bookWith({ price: { type: "number", "x-differs-for": malformed as never } }),
    });
    expect(code).toContain("{ price?: number; }");
    expect(code).toContain("LimitedTo<Book, BookAvailability, unknown, Word>;");
  });

  it("is only in the comment of the schema's property for a word that is not declared", async () => {
    const price = { "x-differs-for": { film: { default: "*/" }, constructor: { minimum: 1 } } };
    const code = await typesOf({ schemas: bookWith({ price: { ...price, "x-available-for": ["film"] } }) });
    expect(code).toContain('- film: default "*\\/". * - constructor: 1 or more. */ price?');
    expect(code).toContain('export interface BookAvailability { price: "film"; }');
    expect(code).toContain("LimitedTo<Book, BookAvailability, unknown, Word>;");
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

  it("stands in its path, in a path item that others refer to and in a webhook, whatever its method is", async () => {
    const isbn: Parameter = { name: "isbn", in: "path", required: true, schema: text };
    const content = { "application/json": { schema: text } };
    const item: PathItem = {
      parameters: [isbn],
      query: { operationId: "queryBook", requestBody: { content }, responses: {} },
      additionalOperations: { COPY: { summary: "Copy a book", responses: { 204: { description: "Copied." } } } },
    };
    const paths = { "/books/{isbn}": item, "/films/{isbn}": { $ref: "#/components/pathItems/1" } };
    const code = await moduleOf({ pathItems: { 1: item } }, paths, { copied: item });
    const flat = code.replaceAll(/\s+/g, " ");
    const query = 'trace?: never; query: operations["queryBook"];';
    const copy =
      "additionalOperations: { /** Copy a book */ COPY: { parameters: { query?: never; header?: never; path: { isbn: string; }; cookie?: never; };";
    expect(flat.split(query)).toHaveLength(4);
    expect(flat.split(copy)).toHaveLength(4);
    expect(flat).toContain("export interface operations { queryBook: { parameters: {");
    expect(flat).toContain('requestBody?: { content: { "application/json": string; }; };');
  });

  it("has the whole query beside the parameters of the query", async () => {
    const form = {
      "application/x-www-form-urlencoded": { schema: { type: "object", properties: { a: text } } as Schema },
    };
    const filter: Parameter = { name: "filter", in: "querystring", required: true, content: form };
    const get = { parameters: [filter], responses: {} };
    const put = { parameters: [{ $ref: "#/components/parameters/Filter" }], responses: {} };
    const code = await typesOf({ parameters: { Filter: { ...filter, required: false } } }, { "/books": { get, put } });
    expect(code).toContain("get: { parameters: { query?: never; querystring: { a?: string; }; header?: never;");
    const referred = 'components["parameters"]["Filter"]';
    expect(code).toContain(`put: { parameters: { query?: never; querystring?: ${referred}; header?: never;`);
    expect(code).toContain("parameters: { Filter: { a?: string; }; };");
  });

  it("has lists of the items of a sequence, and what is in the data of events", async () => {
    const book: Schema = { $ref: "#/components/schemas/Book" };
    const data: Schema = { type: "string", contentMediaType: "application/json", contentSchema: book };
    const event: Schema = { type: "object", required: ["data"], properties: { event: text, data } };
    const get = {
      responses: {
        200: {
          description: "Books.",
          content: {
            "application/jsonl": { itemSchema: book },
            "text/event-stream": { itemSchema: event },
            "multipart/mixed": { itemSchema: book },
          },
        },
      },
    };
    const code = await typesOf({ schemas: { Book: text } }, { "/books": { get } });
    expect(code).toContain('"application/jsonl": components["schemas"]["Book"][];');
    expect(code).toContain('"text/event-stream": { event?: string; data: components["schemas"]["Book"]; }[];');
    expect(code).toContain('"multipart/mixed": unknown;');
  });
});
