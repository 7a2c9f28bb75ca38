import { getEventListeners } from "node:events";
import { afterEach, describe, expect, it, vi } from "vitest";
import { type Answer, clientOf, good, rejection, testClock, until } from "./client-of.ts";
import {
  type FetchInit,
  HarbourConfigError,
  HarbourConnectionError,
  HarbourInvalidResponseError,
  HarbourRedirectError,
  HarbourServerError,
  HarbourTimeoutError,
  type Middleware,
  type Retry,
} from "./harbour/index.gen.ts";

afterEach(() => vi.unstubAllGlobals());

const down: Answer = () => new Response("down", { status: 503 });
const broken: Answer = () => Promise.reject(new TypeError("fetch failed"));
const idle: Middleware = { onRequest() {} };
const reason = new Error("the user went away");
const silent: Answer = () => new Promise(() => {});
const stopping = (error: unknown) => new Response(new ReadableStream({ pull: (body) => body.error(error) }));
const cutShort = () => stopping(new Error("reset"));

describe("retries", () => {
  it.each<[string, Answer]>([
    ["a failed connection", broken],
    ["a body that is cut short", cutShort],
    ...[408, 429, 500, 502, 503, 504].map((status): [string, Answer] => [
      `${status}`,
      () => new Response("", { status }),
    ]),
  ])("follow %s", async (_, answer) => {
    const { update, requests, time } = clientOf([answer, answer, good]);
    await expect(update()).resolves.toEqual({ boat: { id: "boat_1" } });
    expect(await Promise.all(requests.map((request) => request.json()))).toEqual(Array(3).fill({ name: "x" }));
    expect(time.running()).toBe(0);
  });

  it.each([400, 401, 403, 404, 409, 422, 501])("do not follow %i", async (status) => {
    const { update, requests } = clientOf([() => new Response(null, { status })]);
    await expect(update()).rejects.toMatchObject({ status, attempts: 1 });
    expect(requests).toHaveLength(1);
  });

  it("end after the last, whose error has the number of attempts", async () => {
    const { update, requests } = clientOf([down]);
    const error = await rejection(update());
    expect(error).toBeInstanceOf(HarbourServerError);
    expect(error).toMatchObject({ status: 503, attempts: 3, body: "down" });
    expect(error.message).toBe("updateBoat: 503 (attempt 3)");
    expect(requests).toHaveLength(3);
  });

  it("wait twice as long each time, at most maxRetryDelay, with full jitter", async () => {
    const { update, time } = clientOf([down], { retries: 5, maxRetryDelay: 3000 });
    await rejection(update());
    expect(time.waits).toEqual([500, 1000, 2000, 3000, 3000]);
    const quarter = testClock({ random: 0.25 });
    await rejection(clientOf([down], { clock: quarter.clock }).update());
    expect(quarter.waits).toEqual([125, 250]);
  });

  it.each([
    ["2", 2000],
    ["0", 0],
    ["Thu, 01 Jan 2026 00:00:07 GMT", 7000],
    ["Wed, 31 Dec 2025 00:00:00 GMT", 0],
    ["3600", 30_000],
    ["20;", 20_000],
    ["5,", 5000],
    ["5, 10", 5000],
    ["soon", 500],
    ["", 500],
  ])("wait as Retry-After says: %s", async (retryAfter, delay) => {
    const headers = { "retry-after": retryAfter };
    const { update, time } = clientOf([() => new Response(null, { status: 429, headers }), good]);
    await update();
    expect(time.waits).toEqual([delay]);
  });

  it("are announced to onRetry", async () => {
    const retries: Retry[] = [];
    const { update } = clientOf([down, broken, good], { onRetry: (retry) => retries.push(retry) });
    await update();
    expect(retries).toMatchObject([
      { attempt: 1, delay: 500, operation: "updateBoat", reason: { code: "server", status: 503, body: "down" } },
      { attempt: 2, delay: 1000, operation: "updateBoat", reason: { code: "connection" } },
    ]);
  });

  it("do not follow a Retry-After that is no date of HTTP at once", async () => {
    const headers = { "retry-after": "2026-01-01T00:00:07Z" };
    const { update, time } = clientOf([() => new Response(null, { status: 503, headers }), good]);
    await update();
    expect(time.waits[0]).toBeGreaterThan(0);
  });

  it.each<[string, () => unknown]>([
    [
      "throws",
      () => {
        throw reason;
      },
    ],
    ["rejects", () => Promise.reject(reason)],
    [
      "rejects later",
      async () => {
        await new Promise((resolve) => setImmediate(resolve));
        throw reason;
      },
    ],
  ])("do not happen if onRetry %s, which ends the call", async (_, onRetry) => {
    const unhandled = vi.fn();
    process.on("unhandledRejection", unhandled);
    const { update, requests, time } = clientOf([down], { onRetry });
    expect(await rejection(update())).toBe(reason);
    await new Promise((resolve) => setImmediate(resolve));
    process.off("unhandledRejection", unhandled);
    expect(unhandled).not.toHaveBeenCalled();
    expect([requests.length, time.waits, time.running()]).toEqual([1, [], 0]);
  });

  it("wait for onRetry", async () => {
    const events: string[] = [];
    const onRetry = async () => {
      await new Promise((resolve) => setImmediate(resolve));
      events.push("ready");
    };
    const answer: Answer = () => {
      events.push("sent");
      return good();
    };
    await clientOf([down, answer], { onRetry }).update();
    expect(events).toEqual(["ready", "sent"]);
  });

  it("can be turned off for a call", async () => {
    const { update, requests } = clientOf([down]);
    await rejection(update({ retries: 0 }));
    expect(requests).toHaveLength(1);
  });

  const stream = { body: new Blob(["x"]).stream(), bodySerializer: (body: unknown) => body };
  it.each<[string, object, number]>([
    ["post", {}, 1],
    ["post", { retries: 1 }, 2],
    ["put", { ...stream, retries: 2 }, 1],
  ])("need an idempotent method or the option, and no stream: %s %j", async (method, init, attempts) => {
    const { harbour, requests } = clientOf([down]);
    const request = harbour.request as unknown as (method: string, path: string, init?: object) => Promise<unknown>;
    await request(method, "/boats", init);
    expect(requests).toHaveLength(attempts);
  });
});

