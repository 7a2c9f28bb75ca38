// The Content-Security-Policy that stands in each page, against what a page must not be able to do.
import { Hono } from "hono";
import { cors } from "hono/cors";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { launchBrowser } from "../../../scripts/browser.ts";
import { type Listening, listen } from "../../../scripts/docs/listen.ts";
import { complaintsOf } from "./complaints.ts";
import { pagesOf, readSite, serveSite } from "./serve-site.ts";

let server: Listening;
/** What a sandbox is to the page: another port of this machine. */
let local: Listening;
let browser: Browser;
let page: Page;
const requests: string[] = [];

beforeAll(async () => {
  const answering = new Hono().use(cors()).get("/v1", (context) => context.text("answered"));
  [server, local, browser] = await Promise.all([serveSite(), listen(answering, 0), launchBrowser()]);
  page = await browser.newPage();
  page.setDefaultTimeout(10_000);
  page.on("requestfinished", (request) => requests.push(request.url()));
  page.on("requestfailed", (request) => {
    // What the policy refuses, the debugger tells of all the same; nothing of it has left the browser.
    if (request.failure()?.errorText !== "csp") requests.push(request.url());
  });
}, 60_000);
afterAll(async () => {
  await browser?.close();
  server?.close();
  local?.close();
});

describe("the policy", () => {
  it("stands in every page, before all that it is to hold for", async () => {
    const files = await readSite();
    const policies = pagesOf(files).map((path) => {
      const html = files.get(path) ?? "";
      const [, before = "", policy = ""] =
        /^(.*?)<meta http-equiv="Content-Security-Policy" content="([^"]+)"/s.exec(html) ?? [];
      expect(policy, path).not.toBe("");
      expect(before, path).not.toMatch(/<(script|link|style|img|base|body)/);
      expect(html, path).not.toMatch(/<[^>]* (style|on[a-z]+)="/);
      return policy;
    });
    const [policy = "", ...others] = new Set(policies);
    expect(others).toEqual([]);
    const rules = new Map(policy.split("; ").map((rule) => [rule.split(" ")[0], rule.split(" ").slice(1)]));
    expect(rules.get("default-src")).toEqual(["'none'"]);
    expect(rules.get("connect-src")).toEqual(["'self'", "http://localhost:*", "http://127.0.0.1:*"]);
    expect(policy).not.toMatch(/'unsafe-inline'|'unsafe-eval'|https:|\*(?![\s;]|$)/);
    for (const source of rules.get("script-src") ?? [])
      expect(source).toMatch(/^'(self|wasm-unsafe-eval|sha256-[\w+/=]+)'$/);
  });

  describe("on the page of an operation", () => {
    beforeEach(async () => {
      await page.goto("about:blank");
      await page.goto(`${server.url}operations/updateModel.html`);
      requests.length = 0;
      await page.evaluate(() => {
        const refused: string[] = [];
        Object.assign(globalThis, { refused });
        addEventListener("securitypolicyviolation", ({ effectiveDirective }) => refused.push(effectiveDirective));
      });
    });
    const refused = () =>
      page.evaluate("new Promise((resolve) => setTimeout(() => resolve([...new Set(refused)]), 100))");

    it.each<[string, string, () => void]>([
      ["a request to another origin", "connect-src", () => void fetch("https://example.com/").catch(() => undefined)],
      ["a beacon to another origin", "connect-src", () => void navigator.sendBeacon("https://example.com/", "x")],
      [
        "a script in the page",
        "script-src-elem",
        () => {
          const script = document.createElement("script");
          script.textContent = "globalThis.reached = true";
          document.body.append(script);
        },
      ],
      [
        "a script of another origin",
        "script-src-elem",
        () => {
          const script = document.createElement("script");
          script.src = "https://example.com/x.js";
          document.body.append(script);
        },
      ],
      [
        "a handler in an attribute",
        "script-src-attr",
        () => {
          document.body.setAttribute("onclick", "globalThis.reached = true");
          document.body.click();
        },
      ],
      [
        "a style element",
        "style-src-elem",
        () => {
          const style = document.createElement("style");
          style.textContent = "body { background: url(https://example.com/x.png) }";
          document.head.append(style);
        },
      ],
      [
        "a picture of another origin",
        "img-src",
        () => {
          new Image().src = "https://example.com/x.png";
        },
      ],
      [
        "a form to another origin",
        "form-action",
        () => {
          const form = document.createElement("form");
          form.action = "https://example.com/";
          document.body.append(form);
          form.submit();
        },
      ],
      [
        "a base element",
        "base-uri",
        () => {
          const base = document.createElement("base");
          base.href = "https://example.com/";
          document.head.append(base);
        },
      ],
      [
        "a frame",
        "frame-src",
        () => {
          const frame = document.createElement("iframe");
          frame.src = "https://example.com/";
          document.body.append(frame);
        },
      ],
    ])("refuses %s", async (_, directive, attempt) => {
      await page.evaluate(attempt);
      expect(await refused()).toEqual([directive]);
      expect(requests).toEqual([]);
      expect(page.url()).toBe(`${server.url}operations/updateModel.html`);
      expect(await page.evaluate(() => "reached" in globalThis)).toBe(false);
      expect(await page.evaluate(() => document.baseURI)).toContain(server.url);
    });

    it("lets the page reach a sandbox on this machine", async () => {
      const answer = await page.evaluate((url) => fetch(url).then((response) => response.text()), `${local.url}v1`);
      expect(answer).toBe("answered");
      expect(await refused()).toEqual([]);
    });
  });
});

describe("a reader who opens everything", () => {
  it("causes no request to another origin, and no complaint", async () => {
    const tab = await browser.newPage();
    tab.setDefaultTimeout(10_000);
    const complaints = complaintsOf(tab, server.url);
    await tab.goto(`${server.url}operations/updateModel.html`);
    for (const button of await tab.getByRole("button", { name: "Open all" }).all()) await button.click();
    for (const summary of await tab.locator("main details:is(.enum, .example) > summary").all()) await summary.click();
    // Of the samples, one is open at a time.
    for (const summary of await tab.locator("details.sample > summary").all()) await summary.click();
    for (const radio of await tab.locator("main").getByRole("radio").all()) await radio.check();
    for (let clicks = 0; clicks < 3; clicks++) await tab.locator(".theme").click();
    await tab.getByRole("button", { name: "Compose a request" }).click();
    await tab.locator(".composer input").first().waitFor();
    await tab.locator(".compose-close").click();
    await tab.locator(".search-open").click();
    await tab.getByRole("searchbox").fill("learning rate");
    await tab.locator(".results a").first().click();
    await tab.waitForURL(/#/);
    await tab.waitForLoadState("networkidle");
    expect(complaints).toEqual([]);
    await tab.close();
  });
});
