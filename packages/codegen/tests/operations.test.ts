// What the operations module says of each construct: its table is run, and programs are compiled with its types.
import { copyFile, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { MediaType, OpenApiDocument, Operation, Parameter, Response, Schema } from "@repo/openapi";
import { root, runNode, strictest } from "@repo/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { operationsModule, typesModule } from "../src/index.ts";

const text: Schema = { type: "string" };
const list: Schema = { type: "array", items: text };
const object: Schema = { type: "object", properties: { a: text } };
const binary: Schema = { type: "string", format: "binary" };

const parameter = (place: Parameter["in"], schema: Schema, more: Partial<Parameter> = {}): Operation => ({
  parameters: [{ name: "p", in: place, schema, ...more }],
});
const media = (schema: Schema, ...types: string[]) => Object.fromEntries(types.map((type) => [type, { schema }]));
const body = (schema: Schema, ...types: string[]): Operation => ({
  requestBody: { required: true, content: media(schema, ...types) },
});
const response = (schema: Schema, ...types: string[]): Response => ({
  description: "The answer.",
  content: media(schema, ...types),
});
const answer = (schema: Schema, ...types: string[]): Operation => ({
  responses: { 200: response(schema, ...types) },
});
const empty: Response = { description: "Nothing." };

/** Operations by name, each with its entry in the table, without what all have, and its warnings. */
type Row = [operation: Operation, entry: object, ...warnings: string[]];

const parameters: Record<string, Row> = {
  textInPath: [parameter("path", text), {}],
  numbersInQuery: [parameter("query", { type: "array", items: { type: ["integer", "null"] } }), {}],
  textInHeader: [parameter("header", text), {}],
  objectInQuery: [parameter("query", object), { describe: "request" }],
  listInPath: [parameter("path", { anyOf: [text, list] }), { describe: "request" }],
  cookie: [parameter("cookie", text), { describe: "request" }],
  defaultStyle: [parameter("query", list, { style: "form", explode: true }), {}],
  notExploded: [parameter("query", list, { explode: false }), style("query", { explode: false })],
  pipes: [parameter("query", list, { style: "pipeDelimited" }), style("query", { style: "pipeDelimited" })],
  deep: [parameter("query", object, { style: "deepObject", explode: true }), style("query", { style: "deepObject" })],
  reserved: [parameter("query", text, { allowReserved: true }), style("query", { allowReserved: true })],
  matrix: [
    parameter("path", list, { style: "matrix", explode: true }),
    style("path", { style: "matrix", explode: true }),
  ],
  explodedHeader: [parameter("header", object, { explode: true }), style("header", { explode: true })],
  json: [
    { parameters: [{ name: "p", in: "query", content: media(object, "application/json; charset=utf-8") }] },
    style("query", { mediaType: "application/json" }),
  ],
  wrongStyle: [
    parameter("header", text, { style: "form" }),
    {},
    'The header parameter "p" is written in style simple, because header has no style form.',
  ],
};

function style(place: Parameter["in"], written: object) {
  return { styles: { [place]: { p: written } }, describe: "request" };
}

const urlencoded = "application/x-www-form-urlencoded";
const encoding = {
  a: { style: "deepObject", explode: true },
  b: {
    contentType: "image/png",
    headers: {
      "X-Part": { schema: { type: "string", const: "1" } },
      "X-Open": { schema: text },
      "X-Default": { $ref: "#/components/headers/Usual" },
    },
  },
};
const written = {
  a: { style: "deepObject", explode: true },
  b: { contentType: "image/png", headers: { "X-Part": "1", "X-Default": "usual" } },
};
const withEncoding = (type: string): Operation => ({
  requestBody: { content: { [type]: { schema: object, encoding } } },
});

const bodies: Record<string, Row> = {
  jsonBody: [body(object, "application/json"), {}],
  bodyOfAnyType: [body(object, "*/*"), { bodies: undefined, options: ["contentType"], describe: "request" }],
  otherJson: [body(object, "application/problem+json"), request({ "application/problem+json": "json" })],
  textOfAnyType: [body(text, "*/*"), { ...request({ "text/plain": "text" }), options: ["contentType"] }],
  anyImage: [body(binary, "image/*"), { ...request({ "image/*": "bytes" }), options: ["contentType"] }],
  csvBody: [body(text, "text/csv"), request({ "text/csv": "text" })],
  bytes: [body(binary, "application/octet-stream"), request({ "application/octet-stream": "bytes" })],
  csvAsFile: [body(binary, "text/csv"), request({ "text/csv": "bytes" })],
  form: [withEncoding(urlencoded), request({ [urlencoded]: { form: written } })],
  multipart: [withEncoding("multipart/form-data"), request({ "multipart/form-data": { multipart: written } })],
  mixed: [
    withEncoding("multipart/mixed"), // which has no styles
    request({ "multipart/mixed": { multipart: { ...written, a: {} } } }),
  ],
  severalBodies: [
    body(object, "text/csv", "multipart/form-data", "application/merge-patch+json", "application/json"),
    {
      ...request({
        "application/merge-patch+json": "json",
        "application/json": "json",
        "multipart/form-data": { multipart: {} },
        "text/csv": "text",
      }),
      options: ["contentType"],
    },
  ],
  xmlBody: [
    body(object, "application/xml; charset=utf-8"),
    request({ "application/xml; charset=utf-8": "text" }),
    "The body is not written: pass application/xml as text.",
  ],
  referredBody: [{ requestBody: { $ref: "#/components/requestBodies/Csv" } }, request({ "text/csv": "text" })],
};

function request(formats: object) {
  return { bodies: formats, describe: "request" };
}

const answers: Record<string, Row> = {
  jsonAnswer: [answer(object, "application/json"), {}],
  otherJsonAnswer: [answer(object, "application/hal+json"), read({ "application/hal+json": "json" })],
  answerOfAnyType: [answer(object, "*/*"), {}],
  csv: [answer(text, "text/csv"), read({ "text/csv": "text" })],
  file: [answer(binary, "image/*"), { ...read({ "image/*": "blob" }), options: ["parseAs"] }],
  events: [answer(object, "text/event-stream"), read({ "text/event-stream": "events" })],
  textEvents: [answer(text, "text/event-stream"), read({ "text/event-stream": "textEvents" })],
  items: [answer(object, "application/x-ndjson"), read({ "application/x-ndjson": "items" })],
  severalAnswers: [
    {
      responses: {
        200: response(text, "text/csv", "application/json"),
        "2XX": response(object, "application/json"),
        404: response(object, "image/png"),
      },
    },
    { ...read({ "application/json": "json", "text/csv": "text" }), options: ["accept"] },
  ],
  xmlAnswer: [
    answer(object, "application/xml"),
    read({ "application/xml": "text" }),
    "The response is not parsed: application/xml is read as text.",
  ],
  mayBeEmpty: [{ responses: { 200: response(object, "application/json"), 204: empty } }, { mayBeEmpty: true }],
  nothing: [{ responses: { 204: empty } }, { mayBeEmpty: true }],
  errorsAlone: [{ responses: { 404: response(object, "application/json") } }, { mayBeEmpty: true }],
  byDefault: [{ responses: { default: { $ref: "#/components/responses/Csv" } } }, read({ "text/csv": "text" })],
  both: [
    { ...body(text, "text/csv"), ...answer(text, "text/csv") },
    { bodies: { "text/csv": "text" }, answers: { "text/csv": "text" }, describe: "call" },
  ],
};

function read(formats: object) {
  return { answers: formats, describe: "response" };
}

const password: Schema = { type: "string", format: "password" };
const servers: Record<string, Row> = {
  ownServer: [
    { servers: [{ url: "https://files.example/{v}", variables: { v: { default: "v2" } } }] },
    server("https://files.example/v2"),
  ],
  relativeServer: [{ servers: [{ url: "../v2/" }] }, server("https://eu.api.example/v2")],
  secrets: [
    body({ $ref: "#/components/schemas/User" }, "application/json"),
    { secrets: ["password", "default", "token"] },
  ],
};

function server(url: string) {
  return { server: { url, insteadOf: "https://eu.api.example/v1" }, describe: "request" };
}

const json: Schema = { type: "string", contentMediaType: "application/json", contentSchema: object };
const event = (data: Schema, type?: string): Schema => ({
  properties: { data, ...(type !== undefined && { event: { const: type } }) },
  required: ["event"],
});
const items = (itemSchema: Schema, type: string) => ({ content: { [type]: { itemSchema } } });
const itemsSent = (itemSchema: Schema, type: string): Operation => ({ requestBody: items(itemSchema, type) });
const itemsRead = (itemSchema: Schema, type = "text/event-stream"): Operation => ({
  responses: { 200: { description: "The answer.", ...items(itemSchema, type) } },
});
const whole = (mediaType: string, more: MediaType = {}): Operation => ({
  parameters: [{ name: "p", in: "querystring", content: { [mediaType]: { schema: object, ...more } } }],
});
const query = (format: unknown) => ({ querystring: format, describe: "request" });

/** What only OpenAPI 3.2 has. */
const since32: Record<string, Row> = {
  wholeForm: [whole(urlencoded), query({ form: {} })],
  wholeFormWithStyles: [whole(urlencoded, { encoding: { a: encoding.a } }), query({ form: { a: encoding.a } })],
  wholeJson: [whole("application/json"), query("json")],
  wholeText: [whole("text/plain"), query("text")],
  rawCookie: [parameter("cookie", text, { style: "cookie" }), style("cookie", { style: "cookie", explode: true })],
  jsonEvents: [itemsRead(event(json)), read({ "text/event-stream": "events" })],
  eventsOfJson: [itemsRead(event(object)), read({ "text/event-stream": "events" })],
  eventsOfText: [itemsRead(event(text)), read({ "text/event-stream": "textEvents" })],
  someEventsOfJson: [
    itemsRead({ oneOf: [event(json, "a"), event(text, "b"), { anyOf: [event(json, "c"), event(text)] }] }),
    read({ "text/event-stream": { events: ["a", "c"] } }),
  ],
  eventsToldByDiscriminator: [
    itemsRead({
      oneOf: [{ $ref: "#/components/schemas/Added" }, { $ref: "#/components/schemas/Removed" }],
      discriminator: { propertyName: "event", mapping: { add: "Added", remove: "Removed" } },
    }),
    read({ "text/event-stream": { events: ["add"] } }),
  ],
  someEventsWithoutType: [
    itemsRead({ oneOf: [event(json), event(text, "b")] }),
    read({ "text/event-stream": "textEvents" }),
    "The data of some events is JSON, that of others text, and their types do not tell them apart: all is read as text. Describe each kind with a type of its own.",
  ],
  itemsOneByOne: [itemsRead(object, "application/json-seq"), read({ "application/json-seq": "items" })],
  itemsInBody: [itemsSent(object, "application/jsonl"), request({ "application/jsonl": "items" })],
  partsRead: [
    itemsRead(object, "multipart/mixed"),
    { ...read({ "multipart/mixed": "blob" }), options: ["parseAs"] },
    "The response is not read item by item: you get multipart/mixed as a Blob.",
  ],
  partsSent: [
    itemsSent(object, "multipart/mixed"),
    request({ "multipart/mixed": "bytes" }),
    "The body is not written item by item: pass multipart/mixed as bytes.",
  ],
  partsByPlace: [
    { requestBody: { content: { "multipart/form-data": { schema: list, prefixEncoding: [{}] } } } },
    request({ "multipart/form-data": "bytes" }),
    "The body is not written item by item: pass multipart/form-data as bytes.",
  ],
  sentEvents: [
    itemsSent(event(text), "text/event-stream"),
    request({ "text/event-stream": "text" }),
    "The body is not written item by item: pass text/event-stream as a text.",
  ],
  wholeOfItems: [
    itemsRead(object, "application/json"),
    {},
    "The response is not read item by item: you get application/json as one value.",
  ],
};

const rows = { ...parameters, ...bodies, ...answers, ...since32, ...servers };

const document: OpenApiDocument = {
  openapi: "3.1.1",
  info: { title: "Library", version: "2.5.0" },
  servers: [
    { url: "https://{at}.api.example/v1/", variables: { at: { default: "eu", enum: ["eu", "us"] } } },
    { url: "https://other.example" },
  ],
  paths: {
    ...Object.fromEntries(
      Object.entries(rows).map(([name, [operation]]) => {
        const inPath = operation.parameters?.some((one) => "in" in one && one.in === "path");
        const node = { responses: answer(object, "application/json").responses ?? {}, ...operation };
        return [inPath ? `/${name}/{p}` : `/${name}`, { post: { operationId: name, ...node } }];
      }),
    ),
    "/unsent": {
      trace: { responses: { 204: empty } },
      additionalOperations: { Connect: { responses: { 204: empty } } },
    },
    "/books/{isbn}": {
      parameters: [{ name: "isbn", in: "path", required: true, schema: text }],
      head: { operationId: "ask-for book", ...answer(object, "application/json") },
      get: { operationId: "getBook", ...body(object, "text/csv"), ...answer(object, "application/json") },
      put: {
        operationId: "delete",
        summary: "Put a book",
        description: "Replaces */ it.",
        deprecated: true,
        parameters: [
          { name: "filter[name]", in: "query", schema: text },
          { name: "Content-type", in: "header", required: true, schema: text },
        ],
        requestBody: { description: "The book.", content: {} },
        responses: {
          200: { ...response(object, "application/json"), headers: { "X-Rows": { schema: { type: "integer" } } } },
          409: response({ type: "object", required: ["at"], properties: { at: text } }, "application/json"),
        },
      },
    },
  },
  components: {
    headers: { Usual: { schema: { type: "string", default: "usual" } } },
    requestBodies: { Csv: { content: media(text, "text/csv") } },
    responses: { Csv: response(text, "text/csv") },
    schemas: {
      Added: { ...event(json), properties: { data: json, event: text } },
      Removed: { ...event(text), properties: { data: text, event: text } },
      User: {
        properties: { password, friends: { items: { $ref: "#/components/schemas/User" } }, default: password },
        additionalProperties: { anyOf: [{ properties: { token: password } }] },
        example: { properties: { nothing: password } },
      },
    },
  },
};

interface Exported {
  operations: Record<string, { method: string; path: string; parameters: object }>;
  serverUrl: string;
  specVersion: string;
}

const imports = { types: "./schema.gen.ts", runtime: () => "./client.ts" };
const { code, names, warnings } = operationsModule(document, "// Header\n", imports);
let folder: string;
let exported: Exported;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "operations-"));
  await copyFile(join(import.meta.dirname, "client-stub.ts"), join(folder, "client.ts"));
  await writeFile(join(folder, "operations.gen.ts"), code);
  const print = 'console.log(JSON.stringify(await import("./operations.gen.ts")))';
  const { stdout, stderr } = await runNode(["--input-type=module", "--eval", print], folder);
  exported = JSON.parse(stdout || JSON.stringify(stderr)) as Exported;
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe.each(Object.entries({ parameters, bodies, answers, since32, servers }))(
  "the table of operations: %s",
  (_, group) => {
    it.each(Object.entries(group))("%s", (name, [, entry, ...messages]) => {
      const { method, path, parameters, ...rest } = exported.operations[name] ?? {};
      expect(rest).toEqual(entry);
      expect(mediaTypes(rest)).toEqual(mediaTypes(entry)); // in this order
      expect({ method, path: path?.split("/")[1] }).toEqual({ method: "POST", path: name });
      const [place] = Object.keys(parameters ?? {});
      expect(parameters).toEqual(place === undefined ? {} : { [place]: ["p"] });
      const own = warnings.filter(({ pointer }) => pointer.startsWith(`/paths/~1${name}`));
      expect(own.map(({ message }) => message)).toEqual(messages);
    });
  },
);