describe("timeouts", () => {
  it("end an attempt, and are retried", async () => {
    const { update, requests, time } = clientOf([silent]);
    const error = await rejection(update({ timeout: 1000 }));
    expect(error).toBeInstanceOf(HarbourTimeoutError);
    expect(error).toMatchObject({ code: "timeout", timeout: 1000, attempts: 3 });
    expect(error.message).toBe("updateBoat: no complete response within 1000 ms (attempt 3)");
    expect(requests).toHaveLength(3);
    expect(time.running()).toBe(0);
  });

  it("include the body", async () => {
    const time = testClock({ stopped: true });
    let reading = false;
    const stuck = new ReadableStream({
      pull() {
        reading = true;
        return new Promise(() => {});
      },
    });
    const { update } = clientOf([() => new Response(stuck)], { retries: 0, clock: time.clock });
    const error = rejection(update());
    await until(() => reading);
    time.elapse();
    expect(await error).toBeInstanceOf(HarbourTimeoutError);
  });

  it.each([500, 503, 404])("keep the status %i of a response whose body stalls", async (status) => {
    const stalls = () => new Response(new ReadableStream({ pull: () => new Promise(() => {}) }), { status });
    const reasons: unknown[] = [];
    const { update } = clientOf([stalls], { onRetry: ({ reason }) => reasons.push(reason.code) });
    const error = await rejection(update({ timeout: 1000 }));
    expect(error).toMatchObject({ name: status === 404 ? "HarbourNotFoundError" : "HarbourServerError", status });
    expect(reasons).toEqual(status === 404 ? [] : ["server", "server"]);
  });

  it.each([
    ["HeadersTimeoutError", "UND_ERR_HEADERS_TIMEOUT"],
    ["BodyTimeoutError", "UND_ERR_BODY_TIMEOUT"],
  ])("of the runtime count as such: %s", async (name, code) => {
    const cause = Object.assign(new Error("too late"), { name, code });
    const late = new TypeError("fetch failed", { cause });
    for (const answer of [() => Promise.reject(late), () => stopping(late), () => Promise.reject(cause)]) {
      const { update, requests } = clientOf([answer], { timeout: Number.POSITIVE_INFINITY });
      const error = await rejection(update());
      expect(error).toBeInstanceOf(HarbourTimeoutError);
      expect(error).toMatchObject({ timeout: Number.POSITIVE_INFINITY, attempts: 3, cause: { code } });
      expect(error.message).toContain(code);
      expect(requests).toHaveLength(3);
    }
  });

  it("can be turned off", async () => {
    const { update, time } = clientOf([good], { timeout: Number.POSITIVE_INFINITY });
    await update();
    expect(time.waits).toEqual([]);
  });
});

