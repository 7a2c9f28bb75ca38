// The facts of the page that the description mirrors, against what a reader without JavaScript is given.
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser } from "../../../scripts/browser.ts";
import type { Listening } from "../../../scripts/docs/listen.ts";
import { type FieldFact, facts, idOf, titles } from "./field-facts.ts";
import { readSite, serveSite } from "./serve-site.ts";

/** What a reader is told of a field: the same in HTML and in Markdown. */
interface Told {
  name: string;
  /** With the names of schemas, `array of Concept`. */
  type: string;
  required: boolean;
  onlyFor: string[];
  values: string[];
}

let server: Listening;
let browser: Browser;
let page: Page;
let files: Map<string, string>;
let inHtml: Map<string, Told>;
let inMarkdown: Map<string, Told>;

beforeAll(async () => {
  [server, browser, files] = await Promise.all([serveSite(), launchBrowser(), readSite()]);
  page = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await page.goto(`${server.url}operations/updateModel.html`);
  inHtml = new Map(await page.evaluate(readFields));
  inMarkdown = new Map(fieldsOfMarkdown(files.get("operations/updateModel.md") ?? ""));
}, 60_000);
afterAll(async () => {
  await browser?.close();
  server?.close();
});

/** Runs in the page. */
function readFields(): [string, Told][] {
  const words = (element: Element | null | undefined) => element?.textContent.replace(/\s+/g, " ").trim() ?? "";
  return [...document.querySelectorAll(".field")].map((field) => {
    const line = field.querySelector(":scope > .line");
    const all = (selector: string, within: Element | null = field) =>
      [...(within?.querySelectorAll(selector) ?? [])].map(words);
    return [
      field.id,
      {
        name: words(line?.querySelector(".name")),
        type: words(line?.querySelector(".type")),
        required: all(".flag", line).includes("required"),
        onlyFor: all(".badge", line),
        values: all(":scope > .enum code"),
      },
    ];
  });
}

function fieldsOfMarkdown(markdown: string): [string, Told][] {
  const places: Record<string, string> = { Path: "path", Query: "query", Body: "body", Response: "response" };
  const fields: [string, Told][] = [];
  const above: { indent: number; id: string }[] = [];
  let place = "";
  for (const line of markdown.split("\n")) {
    const [, heading = ""] = /^## (\w+)/.exec(line) ?? [];
    if (heading !== "") {
      place = places[heading] ?? "";
      above.length = 0;
    }
    const [, indent = "", name = "", rest = ""] = /^( *)- `(\S+)`: (.*)$/.exec(line) ?? [];
    if (name !== "" && place !== "") {
      while ((above.at(-1)?.indent ?? -1) >= indent.length) above.pop();
      const id = `${above.at(-1)?.id ?? place}.${name}`;
      above.push({ indent: indent.length, id });
      const [type = "", ...marks] = rest.replace(/\[([^\]]+)\]\([^)]+\)/g, "$1").split(", ");
      const only = marks.join(", ").split("only for ")[1];
      const onlyFor = only?.replaceAll("\\", "").split(", ") ?? [];
      fields.push([id, { name, type, required: marks.includes("required"), onlyFor, values: [] }]);
    }
    const [, values] = /(?:One of|The one value): (.*?)(?:\. |$)/.exec(line) ?? [];
    if (values) fields.at(-1)?.[1].values.push(...values.split(", ").map((value) => value.replaceAll("`", "")));
  }
  return fields;
}

/** `object[]` as the page has it, where names of schemas stand for what their own pages say that they are. */
function asFact(type: string): string {
  const bare = type.replace(/ or null$/, "");
  const [, item] = /^array of (.+)$/.exec(bare) ?? [];
  if (item !== undefined) return `${asFact(item)}[]`;
  const [, value] = /^map of (.+)$/.exec(bare) ?? [];
  if (value !== undefined) return `map<${asFact(value)}>`;
  const [, ofSchema] = /<span class="type">([^<]+)/.exec(files.get(`schemas/${bare}.html`) ?? "") ?? [];
  return (ofSchema ?? bare).replace(/^any$/, "unknown");
}

function told({ type, values, ...rest }: Told) {
  return { ...rest, values: values.toSorted(), type: asFact(type), nullable: / or null$/.test(type) };
}

function expected(fact: FieldFact) {
  const { path, type, required = false, nullable = false, availableFor = [] } = fact;
  const values =
    fact.enum === undefined ? [] : (facts.enums[fact.enum] ?? []).map((value) => JSON.stringify(value)).sort();
  const name = path.split(".").at(-1);
  return { name, type, required, nullable, onlyFor: availableFor.map((word) => titles[word] ?? word), values };
}

describe("without JavaScript", () => {
  it("the page has exactly the 229 fields", () => {
    expect([...inHtml.keys()].sort()).toEqual(facts.fields.map(idOf).sort());
    expect(inHtml.size).toBe(229);
  });

  it("its Markdown has the same", () => {
    expect([...inMarkdown.keys()]).toEqual([...inHtml.keys()]);
  });

  it.each(facts.fields.map((fact) => ({ id: idOf(fact), fact })))("$id says what it is", ({ id, fact }) => {
    const [html, markdown] = [inHtml.get(id), inMarkdown.get(id)];
    expect(html && told(html), "in the page").toEqual(expected(fact));
    expect(markdown && told(markdown), "in Markdown").toEqual(expected(fact));
  });

  it("each description can be read, opened by hand where it is inside of another field", async () => {
    const last = page.locator('[id="response.model.uiConfig.resolutionComponent.presets.width"]');
    const details = page.locator("details.inside:not([open])");
    expect(await last.isVisible()).toBe(false);
    while ((await details.count()) > 0) {
      const before = await details.count();
      await details.locator("> summary").first().click();
      expect(await details.count(), "closed elements after a click on one").toBeLessThan(before);
    }
    expect(await last.isVisible()).toBe(true);
    expect(await page.locator(".field:visible").count()).toBe(229);
  });

  it("shows nothing that only works with it", async () => {
    expect(await page.locator(".script:visible, .copy:visible, .search-open:visible, .theme:visible").count()).toBe(0);
    // What remains must work: the navigation of a phone.
    await page.setViewportSize({ width: 360, height: 740 });
    await page.getByRole("button", { name: "Pages" }).click();
    expect(await page.getByRole("link", { name: "All schemas" }).isVisible()).toBe(true);
  });
});
