import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { createSandbox } from "@scenario-openapi/sandbox";
import { build } from "esbuild";
import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser } from "../../../scripts/browser.ts";
import { sampleCode } from "../src/samples/sample-code.ts";
import { form } from "./composer-form.ts";

const csp = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self' http://127.0.0.1:* http://localhost:*",
  "form-action 'none'",
  "base-uri 'none'",
  "require-trusted-types-for 'script'",
].join("; ");

const source = (path: string) => fileURLToPath(new URL(`../src/${path}`, import.meta.url));
const html = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Harness</title>
<meta name="viewport" content="width=device-width"><link rel="stylesheet" href="/composer.css">
<main><h1>Harness</h1><div id="host"></div></main><script src="/composer.js"></script><script src="/harness.js"></script>`;
// What the page of an operation does once the reader asks for the composer.
const harness = `
const highlight = (language, code) => { const made = document.createDocumentFragment(); made.append(code); return made; };
const validate = ({ body }) => body.name === "refused" ? [{ in: "body", pointer: "/name", rule: "own", message: "is refused" }] : [];
globalThis.open = (withValidator) => openComposer(document.querySelector("#host"), ${JSON.stringify(form)}, {
  highlight, ...(withValidator && { validate }),
});`;
const tokens = `:root { --ground: #fff; --ground-2: #f4f4f5; --ink: #18181b; --ink-2: #52525b; --line: #d4d4d8; --accent: #1d4ed8;
  --accent-ink: #fff; --bad: #b91c1c; --good: #15803d; --radius: 6px; --space: 8px; --mono: monospace; --sans: sans-serif; }`;

const files = new Map<string, { type: string; text: string }>();
const site = createServer(({ url = "" }, response) => {
  const { pathname } = new URL(url, "http://127.0.0.1");
  if (pathname.startsWith("/elsewhere/")) {
    response.writeHead(307, { location: `${sandboxUrl}${pathname.slice("/elsewhere".length)}` }).end();
    return;
  }
  const file = files.get(pathname);
  response.setHeader("Content-Security-Policy", csp);
  response.writeHead(file === undefined ? 404 : 200, { "content-type": file?.type ?? "text/plain" }).end(file?.text);
});
let sandbox: { url: string; close(): Promise<void> };
let sandboxUrl: string;
let siteUrl: string;
let browser: Browser;
let page: Page;
const complaints: string[] = [];
const requests: string[] = [];

beforeAll(async () => {
  const [{ outputFiles }, css] = await Promise.all([
    build({
      entryPoints: [source("browser/composer/main.ts")],
      bundle: true,
      format: "iife",
      write: false,
      minify: true,
    }),
    readFile(source("styles/composer.css"), "utf8"),
  ]);
  files.set("/", { type: "text/html", text: html });
  files.set("/composer.js", { type: "text/javascript", text: outputFiles[0]?.text ?? "" });
  files.set("/harness.js", { type: "text/javascript", text: harness });
  files.set("/composer.css", { type: "text/css", text: `${tokens}\n${css}` });
  site.listen(0, "127.0.0.1");
  await once(site, "listening");
  const address = site.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port.");
  siteUrl = `http://127.0.0.1:${address.port}/`;
  sandbox = await createSandbox().listen(0);
  sandboxUrl = sandbox.url;
  browser = await launchBrowser();
  // One page for all: the packaged browser ends with its last one.
  page = await browser.newPage();
  page.setDefaultTimeout(5_000);
  page.on("request", (request) => requests.push(request.url()));
  page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(error.message));
}, 60_000);
afterAll(async () => {
  await browser?.close();
  site.close();
  await sandbox.close();
});

async function open({ search = "", withValidator = false, width = 1280 } = {}): Promise<Page> {
  complaints.length = 0;
  requests.length = 0;
  await page.setViewportSize({ width, height: 900 });
  await page.goto(`${siteUrl}${search}`);
  await page.evaluate(`open(${withValidator})`);
  return page;
}

