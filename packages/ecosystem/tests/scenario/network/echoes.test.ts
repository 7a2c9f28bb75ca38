// No secret is shown that a service repeats: of one call, of any length, or where a body ends within it.
import {
  createScenarioClient,
  type Middleware,
  ScenarioApiError,
  ScenarioCallError,
  type ScenarioClient,
  ScenarioInvalidResponseError,
} from "@scenario-openapi/client";
import { describe, expect, it } from "vitest";
import { connect, failure, testClock, update } from "./connect.ts";
import { type Answer, inTurn } from "./fault-server.ts";
import { forms, searchFor, secrets } from "./secrets.ts";

const { apiKey, apiSecret, wandbKey } = secrets;
const raw = { params: { path: update.path }, body: update.body };

/** Returns what a client shows while each of the calls fails with a status, and with a text in the body and in a header. */
async function shownBy(status: number, text: string, ...calls: ((scenario: ScenarioClient) => Promise<unknown>)[]) {
  const shown: unknown[] = [];
  const show = (value: unknown) => void shown.push(value);
  const headers = { "x-echo": encodeURIComponent(text) };
  const scenario = createScenarioClient({
    apiKey,
    apiSecret,
    fetch: async () => new Response(text, { status, headers }),
    clock: testClock(),
    retries: 1,
    logLevel: "info",
    logger: { info: show, warn: show },
    onRetry: show,
  });
  for (const call of calls) {
    const error = await call(scenario).then(
      (result) => (result as { error?: unknown }).error,
      (error: unknown) => error,
    );
    expect(error).toBeInstanceOf(Error);
    show(error);
  }
  return shown;
}

describe("credentials of one call are not shown, in any form", () => {
  const token = "tok_7Jq/W+x2 é&9='";
  const password = encodeURIComponent(token);
  const withHeader = (name: string, value: string) => [
    (scenario: ScenarioClient) => scenario.updateModel({ ...update, headers: { [name]: value } }),
    (scenario: ScenarioClient) => scenario.PUT("/models/{modelId}", { ...raw, headers: { [name]: value } }),
    (scenario: ScenarioClient) => {
      const middleware: Middleware = { onRequest: ({ request }) => request.headers.set(name, value) };
      return scenario.PUT("/models/{modelId}", { ...raw, middleware: [middleware] });
    },
  ];

  it.each([
    ["Authorization", `Bearer ${password}`],
    ["Authorization", password],
    ["Proxy-Authorization", `Basic ${password}`],
    ["Cookie", `theme=dark; sid=${password}; lang=en`],
    ["X-Api-Key", password],
    ["X-Auth-Token", password],
    ["X-Client-Secret", password],
  ])("in %s: %s", async (name, value) => {
    const search = searchFor([password]);
    for (const [form, write] of Object.entries(forms)) {
      const body = JSON.stringify({ detail: write(password), [write(password)]: [value] });
      const shown = await shownBy(503, body, ...withHeader(name, value));
      expect([form, shown.flatMap(search)]).toEqual([form, []]);
    }
  });
});

it.each<[string, object]>([
  ["in toJSON", { parameters: { toJSON: () => ({ wandbKey }) } }],
  ["as a toJSON", { parameters: { wandbKey: { toJSON: () => wandbKey } } }],
  [
    "in a property that JSON reads",
    { parameters: Object.defineProperty({}, "wandbKey", { get: () => wandbKey, enumerable: true }) },
  ],
  ["as an object", { parameters: { wandbKey: Object(wandbKey) } }],
  ["deep in a body", { a: [{ b: [[{ wandbKey }]] }] }],
])("a wandbKey %s is not shown", async (_, body) => {
  const shown = await shownBy(
    400,
    JSON.stringify({ detail: `No ${wandbKey}` }),
    (scenario) => scenario.updateModel({ path: update.path, body }),
    (scenario) => scenario.PUT("/models/{modelId}", { ...raw, body }),
  );
  expect(shown.flatMap(searchFor([wandbKey]))).toEqual([]);
});

