import * as types from "@scenario-openapi/types";
import { afterEach, describe, expect, it, vi } from "vitest";
import { clientOf, recordedFetch, rejection } from "./client-of.ts";
import {
  createHarbourClient,
  HarbourBadRequestError,
  HarbourConfigError,
  HarbourRequestError,
  type NoCredentialOptions,
} from "./harbour/index.gen.ts";

const path = { boatId: "boat_1" };

afterEach(() => {
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
});

describe("updateBoat", () => {
  it("sends the documented request and resolves to the documented body", async () => {
    const { harbour, requests } = clientOf();
    const body = { name: "Aurora", photo: null };
    const { boat } = await harbour.updateBoat({ path, query: { allPhotos: true }, body });
    expect(boat.id).toBe("boat_1");
    const [request] = requests;
    expect(request?.method).toBe("PUT");
    expect(request?.url).toBe("https://api.harbour.example/v1/boats/boat_1?allPhotos=true");
    expect(request?.headers.get("authorization")).toBe(`Basic ${btoa("the-key:the-secret")}`);
    expect(request?.headers.get("content-type")).toBe("application/json");
    expect(request?.headers.get("user-agent")).toMatch(/^harbour-client\/\d+\.\d+\.\d+$/);
    expect(await request?.json()).toEqual(body);
  });

  it("resolves to the response as well with withResponse", async () => {
    const { update } = clientOf([() => Response.json({ boat: {} }, { headers: { "x-request-id": "7" } })]);
    const { data, response } = await update().withResponse();
    expect(data).toEqual({ boat: {} });
    expect(response.headers.get("x-request-id")).toBe("7");
  });

  it("leaves no unhandled rejection if withResponse fails", async () => {
    const unhandled = vi.fn();
    process.on("unhandledRejection", unhandled);
    const { update } = clientOf([() => new Response(null, { status: 400 })]);
    await expect(update().withResponse()).rejects.toMatchObject({ status: 400 });
    await new Promise((resolve) => setImmediate(resolve));
    process.off("unhandledRejection", unhandled);
    expect(unhandled).not.toHaveBeenCalled();
  });
});

it("the openapi-fetch client returns { data, error, response }, and its middleware applies to operations too", async () => {
  const { harbour, update, requests } = clientOf([() => Response.json({ detail: "no" }, { status: 400 })]);
  harbour.use({ onRequest: ({ request }) => request.headers.set("x-trace", "7") });
  const { data, error, response } = await harbour.PUT("/boats/{boatId}", { params: { path }, body: {} });
  expect([data, response.status]).toEqual([undefined, 400]);
  expect(error).toBeInstanceOf(HarbourBadRequestError);
  expect(error?.body).toEqual({ detail: "no" });
  await rejection(update());
  expect(requests.map(({ headers }) => headers.get("x-trace"))).toEqual(["7", "7"]);
});

describe("path parameters", () => {
  it.each<[unknown, string]>([
    ["boat_eyVcnFJcR92BxBkz7N6g5w", "boat_eyVcnFJcR92BxBkz7N6g5w"],
    ["a b", "a%20b"],
    ["../admin", "..%2Fadmin"],
    ["..\\admin", "..%5Cadmin"],
    ["%2e%2e", "%252e%252e"],
    ["a?b#c", "a%3Fb%23c"],
    ["{boatId}", "%7BboatId%7D"],
    ["héllo→", "h%C3%A9llo%E2%86%92"],
    ["$&", "%24%26"],
    ["...", "..."],
    [42, "42"],
    [true, "true"],
  ])("are encoded: %j", async (boatId, segment) => {
    const { harbour, requests } = clientOf();
    await harbour.updateBoat({ path: { boatId: boatId as string }, body: {} });
    expect(new URL(requests[0]?.url ?? "").pathname).toBe(`/v1/boats/${segment}`);
  });

  const dots = '/boats/{boatId} must not be "." or ".."';
  it.each<[unknown, string]>([
    ["", 'Path parameter "boatId" is empty or no single value'],
    [undefined, 'Path parameter "boatId" is empty or no single value'],
    [null, 'Path parameter "boatId" is empty or no single value'],
    [["a"], 'Path parameter "boatId" is empty or no single value'],
    ["\uD800", "The request is not valid"],
    [".", dots],
    ["..", dots],
  ])("are refused if the request would leave its path: %j", async (boatId, message) => {
    const { harbour, requests } = clientOf();
    const unsafe = { boatId: boatId as string };
    for (const call of [
      () => harbour.updateBoat({ path: unsafe, body: {} }),
      () => harbour.PUT("/boats/{boatId}", { params: { path: unsafe }, body: {} }),
      ...(boatId === undefined
        ? [() => harbour.updateBoat({} as never), () => harbour.PUT("/boats/{boatId}", {} as never)]
        : []),
    ]) {
      const error = await rejection(call());
      expect(error).toBeInstanceOf(HarbourRequestError);
      expect(error.code).toBe("request");
      expect(error.message).toContain(`${message}: nothing was sent`);
    }
    expect(requests).toHaveLength(0);
  });
});

