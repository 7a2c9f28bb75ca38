// Operations ask for the credentials that the description says, by the names of the client's options.
import type { OpenApiDocument } from "@repo/openapi";
import { describe, expect, test } from "vitest";
import { readApi, sandboxOf } from "../src/api.ts";

const operation = (operationId: string, ...security: Record<string, string[]>[]) => ({
  get: { operationId, security, responses: { 204: { description: "" } } },
});
const document: OpenApiDocument = {
  openapi: "3.1.1",
  info: { title: "Harbour", version: "1" },
  security: [{ token: [] }],
  paths: {
    "/boats": { get: { operationId: "listBoats", responses: { 204: { description: "" } } } },
    "/tides": operation("listTides"),
    "/berths": operation("listBerths", { headerKey: [] }, { queryKey: [] }),
    "/crew": operation("listCrew", { user: [], cookieKey: [] }),
    "/news": operation("listNews", {}, { token: [] }),
    "/safe": operation("openSafe", { certificate: [] }),
  },
  components: {
    securitySchemes: {
      token: { type: "http", scheme: "bearer" },
      user: { type: "http", scheme: "basic" },
      headerKey: { type: "apiKey", in: "header", name: "X-Harbour-Key" },
      queryKey: { type: "apiKey", in: "query", name: "key" },
      cookieKey: { type: "apiKey", in: "cookie", name: "session" },
      certificate: { type: "mutualTLS" },
    },
  },
};
const names = ["listBoats", "listTides", "listBerths", "listCrew", "listNews", "openSafe"];
const api = readApi(document, {}, Object.fromEntries(names.map((name) => [name, () => []])));
const get = (path: string, headers: Record<string, string> = {}, credentials = {}) =>
  sandboxOf(api, { credentials }).fetch(`https://harbour.example${path}`, { headers });
const basic = `Basic ${btoa("sandbox-username:sandbox-password")}`;

test("a sandbox has values for all of them", () => {
  expect(sandboxOf(api, { credentials: { token: "mine" } }).credentials).toEqual({
    token: "mine",
    username: "sandbox-username",
    password: "sandbox-password",
    headerKey: "sandbox-key",
    queryKey: "sandbox-key",
    cookieKey: "sandbox-key",
  });
});

describe("a request is served", () => {
  test.each<[string, string, Record<string, string>]>([
    ["with a token", "/boats", { authorization: "bearer sandbox-token" }],
    ["without credentials, if none are asked for", "/tides", {}],
    ["without credentials, if they need not be sent", "/news", {}],
    ["with a key in a header", "/berths", { "x-harbour-key": "sandbox-key" }],
    ["with a key in the query instead", "/berths?key=sandbox-key", {}],
    ["with all that belongs together", "/crew", { authorization: basic, cookie: "a=1; session=sandbox-key" }],
    ["if it would need what no client can send", "/safe", {}],
  ])("%s", async (_, path, headers) => {
    expect((await get(path, headers)).status).toBe(204);
  });
});

describe("a request is refused", () => {
  test.each<[string, string, Record<string, string>, string, string | null]>([
    ["without a token", "/boats", {}, "token, sent as Authorization: Bearer", 'Bearer realm="Harbour sandbox"'],
    ["with another token", "/boats", { authorization: "Bearer other" }, "token", 'Bearer realm="Harbour sandbox"'],
    [
      "with another scheme",
      "/boats",
      { authorization: "Basic sandbox-token" },
      "token",
      'Bearer realm="Harbour sandbox"',
    ],
    [
      "with another key",
      "/berths?key=other",
      { "x-harbour-key": "other" },
      "headerKey, sent in the header as X-Harbour-Key, or its queryKey, sent in the query as key.",
      null,
    ],
    [
      "with a part of what belongs together",
      "/crew",
      { authorization: basic },
      "HTTP Basic authentication, and its cookieKey, sent in the cookie as session.",
      'Basic realm="Harbour sandbox", charset="UTF-8"',
    ],
  ])("%s", async (_, path, headers, detail, challenge) => {
    const response = await get(path, headers);
    expect([response.status, response.headers.get("www-authenticate")]).toEqual([401, challenge]);
    expect(await response.json()).toMatchObject({ detail: expect.stringContaining(detail) });
  });
});

test("a page may send keys in headers", async () => {
  const init = { method: "OPTIONS", headers: { origin: "http://localhost" } };
  const { headers } = await sandboxOf(api, {}).fetch("https://harbour.example/berths", init);
  expect(headers.get("access-control-allow-headers")).toContain("X-Harbour-Key");
});

test.each([{ token: "" }, { token: "a b" }, { headerKey: "ü" }, { apiKey: "a" }])(
  "credentials that cannot be sent are refused at the start: %j",
  (credentials) => {
    expect(() => sandboxOf(api, { credentials })).toThrow(TypeError);
  },
);