describe("long secrets are not shown", () => {
  const counted = (length: number) =>
    Array.from({ length }, (_, index) => index.toString(36))
      .join("")
      .slice(0, length);

  it.each<[string, string]>([
    ["10,000 characters", counted(10_000)],
    ["60,000 characters", counted(60_000)],
    ["100,000 characters", counted(100_000)],
    ["one character again and again", "a".repeat(20_000)],
    ["one character and another", `${"a".repeat(20_000)}b`],
    ["another character and one", `b${"a".repeat(20_000)}`],
    ["backslashes", "\\".repeat(20_000)],
    ["percent signs", "%".repeat(20_000)],
    ["what looks like an escape", "%25".repeat(5000)],
  ])("of %s", async (_, secret) => {
    const start = secret.slice(0, 1000); // A part of a long secret is enough to be redacted.
    const bodies = [secret, JSON.stringify({ detail: secret, more: `No ${secret}` }), encodeURIComponent(secret)];
    for (const [name, account] of Object.entries({
      wandbKey: { apiKey, apiSecret },
      apiKey: { apiKey: secret, apiSecret },
      apiSecret: { apiKey, apiSecret: secret },
    })) {
      for (const text of bodies) {
        for (const status of [400, 200]) {
          const fetch = async () => new Response(status === 200 ? `{"model":"${text}` : text, { status });
          const scenario = createScenarioClient({ ...account, fetch });
          const body = name === "wandbKey" ? { parameters: { wandbKey: secret } } : {};
          const error = await failure(scenario.updateModel({ ...update, body }));
          expect(error).toBeInstanceOf(status === 200 ? ScenarioInvalidResponseError : ScenarioApiError);
          const said = JSON.stringify(error) + error.stack;
          expect(said.includes(start) || said.includes(JSON.stringify(start).slice(1, -1))).toBe(false);
        }
      }
    }
  });
});

describe("of an error's body, at most 64 kB are read", () => {
  const MOST = 2 ** 16;

  it.each([400, 503, 600])("and the rest is cancelled, with status %i", async (status) => {
    const chunk = new TextEncoder().encode(apiKey.repeat(1000));
    let sent = 0;
    let cancelled = 0;
    const endless = () =>
      new ReadableStream({
        pull(body) {
          sent += chunk.length;
          body.enqueue(chunk);
        },
        cancel: () => void cancelled++,
      });
    const fetch = async () => {
      const response = new Response(endless(), { status: status === 600 ? 500 : status });
      return Object.defineProperty(response, "status", { value: status });
    };
    const scenario = createScenarioClient({ apiKey, apiSecret, fetch, clock: testClock() });
    const error = await failure(scenario.updateModel(update));
    expect(error).toMatchObject({ status, body: "[redacted]" });
    expect(cancelled).toBe(error.attempts);
    expect(sent).toBeLessThan(error.attempts * (MOST + 4 * chunk.length));
  });

  it("over a connection, which is closed", async () => {
    const size = 16 * 2 ** 20;
    let finished = false;
    const { scenario, server } = await connect(
      inTurn(({ response }) => {
        response.on("finish", () => {
          finished = true;
        });
        response.writeHead(400, { "Content-Length": size }).end("a".repeat(size));
      }),
      { apiSecret: `${"a".repeat(9999)}b` },
    );
    const error = await failure(scenario.updateModel(update));
    expect(error).toMatchObject({ code: "bad_request", body: "[redacted]" }); // It is like the beginning of the secret.
    await server.unused();
    expect(finished).toBe(false);
  });
});

describe("the beginning of a secret is not shown, where a body", () => {
  const [begun, rest] = [wandbKey.slice(0, 6), wandbKey.slice(6)];
  const search = searchFor([begun]);
  const texts = [0, 100, 1990, 9000, 2 ** 16 - 8].flatMap((before) =>
    ["", '{"detail":"'].map((quote) => quote + " ".repeat(before) + begun),
  );
  const endings: Readonly<Record<string, (text: string) => Answer>> = {
    "is cut at 64 kB":
      (text) =>
      ({ response }) =>
        response.writeHead(400).end(text.padStart(2 ** 16) + rest.padEnd(2 ** 16)),
    "ends early":
      (text) =>
      ({ response, socket }) => {
        response.writeHead(400, { "Content-Length": 2 ** 17 }).write(text, () => socket.end());
      },
    "is reset":
      (text) =>
      ({ response, socket }) => {
        response.writeHead(400, { "Content-Length": 2 ** 17 }).write(text, () => socket.resetAndDestroy());
      },
  };

  it.each(Object.entries(endings))("%s", async (_, ending) => {
    for (const text of texts) {
      const { scenario, shown } = await connect(inTurn(ending(text)), { retries: 0 });
      const error = await scenario.updateModel(update).catch((error: unknown) => error);
      expect(error).toBeInstanceOf(ScenarioCallError);
      expect([error, ...shown].flatMap(search)).toEqual([]);
    }
  });

  it("stalls", async () => {
    for (const text of texts) {
      const clock = testClock();
      const chunks = [new TextEncoder().encode(text)];
      const pull = (body: ReadableStreamDefaultController) => {
        const chunk = chunks.pop();
        if (chunk) body.enqueue(chunk);
        else clock.expire();
      };
      const fetch = async () => new Response(new ReadableStream({ pull }, { highWaterMark: 0 }), { status: 400 });
      const error = await failure(createScenarioClient({ apiKey, apiSecret, fetch, clock }).updateModel(update));
      expect(error).toMatchObject({ status: 400, attempts: 1 });
      expect(search(error)).toEqual([]);
    }
  });
});
