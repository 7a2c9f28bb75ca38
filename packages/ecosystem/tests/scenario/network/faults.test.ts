// What the client makes of faulty responses, over real connections.
import { createScenarioClient, type Middleware, ScenarioServerError } from "@scenario-openapi/client";
import { describe, expect, it, onTestFinished } from "vitest";
import { connect, expectNothingLeft, failure, secretsIn, testClock, update } from "./connect.ts";
import { type Answer, closedPort, documented, type FaultServer, inTurn, startFaultServer } from "./fault-server.ts";
import { BOMB_SIZE, type Fault, faults } from "./faults.ts";

const { modelId } = update.path;
const applied = { answer: documented, apply: true };
const all = Object.entries<Fault>(faults);
const reason = new Error("The user went away");

it.each(all)("%s that persists is reported, without secrets", async (_, { answer, code, retried, mayApply }) => {
  const connected = await connect(inTurn({ answer, apply: mayApply }));
  const { server, scenario, clock, shown } = connected;
  const call = scenario.updateModel(update);
  const error = await failure(call);
  const attempts = retried ? 3 : 1;
  expect(error).toMatchObject({ code, attempts, operation: "updateModel" });
  expect(server.requests).toHaveLength(attempts);
  expect(clock.waits).toHaveLength(attempts - 1);
  expect(server.state.get(modelId)?.updates).toBe(mayApply ? attempts : undefined);
  expect([scenario, call, error, ...shown].flatMap(secretsIn)).toEqual([]);
  await expectNothingLeft(connected);
});

it.each(all.filter(([, { retried }]) => retried))("%s that happens once costs one attempt", async (_, fault) => {
  const { answer, code, mayApply } = fault;
  const connected = await connect(inTurn({ answer, apply: mayApply }, applied));
  const { server, scenario } = connected;
  const reasons: string[] = [];
  const { data, response } = await scenario
    .updateModel({ ...update, onRetry: ({ reason }) => reasons.push(reason.code) })
    .withResponse();
  expect({ ...data.model, status: response.status }).toMatchObject({ id: modelId, name: "Dawn", status: 200 });
  expect(reasons).toEqual([code]);
  expect(server.requests.map(({ body }) => body)).toEqual([update.body, update.body]);
  expect(server.state.get(modelId)).toEqual({ properties: update.body, updates: mayApply ? 2 : 1 });
  await expectNothingLeft(connected);
});

const seen: Middleware = { onRequest() {}, onResponse() {} };
const copied: Middleware = {
  onRequest: ({ request }) => new Request(request),
  onResponse: ({ response }) => response,
};

describe.each([
  ["without middleware", []],
  ["with middleware", [seen, copied]],
])("a legal response that is unusual, %s", (_, middleware) => {
  const succeeded: Answer = ({ socket, documented }) => {
    const head = `HTTP/1.1 200 成功\r\nConnection: close\r\nContent-Length: ${Buffer.byteLength(documented)}`;
    socket.end(`${head}\r\n\r\n${documented}`);
  };

  it("succeeds if its status text is not ASCII, and the update is sent once", async () => {
    const connected = await connect(inTurn({ answer: succeeded, apply: true }));
    connected.scenario.use(...middleware);
    const { data, response } = await connected.scenario.updateModel(update).withResponse();
    expect([data.model.name, response.status, response.ok]).toEqual(["Dawn", 200, true]);
    expect(connected.server.state.get(modelId)?.updates).toBe(1);
    expect(connected.server.requests).toHaveLength(1);
    await expectNothingLeft(connected);
  });

  it("is retried if its status is, whatever the text", async () => {
    const connected = await connect(inTurn(faults.unavailableInChinese, { answer: succeeded, apply: true }));
    connected.scenario.use(...middleware);
    expect((await connected.scenario.updateModel(update)).model.name).toBe("Dawn");
    expect(connected.server.requests).toHaveLength(2);
    await expectNothingLeft(connected);
  });

  it.each(["unavailableInChinese", "status600", "status999"] as const)(
    "is an error by its status: %s",
    async (name) => {
      const connected = await connect(inTurn(faults[name]));
      connected.scenario.use(...middleware);
      const error = await failure(connected.scenario.updateModel(update));
      expect(error).toBeInstanceOf(ScenarioServerError);
      const status = name === "unavailableInChinese" ? 503 : Number(name.slice("status".length));
      expect(error).toMatchObject({ status, body: { detail: "[redacted]" } });
      const raw = await connected.scenario.PUT("/models/{modelId}", {
        params: { path: update.path },
        body: update.body,
      });
      expect(raw.error).toMatchObject({ name: error.name, status });
      await expectNothingLeft(connected);
    },
  );
});

