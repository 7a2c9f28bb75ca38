import { getEventListeners } from "node:events";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { type Answer, good, testClock, until } from "./client-of.ts";
import { createHarbourClient, HarbourConfigError, HarbourNotFoundError } from "./harbour/index.gen.ts";
import { operations } from "./harbour/operations.gen.ts";
import { createHarbourProxy } from "./harbour/proxy/proxy.gen.ts";
import { proxyOf, read, visit } from "./proxy-of.ts";

describe("what is passed on", () => {
  it("is the documented request, with the credentials of the server and no header of the visitor", async () => {
    const { proxy, requests } = proxyOf();
    const headers = {
      authorization: "Bearer visitor",
      cookie: "session=1",
      connection: "keep-alive, x-hop",
      "x-hop": "1",
      te: "trailers",
      "x-forwarded-for": "10.0.0.1",
      "user-agent": "Mozilla/5.0",
      referer: "https://app.example/private",
    };
    const response = await proxy(visit({ path: "/boats/boat_1?allPhotos=true", headers }));
    expect(await read(response)).toEqual({ status: 200, type: "application/json", body: { boat: { id: "boat_1" } } });
    expect(requests).toHaveLength(1);
    const [sent] = requests;
    expect(sent?.method).toBe("PUT");
    expect(sent?.url).toBe("https://api.harbour.example/v1/boats/boat_1?allPhotos=true");
    expect(await sent?.text()).toBe('{"name":"Dawn"}');
    expect(Object.fromEntries(sent?.headers ?? [])).toEqual({
      authorization: `Basic ${btoa("the-key:the-secret")}`,
      "content-type": "application/json",
      "user-agent": expect.stringMatching(/^harbour-client/),
    });
  });

  it.each([
    ["an encoded question mark", "a%3Fb%3D1", "a%3Fb%3D1"],
    ["letters that need not be encoded", "%62oat", "boat"],
  ])("has %s in the path decoded once", async (_, boatId, sent) => {
    const { proxy, requests } = proxyOf();
    expect((await proxy(visit({ path: `/boats/${boatId}` }))).status).toBe(200);
    expect(requests[0]?.url).toBe(`https://api.harbour.example/v1/boats/${sent}`);
  });

  it("is the body that was validated, even if another parser would read it differently", async () => {
    const { proxy, requests } = proxyOf();
    await proxy(visit({ body: '\ufeff{"name":5,"name":"Dawn"}' }));
    expect(await requests[0]?.text()).toBe('{"name":"Dawn"}');
  });

  it("is all of a body that comes byte by byte, none of which is kept", async () => {
    const bytes = new TextEncoder().encode('\ufeff{"name":"Dämmerung 🌅"}');
    const chunk = new Uint8Array(1); // the same for every byte
    let pulls = 0;
    const body = new ReadableStream(
      {
        pull(controller) {
          const at = pulls++;
          if (at === bytes.length) return controller.close();
          chunk.set(bytes.subarray(at, at + 1));
          controller.enqueue(chunk);
        },
      },
      { highWaterMark: 0 },
    );
    const { proxy, requests } = proxyOf();
    await proxy(visit({ body, duplex: "half" }));
    expect(await requests[0]?.text()).toBe('{"name":"Dämmerung 🌅"}');
  });

  it("comes back as the documented body, without the service's headers and without secrets that others set", async () => {
    const boat = { id: "boat_1", rig: { masts: 4, radioKey: "somebody's" } };
    const headers = { "set-cookie": "a=1", "x-echo": "Basic dGhl", "content-type": "text/html", "x-request-id": "7" };
    const response = await proxyOf([() => Response.json({ boat }, { headers })]).proxy(visit());
    expect(Object.fromEntries(response.headers)).toEqual({
      "cache-control": "no-store",
      "content-type": "application/json",
    });
    expect(await response.json()).toEqual({ boat: { id: "boat_1", rig: { masts: 4 } } });
  });

  it.each<[string, Parameters<typeof proxyOf>[1], Record<string, string>]>([
    ["options", {}, {}],
    [
      "the environment",
      { apiKey: undefined, apiSecret: undefined },
      { HARBOUR_API_KEY: "the-key", HARBOUR_API_SECRET: "the-secret" },
    ],
    ["headers", { apiKey: "other", apiSecret: "another", headers: { "X-Api-Key": "the-key" } }, {}],
  ])(
    "comes back without the server's credentials from %s, however the service repeats them",
    async (_, options, env) => {
      for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
      onTestFinished(() => void vi.unstubAllEnvs());
      const { proxy, requests } = proxyOf([], {
        ...options,
        fetch: async (url, init) => {
          requests.push(new Request(url, init as RequestInit));
          const sent = init.headers["x-api-key"] ?? init.headers["authorization"] ?? "";
          return Response.json({
            boat: {
              id: "boat_1",
              name: "the key",
              tags: [sent, "x the-key y", "the%2Dkey", "\\u0074he-key"],
              [sent]: 1,
            },
          });
        },
      });
      const response = await proxy(visit());
      const tags = Array(4).fill("[redacted]");
      expect(requests).toHaveLength(1);
      expect(await response.json()).toEqual({ boat: { id: "boat_1", name: "the key", tags } });
    },
  );
});

