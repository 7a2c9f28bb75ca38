import type { ChildProcessWithoutNullStreams } from "node:child_process";
import { afterEach, describe, expect, test } from "vitest";
import { createSandbox, type Sandbox, seedModels } from "../src/index.ts";
import { runCommand, started } from "./command.ts";
import { ids, modelUrl, putInit } from "./put-model.ts";

const ofThisMachine = [
  "http://localhost",
  "https://localhost",
  "http://localhost:5173",
  "http://127.0.0.1:4011",
  "https://127.0.0.1:8443",
  "http://[::1]:3000",
];
const ofElsewhere = [
  "https://evil.example",
  "http://localhost.evil.example",
  "http://evil.example#localhost",
  "http://evillocalhost",
  "http://127.0.0.1.evil.example:4010",
  "http://127.0.0.2",
  "http://127a0b0c1",
  "http://[::1].evil.example",
  "http://localhost:80.evil.example",
  "http://localhost@evil.example",
  "file://",
  "chrome-extension://localhost",
  "http://localhost http://evil.example",
  "",
];

const put = (sandbox: Sandbox, headers: Record<string, string>, body = '{ "name": "Asked" }') =>
  sandbox.fetch(modelUrl(ids.newFlux), putInit(sandbox, body, headers));

const preflight = (sandbox: Sandbox, origin: string, headers: Record<string, string> = {}) =>
  sandbox.fetch(modelUrl(ids.newFlux), {
    method: "OPTIONS",
    headers: {
      origin,
      "access-control-request-method": "PUT",
      "access-control-request-headers": "authorization,content-type",
      ...headers,
    },
  });

const corsHeaders = ({ headers }: Response) =>
  Object.fromEntries([...headers].filter(([name]) => name.startsWith("access-control-") || name === "vary"));

describe("a page of this machine", () => {
  test.each(ofThisMachine)("may ask, and is told so: %s", async (origin) => {
    const sandbox = createSandbox();
    const asked = await preflight(sandbox, origin);
    expect(asked.status).toBe(204);
    expect(corsHeaders(asked)).toEqual({
      "access-control-allow-origin": origin,
      "access-control-allow-methods": "PUT",
      "access-control-allow-headers": "Authorization,Content-Type",
      "access-control-max-age": "600",
      vary: "Origin, Access-Control-Request-Headers",
    });

    const answer = await put(sandbox, { origin });
    expect(answer.status).toBe(200);
    expect(corsHeaders(answer)).toEqual({ "access-control-allow-origin": origin, vary: "Origin" });
    expect(sandbox.models.get(ids.newFlux)?.name).toBe("Asked");
  });

  test("can read every refusal", async () => {
    const origin = "http://localhost:5173";
    const sandbox = createSandbox();
    const refusals = await Promise.all([
      put(sandbox, { origin }, '{ "name": 5 }'),
      put(sandbox, { origin, authorization: "Basic eDp5" }),
      put(sandbox, { origin, "content-type": "text/plain" }),
      sandbox.fetch(modelUrl("none"), putInit(sandbox, "{}", { origin })),
      sandbox.fetch("http://127.0.0.1/none", { headers: { origin } }),
    ]);
    expect(refusals.map(({ status }) => status)).toEqual([400, 401, 415, 404, 404]);
    for (const refusal of refusals) {
      expect(corsHeaders(refusal)).toEqual({ "access-control-allow-origin": origin, vary: "Origin" });
    }
  });

  test("may reach into the private network, where the browser asks", async () => {
    const asked = { "access-control-request-private-network": "true" };
    const answer = await preflight(createSandbox(), "http://localhost", asked);
    expect(corsHeaders(answer)).toMatchObject({ "access-control-allow-private-network": "true" });
  });
});

