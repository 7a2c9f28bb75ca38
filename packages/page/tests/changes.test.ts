// Changes a page in one place at a time: each must be found and named, with line breaks and without.
//
// PAGE=page.txt does the same with 60 changes of any other page of the spec.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { OpenApiDocument } from "@repo/openapi";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { comparePage, type Difference, readFacts } from "../src/index.ts";
import { readPage } from "../src/read-page.ts";
import { titlesIn } from "../src/titles.ts";
import { inOneLine, renderPage } from "./render-page.ts";
import { type SeededChange, seededChanges } from "./seeded-changes.ts";

const fixture = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const file = process.env["PAGE"] ?? fixture("fixtures/lamps.md");
const spec = process.env["PAGE"] ? fixture("../../../spec/openapi.yaml") : fixture("fixtures/lamps.yaml");

const document: OpenApiDocument = parse(readFileSync(spec, "utf8"));
const page = readPage(readFileSync(file, "utf8"), file);
const forms = [
  ["with line breaks", (text: string) => text],
  ["in one line", inOneLine],
] as const;

const differencesOf = (text: string) => comparePage(document, readFacts(text, file, document));
const keyOf = ({ pointer, ...difference }: Difference) => JSON.stringify(difference);
const before = new Set(differencesOf(readFileSync(file, "utf8")).map(keyOf));

const changes = seededChanges(page, titlesIn(document), Number(process.env["CHANGES"] ?? 60));

test("the page agrees with the description", () => {
  expect([...before]).toEqual([]);
});

test("there are changes of every kind", () => {
  expect(changes.length).toBeGreaterThanOrEqual(60);
  expect(new Set(changes.map(({ kind }) => kind)).size).toBeGreaterThan(35);
});

test.each(forms)("each is found and named, %s", (_, form) => {
  const missed = changes.flatMap((change) => {
    const found = differencesOf(form(renderPage(change.page))).filter((difference) => !before.has(keyOf(difference)));
    return found.some((difference) => isNamed(change, difference)) ? [] : [{ ...change, page: undefined, found }];
  });
  expect(missed).toEqual([]);
});

function isNamed({ subject, about, onPage }: SeededChange, difference: Difference): boolean {
  return (
    difference.subject.startsWith(subject) &&
    difference.about.startsWith(about) &&
    (onPage === undefined ? difference.inDescription !== undefined : (difference.onPage ?? "").includes(onPage))
  );
}
