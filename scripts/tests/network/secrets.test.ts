import fc from "fast-check";
import { describe, expect, it, onTestFinished } from "vitest";
import {
  createScenarioClient,
  ScenarioBadRequestError,
  type ScenarioClient,
  ScenarioConfigError,
  ScenarioResponseError,
} from "../../../packages/client/dist/index.js";
import { type Answer, documented, inTurn, startFaultServer } from "./fault-server.ts";
import { faults } from "./faults.ts";
import { allOf, basicToken, forms, searchFor, secrets } from "./secrets.ts";
import { testClock } from "./test-clock.ts";

const { apiKey, apiSecret, wandbKey } = secrets;
const token = basicToken(apiKey, apiSecret);
const hidden = [apiKey, apiSecret, wandbKey, token];
const secretsIn = searchFor(hidden);
const update = { path: { modelId: "model_1" }, body: { parameters: { wandbKey } } };

/** Everything that a client shows while a server does its worst, and the error that its call ends in. */
async function shownBy(
  answer: Answer,
  call = (scenario: ScenarioClient): Promise<unknown> => scenario.updateModel(update),
) {
  const shown: unknown[] = [];
  const clock = testClock();
  const server = await startFaultServer(inTurn(answer), { onStall: () => clock.expire() });
  onTestFinished(() => server.close());
  const log = (line: string) => shown.push(line);
  const scenario = createScenarioClient({
    apiKey,
    apiSecret,
    baseUrl: server.url,
    clock,
    retries: 1,
    logger: { info: log, warn: log },
    logLevel: "info",
    onRetry: (retry) => shown.push(retry),
  });
  const promise = call(scenario);
  shown.push(scenario, promise, await settled(promise), promise);
  const [request] = server.requests;
  const knows = [request?.headers.authorization === `Basic ${token}`, allOf(request?.body).includes(wandbKey)];
  expect(knows, "the server knows the credentials and wandbKey").toEqual([true, true]);
  return shown.map(allOf).join("\n");
}

async function settled(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => {
      throw new Error("It did not fail");
    },
    (error: unknown) => error,
  );
}

describe.each(Object.keys(faults) as (keyof typeof faults)[])("%s", (name) => {
  it("shows no secret", async () => {
    expect(secretsIn(await shownBy(faults[name].answer))).toEqual([]);
  });
});

/** The places where a server may show back what it was sent. */
const places: Readonly<Record<string, (echo: string) => Answer>> = {
  "a JSON body":
    (echo) =>
    ({ response }) =>
      response.writeHead(400).end(`{"message":"${echo}","a":[{"${echo}":"${echo}"}]}`),
  "a JSON body that is text":
    (echo) =>
    ({ response }) =>
      response.writeHead(400).end(`"${echo}"`),
  "a plain body":
    (echo) =>
    ({ response }) =>
      response.writeHead(503).end(`Your request was ${echo}`),
  "a body that is cut within it":
    (echo) =>
    ({ response }) => {
      response.writeHead(400).end(`${"x".repeat(2000 - echo.length / 2)}${echo}`);
    },
  "HTML with 200":
    (echo) =>
    ({ response }) =>
      response.writeHead(200).end(`<p>${echo}</p>`),
  "JSON with 200 that breaks off":
    (echo) =>
    ({ response }) =>
      response.writeHead(200).end(`{"model":{"id":"${echo}",`),
  "a header":
    (echo) =>
    ({ socket }) =>
      raw(socket, `HTTP/1.1 409 Conflict\r\nX-Echo: ${echo}\r\nX-Request-Id: ${echo}\r\n`),
  "a status text":
    (echo) =>
    ({ socket }) =>
      raw(socket, `HTTP/1.1 404 No ${echo} here\r\n`),
  "a location":
    (echo) =>
    ({ socket }) =>
      raw(socket, `HTTP/1.1 302 Found\r\nLocation: https://x.example/${echo}?a=${echo}\r\n`),
  "what is no HTTP":
    (echo) =>
    ({ socket }) =>
      socket.end(`What is ${echo}?`),
  "a header that breaks off":
    (echo) =>
    ({ socket }) =>
      socket.end(`HTTP/1.1 200 OK\r\nX-Echo: ${echo}`),
};

const cases = Object.entries(places).flatMap(([place, answer]) =>
  Object.entries(forms).map(([form, write]) => ({ place, form, answer: answer(hidden.map(write).join("; ")) })),
);

describe.each(cases)("secrets in $place, $form,", ({ answer }) => {
  it("are not shown", async () => {
    expect(secretsIn(await shownBy(answer))).toEqual([]);
  });
});

