// `pnpm page:check` and `page:facts`. What they read and print is tested in packages/page.
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { copyWorkspace, root, runNode } from "@repo/testing";
import { expect, onTestFinished, test } from "vitest";

const fixtures = join(root, "packages/page/tests/fixtures");
const script = join(root, "scripts/page-check.ts");

/** A page in a folder of its own, until the test has ended. */
async function pageFile(change = (text: string) => text): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "page-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, "page.md"), change(await readFile(join(fixtures, "lamps.md"), "utf8")));
  return join(folder, "page.md");
}

test("page:check passes if nothing differs, and fails if anything does", async () => {
  const spec = ["--spec", "lamps.yaml"];
  const same = await runNode([script, await pageFile(), ...spec], fixtures);
  expect(same).toEqual({ exitCode: 0, stdout: "48 fields, 31 values, 0 differences\n", stderr: "" });

  const page = await pageFile((text) => text.replace("(LED: [1; 100]", "(LED: [1; 110]"));
  const other = await runNode([script, page, ...spec], fixtures);
  expect(other.exitCode).toBe(1);
  expect(other.stdout).toMatch(
    /^body dimming\.maximum\n {2}✗ lamps\.yaml:\d+:\d+ {2}maximum for LED {2}110 on the page, 100 in the description\n\n/,
  );
});

test("page:check says where a page breaks off, or cannot be read", async () => {
  const page = await pageFile((text) => text.slice(0, text.indexOf("halogen")));
  const broken = await runNode([script, page], fixtures);
  expect(broken).toMatchObject({ exitCode: 1, stdout: "" });
  expect(broken.stderr).toMatch(/page\.md:40:3: [^\n]+\n {2}│ /);

  const missing = await runNode([script, "nowhere.md"], fixtures);
  expect(missing).toMatchObject({ exitCode: 1, stdout: "" });
  expect(missing.stderr).toMatch(/^✗ nowhere\.md cannot be read: ENOENT/);
});

test("page:facts writes the facts of a page, or nothing", async () => {
  const workspace = await copyWorkspace();
  onTestFinished(() => workspace.remove());
  const facts = join(workspace.folder, "spec/page-facts.json");
  await rm(facts, { force: true });
  const broken = await workspace.run("page-facts", await pageFile((text) => text.slice(0, -9)));
  expect(broken.exitCode).toBe(1);
  expect(existsSync(facts)).toBe(false);

  const page = await pageFile();
  const line = "  spec/page-facts.json  48 fields, 31 values\n";
  expect(await workspace.run("page-facts", page)).toEqual({ exitCode: 0, stdout: `written  ${line}`, stderr: "" });
  expect(JSON.parse(await readFile(facts, "utf8")).operations).toHaveLength(4);
  expect(await workspace.run("page-facts", page)).toMatchObject({ stdout: `unchanged${line}` });
});
