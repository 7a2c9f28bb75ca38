// Operations without state, of a description made for the test: requests are checked, and answered with the example.

import type { MediaType, OpenApiDocument, Operation, Parameter, Schema } from "@repo/openapi";
import { requestValidator } from "@scenario-openapi/client/validation";
import { describe, expect, test } from "vitest";
import { readApi, sandboxOf } from "../src/api.ts";

const json = (media: MediaType) => ({ "application/json": media });
const dog = { $ref: "#/components/schemas/Dog" };
const ok = (media: MediaType): Required<Operation>["responses"] => ({
  default: { description: "" },
  200: { description: "", content: json(media) },
});
const answer = (content: Record<string, MediaType>) => ({ 200: { description: "", content } });
const photo: Schema = {
  type: "object",
  properties: {
    file: { type: "string", format: "binary" },
    tags: { type: "array", items: { type: "string" } },
    width: { type: "number" },
    place: { type: "object" },
  },
};
const done = { 204: { description: "" } };
const gone: Required<Operation>["responses"] = {
  204: {
    description: "",
    headers: {
      Location: { required: true, schema: { type: "string", examples: ["/dogs/gone/5"] } },
      ETag: { example: '"5"', schema: { type: "string" } },
      "X-Rate": { schema: { type: "integer" } },
      "X-Wrong": { example: "a\nb: c", schema: { type: "string" } },
    },
  },
};
const dogId: Parameter = { name: "dogId", in: "path", required: true, schema: { type: "integer" } };

const document: OpenApiDocument = {
  openapi: "3.1.0",
  info: { title: "Kennel", version: "1" },
  servers: [{ url: "https://kennel.example/v2" }],
  paths: {
    "/dogs/{dogId}": {
      parameters: [{ $ref: "#/components/parameters/DogId" }],
      get: { operationId: "getDog", responses: ok({ schema: dog }) },
      delete: { operationId: "deleteDog", responses: gone },
      put: {
        operationId: "updateDog",
        requestBody: { content: json({}) },
        responses: ok({ schema: dog, example: { name: 5 } }),
      },
    },
    "/dogs": {
      get: {
        operationId: "listDogs",
        parameters: [
          { name: "kinds", in: "query", explode: false, schema: { type: "array", items: { type: "string" } } },
          { name: "ages", in: "query", schema: { type: "array", items: { $ref: "#/components/schemas/Age" } } },
          { name: "asleep", in: "query", schema: { oneOf: [{ type: "boolean" }, { enum: ["half"] }] } },
        ],
        responses: ok({
          schema: { type: "array", items: dog },
          examples: { one: { $ref: "#/components/examples/One" } },
        }),
      },
      post: {
        operationId: "createDog",
        parameters: [{ name: "Idempotency-Key", in: "header", required: true, schema: { type: "string" } }],
        requestBody: { $ref: "#/components/requestBodies/Dog" },
        responses: { 201: { $ref: "#/components/responses/Dog" } },
      },
    },
    "/dogs/special": { get: { operationId: "getSpecialDog", responses: { default: { description: "" } } } },
    "/dogs/{dogId}/mother": {
      get: {
        operationId: "getMother",
        parameters: [dogId],
        responses: ok({ schema: { $ref: "#/components/schemas/Mother" } }),
      },
    },
    "/dogs/{dogId}/photos": {
      post: {
        operationId: "addPhoto",
        parameters: [dogId],
        requestBody: {
          required: true,
          content: {
            "multipart/form-data": { schema: photo },
            "application/x-www-form-urlencoded": { schema: photo },
            "text/plain": {},
            "image/*": {},
          },
        },
        responses: done,
      },
    },
    "/barks": {
      get: { operationId: "watchBarks", responses: answer({ "text/event-stream": { example: { loud: true } } }) },
    },
    "/howls": {
      get: { operationId: "listHowls", responses: answer({ "application/jsonl": { example: { loud: true } } }) },
    },
    "/motto": { get: { operationId: "getMotto", responses: answer({ "text/plain": { example: "Sit.\nStay." } }) } },
    "/photo": {
      get: { operationId: "getPhoto", responses: { 200: { description: "", content: { "image/png": {} } } } },
      put: { operationId: "setPhoto", requestBody: { content: { "multipart/mixed": {} } }, responses: done },
      post: {
        operationId: "findPhotos",
        parameters: [{ name: "filter", in: "query", style: "deepObject", schema: { type: "object" } }],
        responses: done,
      },
      delete: {
        operationId: "deletePhotos",
        parameters: [{ name: "session", in: "cookie", schema: { type: "string" } }],
        responses: done,
      },
    },
  },
  components: {
    parameters: { DogId: dogId },
    requestBodies: { Dog: { required: true, content: json({ schema: dog }) } },
    responses: { Dog: { description: "", content: json({ schema: dog }) } },
    schemas: {
      Age: { type: "number", examples: [3] },
      Dog: {
        type: "object",
        required: ["name", "age", "tags", "kind", "chip", "home"],
        properties: {
          name: { type: "string", examples: ["Rex"] },
          age: { $ref: "#/components/schemas/Age", minimum: 1 },
          tags: { type: "array", items: { type: "string" } },
          kind: { enum: ["herder", "hunter"] },
          chip: { type: ["string", "null"] },
          home: { type: "object", required: ["city"], properties: { city: { default: "Ghent" } } },
          mother: { $ref: "#/components/schemas/Mother" },
        },
      },
      Mother: {
        type: "object",
        required: ["id", "mother"],
        properties: { id: { type: "string" }, mother: { $ref: "#/components/schemas/Mother" } },
      },
    },
    examples: { One: { value: [] } },
  },
};