const sample = () => page.getByRole("region", { name: "The request" });
const body = async (): Promise<unknown> => JSON.parse((await sample().textContent()) ?? "");
const count = () => page.getByRole("status").first();
const settled = () => page.evaluate(() => new Promise(requestAnimationFrame));
const described = async (locator: Locator) => {
  const ids = (await locator.getAttribute("aria-describedby"))?.split(" ") ?? [];
  return (await Promise.all(ids.map((id) => page.locator(`#${id}`).textContent()))).join(" ");
};
const type = async (label: string, text: string) => {
  await page.getByLabel(label, { exact: true }).fill(text);
  await settled();
};

describe("the composer", () => {
  it("opens with its heading in focus and the request that it was given", async () => {
    await open();
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Compose a request");
    expect(await body()).toEqual(form.start.body);
    expect(await sample().textContent()).toBe(sampleCode(form.operation, form.start).json);
    expect(await count().textContent()).toBe("No problems");
    expect(complaints).toEqual([]);
  });

  it("changes the body and each sample with what is typed", async () => {
    await open();
    await type("name", "It's raining");
    await type("modelId required", "model 2");
    await page.getByLabel("originalAssets").selectOption("true");
    await page.getByLabel("type", { exact: true }).selectOption("sd-xl-lora");
    const request = {
      ...form.start,
      path: { modelId: "model 2" },
      query: { originalAssets: true },
      body: { ...(form.start.body as object), name: "It's raining", type: "sd-xl-lora" },
    };
    for (const [title, language] of [
      ["JSON", "json"],
      ["curl", "curl"],
      ["TypeScript", "client"],
      ["fetch", "fetch"],
    ] as const) {
      await page.getByRole("radio", { name: title }).check();
      await settled();
      expect(await sample().textContent()).toBe(sampleCode(form.operation, request)[language]);
    }
    await type("name", "");
    await page.getByRole("radio", { name: "JSON" }).check();
    expect(await body()).not.toHaveProperty("name");
    expect(complaints).toEqual([]);
  });

  it("shows a problem beside its field and in the list, whose link leads there", async () => {
    await open();
    const rank = page.getByLabel("rank", { exact: true });
    await type("rank", "1");
    expect(await described(rank)).toContain("must be 2 or more, is 1");
    expect(await rank.getAttribute("aria-invalid")).toBe("true");
    await type("modelId required", "");
    expect(await count().textContent()).toBe("2 problems");
    await page.locator("summary", { hasText: "parameters" }).click();
    expect(await rank.isVisible()).toBe(false);
    await page.getByRole("link", { name: "parameters.rank" }).click();
    expect(await rank.evaluate((input) => input === document.activeElement)).toBe(true);
    expect(page.url()).toBe(siteUrl);

    await type("rank", "16");
    await type("modelId required", "m");
    expect(await rank.getAttribute("aria-invalid")).toBeNull();
    expect(await described(rank)).toBe("2 to 64");
    expect(await count().textContent()).toBe("No problems");
  });

  it("sends null where that unsets, and takes it back", async () => {
    await open();
    const row = page.locator(".composer-field", { hasText: "thumbnail" });
    await row.getByRole("checkbox").check();
    await settled();
    expect(await body()).toMatchObject({ thumbnail: null });
    expect(await page.getByLabel("thumbnail", { exact: true }).isDisabled()).toBe(true);
    await row.getByRole("checkbox").uncheck();
    await settled();
    expect(await body()).not.toHaveProperty("thumbnail");
  });

  it("adds and removes items, with the focus where one goes on", async () => {
    await open();
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute("aria-label"));
    await page.getByLabel("samplePrompts[0]", { exact: true }).waitFor();
    for (const _ of [1, 2]) await page.getByRole("button", { name: "Add an item to samplePrompts" }).click();
    await settled();
    expect(await body()).toMatchObject({ parameters: { samplePrompts: ["a fox", "", ""] } });
    expect(await page.getByText("must have 2 items or less, has 3").first().isVisible()).toBe(true);
    await type("samplePrompts[2]", "a hen");
    await page.getByRole("button", { name: "Remove samplePrompts[0]" }).click();
    await settled();
    expect(await focused()).toBe("Remove samplePrompts[0]");
    expect(await body()).toMatchObject({ parameters: { samplePrompts: ["", "a hen"] } });
    for (const _ of [1, 2]) await page.getByRole("button", { name: "Remove samplePrompts[0]" }).click();
    await settled();
    expect(await focused()).toBe("Add an item to samplePrompts");
    expect(await body()).toMatchObject({ parameters: { rank: 16 } });
    expect(JSON.stringify(await body())).not.toContain("samplePrompts");
    await page.getByLabel("Send an empty list").last().check();
    await settled();
    expect(await body()).toMatchObject({ parameters: { samplePrompts: [] } });
  });

  it("names the items of a list in its problems", async () => {
    await open();
    await page.locator("summary", { hasText: "concepts" }).click();
    await page.getByRole("button", { name: "Add an item to concepts" }).click();
    await type("scale required", "3");
    expect(await body()).toMatchObject({ concepts: [{ scale: 3 }] });
    const links = await page.locator(".composer-problems li").allTextContents();
    expect(links).toEqual(["concepts[0].modelId is required", "concepts[0].scale must be 2 or less, is 3"]);
  });

  it("makes a map of keys and values, and tells of a key that is there twice", async () => {
    await open();
    await page.locator("summary", { hasText: "labels" }).click();
    for (const index of [0, 1]) {
      await page.getByRole("button", { name: "Add an entry to labels" }).click();
      await page.getByLabel("key", { exact: true }).nth(index).fill("__proto__");
      await page.getByLabel("value", { exact: true }).nth(index).fill(`v${index}`);
    }
    await settled();
    expect(await sample().textContent()).toContain('"labels": {\n    "__proto__": "v1"\n  }');
    expect(await page.locator(".composer-problems li").allTextContents()).toEqual([
      "labels.__proto__ is a key twice: the last one counts",
    ]);
  });

  it("tells of bad JSON and of what is no number beside the field", async () => {
    await open();
    const extra = page.getByLabel("extra", { exact: true });
    await type("extra", '{ "a": ');
    expect(await described(extra)).toContain("must be JSON: ");
    expect(await extra.getAttribute("aria-invalid")).toBe("true");
    await type("extra", '{ "a": [1, null] }');
    expect(await body()).toMatchObject({ extra: { a: [1, null] } });
    const rank = page.getByLabel("rank", { exact: true });
    await rank.fill("");
    await rank.pressSequentially("-e");
    await settled();
    expect(await described(rank)).toContain("must be a number");
    expect(await count().textContent()).toBe("1 problem");
  });

  it("leaves out the fields that a filter excludes, from the address and from the page", async () => {
    await open({ search: "?trainer=sdxl-lora" });
    const prompts = page.getByLabel("samplePrompts[0]", { exact: true });
    expect(await prompts.isVisible()).toBe(false);
    expect(await body()).toMatchObject({ parameters: { rank: 16 } });
    expect(JSON.stringify(await body())).not.toContain("samplePrompts");
    const choose = (word: string | null) =>
      page.evaluate((detail) => document.dispatchEvent(new CustomEvent("filterchange", { detail })), {
        key: "trainer",
        word,
      });
    await choose("flux-lora");
    await settled();
    expect(await prompts.isVisible()).toBe(true);
    expect(await page.getByLabel("seed", { exact: true }).isVisible()).toBe(false);
    await choose(null);
    await settled();
    expect(await page.getByLabel("seed", { exact: true }).isVisible()).toBe(true);
    expect(await body()).toEqual(form.start.body);
  });

  it("asks the client's validator where the page has one, and looks at the headers itself", async () => {
    await open({ withValidator: true });
    await type("rank", "1");
    expect(await count().textContent()).toBe("No problems");
    await type("name", "refused");
    await type("X-Note", "too long");
    const links = await page.locator(".composer-problems li").allTextContents();
    expect(links).toEqual(["name is refused", "X-Note must have 5 characters or less, has 8"]);
  });

  it("does not show a secret, nor copies it", async () => {
    await open();
    await type("wandbKey", "deadbeef");
    expect(await page.getByLabel("wandbKey").getAttribute("type")).toBe("password");
    expect(await body()).toMatchObject({ parameters: { wandbKey: "<wandbKey>" } });
    await type("wandbKey", "x".repeat(41));
    expect(await page.locator(".composer-problems li").allTextContents()).toEqual([
      "parameters.wandbKey must have 40 characters or less, has 41",
    ]);
  });

  it("copies the sample on show, or says how to", async () => {
    await open();
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.getByRole("radio", { name: "curl" }).check();
    await page.getByRole("button", { name: "Copy" }).click();
    await page.getByText("Copied").waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(await sample().textContent());
    await page.context().clearPermissions();
    await page.evaluate(() => {
      Object.defineProperty(navigator.clipboard, "writeText", { value: () => Promise.reject(new Error("no")) });
    });
    await page.getByRole("button", { name: "Copy" }).click();
    await page.getByText("press Ctrl+C").waitFor();
    expect(await page.evaluate(() => String(getSelection()))).toContain("curl https://api.example.com");
  });

  it.each([320, 1440])("fits %d px, with nothing smaller than a finger", async (width) => {
    await open({ width });
    await page.evaluate(() => {
      for (const details of document.querySelectorAll("details")) details.open = true;
    });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    const small = await page.evaluate(() =>
      [
        ...document.querySelectorAll<HTMLElement>(
          ".composer :is(input:not([type=checkbox]), select, textarea, button, summary, label:has(input), li a)",
        ),
      ]
        .filter((each) => each.checkVisibility() && each.getBoundingClientRect().height < 44)
        .map((each) => each.outerHTML),
    );
    expect(small).toEqual([]);
    expect(await page.locator("[style]").count()).toBe(0);
  });
});