const here = Object.values(operations).filter(({ path }) => path === "/boats/{boatId}");
const allow = [...here.map(({ method }) => method.toUpperCase()), "OPTIONS"].join(", ");
const problem = (part: string, pointer: string, rule: string) => [expect.objectContaining({ in: part, pointer, rule })];
const undocumented = (...pointers: string[]) => pointers.flatMap((pointer) => problem("body", pointer, "undocumented"));
const separator = problem("path", "/boatId", "path-segment");

describe("a request is refused, and nothing sent, with", () => {
  it.each<[string, Parameters<typeof visit>[0], number, object?]>([
    ["an unknown path", { path: "/nowhere" }, 404],
    ["no boat", { path: "/boats/" }, 404],
    ["a longer path", { path: "/boats/boat_1/train" }, 404],
    ["a slash at the end", { path: "/boats/boat_1/" }, 404],
    ["a path that climbs out", { path: "/boats/boat_1/../../assets/1" }, 404],
    ["another method", { method: "PATCH" }, 405],
    [
      "a path parameter that is not percent-encoded",
      { path: "/boats/%zz" },
      400,
      problem("path", "/boatId", "percent-encoding"),
    ],
    ["a path parameter that is not UTF-8", { path: "/boats/%ff" }, 400, problem("path", "/boatId", "percent-encoding")],
    ["an encoded slash in a path parameter", { path: "/boats/a%2F..%2F..%2Fteams" }, 400, separator],
    ["an encoded backslash", { path: "/boats/a%5C..%5Cteams" }, 400, separator],
    ["an encoded percent sign", { path: "/boats/%252e%252e" }, 400, separator],
    ["an encoded control character", { path: "/boats/a%0d%0ab" }, 400, separator],
    ["an unknown query parameter", { path: "/boats/m?a~/b=1" }, 400, problem("query", "/a~0~1b", "undocumented")],
    [
      "a repeated query parameter",
      { path: "/boats/m?allPhotos=true&allPhotos=false" },
      400,
      problem("query", "/allPhotos", "repeated"),
    ],
    ["a wrong query parameter", { path: "/boats/m?allPhotos=maybe" }, 400, problem("query", "/allPhotos", "type")],
    ["a form", { headers: { "content-type": "application/x-www-form-urlencoded" } }, 415],
    ["plain text", { headers: { "content-type": "text/plain; a=application/json" } }, 415],
    ["a similar type", { headers: { "content-type": "application/jsonp" } }, 415],
    ["no body", { body: null }, 400, problem("body", "", "required")],
    ["an empty body", { body: "" }, 400, problem("body", "", "required")],
    ["half a body", { body: '{"name":' }, 400, problem("body", "", "json")],
    ["a body that is not UTF-8", { body: new Uint8Array([34, 255, 34]) }, 400, problem("body", "", "json")],
    ["a body whose last character is cut", { body: new Uint8Array([123, 125, 195]) }, 400, problem("body", "", "json")],
    ["an invalid body", { body: '{"name":5}' }, 400, problem("body", "/name", "type")],
    [
      "undocumented properties",
      { body: '{"name":"x","ownerId":"o","rig":{"masts":4,"foo":{"bar":1}},"__proto__":{"a":1}}' },
      400,
      undocumented("/ownerId", "/rig/foo", "/__proto__"),
    ],
    [
      "undocumented properties of listed objects",
      { body: '{"convoy":[{"boatId":"a","distance":1},{"boatId":"b","distance":1,"a~/b":{},"toString":1}]}' },
      400,
      undocumented("/convoy/1/a~0~1b", "/convoy/1/toString"),
    ],
    ["a body that is too large", { body: `{"name":"${"x".repeat(2 ** 20)}"}` }, 413],
    ["a length that is too large", { headers: { "content-length": "1048577" } }, 413],
  ])("%s", async (_, init, status, problems) => {
    const { proxy, requests, errors } = proxyOf();
    const response = await proxy(visit(init));
    const { type, body } = await read(response);
    expect([response.status, type]).toEqual([status, "application/problem+json"]);
    expect(body).toMatchObject({ type: "about:blank", title: expect.any(String), status, detail: expect.any(String) });
    expect(body.problems).toEqual(problems);
    expect(response.headers.get("allow")).toBe(status === 405 ? allow : null);
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect([requests, errors]).toEqual([[], []]);
  });

  it("thousands of problems or a long pointer, of which it shows a part", async () => {
    const names = Array.from({ length: 40_000 }, (_, index) => `undocumented${index}`);
    for (const body of [
      JSON.stringify(Object.fromEntries(names.map((name) => [name, 1]))),
      JSON.stringify({ ["x".repeat(1_000_000)]: 1 }),
      `{"convoy":[${'{"boatId":5,"distance":1},'.repeat(1000)}1]}`,
    ]) {
      const response = await proxyOf().proxy(visit({ body }));
      const text = await response.text();
      expect(response.status).toBe(400);
      expect(text.length).toBeLessThan(50_000);
      expect(JSON.parse(text).problems.length).toBeLessThanOrEqual(100);
    }
  });

  it("a body that is not UTF-8, which is read to its end", async () => {
    const chunks = Array.from({ length: 10 }, () => new Uint8Array([255]));
    const body = new ReadableStream({
      pull: (controller) => {
        const chunk = chunks.pop();
        return chunk ? controller.enqueue(chunk) : controller.close();
      },
    });
    expect((await proxyOf().proxy(visit({ body, duplex: "half" }))).status).toBe(400);
    expect(chunks).toEqual([]);
  });

  it("HEAD, without a body", async () => {
    const response = await proxyOf().proxy(visit({ method: "HEAD" }));
    expect([response.status, response.headers.get("allow"), await response.text()]).toEqual([405, allow, ""]);
  });

  it("OPTIONS is answered without sending anything", async () => {
    const { proxy, requests } = proxyOf();
    const response = await proxy(visit({ method: "OPTIONS", body: null }));
    expect([response.status, response.headers.get("allow"), requests]).toEqual([204, allow, []]);
    expect((await proxy(visit({ method: "OPTIONS", path: "/other", body: null }))).status).toBe(404);
  });

  it("a body that has already been read, which the server's log explains", async () => {
    const { proxy, errors } = proxyOf();
    const request = visit();
    await request.text();
    expect((await proxy(request)).status).toBe(500);
    expect(String(errors[0])).toMatch(/before anything that parses bodies/);
  });

  it("a secret in a wrong place, which is not shown", async () => {
    const radioKey = "radio-secret";
    for (const body of [
      `{"rig":{"radioKey":["${radioKey}"]}}`,
      `{"rig":{"radioKey":"${radioKey.repeat(100)}"}}`,
      `{"rig":{"radioKey":"${radioKey}"`,
      `{"rig":{"radioKey":"${radioKey}"},"name":5}`,
    ]) {
      const response = await proxyOf().proxy(visit({ body }));
      expect(response.status).toBe(400);
      expect(await response.text()).not.toContain(radioKey);
    }
  });
});