function mediaTypes({ bodies = {}, answers = {} }: { bodies?: object; answers?: object }) {
  return [...Object.keys(bodies), ...Object.keys(answers)];
}

it.each<[Parameter["in"], version: string, isKept: boolean, ...messages: string[]]>([
  ["path", "3.2.0", true],
  ["path", "3.1.1", false],
  ["header", "3.2.0", false],
  ["cookie", "3.2.0", false, 'The cookie parameter "p" is percent-encoded all the same. Use the style cookie.'],
])("keeps reserved characters in a %s as OpenAPI %s says", (place, openapi, isKept, ...messages) => {
  const node = { ...parameter(place, text, { allowReserved: true }), responses: { 204: empty } };
  const paths = { [place === "path" ? "/a/{p}" : "/a"]: { get: { operationId: "get", ...node } } };
  const { code, warnings } = operationsModule({ ...document, openapi, paths }, "", imports);
  expect(code.includes("styles: { path: { p: { allowReserved: true } } },")).toBe(isKept);
  expect(warnings.map(({ message }) => message)).toEqual(messages);
});

describe("the operations module", () => {
  it("names methods, parameters and paths as they are described, but for what cannot be a name", () => {
    const { askForBook, delete: put } = exported.operations;
    expect(askForBook).toEqual({
      method: "HEAD",
      path: "/books/{isbn}",
      parameters: { path: ["isbn"] },
      mayBeEmpty: true,
    });
    expect(put).toMatchObject({ parameters: { path: ["isbn"], query: ["filter[name]"] }, describe: "request" });
  });

  it("takes no body with GET, because none can be sent", () => {
    const { getBook } = exported.operations;
    expect(getBook).toEqual({ method: "GET", path: "/books/{isbn}", parameters: { path: ["isbn"] } });
    expect(warnings.filter(({ pointer }) => pointer.startsWith("/paths/~1books"))).toEqual([
      {
        rule: "body-not-sent",
        pointer: "/paths/~1books~1{isbn}/get",
        message:
          "The body is left out, because GET is sent without one. Describe its properties as parameters, or use POST.",
      },
    ]);
  });

  it("warns of methods that no fetch sends", () => {
    const own = warnings.filter(({ pointer }) => pointer.startsWith("/paths/~1unsent"));
    expect(own.map(({ pointer, message }) => `${pointer} ${message}`)).toEqual([
      "/paths/~1unsent/trace No fetch sends TRACE: calls fail. Use another method.",
      "/paths/~1unsent/additionalOperations/Connect No fetch sends Connect: calls fail. Use another method.",
    ]);
  });

  it("has the first server, with its variables, and the version", () => {
    expect(exported).toMatchObject({ serverUrl: "https://eu.api.example/v1/", specVersion: "2.5.0" });
    expect(code).toContain("with `at` as eu (or us).");
    const { servers, ...nowhere } = document;
    expect(operationsModule(nowhere, "", imports).code).toContain('export const serverUrl = "/";');
  });

  it("says what it exports", () => {
    const values = ["operations", "serverUrl", "specVersion"];
    expect(Object.keys(exported).toSorted()).toEqual(values);
    const types = ["OperationMethods", "DeleteInput", "DeleteOutput", "DeleteError", "SeveralAnswersOutputs"];
    expect(names).toEqual(expect.arrayContaining([...values, ...types]));
  });

  it("has comments that nothing in a description can end", () => {
    const comment = "/** * Put a book * * Replaces *\\/ it. * * `PUT /books/{isbn}` * * @deprecated */ delete(";
    expect(code.replaceAll(/\s+/g, " ")).toContain(comment);
  });
});

