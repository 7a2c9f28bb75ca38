import { getEventListeners } from "node:events";
import { describe, expect, it, vi } from "vitest";
import {
  type CallOptions,
  createScenarioClient,
  type Retry,
  type ScenarioClientOptions,
  ScenarioConfigError,
  ScenarioConnectionError,
  ScenarioRedirectError,
  ScenarioResponseError,
  ScenarioServerError,
  ScenarioTimeoutError,
} from "../src/index.ts";
import { stoppedClock } from "./stopped-clock.ts";

type Answer = () => Response | Promise<Response>;
const good: Answer = () => Response.json({ model: { id: "model_1" } });
const down: Answer = () => new Response("down", { status: 503 });
const broken: Answer = () => Promise.reject(new TypeError("fetch failed"));
const silent: Answer = () => new Promise(() => {});
const cutShort: Answer = () =>
  new Response(new ReadableStream({ pull: (controller) => controller.error(new Error("reset")) }));

/** A client whose service gives the answers one after another, the last again and again. */
function clientOf(answers: Answer[], options: ScenarioClientOptions = {}) {
  const requests: Request[] = [];
  const time = stoppedClock();
  const scenario = createScenarioClient({
    apiKey: "the-key",
    apiSecret: "the-secret",
    clock: time.clock,
    fetch: async (request) => {
      requests.push(request);
      await request.arrayBuffer(); // a body is read once, as a real fetch does
      return (answers[Math.min(requests.length, answers.length) - 1] ?? good)();
    },
    ...options,
  });
  const update = (call: CallOptions = {}) =>
    scenario.updateModel({ path: { modelId: "model_1" }, body: { name: "x" }, ...call });
  return { scenario, update, requests, time };
}

/** Lets time run until the call is settled. */
async function settle<T>(call: Promise<T>, { elapse, running }: ReturnType<typeof stoppedClock>): Promise<T> {
  let open = true;
  const done = call.finally(() => {
    open = false;
  });
  done.catch(() => {});
  while (open) {
    // What is really under way, such as the reading of a stream, gets the time it needs.
    await new Promise((resolve) => setTimeout(resolve, 5));
    if (open && running() > 0) elapse();
  }
  return done;
}

/** The waits between attempts, without the timeouts of the attempts. */
const delays = ({ waits }: ReturnType<typeof stoppedClock>) => waits.filter((wait) => wait !== 60_000);

describe("retries", () => {
  it.each([
    ["503", down],
    ["a connection that fails", broken],
    ["a body that is cut short", cutShort],
    ["429", () => new Response(null, { status: 429 })],
    ["408", () => new Response(null, { status: 408 })],
  ] as const)("send again after %s", async (_, answer) => {
    const { update, requests, time } = clientOf([answer, answer, good]);
    await expect(settle(update(), time)).resolves.toEqual({ model: { id: "model_1" } });
    expect(requests).toHaveLength(3);
    expect(time.running()).toBe(0);
  });

  it.each([400, 401, 403, 404, 409, 422, 501])("do not send again after %i", async (status) => {
    const { update, requests, time } = clientOf([() => new Response(null, { status })]);
    await expect(settle(update(), time)).rejects.toMatchObject({ status, attempts: 1 });
    expect(requests).toHaveLength(1);
  });

  it("give up after the last, and say how often it was tried", async () => {
    const { update, requests, time } = clientOf([down]);
    const error = await settle(update(), time).catch((error) => error);
    expect(error).toBeInstanceOf(ScenarioServerError);
    expect(error).toMatchObject({ status: 503, attempts: 3, body: "down" });
    expect(error.message).toBe("updateModel: 503 (attempt 3)");
    expect(requests).toHaveLength(3);
  });

  it("wait twice as long each time, with full jitter, and at most maxRetryDelay", async () => {
    const { update, time } = clientOf([down], { retries: 5, maxRetryDelay: 3000 });
    await settle(update(), time).catch(() => undefined);
    expect(delays(time)).toEqual([500, 1000, 2000, 3000, 3000]);
  });

  it("have jitter", async () => {
    const quarter = stoppedClock(0.25);
    const { update } = clientOf([down], { retries: 2, clock: quarter.clock });
    await settle(update(), quarter).catch(() => undefined);
    expect(delays(quarter)).toEqual([125, 250]);
  });

  it.each([
    ["2", 2000],
    ["0", 0],
    ["Thu, 01 Jan 2026 00:00:07 GMT", 7000],
    ["Wed, 31 Dec 2025 00:00:00 GMT", 0],
    ["3600", 30_000],
    ["soon", 500],
  ])("mind Retry-After: %s", async (retryAfter, delay) => {
    const { update, time } = clientOf([
      () => new Response(null, { status: 429, headers: { "retry-after": retryAfter } }),
      good,
    ]);
    await settle(update(), time);
    expect(delays(time)).toEqual([delay]);
  });

  it("tell onRetry", async () => {
    const told: Retry[] = [];
    const { update, time } = clientOf([down, broken, good], { onRetry: (retry) => told.push(retry) });
    await settle(update(), time);
    expect(told).toMatchObject([
      { attempt: 1, delay: 500, operation: "updateModel", reason: { code: "server", status: 503, body: "down" } },
      { attempt: 2, delay: 1000, operation: "updateModel", reason: { code: "connection" } },
    ]);
  });

  it("are set by the call over the client, and off with 0", async () => {
    const { update, requests, time } = clientOf([down]);
    await settle(update({ retries: 0 }), time).catch(() => undefined);
    expect(requests).toHaveLength(1);
  });

  it("are for methods that may be repeated, others where the call asks", async () => {
    const { scenario, requests, time } = clientOf([down]);
    const post = scenario.request as unknown as (method: string, path: string, init?: object) => Promise<unknown>;
    await settle(post("post", "/models"), time);
    expect(requests).toHaveLength(1);
    await settle(post("post", "/models", { retries: 1 }), time);
    expect(requests).toHaveLength(3);
  });

  it("are not for a body that cannot be sent twice", async () => {
    const { scenario, requests, time } = clientOf([down]);
    const put = scenario.request as unknown as (method: string, path: string, init?: object) => Promise<unknown>;
    const body = new Blob(["x"]).stream();
    const init = { body, bodySerializer: (body: unknown) => body, duplex: "half", retries: 2 };
    await settle(put("put", "/raw", init), time);
    expect(requests).toHaveLength(1);
  });
});

