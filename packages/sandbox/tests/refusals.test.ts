import { describe, expect, test } from "vitest";
import { findUpdateModel, readDescription } from "../src/description.ts";
import { createSandbox } from "../src/index.ts";
import { documentedChecks } from "../src/request-checks.ts";
import { compileCheck } from "../src/schema-check.ts";
import { createUpdateModelApp, maxBodyBytes } from "../src/update-model-app.ts";
import { ids, modelUrl, putInit, refusedUpdate, seedModel } from "./put-model.ts";

const url = modelUrl(ids.trainedFlux);

/** Asserts what every refusal has, and returns its body. */
async function refusal(response: Response, status: number, title: string) {
  expect(response.status).toBe(status);
  expect(response.headers.get("content-type")).toBe("application/problem+json");
  const body = JSON.parse(await response.text());
  expect(body).toMatchObject({ type: "about:blank", title, status, detail: expect.stringMatching(/\.$/) });
  return body;
}

function basic(credentials: string, encoding: BufferEncoding = "utf8"): string {
  return `Basic ${Buffer.from(credentials, encoding).toString("base64")}`;
}

describe("401", () => {
  test.each([
    ["a wrong key", basic("other-key:sandbox-secret")],
    ["a wrong secret", basic("sandbox-key:other-secret")],
    ["no colon", basic("sandbox-key")],
    ["no base64", "Basic !"],
    ["another scheme", "Bearer sandbox-key"],
    ["nothing", ""],
  ])("for %s", async (_, authorization) => {
    const sandbox = createSandbox();
    const response = await sandbox.fetch(url, putInit(sandbox, "{}", { authorization }));
    await refusal(response, 401, "Unauthorized");
    expect(response.headers.get("www-authenticate")).toBe('Basic realm="Scenario sandbox", charset="UTF-8"');
  });

  test("without any header, before the body is looked at", async () => {
    await refusal(await createSandbox().fetch(url, { method: "PUT", body: "{" }), 401, "Unauthorized");
  });

  test("for the default credentials once others are chosen", async () => {
    const sandbox = createSandbox({ apiKey: "mine", apiSecret: "too" });
    const authorization = basic("sandbox-key:sandbox-secret");
    await refusal(await sandbox.fetch(url, putInit(sandbox, "{}", { authorization })), 401, "Unauthorized");
  });

  test.each([
    ["a colon in the secret", "key", "a:b::"],
    ["UTF-8", "clé-鍵", "pässwörd🔑"],
    ["an empty secret", "key", ""],
  ])("not for %s", async (_, apiKey, apiSecret) => {
    const sandbox = createSandbox({ apiKey, apiSecret });
    const init = putInit(sandbox, "{}", { authorization: basic(`${apiKey}:${apiSecret}`) });
    expect((await sandbox.fetch(url, init)).status).toBe(200);
    expect(sandbox.credentials.authorization).toBe(basic(`${apiKey}:${apiSecret}`));
  });

  test.each(["", "a:b", "a\nb"])("an apiKey that cannot be sent is refused at the start: %j", (apiKey) => {
    expect(() => createSandbox({ apiKey })).toThrow(TypeError);
  });

  test("an apiSecret that cannot be sent is refused at the start", () => {
    expect(() => createSandbox({ apiSecret: "a\0b" })).toThrow(TypeError);
  });
});

