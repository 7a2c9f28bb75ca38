import { describe, expect, test } from "vitest";
import type { Sandbox } from "../src/sandbox.ts";
import { boatUrl, harbour, putInit } from "./harbour.ts";

const docs = "https://docs.example.com";

const put = (sandbox: Sandbox, headers: Record<string, string>, body = '{ "name": "Asked" }') =>
  sandbox.fetch(boatUrl("boat_1"), putInit(body, headers));

const preflight = (sandbox: Sandbox, origin: string) =>
  sandbox.fetch(boatUrl("boat_1"), {
    method: "OPTIONS",
    headers: {
      origin,
      "access-control-request-method": "PUT",
      "access-control-request-headers": "authorization,content-type",
      "access-control-request-private-network": "true",
    },
  });

const readable = (origin: string) => ({
  "access-control-allow-origin": origin,
  "access-control-expose-headers": "*",
  vary: "Origin",
});
const corsHeaders = ({ headers }: Response) =>
  Object.fromEntries([...headers].filter(([name]) => name.startsWith("access-control-") || name === "vary"));

describe("pages of this machine", () => {
  test.each([
    "http://localhost",
    "https://localhost",
    "http://localhost:5173",
    "http://127.0.0.1:4011",
    "https://127.0.0.1:8443",
    "http://[::1]:3000",
  ])("may use the sandbox: %s", async (origin) => {
    const sandbox = harbour();
    const asked = await preflight(sandbox, origin);
    expect(asked.status).toBe(204);
    // Never the browser's credentials: there is no access-control-allow-credentials.
    expect(corsHeaders(asked)).toEqual({
      "access-control-allow-origin": origin,
      "access-control-allow-methods": expect.stringContaining("PUT"),
      "access-control-allow-headers": expect.stringContaining("Authorization,Content-Type"),
      "access-control-allow-private-network": "true",
      "access-control-max-age": "600",
      "access-control-expose-headers": "*",
      vary: "Origin",
    });
    const updated = await put(sandbox, { origin });
    expect(updated.status).toBe(200);
    expect(corsHeaders(updated)).toEqual(readable(origin));
    expect(sandbox.boats.get("boat_1")?.name).toBe("Asked");
  });

  test("can read every refusal", async () => {
    const origin = "http://localhost:5173";
    const sandbox = harbour();
    const refusals = await Promise.all([
      put(sandbox, { origin }, '{ "name": 5 }'),
      put(sandbox, { origin, authorization: "Basic eDp5" }),
      put(sandbox, { origin, "content-type": "text/plain" }),
      sandbox.fetch("http://127.0.0.1/none", { headers: { origin } }),
    ]);
    expect(refusals.map(({ status }) => status)).toEqual([400, 401, 415, 404]);
    for (const refusal of refusals) {
      expect(corsHeaders(refusal)).toEqual(readable(origin));
    }
  });
});

describe("pages of other origins", () => {
  test.each([
    "https://evil.example",
    "http://localhost.evil.example",
    "http://evil.example#localhost",
    "http://evillocalhost",
    "http://127.0.0.2",
    "http://127a0b0c1",
    "http://[::1].evil.example",
    "http://localhost:80.evil.example",
    "http://localhost@evil.example",
    "file://",
    "chrome-extension://localhost",
    "http://localhost http://evil.example",
    "",
  ])("are refused, and change and read nothing: %j", async (origin) => {
    const sandbox = harbour();
    const before = [...sandbox.boats];
    for (const refusal of [await preflight(sandbox, origin), await put(sandbox, { origin })]) {
      expect(refusal.status).toBe(403);
      expect(corsHeaders(refusal)).toEqual({ vary: "Origin" });
      expect(await refusal.json()).toMatchObject({
        title: "Forbidden",
        detail: `Pages of ${origin} may not use this sandbox. To allow them, start it with --allow-origin ${origin}`,
      });
    }
    expect([...sandbox.boats]).toEqual(before);
  });

  test.each([
    [docs, 200],
    ["http://docs.example.com", 403],
    [`${docs}:444`, 403],
    [`${docs}.evil.example`, 403],
    ["http://localhost", 200],
  ])("may use it once they are allowed, and no others: %s %i", async (origin, status) => {
    const updated = await put(harbour({ allowOrigins: [docs] }), { origin });
    expect(updated.status).toBe(status);
    expect(updated.headers.get("access-control-allow-origin")).toBe(status === 200 ? origin : null);
  });

  test.each([
    "*",
    "",
    "docs.example.com",
    "https://a.example/",
    "https://A.example",
    "https://a.example:443",
    "ftp://a.example",
    "NULL",
  ])("cannot be allowed if no browser has such an origin: %j", (origin) => {
    const create = () => harbour({ allowOrigins: [origin] });
    expect(create).toThrow(TypeError);
    expect(create).toThrow(`"${origin}" is not an origin.`);
  });
});

test.each([
  [false, [], 200],
  [true, [], 403],
  [true, ["null"], 200],
])("pages opened from a file may use what is public, or anything if they are allowed: %#", async (...args) => {
  const [isPrivate, allowOrigins, status] = args;
  const origin = "null";
  const updated = await put(harbour({ allowOrigins }, { isPrivate }), { origin });
  expect(updated.status).toBe(status);
  expect(updated.headers.get("access-control-allow-origin")).toBe(status === 200 ? "null" : null);
});

test("requests without an origin are not affected", async () => {
  const sandbox = harbour();
  expect(corsHeaders(await put(sandbox, {}))).toEqual({});
  const options = await sandbox.fetch(boatUrl("boat_1"), { method: "OPTIONS" });
  expect([options.status, corsHeaders(options)]).toEqual([405, {}]);
});