describe("a refused connection", () => {
  it("is reported with the runtime's error", async () => {
    const connected = await connect(inTurn(documented), { baseUrl: `http://127.0.0.1:${await closedPort()}/v1` });
    const error = await failure(connected.scenario.updateModel(update));
    expect(error).toMatchObject({ code: "connection", attempts: 3, cause: { code: "ECONNREFUSED" } });
    await expectNothingLeft(connected);
  });

  it("is tried again until the server listens", async () => {
    const port = await closedPort();
    let late: Promise<FaultServer> | undefined;
    const onRetry = () => {
      late ??= startFaultServer(() => undefined, { port });
    };
    const options = { baseUrl: `http://127.0.0.1:${port}/v1`, retries: 1_000_000, onRetry };
    const { scenario, clock } = await connect(inTurn(documented), options);
    expect((await scenario.updateModel(update)).model.id).toBe(modelId);
    const server = await late;
    onTestFinished(() => server?.close());
    expect(server?.requests).toHaveLength(1);
    expect(clock.pending()).toBe(0);
  });
});

it.each([
  [503, "7", 1500, 1500],
  [429, "-7", 30_000, 0],
  [429, "Infinity", 30_000, 250],
  [503, "soon", 30_000, 250],
])(
  "%i with Retry-After: %s and a limit of %i ms is retried after %i ms",
  async (status, value, maxRetryDelay, wait) => {
    const refused = inTurn(({ response }) => response.writeHead(status, { "Retry-After": value }).end(), applied);
    const { scenario, clock } = await connect(refused, { maxRetryDelay });
    await scenario.updateModel(update);
    expect(clock.waits).toEqual([wait]);
  },
);

it("an onRetry that throws prevents the retry", async () => {
  const connected = await connect(inTurn(faults.unavailable));
  const onRetry = () => {
    throw reason;
  };
  await expect(connected.scenario.updateModel({ ...update, onRetry })).rejects.toBe(reason);
  expect(connected.server.requests).toHaveLength(1);
  await expectNothingLeft(connected);
});

describe("the caller's abort", () => {
  it("ends a wait", async () => {
    const connected = await connect(inTurn(faults.unavailable), {}, testClock(false));
    const { clock, controller, scenario, server } = connected;
    // The wait begins right after onRetry.
    const onRetry = () => void setImmediate(() => controller.abort(reason));
    await expect(scenario.updateModel({ ...update, onRetry })).rejects.toBe(reason);
    expect(clock.waits).toEqual([250]);
    expect(server.requests).toHaveLength(1);
    await expectNothingLeft(connected);
  });

  it.each(["silence", "silenceAfterHeaders", "silenceAfterHalf", "dripOfHeaders", "dripOfBody"] as const)(
    "ends an attempt during %s",
    async (name) => {
      const controller = new AbortController();
      const abort = () => setImmediate(() => controller.abort(reason));
      const connected = await connect(inTurn((exchange) => faults[name].answer({ ...exchange, stalled: abort })));
      const call = connected.scenario.updateModel({ ...update, signal: controller.signal });
      await expect(call).rejects.toBe(reason);
      expect(connected.server.requests).toHaveLength(1);
      await expectNothingLeft({ ...connected, controller });
      await expectNothingLeft(connected);
    },
  );
});

