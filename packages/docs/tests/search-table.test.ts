// What readers type, and the hit that they need: first, or among the first few.
import { expect, it } from "vitest";
import { createFinder } from "../src/search/find.ts";
import { searchRecords } from "../src/search/records.ts";
import { bakerySite } from "./bakery.ts";

const change = (field: string) => `operations/updateBread.html#${field}`;
const ROWS: [text: string, page: string, among?: number][] = [
  ["deprecated", "operations/deleteBread.html", 3],
  ["deprecated", change("body.legacyShape"), 3],
  ["change a bread", "operations/updateBread.html"],
  ["note", change("body.note"), 3],
  ["oven heat", change("body.baking.heat")],
  ["depth in metres", change("response.bread.flour.mill.river.depthInMetres"), 3],
  ["knead", "guides/kneading.html#knead", 3],
  ["only in answers", change("response.bread.id"), 3],
  ["required", "operations/setOvenPhoto.html#body.photo", 3],
  ["password of a baker", "index.html#authentication", 3],
];

const find = await createFinder(searchRecords(bakerySite));

it.each(ROWS)("%s finds %s", (text, page, among) => {
  const found = find(text, "operations/updateBread.html").map(({ record }) => record.page);
  expect(found.slice(0, among ?? 1), found.slice(0, 5).join("\n")).toContain(page);
});

it("the field of a schema that several operations have is found once, in a body first", () => {
  const found = find("heat").filter(({ record }) => record.title === "heat");
  expect(found.map(({ record }) => record.kind)).toEqual(["body"]);
  expect(found[0]?.others).toBeGreaterThan(0);
});
