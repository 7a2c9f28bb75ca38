import { getEventListeners } from "node:events";
import { describe, expect, it } from "vitest";
import {
  type Retry,
  ScenarioConfigError,
  ScenarioConnectionError,
  ScenarioRedirectError,
  ScenarioResponseError,
  ScenarioServerError,
  ScenarioTimeoutError,
} from "../src/index.ts";
import { type Answer, clientOf, good, rejection, testClock, until } from "./client-of.ts";

const down: Answer = () => new Response("down", { status: 503 });
const broken: Answer = () => Promise.reject(new TypeError("fetch failed"));
const silent: Answer = () => new Promise(() => {});
const cutShort = () => new Response(new ReadableStream({ pull: (controller) => controller.error(new Error("reset")) }));

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
    await expect(update()).resolves.toEqual({ model: { id: "model_1" } });
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
    expect(error).toBeInstanceOf(ScenarioServerError);
    expect(error).toMatchObject({ status: 503, attempts: 3, body: "down" });
    expect(error.message).toBe("updateModel: 503 (attempt 3)");
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
    ["soon", 500],
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
      { attempt: 1, delay: 500, operation: "updateModel", reason: { code: "server", status: 503, body: "down" } },
      { attempt: 2, delay: 1000, operation: "updateModel", reason: { code: "connection" } },
    ]);
  });

  it("can be turned off for a call", async () => {
    const { update, requests } = clientOf([down]);
    await rejection(update({ retries: 0 }));
    expect(requests).toHaveLength(1);
  });

  const stream = { body: new Blob(["x"]).stream(), bodySerializer: (body: unknown) => body, duplex: "half" };
  it.each<[string, object, number]>([
    ["post", {}, 1],
    ["post", { retries: 1 }, 2],
    ["put", { ...stream, retries: 2 }, 1],
  ])("need an idempotent method or the option, and no stream: %s %j", async (method, init, attempts) => {
    const { scenario, requests } = clientOf([down]);
    const request = scenario.request as unknown as (method: string, path: string, init?: object) => Promise<unknown>;
    await request(method, "/models", init);
    expect(requests).toHaveLength(attempts);
  });
});

describe("timeouts", () => {
  it("end an attempt, and are retried", async () => {
    const { update, requests, time } = clientOf([silent]);
    const error = await rejection(update({ timeout: 1000 }));
    expect(error).toBeInstanceOf(ScenarioTimeoutError);
    expect(error).toMatchObject({ code: "timeout", timeout: 1000, attempts: 3 });
    expect(error.message).toBe("updateModel: no complete response within 1000 ms (attempt 3)");
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
    expect(await error).toBeInstanceOf(ScenarioTimeoutError);
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
    const reason = new Error("the user went away");
    controller.abort(reason);
    expect(await error).toBe(reason);
    expect(requests).toHaveLength(1);
    expect(time.running()).toBe(0);
    expect(getEventListeners(signal, "abort")).toHaveLength(0);
  });

  it("ends an attempt, whose fetch is told", async () => {
    const controller = new AbortController();
    let seen: AbortSignal | undefined;
    const fetch = async (_: Request, { signal }: { signal: AbortSignal }) => {
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

  it("has no listener after a call", async () => {
    const { signal } = new AbortController();
    await clientOf().update({ signal });
    expect(getEventListeners(signal, "abort")).toHaveLength(0);
  });
});

describe("responses that are not documented", () => {
  it.each<[string, Answer, string]>([
    ["empty", () => new Response(null), ""],
    ["not JSON", () => new Response('{"model":'), '{"model":'],
    ["HTML, probably from a proxy", () => new Response("<html>proxy</html>"), "<html>proxy</html>"],
  ])("%s", async (message, answer, text) => {
    const error = await rejection(clientOf([answer]).update());
    expect(error).toBeInstanceOf(ScenarioResponseError);
    expect(error.message).toBe(`updateModel: the response is ${message}`);
    expect(error).toMatchObject({ code: "response", status: 200, text });
  });

  it("cut short", async () => {
    await expect(clientOf([cutShort], { retries: 0 }).update()).rejects.toMatchObject({
      name: "ScenarioResponseError",
      message: "updateModel: the response was cut short",
      cause: new Error("reset"),
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
    await expect(update()).rejects.toThrow("updateModel: the response is larger than 5000 bytes");
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
    await expect(temporary.update()).resolves.toEqual({ model: { id: "model_1" } });
  });

  it("redirects, which are not followed", async () => {
    const headers = { location: "https://other.example/" };
    const { update, requests } = clientOf([() => new Response(null, { status: 307, headers })]);
    const error = await rejection(update());
    expect(error).toBeInstanceOf(ScenarioRedirectError);
    expect(error).toMatchObject({ code: "redirect", status: 307, location: "https://other.example/" });
    expect(error.message).toBe("updateModel: redirects are not followed: https://other.example/");
    expect(requests).toHaveLength(1);
    expect(requests[0]?.redirect).toBe("manual");
  });

  it("none at all, with the cause", async () => {
    const error = await rejection(clientOf([broken], { retries: 0 }).update());
    expect(error).toBeInstanceOf(ScenarioConnectionError);
    expect(error.message).toBe("updateModel: no response");
    expect(error.cause).toEqual(new TypeError("fetch failed"));
  });
});

it.each<["info" | "warn" | undefined, string[]]>([
  [
    "info",
    [
      "! PUT /v1/models/model_1 503 0 ms, attempt 1",
      "! PUT /v1/models/model_1 connection 0 ms, attempt 2",
      "PUT /v1/models/model_1 200 0 ms, attempt 3",
    ],
  ],
  ["warn", ["! PUT /v1/models/model_1 503 0 ms, attempt 1", "! PUT /v1/models/model_1 connection 0 ms, attempt 2"]],
  [undefined, []],
])("attempts are logged with logLevel %s", async (logLevel, lines) => {
  const logged: string[] = [];
  const logger = { info: (line: string) => logged.push(line), warn: (line: string) => logged.push(`! ${line}`) };
  await clientOf([down, broken, good], { logger, logLevel }).update();
  expect(logged).toEqual(lines);
});

describe("options", () => {
  it.each(["timeout", "retries", "maxRetryDelay", "maxResponseSize"])("%s must be a number, 0 or more", (name) => {
    for (const value of [-1, Number.NaN, "1s" as unknown as number]) {
      expect(() => clientOf([], { [name]: value })).toThrow(`${name} must be a number, 0 or more: ${value}`);
    }
    expect(() => clientOf([], { [name]: undefined })).not.toThrow();
  });

  it("of a call are checked too, and nothing is sent", async () => {
    const { update, requests } = clientOf();
    await expect(update({ timeout: -1 })).rejects.toBeInstanceOf(ScenarioConfigError);
    expect(requests).toHaveLength(0);
  });
});