describe("time", () => {
  it.each(["silence", "dripOfBody"] as const)("on the system's clock ends %s after each timeout", async (name) => {
    const server = await startFaultServer(inTurn(faults[name]));
    onTestFinished(() => server.close());
    const options = { apiKey: "key", apiSecret: "secret", baseUrl: server.url, timeout: 100, maxRetryDelay: 10 };
    const error = await failure(createScenarioClient(options).updateModel(update));
    expect(error).toMatchObject({ code: "timeout", timeout: 100, attempts: 3 });
    await server.unused();
  });

  it("is given to a slow response", async () => {
    const connected = await connect(
      inTurn(({ response, documented }) => {
        response.writeHead(200, { "Content-Length": documented.length });
        const characters = [...documented];
        const timer = setInterval(() => {
          response.write(characters.shift() ?? "");
          if (characters.length > 0) return;
          clearInterval(timer);
          response.end();
        }, 1);
      }),
    );
    expect((await connected.scenario.updateModel(update)).model.id).toBe(modelId);
    expect(connected.server.requests).toHaveLength(1);
    await expectNothingLeft(connected);
  });
});

it("a large body is sent again after the server did not wait for it", async () => {
  const connected = await connect(inTurn({ ...faults.resetBeforeHeaders, early: true }, applied));
  const name = "x".repeat(2 ** 22);
  const { model } = await connected.scenario.updateModel({ ...update, body: { name } });
  expect(model.name).toBe(name);
  expect(connected.server.requests).toHaveLength(2);
  await expectNothingLeft(connected);
});

describe("the limit of a response's size", () => {
  it("is for the decompressed body, and no more than that is read", async () => {
    const connected = await connect(inTurn(faults.gzipBomb), { maxResponseSize: 2 ** 20 });
    const before = process.memoryUsage().rss;
    const error = await failure(connected.scenario.updateModel(update));
    expect(error.message).toContain(String(2 ** 20));
    expect(process.memoryUsage().rss - before).toBeLessThan(BOMB_SIZE / 2);
    await expectNothingLeft(connected);
  });

  it("may be reached but not exceeded", async () => {
    const json = JSON.stringify({ model: { id: "x".repeat(1000) } });
    const answer = inTurn(({ response }) => response.end(json));
    const exact = await connect(answer, { maxResponseSize: json.length });
    expect((await exact.scenario.updateModel(update)).model.id).toHaveLength(1000);
    const less = await connect(answer, { maxResponseSize: json.length - 1 });
    expect(await failure(less.scenario.updateModel(update))).toMatchObject({ code: "invalid_response", attempts: 1 });
  });
});

describe("the raw methods", () => {
  const raw = { params: { path: { modelId } }, body: update.body };

  it("return a redirect", async () => {
    const connected = await connect(inTurn(faults.found));
    const { error } = await connected.scenario.PUT("/models/{modelId}", raw);
    expect(error).toMatchObject({ code: "redirect", operation: "PUT /models/{modelId}" });
    await expectNothingLeft(connected);
  });

  it("return an error status, after retries", async () => {
    const connected = await connect(inTurn(faults.unavailable, faults.badRequest));
    const { data, error, response } = await connected.scenario.PUT("/models/{modelId}", raw);
    expect([data, error?.name, response.status]).toEqual([undefined, "ScenarioBadRequestError", 400]);
    expect(connected.server.requests).toHaveLength(2);
    await expectNothingLeft(connected);
  });

  it.each(["resetBeforeHeaders", "silence", "closedDuringBody", "gzipBomb"] as const)(
    "throw the errors of operations: %s",
    async (name) => {
      const connected = await connect(inTurn(faults[name]));
      const error = await failure(connected.scenario.PUT("/models/{modelId}", raw));
      expect(error).toMatchObject({ code: faults[name].code, operation: "PUT /models/{modelId}" });
      await expectNothingLeft(connected);
    },
  );
});