describe("authorize", () => {
  it.each([{}, { authorize: undefined }, { authorize: true }])("cannot be left out: %j", (options) => {
    expect(() => createHarbourProxy({ path: "/", apiKey: "k", apiSecret: "s", ...options } as never)).toThrow(
      expect.toSatisfy((error) => error instanceof HarbourConfigError && /authorize/.test(error.message)),
    );
  });

  it.each([false, undefined, null, 0])("refuses with %s", async (verdict) => {
    const { proxy, requests } = proxyOf([], { authorize: async () => verdict as boolean });
    const { status, type, body } = await read(await proxy(visit()));
    expect([status, type, body.title]).toEqual([401, "application/problem+json", "Unauthorized"]);
    expect(requests).toEqual([]);
  });

  it("may give a response of its own", async () => {
    const { proxy, requests } = proxyOf([], { authorize: () => Response.redirect("https://app.example/login", 303) });
    const response = await proxy(visit());
    expect([response.status, response.headers.get("location")]).toEqual([303, "https://app.example/login"]);
    expect(requests).toEqual([]);
  });

  it("does not open the door with another truthy value, such as another library's response", async () => {
    const { proxy, requests, errors } = proxyOf([], { authorize: (() => ({ status: 401 })) as never });
    expect((await proxy(visit())).status).toBe(500);
    expect(String(errors[0])).toMatch(/authorize must return true, false or a Response/);
    expect(requests).toEqual([]);
  });

  it("may fail, which only the server's log explains", async () => {
    const failure = new Error("no connection to postgres://app:password@db");
    const { proxy, requests, errors } = proxyOf([], { authorize: () => Promise.reject(failure) });
    const response = await proxy(visit());
    expect(response.status).toBe(500);
    expect(await response.text()).not.toMatch(/postgres|password/);
    expect([requests, errors]).toEqual([[], [failure]]);
  });

  it("may return the same response each time", async () => {
    const denied = new Response("Log in", { status: 403 });
    const origin = "https://studio.example";
    const { proxy, errors } = proxyOf([], { authorize: () => denied, allowedOrigins: [origin] });
    for (const headers of [{}, {}, { origin }, { origin }]) {
      const response = await proxy(visit({ headers }));
      expect([response.status, await response.text()]).toEqual([403, "Log in"]);
    }
    expect(errors).toEqual([]);
  });

  it.each<[string, () => Promise<Response> | Response]>([
    ["an error", () => Response.error()],
    [
      "a response that has been read",
      async () => {
        const used = new Response("Log in", { status: 403 });
        await used.text();
        return used;
      },
    ],
    ["something that only looks like a response", () => ({ [Symbol.toStringTag]: "Response", status: 200 }) as never],
  ])("gives a 500 and a line in the log with %s", async (_, authorize) => {
    const origin = "https://studio.example";
    const { proxy, requests, errors } = proxyOf([], { authorize, allowedOrigins: [origin] });
    const statuses = [visit(), visit({ headers: { origin } }), visit({ method: "HEAD" })].map(
      async (request) => (await proxy(request)).status,
    );
    expect(await Promise.all(statuses)).toEqual([500, 500, 405]);
    expect([requests, errors]).toEqual([[], [expect.any(Error), expect.any(Error)]]);
  });

  it("gets the call and the request without its body, before the body is read", async () => {
    const pull = vi.fn();
    const body = new ReadableStream({ pull }, { highWaterMark: 0 });
    let seen: unknown;
    const { proxy } = proxyOf([], {
      authorize: async (request, call) => {
        seen = [request.method, request.url, request.headers.get("cookie"), await request.text(), call];
        return new Response(null, { status: 402 });
      },
    });
    const request = visit({ path: "/boats/a%20b", headers: { cookie: "session=1" }, body, duplex: "half" });
    expect((await proxy(request)).status).toBe(402);
    const call = { operation: "updateBoat", path: { boatId: "a b" } };
    expect(seen).toEqual(["PUT", "https://app.example/api/harbour/boats/a%20b", "session=1", "", call]);
    expect(pull).not.toHaveBeenCalled();
  });
});

