import type { OpenApiDocument, Operation, Parameter, RequestBody, Response } from "@scenario-openapi/openapi";
import { describe, expect, it } from "vitest";
import { operationsModule } from "../src/index.ts";

/** The operations module of one operation, with all white space collapsed. */
function moduleOf(operation: Operation, more: Partial<OpenApiDocument> = {}) {
  const info = { title: "Library", version: "2.5.0" };
  const paths = { "/books/{isbn}": { put: { operationId: "putBook", ...operation } } };
  const document: OpenApiDocument = { openapi: "3.1.1", info, paths, ...more };
  const imports = { types: "./types.ts", operation: "./client.ts" };
  const { code, warnings } = operationsModule(document, "// Header\n", imports);
  return { code: code.replaceAll(/\s+/g, " "), warnings };
}

const text = { type: "string" as const };
const response = (...mediaTypes: string[]): Response => ({
  description: "The book.",
  content: Object.fromEntries(mediaTypes.map((mediaType) => [mediaType, {}])),
});
const body = (...mediaTypes: string[]): RequestBody => ({ content: response(...mediaTypes).content ?? {} });
const PATH = 'paths["/books/{isbn}"]["put"]';

it("names the version and the first server of the description", () => {
  const { code } = moduleOf({}, { servers: [{ url: "https://a.example" }, { url: "https://b.example" }] });
  expect(code).toContain('export const specVersion = "2.5.0";');
  expect(code).toContain('export const serverUrl = "https://a.example";');
  expect(moduleOf({}).code).toContain('export const serverUrl = "/";');
});

it("documents each method", () => {
  const { code } = moduleOf({ summary: "Put a book", description: "Replaces it.", deprecated: true });
  expect(code).toContain("/** * Put a book * * Replaces it. * * `PUT /books/{isbn}` * * @deprecated */ putBook(");
});

describe("parameters", () => {
  const isbn: Parameter = { name: "isbn", in: "path", style: "simple", schema: text };
  const query = (name: string, more: Partial<Parameter>): Parameter => ({ name, in: "query", ...more });
  const list = { schema: { type: ["array" as const, "null" as const] } };
  const filter = { schema: { $ref: "#/components/schemas/Filter" } };

  it("are listed by place, and optional unless one is required", () => {
    const { code } = moduleOf({
      parameters: [
        isbn,
        query("a", { schema: text }),
        query("b", { schema: text }),
        { ...isbn, in: "header", required: true },
      ],
    });
    expect(code).toContain('parameters: { path: ["isbn"], query: ["a","b"], header: ["isbn"] },');
    expect(code).toContain(
      `export interface PutBookInput extends CallOptions { /** The parameter of the path: \`isbn\`. */ path: ${PATH}["parameters"]["path"]; /** The parameters of the query: \`a\` and \`b\`. */ query?: ${PATH}["parameters"]["query"]; /** The parameter of the header: \`isbn\`. */ header: ${PATH}["parameters"]["header"]; }`,
    );
    expect(code).toContain("putBook(input: PutBookInput)");
    expect(moduleOf({ parameters: [isbn] }).code).toContain("putBook(input: PutBookInput)");
  });

  it("may be missing altogether", () => {
    const { code } = moduleOf({});
    expect(code).toContain("parameters: {},");
    expect(code).toContain("export type PutBookInput = CallOptions;");
    expect(code).toContain("putBook(input?: PutBookInput): OperationResult<PutBookOutput>;");
  });

  it.each<[string, Parameter[], string?]>([
    ["in openapi-fetch's own styles", [isbn, query("a", list), query("b", { ...filter, style: "deepObject" })]],
    [
      "in another style",
      [query("a", { ...list, style: "pipeDelimited" })],
      'array: { style: "pipeDelimited", explode: false }',
    ],
    ["not exploded", [query("a", { ...list, explode: false })], 'array: { style: "form", explode: false }'],
    [
      "that are objects",
      [query("a", filter), query("b", { schema: text, style: "x" })],
      'object: { style: "form", explode: true }',
    ],
  ])("%s", (_, parameters, serializer) => {
    const { code, warnings } = moduleOf({ parameters }, { components: { schemas: { Filter: { type: "object" } } } });
    expect(/querySerializer: { (.*?) },? mayBeEmpty/.exec(code)?.[1]).toBe(serializer);
    expect(warnings).toEqual([]);
  });

  it("warn if the client cannot send them as described", () => {
    const parameters = [
      query("a", list),
      query("b", { ...list, style: "spaceDelimited" }),
      query("c", { content: {} }),
      { ...isbn, style: "matrix" },
    ];
    expect(moduleOf({ parameters }).warnings).toEqual([
      "PUT /books/{isbn}: its array parameters differ in style: all are sent as form, explode true",
      'PUT /books/{isbn}: query parameter "c" has a media type: pass it as text',
      'PUT /books/{isbn}: path parameter "isbn" is sent in style "simple", not "matrix"',
    ]);
  });
});

