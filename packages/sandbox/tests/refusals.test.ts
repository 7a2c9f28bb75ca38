import { describe, expect, test } from "vitest";
import { maxBodyBytes } from "../src/request-body.ts";
import { basic, boatUrl, harbour, putInit } from "./harbour.ts";

const url = boatUrl("boat_1");
const put = (init: RequestInit, credentials = {}) => harbour({ credentials }).fetch(url, init);

/** Asserts what every refusal has in common, and returns its body. */
async function refusal(response: Response, status: number, title: string) {
  expect(response.status).toBe(status);
  expect(response.headers.get("content-type")).toBe("application/problem+json");
  const body = JSON.parse(await response.text());
  expect(body).toMatchObject({ type: "about:blank", title, status, detail: expect.stringMatching(/\.$/) });
  return body;
}

describe("401", () => {
  test.each([
    ["a wrong key", basic("other-key:sandbox-secret"), {}],
    ["a wrong secret", basic("sandbox-key:other-secret"), {}],
    ["no colon", basic("sandbox-key"), {}],
    ["no base64", "Basic !", {}],
    ["another scheme", "Bearer sandbox-key", {}],
    ["nothing", "", {}],
    ["the default credentials, if others are set", basic("sandbox-key:sandbox-secret"), { apiKey: "mine" }],
  ])("for %s, before the body is read", async (_, authorization, credentials) => {
    const response = await put(putInit("{", { authorization }), credentials);
    const { detail } = await refusal(response, 401, "Unauthorized");
    expect(detail).toContain("apiKey as the user name and its apiSecret as the password of HTTP Basic");
    expect(response.headers.get("www-authenticate")).toBe('Basic realm="Harbour sandbox", charset="UTF-8"');
  });

  test.each([
    ["a colon in the secret", "key", "a:b::"],
    ["UTF-8", "clé-鍵", "pässwörd🔑"],
    ["an empty secret", "key", ""],
  ])("not for %s", async (_, apiKey, apiSecret) => {
    const authorization = basic(`${apiKey}:${apiSecret}`);
    expect((await put(putInit("{}", { authorization }), { apiKey, apiSecret })).status).toBe(200);
    expect(harbour({ credentials: { apiKey } }).credentials).toEqual({ apiKey, apiSecret: "sandbox-secret" });
  });

  test.each([{ apiKey: "" }, { apiKey: "a:b" }, { apiKey: "a\nb" }, { apiSecret: "a\0b" }, { token: "a" }])(
    "credentials that cannot be sent are refused at the start: %j",
    (credentials) => {
      expect(() => harbour({ credentials })).toThrow(TypeError);
    },
  );
});

describe("404", () => {
  test("for what the operation does not have", async () => {
    const { detail } = await refusal(await harbour().fetch(boatUrl("boat_x"), putInit("{}")), 404, "Not Found");
    expect(detail).toBe("There is no boat boat_x.");
  });

  test.each(["/v1", "/v1/boats/", "/v1/boats/boat_1/", "/boats/boat_1"])("for the path %s", async (path) => {
    const response = await harbour().fetch(`https://api.harbour.example${path}`, putInit("{}"));
    const { detail } = await refusal(response, 404, "Not Found");
    expect(detail).toContain(`PUT ${path} is not documented, only `);
  });

  test("not for an id that a URL must escape", async () => {
    const id = "a/b c%é";
    const sandbox = harbour();
    sandbox.boats.set(id, { id, name: "Aurora" });
    expect(await (await sandbox.fetch(boatUrl(id), putInit("{}"))).json()).toMatchObject({ boat: { id } });
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
    const { problems, detail } = await refusal(await put(putInit(JSON.stringify(body))), 400, "Bad Request");
    expect(problems).toMatchObject([{ pointer: "", rule: "type", in: "body" }]);
    expect(detail).toBe("The request has 1 problem.");
  });

  test("for every problem at once", async () => {
    const response = await harbour().fetch(`${url}?allPhotos=maybe`, putInit('{ "name": 5, "photo": {} }'));
    const { problems, detail } = await refusal(response, 400, "Bad Request");
    expect(detail).toBe("The request has 3 problems.");
    expect(problems).toEqual([
      { in: "query", pointer: "/allPhotos", rule: "type", message: 'must be boolean, is "maybe"' },
      { in: "body", pointer: "/name", rule: "type", message: "must be string, is 5" },
      { in: "body", pointer: "/photo", rule: "type", message: "must be string or null, is an object" },
    ]);
  });
});
