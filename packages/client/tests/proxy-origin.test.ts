import { describe, expect, it, vi } from "vitest";
import { proxyOf, visit } from "./proxy-of.ts";

const own = "https://app.example";
const listed = "https://studio.example";
const app = "capacitor://localhost";
const allowedOrigins = [listed, app];
const site = (value: string) => ({ "sec-fetch-site": value });

// Without Sec-Fetch-Site, browsers that are old or that use plain http.
it.each<[string, Record<string, string>, "allowed" | "shared" | "refused"]>([
  ["a page of this origin", { origin: own, ...site("same-origin") }, "allowed"],
  [
    "a page of this origin behind a proxy that changes the host",
    { origin: own, host: "10.0.0.1", ...site("same-origin") },
    "allowed",
  ],
  ["a page of this origin in an old browser", { origin: own }, "allowed"],
  ["the same, with a host", { origin: "https://public.example", host: "public.example" }, "allowed"],
  ["a program", {}, "allowed"],
  ["an address that was typed", site("none"), "allowed"],
  ["a page of another origin", { origin: "https://evil.example", ...site("cross-site") }, "refused"],
  ["a page of a neighbour", { origin: "https://evil.app.example", ...site("same-site") }, "refused"],
  ["a form of another origin, without Origin", site("cross-site"), "refused"],
  ["a page of another origin in an old browser", { origin: "https://evil.example" }, "refused"],
  ["a page of another port", { origin: `${own}:8443` }, "refused"],
  ["a page of another host, whatever the URL says", { origin: own, host: "public.example" }, "refused"],
  ["a page without an origin", { origin: "null" }, "refused"],
  ["a sandboxed frame", { origin: "null", ...site("cross-site") }, "refused"],
  ["a browser extension", { origin: "chrome-extension://abc", ...site("none") }, "refused"],
  ["an app whose host has the same name", { origin: "capacitor://app.example" }, "refused"],
  ["an unknown site", { origin: own, ...site("same-origin, cross-site") }, "refused"],
  ["an origin that begins like a listed one", { origin: `${listed}.evil.example`, ...site("cross-site") }, "refused"],
  ["a page of a listed origin", { origin: listed, ...site("cross-site") }, "shared"],
  ["a page of a listed origin in an old browser", { origin: listed }, "shared"],
  ["a listed app", { origin: app, ...site("cross-site") }, "shared"],
])("%s", async (_, headers, outcome) => {
  const authorize = vi.fn(() => true);
  const { proxy, requests } = proxyOf([], { allowedOrigins, authorize });
  const { headers: all } = visit();
  all.delete("sec-fetch-site");
  for (const [name, value] of Object.entries(headers)) all.set(name, value);
  const response = await proxy(new Request(visit(), { headers: all }));
  expect(response.status).toBe(outcome === "refused" ? 403 : 200);
  expect([requests.length, authorize.mock.calls.length]).toEqual(outcome === "refused" ? [0, 0] : [1, 1]);
  const cors = ["access-control-allow-origin", "access-control-allow-credentials", "vary"];
  expect(cors.map((name) => response.headers.get(name))).toEqual(
    outcome === "shared" ? [headers["origin"], "true", "Origin"] : [null, null, null],
  );
});

describe("a preflight", () => {
  const preflight = (origin: string, asked = "content-type") =>
    visit({
      method: "OPTIONS",
      body: null,
      headers: {
        origin,
        "sec-fetch-site": "cross-site",
        "access-control-request-method": "PUT",
        "access-control-request-headers": asked,
      },
    });

  it("of a listed origin is allowed what it asks for, without asking authorize", async () => {
    const authorize = vi.fn(() => false);
    const { proxy } = proxyOf([], { allowedOrigins, authorize });
    const response = await proxy(preflight(listed, "authorization,content-type"));
    expect(response.status).toBe(204);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      "access-control-allow-origin": listed,
      "access-control-allow-credentials": "true",
      "access-control-allow-methods": expect.stringMatching(/\bPUT\b.*, OPTIONS$/),
      "access-control-allow-headers": "authorization,content-type",
      vary: "Origin",
    });
    expect(authorize).not.toHaveBeenCalled();
  });

  it("of another origin is refused", async () => {
    const response = await proxyOf([], { allowedOrigins }).proxy(preflight("https://evil.example"));
    expect([response.status, response.headers.get("access-control-allow-origin")]).toEqual([403, null]);
  });
});

it("a page of a listed origin can read refusals, and responses that authorize gives", async () => {
  const headers = { origin: listed, "sec-fetch-site": "cross-site" };
  const options = { allowedOrigins, authorize: () => Response.redirect("https://app.example/login") };
  for (const response of [
    await proxyOf([], { allowedOrigins, authorize: () => false }).proxy(visit({ headers })),
    await proxyOf([], options).proxy(visit({ headers })),
    await proxyOf([() => new Response(null, { status: 429 })], { allowedOrigins }).proxy(visit({ headers })),
  ]) {
    expect(response.headers.get("access-control-allow-origin")).toBe(listed);
    expect(response.headers.get("access-control-expose-headers")).toBe("retry-after");
  }
});