describe("bodies", () => {
  const ofType = (mediaType: string) => `NonNullable<${PATH}["requestBody"]>["content"]["${mediaType}"]`;
  const urlencoded = "application/x-www-form-urlencoded";

  it.each<[type: string, RequestBody, contentType?: string]>([
    [`${ofType("application/json")} | undefined`, body("text/csv", "application/json")],
    [ofType("application/merge+json"), { ...body("application/merge+json"), required: true }, "application/merge+json"],
    [`${ofType(urlencoded)} | undefined`, body("image/png", urlencoded), urlencoded],
    ["FormData | undefined", body("multipart/form-data"), "multipart/form-data"],
    ["string | undefined", body("text/csv"), "text/csv"],
    ["Blob | ArrayBuffer | ReadableStream | string | undefined", body("image/png"), "image/png"],
  ])("are of type %s", (type, requestBody, contentType) => {
    const reference = { $ref: "#/components/requestBodies/Book" };
    const { code } = moduleOf({ requestBody: reference }, { components: { requestBodies: { Book: requestBody } } });
    const mark = requestBody.required ? "" : "?";
    expect(/contentType: "(.*?)"/.exec(code)?.[1]).toBe(contentType);
    expect(code).toContain(`*/ body${mark}: ${type}; }`);
    expect(code).toContain(`putBook(input${mark}: PutBookInput)`);
  });

  it.each([
    ["their description", "The book.\n\nIt replaces */ all.", "/** * The book. * * It replaces *\\/ all. */"],
    ["their media type without one", "", "/** The body of the request, as `text/csv`. */"],
  ])("are documented by %s", (_, description, comment) => {
    const { code } = moduleOf({ requestBody: { ...body("text/csv"), description } });
    expect(code).toContain(`{ ${comment} body?: string | undefined; }`);
  });

  it("have the names of their secrets, wherever these are", () => {
    const password = { type: "string" as const, format: "password" };
    const user = {
      properties: { password, friends: { items: { $ref: "#/components/schemas/User" } }, default: password },
      additionalProperties: { anyOf: [{ properties: { token: password } }] },
      example: { properties: { nothing: password } },
    };
    const requestBody = { content: { "application/json": { schema: { $ref: "#/components/schemas/User" } } } };
    const { code } = moduleOf({ requestBody }, { components: { schemas: { User: user } } });
    expect(code).toContain('secrets: ["password","default","token"],');
  });
});

describe("responses", () => {
  const empty: Response = { description: "Nothing." };
  const json = (status: string, mediaType: string) => `${PATH}["responses"][${status}]["content"]["${mediaType}"]`;
  const ok = json("200", "application/json");

  it.each<[string, Record<string, Response>, fields: string, type: string]>([
    ["of JSON", { 200: response("text/csv", "application/json"), 400: response("image/png") }, "", ok],
    [
      "of two kinds of JSON",
      { 200: response("application/json"), "2XX": response("a/b+json") },
      "",
      `${ok} | ${json('"2XX"', "a/b+json")}`,
    ],
    ["that may be empty", { 200: response("application/json"), 204: empty }, "mayBeEmpty: true, ", `${ok} | undefined`],
    ["of text", { 200: response("application/xml") }, 'parseAs: "text", ', "string"],
    ["of bytes", { 200: response("image/png"), 201: response("image/gif") }, 'parseAs: "blob", ', "Blob"],
    ["that are empty", { 204: empty }, "mayBeEmpty: true, ", "undefined"],
    ["for errors only", { 404: response("application/json") }, "mayBeEmpty: true, ", "undefined"],
    ["by default", { default: response("text/plain") }, 'parseAs: "text", ', "string"],
  ])("%s", (_, responses, fields, type) => {
    const { code, warnings } = moduleOf({ responses });
    expect(code).toContain(`parameters: {}, ${fields}},`);
    expect(code).toContain(`export type PutBookOutput = ${type};`);
    expect(warnings).toEqual([]);
  });

  it("warn if they have different kinds of content", () => {
    const { code, warnings } = moduleOf({ responses: { 200: response("text/plain"), 201: response("image/png") } });
    expect(code).toContain("export type PutBookOutput = string | Blob;");
    expect(warnings).toEqual([
      "PUT /books/{isbn}: its 2xx responses have different kinds of content: all are read as text",
    ]);
  });
});