/** Programs that compile, with what must not. */
const program = `
import type { OperationMethods, SeveralAnswersOutputs } from "./operations.gen.ts";
declare const api: OperationMethods;

// Parameters: those of the path, and what is required.
api.textInPath({ path: { p: "a" } });
api.objectInQuery();
api.objectInQuery({ query: { p: { a: "b" } } });
api.delete({ path: { isbn: "1" }, query: { "filter[name]": "a" } });
// @ts-expect-error
api.textInPath();
// @ts-expect-error
api.objectInQuery({ query: { p: "a" } });
// @ts-expect-error
api.delete({ path: { isbn: "1" }, header: { "Content-type": "text/plain" } });

// Bodies, by their media types.
api.jsonBody({ body: { a: "b" } });
api.bodyOfAnyType({ body: { a: "b" }, contentType: "application/merge-patch+json" });
api.anyImage({ body: new Blob(), contentType: "image/png" });
api.csvBody({ body: "a,b" });
api.form({ body: { a: "b" } });
api.form();
api.multipart({ body: new FormData() });
api.severalBodies({ body: { a: "b" } });
api.severalBodies({ body: "a,b", contentType: "text/csv" });
api.severalBodies({ body: new FormData(), contentType: "multipart/form-data" });
// @ts-expect-error
api.jsonBody({});
// @ts-expect-error
api.jsonBody({ body: {}, contentType: "application/json" });
// @ts-expect-error
api.anyImage({ body: new Blob(), contentType: "text/plain" });
// @ts-expect-error
api.csvBody({ body: { a: "b" } });
// @ts-expect-error
api.severalBodies({ body: "a,b" });
// @ts-expect-error
api.severalBodies({ body: { a: "b" }, contentType: "text/csv" });

// @ts-expect-error
api.getBook({ path: { isbn: "1" }, body: "a,b" });

// Answers, by their media types.
const json: string | undefined = (await api.jsonAnswer()).a;
const csv: string = await api.csv();
const file: Blob = await api.file();
const stream: ReadableStream<Uint8Array> = await api.file({ parseAs: "stream" });
for await (const { data } of await api.events()) data.a satisfies string | undefined;
for await (const { data } of await api.textEvents()) data satisfies string;
for await (const item of await api.items()) item.a satisfies string | undefined;
const several: string | { a?: string } = await api.severalAnswers();
const chosen: string = await api.severalAnswers({ accept: "text/csv" });
const either: SeveralAnswersOutputs["application/json" | "text/csv"] = several;
const none: undefined = await api.nothing();
const headers: undefined = await api.askForBook({ path: { isbn: "1" } });
const text: string = await api.byDefault();
// @ts-expect-error
(await api.mayBeEmpty()).a;
// @ts-expect-error
api.severalAnswers({ accept: "text/plain" });
// @ts-expect-error
api.csv({ parseAs: "stream" });

export { chosen, csv, either, file, headers, json, none, stream, text };
`;

it("the types compile, and refuse what is not described", async () => {
  const compilerOptions = { ...strictest, noUnusedLocals: true };
  await writeFile(join(folder, "schema.gen.ts"), (await typesModule(document, "// Header\n", names)).code);
  await writeFile(join(folder, "program.ts"), program);
  await writeFile(join(folder, "package.json"), '{ "type": "module" }\n');
  await writeFile(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, include: ["*.ts"] }));
  const { stdout } = await runNode([join(root, "node_modules/typescript/bin/tsc"), "-p", folder], folder);
  expect(stdout).toBe("");
});