describe("a page of elsewhere", () => {
  test.each(ofElsewhere)("is refused, changes nothing and reads nothing: %j", async (origin) => {
    const sandbox = createSandbox();
    const before = sandbox.models.list();
    const asked = await preflight(sandbox, origin, { "access-control-request-private-network": "true" });
    const answer = await put(sandbox, { origin });
    for (const refusal of [asked, answer]) {
      expect(refusal.status).toBe(403);
      expect(corsHeaders(refusal)).toEqual({ vary: "Origin" });
      expect(JSON.parse(await refusal.text())).toMatchObject({
        title: "Forbidden",
        detail: expect.stringContaining(`--allow-origin ${origin}`),
      });
    }
    expect(sandbox.models.list()).toEqual(before);
  });

  test("may ask once it is named, and others still may not", async () => {
    const origin = "https://docs.example.com";
    const sandbox = createSandbox({ allowOrigins: [origin, "https://two.example:8443"] });
    expect(corsHeaders(await put(sandbox, { origin }))).toMatchObject({ "access-control-allow-origin": origin });
    for (const other of ["http://docs.example.com", `${origin}:444`, `${origin}.evil.example`]) {
      expect((await put(sandbox, { origin: other })).status).toBe(403);
    }
    expect((await put(sandbox, { origin: "http://localhost" })).status).toBe(200);
  });

  test.each([
    "*",
    "",
    "docs.example.com",
    "https://a.example/",
    "https://a.example/docs",
    "https://A.example",
    "https://a.example:443",
    "ftp://a.example",
    "NULL",
  ])("cannot be named in a way that no browser does: %j", (origin) => {
    expect(() => createSandbox({ allowOrigins: [origin] })).toThrow(TypeError);
    expect(() => createSandbox({ allowOrigins: [origin] })).toThrow(`not "${origin}"`);
  });
});

describe("a page opened from a file, or a frame that any page made", () => {
  const origin = "null";

  test("may ask for the seed models", async () => {
    const answer = await put(createSandbox(), { origin });
    expect(answer.status).toBe(200);
    expect(corsHeaders(answer)).toEqual({ "access-control-allow-origin": "null", vary: "Origin" });
  });

  test("may not ask for models that were given, unless it is named", async () => {
    const models = seedModels;
    expect((await put(createSandbox({ models }), { origin })).status).toBe(403);
    expect((await put(createSandbox({ models, allowOrigins: ["null"] }), { origin })).status).toBe(200);
  });
});

test("without an origin, nothing is different", async () => {
  const sandbox = createSandbox();
  expect(corsHeaders(await put(sandbox, {}))).toEqual({});
  const options = await sandbox.fetch(modelUrl(ids.newFlux), { method: "OPTIONS" });
  expect(options.status).toBe(405);
  expect(corsHeaders(options)).toEqual({});
});

test("never allows the browser's own credentials", async () => {
  const sandbox = createSandbox({ allowOrigins: ["https://docs.example.com"] });
  for (const origin of [...ofThisMachine, "null", "https://docs.example.com"]) {
    for (const answer of [await preflight(sandbox, origin), await put(sandbox, { origin })]) {
      expect(answer.headers.has("access-control-allow-credentials")).toBe(false);
    }
  }
});

describe("the command", () => {
  const children: ChildProcessWithoutNullStreams[] = [];
  afterEach(() => {
    for (const child of children.splice(0)) child.kill("SIGKILL");
  });

  test("lets the pages of each --allow-origin ask, over HTTP", async () => {
    const origins = ["https://one.example", "https://two.example"];
    const child = runCommand("--port", "0", ...origins.flatMap((origin) => ["--allow-origin", origin]));
    children.push(child);
    const { url } = await started(child);
    for (const [origin, status] of [
      ...origins.map((each) => [each, 200] as const),
      ["https://x.example", 403] as const,
    ]) {
      const init = putInit(createSandbox(), "{}", { origin });
      const answer = await fetch(modelUrl(ids.newFlux, url), init);
      expect(answer.status).toBe(status);
      expect(answer.headers.get("access-control-allow-origin")).toBe(status === 200 ? origin : null);
    }
  });
});