describe("timeouts", () => {
  it("end an attempt, and count as passing", async () => {
    const { update, requests, time } = clientOf([silent]);
    const error = await settle(update({ timeout: 1000 }), time).catch((error) => error);
    expect(error).toBeInstanceOf(ScenarioTimeoutError);
    expect(error).toMatchObject({ code: "timeout", timeout: 1000, attempts: 3 });
    expect(requests).toHaveLength(3);
    expect(time.running()).toBe(0);
  });

  it("hold for the body too", async () => {
    const half: Answer = () =>
      new Response(new ReadableStream({ start: (c) => c.enqueue(new TextEncoder().encode("{")) }));
    const { update, time } = clientOf([half], { retries: 0 });
    await expect(settle(update(), time)).rejects.toBeInstanceOf(ScenarioTimeoutError);
  });

  it("can be off", async () => {
    const { update, time } = clientOf([good], { timeout: Number.POSITIVE_INFINITY });
    await update();
    expect(time.waits).toEqual([]);
  });
});

describe("the caller's signal", () => {
  it.each(["client", "call"])("of the %s ends a wait at once, with its reason", async (where) => {
    const controller = new AbortController();
    const { signal } = controller;
    const { update, requests, time } = clientOf([down], where === "client" ? { signal } : {});
    const call = update(where === "call" ? { signal } : {});
    await vi.waitFor(() => expect(delays(time)).toEqual([500]));
    const reason = new Error("the user went away");
    controller.abort(reason);
    await expect(call).rejects.toBe(reason);
    expect(requests).toHaveLength(1);
    expect(time.running()).toBe(0);
    expect(getEventListeners(signal, "abort")).toHaveLength(0);
  });

  it("that has ended already sends nothing", async () => {
    const { update, requests } = clientOf([good]);
    await expect(update({ signal: AbortSignal.abort("no") })).rejects.toBe("no");
    expect(requests).toHaveLength(0);
  });

  it("keeps no listener after a call, and reaches the fetch", async () => {
    const controller = new AbortController();
    let seen: AbortSignal | undefined;
    const { update } = clientOf([], {
      fetch: async (_, { signal }) => {
        seen = signal;
        return good();
      },
    });
    await update({ signal: controller.signal });
    expect(getEventListeners(controller.signal, "abort")).toHaveLength(0);
    expect(seen?.aborted).toBe(false);
  });
});

