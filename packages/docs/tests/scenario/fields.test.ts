// Every field of Scenario's own reference page, as readers without JavaScript and readers of Markdown see it.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "@repo/testing";
import { expect, it } from "vitest";
import { newPage, noBrowser } from "../browser.ts";
import { siteFiles } from "../site.ts";
import { operationUrl } from "./operation-url.ts";

/** A field of Scenario's own reference page. */
interface FieldFact {
  in: "path" | "query" | "body" | "response";
  path: string;
  /** Such as `string`, `object[]` or `map<unknown>`. */
  type: string;
  required?: true;
  nullable?: true;
  /** The values of an enumeration. */
  enum?: (string | number)[];
  /** The names of what it is only for. */
  availableFor?: string[];
}

const pageFacts: { operations: [{ fields: FieldFact[] }] } = JSON.parse(
  readFileSync(join(root, "spec/page-facts.json"), "utf8"),
);
const facts = pageFacts.operations[0].fields;

/** The id of a field in the page of its operation. */
const idOf = ({ in: place, path }: FieldFact) => `${place}.${path}`;

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

it("llms.txt says what null means in the spec", () => {
  expect(siteFiles.get("llms.txt")).toMatch(/^- \[Update a model\].*null unsets those that accept it/m);
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

it.skipIf(noBrowser)("the page shows each field, without JavaScript too", async () => {
  const page = await newPage({ javaScriptEnabled: false });
  await page.goto(operationUrl);
  expect(factsOf(await page.evaluate(fieldsOfPage))).toEqual(expected);
  await page.context().close();
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
