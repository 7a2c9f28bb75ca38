import { getEventListeners } from "node:events";
import { describe, expect, it, onTestFinished } from "vitest";
import * as client from "../../../packages/client/dist/index.js";
import { closedPort, documented, type FaultServer, inTurn, type Script, startFaultServer } from "./fault-server.ts";
import { BOMB_SIZE, type Fault, faults } from "./faults.ts";
import { type TestClock, testClock } from "./test-clock.ts";

const { createClient, createScenarioClient } = client;
const modelId = "model_1";
const update = { path: { modelId }, body: { name: "Dawn" } };
const account = { apiKey: "key", apiSecret: "secret" };

/** Each code with the class of its error. */
const classes: Readonly<Record<string, abstract new (...args: never) => client.ScenarioError>> = {
  connection: client.ScenarioConnectionError,
  timeout: client.ScenarioTimeoutError,
  redirect: client.ScenarioRedirectError,
  response: client.ScenarioResponseError,
  api: client.ScenarioApiError,
  bad_request: client.ScenarioBadRequestError,
  unauthorized: client.ScenarioUnauthorizedError,
  forbidden: client.ScenarioForbiddenError,
  not_found: client.ScenarioNotFoundError,
  conflict: client.ScenarioConflictError,
  unprocessable: client.ScenarioUnprocessableError,
  rate_limit: client.ScenarioRateLimitError,
  server: client.ScenarioServerError,
};

interface Setting {
  server: FaultServer;
  clock: TestClock;
  /** Listened to by all that the client does. */
  signal: AbortSignal;
  abort(reason: unknown): void;
  scenario: client.ScenarioClient;
}

/** A client and a server that does what a script says. A stalled answer times out at once. */
async function set(script: Script, options: client.ScenarioClientOptions = {}): Promise<Setting> {
  const clock = testClock();
  const controller = new AbortController();
  const { signal } = controller;
  const server = await startFaultServer(script, { onStall: () => clock.expire() });
  onTestFinished(() => server.close());
  const scenario = createScenarioClient({ ...account, baseUrl: server.url, clock, signal, ...options });
  return { server, clock, signal, abort: (reason) => controller.abort(reason), scenario };
}

/** What a promise is rejected with, which must be an error of the client's. */
async function failure(promise: Promise<unknown>): Promise<client.ScenarioCallError> {
  const error = await promise.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!(error instanceof client.ScenarioCallError)) throw error ?? new Error("It did not fail");
  return error;
}

async function nothingLeft({ server, clock, signal }: Setting): Promise<void> {
  expect(clock.pending()).toBe(0);
  expect(getEventListeners(signal, "abort")).toEqual([]);
  expect(server.strayed()).toBe(0);
  await expect.poll(() => server.openSockets(), { timeout: 2000, interval: 5 }).toBe(0);
}

const all = Object.entries<Fault>(faults);

describe.each(all)("%s, there to stay,", (_, { answer, code, retried, mayApply }) => {
  it("is reported", async () => {
    const setting = await set(inTurn({ answer, apply: mayApply }));
    const error = await failure(setting.scenario.updateModel(update));
    const attempts = retried ? 3 : 1;
    expect(error).toMatchObject({ code, attempts, operation: "updateModel" });
    expect(error).toBeInstanceOf(classes[code]);
    expect(setting.server.requests).toHaveLength(attempts);
    expect(setting.clock.waits).toHaveLength(attempts - 1);
    expect(setting.server.state.get(modelId)?.updates).toBe(mayApply ? attempts : undefined);
    await nothingLeft(setting);
  });
});

describe.each(all.filter(([, { retried }]) => retried))("%s, once,", (_, { answer, code, mayApply }) => {
  it("costs an attempt", async () => {
    const setting = await set(inTurn({ answer, apply: mayApply }, { answer: documented, apply: true }));
    const reasons: string[] = [];
    const { data, response } = await setting.scenario
      .updateModel({ ...update, onRetry: ({ reason }) => reasons.push(reason.code) })
      .withResponse();
    expect({ ...data.model, status: response.status }).toMatchObject({ id: modelId, name: "Dawn", status: 200 });
    expect(reasons).toEqual([code]);
    expect(setting.server.requests.map(({ body }) => body)).toEqual([update.body, update.body]);
    expect(setting.server.state.get(modelId)).toEqual({ properties: update.body, updates: mayApply ? 2 : 1 });
    await nothingLeft(setting);
  });
});