describe("axe", () => {
  it.each([320, 1440])("has nothing to say at %d px, with all open and much wrong", async (width) => {
    await open({ width });
    for (const name of ["concepts", "labels"]) await page.locator("summary", { hasText: name }).click();
    await page.getByRole("button", { name: "Add an item to concepts" }).click();
    await page.getByRole("button", { name: "Add an entry to labels" }).click();
    await page.getByLabel("Address").fill(sandboxUrl);
    await page.getByRole("button", { name: "Use the sandbox’s credentials" }).click();
    await page.getByRole("button", { name: "Send" }).click();
    await page.getByRole("region", { name: "The answer" }).waitFor();
    await page.evaluate(await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8"));
    const violations: unknown = await page.evaluate(
      "axe.run().then(({ violations }) => violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]))",
    );
    expect(violations).toEqual([]);
  });
});

describe("sending", () => {
  const answer = () => page.getByRole("region", { name: "The answer" });
  const outcome = () => page.locator(".composer-outcome");
  const send = async (address: string) => {
    await page.getByLabel("Address").fill(address);
    await page.getByRole("button", { name: "Send" }).click();
    await page.waitForFunction(
      () => !/^(Sending …)?$/.test(document.querySelector(".composer-outcome")?.textContent ?? ""),
    );
    return (await outcome().textContent()) ?? "";
  };

  it("updates a model in a sandbox, and shows what came back", async () => {
    await open();
    await type("name", "Sent from a page");
    await page.getByRole("button", { name: "Use the sandbox’s credentials" }).click();
    expect(await send(sandboxUrl)).toMatch(/^200 OK in \d+ ms$/);
    expect(JSON.parse((await answer().textContent()) ?? "")).toMatchObject({ model: { name: "Sent from a page" } });
    expect(complaints).toEqual([]);
  });

  it("shows a refusal in the sandbox's words", async () => {
    await open();
    expect(await send(sandboxUrl)).toMatch(/^401 Unauthorized in/);
    await page.getByRole("button", { name: "Use the sandbox’s credentials" }).click();
    await type("rank", "1");
    expect(await send(sandboxUrl)).toMatch(/^400 Bad Request in/);
    expect(await answer().textContent()).toContain("/parameters/rank");
  });

  it("sends the values themselves, secrets too, and nothing of the browser's", async () => {
    await open();
    await page.getByLabel("User name").fill("Zoë");
    await page.getByLabel("Password").fill("pass:word");
    await type("wandbKey", "deadbeef");
    await page.context().addCookies([{ name: "of", value: "the-browser", url: siteUrl }]);
    const [request] = await Promise.all([page.waitForRequest("**/models/*"), send(siteUrl)]);
    const headers = await request.allHeaders();
    await page.context().clearCookies();
    expect(headers["authorization"]).toBe(`Basic ${Buffer.from("Zoë:pass:word", "utf8").toString("base64")}`);
    expect(headers).not.toHaveProperty("cookie");
    expect(headers).not.toHaveProperty("referer");
    expect(request.postDataJSON()).toMatchObject({ parameters: { wandbKey: "deadbeef" } });
  });

  it.each(["https://api.example.com/v1", "http://localhost.example.com", "http://192.168.0.1:4010", "//evil.example"])(
    "goes to this machine alone: %s is refused before anything is sent",
    async (address) => {
      await open();
      requests.length = 0;
      await page.getByRole("button", { name: "Use the sandbox’s credentials" }).click();
      expect(await send(address)).toMatch(/this machine alone|is no address/);
      expect(requests).toEqual([]);
      expect(complaints).toEqual([]);
    },
  );

  it("says that nothing answers, and what is missing from the path", async () => {
    await open();
    const closed = createServer().listen(0, "127.0.0.1");
    await once(closed, "listening");
    const address = closed.address();
    const port = typeof address === "object" ? address?.port : 0;
    closed.close();
    expect(await send(`http://127.0.0.1:${port}/v1`)).toContain(
      `Nothing answers at http://127.0.0.1:${port}/v1. Is the sandbox running?`,
    );
    for (const value of ["", "..", "."]) {
      await type("modelId required", value);
      expect(await send(sandboxUrl)).toContain("Fill in modelId first");
    }
  });

  it("follows no redirect: it would take the request along", async () => {
    await open();
    await page.getByRole("button", { name: "Use the sandbox’s credentials" }).click();
    requests.length = 0;
    expect(await send(`${siteUrl}elsewhere`)).toMatch(/Nothing answers at .*, or redirect them\.$/);
    expect(requests.filter((url) => url.startsWith(sandboxUrl))).toEqual([]);
  });

  it("keeps what is typed in memory alone", async () => {
    await open();
    await page.getByLabel("User name").fill("the-user");
    await page.getByLabel("Password").fill("the-password");
    await type("wandbKey", "deadbeef");
    await send(sandboxUrl);
    const kept = await page.evaluate(async () => ({
      storages: [localStorage.length, sessionStorage.length],
      databases: await indexedDB.databases(),
      cookie: document.cookie,
      state: history.state,
      url: location.href,
    }));
    expect(kept).toEqual({ storages: [0, 0], databases: [], cookie: "", state: null, url: siteUrl });
    await page.reload();
    await page.evaluate("open(false)");
    for (const label of ["User name", "Password", "wandbKey"])
      expect(await page.getByLabel(label).inputValue()).toBe("");
  });
});