describe("404", () => {
  test("for a model that is not there, naming those that are", async () => {
    const sandbox = createSandbox();
    const body = await refusal(await sandbox.fetch(modelUrl("model_x"), putInit(sandbox, "{}")), 404, "Not Found");
    expect(body.detail).toContain('"model_x"');
    expect(body.detail).toContain(ids.trainedFlux);
  });

  test("naming ten models at most", async () => {
    const models = Array.from({ length: 12 }, (_, index) => ({ ...seedModel(ids.newFlux), id: `model_${index}` }));
    const sandbox = createSandbox({ models });
    const body = await refusal(await sandbox.fetch(modelUrl("model_x"), putInit(sandbox, "{}")), 404, "Not Found");
    expect(body.detail).toContain("model_9 and 2 more.");
  });

  test.each(["/v1", "/v1/models", "/v1/models/", `/v1/models/${ids.trainedFlux}/`, `/models/${ids.trainedFlux}`])(
    "for the path %s",
    async (path) => {
      const sandbox = createSandbox();
      const response = await sandbox.fetch(`https://api.cloud.scenario.com${path}`, putInit(sandbox, "{}"));
      expect((await refusal(response, 404, "Not Found")).detail).toContain("PUT /v1/models/{modelId}");
    },
  );

  test("not for an id that a URL has to escape", async () => {
    const id = "a/b c%é";
    const sandbox = createSandbox({ models: [{ ...seedModel(ids.newFlux), id }] });
    const response = await sandbox.fetch(modelUrl(id), putInit(sandbox, "{}"));
    expect(JSON.parse(await response.text())).toMatchObject({ model: { id } });
  });
});

test.each(["GET", "POST", "PATCH", "DELETE", "OPTIONS", "HEAD"])("405 for %s", async (method) => {
  const response = await createSandbox().fetch(url, { method });
  expect(response.status).toBe(405);
  expect(response.headers.get("allow")).toBe("PUT");
  if (method !== "HEAD") await refusal(response, 405, "Method Not Allowed");
});

describe("413", () => {
  const json = (bytes: number) => JSON.stringify({ name: "x".repeat(bytes - '{"name":""}'.length) });

  test("for one byte too many, naming the limit", async () => {
    const sandbox = createSandbox();
    const response = await sandbox.fetch(url, putInit(sandbox, json(maxBodyBytes + 1)));
    expect((await refusal(response, 413, "Content Too Large")).detail).toContain("1048576 bytes");
  });

  test("once the body is read to its end, so that its connection is free", async () => {
    const chunks = Array.from({ length: 4 }, () => new Uint8Array(maxBodyBytes));
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        const chunk = chunks.pop();
        if (chunk === undefined) controller.close();
        else controller.enqueue(chunk);
      },
    });
    const sandbox = createSandbox();
    const response = await sandbox.fetch(url, { ...putInit(sandbox, body), duplex: "half" });
    await refusal(response, 413, "Content Too Large");
    expect(chunks).toEqual([]);
  });

  test("not for the limit itself", async () => {
    const sandbox = createSandbox();
    expect((await sandbox.fetch(url, putInit(sandbox, json(maxBodyBytes)))).status).toBe(200);
  });
});

describe("415", () => {
  test.each(["text/plain", "application/x-www-form-urlencoded", "application/jsonp", "application/merge-patch+json"])(
    "for %s",
    async (type) => {
      const sandbox = createSandbox();
      const response = await sandbox.fetch(url, putInit(sandbox, "{}", { "content-type": type }));
      expect((await refusal(response, 415, "Unsupported Media Type")).detail).toContain(type);
      expect(response.headers.get("accept")).toBe("application/json");
    },
  );

  test("for no type at all", async () => {
    const sandbox = createSandbox();
    const headers = { authorization: sandbox.credentials.authorization };
    const response = await sandbox.fetch(url, { method: "PUT", headers, body: Buffer.from("{}") });
    expect((await refusal(response, 415, "Unsupported Media Type")).detail).toContain("missing");
  });

  test.each(["application/json; charset=utf-8", "Application/JSON"])("not for %s", async (type) => {
    const sandbox = createSandbox();
    expect((await sandbox.fetch(url, putInit(sandbox, "{}", { "content-type": type }))).status).toBe(200);
  });
});