describe("a refused connection", () => {
  it("is reported with what the runtime says", async () => {
    const baseUrl = `http://127.0.0.1:${await closedPort()}/v1`;
    const setting = await set(inTurn(documented), { baseUrl });
    const error = await failure(setting.scenario.updateModel(update));
    expect(error).toMatchObject({ code: "connection", attempts: 3, cause: { cause: { code: "ECONNREFUSED" } } });
    await nothingLeft(setting);
  });

  it("is tried again until the server is there", async () => {
    const port = await closedPort();
    let late: Promise<FaultServer> | undefined;
    const clock = testClock({ onWait: () => late !== undefined });
    const scenario = createScenarioClient({ ...account, baseUrl: `http://127.0.0.1:${port}/v1`, clock });
    const updated = scenario.updateModel({
      ...update,
      onRetry: () => {
        late ??= startFaultServer(() => undefined, { port });
      },
      retries: 100,
    });
    expect((await updated).model.id).toBe(modelId);
    const server = await late;
    onTestFinished(() => server?.close());
    expect(server?.requests).toHaveLength(1);
    expect(clock.pending()).toBe(0);
  });
});

describe("the wait before a retry", () => {
  const waits = async (headers: Record<string, string>, options: client.ScenarioClientOptions = {}, status = 429) => {
    const { scenario, clock } = await set(
      inTurn(({ response }) => response.writeHead(status, headers).end(), { answer: documented, apply: true }),
      options,
    );
    await scenario.updateModel(update);
    return clock.waits;
  };
  const inSeconds = (seconds: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, seconds)).toUTCString();

  it.each([
    ["seconds", "7", 7000],
    ["no seconds", "0", 0],
    ["a date", inSeconds(7), 7000],
    ["a date that is past", inSeconds(-7), 0],
    ["more seconds than the client waits", "3600", 30_000],
    ["a date that is too far", inSeconds(3600), 30_000],
    ["nothing that is known", "soon", 250],
    ["a negative number", "-7", 0],
    ["an endless time", "Infinity", 30_000],
  ])("minds a Retry-After of %s", async (_, value, milliseconds) => {
    expect(await waits({ "Retry-After": value })).toEqual([milliseconds]);
  });

  it("minds Retry-After with 503", async () => {
    expect(await waits({ "Retry-After": "2" }, {}, 503)).toEqual([2000]);
  });

  it("is no longer than maxRetryDelay", async () => {
    expect(await waits({ "Retry-After": "2" }, { maxRetryDelay: 1500 })).toEqual([1500]);
    expect(await waits({}, { maxRetryDelay: 10 })).toEqual([5]);
  });

  it.each([
    [0, [0, 0, 0, 0]],
    [0.5, [250, 500, 1000, 2000]],
    [1, [500, 1000, 2000, 4000]],
  ])("is random() = %d of a time that doubles", async (random, delays) => {
    const clock = testClock({ random });
    const { scenario } = await set(inTurn(faults.unavailable), { clock, retries: 4 });
    const { attempts } = await failure(scenario.updateModel(update));
    expect({ attempts, delays: clock.waits }).toEqual({ attempts: 5, delays });
  });

  it("is told to onRetry before it begins", async () => {
    const told: unknown[] = [];
    const setting = await set(inTurn(faults.unavailable, faults.silence, { answer: documented, apply: true }));
    await setting.scenario.updateModel({
      ...update,
      onRetry: ({ attempt, delay, operation, reason }) =>
        told.push({ attempt, delay, operation, code: reason.code, waits: setting.clock.waits.length }),
    });
    expect(told).toEqual([
      { attempt: 1, delay: 250, operation: "updateModel", code: "server", waits: 0 },
      { attempt: 2, delay: 500, operation: "updateModel", code: "timeout", waits: 1 },
    ]);
  });

  it("does not begin where onRetry throws", async () => {
    const setting = await set(inTurn(faults.unavailable));
    const stop = new Error("enough");
    const onRetry = () => {
      throw stop;
    };
    await expect(setting.scenario.updateModel({ ...update, onRetry })).rejects.toBe(stop);
    expect(setting.server.requests).toHaveLength(1);
    await nothingLeft(setting);
  });
});

