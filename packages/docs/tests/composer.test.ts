// The composer of a site, with a form that has a field of each kind.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Listening, listen, serveFolder } from "@repo/commands";
import { Hono } from "hono";
import { basicAuth } from "hono/basic-auth";
import { cors } from "hono/cors";
import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sampleCode } from "../src/samples/sample-code.ts";
import { addressOf, axeFaults, bakeryFolder, newPage, noBrowser, overflow } from "./browser.ts";
import { form } from "./composer-form.ts";

const home = readFileSync(join(bakeryFolder, "index.html"), "utf8");
const [policy = ""] = /<meta http-equiv="Content-Security-Policy"[^>]+>/.exec(home) ?? [];
const html = `<!doctype html><html lang="en"><meta charset="utf-8">${policy}<title>Test</title>
<meta name="viewport" content="width=device-width"><link rel="stylesheet" href="assets/site.css">
<main><h1>Test</h1><div id="host"></div></main><script src="assets/composer.js"></script><script src="open.js"></script>`;
// What the page of an operation does when the reader asks for the composer.
const script = `
const highlight = (language, code) => { const made = document.createDocumentFragment(); made.append(code); return made; };
const validate = ({ body }, { rig }) =>
  body.name === "refused" ? [{ in: "body", pointer: "/name", rule: "test", message: "is refused for " + rig }] : [];
globalThis.openTheComposer = (withValidator, withServers = true) =>
  openComposer(document.querySelector("#host"), { ...${JSON.stringify(form)}, ...(!withServers && { servers: undefined }) }, { highlight, ...(withValidator && { validate }) });`;

let site: Listening;
let service: Listening;
let page: Page;
let address: string;
const errors: string[] = [];
const requests: string[] = [];

beforeAll(async () => {
  // The API that the form is for.
  const boats = new Hono()
    .use(cors())
    .use(basicAuth({ username: "harbour-key", password: "harbour-secret" }))
    .put("/boats/:boatId", async ({ req, json }) => {
      const { name, parameters } = await req.json<{ name: string; parameters: { sails: number } }>();
      if (parameters.sails < 2) return json({ pointer: "/parameters/sails" }, 400);
      return json({ boat: { name } });
    });
  service = await listen(boats, 0);
  const app = new Hono()
    .get("/test.html", (context) => context.html(html))
    .get("/open.js", (context) => context.body(script, 200, { "Content-Type": "text/javascript" }))
    .all("/elsewhere/*", ({ req, redirect }) => redirect(req.path.replace("/elsewhere/", service.url), 307))
    .route("/", serveFolder(bakeryFolder));
  site = await listen(app, 0);
  address = `${site.url}test.html`;
  page = await newPage();
  page.on("request", (request) => requests.push(request.url()));
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  page.on("pageerror", (error) => errors.push(error.message));
});
afterAll(async () => {
  site.close();
  service.close();
});

async function open({ search = "", withValidator = false, withServers = true, width = 1280 } = {}): Promise<void> {
  await page.setViewportSize({ width, height: 900 });
  await page.goto(address + search);
  await page.evaluate(`openTheComposer(${withValidator}, ${withServers})`);
  errors.length = 0;
  requests.length = 0;
}

const sample = () => page.getByRole("region", { name: "The request" });
const body = async (): Promise<unknown> => JSON.parse((await sample().textContent()) ?? "");
const count = () => page.getByRole("status").first().textContent();
const problems = () => page.locator(".composer-problems li").allTextContents();
const field = (label: string) => page.getByLabel(label, { exact: true });
const button = (name: string) => page.getByRole("button", { name });
const openGroup = (name: string) => page.locator("summary", { hasText: name }).click();
/** The form updates once for each frame. */
const updated = () => page.evaluate(() => new Promise(requestAnimationFrame));
const descriptionOf = async (locator: Locator) => {
  const ids = (await locator.getAttribute("aria-describedby"))?.split(" ") ?? [];
  return (await Promise.all(ids.map((id) => page.locator(`#${id}`).textContent()))).join(" ");
};
const type = async (label: string, text: string) => {
  await field(label).fill(text);
  await updated();
};

