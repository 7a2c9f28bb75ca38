import { describe, expect, test } from "vitest";
import { createSandbox, type SandboxOptions } from "../src/index.ts";
import { maxBodyBytes } from "../src/request-body.ts";
import { ids, modelUrl, putInit, refusedUpdate, seedModel } from "./put-model.ts";

const url = modelUrl(ids.trainedFlux);
const put = (init: RequestInit, options?: SandboxOptions) => createSandbox(options).fetch(url, init);

/** Asserts what every refusal has in common, and returns its body. */
async function refusal(response: Response, status: number, title: string) {
  expect(response.status).toBe(status);
  expect(response.headers.get("content-type")).toBe("application/problem+json");
  const body = JSON.parse(await response.text());
  expect(body).toMatchObject({ type: "about:blank", title, status, detail: expect.stringMatching(/\.$/) });
  return body;
}

const basic = (credentials: string) => `Basic ${Buffer.from(credentials).toString("base64")}`;

describe("401", () => {
  test.each([
    ["a wrong key", basic("other-key:sandbox-secret"), {}],
    ["a wrong secret", basic("sandbox-key:other-secret"), {}],
    ["no colon", basic("sandbox-key"), {}],
    ["no base64", "Basic !", {}],
    ["another scheme", "Bearer sandbox-key", {}],
    ["nothing", "", {}],
    ["the default credentials, if others are set", basic("sandbox-key:sandbox-secret"), { apiKey: "mine" }],
  ])("for %s, before the body is read", async (_, authorization, options) => {
    const response = await put(putInit("{", { authorization }), options);
    await refusal(response, 401, "Unauthorized");
    expect(response.headers.get("www-authenticate")).toBe('Basic realm="Scenario sandbox", charset="UTF-8"');
  });

  test.each([
    ["a colon in the secret", "key", "a:b::"],
    ["UTF-8", "clé-鍵", "pässwörd🔑"],
    ["an empty secret", "key", ""],
  ])("not for %s", async (_, apiKey, apiSecret) => {
    const authorization = basic(`${apiKey}:${apiSecret}`);
    expect((await put(putInit("{}", { authorization }), { apiKey, apiSecret })).status).toBe(200);
    expect(createSandbox({ apiKey, apiSecret }).credentials.authorization).toBe(authorization);
  });

  test.each([{ apiKey: "" }, { apiKey: "a:b" }, { apiKey: "a\nb" }, { apiSecret: "a\0b" }])(
    "credentials that cannot be sent are refused at the start: %j",
    (options) => {
      expect(() => createSandbox(options)).toThrow(TypeError);
    },
  );
});

describe("404", () => {
  test("for an unknown model, with the ids of at most ten", async () => {
    const few = await refusal(await createSandbox().fetch(modelUrl("model_x"), putInit("{}")), 404, "Not Found");
    expect(few.detail).toContain(`No model has the id "model_x". The sandbox has ${ids.trainedFlux}, `);
    const models = Array.from({ length: 12 }, (_, index) => ({ ...seedModel(ids.newFlux), id: `model_${index}` }));
    const many = await createSandbox({ models }).fetch(modelUrl("model_x"), putInit("{}"));
    expect((await refusal(many, 404, "Not Found")).detail).toContain("model_9 and 2 more.");
    const none = await createSandbox({ models: [] }).fetch(modelUrl("model_x"), putInit("{}"));
    expect((await refusal(none, 404, "Not Found")).detail).toContain("The sandbox has no models.");
  });

  test.each(["/v1", "/v1/models/", `/v1/models/${ids.trainedFlux}/`, `/models/${ids.trainedFlux}`])(
    "for the path %s",
    async (path) => {
      const response = await createSandbox().fetch(`https://api.cloud.scenario.com${path}`, putInit("{}"));
      const { detail } = await refusal(response, 404, "Not Found");
      expect(detail).toContain(`PUT ${path} is not documented, only `);
    },
  );

  test("not for an id that a URL must escape", async () => {
    const id = "a/b c%é";
    const sandbox = createSandbox({ models: [{ ...seedModel(ids.newFlux), id }] });
    expect(await (await sandbox.fetch(modelUrl(id), putInit("{}"))).json()).toMatchObject({ model: { id } });
  });
});