describe("400", () => {
  test.each<[string, string | Uint8Array<ArrayBuffer>]>([
    ["half an object", "{"],
    ["nothing", ""],
    ["bytes that are not UTF-8", Uint8Array.from([0x22, 0xff, 0x22])],
  ])("for %s, which is not JSON", async (_, json) => {
    const sandbox = createSandbox();
    const { problems } = await refusal(await sandbox.fetch(url, putInit(sandbox, json)), 400, "Bad Request");
    expect(problems).toEqual([
      { pointer: "", rule: "json", message: expect.stringContaining("must be JSON in UTF-8: "), in: "body" },
    ]);
  });

  test.each([null, [], "text", 5])("for %j, which is not an object", async (body) => {
    const { problems } = await refusedUpdate(createSandbox(), ids.trainedFlux, body);
    expect(problems).toMatchObject([{ pointer: "", rule: "type", in: "body" }]);
  });

  test("for every problem at once: query, schema and rules", async () => {
    const body = {
      name: 5,
      thumbnail: {},
      type: "sd-xl-lora",
      concepts: [{ scale: "1" }],
      parameters: { lrScheduler: "fast", wandbKey: "k".repeat(41), maxTrainSteps: 50_000 },
    };
    const { problems, detail } = await refusedUpdate(createSandbox(), ids.trainedFlux, body, "?originalAssets=maybe");
    expect(detail).toBe("The request has 9 problems; nothing was changed.");
    expect(problems.map((problem) => [problem.in, problem.pointer, problem.rule, problem.message])).toEqual([
      ["query", "/originalAssets", "type", 'must be boolean, is "maybe"'],
      ["body", "/concepts/0/modelId", "required", "is required"],
      ["body", "/concepts/0/scale", "type", 'must be number, is "1"'],
      ["body", "/name", "type", "must be string, is 5"],
      [
        "body",
        "/parameters/lrScheduler",
        "enum",
        'must be one of "constant", "constant-with-warmup", "cosine", "cosine-with-restarts", "linear", "polynomial", is "fast"',
      ],
      ["body", "/parameters/wandbKey", "maxLength", "must NOT have more than 40 characters"],
      ["body", "/thumbnail", "type", "must be string or null, is an object"],
      ["body", "/type", "type-only-while-new", expect.stringContaining('is "trained"')],
      ["body", "/parameters/maxTrainSteps", "max-train-steps-range", expect.stringContaining("from 0 to 40000")],
    ]);
  });

  test.each(["?originalAssets=1", "?originalAssets=", "?originalAssets=true&originalAssets=false"])(
    "for the query %s",
    async (query) => {
      const { problems } = await refusedUpdate(createSandbox(), ids.trainedFlux, {}, query);
      expect(problems).toMatchObject([{ pointer: "/originalAssets", rule: "type", in: "query" }]);
    },
  );

  test("for a path parameter, were its schema to say more than string", async () => {
    const operation = findUpdateModel(readDescription());
    const path = { type: "object", properties: { modelId: { type: "string", pattern: "^model_" } } };
    const app = createUpdateModelApp({
      operation,
      checks: { ...documentedChecks(operation), path: compileCheck(path, {}) },
      credentials: { apiKey: "key", apiSecret: "secret" },
      models: new Map(),
      now: () => new Date(),
      isAllowedOrigin: () => false,
    });
    const headers = { authorization: basic("key:secret"), "content-type": "application/json" };
    const response = await app.request("/v1/models/x", { method: "PUT", headers, body: "{}" });
    const { problems } = await refusal(response, 400, "Bad Request");
    expect(problems).toEqual([
      { pointer: "/modelId", rule: "pattern", message: 'must match pattern "^model_"', in: "path" },
    ]);
  });
});

test("an aborted request rejects, as fetch does", async () => {
  const sandbox = createSandbox();
  const signal = AbortSignal.abort();
  await expect(sandbox.fetch(url, { ...putInit(sandbox, '{ "name": "One" }'), signal })).rejects.toThrow("aborted");
  expect(sandbox.models.get(ids.trainedFlux)).toEqual(seedModel(ids.trainedFlux));
});

test("fetch takes a Request as well", async () => {
  const sandbox = createSandbox();
  const response = await sandbox.fetch(new Request(url, putInit(sandbox, "{}")));
  expect(response.status).toBe(200);
});