describe.skipIf(noBrowser)("the form", () => {
  it("opens with the request that it was given and the focus on its heading", async () => {
    await open();
    expect(await page.locator(":focus").textContent()).toBe("Compose a request");
    expect(await body()).toEqual(form.start.body);
    expect(await sample().textContent()).toBe(sampleCode(form.operation, form.start).json);
    expect(await count()).toBe("No problems");
    expect(errors).toEqual([]);
  });

  it("changes the body and each sample with every input", async () => {
    await open();
    await type("name", "It's raining");
    await type("boatId required", "boat 2");
    await field("sold").selectOption("true");
    await field("type").selectOption("tug");
    const request = {
      ...form.start,
      path: { boatId: "boat 2" },
      query: { sold: true },
      body: { ...(form.start.body as object), name: "It's raining", type: "tug" },
    };
    for (const [title, language] of [
      ["JSON", "json"],
      ["curl", "curl"],
      ["TypeScript", "client"],
      ["fetch", "fetch"],
    ] as const) {
      await page.getByRole("radio", { name: title }).check();
      await updated();
      expect(await sample().textContent()).toBe(sampleCode(form.operation, request)[language]);
    }
    await type("name", "");
    await page.getByRole("radio", { name: "JSON" }).check();
    expect(await body()).not.toHaveProperty("name");
  });

  it("shows a problem at its field and in a list, whose link leads to the field", async () => {
    await open();
    const sails = field("sails");
    await type("sails", "1");
    expect(await descriptionOf(sails)).toContain("must be 2 or more, is 1");
    expect(await sails.getAttribute("aria-invalid")).toBe("true");
    await type("boatId required", "");
    expect(await count()).toBe("2 problems");
    await openGroup("parameters");
    expect(await sails.isVisible()).toBe(false);
    await page.getByRole("link", { name: "parameters.sails" }).click();
    expect(await sails.evaluate((input) => input === document.activeElement)).toBe(true);
    expect(await addressOf(page)).toBe(address);

    await type("sails", "16");
    await type("boatId required", "m");
    expect(await sails.getAttribute("aria-invalid")).toBeNull();
    expect(await descriptionOf(sails)).toBe("2 to 64");
    expect(await count()).toBe("No problems");
  });

  it("sends null, and takes it back", async () => {
    await open();
    const isNull = page.getByRole("checkbox", { name: "photo: send null", exact: true });
    await isNull.check();
    await updated();
    expect(await body()).toMatchObject({ photo: null });
    expect(await field("photo").isDisabled()).toBe(true);
    await isNull.uncheck();
    await updated();
    expect(await body()).not.toHaveProperty("photo");
  });

  it("adds and removes items, and moves the focus to the next control", async () => {
    await open();
    const focused = () => page.locator(":focus").getAttribute("aria-label");
    for (const _ of [1, 2]) await button("Add an item to flags").click();
    await updated();
    expect(await body()).toMatchObject({ parameters: { flags: ["a fox", "", ""] } });
    expect(await page.getByText("must have 2 items or less, has 3").first().isVisible()).toBe(true);
    await type("flags[2]", "a hen");
    await button("Remove flags[0]").click();
    await updated();
    expect(await focused()).toBe("Remove flags[0]");
    expect(await body()).toMatchObject({ parameters: { flags: ["", "a hen"] } });
    for (const _ of [1, 2]) await button("Remove flags[0]").click();
    await updated();
    expect(await focused()).toBe("Add an item to flags");
    expect(await body()).toHaveProperty("parameters", { sails: 16 });
    await page.getByLabel("flags: send an empty list").check();
    await updated();
    expect(await body()).toMatchObject({ parameters: { flags: [] } });
  });

  it("names the items of a list in its problems", async () => {
    await open();
    await openGroup("crew");
    await button("Add an item to crew").click();
    await type("share required", "3");
    expect(await body()).toMatchObject({ crew: [{ share: 3 }] });
    expect(await problems()).toEqual(["crew[0].sailorId is required", "crew[0].share must be 2 or less, is 3"]);
  });

  it("makes a map of keys and values, and reports a repeated key", async () => {
    await open();
    await openGroup("labels");
    for (const index of [0, 1]) {
      await button("Add an entry to labels").click();
      await field("key").nth(index).fill("__proto__");
      await field("value").nth(index).fill(`v${index}`);
    }
    await updated();
    expect(await sample().textContent()).toContain('"labels": {\n    "__proto__": "v1"\n  }');
    expect(await problems()).toEqual(["labels.__proto__ is a key twice: the last one counts"]);
  });

  it("reports text that is not JSON and text that is not a number", async () => {
    await open();
    await type("extra", '{ "a": ');
    expect(await descriptionOf(field("extra"))).toContain("must be JSON: ");
    expect(await field("extra").getAttribute("aria-invalid")).toBe("true");
    await type("extra", '{ "a": [1, null] }');
    expect(await body()).toMatchObject({ extra: { a: [1, null] } });
    await field("sails").fill("");
    await field("sails").pressSequentially("-e");
    await updated();
    expect(await descriptionOf(field("sails"))).toContain("must be a number");
    expect(await count()).toBe("1 problem");
  });

  it("leaves out the fields that a filter excludes, in the address and on the page", async () => {
    await open({ search: "?rig=sloop" });
    expect(await field("flags[0]").isVisible()).toBe(false);
    expect(await body()).toHaveProperty("parameters", { sails: 16 });
    const choose = async (word: string | null) => {
      const detail = { key: "rig", word };
      await page.evaluate((init) => document.dispatchEvent(new CustomEvent("filterchange", init)), { detail });
      await updated();
    };
    await choose("ketch");
    expect(await field("flags[0]").isVisible()).toBe(true);
    expect(await field("keel").isVisible()).toBe(false);
    await choose(null);
    expect(await field("keel").isVisible()).toBe(true);
    expect(await body()).toEqual(form.start.body);
  });

  it("asks the client's validator if the page has one, and checks the headers itself", async () => {
    await open({ search: "?rig=ketch", withValidator: true });
    await type("sails", "1");
    expect(await count()).toBe("No problems");
    await type("name", "refused");
    await type("X-Note", "too long");
    expect(await problems()).toEqual(["name is refused for ketch", "X-Note must have 5 characters or less, has 8"]);
  });

  it("neither shows nor copies a secret", async () => {
    await open();
    await type("lockCode", "deadbeef");
    expect(await field("lockCode").getAttribute("type")).toBe("password");
    expect(await body()).toMatchObject({ parameters: { lockCode: "<lockCode>" } });
    await type("lockCode", "x".repeat(41));
    expect(await problems()).toEqual(["parameters.lockCode must have 40 characters or less, has 41"]);
  });

  it("copies the visible sample, or selects it if the browser refuses", async () => {
    await open();
    await page.evaluate(`
      globalThis.copies = [];
      navigator.clipboard.writeText = async (text) => { if (copies.push(text) > 1) throw new Error("refused"); }`);
    await page.getByRole("radio", { name: "curl" }).check();
    await button("Copy").click();
    await page.getByText("Copied").waitFor();
    await button("Copy").click();
    await page.getByText("press Ctrl+C").waitFor();
    const text = await sample().textContent();
    expect(await page.evaluate("[copies[0], String(getSelection())]")).toEqual([text, text]);
  });

  it.each([320, 1440])("fits %i px, is easy to touch and passes axe, with everything open", async (width) => {
    await open({ width });
    await page.evaluate(() => {
      for (const details of document.querySelectorAll("details")) details.open = true;
    });
    await button("Add an item to crew").click();
    await button("Add an entry to labels").click();
    await button("Use the server’s credentials").click();
    await send(service.url);
    await response().waitFor();
    expect(await overflow(page, width)).toEqual([]);
    const touched =
      "input:not([type=checkbox], [type=radio]), select, textarea, button, summary, label:has(input), li a";
    const small = await page
      .locator(`.composer :is(${touched})`)
      .evaluateAll((all) =>
        all
          .filter((each) => each.checkVisibility() && each.getBoundingClientRect().height < 44)
          .map((each) => each.outerHTML),
      );
    expect(small).toEqual([]);
    expect(await axeFaults(page)).toEqual([]);
  });
});