const idParts = { type: "object", required: ["dogId"], properties: { dogId: { type: "integer" } } } as const;
const list = { type: "array", items: { type: "string" } } as const;
const form = {
  type: "object",
  required: ["tags"],
  properties: {
    file: { format: "binary" },
    tags: { type: "array", items: { type: "string" } },
    width: { type: "number" },
    place: { type: "object" },
  },
} as const;
const validators = {
  getDog: requestValidator<"path">({ path: idParts }),
  getMother: requestValidator<"path">({ path: idParts }),
  deleteDog: requestValidator<"path">({ path: idParts }),
  updateDog: requestValidator<"path" | "body">({ path: idParts, body: { content: { "application/json": true } } }),
  addPhoto: requestValidator<"path" | "body">({
    path: idParts,
    body: {
      required: true,
      content: {
        "multipart/form-data": form,
        "application/x-www-form-urlencoded": form,
        "text/plain": true,
        "image/*": true,
      },
    },
  }),
  watchBarks: () => [],
  listHowls: () => [],
  getMotto: () => [],
  listDogs: requestValidator<"query">({
    query: {
      type: "object",
      properties: {
        kinds: { ...list, maxItems: 3 },
        ages: { type: "array", items: { type: "number" } },
        asleep: { type: "boolean" },
      },
    },
  }),
  createDog: requestValidator<"header" | "body">({
    header: { type: "object", required: ["Idempotency-Key"], properties: { "Idempotency-Key": { type: "string" } } },
    body: { required: true, content: { "application/json": { type: "object", required: ["name"] } } },
  }),
};

const { fetch } = sandboxOf(readApi(document, {}, validators), { allowOrigins: ["https://kennel.example"] });

