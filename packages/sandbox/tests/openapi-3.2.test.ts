// What only OpenAPI 3.2 has, of a description made for the test.
import type { OpenApiDocument, Operation, Parameter, Schema } from "@repo/openapi";
import { requestValidator } from "@scenario-openapi/client/validation";
import { expect, test } from "vitest";
import { readApi, sandboxOf } from "../src/api.ts";

const responses = { 204: { summary: "Found.", description: "" } };
const whole = (content: Parameter["content"] = {}): Parameter => ({ name: "all", in: "querystring", content });
const form = {
  type: "object",
  required: ["words"],
  properties: { words: { type: "array", items: { type: "string" } }, near: { type: "number" } },
} satisfies Schema;
const filter = { type: "object", properties: { below: { type: "number" } } } satisfies Schema;

const bark: Schema = {
  type: "object",
  required: ["event", "data"],
  properties: {
    event: { const: "bark" },
    data: { type: "string", contentMediaType: "application/json", contentSchema: filter },
  },
};
const streaming = (mediaType: string, itemSchema: Schema, example?: unknown): Required<Operation>["responses"] => ({
  200: { description: "", content: { [mediaType]: { itemSchema, ...(example !== undefined && { example }) } } },
});

const document: OpenApiDocument = {
  openapi: "3.2.0",
  info: { title: "Kennel", version: "1" },
  servers: [{ url: "https://kennel.example" }],
  paths: {
    "/dogs": {
      query: {
        operationId: "searchDogs",
        requestBody: { required: true, content: { "application/json": { schema: filter } } },
        responses: {
          200: { description: "", content: { "application/json": { examples: { one: { dataValue: ["Rex"] } } } } },
        },
      },
      additionalOperations: { Copy: { operationId: "copyDogs", responses } },
    },
    "/form": {
      get: {
        operationId: "searchForm",
        parameters: [whole({ "application/x-www-form-urlencoded": { schema: form } })],
        responses,
      },
    },
    "/json": {
      get: { operationId: "searchJson", parameters: [whole({ "application/json": { schema: filter } })], responses },
    },
    "/log": { get: { operationId: "readLog", responses: streaming("application/jsonl", filter, [{ below: 1 }, {}]) } },
    "/seq": { get: { operationId: "readSequence", responses: streaming("application/json-seq", filter) } },
    "/wrong": { get: { operationId: "readWrong", responses: streaming("application/jsonl", filter, { below: 1 }) } },
    "/barks": { get: { operationId: "watchBarks", responses: streaming("text/event-stream", bark) } },
    "/text": { get: { operationId: "searchText", parameters: [whole({ "text/plain": {} })], responses } },
  },
};

const validators = {
  searchDogs: requestValidator<"body">({ body: { required: true, content: { "application/json": filter } } }),
  copyDogs: requestValidator({}),
  searchForm: requestValidator<"querystring">({
    querystring: { required: true, content: { "application/x-www-form-urlencoded": form } },
  }),
  searchJson: requestValidator<"querystring">({ querystring: { content: { "application/json": filter } } }),
  searchText: requestValidator({}),
  readLog: requestValidator({}),
  readSequence: requestValidator({}),
  readWrong: requestValidator({}),
  watchBarks: requestValidator({}),
};

const { fetch } = sandboxOf(readApi(document, {}, validators), {});

async function send(method: string, path: string, body?: object) {
  const json = { headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
  const init = { method, ...(body && json) };
  const response = await fetch(`https://kennel.example${path}`, init);
  const text = await response.text();
  return { status: response.status, answer: text === "" ? undefined : JSON.parse(text) };
}

test.each<[method: string, path: string, body: object | undefined, status: number, answer: unknown]>([
  ["QUERY", "/dogs", { below: 1 }, 200, ["Rex"]],
  ["Copy", "/dogs", undefined, 204, undefined],
  ["GET", "/form?words=a%20b&words=c&near=1.5", undefined, 204, undefined],
  ["GET", "/json?%7B%22below%22%3A1%7D", undefined, 204, undefined],
  ["GET", "/json", undefined, 204, undefined],
])("%s %s is answered", async (method, path, body, status, answer) => {
  expect(await send(method, path, body)).toEqual({ status, answer });
});

test.each([
  ["/form", "querystring  required"],
  ["/form?near=1", "querystring /words required"],
  ["/form?words=a&near=far", "querystring /near type"],
  ["/json?%7B%22below%22%3A%221%22%7D", "querystring /below type"],
  ["/json?below", "querystring  type"],
])("GET %s is refused", async (path, problem) => {
  const { status, answer } = await send("GET", path);
  expect(status).toBe(400);
  const [found] = answer.problems;
  expect(`${found.in} ${found.pointer} ${found.rule}`).toBe(problem);
});

test("a method has its case", async () => {
  expect(await send("COPY", "/dogs")).toMatchObject({ status: 405 });
});

test("a query that is neither JSON nor a form is not read", async () => {
  const detail = "The sandbox cannot read the query all, which is neither JSON nor a form of plain values and lists.";
  expect(await send("GET", "/text?words")).toMatchObject({ status: 501, answer: { detail } });
});

test.each([
  ["/log", '{"below":1}\n{}\n'],
  ["/seq", '\u001e{"below":1}\n'],
  ["/barks", 'event: bark\ndata: {"below":1}\n\n'],
])("the items of %s are written one after another", async (path, text) => {
  const response = await fetch(`https://kennel.example${path}`);
  expect(await response.text()).toBe(text);
});

test("an example that is no list of items is not sent", async () => {
  expect(await send("GET", "/wrong")).toMatchObject({ status: 500 });
});
