// Every field of Scenario's own reference page, as readers without JavaScript and readers of Markdown see it.
import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { newPage, noBrowser, operationUrl } from "./browser.ts";
import { type FieldFact, facts, idOf, siteFiles } from "./site.ts";

/** What a page says about a field. */
interface ShownField {
  name: string;
  /** With the names of schemas, such as `array of Concept`. */
  type: string;
  required: boolean;
  onlyFor: string[];
  values: string[];
}

const expected = Object.fromEntries(facts.map((fact) => [idOf(fact), expectedOf(fact)]));

function expectedOf({ path, type, required, nullable, availableFor = [], enum: values = [] }: FieldFact) {
  return {
    name: path.split(".").at(-1),
    type,
    required: required ?? false,
    nullable: nullable ?? false,
    // Elsewhere it is prose. Scenario's page calls one trainer by the name of its models.
    onlyFor: /\b(?:parameters|inputs)\./.test(path)
      ? availableFor.map((name) => name.replace(/^SDXL$/, "SDXL LoRA"))
      : [],
    values: values.map((value) => JSON.stringify(value)).sort(),
  };
}

/** What is shown of the fields of Scenario's page. There may be more fields, and more values of an enumeration. */
function factsOf(shown: [string, ShownField][]) {
  return Object.fromEntries(
    shown.flatMap(([id, { type, values, ...rest }]) => {
      const fact = expected[id];
      if (!fact) return [];
      const known = values.filter((value) => fact.values.includes(value)).sort();
      return [[id, { ...rest, values: known, type: typeOf(type), nullable: type.endsWith(" or null") }]];
    }),
  );
}

/** A type as Scenario's page writes it: `object[]`, and for the name of a schema the type that its own page shows. */
function typeOf(shown: string): string {
  const bare = shown.replace(/ or null$/, "");
  const [, item] = /^array of (.+)$/.exec(bare) ?? [];
  if (item !== undefined) return `${typeOf(item)}[]`;
  const [, value] = /^map of (.+)$/.exec(bare) ?? [];
  if (value !== undefined) return `map<${typeOf(value)}>`;
  const [, ofSchema] = /<span class="type">([^<]+)/.exec(siteFiles.get(`schemas/${bare}.html`) ?? "") ?? [];
  return (ofSchema ?? bare).replace(/^any$/, "unknown");
}

it("the Markdown shows each field with its type, its values and what it is for", () => {
  const shown = fieldsOfMarkdown(siteFiles.get("operations/updateModel.md") ?? "");
  expect(factsOf(shown)).toEqual(expected);
});

function fieldsOfMarkdown(markdown: string): [string, ShownField][] {
  const fields: [string, ShownField][] = [];
  const above: { indent: number; id: string }[] = [];
  let place = "";
  for (const line of markdown.split("\n")) {
    const [, heading] = /^## (\w+)/.exec(line) ?? [];
    if (heading !== undefined) {
      place = heading.toLowerCase();
      above.length = 0;
    }
    const [, indent = "", name = "", rest = ""] = /^( *)- `(\S+)`: (.*)$/.exec(line) ?? [];
    if (/^(path|query|body|response)$/.test(place) && name !== "") {
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

describe.skipIf(noBrowser)("without JavaScript", () => {
  let page: Page;
  beforeAll(async () => {
    page = await newPage({ javaScriptEnabled: false });
    await page.goto(operationUrl);
  });

  it("the page shows each field with its type, its values and what it is for", async () => {
    expect(factsOf(await page.evaluate(fieldsOfPage))).toEqual(expected);
  });

  it("a reader can open every field", async () => {
    const deepest = page.locator('[id="response.model.performanceStats.variants.arenaScore.arenaCategory"]');
    expect(await deepest.isVisible()).toBe(false);
    const closed = page.locator("details.inside:not([open])", { has: deepest });
    while ((await closed.count()) > 0) await closed.first().locator("> summary").click();
    expect(await deepest.isVisible()).toBe(true);
    await page.evaluate(() => {
      for (const details of document.querySelectorAll<HTMLDetailsElement>("details.inside")) details.open = true;
    });
    expect(await page.locator(".field:visible").count()).toBe(await page.locator(".field").count());
  });

  it("there is no control that needs JavaScript, and the menu of a phone works", async () => {
    expect(await page.locator(".script:visible, .copy:visible, .search-open:visible, .theme:visible").count()).toBe(0);
    await page.setViewportSize({ width: 360, height: 740 });
    await page.getByRole("button", { name: "Pages" }).click();
    expect(await page.getByRole("link", { name: "All schemas" }).isVisible()).toBe(true);
  });
});

/** Runs in the page. */
function fieldsOfPage(): [string, ShownField][] {
  const text = (element: Element | null | undefined) => element?.textContent.replace(/\s+/g, " ").trim() ?? "";
  return [...document.querySelectorAll(".field")].map((field) => {
    const line = field.querySelector(":scope > .line");
    const all = (selector: string, within: Element | null) => [...(within?.querySelectorAll(selector) ?? [])].map(text);
    return [
      field.id,
      {
        name: text(line?.querySelector(".name")),
        type: text(line?.querySelector(".type")),
        required: all(".flag", line).includes("required"),
        onlyFor: all(".badge", line),
        values: all(":scope > .enum code", field),
      },
    ];
  });
}