describe("the caller's abort", () => {
  const reason = new Error("the user went away");

  it("sends nothing where it came first", async () => {
    const setting = await set(inTurn(documented));
    setting.abort(reason);
    await expect(setting.scenario.updateModel(update)).rejects.toBe(reason);
    expect(setting.server.requests).toEqual([]);
    await nothingLeft(setting);
  });

  it("ends a wait at once", async () => {
    const clock = testClock({ onWait: () => false });
    const setting = await set(inTurn(faults.unavailable), { clock });
    const updated = setting.scenario.updateModel(update);
    await expect.poll(() => clock.waits, { interval: 5 }).toEqual([250]);
    setting.abort(reason);
    await expect(updated).rejects.toBe(reason);
    expect(setting.server.requests).toHaveLength(1);
    await nothingLeft({ ...setting, clock });
  });

  it.each(["silence", "silenceAfterHeaders", "silenceAfterHalf", "dripOfHeaders", "dripOfBody"] as const)(
    "ends an attempt in %s",
    async (name) => {
      const { answer } = faults[name];
      const controller = new AbortController();
      const setting = await set(
        inTurn((exchange) => answer({ ...exchange, stalled: () => setImmediate(() => controller.abort(reason)) })),
      );
      await expect(setting.scenario.updateModel({ ...update, signal: controller.signal })).rejects.toBe(reason);
      expect(setting.server.requests).toHaveLength(1);
      expect(getEventListeners(controller.signal, "abort")).toEqual([]);
      await nothingLeft(setting);
    },
  );
});

describe("time", () => {
  it.each(["silence", "silenceAfterHalf", "dripOfHeaders", "dripOfBody"] as const)(
    "of this machine ends %s after each timeout",
    async (name) => {
      const server = await startFaultServer(inTurn(faults[name]));
      onTestFinished(() => server.close());
      const options = { ...account, baseUrl: server.url, timeout: 100, maxRetryDelay: 10 };
      const from = performance.now();
      const error = await failure(createScenarioClient(options).updateModel(update));
      const milliseconds = performance.now() - from;
      expect(error).toMatchObject({ code: "timeout", timeout: 100, attempts: 3 });
      expect(milliseconds).toBeGreaterThan(295);
      expect(milliseconds).toBeLessThan(3000);
      await expect.poll(() => server.openSockets(), { interval: 5 }).toBe(0);
    },
  );

  it("that a slow answer takes is not held against it", async () => {
    const setting = await set(
      inTurn(({ response, documented }) => {
        response.writeHead(200, { "Content-Length": documented.length });
        const letters = [...documented];
        const timer = setInterval(() => {
          const letter = letters.shift();
          if (letter) return response.write(letter);
          clearInterval(timer);
          response.end();
        }, 1);
      }),
    );
    expect((await setting.scenario.updateModel(update)).model.id).toBe(modelId);
    expect(setting.server.requests).toHaveLength(1);
    await nothingLeft(setting);
  });

  it("can be set for a call", async () => {
    const clock = testClock({ timeout: 1234 });
    const { scenario } = await set(
      inTurn(() => setImmediate(() => clock.expire())),
      { clock },
    );
    const error = await failure(scenario.updateModel({ ...update, timeout: 1234, retries: 0 }));
    expect(error).toMatchObject({ code: "timeout", timeout: 1234, attempts: 1 });
  });
});

describe("what is retried", () => {
  it("is nothing with retries: 0", async () => {
    const { scenario, server } = await set(inTurn(faults.resetBeforeHeaders), { retries: 0 });
    expect(await failure(scenario.updateModel(update))).toMatchObject({ code: "connection", attempts: 1 });
    expect(server.requests).toHaveLength(1);
  });

  it("is no POST, unless the call asks for it", async () => {
    const { server, clock } = await set(inTurn(faults.unavailable));
    const operations = { copyModel: { method: "post", path: "/models/{modelId}", parameters: { path: ["modelId"] } } };
    const posting = createClient<object, { copyModel(input: object): Promise<unknown> }>(operations, {
      baseUrl: server.url,
      clock,
    });
    expect(await failure(posting.copyModel(update))).toMatchObject({ code: "server", attempts: 1 });
    expect(await failure(posting.copyModel({ ...update, retries: 1 }))).toMatchObject({ code: "server", attempts: 2 });
    expect(server.requests.map(({ method }) => method)).toEqual(["POST", "POST", "POST"]);
  });

  it("is no stream, which can be sent once", async () => {
    const { server, clock } = await set(inTurn(faults.unavailable));
    const operations = {
      storeModel: { method: "put", path: "/models/{modelId}", parameters: {}, contentType: "application/octet-stream" },
    };
    const storing = createClient<object, { storeModel(input: object): Promise<unknown> }>(operations, {
      baseUrl: server.url,
      clock,
    });
    const body = new Blob(['{"name":"Dawn"}']).stream();
    const error = await failure(storing.storeModel({ path: { modelId }, body, duplex: "half", retries: 2 }));
    expect(error).toMatchObject({ code: "server", attempts: 1 });
    expect(server.requests.map(({ body }) => body)).toEqual([{ name: "Dawn" }]);
  });

  it("is a large body that the server did not wait for", async () => {
    const setting = await set(
      inTurn({ ...faults.resetBeforeHeaders, early: true }, { answer: documented, apply: true }),
    );
    const name = "x".repeat(2 ** 22);
    const { model } = await setting.scenario.updateModel({ ...update, body: { name } });
    expect(model.name).toBe(name);
    expect(setting.server.requests).toHaveLength(2);
    await nothingLeft(setting);
  });
});

