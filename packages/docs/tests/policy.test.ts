// The Content-Security-Policy of each page: what a page must not be able to do, whatever it contains.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Listening, listen } from "@repo/commands";
import { Hono } from "hono";
import { cors } from "hono/cors";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { assetFiles } from "../src/asset-files.ts";
import { bakeryFolder, bakeryUrl, breadUrl, complaintsOf, newPage, noBrowser } from "./browser.ts";
import { pages, siteFiles } from "./site.ts";

it("every page has the same strict policy, before anything that it must hold for", () => {
  const policies = pages.map((path) => {
    const html = siteFiles.get(path) ?? "";
    const [, before = "", policy = ""] =
      /^(.*?)<meta http-equiv="Content-Security-Policy" content="([^"]+)"/s.exec(html) ?? [];
    expect(before, path).not.toMatch(/<(script|link|style|img|base|body)/);
    expect(html, path).not.toMatch(/<[^>]* (style|on[a-z]+)="/);
    return policy.replace(/'sha256-[\w+/=]+'/, "HASH");
  });
  const [policy = "", ...others] = new Set(policies);
  expect(others).toEqual([]);
  expect(policy.split("; ").sort()).toEqual([
    "base-uri 'none'",
    expect.stringMatching(/^connect-src 'self'( https?:\/\/\S+)*$/),
    "default-src 'none'",
    "form-action 'none'",
    "img-src 'self' data:",
    "script-src 'self' HASH",
    "style-src 'self'",
  ]);
});

it("permits connections only to the site and the composer's servers", async () => {
  const connect = async (...urls: string[]) => {
    const composerServers = urls.map((url) => ({ url, title: "A server" }));
    const { assets } = await assetFiles({ composerServers });
    return assets.policy.split("; ").find((each) => each.startsWith("connect-src"));
  };
  expect(await connect()).toBe("connect-src 'self'");
  expect(await connect("https://a.example/v1", "https://a.example/v2")).toBe("connect-src 'self' https://a.example");
  expect(await connect("http://127.0.0.1:4010/v1")).toBe("connect-src 'self' http://localhost:* http://127.0.0.1:*");
});

describe.skipIf(noBrowser)("in a browser, the policy", () => {
  let page: Page;
  /** A server on another port of this machine, as a sandbox is. */
  let local: Listening;
  beforeAll(async () => {
    local = await listen(
      new Hono().use(cors()).get("/v1", (context) => context.text("reached")),
      0,
    );
    page = await newPage();
    await page.goto(breadUrl);
    await page.evaluate(`
      globalThis.refused = [];
      addEventListener("securitypolicyviolation", ({ effectiveDirective }) => refused.push(effectiveDirective));`);
  });
  afterAll(() => local.close());

  it("permits requests to a sandbox on this machine", async () => {
    expect(await page.evaluate(`fetch("${local.url}v1").then((response) => response.text())`)).toBe("reached");
    expect(await page.evaluate("refused")).toEqual([]);
  });

  it.each([
    ["connect-src", "fetch('https://example.com/').catch(() => {})"],
    [
      "script-src-elem",
      "document.head.append(Object.assign(document.createElement('script'), { text: 'ran = true' }))",
    ],
    ["script-src-attr", "document.body.setAttribute('onclick', 'ran = true'); document.body.click()"],
    [
      "base-uri",
      "document.head.append(Object.assign(document.createElement('base'), { href: 'https://example.com/' }))",
    ],
  ])("%s refuses: %s", async (directive, code) => {
    await page.evaluate(`{ ${code} }`);
    await expect.poll(() => page.evaluate("refused"), { timeout: 60_000 }).toContain(directive);
    expect(await page.evaluate("'ran' in globalThis")).toBe(false);
  });
});

describe.skipIf(noBrowser)("with the headers for hosts", () => {
  it("everything works, and the page can be in no frame", async () => {
    const text = readFileSync(join(bakeryFolder, "_headers"), "utf8");
    const headers = Object.fromEntries(
      [...text.matchAll(/^ {2}([\w-]+): (.+)$/gm)].map(([, name = "", value = ""]) => [name, value]),
    );
    expect(headers["Content-Security-Policy"]).toContain("frame-ancestors 'none'");
    const page = await newPage();
    const complaints = complaintsOf(page, bakeryUrl);
    await page.route("**/*.html", async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, headers: { ...response.headers(), ...headers } });
    });
    await page.goto(breadUrl);
    await page.getByRole("radio", { name: "Deck oven" }).first().check({ force: true });
    await page.getByRole("button", { name: "Compose a request" }).click();
    await page.locator(".composer input").first().waitFor();
    await page.locator(".compose-close").click();
    await page.keyboard.press("/");
    await page.getByRole("searchbox").fill("oven");
    await page.locator(".results a").first().waitFor();
    expect(complaints).toEqual([]);
    // The requirement holds: a text is no trusted address of a script.
    expect(
      await page.evaluate(() => {
        try {
          document.createElement("script").src = "/x.js";
          return "allowed";
        } catch (error) {
          return error instanceof TypeError && error.name;
        }
      }),
    ).toBe("TypeError");
    await page.context().close();
  });
});