describe("the raw methods", () => {
  const raw = (scenario: ScenarioClient) =>
    scenario.PUT("/models/{modelId}", { params: { path: update.path }, body: update.body });
  const echo = hidden.join("; ");

  it.each([
    "a location",
    "what is no HTTP",
    "a header that breaks off",
    "HTML with 200",
    "JSON with 200 that breaks off",
  ])("do not show secrets in %s", async (place) => {
    const answer = places[place];
    if (!answer) throw new Error(`There is no ${place}`);
    expect(secretsIn(await shownBy(answer(echo), raw))).toEqual([]);
  });

  it("do not show secrets in the reason of a retry", async () => {
    expect(secretsIn(await shownBy(faults.resetAfterHeaders.answer, raw))).toEqual([]);
  });

  it("reject JSON that is none with an error of the client's", async () => {
    const server = await startFaultServer(inTurn(faults.truncated));
    onTestFinished(() => server.close());
    expect(await settled(raw(createScenarioClient({ apiKey, apiSecret, baseUrl: server.url })))).toBeInstanceOf(
      ScenarioResponseError,
    );
  });
});

describe("a client that cannot be made", () => {
  const account = { apiKey, apiSecret };
  it.each([
    ["a colon in the key", { apiKey: `${apiKey}:`, apiSecret }],
    ["no secret", { apiKey, apiSecret: "" }],
    [
      "credentials in the base URL",
      { ...account, baseUrl: `https://${encodeURIComponent(apiKey)}:${token}@x.example` },
    ],
    ["credentials in a base URL that is none", { ...account, baseUrl: `${token}@x.example` }],
    ["credentials without a host", { ...account, baseUrl: `https://${encodeURIComponent(apiKey)}:${token}` }],
    ["credentials for a scheme", { ...account, baseUrl: `${token}:${apiSecret}` }],
    ["credentials in the query", { ...account, baseUrl: `https://x.example/v1?key=${token}` }],
    ["credentials in the fragment", { ...account, baseUrl: `https://x.example/v1#${token}` }],
    ["credentials in an unsafe path", { ...account, baseUrl: `http://x.example/${encodeURIComponent(apiKey)}` }],
  ])("says so without showing secrets: %s", (_, options) => {
    let error: unknown;
    try {
      createScenarioClient(options);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(ScenarioConfigError);
    expect(secretsIn(allOf(error))).toEqual([]);
  });
});

it("a log line tells what happened, and nothing of what was sent", async () => {
  const lines: string[] = [];
  const log = (line: string) => lines.push(line);
  const server = await startFaultServer(inTurn(faults.unavailable, documented));
  onTestFinished(() => server.close());
  const scenario = createScenarioClient({
    apiKey,
    apiSecret,
    baseUrl: server.url,
    clock: testClock(),
    logger: { info: log, warn: log },
    logLevel: "info",
  });
  await scenario.updateModel({ ...update, query: { originalAssets: true } });
  expect(lines).toEqual(["PUT /v1/models/model_1 503 0 ms, attempt 1", "PUT /v1/models/model_1 200 0 ms, attempt 2"]);
});

it("what nearly is a secret does not stop the program", async () => {
  const server = await startFaultServer(
    inTurn(({ response }) =>
      response.writeHead(400).end(hidden.map((secret) => secret.slice(0, -1).repeat(5000)).join("\\")),
    ),
  );
  onTestFinished(() => server.close());
  const scenario = createScenarioClient({ apiKey, apiSecret, baseUrl: server.url });
  const began = performance.now();
  expect(await settled(scenario.updateModel(update))).toBeInstanceOf(ScenarioBadRequestError);
  expect(performance.now() - began).toBeLessThan(5000);
});

it("any credentials are hidden in any form", async () => {
  const secret = fc.string({ unit: "binary", minLength: 6, maxLength: 40 }).map((text) => `§${text}§`);
  const write = fc.constantFrom(...Object.values(forms));
  const key = secret.filter((text) => !text.includes(":"));
  await fc.assert(
    fc.asyncProperty(key, secret, secret, write, fc.boolean(), async (apiKey, apiSecret, wandbKey, write, inJson) => {
      const hidden = [apiKey, apiSecret, wandbKey, basicToken(apiKey, apiSecret)];
      const echo = hidden.map(write).join(" ");
      const scenario = createScenarioClient({
        apiKey,
        apiSecret,
        fetch: async () =>
          new Response(inJson ? JSON.stringify({ message: echo, [echo]: [echo] }) : echo, { status: 400 }),
      });
      const error = await settled(scenario.updateModel({ ...update, body: { parameters: { wandbKey } } }));
      expect(searchFor(hidden)(allOf(error))).toEqual([]);
    }),
    { numRuns: 200 },
  );
});

function raw(socket: { end(text: string): unknown }, head: string): void {
  socket.end(`${head}Content-Length: 2\r\nConnection: close\r\n\r\n{}`);
}