async function send(method: string, path: string, { body, headers = {} }: { body?: unknown; headers?: object } = {}) {
  const response = await fetch(`https://kennel.example/v2${path}`, {
    method,
    headers: {
      ...(body !== undefined && { "content-type": "application/json" }),
      ...headers,
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === "" ? undefined : JSON.parse(text) };
}

const rex = { name: "Rex", age: 3, tags: ["tags"], kind: "herder", chip: "chip", home: { city: "Ghent" } };
const key = { headers: { "idempotency-key": "one" } };

test.each<[string, string, object, number, unknown]>([
  ["GET", "/dogs/5", {}, 200, rex],
  ["DELETE", "/dogs/5", {}, 204, undefined],
  ["GET", "/dogs?kinds=a,b%2Cc&ages=1&ages=2&asleep=true", {}, 200, []],
  ["GET", "/dogs?kinds=&ages=1", {}, 200, []],
  ["POST", "/dogs", { body: rex, ...key }, 201, rex],
])("%s %s %j is answered with %i and the example", async (method, path, init, status, body) => {
  expect(await send(method, path, init)).toMatchObject({ status, body });
});

test.each<[string, string, object, string[]]>([
  ["GET", "/dogs/five", {}, ["path /dogId type"]],
  ["GET", "/dogs?asleep=1&ages=x", {}, ["query /ages/0 type", "query /asleep type"]],
  ["GET", "/dogs?kinds=a,b&kinds=c,d", {}, ["query /kinds maxItems"]],
  ["POST", "/dogs", { body: {} }, ["header /Idempotency-Key required", "body /name required"]],
  ["POST", "/dogs", { headers: { ...key.headers, "content-type": "application/json" } }, ["body  required"]],
])("%s %s %j is refused", async (method, path, init, problems) => {
  const { status, body } = await send(method, path, init);
  expect(status).toBe(400);
  expect(body.problems.map((one: Record<string, string>) => `${one["in"]} ${one["pointer"]} ${one["rule"]}`)).toEqual(
    problems,
  );
});

test.each<[string, string, number, string]>([
  [
    "PUT",
    "/dogs/5",
    500,
    "The example of updateDog does not fit its schema: /age is required. Correct the example in the description.",
  ],
  [
    "GET",
    "/dogs/5/mother",
    501,
    "The description has no example of the answer of getMother, and its schema gives no value for /mother (the schema contains itself). Add an example to the response, or to these schemas.",
  ],
  [
    "GET",
    "/dogs/special",
    501,
    "The sandbox knows no answer of getSpecialDog: add a response with a status of 2xx to the description.",
  ],
  [
    "GET",
    "/photo",
    501,
    "The sandbox answers only with JSON, streams of it, and text, which getPhoto does not return.",
  ],
  ["PUT", "/photo", 501, "The sandbox cannot read the body of setPhoto: multipart/mixed."],
  ["POST", "/photo", 501, "The sandbox cannot read the style deepObject of the parameter filter."],
  ["DELETE", "/photo", 501, "The sandbox cannot read the cookie session."],
  [
    "GET",
    "/cats",
    404,
    "GET /v2/cats is not documented, only GET /v2/dogs, POST /v2/dogs, GET /v2/dogs/special, GET /v2/barks, GET /v2/howls, GET /v2/motto, GET /v2/photo, PUT /v2/photo, POST /v2/photo, DELETE /v2/photo and 5 more.",
  ],
])("%s %s is answered with %i", async (method, path, status, detail) => {
  expect(await send(method, path)).toMatchObject({ status, body: { status, detail } });
});

test.each(["PATCH", "OPTIONS", "PUT", "HEAD"])("405 for %s, with the documented methods", async (method) => {
  const { status, headers, body } = await send(method, "/dogs");
  expect([status, headers.get("allow")]).toEqual([405, "GET, POST"]);
  if (method !== "HEAD") expect(body.detail).toBe(`${method} is not documented for this path, only GET, POST.`);
});

test("an answer has the documented headers that are required or have an example", async () => {
  const { headers } = await send("DELETE", "/dogs/5");
  expect([...headers]).toEqual(
    expect.arrayContaining([
      ["etag", '"5"'],
      ["location", "/dogs/gone/5"],
    ]),
  );
  expect([...headers.keys()].filter((name) => name.startsWith("x-"))).toEqual([]);
  const ofPage = await send("DELETE", "/dogs/5", { headers: { origin: "https://kennel.example" } });
  expect(ofPage.headers.get("access-control-expose-headers")).toBe("*");
});

test("a page may use every documented method and header", async () => {
  const { headers } = await send("OPTIONS", "/dogs", { headers: { origin: "https://kennel.example" } });
  expect(headers.get("access-control-allow-methods")).toBe("GET,POST,PUT,DELETE");
  expect(headers.get("access-control-allow-headers")).toBe("Authorization,Content-Type,Idempotency-Key");
});

describe("a body", () => {
  const url = "https://kennel.example/v2/dogs/5/photos";
  const formOf = (...fields: [string, string | Blob][]) => {
    const data = new FormData();
    for (const [name, value] of fields) data.append(name, value);
    return data;
  };
  const png = new Blob(["png"], { type: "image/png" });
  const fields = [
    ["tags", "a"],
    ["tags", "b"],
    ["width", "5"],
    ["place", '{"city":"Ghent"}'],
  ] as [string, string][];

  test.each<[string, NonNullable<RequestInit["body"]>]>([
    ["a form with a file", formOf(["file", png], ...fields)],
    ["a form of pairs", new URLSearchParams(fields)],
    ["text", "sit"],
    ["of a documented range", png],
  ])("may be %s", async (_, body) => {
    expect((await fetch(url, { method: "POST", body })).status).toBe(204);
  });

  test.each<[string, RequestInit, number, object]>([
    ["a form without a field", { body: formOf(["file", png]) }, 400, { pointer: "/tags", rule: "required" }],
    ["a wrong field", { body: formOf(["tags", "a"], ["width", "x"]) }, 400, { pointer: "/width", rule: "type" }],
    ["no object", { body: formOf(["tags", "a"], ["place", "{"]) }, 400, { pointer: "/place", rule: "type" }],
    [
      "half a form",
      { body: "--x", headers: { "content-type": "multipart/form-data; boundary=x" } },
      400,
      { pointer: "", rule: "form" },
    ],
  ])("is refused: %s", async (_, init, status, problem) => {
    const response = await fetch(url, { method: "POST", ...init });
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ problems: [problem] });
  });

  test("of another type is refused with all documented ones", async () => {
    const response = await fetch(url, { method: "POST", body: new Blob(["%PDF"], { type: "application/pdf" }) });
    const documented = "multipart/form-data, application/x-www-form-urlencoded, text/plain, image/*";
    expect([response.status, response.headers.get("accept")]).toEqual([415, documented]);
  });
});

test.each([
  ["/barks", "text/event-stream", 'data: {"loud":true}\n\n'],
  ["/howls", "application/jsonl", '{"loud":true}\n'],
  ["/motto", "text/plain", "Sit.\nStay."],
])("the example of %s is %s", async (path, type, text) => {
  const response = await fetch(`https://kennel.example/v2${path}`);
  expect([response.status, response.headers.get("content-type"), await response.text()]).toEqual([200, type, text]);
});