describe("the service's", () => {
  const status =
    (status: number, headers = {}) =>
    () =>
      new Response("no", { status, headers });
  it.each<[string, Answer, number]>([
    ["400", status(400), 400],
    ["401", status(401), 502],
    ["402", status(402), 502],
    ["403", status(403), 502],
    ["404", status(404), 404],
    ["408", status(408), 502],
    ["409", status(409), 409],
    ["422", status(422), 422],
    ["429", status(429), 429],
    ["500", status(500), 502],
    ["503", status(503), 502],
    ["504", status(504), 502],
    ["redirect", status(307, { location: "https://elsewhere.example/the-secret" }), 502],
    ["HTML", () => new Response("<p>the-secret</p>"), 502],
    ["silence", () => Promise.reject(new TypeError("the-secret.example refused")), 502],
  ])("%s becomes a problem in our own words", async (_, answer, expected) => {
    const { proxy, errors, requests } = proxyOf([answer]);
    const response = await proxy(visit());
    expect(response.status).toBe(expected);
    expect(Object.keys(await response.json())).toEqual(["type", "title", "status", "detail"]);
    // It is the client in the browser that tries again.
    expect(requests).toHaveLength(1);
    // What the visitor can do nothing about goes into the server's log.
    expect(errors).toHaveLength(expected >= 500 ? 1 : 0);
  });

  it.each([
    [429, "7", "7"],
    [429, "0", "0"],
    [429, "-1", null],
    [429, "9999999", null],
    [429, "the-secret", null],
    [503, "7", null],
  ])("Retry-After of a %d, %s, comes back as %s", async (code, sent, expected) => {
    const { proxy } = proxyOf([status(code, { "retry-after": sent })]);
    expect((await proxy(visit())).headers.get("retry-after")).toBe(expected);
  });

  it.each([
    ["Root=1-67891233-abcdef012345678912345678", undefined],
    ["0a1b2c3d-1111-2222-3333-444455556666", "0a1b2c3d-1111-2222-3333-444455556666"],
    ["x".repeat(65), undefined],
    ["the-secret", undefined],
    ["<script>", undefined],
  ])("request ID %s comes back as %s", async (sent, expected) => {
    const { proxy } = proxyOf([status(404, { "x-request-id": sent })]);
    expect((await read(await proxy(visit()))).body.requestId).toBe(expected);
  });

  it.each([400, 401, 404, 409, 422, 429, 500])("echo of every secret in a %d is not passed on", async (code) => {
    const radioKey = "the-radio-key";
    const secrets = ["the-key", "the-secret", radioKey, btoa("the-key:the-secret")];
    const echo: Answer = () =>
      Response.json(
        { detail: secrets.join(" "), requestId: "the-secret", [radioKey]: secrets },
        {
          status: code,
          statusText: "the-key",
          headers: {
            "x-echo": secrets.join(),
            "x-request-id": "the-secret",
            "retry-after": radioKey,
            "set-cookie": "a=the-key",
          },
        },
      );
    const { proxy, errors } = proxyOf([echo]);
    const response = await proxy(visit({ body: JSON.stringify({ rig: { radioKey } }) }));
    const seen = `${response.statusText} ${JSON.stringify([...response.headers])} ${await response.text()} ${errors.map(String)}`;
    expect(secrets.filter((secret) => seen.includes(secret))).toEqual([]);
  });

  it("silence, until the client's timeout, becomes a 504", async () => {
    const { proxy, errors } = proxyOf([() => new Promise(() => {})], { timeout: 10 });
    expect((await proxy(visit())).status).toBe(504);
    expect(errors).toEqual([expect.objectContaining({ code: "timeout" })]);
  });

  it("error says to the server's log what the visitor does not learn", async () => {
    const { proxy, errors } = proxyOf([status(401)]);
    await proxy(visit());
    expect(errors).toEqual([expect.objectContaining({ code: "unauthorized", status: 401 })]);
  });
});