const response = () => page.getByRole("region", { name: "The answer" });

/** Sends the request, and returns what the page says of the outcome. */
async function send(to: string): Promise<string> {
  await field("Address").fill(to);
  await page.getByRole("button", { name: "Send", exact: true }).click();
  const outcome = page.locator(".composer-outcome", { hasNotText: /^(Sending …)?$/ });
  return (await outcome.textContent()) ?? "";
}

describe.skipIf(noBrowser)("sending", () => {
  it("sends the request to a server, and shows the response", async () => {
    await open();
    await type("name", "Sent from a page");
    await button("Use the server’s credentials").click();
    expect(await send(service.url)).toMatch(/^200 OK in \d+ ms$/);
    expect(JSON.parse((await response().textContent()) ?? "")).toMatchObject({ boat: { name: "Sent from a page" } });
    expect(errors).toEqual([]);
  });

  it("shows why the server refuses a request", async () => {
    await open();
    expect(await send(service.url)).toMatch(/^401 Unauthorized in/);
    await button("Use the server’s credentials").click();
    await type("sails", "1");
    expect(await send(service.url)).toMatch(/^400 Bad Request in/);
    expect(await response().textContent()).toContain("/parameters/sails");
  });

  it("sends the real values, secrets too, but neither cookies nor a referrer", async () => {
    await open();
    await field("User name").fill("Zoë");
    await field("Password").fill("pass:word");
    await type("lockCode", "deadbeef");
    await page.context().addCookies([{ name: "of", value: "the-browser", url: site.url }]);
    const [request] = await Promise.all([page.waitForRequest("**/boats/*"), send(site.url)]);
    const headers = await request.allHeaders();
    await page.context().clearCookies();
    expect(headers["authorization"]).toBe(`Basic ${Buffer.from("Zoë:pass:word", "utf8").toString("base64")}`);
    expect(headers).not.toHaveProperty("cookie");
    expect(headers).not.toHaveProperty("referer");
    expect(request.postDataJSON()).toMatchObject({ parameters: { lockCode: "deadbeef" } });
  });

  it("sends nothing to another machine", async () => {
    await open();
    await button("Use the server’s credentials").click();
    expect(await send("https://api.example.com/v1")).toContain("not to api.example.com");
    expect(requests).toEqual([]);
    expect(errors).toEqual([]);
  });

  it("forgets the credentials when another server is chosen", async () => {
    await open();
    await button("Use the server’s credentials").click();
    await field("Server").selectOption("Staging");
    expect(await field("Address").inputValue()).toBe("https://staging.example.com/v1");
    expect(await field("Password").inputValue()).toBe("");
    expect(await button("Use the server’s credentials").isVisible()).toBe(false);
  });

  it("is not offered without a server", async () => {
    await open({ withServers: false });
    expect(await sample().isVisible()).toBe(true);
    expect(await field("Address").count()).toBe(0);
    expect(await page.getByRole("button", { name: /Send$/ }).count()).toBe(0);
  });

  it("says if nothing answers, and what is missing from the path", async () => {
    await open();
    const closed = await listen(new Hono(), 0);
    closed.close();
    expect(await send(`${closed.url}v1`)).toContain(`Nothing answers at ${closed.url}v1. Is it running?`);
    for (const value of ["", "..", "."]) {
      await type("boatId required", value);
      expect(await send(service.url)).toContain("Fill in boatId first");
    }
  });

  it("follows no redirect, which would take the request along", async () => {
    await open();
    await button("Use the server’s credentials").click();
    expect(await send(`${site.url}elsewhere`)).toMatch(/^Nothing answers at .*redirect/);
    expect(requests.filter((url) => url.startsWith(service.url))).toEqual([]);
  });

  it("stores nothing that is typed", async () => {
    await open();
    await field("User name").fill("the-user");
    await field("Password").fill("the-password");
    await type("lockCode", "deadbeef");
    await send(service.url);
    const kept = await page.evaluate(async () => ({
      storages: [localStorage.length, sessionStorage.length],
      databases: await indexedDB.databases(),
      cookie: document.cookie,
      state: history.state,
      url: location.href,
    }));
    expect(kept).toEqual({ storages: [0, 0], databases: [], cookie: "", state: null, url: address });
    await page.reload();
    await page.evaluate("openTheComposer(false)");
    for (const label of ["User name", "Password", "lockCode"]) expect(await field(label).inputValue()).toBe("");
  });
});
