// A proxy of operations that the harbour does not have: lists in the query, header parameters, other statuses.
import { expect, test } from "vitest";
import { createProxy, type ProxiedOperation } from "../src/proxy/create-proxy.ts";
import type { Documented } from "../src/proxy/undocumented.ts";
import { requestValidator } from "../src/validation/index.ts";

const sent: unknown[] = [];
const answers = (data: unknown, status = 200): ProxiedOperation["send"] => {
  return async ({ signal: _, ...input }) => {
    sent.push(input);
    return { data, response: { status } };
  };
};
const listOf = (type: string) => ({ type: "array", items: { type } });

const operations: Record<string, ProxiedOperation> = {
  listDogs: {
    method: "GET",
    path: "/dogs",
    parameters: { query: ["kinds", "ages", "asleep"] },
    styles: { query: { kinds: { explode: false } } },
    validate: requestValidator<"query">({
      query: {
        type: "object",
        properties: { kinds: listOf("string"), ages: listOf("number"), asleep: { type: "boolean" } },
      },
    }),
    send: answers([]),
  },
  createDog: {
    method: "POST",
    path: "/dogs",
    parameters: { header: ["Idempotency-Key", "X-Count", "X-Sizes"] },
    validate: requestValidator<"header" | "body">({
      header: {
        type: "object",
        required: ["Idempotency-Key"],
        properties: {
          "Idempotency-Key": { type: "string" },
          "X-Count": { type: "integer" },
          "X-Sizes": listOf("number"),
        },
      },
      body: { required: true, content: { "application/json": { type: "object" } } },
    }),
    send: answers({ name: "Rex" }, 201),
  },
  getPhoto: {
    method: "GET",
    path: "/photo",
    parameters: {},
    answers: { "image/png": "blob" },
    validate: () => [],
    send: answers(new Blob()),
  },
  findDogs: {
    method: "QUERY",
    path: "/dogs",
    parameters: {},
    validate: requestValidator<"body">({
      body: { required: true, content: { "application/json": { type: "object" } } },
    }),
    send: answers([]),
  },
  searchDogs: {
    method: "GET",
    path: "/search",
    parameters: { querystring: ["filter"] },
    querystring: "json",
    validate: () => [],
    send: answers([]),
  },
};
const documented: Documented = [
  ["createDog", [["name", true]]],
  ["findDogs", [["name", true]]],
];
const proxy = createProxy("", [], documented, operations, { path: "/api", authorize: () => true });

async function ask(method: string, path: string, { body, ...headers }: Record<string, string> = {}) {
  sent.length = 0;
  const init = { method, headers, ...(body !== undefined && { body }) };
  const response = await proxy(new Request(`https://app.example/api${path}`, init));
  return { status: response.status, sent: [...sent], body: await response.json() };
}

test.each<[string, object]>([
  ["?kinds=a,b%2Cc&ages=1&ages=2&asleep=true", { kinds: ["a", "b,c"], ages: [1, 2], asleep: true }],
  ["?kinds=a&ages=1", { kinds: ["a"], ages: [1] }],
  ["?kinds=", { kinds: [] }],
  ["?kinds=a,b&kinds=c", { kinds: ["a", "b", "c"] }],
  ["", {}],
])("reads lists in the query: %s", async (search, query) => {
  expect(await ask("GET", `/dogs${search}`)).toMatchObject({ status: 200, sent: [{ query }], body: [] });
});

test.each([
  ["?asleep=true&asleep=false", "/asleep repeated"],
  ["?ages=1&ages=two", "/ages repeated"],
  ["?ages=two", "/ages type"],
  ["?sort=up", "/sort undocumented"],
])("refuses %s", async (search, problem) => {
  const { status, sent, body } = await ask("GET", `/dogs${search}`);
  expect({ status, sent }).toEqual({ status: 400, sent: [] });
  expect(`${body.problems[0].pointer} ${body.problems[0].rule}`).toBe(problem);
});

test("passes on header parameters, no other header, and the status", async () => {
  const headers = {
    "content-type": "application/json",
    "idempotency-key": "one",
    "x-count": "5",
    "x-sizes": "1, 2",
    cookie: "a=b",
  };
  const { status, sent, body } = await ask("POST", "/dogs", { ...headers, body: '{ "name": "Rex" }' });
  expect({ status, body }).toEqual({ status: 201, body: { name: "Rex" } });
  expect(sent).toEqual([
    { header: { "Idempotency-Key": "one", "X-Count": 5, "X-Sizes": [1, 2] }, body: { name: "Rex" } },
  ]);
});

test("refuses a request without a required header", async () => {
  const { status, sent } = await ask("POST", "/dogs", { "content-type": "application/json", body: "{}" });
  expect({ status, sent }).toEqual({ status: 400, sent: [] });
});

test("passes on QUERY with its body", async () => {
  const body = '{ "name": "Rex" }';
  const { status, sent } = await ask("QUERY", "/dogs", { "content-type": "application/json", body });
  expect({ status, sent }).toEqual({ status: 200, sent: [{ body: { name: "Rex" } }] });
});

test.each(["/photo", "/search?%7B%7D"])(
  "says that it does not pass on what is neither JSON nor a parameter: %s",
  async (path) => {
    const { status, sent, body } = await ask("GET", path);
    expect({ status, sent }).toEqual({ status: 501, sent: [] });
    expect(body.detail).toBe("This operation sends or returns more than JSON and parameters, which is not passed on.");
  },
);