it("a log that fails changes nothing", async () => {
  for (const onError of [
    () => Promise.reject(new Error("full")) as never,
    () => {
      throw new Error("full");
    },
  ]) {
    const { proxy } = proxyOf([() => new Response(null, { status: 500 })], { onError });
    expect((await proxy(visit())).status).toBe(502);
  }
});

describe("a request ends", () => {
  /** A service that never answers, and says when the call is ended. */
  function silent() {
    const calls: { ended: boolean }[] = [];
    const fetch = (_: unknown, { signal }: { signal: AbortSignal }) =>
      new Promise<Response>((_, reject) => {
        const call = { ended: false };
        calls.push(call);
        signal.addEventListener("abort", () => {
          call.ended = true;
          reject(signal.reason);
        });
      });
    return { calls, fetch: fetch as never };
  }

  it("with the call to the service, if the visitor goes away", async () => {
    const { calls, fetch } = silent();
    const { proxy, errors } = proxyOf([], { fetch });
    const gone = new AbortController();
    const response = proxy(visit({ signal: gone.signal }));
    await until(() => calls.length === 1);
    gone.abort();
    expect((await response).status).toBe(499);
    expect([calls, errors]).toEqual([[{ ended: true }], []]);
  });

  it("before anything is sent, if the visitor has gone already or goes while authorize decides", async () => {
    const { proxy, requests } = proxyOf();
    expect((await proxy(visit({ signal: AbortSignal.abort() }))).status).toBe(499);

    const gone = new AbortController();
    const decided = Promise.withResolvers<boolean>();
    const late = proxyOf([], { authorize: () => decided.promise });
    const response = late.proxy(visit({ signal: gone.signal }));
    gone.abort();
    expect((await response).status).toBe(499);
    decided.resolve(true);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect([...requests, ...late.requests]).toEqual([]);
  });

  it.each<[string, number, Partial<Parameters<typeof proxyOf>[1]>, Parameters<typeof visit>[0]]>([
    ["the service is silent", 504, { fetch: silent().fetch }, {}],
    ["authorize takes too long", 504, { authorize: () => new Promise(() => {}) }, {}],
    ["the body does not come", 408, {}, { body: new ReadableStream(), duplex: "half" }],
  ])("when the time is up: %s", async (_, status, options, init) => {
    const time = testClock({ stopped: true });
    const { proxy, requests } = proxyOf([], { clock: time.clock, timeLimit: 5000, ...options });
    const response = proxy(visit(init));
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(time.waits).toEqual([5000]);
    time.elapse();
    expect((await response).status).toBe(status);
    expect([requests, time.running()]).toEqual([[], 0]);
  });

  it("when the time is up, and what still comes of the body is not read", async () => {
    const time = testClock({ stopped: true });
    let pulls = 0;
    const body = new ReadableStream(
      {
        async pull(controller) {
          await new Promise((resolve) => setImmediate(resolve));
          pulls++;
          controller.enqueue(new Uint8Array([32]));
        },
      },
      { highWaterMark: 0 },
    );
    const { proxy } = proxyOf([], { clock: time.clock });
    const response = proxy(visit({ body, duplex: "half" }));
    await until(() => pulls > 5);
    time.elapse();
    expect((await response).status).toBe(408);
    const before = pulls;
    for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
    expect(pulls - before).toBeLessThanOrEqual(1);
  });

  it("and leaves no timer and no listener behind", async () => {
    const time = testClock({ stopped: true });
    const request = visit();
    await proxyOf([good], { clock: time.clock }).proxy(request);
    expect([time.running(), getEventListeners(request.signal, "abort")]).toEqual([0, []]);
    await proxyOf([good], { clock: time.clock, timeLimit: Infinity }).proxy(visit());
    expect(time.waits).toEqual([55_000]);
  });
});

