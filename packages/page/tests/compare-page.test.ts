// Compares a page with descriptions that say more, less or something else.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { OpenApiDocument } from "@repo/openapi";
import { readDescription } from "@repo/openapi/read";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { comparePage, formatDifferences, formatFacts, readFacts } from "../src/index.ts";

const fixture = (name: string) => fileURLToPath(new URL(`fixtures/${name}`, import.meta.url));
const page = readFileSync(fixture("lamps.md"), "utf8");
const yaml = readFileSync(fixture("lamps.yaml"), "utf8");
const description: OpenApiDocument = parse(yaml);
const facts = readFacts(page, "lamps.md", description);

test.each([
  ["a field", "isSmooth: {", "isSmoother: {", ["field boolean", "field optional boolean"]],
  ["a value", "[linear, logarithmic]", "[linear, logarithmic, sine]", ['values "sine"']],
  ["a value twice", "[linear, logarithmic]", "[linear, logarithmic, linear]", ['values "linear" twice']],
  ["a type", "speed:\n          type: number", "speed:\n          type: string", ["type string"]],
  ["an example", "examples: [amber]", "examples: [red]", ['example "red"']],
  ["a default", "default: linear", "default: none", ['default "none"']],
  ["a limit", "maxLength: 40", "maxLength: 41", ["text 40", "text 41"]],
  ["a limit of one word", "{ maximum: 0.5 }", "{ maximum: 0.5, minimum: 0 }", ["minimum for LED 0"]],
  ["a value of one word", "{ maximum: 0.5 }", "{ maximum: 0.6 }", ["maximum for LED 0.6"]],
  [
    "a word too many",
    "halogen: { maximum: 0.25, minimum: 0.1 }",
    "halogen: { maximum: 0.25, minimum: 0.1 }\n            bulb: { maximum: 2 }",
    ["maximum for Old bulb 2"],
  ],
  ["whom it is for", "x-available-for: [led, bulb]", "x-available-for: [led]", ["only for LED"]],
  ["a title", "title: Old bulb", "title: Older bulb", ["only for LED, Older bulb"]],
  ["a number in a text", "at most 12 of", "at most 13 of", ["text 12", "text 13"]],
  ["a name in a text", "The speed of a step.", "The speed of a step, see `maxSteps`.", ["text maxSteps"]],
  ["what is required", "required: [name]", "required: []", ["required no"]],
  ["null", '[string, "null"]', "string", ["null unsets it"]],
  ["deprecation", "deprecated: true\n", "format: text\n", ["deprecated yes"]],
  [
    "a server",
    "api.lamps.example/v1\nsecurity",
    "api.lamps.example/v2\nsecurity",
    ["server https://api.lamps.example/v2"],
  ],
  ["security", "- bearerAuth: []", "- basicAuth: []", ["security HTTP basic"]],
  ["an operation", "    delete:", "    x-delete:", ["operation /lamps/{lampId}"]],
])("%s of the description", (_, from, to, expected) => {
  const changed = yaml.replace(from, to);
  expect(changed).not.toBe(yaml);
  const document: OpenApiDocument = parse(changed);
  const differences = comparePage(document, facts);
  const named = differences.map(({ about, onPage, inDescription }) => `${about} ${inDescription ?? onPage}`);
  for (const name of expected) expect(named).toContain(name);
  expect(named.every((name) => expected.some((start) => name.startsWith(start.split(" ")[0] ?? "")))).toBe(true);
});

test("a page may have some operations of a description only", () => {
  const update = page.slice(page.indexOf("## Update"), page.indexOf("## Delete"));
  expect(comparePage(description, readFacts(update, "update.md", description))).toEqual([]);
});

test("the facts survive being written", () => {
  const written = formatFacts(facts);
  expect(JSON.parse(written)).toEqual(facts);
  expect(written.match(/^ {8}\{ "in": /gm)).toHaveLength(48);
});

test("each difference names the place in the description", async () => {
  const changed = page
    .replace('"linear" or "logarithmic"`', '"linear" or "cubic"`')
    .replace('- `"logarithmic"`', '- `"cubic"`')
    .replace("(LED: [1; 100]", "(LED: [1; 110]")
    .replace("-X PUT", "-X POST");
  const reading = await readDescription(fixture("lamps.yaml"), "structure");
  const { document = description } = reading;
  const facts = readFacts(changed, "lamps.md", document);
  const text = formatDifferences(comparePage(document, facts), reading, facts);
  const lineOf = (part: string) => yaml.slice(0, yaml.indexOf(part)).split("\n").length;
  expect(text.replaceAll(/\S*fixtures\//g, "")).toBe(
    `PUT /lamps/{lampId}, its sample
  ✗ lamps.yaml:${lineOf("    put:")}:5    method           POST on the page, PUT in the description

body dimming.curve
  ✗ lamps.yaml:${lineOf("enum: [linear")}:7   values           "cubic" on the page, "logarithmic" in the description

body dimming.maximum
  ✗ lamps.yaml:${lineOf("led: { default")}:46  maximum for LED  110 on the page, 100 in the description

48 fields, 31 values, 3 differences`,
  );
});