describe("the caller's signal", () => {
  it.each(["client", "call"])("of the %s ends a wait at once, with its reason", async (where) => {
    const controller = new AbortController();
    const { signal } = controller;
    const time = testClock({ stopped: true });
    const { update, requests } = clientOf([down], { clock: time.clock, ...(where === "client" && { signal }) });
    const error = rejection(update(where === "call" ? { signal } : {}));
    await until(() => time.waits.length > 0);
    controller.abort(reason);
    expect(await error).toBe(reason);
    expect(requests).toHaveLength(1);
    expect(time.running()).toBe(0);
    expect(getEventListeners(signal, "abort")).toHaveLength(0);
  });

  it("ends an attempt, whose fetch is told", async () => {
    const controller = new AbortController();
    let seen: AbortSignal | undefined;
    const fetch = async (_: string, { signal }: { signal: AbortSignal }) => {
      seen = signal;
      return new Promise<Response>(() => {});
    };
    const error = rejection(clientOf([], { fetch }).update({ signal: controller.signal }));
    await until(() => seen);
    controller.abort("enough");
    expect(await error).toBe("enough");
    expect(seen?.reason).toBe("enough");
  });

  it("sends nothing if it is aborted already", async () => {
    const { update, requests } = clientOf();
    expect(await rejection(update({ signal: AbortSignal.abort("no") }))).toBe("no");
    expect(requests).toHaveLength(0);
  });

  it.each([null, 0, ""])("may be aborted with %j", async (reason) => {
    const controller = new AbortController();
    const { update } = clientOf([silent]);
    const error = rejection(update({ signal: controller.signal }));
    controller.abort(reason);
    expect(await error).toBe(reason);
  });

  it("has a reason of its own if it is aborted without one", async () => {
    const controller = new AbortController();
    const { update, requests } = clientOf([silent]);
    const error = rejection(update({ signal: controller.signal }));
    controller.abort(undefined);
    expect((await error).name).toBe("AbortError");
    expect(requests).toHaveLength(1);
  });

  it("may be shared by many calls, and has no listener after them", async () => {
    const warnings: unknown[] = [];
    const warn = (warning: unknown) => warnings.push(warning);
    process.on("warning", warn);
    const controller = new AbortController();
    const { signal } = controller;
    const answers: (() => void)[] = [];
    const fetch = () => new Promise<Response>((resolve) => answers.push(() => resolve(Response.json({ boat: {} }))));
    const { harbour, update } = clientOf([], { fetch, signal });
    harbour.use(idle);
    const calls = Array.from({ length: 40 }, () => update({ signal }));
    await until(() => answers.length === calls.length);
    // Node 20 warns of more than ten listeners.
    expect(getEventListeners(signal, "abort").length).toBeLessThanOrEqual(10);
    for (const answer of answers.slice(0, 20)) answer();
    await Promise.all(calls.slice(0, 20));
    controller.abort(reason);
    expect(await Promise.all(calls.slice(20).map(rejection))).toEqual(Array(20).fill(reason));
    expect(getEventListeners(signal, "abort")).toHaveLength(0);
    await new Promise((resolve) => setImmediate(resolve));
    process.off("warning", warn);
    expect(warnings).toEqual([]);
  });
});