it.each([
  [{ path: undefined }, /path must be/],
  [{ path: "api" }, /path must be.*: api/],
  [{ path: "/api/" }, /path must be/],
  [{ path: "/api/../x" }, /path must be/],
  [{ path: "/a?b" }, /path must be/],
  [{ path: "https://app.example/api" }, /path must be/],
  [{ allowedOrigins: ["*"] }, /allowedOrigins must be/],
  [{ allowedOrigins: ["https://*.app.example"] }, /allowedOrigins must be origins without \*.*: https:\/\/\*/],
  [{ allowedOrigins: ["chrome-extension://*"] }, /allowedOrigins must be origins without \*/],
  [{ allowedOrigins: ["null"] }, /allowedOrigins must be/],
  [{ allowedOrigins: ["https://app.example/"] }, /allowedOrigins must be.*: https:\/\/app.example\/$/],
  [{ allowedOrigins: ["https://APP.example"] }, /allowedOrigins must be/],
  [{ maxBodySize: -1 }, /maxBodySize must be 0 or more: -1/],
  [{ timeLimit: Number.NaN }, /timeLimit must be/],
  [{ apiSecret: "" }, /Pass apiKey and apiSecret/],
])("the options %j are refused", (options, message) => {
  expect(() => proxyOf([], options as never)).toThrow(message);
});

it("serves at the root too", async () => {
  const { proxy } = proxyOf([], { path: "/" });
  expect((await proxy(new Request("https://app.example/boats/boat_1", visit()))).status).toBe(200);
});

it("the client understands the proxy's responses", async () => {
  const { proxy } = proxyOf([() => new Response(null, { status: 404, headers: { "x-request-id": "0a1b" } }), good]);
  const page = createHarbourClient({
    baseUrl: "https://app.example/api/harbour",
    auth: "none",
    fetch: (url, init) => proxy(new Request(url, init)),
  });
  const call = () => page.updateBoat({ path: { boatId: "boat_1" }, body: { name: "Dawn" } });
  const error = await call().catch((error: unknown) => error);
  expect(error).toBeInstanceOf(HarbourNotFoundError);
  expect(error).toMatchObject({ body: { detail: expect.stringMatching(/does not have/), requestId: "0a1b" } });
  expect(await call()).toEqual({ boat: { id: "boat_1" } });
});
