import * as types from "@scenario-openapi/types";
import { afterEach, describe, expect, it, vi } from "vitest";
import {
  createScenarioClient,
  ScenarioApiError,
  type ScenarioClientOptions,
  ScenarioConfigError,
  ScenarioError,
  ScenarioRequestError,
  specHash,
  specVersion,
} from "../src/index.ts";
import { recordedFetch } from "./recorded-fetch.ts";

const credentials = { apiKey: "key", apiSecret: "secret" };

function clientWith(answer?: () => Response, options: ScenarioClientOptions = {}) {
  const { fetch, requests } = recordedFetch(answer);
  return { requests, scenario: createScenarioClient({ ...credentials, fetch, ...options }) };
}

afterEach(() => vi.unstubAllEnvs());

describe("updateModel", () => {
  it("sends the documented request and resolves to the documented body", async () => {
    const { scenario, requests } = clientWith();
    const { model } = await scenario.updateModel({
      path: { modelId: "model_1" },
      query: { originalAssets: true },
      body: { name: "Cinematic Realism", thumbnail: null },
    });
    expect(model.id).toBe("model_1");
    const [request] = requests;
    expect(request?.method).toBe("PUT");
    expect(request?.url).toBe("https://api.cloud.scenario.com/v1/models/model_1?originalAssets=true");
    expect(request?.headers.get("authorization")).toBe(`Basic ${btoa("key:secret")}`);
    expect(request?.headers.get("content-type")).toBe("application/json");
    expect(await request?.json()).toEqual({ name: "Cinematic Realism", thumbnail: null });
  });

  it("sends nothing where the path would be left", async () => {
    const { scenario, requests } = clientWith();
    for (const modelId of ["..", ".", "", undefined as unknown as string]) {
      const named = scenario.updateModel({ path: { modelId }, body: {} });
      await expect(named).rejects.toBeInstanceOf(ScenarioRequestError);
      const raw = scenario.PUT("/models/{modelId}", { params: { path: { modelId } }, body: {} });
      await expect(raw).rejects.toBeInstanceOf(ScenarioRequestError);
    }
    await expect(scenario.updateModel({ body: {} } as never)).rejects.toThrow('"modelId" cannot be undefined');
    await expect(scenario.PUT("/models/{modelId}", { body: {} } as never)).rejects.toThrow(
      '"modelId" cannot be undefined',
    );
    expect(requests).toHaveLength(0);
  });

  it("throws what the service answered", async () => {
    const problem = { detail: "There is no such model." };
    const { scenario } = clientWith(() =>
      Response.json(problem, { status: 404, statusText: "Not Found", headers: { "x-trace": "7" } }),
    );
    const error = await scenario.updateModel({ path: { modelId: "model_1" }, body: {} }).catch((error) => error);
    expect(error).toBeInstanceOf(ScenarioApiError);
    expect(error).toBeInstanceOf(ScenarioError);
    expect(error).toMatchObject({ code: "not_found", status: 404, operation: "updateModel", body: problem });
    expect(error.headers.get("x-trace")).toBe("7");
    expect(error.message).toBe("updateModel: 404 Not Found: There is no such model.");
  });

  it.each([
    ["text", "upstream failed", "upstream failed"],
    ["an empty body", "", undefined],
    ["no body", null, undefined],
  ])("throws for %s as well", async (_, body, expected) => {
    const { scenario } = clientWith(() => new Response(body, { status: 502 }));
    await expect(scenario.updateModel({ path: { modelId: "model_1" }, body: {} })).rejects.toMatchObject({
      status: 502,
      body: expected,
    });
  });

  it("ends with the caller's signal", async () => {
    const { scenario } = clientWith(undefined, {
      fetch: ({ signal }) =>
        new Promise((_, reject) => {
          if (signal.aborted) reject(signal.reason);
          signal.addEventListener("abort", () => reject(signal.reason));
        }),
    });
    const reason = new Error("the user went away");
    const controller = new AbortController();
    const call = scenario.updateModel({ path: { modelId: "model_1" }, body: {}, signal: controller.signal });
    controller.abort(reason);
    await expect(call).rejects.toBe(reason);
  });
});

describe("the openapi-fetch client beneath", () => {
  it("keeps { data, error, response } and middleware", async () => {
    const { scenario, requests } = clientWith(() => Response.json({ detail: "no" }, { status: 400 }));
    scenario.use({ onRequest: ({ request }) => request.headers.set("x-trace", "7") });
    const { data, error, response } = await scenario.PUT("/models/{modelId}", {
      params: { path: { modelId: "model_1" } },
      body: {},
    });
    expect(data).toBeUndefined();
    expect(error).toEqual({ detail: "no" });
    expect(response.status).toBe(400);
    expect(requests[0]?.headers.get("x-trace")).toBe("7");
    await scenario.updateModel({ path: { modelId: "model_1" }, body: {} }).catch(() => undefined);
    expect(requests[1]?.headers.get("x-trace")).toBe("7");
  });
});

describe("credentials", () => {
  it("come from the environment where they are not given", async () => {
    vi.stubEnv("SCENARIO_SDK_API_KEY", "from");
    vi.stubEnv("SCENARIO_SDK_API_SECRET", "environment");
    const { fetch, requests } = recordedFetch();
    await createScenarioClient({ fetch }).updateModel({ path: { modelId: "model_1" }, body: {} });
    expect(requests[0]?.headers.get("authorization")).toBe(`Basic ${btoa("from:environment")}`);
  });

  it("are UTF-8", async () => {
    const { scenario, requests } = clientWith(undefined, { apiSecret: "påss:wörd→" });
    await scenario.updateModel({ path: { modelId: "model_1" }, body: {} });
    const sent = requests[0]?.headers.get("authorization")?.slice("Basic ".length) ?? "";
    expect(Buffer.from(sent, "base64").toString()).toBe("key:påss:wörd→");
  });

  it("are asked for by both names where there are none", () => {
    vi.stubEnv("SCENARIO_SDK_API_KEY", "");
    vi.stubEnv("SCENARIO_SDK_API_SECRET", "");
    expect(() => createScenarioClient()).toThrow(
      "Credentials are missing: give apiKey and apiSecret, or set SCENARIO_SDK_API_KEY and SCENARIO_SDK_API_SECRET",
    );
  });

  it("have no colon in the key", () => {
    expect(() => createScenarioClient({ apiKey: "a:b", apiSecret: "c" })).toThrow("apiKey must not contain a colon");
  });
});

describe("baseUrl", () => {
  it.each(["http://127.0.0.1:4010/v1", "http://127.0.0.1:4010/v1/"])("may be %s", async (baseUrl) => {
    const { scenario, requests } = clientWith(undefined, { baseUrl });
    await scenario.updateModel({ path: { modelId: "model_1" }, body: {} });
    expect(requests[0]?.url).toBe("http://127.0.0.1:4010/v1/models/model_1");
  });

  it.each(["", "api.example", "ftp://api.example", "https://user:pass@api.example", "https://api.example/?a=1"])(
    "may not be %j",
    (baseUrl) => {
      const error = catchError(() => createScenarioClient({ ...credentials, baseUrl }));
      expect(error).toBeInstanceOf(ScenarioConfigError);
      expect(String(error)).toContain("baseUrl");
      expect(String(error)).not.toContain("pass");
    },
  );
});

function catchError(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  return undefined;
}

it("says which description it was generated from, the same as the types say", () => {
  expect(clientWith().scenario.specVersion).toBe(specVersion);
  expect({ specVersion, specHash }).toEqual({ specVersion: types.specVersion, specHash: types.specHash });
});