describe("responses that are not documented", () => {
  it.each<[string, Answer, string]>([
    ["empty", () => new Response(null), ""],
    ["not JSON", () => new Response('{"boat":'), '{"boat":'],
    ["not JSON", () => new Response("<html>proxy</html>"), "<html>proxy</html>"],
  ])("%s", async (message, answer, text) => {
    const error = await rejection(clientOf([answer]).update());
    expect(error).toBeInstanceOf(HarbourInvalidResponseError);
    expect(error.message).toBe(`updateBoat: the response is ${message}`);
    expect(error).toMatchObject({ code: "invalid_response", status: 200, text });
  });

  it("cut short", async () => {
    await expect(clientOf([cutShort], { retries: 0 }).update()).rejects.toMatchObject({
      name: "HarbourConnectionError",
      message: "updateBoat: the response was cut short (Error)",
      cause: { name: "Error" },
    });
  });

  it("too large, and not read to the end", async () => {
    let pulled = 0;
    const pull = (controller: ReadableStreamDefaultController) => {
      pulled++;
      controller.enqueue(new Uint8Array(1000));
    };
    const { update, requests } = clientOf([() => new Response(new ReadableStream({ pull }))], {
      maxResponseSize: 5000,
    });
    await expect(update()).rejects.toThrow("updateBoat: the response is larger than 5000 bytes");
    expect(requests).toHaveLength(1);
    expect(pulled).toBeLessThan(10);
  });

  it.each([
    ["breaks off", () => cutShort().body],
    ["is too large", () => "x".repeat(100)],
  ] as const)("keep an error status if the body %s", async (_, body) => {
    const answer = (status: number) => () => new Response(body(), { status });
    const missing = clientOf([answer(404)], { maxResponseSize: 50 });
    expect(await rejection(missing.update())).toMatchObject({ status: 404, body: undefined, attempts: 1 });
    const temporary = clientOf([answer(503), good], { maxResponseSize: 50 });
    await expect(temporary.update()).resolves.toEqual({ boat: { id: "boat_1" } });
  });

  it("redirects, which are not followed", async () => {
    const headers = { location: "https://other.example/" };
    const { update, requests } = clientOf([() => new Response(null, { status: 307, headers })]);
    const error = await rejection(update());
    expect(error).toBeInstanceOf(HarbourRedirectError);
    expect(error).toMatchObject({ code: "redirect", status: 307 });
    expect(error.headers.get("location")).toBe("https://other.example/");
    expect(error.message).toBe("updateBoat: 307: redirects are not followed");
    expect(requests).toHaveLength(1);
    expect(requests[0]?.redirect).toBe("manual");
  });

  it("none at all, with the code that is deepest in the chain of causes", async () => {
    const aborted = Object.assign(new Error("the proxy said 407"), { code: "UND_ERR_ABORTED", errno: undefined });
    const cause = Object.assign(new Error("aborted", { cause: aborted }), { code: 0 });
    const fetch = () => Promise.reject(new TypeError("fetch failed", { cause }));
    const error = await rejection(clientOf([], { fetch, retries: 0 }).update());
    expect(error.message).toBe("updateBoat: no response (UND_ERR_ABORTED)");
    expect(Object.keys(error.cause).sort()).toEqual(["code", "name"]);
  });

  it("none at all, with the cause", async () => {
    const error = await rejection(clientOf([broken], { retries: 0 }).update());
    expect(error).toBeInstanceOf(HarbourConnectionError);
    expect(error.message).toBe("updateBoat: no response (TypeError)");
    expect(error.cause).toMatchObject({ name: "TypeError" });
  });
});