describe("credentials", () => {
  it("come from the environment by default", async () => {
    vi.stubEnv("HARBOUR_API_KEY", "from");
    vi.stubEnv("HARBOUR_API_SECRET", "environment");
    const { update, requests } = clientOf(undefined, { apiKey: undefined, apiSecret: undefined });
    await update();
    expect(requests[0]?.headers.get("authorization")).toBe(`Basic ${btoa("from:environment")}`);
  });

  it("are UTF-8", async () => {
    const { update, requests } = clientOf(undefined, { apiSecret: "påss:wörd→" });
    await update();
    const sent = requests[0]?.headers.get("authorization")?.slice("Basic ".length) ?? "";
    expect(Buffer.from(sent, "base64").toString()).toBe("the-key:påss:wörd→");
  });

  it("must be there, without a colon in the key", () => {
    vi.stubEnv("HARBOUR_API_KEY", "");
    vi.stubEnv("HARBOUR_API_SECRET", "");
    expect(() => createHarbourClient()).toThrow(
      "Pass apiKey and apiSecret, or set HARBOUR_API_KEY and HARBOUR_API_SECRET",
    );
    expect(() => createHarbourClient({ apiKey: "a:b", apiSecret: "c" })).toThrow(
      "has a control character, or apiKey a colon",
    );
  });

  it("are refused in a browser unless allowed, and the browser's user agent is kept", async () => {
    vi.stubGlobal("document", {});
    expect(() => clientOf()).toThrow("or dangerouslyAllowBrowser");
    const { update, requests } = clientOf(undefined, { dangerouslyAllowBrowser: true });
    await update();
    expect(requests[0]?.headers.get("user-agent")).toBeNull();
  });
});

describe("a client without credentials", () => {
  function anonymous(options: object) {
    const { fetch, requests } = recordedFetch();
    const harbour = createHarbourClient({ auth: "none", baseUrl: "", fetch, ...options } as NoCredentialOptions);
    return { update: () => harbour.updateBoat({ path, body: {} }), requests };
  }
  const page = () => vi.stubGlobal("location", new URL("http://app.example:8080/studio/page?a#b"));

  it.each([
    ["/api/harbour", "http://app.example:8080/api/harbour"],
    ["api/", "http://app.example:8080/studio/api"],
    ["http://app.example:8080/api", "http://app.example:8080/api"],
    ["https://other.example/api", "https://other.example/api"],
  ])("calls %s without the dangerous switch, and sends no credentials", async (baseUrl, address) => {
    vi.stubEnv("HARBOUR_API_KEY", "from");
    vi.stubEnv("HARBOUR_API_SECRET", "environment");
    vi.stubGlobal("document", {});
    page();
    const { update, requests } = anonymous({ baseUrl });
    await update();
    expect(requests[0]?.url).toBe(`${address}/boats/boat_1`);
    expect(requests[0]?.headers.get("authorization")).toBeNull();
  });

  it.each([
    undefined,
    null,
    "",
    "?a",
    "//other.example/api",
    "http://other.example/api",
    "javascript:alert(1)",
    "blob:x",
  ])("does not call %j", (baseUrl) => {
    page();
    expect(() => anonymous({ baseUrl })).toThrow(HarbourConfigError);
  });

  it("can be created where a page is rendered on a server", () => {
    expect(() => anonymous({ baseUrl: "/api/harbour" })).not.toThrow();
    expect(() => anonymous({ baseUrl: "//other.example/api" })).toThrow(HarbourConfigError);
  });

  it.each([{ apiKey: "key" }, { apiSecret: "secret" }])("takes no %j", (secret) => {
    expect(() => anonymous({ baseUrl: "https://app.example", ...secret })).toThrow(
      'auth: "none" excludes apiKey and apiSecret',
    );
  });

  it.each(["None", null, false, "bearer"])("is also made by mistake: auth %j", async (auth) => {
    vi.stubEnv("HARBOUR_API_KEY", "from");
    vi.stubEnv("HARBOUR_API_SECRET", "environment");
    const { update, requests } = anonymous({ baseUrl: "https://app.example", auth });
    await update();
    expect(requests[0]?.headers.get("authorization")).toBeNull();
  });
});

describe("baseUrl", () => {
  it.each([
    ["http://127.0.0.1:4010/v1", {}],
    ["http://127.0.0.1:4010/v1/", {}],
    ["http://api.example/v1", { allowInsecure: true }],
  ])("may be %s %j", async (baseUrl, options) => {
    const { update, requests } = clientOf(undefined, { baseUrl, ...options });
    await update();
    expect(requests[0]?.url).toBe(`${baseUrl.replace(/\/$/, "")}/boats/boat_1`);
  });

  it.each([
    "",
    "api.example",
    "http://api.example",
    "https://user:pass@api.example",
    "https://user:pass@api.example:port",
    "https://api.example/?a=1",
    "user:pass@api.example/v1",
    "https://user:pa\nss@bad host",
    "ftp://api.example/v1",
  ])("may not be %j", (baseUrl) => {
    for (const allowInsecure of [false, baseUrl.startsWith("ftp:")]) {
      const create = () => clientOf(undefined, { baseUrl, allowInsecure });
      expect(create).toThrow(HarbourConfigError);
      expect(create).toThrow(/^baseUrl must be (?!.*pass)(?!.*ss@)/s);
    }
  });

  it("is shown if it is empty, as the variable of an environment can be", () => {
    expect(() => clientOf(undefined, { baseUrl: "" })).toThrow(/: ""$/);
  });
});

it("knows the version and, once built, the hash of the description, as the types do", async () => {
  const built = await import("@scenario-openapi/client");
  expect(clientOf().harbour.specVersion).toBe("1.2.3");
  expect([built.specVersion, built.specHash]).toEqual([types.specVersion, types.specHash]);
});