describe("an answer's size", () => {
  it("is held to what the client allows, whatever it unpacks to", async () => {
    const setting = await set(inTurn(faults.gzipBomb), { maxResponseSize: 2 ** 20 });
    const before = process.memoryUsage().rss;
    const error = await failure(setting.scenario.updateModel(update));
    expect(error.message).toContain(String(2 ** 20));
    expect(process.memoryUsage().rss - before).toBeLessThan(BOMB_SIZE / 2);
    await nothingLeft(setting);
  });

  it("may be as large as that", async () => {
    const json = JSON.stringify({ model: { id: "x".repeat(1000) } });
    const exactly = await set(
      inTurn(({ response }) => response.end(json)),
      { maxResponseSize: json.length },
    );
    expect((await exactly.scenario.updateModel(update)).model.id).toHaveLength(1000);
    const less = await set(
      inTurn(({ response }) => response.end(json)),
      { maxResponseSize: json.length - 1 },
    );
    expect(await failure(less.scenario.updateModel(update))).toMatchObject({ code: "response", attempts: 1 });
  });
});

describe("an error's content", () => {
  it("is the body that came: parsed, or cut", async () => {
    const { scenario } = await set(({ attempt }) => ({
      answer: ({ response }) => {
        if (attempt === 1) response.writeHead(400).end('{"message":"no name","pointer":"/name"}');
        else response.writeHead(400).end(`<html>${"x".repeat(5000)}`);
      },
    }));
    const json = await failure(scenario.updateModel(update));
    expect(json).toMatchObject({ status: 400, body: { message: "no name", pointer: "/name" } });
    expect(json.message).toContain("no name");
    const html = await failure(scenario.updateModel(update));
    expect(html).toMatchObject({ status: 400, body: `<html>${"x".repeat(1994)}` });
  });

  it("is where a redirect leads, and that nobody went there", async () => {
    const setting = await set(
      inTurn(({ response, elsewhere }) => response.writeHead(307, { Location: `${elsewhere}/models/1` }).end()),
    );
    const error = await failure(setting.scenario.updateModel(update));
    expect(error).toMatchObject({ status: 307, location: expect.stringMatching(/^http:.+\/v1\/models\/1$/) });
    await nothingLeft(setting);
  });

  it("is status, headers and the service's name for the request", async () => {
    const { scenario } = await set(inTurn(faults.conflict));
    const error = await failure(scenario.updateModel(update));
    expect(error).toMatchObject({ status: 409, requestId: "req_1" });
    expect((error as client.ScenarioApiError).headers.get("content-type")).toBe("application/json");
  });
});

describe("the raw methods", () => {
  const raw = { params: { path: { modelId } }, body: update.body };

  it("return what the service says, after retries", async () => {
    const setting = await set(inTurn(faults.unavailable, faults.badRequest));
    const { data, error, response } = await setting.scenario.PUT("/models/{modelId}", raw);
    expect({ data, error, status: response.status }).toEqual({
      data: undefined,
      error: expect.anything(),
      status: 400,
    });
    expect(setting.server.requests).toHaveLength(2);
    await nothingLeft(setting);
  });

  it.each(["resetBeforeHeaders", "silence", "closedDuringBody", "found", "gzipBomb"] as const)(
    "throw what an operation throws: %s",
    async (name) => {
      const setting = await set(inTurn(faults[name]));
      const error = await failure(setting.scenario.PUT("/models/{modelId}", raw));
      expect(error).toMatchObject({ code: faults[name].code, operation: "PUT /models/{modelId}" });
      await nothingLeft(setting);
    },
  );
});
