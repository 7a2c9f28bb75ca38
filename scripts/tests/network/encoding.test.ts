import fc from "fast-check";
import { describe, expect, it, onTestFinished } from "vitest";
import { createClient, createScenarioClient, ScenarioRequestError } from "../../../packages/client/dist/index.js";
import { startFaultServer } from "./fault-server.ts";

const account = { apiKey: "key", apiSecret: "secret" };

/** Text of all kinds: any characters, half surrogate pairs, and what means something in a URL or to a proxy. */
const text = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string({ unit: "grapheme" }),
  fc.array(fc.nat(0xffff)).map((units) => String.fromCharCode(...units)),
  fc
    .array(
      fc.constantFrom(
        ..."./\\?#%&=+;:@ {}[]|^~<>\"'`$!*(),\t\r\n\0",
        "..",
        "//",
        "%2e",
        "%2F",
        "%5c",
        "%00",
        "a",
        "1",
        "ü",
        "‮",
        "\u{1f680}",
      ),
    )
    .map((parts) => parts.join("")),
);

/** Where an API may be. */
const baseUrl = fc.constantFrom(
  "https://api.cloud.scenario.com/v1",
  "https://x.example",
  "https://x.example/a/b/",
  "http://127.0.0.1:1/v1",
  "http://[::1]/v1",
);

/** Whether a text has no half of a surrogate pair, which no URL can hold. */
function isWellFormed(text: string): boolean {
  return !/\p{Surrogate}/u.test(text);
}

interface Sent {
  request: Request | undefined;
  error: unknown;
}

/** What a call sends, or why it does not. */
async function sent(call: (fetch: (request: Request) => Promise<Response>) => Promise<unknown>): Promise<Sent> {
  let request: Request | undefined;
  let error: unknown;
  const fetch = async (sent: Request) => {
    request = sent;
    return Response.json({ model: {} });
  };
  await call(fetch).catch((thrown: unknown) => {
    error = thrown;
  });
  return { request, error };
}

/** A call was either sent or refused, never both. Returns the URL where it was sent. */
function urlOf({ request, error }: Sent): URL | undefined {
  if (request) {
    expect(error).toBeUndefined();
    return new URL(request.url);
  }
  expect(error).toBeInstanceOf(ScenarioRequestError);
  return undefined;
}

describe("a path parameter", () => {
  it("fills one segment and changes nothing else, or is refused", async () => {
    let refused = 0;
    await fc.assert(
      fc.asyncProperty(text, baseUrl, async (modelId, baseUrl) => {
        const url = urlOf(
          await sent((fetch) =>
            createScenarioClient({ ...account, baseUrl, fetch }).updateModel({ path: { modelId }, body: {} }),
          ),
        );
        // What is refused could not have been sent: nothing, dots that a URL parser takes away, half a character.
        const impossible = ["", ".", ".."].includes(modelId) || !isWellFormed(modelId);
        expect(url === undefined).toBe(impossible);
        if (!url) return void refused++;
        const base = new URL(baseUrl);
        const before = `${base.pathname.replace(/\/$/, "")}/models/`;
        expect(url.pathname.slice(0, before.length)).toBe(before);
        const segment = url.pathname.slice(before.length);
        expect(segment).not.toMatch(/[/\\]/);
        expect(decodeURIComponent(segment)).toBe(modelId);
        const { protocol, username, password, host, search, hash } = url;
        expect({ protocol, username, password, host, search, hash }).toEqual({
          protocol: base.protocol,
          username: "",
          password: "",
          host: base.host,
          search: "",
          hash: "",
        });
      }),
      { numRuns: 2000 },
    );
    expect(refused, "the generator makes what is to be refused").toBeGreaterThan(10);
  });

  it.each(["", ".", "..", "\ud800", "\udc00a"])("%j is refused by the raw methods too", async (modelId) => {
    const call = await sent((fetch) =>
      createScenarioClient({ ...account, fetch }).PUT("/models/{modelId}", { params: { path: { modelId } }, body: {} }),
    );
    expect(urlOf(call)).toBeUndefined();
  });

  it.each(["%2e", "%2E%2e", ".%2e", "...", ". .", "/..", "..\\", "../../v2", "a/b", "a%2fb", "?", "#"])(
    "%j is sent as it is",
    async (modelId) => {
      const call = await sent((fetch) =>
        createScenarioClient({ ...account, fetch }).updateModel({ path: { modelId }, body: {} }),
      );
      expect(urlOf(call)?.href).toBe(`https://api.cloud.scenario.com/v1/models/${encodeURIComponent(modelId)}`);
    },
  );

  it("arrives as it was given", async () => {
    const server = await startFaultServer(() => undefined);
    onTestFinished(() => server.close());
    const scenario = createScenarioClient({ ...account, baseUrl: server.url });
    const whole = text.filter((modelId) => isWellFormed(modelId) && !["", ".", ".."].includes(modelId));
    await fc.assert(
      fc.asyncProperty(whole, async (modelId) => {
        const { model } = await scenario.updateModel({ path: { modelId }, body: {} });
        expect(server.requests.pop()?.url).toMatch(/^\/v1\/models\/[^/]+$/);
        expect(model.id).toBe(modelId);
      }),
      { numRuns: 200 },
    );
  });
});

