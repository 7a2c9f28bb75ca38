// Parameters fill their places in the URL and change nothing else, whatever they contain.
import { createScenarioClient } from "@scenario-openapi/client";
import { createClient } from "@scenario-openapi/client/runtime";
import fc from "fast-check";
import { describe, expect, it, onTestFinished } from "vitest";
import { startFaultServer } from "./fault-server.ts";

const account = { apiKey: "key", apiSecret: "secret" };
const SPECIAL = "./\\?#%&=+;:@ {}[]|^~<>\"'`$!*(),\t\r\n\0";

/** Any text, with lone surrogates, and with what has a meaning in a URL or to a proxy. */
const text = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.array(fc.nat(0xffff)).map((units) => String.fromCharCode(...units)),
  fc
    .array(fc.constantFrom(...SPECIAL, "..", "//", "%2e", "%2F", "%5c", "%00", "a", "1", "ü", "\u202e", "\u{1f680}"))
    .map((parts) => parts.join("")),
);

const baseUrl = fc.constantFrom(
  "https://api.cloud.scenario.com/v1",
  "https://x.example",
  "https://x.example/a/b/",
  "http://127.0.0.1:1/v1",
  "http://[::1]/v1",
);

type Fetch = (url: string) => Promise<Response>;

/** Returns the URL to which a call sends its request, or `undefined` if the call is refused with an error. */
async function urlOf(call: (fetch: Fetch) => Promise<unknown>): Promise<URL | undefined> {
  const urls: URL[] = [];
  const fetch: Fetch = async (url) => {
    urls.push(new URL(url));
    return Response.json({ model: {} });
  };
  const error = await call(fetch).then(
    () => undefined,
    (error: unknown) => error,
  );
  if (urls.length === 0) expect(error).toMatchObject({ code: "request" });
  else expect([urls.length, error]).toEqual([1, undefined]);
  return urls[0];
}

describe("a path parameter", () => {
  it("fills one segment and changes nothing else, or is refused", async () => {
    const refused: string[] = [];
    await fc.assert(
      fc.asyncProperty(text, baseUrl, async (modelId, baseUrl) => {
        const url = await urlOf((fetch) =>
          createScenarioClient({ ...account, baseUrl, fetch }).updateModel({ path: { modelId }, body: {} }),
        );
        // No URL can have these: an empty segment, dots, which URL parsers remove, half a character.
        expect(url === undefined).toBe(["", ".", ".."].includes(modelId) || !modelId.isWellFormed());
        if (!url) return void refused.push(modelId);
        const segment = url.pathname.split("/").at(-1) ?? "";
        expect(decodeURIComponent(segment)).toBe(modelId);
        expect(segment).not.toContain("\\");
        expect(url.href).toBe(`${baseUrl.replace(/\/$/, "")}/models/${segment}`);
      }),
      { numRuns: 500 },
    );
    expect(refused.length, "some are to be refused").toBeGreaterThan(2);
  });

  it.each(["", ".", "..", "\ud800"])("%j is refused by the raw methods too", async (modelId) => {
    const raw = (fetch: Fetch) =>
      createScenarioClient({ ...account, fetch }).PUT("/models/{modelId}", { params: { path: { modelId } }, body: {} });
    expect(await urlOf(raw)).toBeUndefined();
  });

  it("arrives as it was given", async () => {
    const server = await startFaultServer(() => undefined);
    onTestFinished(() => server.close());
    const scenario = createScenarioClient({ ...account, baseUrl: server.url });
    const valid = text.filter((modelId) => modelId.isWellFormed() && !["", ".", ".."].includes(modelId));
    await fc.assert(
      fc.asyncProperty(valid, async (modelId) => {
        const { model } = await scenario.updateModel({ path: { modelId }, body: {} });
        expect(server.requests.pop()?.url).toMatch(/^\/v1\/models\/[^/]+$/);
        expect(model.id).toBe(modelId);
      }),
      { numRuns: 100 },
    );
  });
});

it("several path parameters fill their places, or are refused", async () => {
  const operations = {
    compare: { method: "GET", path: "/a/{one}/b/{two}.{three}", parameters: { path: ["one", "two", "three"] } },
  };
  type Compare = { compare(input: { path: Record<string, string> }): Promise<unknown> };
  const part = fc.oneof(text, fc.constantFrom(".", "..", ""));
  await fc.assert(
    fc.asyncProperty(part, part, part, async (one, two, three) => {
      const url = await urlOf((fetch) =>
        createClient<object, Compare>(operations, { baseUrl: "https://x.example/v1", fetch }).compare({
          path: { one, two, three },
        }),
      );
      const segments = url?.pathname.split("/").slice(1).map(decodeURIComponent);
      if (segments) expect(segments).toEqual(["v1", "a", one, "b", `${two}.${three}`]);
    }),
    { numRuns: 500 },
  );
});

describe("query parameters", () => {
  const operations = {
    search: { method: "GET", path: "/models/{modelId}", parameters: { path: ["modelId"], query: ["text", "list"] } },
  };
  type Search = { search(input: { path: { modelId: string }; query: object }): Promise<unknown> };

  it("are read as they were given and change nothing else, or are refused", async () => {
    await fc.assert(
      fc.asyncProperty(text, fc.array(text, { maxLength: 4 }), async (text, list) => {
        const url = await urlOf((fetch) =>
          createClient<object, Search>(operations, { baseUrl: "https://x.example/v1", fetch }).search({
            path: { modelId: "m" },
            query: { text, list },
          }),
        );
        expect(url !== undefined).toBe([text, ...list].every((value) => value.isWellFormed()));
        if (!url) return;
        expect([...url.searchParams]).toEqual([["text", text], ...list.map((value) => ["list", value])]);
        expect(url.href).toBe(`https://x.example/v1/models/m${url.search}`);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    [{ originalAssets: true }, "?originalAssets=true"],
    [{ originalAssets: false }, "?originalAssets=false"],
    [{}, ""],
  ])("of updateModel are the documented ones: %j", async (query, search) => {
    const url = await urlOf((fetch) =>
      createScenarioClient({ ...account, fetch }).updateModel({ path: { modelId: "m" }, query, body: {} }),
    );
    expect(url?.search).toBe(search);
  });
});
