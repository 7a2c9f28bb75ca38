import { describe, expect, it } from "vitest";
import { createClient, type Operation } from "../src/index.ts";
import { recordedFetch } from "./recorded-fetch.ts";

// Operations as another description would give them: what Scenario's does not have.
const operations = {
  upload: { method: "post", path: "/files/{name}", parameters: { path: ["name"] }, contentType: "multipart/form-data" },
  store: { method: "patch", path: "/raw", parameters: {}, contentType: "application/octet-stream" },
  login: { method: "post", path: "/login", parameters: {}, contentType: "application/x-www-form-urlencoded" },
  merge: { method: "patch", path: "/item", parameters: {}, contentType: "application/merge-patch+json" },
  search: {
    method: "get",
    path: "/items",
    parameters: { query: ["tag"], header: ["x-page"], cookie: ["session"] },
    querySerializer: { array: { style: "form", explode: false } },
  },
  log: { method: "get", path: "/log", parameters: {}, parseAs: "text" },
} as const satisfies Record<string, Operation>;

type Call = (input?: Record<string, unknown>) => Promise<unknown>;

function client(answer?: () => Response) {
  const { fetch, requests } = recordedFetch(answer);
  const methods = createClient<Record<string, never>, Record<keyof typeof operations, Call>>(operations, {
    baseUrl: "https://api.example",
    fetch,
  });
  return { methods, requests };
}

describe("createClient", () => {
  it("sends a form with the runtime's own boundary", async () => {
    const { methods, requests } = client();
    const body = new FormData();
    body.set("file", new Blob(["hello"]), "hello.txt");
    await methods.upload({ path: { name: "a" }, body });
    expect(requests[0]?.headers.get("content-type")).toMatch(/^multipart\/form-data; boundary=/);
    expect((await requests[0]?.formData())?.get("file")).toBeInstanceOf(File);
  });

  it("sends other media types as they are", async () => {
    const { methods, requests } = client();
    await methods.store({ body: new Blob(["bytes"]) });
    await methods.login({ body: { user: "a b", pass: "c&d" } });
    await methods.merge({ body: { name: null } });
    expect(requests.map((request) => request.headers.get("content-type"))).toEqual([
      "application/octet-stream",
      "application/x-www-form-urlencoded",
      "application/merge-patch+json",
    ]);
    expect(await Promise.all(requests.map((request) => request.text()))).toEqual([
      "bytes",
      "user=a+b&pass=c%26d",
      '{"name":null}',
    ]);
  });

  it("sends query, header and cookie parameters", async () => {
    const { methods, requests } = client();
    await methods.search({ query: { tag: ["a", "b"] }, header: { "x-page": 2 }, cookie: { session: "s;1" } });
    expect(requests[0]?.url).toBe("https://api.example/items?tag=a,b");
    expect(requests[0]?.headers.get("x-page")).toBe("2");
    expect(requests[0]?.headers.get("cookie")).toBe("session=s%3B1");
  });

  it("reads text where the description has no JSON", async () => {
    const { methods } = client(() => new Response("line 1"));
    expect(await methods.log()).toBe("line 1");
  });
});