describe("fetch", () => {
  // Browsers and workerd refuse to call their fetch as a method.
  async function strictFetch(this: unknown) {
    if (this !== undefined && this !== globalThis) throw new TypeError("Illegal invocation");
    return good();
  }

  it.each([[], [idle]])("is not called as a method, with middleware %j", async (...middleware) => {
    const { harbour, update } = clientOf([], { fetch: strictFetch });
    harbour.use(...middleware);
    await expect(update()).resolves.toEqual({ boat: { id: "boat_1" } });
    const { data } = await harbour.request("put", "/boats/{boatId}", {
      params: { path: { boatId: "boat_1" } },
      body: {},
      middleware,
    });
    expect(data).toEqual({ boat: { id: "boat_1" } });
  });

  it("is the global one of the moment", async () => {
    const { update } = clientOf([], { fetch: undefined });
    vi.stubGlobal("fetch", strictFetch);
    await expect(update()).resolves.toEqual({ boat: { id: "boat_1" } });
  });

  it("is called with a URL and plain headers, with middleware as well", async () => {
    for (const middleware of [[], [idle]]) {
      const calls: [unknown, FetchInit][] = [];
      const fetch = async (url: string, init: FetchInit) => {
        calls.push([url, init]);
        return good();
      };
      const { harbour, update } = clientOf([], { fetch });
      harbour.use(...middleware);
      await update();
      const [[url, { signal, body, ...init }] = [undefined, {} as FetchInit]] = calls;
      expect(url).toBe("https://api.harbour.example/v1/boats/boat_1");
      expect(signal).toBeInstanceOf(AbortSignal);
      expect(await new Response(body).text()).toBe('{"name":"x"}');
      expect(Object.getPrototypeOf(init.headers)).toBe(Object.prototype);
      expect(init).toEqual({
        method: "PUT",
        redirect: "manual",
        headers: {
          authorization: `Basic ${btoa("the-key:the-secret")}`,
          "content-type": "application/json",
          "user-agent": expect.stringMatching(/^harbour-client/),
        },
      });
    }
  });

  it("may come from a runtime without streams", async () => {
    vi.stubGlobal("ReadableStream", undefined);
    const withoutBody =
      (status: number, text: string): Answer =>
      () => {
        const response = new Response(null, { status, headers: { "x-request-id": "7" } });
        return Object.defineProperty(response, "text", { value: async () => text });
      };
    const answers = [withoutBody(503, "down"), withoutBody(200, '{"boat":{"id":"boat_1"}}')];
    const fetch = async () => (answers.shift() ?? withoutBody(404, '{"detail":"No."}'))();
    const { update } = clientOf([], { fetch });
    await expect(update()).resolves.toEqual({ boat: { id: "boat_1" } });
    expect(await rejection(update())).toMatchObject({ status: 404, body: { detail: "No." }, requestId: "7" });
  });

  it.each([undefined, null, "x", 5, {}, { ok: true }])("that returns no Response but %j is reported", async (value) => {
    const fetch = async () => value as unknown as Response;
    const error = await rejection(clientOf([], { fetch }).update());
    expect(error).toBeInstanceOf(HarbourConnectionError);
    expect(error.attempts).toBe(1);
  });
});

it.each<["info" | "warn" | undefined, string[]]>([
  [
    "info",
    [
      "! PUT /v1/boats/boat_1 503 0 ms, attempt 1",
      "! PUT /v1/boats/boat_1 connection 0 ms, attempt 2",
      "PUT /v1/boats/boat_1 200 0 ms, attempt 3",
    ],
  ],
  ["warn", ["! PUT /v1/boats/boat_1 503 0 ms, attempt 1", "! PUT /v1/boats/boat_1 connection 0 ms, attempt 2"]],
  [undefined, []],
])("attempts are logged with logLevel %s", async (logLevel, lines) => {
  const logged: string[] = [];
  const logger = { info: (line: string) => logged.push(line), warn: (line: string) => logged.push(`! ${line}`) };
  await clientOf([down, broken, good], { logger, logLevel }).update();
  expect(logged).toEqual(lines);
});

describe("options", () => {
  it.each(["timeout", "retries", "maxRetryDelay", "maxResponseSize"])("%s must be 0 or more", (name) => {
    for (const value of [-1, Number.NaN, "1s" as unknown as number]) {
      expect(() => clientOf([], { [name]: value })).toThrow(`${name} must be 0 or more: ${value}`);
    }
    expect(() => clientOf([], { [name]: undefined })).not.toThrow();
  });

  it("of a call are checked too, and nothing is sent", async () => {
    const { update, requests } = clientOf();
    await expect(update({ timeout: -1 })).rejects.toBeInstanceOf(HarbourConfigError);
    expect(requests).toHaveLength(0);
  });
});
