// The page of what changed in the API.
import { expect, it } from "vitest";
import { changelogPage } from "../src/changelog.ts";
import { bakery, filesOf } from "./bakery.ts";

const changeset = (name: string, text: string) => `---\n"${name}": major\n---\n\n${text}\n`;

it("shows what is not released yet before the releases, and only what is about the API", async () => {
  const pending = [
    changeset("@scenario-openapi/spec", "The API changed: 1 breaking."),
    changeset("@scenario-openapi/sandbox", "The sandbox is faster."),
  ];
  const page = changelogPage(pending, "# @scenario-openapi/spec\n\n## 1.1.0\n\n### Minor Changes\n\n- A field.\n");
  expect(page.sections).toEqual(["Not released yet", "1.1.0"]);
  const files = await filesOf(bakery, { guides: [page] });
  const html = files.get("changelog.html") ?? "";
  expect(html.indexOf("1 breaking")).toBeGreaterThan(html.indexOf("Not released yet</h2>"));
  expect(html).toContain("A field.");
  expect(html).not.toContain("The sandbox is faster.");
  expect(files.get("changelog.md")).toContain("## 1.1.0");
  expect(files.get("index.html")).toContain('href="changelog.html"');
});

it("says that nothing has changed", () => {
  expect(changelogPage([], "").body).toContain("Nothing has changed since the first version.");
});