describe("path parameters beside one another", () => {
  const operations = {
    compare: { method: "get", path: "/a/{one}/b/{two}.{three}", parameters: { path: ["one", "two", "three"] } },
  };
  type Compare = { compare(input: { path: Record<string, string> }): Promise<unknown> };

  it("fill their places, or are refused", async () => {
    const part = fc.oneof(text, fc.constantFrom(".", "..", ""));
    await fc.assert(
      fc.asyncProperty(part, part, part, async (one, two, three) => {
        const url = urlOf(
          await sent((fetch) =>
            createClient<object, Compare>(operations, { baseUrl: "https://x.example/v1", fetch }).compare({
              path: { one, two, three },
            }),
          ),
        );
        if (!url) return;
        const segments = url.pathname.split("/").slice(1).map(decodeURIComponent);
        expect(segments).toEqual(["v1", "a", one, "b", `${two}.${three}`]);
      }),
      { numRuns: 1000 },
    );
  });
});

describe("query parameters", () => {
  const operations = {
    search: { method: "get", path: "/models/{modelId}", parameters: { path: ["modelId"], query: ["text", "list"] } },
  };
  type Search = { search(input: { path: { modelId: string }; query: object }): Promise<unknown> };
  const search = (query: object) =>
    sent((fetch) =>
      createClient<object, Search>(operations, { baseUrl: "https://x.example/v1", fetch }).search({
        path: { modelId: "m" },
        query,
      }),
    );

  it("are read as they were given and change nothing else, or are refused", async () => {
    await fc.assert(
      fc.asyncProperty(text, fc.array(text, { maxLength: 4 }), async (text, list) => {
        const url = urlOf(await search({ text, list }));
        const whole = [text, ...list].every((value) => isWellFormed(value));
        expect(url !== undefined).toBe(whole);
        if (!url) return;
        expect([...url.searchParams]).toEqual([["text", text], ...list.map((value) => ["list", value])]);
        expect(url.href.slice(0, url.href.indexOf("?"))).toBe("https://x.example/v1/models/m");
        expect(url.hash).toBe("");
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    [true, "?originalAssets=true"],
    [false, "?originalAssets=false"],
    [undefined, ""],
  ])("of updateModel are those of the description: %s", async (originalAssets, search) => {
    const call = await sent((fetch) =>
      createScenarioClient({ ...account, fetch }).updateModel({
        path: { modelId: "m" },
        query: originalAssets === undefined ? {} : { originalAssets },
        body: {},
      }),
    );
    expect(urlOf(call)?.search).toBe(search);
  });
});