describe("answers that are not what the API documents", () => {
  it.each([
    ["empty", () => new Response(null), "empty", undefined],
    ["not JSON", () => new Response('{"model":'), "not JSON", '{"model":'],
    ["HTML", () => new Response("<html>proxy</html>"), "HTML, as of a proxy", "<html>proxy</html>"],
  ] as const)("%s", async (_, answer, message, text) => {
    const { update } = clientOf([answer]);
    const error = await update().catch((error) => error);
    expect(error).toBeInstanceOf(ScenarioResponseError);
    expect(error.message).toBe(`updateModel: the answer is ${message}`);
    expect(error).toMatchObject({ code: "response", status: 200, text: text ?? "" });
  });

  it("cut short", async () => {
    const { update } = clientOf([cutShort], { retries: 0 });
    await expect(update()).rejects.toMatchObject({
      name: "ScenarioResponseError",
      message: "updateModel: the answer is cut short",
      cause: new Error("reset"),
    });
  });

  it("too large, and not read to the end", async () => {
    let pulled = 0;
    const endless: Answer = () =>
      new Response(
        new ReadableStream({
          pull(controller) {
            pulled++;
            controller.enqueue(new Uint8Array(1000));
          },
        }),
      );
    const { update, requests } = clientOf([endless], { maxResponseSize: 5000 });
    await expect(update()).rejects.toThrow("updateModel: the answer is larger than 5000 bytes");
    expect(requests).toHaveLength(1);
    expect(pulled).toBeLessThan(10);
  });

  it.each([
    ["breaks off", () => new ReadableStream({ pull: (controller) => controller.error(new Error("reset")) })],
    ["is too large", () => "x".repeat(100)],
  ] as const)("keep their status where the body %s", async (_, body) => {
    const missing = clientOf([() => new Response(body(), { status: 404 })], { maxResponseSize: 50 });
    await expect(missing.update()).rejects.toMatchObject({
      code: "not_found",
      status: 404,
      body: undefined,
      attempts: 1,
    });
    const passing = clientOf([() => new Response(body(), { status: 503 }), good], { maxResponseSize: 50 });
    await expect(settle(passing.update(), passing.time)).resolves.toEqual({ model: { id: "model_1" } });
  });

  it("a redirect, which is not followed", async () => {
    const { update, requests } = clientOf([
      () => new Response(null, { status: 307, headers: { location: "https://other.example/" } }),
    ]);
    const error = await update().catch((error) => error);
    expect(error).toBeInstanceOf(ScenarioRedirectError);
    expect(error).toMatchObject({ code: "redirect", status: 307, location: "https://other.example/" });
    expect(error.message).toBe("updateModel: redirects are not followed: https://other.example/");
    expect(requests[0]?.redirect).toBe("manual");
  });

  it("keep the cause where no answer came", async () => {
    const { update } = clientOf([broken], { retries: 0 });
    const error = await update().catch((error) => error);
    expect(error).toBeInstanceOf(ScenarioConnectionError);
    expect(error.cause).toEqual(new TypeError("fetch failed"));
  });
});

describe("withResponse", () => {
  it("gives data and response together", async () => {
    const { update } = clientOf([() => Response.json({ model: {} }, { headers: { "x-request-id": "7" } })]);
    const { data, response } = await update().withResponse();
    expect(data).toEqual({ model: {} });
    expect(response.headers.get("x-request-id")).toBe("7");
  });

  it("leaves no other rejection behind where the call fails", async () => {
    const unhandled = vi.fn();
    process.on("unhandledRejection", unhandled);
    const { update } = clientOf([() => new Response(null, { status: 400 })]);
    await expect(update().withResponse()).rejects.toMatchObject({ status: 400 });
    await new Promise((resolve) => setTimeout(resolve, 10));
    process.off("unhandledRejection", unhandled);
    expect(unhandled).not.toHaveBeenCalled();
  });
});

describe("log lines", () => {
  const lines = (log: string[]) => ({
    info: (line: string) => log.push(line),
    warn: (line: string) => log.push(`! ${line}`),
  });

  it("are one for each attempt", async () => {
    const log: string[] = [];
    const { update, time } = clientOf([down, broken, good], { logger: lines(log), logLevel: "info" });
    await settle(update(), time);
    expect(log).toEqual([
      "! PUT /v1/models/model_1 503 0 ms, attempt 1",
      "! PUT /v1/models/model_1 connection 0 ms, attempt 2",
      "PUT /v1/models/model_1 200 0 ms, attempt 3",
    ]);
  });

  it("are only the failures with warn, and none without a level", async () => {
    const log: string[] = [];
    const warned = clientOf([down, good], { logger: lines(log), logLevel: "warn" });
    await settle(warned.update(), warned.time);
    expect(log).toEqual(["! PUT /v1/models/model_1 503 0 ms, attempt 1"]);
    const off = clientOf([down, good], { logger: lines(log) });
    await settle(off.update(), off.time);
    expect(log).toHaveLength(1);
  });
});

describe("options", () => {
  it.each(["timeout", "retries", "maxRetryDelay", "maxResponseSize"])(
    "%s must be a number, 0 or more",
    async (name) => {
      for (const value of [-1, Number.NaN, "1s" as unknown as number]) {
        expect(() => clientOf([], { [name]: value })).toThrow(`${name} must be a number, 0 or more: ${value}`);
      }
      expect(() => clientOf([], { [name]: undefined })).not.toThrow();
    },
  );

  it("of a call are checked too, and nothing is sent", async () => {
    const { update, requests } = clientOf([good]);
    await expect(update({ timeout: -1 })).rejects.toBeInstanceOf(ScenarioConfigError);
    expect(requests).toHaveLength(0);
  });

  it("refuse a browser unless it is allowed", () => {
    vi.stubGlobal("document", {});
    expect(() => clientOf([])).toThrow("see dangerouslyAllowBrowser");
    expect(() => clientOf([], { dangerouslyAllowBrowser: true })).not.toThrow();
    vi.unstubAllGlobals();
  });

  it("say who asks, but not in a browser", async () => {
    const { update, requests } = clientOf([good]);
    await update();
    expect(requests[0]?.headers.get("user-agent")).toMatch(/^scenario-openapi-client\/\d+\.\d+\.\d+$/);
    vi.stubGlobal("document", {});
    const browser = clientOf([good], { dangerouslyAllowBrowser: true });
    await browser.update();
    expect(browser.requests[0]?.headers.get("user-agent")).toBeNull();
    vi.unstubAllGlobals();
  });
});
