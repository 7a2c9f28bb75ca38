// How clients of made-up APIs authenticate, for each kind of security scheme and for several at once.
import { afterEach, describe, expect, it, vi } from "vitest";
import { createApiClient } from "../src/runtime/api-client.ts";
import { basic, byOperation, inCookie, inHeader, inQuery, type Security } from "../src/runtime/credentials.ts";
import type { Operation, OperationInput, OperationResult } from "../src/runtime/operation.ts";
import { recordedFetch, rejection } from "./client-of.ts";

const operations = {
  list: { method: "GET", path: "/boats", parameters: { query: ["at"] } },
  open: { method: "GET", path: "/tides", parameters: {}, security: [] },
  either: { method: "GET", path: "/moorings", parameters: {}, security: [["bearer"], []] },
  both: { method: "GET", path: "/fees", parameters: {}, security: [["query", "cookie"], ["bearer"]] },
} satisfies Record<string, Operation>;

type Methods = Record<keyof typeof operations, (input?: OperationInput) => OperationResult<unknown>>;

function harbour(security: Security | undefined, options: object) {
  const { fetch, requests } = recordedFetch([() => Response.json({})]);
  const api = {
    brand: "Harbour",
    agent: "harbour",
    specVersion: "1",
    serverUrl: "https://harbour.example",
    operations,
  };
  const client = createApiClient<object, Methods>(security ? { ...api, security } : api, { fetch, ...options });
  return { client, requests };
}

const several = (isOpen = false) =>
  byOperation(
    {
      bearer: inHeader("authorization", ["token", "HARBOUR_TOKEN"], "Bearer "),
      query: inQuery("api key", ["apiKey", "HARBOUR_API_KEY"]),
      cookie: inCookie("berth", ["berth", "HARBOUR_BERTH"]),
    },
    [["bearer"], ["query"]],
    isOpen,
  );

afterEach(() => vi.unstubAllEnvs());

describe("one scheme", () => {
  it.each<[string, Security, object, Record<string, string | null>, string]>([
    [
      "basic",
      basic(["user", "U"], ["pass", "P"]),
      { user: "a", pass: "b" },
      { authorization: `Basic ${btoa("a:b")}` },
      "",
    ],
    ["bearer", inHeader("authorization", ["token", "T"], "Bearer "), { token: "t" }, { authorization: "Bearer t" }, ""],
    ["a header", inHeader("x-key", ["key", "K"]), { key: "k" }, { "x-key": "k", authorization: null }, ""],
    ["the query", inQuery("api key", ["key", "K"]), { key: "k&\uD800" }, { cookie: null }, "&api%20key=k%26%EF%BF%BD"],
    ["a cookie", inCookie("sid", ["key", "K"]), { key: "k;" }, { cookie: "sid=k%3B" }, ""],
  ])("is sent as %s", async (_, security, options, headers, query) => {
    const { client, requests } = harbour(security, options);
    await client.list({ query: { at: "x" } });
    const [request] = requests;
    for (const [name, value] of Object.entries(headers)) expect(request?.headers.get(name)).toBe(value);
    expect(request?.url).toBe(`https://harbour.example/boats?at=x${query}`);
  });

  it("comes from the environment by default", async () => {
    vi.stubEnv("HARBOUR_TOKEN", "from-environment");
    const { client, requests } = harbour(inHeader("authorization", ["token", "HARBOUR_TOKEN"], "Bearer "), {});
    await client.list();
    expect(requests[0]?.headers.get("authorization")).toBe("Bearer from-environment");
  });

  it.each([" t", "t ", "t\n", "t\u00e9", "t\0"])("is refused if no header takes it: %j", (token) => {
    const create = () => harbour(inHeader("authorization", ["token", "T"], "Bearer "), { token });
    expect(create).toThrow("token has a character that no header takes, or space around it");
  });

  it("is added to cookies of the call, and replaced or removed by headers of the call", async () => {
    const { client, requests } = harbour(inCookie("sid", ["key", "K"]), { key: "k" });
    await client.list({ headers: { cookie: "a=b" } });
    expect(requests[0]?.headers.get("cookie")).toBe("a=b; sid=k");
    const basicClient = harbour(basic(["user", "U"], ["pass", "P"]), { user: "a", pass: "b" });
    await basicClient.client.list({ headers: { authorization: null } });
    expect(basicClient.requests[0]?.headers.get("authorization")).toBeNull();
  });
});

describe("several schemes", () => {
  it("an operation gets the first alternative that is complete", async () => {
    const { client, requests } = harbour(several(), { token: "t", apiKey: "k" });
    await client.list();
    await client.both();
    expect(requests.map(({ url, headers }) => [url, headers.get("authorization")])).toEqual([
      ["https://harbour.example/boats", "Bearer t"],
      ["https://harbour.example/fees", "Bearer t"],
    ]);
  });

  it("those of one alternative are sent together, and nothing else", async () => {
    const { client, requests } = harbour(several(), { token: "t", apiKey: "k", berth: "7" });
    await client.both();
    expect(requests[0]?.url).toBe("https://harbour.example/fees?api%20key=k");
    expect(requests[0]?.headers.get("cookie")).toBe("berth=7");
    expect(requests[0]?.headers.get("authorization")).toBeNull();
  });

  it("headers of the client or a call replace or remove them", async () => {
    const { client, requests } = harbour(several(), { token: "t", headers: { "x-a": "1" } });
    await client.list({ headers: { authorization: null } });
    await client.list({ headers: { authorization: "Bearer other" } });
    expect(requests.map(({ headers }) => headers.get("authorization"))).toEqual([null, "Bearer other"]);
  });

  it("an operation without security gets none, and one that may do without still gets what there is", async () => {
    const { client, requests } = harbour(several(), { token: "t" });
    await client.open();
    await client.either();
    expect(requests.map(({ headers }) => headers.get("authorization"))).toEqual([null, "Bearer t"]);
    const keyOnly = harbour(several(), { apiKey: "k" });
    await keyOnly.client.either();
    expect(keyOnly.requests[0]?.url).toBe("https://harbour.example/moorings");
  });

  it("a call without its credentials is not sent", async () => {
    const { client, requests } = harbour(several(), { berth: "7" });
    const error = await rejection(client.both());
    expect(error.message).toBe(
      "This call needs credentials (pass apiKey and berth, or set HARBOUR_API_KEY and HARBOUR_BERTH; or pass token, or set HARBOUR_TOKEN): nothing was sent",
    );
    expect(requests).toHaveLength(0);
  });

  it("a client has credentials, unless some operations need none", () => {
    expect(() => harbour(several(), {})).toThrow(
      "Pass token, or set HARBOUR_TOKEN; or pass apiKey, or set HARBOUR_API_KEY; or pass berth, or set HARBOUR_BERTH",
    );
    expect(() => harbour(several(true), {})).not.toThrow();
    expect(() => harbour(undefined, {})).not.toThrow();
  });

  it("half of a scheme is an error", () => {
    const security = byOperation({ basic: basic(["user", "U"], ["pass", "P"]) }, [["basic"]], true);
    expect(() => harbour(security, { user: "a" })).toThrow("Pass user and pass, or set U and P");
  });

  it("no error shows one of them", async () => {
    const { client } = harbour(several(), {
      apiKey: "the-secret",
      fetch: async () => Response.json("key the-secret", { status: 400 }),
    });
    expect(JSON.stringify(await rejection(client.list()))).not.toContain("the-secret");
  });
});