test("405 for a method that the path does not have", async () => {
  await refusal(await put({ method: "OPTIONS" }), 405, "Method Not Allowed");
});

describe("413", () => {
  const json = (bytes: number) => JSON.stringify({ name: "x".repeat(bytes - '{"name":""}'.length) });

  test("for one byte too many", async () => {
    const { detail } = await refusal(await put(putInit(json(maxBodyBytes + 1))), 413, "Content Too Large");
    expect(detail).toContain("1048576 bytes");
    expect((await put(putInit(json(maxBodyBytes)))).status).toBe(200);
  });

  test("after the whole body is read, so that its connection is free", async () => {
    const chunks = Array.from({ length: 4 }, () => new Uint8Array(maxBodyBytes));
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        const chunk = chunks.pop();
        if (chunk === undefined) controller.close();
        else controller.enqueue(chunk);
      },
    });
    await refusal(await put({ ...putInit(body), duplex: "half" }), 413, "Content Too Large");
    expect(chunks).toEqual([]);
  });
});

describe("415", () => {
  test.each(["text/plain", "application/jsonp", "application/merge-patch+json", undefined])("for %s", async (type) => {
    const { "content-type": _, ...headers } = putInit("").headers;
    const init = { method: "PUT", headers: { ...headers, ...(type && { "content-type": type }) } };
    const response = await put({ ...init, body: Buffer.from("{}") });
    expect((await refusal(response, 415, "Unsupported Media Type")).detail).toContain(type ?? "missing");
    expect(response.headers.get("accept")).toBe("application/json");
  });

  test.each(["application/json; charset=utf-8", "Application/JSON"])("not for %s", async (type) => {
    expect((await put(putInit("{}", { "content-type": type }))).status).toBe(200);
  });
});

describe("400", () => {
  test.each<[string, string | Uint8Array<ArrayBuffer>, string]>([
    ["half an object", "{", "must be JSON in UTF-8: "],
    ["bytes that are not UTF-8", Uint8Array.from([0x22, 0xff, 0x22]), "must be JSON in UTF-8: "],
  ])("for %s", async (_, json, message) => {
    const { problems } = await refusal(await put(putInit(json)), 400, "Bad Request");
    expect(problems).toEqual([{ pointer: "", rule: "json", message: expect.stringContaining(message), in: "body" }]);
  });

  test("for no body", async () => {
    const { problems } = await refusal(await put(putInit("")), 400, "Bad Request");
    expect(problems).toEqual([{ pointer: "", rule: "required", message: "is required", in: "body" }]);
  });

  test.each([null, [], "text", 5])("for %j, which is not an object", async (body) => {
    const { problems, detail } = await refusedUpdate(createSandbox(), ids.trainedFlux, body);
    expect(problems).toMatchObject([{ pointer: "", rule: "type", in: "body" }]);
    expect(detail).toBe("The request has 1 problem.");
  });

  test("for every problem at once: query, schema and rules", async () => {
    const body = {
      name: 5,
      type: "sd-xl-lora",
      concepts: [{ scale: "1" }],
      parameters: { wandbKey: "k".repeat(41), maxTrainSteps: 50_000 },
    };
    const { problems, detail } = await refusedUpdate(createSandbox(), ids.trainedFlux, body, "?originalAssets=maybe");
    expect(detail).toBe("The request has 7 problems.");
    expect(problems.map((problem) => [problem.in, problem.pointer, problem.rule, problem.message])).toEqual([
      ["query", "/originalAssets", "type", 'must be boolean, is "maybe"'],
      ["body", "/concepts/0/modelId", "required", "is required"],
      ["body", "/concepts/0/scale", "type", 'must be number, is "1"'],
      ["body", "/name", "type", "must be string, is 5"],
      ["body", "/parameters/maxTrainSteps", "max-train-steps-range", "must be from 0 to 40000 for SDXL, is 50000"],
      ["body", "/parameters/wandbKey", "maxLength", "must NOT have more than 40 characters"],
      ["body", "/type", "type-only-while-new", expect.stringContaining('is "trained"')],
    ]);
  });
});
