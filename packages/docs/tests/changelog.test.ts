// The page of what changed in the API.
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { readChangelog } from "../src/changelog.ts";
import { bakery, filesOf } from "./bakery.ts";

let repository: string;
const read = () => readChangelog({ repository, changelog: join(repository, "spec/CHANGELOG.md") });
const writeChangeset = (name: string, text: string) =>
  writeFile(join(repository, `.changeset/${text.length}.md`), `---\n"${name}": major\n---\n\n${text}\n`);

beforeEach(async () => {
  repository = await mkdtemp(join(tmpdir(), "changelog-"));
  await mkdir(join(repository, ".changeset"));
  await mkdir(join(repository, "spec"));
  await writeFile(join(repository, "spec/package.json"), '{ "name": "@bakery/spec" }');
});
afterEach(() => rm(repository, { recursive: true }));

it("shows what is not released yet before the releases, and only what is about the API", async () => {
  await writeChangeset("@bakery/spec", "The API changed: 1 breaking.");
  await writeChangeset("@bakery/sandbox", "The sandbox is faster.");
  const releases = "# @bakery/spec\n\n## 1.1.0\n\n### Minor Changes\n\n- A field.\n";
  await writeFile(join(repository, "spec/CHANGELOG.md"), releases);
  const page = await read();
  expect(page.sections).toEqual(["Not released yet", "1.1.0"]);
  const files = await filesOf(bakery, { guides: [page] });
  const html = files.get("changelog.html") ?? "";
  expect(html.indexOf("1 breaking")).toBeGreaterThan(html.indexOf("Not released yet</h2>"));
  expect(html).toContain("A field.");
  expect(html).not.toContain("The sandbox is faster.");
  expect(files.get("changelog.md")).toContain("## 1.1.0");
  expect(files.get("index.html")).toContain('href="changelog.html"');
});

it("says that nothing has changed", async () => {
  expect((await read()).body).toContain("Nothing has changed since the first version.");
});
