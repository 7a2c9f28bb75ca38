// No error, log line or retry shows a secret, in whatever form a server repeats it.
import {
  createScenarioClient,
  type ScenarioClient,
  ScenarioConfigError,
  ScenarioInvalidResponseError,
} from "@scenario-openapi/client";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { connect, failure, secretsIn, update } from "./connect.ts";
import { type Answer, documented, inTurn } from "./fault-server.ts";
import { faults } from "./faults.ts";
import { basicToken, forms, searchFor, secrets } from "./secrets.ts";

const { apiKey, apiSecret, wandbKey } = secrets;
const token = basicToken(apiKey, apiSecret);
const hidden = [apiKey, apiSecret, wandbKey, token];

/** Returns the secrets that a client shows while a call fails, and the error with which it ends. */
async function shownDuring(
  answer: Answer,
  call = (scenario: ScenarioClient): Promise<unknown> => scenario.updateModel(update),
) {
  const { scenario, server, shown } = await connect(inTurn(answer), { retries: 1 });
  const promise = call(scenario);
  const error: unknown = await promise.catch((error: unknown) => error);
  expect(error).toBeInstanceOf(Error);
  const [request] = server.requests;
  expect(request?.headers.authorization).toBe(`Basic ${token}`);
  expect(request?.body).toEqual(update.body);
  return { error, secrets: [scenario, promise, error, ...shown].flatMap(secretsIn) };
}

/** How a server may repeat a text. */
const places: Readonly<Record<string, (echo: string) => Answer>> = {
  "a JSON body": (echo) => body(400, `{"message":"${echo}","a":[{"${echo}":"${echo}"}]}`),
  "a JSON string": (echo) => body(400, `"${echo}"`),
  "a plain body": (echo) => body(503, `Your request was ${echo}`),
  "a body that is cut within it": (echo) => body(400, `${"x".repeat(2000 - echo.length / 2)}${echo}`),
  "HTML with status 200": (echo) => body(200, `<p>${echo}</p>`),
  "incomplete JSON with status 200": (echo) => body(200, `{"model":{"id":"${echo}",`),
  "a header": (echo) => head(`HTTP/1.1 409 Conflict\r\nX-Echo: ${echo}\r\nX-Request-Id: ${echo}\r\n`),
  "a status text": (echo) => head(`HTTP/1.1 404 No ${echo} here\r\n`),
  "a location": (echo) => head(`HTTP/1.1 302 Found\r\nLocation: https://x.example/${echo}?a=${echo}\r\n`),
  "something that is not HTTP":
    (echo) =>
    ({ socket }) =>
      socket.end(`What is ${echo}?`),
  "an incomplete header":
    (echo) =>
    ({ socket }) =>
      socket.end(`HTTP/1.1 200 OK\r\nX-Echo: ${echo}`),
};

function body(status: number, text: string): Answer {
  return ({ response }) => response.writeHead(status).end(text);
}

function head(text: string): Answer {
  return ({ socket }) => socket.end(`${text}Content-Length: 2\r\nConnection: close\r\n\r\n{}`);
}

it.each(Object.entries(places))("secrets in %s are not shown, in any form", async (_, answer) => {
  for (const [form, write] of Object.entries(forms)) {
    const shown = await shownDuring(answer(hidden.map(write).join("; ")));
    expect([form, shown.secrets]).toEqual([form, []]);
  }
});

describe("the raw methods", () => {
  const raw = async (scenario: ScenarioClient) => {
    const { error } = await scenario.PUT("/models/{modelId}", { params: { path: update.path }, body: update.body });
    throw error;
  };
  const echo = hidden.join("; ");

  it.each([
    "a location",
    "something that is not HTTP",
    "an incomplete header",
    "HTML with status 200",
    "incomplete JSON with status 200",
  ])("do not show secrets in %s", async (place) => {
    const { error, secrets } = await shownDuring(places[place]?.(echo) ?? documented, raw);
    expect(secrets).toEqual([]);
    if (place.includes("200")) expect(error).toBeInstanceOf(ScenarioInvalidResponseError);
  });

  it("do not show secrets in the reason of a retry", async () => {
    expect((await shownDuring(faults.resetAfterHeaders.answer, raw)).secrets).toEqual([]);
  });
});

it.each([
  ["a colon in the key", { apiKey: `${apiKey}:`, apiSecret }],
  ["no secret", { apiKey, apiSecret: "" }],
  ["credentials in the URL", { baseUrl: `https://${encodeURIComponent(apiKey)}:${token}@x.example` }],
  ["credentials in a URL without a scheme", { baseUrl: `${token}@x.example` }],
  ["credentials without a host", { baseUrl: `https://${encodeURIComponent(apiKey)}:${token}` }],
  ["credentials as the scheme", { baseUrl: `${token}:${apiSecret}` }],
  ["credentials in the query", { baseUrl: `https://x.example/v1?key=${token}` }],
  ["credentials in the fragment", { baseUrl: `https://x.example/v1#${token}` }],
  ["credentials in the path of an insecure URL", { baseUrl: `http://x.example/${encodeURIComponent(apiKey)}` }],
])("options with %s are refused without showing secrets", (_, options) => {
  let error: unknown;
  try {
    createScenarioClient({ apiKey, apiSecret, ...options });
  } catch (thrown) {
    error = thrown;
  }
  expect(error).toBeInstanceOf(ScenarioConfigError);
  expect(secretsIn(error)).toEqual([]);
});

it("a log line tells what happened, and nothing of what was sent", async () => {
  const { scenario, shown } = await connect(inTurn(faults.unavailable, documented), { onRetry: undefined });
  await scenario.updateModel({ ...update, query: { originalAssets: true } });
  expect(shown).toEqual(["PUT /v1/models/model_1 503 0 ms, attempt 1", "PUT /v1/models/model_1 200 0 ms, attempt 2"]);
});

it("text that is nearly a secret does not make the search for secrets hang", async () => {
  const text = hidden.map((secret) => secret.slice(0, -1).repeat(5000)).join("\\");
  const { scenario } = await connect(inTurn(body(400, text)));
  expect((await failure(scenario.updateModel(update))).code).toBe("bad_request");
});

it("any credentials are hidden in any form", async () => {
  const text = fc.string({ unit: "binary", minLength: 6, maxLength: 40 }).map((text) => `§${text}§`);
  const secret = text.filter((text) => !/\p{Control}/u.test(text));
  const key = secret.filter((text) => !text.includes(":"));
  const form = fc.constantFrom(...Object.values(forms));
  await fc.assert(
    fc.asyncProperty(key, secret, text, form, fc.boolean(), async (apiKey, apiSecret, wandbKey, write, inJson) => {
      const hidden = [apiKey, apiSecret, wandbKey, basicToken(apiKey, apiSecret)];
      const echo = hidden.map(write).join(" ");
      const text = inJson ? JSON.stringify({ message: echo, [echo]: [echo] }) : echo;
      const fetch = async () => new Response(text, { status: 400 });
      const scenario = createScenarioClient({ apiKey, apiSecret, fetch });
      const error = await failure(scenario.updateModel({ ...update, body: { parameters: { wandbKey } } }));
      expect(searchFor(hidden)(error)).toEqual([]);
    }),
    { numRuns: 50 },
  );
});
