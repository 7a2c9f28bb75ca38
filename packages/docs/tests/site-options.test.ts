// What the settings of a description make of its site.
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Settings } from "@repo/settings";
import { afterAll, afterEach, beforeAll, expect, it, vi } from "vitest";
import { siteOptions } from "../src/site-options.ts";
import { bakery, filesOf } from "./bakery.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "site-options-"));
});
afterAll(() => rm(folder, { recursive: true }));
afterEach(() => vi.unstubAllEnvs());

async function write(name: string, content: string | Uint8Array): Promise<string> {
  const file = join(folder, name);
  await writeFile(file, content);
  return file;
}
const filesWith = async (site: Settings["site"] = {}) => filesOf(bakery, await siteOptions(bakery, { site }));

it("samples call the client of the package, and say where its credentials come from", async () => {
  const credentials = { Login: { username: { variable: "BREAD_USER" } } };
  const options = await siteOptions(bakery, { name: "Oven", credentials }, { packageName: "@acme/oven" });
  const files = await filesOf(bakery, options);
  expect(files.get("operations/updateBread.md")).toContain(
    'import { createOvenClient } from "@acme/oven";\n\nconst oven = createOvenClient();',
  );
  expect(files.get("operations/updateBread.md")).toContain('-u "$BREAD_USER:$OVEN_PASSWORD"');
  const described = "the client’s option `password`, or the environment variable `OVEN_PASSWORD`";
  expect(files.get("index.md")).toContain(described);
  expect(files.get("index.html")).toContain(described.replaceAll(/`(\w+)`/g, "<code>$1</code>"));
});

it("guides are pages, in their order", async () => {
  const guides = [
    await write("kneading.md", "# Knead a dough\r\n\r\nBreads rise.\r\n\r\n## Fold it\r\n"),
    await write("baking.md", "# Bake\n\nIt browns.\n"),
  ];
  const files = await filesWith({ guides });
  const home = files.get("index.html") ?? "";
  expect(home.indexOf("Knead a dough")).toBeLessThan(home.indexOf(">Bake<"));
  expect(files.get("guides/kneading.html")).toContain('<h2 id="fold-it">');
  await expect(filesWith({ guides: [join(folder, "none.md")] })).rejects.toThrow("none.md, a guide of the settings");
  const untitled = await write("untitled.md", "Breads rise.\n");
  await expect(filesWith({ guides: [untitled] })).rejects.toThrow('untitled.md must begin with "# " and its title');
  const odd = await write("a?b.md", "# Odd\n\nText.\n");
  await expect(filesWith({ guides: [odd] })).rejects.toThrow("a?b.md: name it with letters");
  await expect(filesWith({ guides: [...guides, guides[0] ?? ""] })).rejects.toThrow("files of the same name");
});

it("a logo stands beside the title, in its proportions", async () => {
  const png = new Uint8Array(24);
  new DataView(png.buffer).setUint32(16, 300);
  new DataView(png.buffer).setUint32(20, 100);
  const cases: [name: string, content: string | Uint8Array, width: number][] = [
    ["logo.svg", '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"/>', 56],
    ["sized.svg", '<svg xmlns="http://www.w3.org/2000/svg" width="10px" height="20px"/>', 14],
    ["unsized.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>', 28],
    ["logo.png", png, 84],
  ];
  for (const [name, content, width] of cases) {
    const style = (await filesWith({ logo: await write(name, content) })).get("assets/site.css");
    const [, shown, data = ""] =
      /\.brand:before\{.*width:(\d+)px;.*url\(data:image\/[a-z+]+;base64,(.+)\)/.exec(style ?? "") ?? [];
    expect(shown, name).toBe(String(width));
    expect(Buffer.from(data, "base64"), name).toEqual(Buffer.from(content));
  }
  await expect(filesWith({ logo: await write("logo.gif", "") })).rejects.toThrow("logo.gif: a logo is an SVG or a PNG");
  await expect(filesWith({ logo: join(folder, "none.png") })).rejects.toThrow("none.png, the logo of the settings");
});

it("pages link to their sources in the repository, if there is one", async () => {
  const sources = {
    repository: folder,
    description: join(folder, "spec/openapi.yaml"),
    changelog: join(folder, "CHANGELOG.md"),
  };
  const guides = [await write("kneading.md", "# Knead a dough\n\nBreads rise.\n")];
  const settings = { site: { guides, repository: "https://code.example/bakery" } };
  await write("package.json", "{}");
  await mkdir(join(folder, ".changeset"));
  const { editAddress } = await siteOptions(bakery, settings, { sources });
  expect(editAddress?.("guides/kneading")).toBe("https://code.example/bakery/edit/main/kneading.md");
  expect(editAddress?.("index")).toBe("https://code.example/bakery/edit/main/spec/openapi.yaml");
  expect(editAddress?.("changelog")).toBe("https://code.example/bakery/edit/main/CHANGELOG.md");
  expect(await siteOptions(bakery, settings)).not.toHaveProperty("editAddress");
});

it("the environment says where the site is published", async () => {
  const site = { address: "https://docs.example", repository: "https://code.example/bakery" };
  expect(await siteOptions(bakery, { site })).toMatchObject({ ...site, address: "https://docs.example/" });
  vi.stubEnv("DOCS_ADDRESS", "https://breads.example/docs");
  vi.stubEnv("DOCS_REPOSITORY", "https://code.example/fork");
  expect(await siteOptions(bakery, { site })).toMatchObject({
    address: "https://breads.example/docs/",
    repository: "https://code.example/fork",
  });
  vi.stubEnv("DOCS_ADDRESS", "breads");
  await expect(siteOptions(bakery)).rejects.toThrow("The address of the pages must be a URL");
});
