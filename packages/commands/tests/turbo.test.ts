import { mkdir, mkdtemp, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { isBuilt } from "../src/turbo.ts";

it("a file is built if it is newer than all its sources", async () => {
  const folder = await mkdtemp(join(tmpdir(), "built-"));
  const [file, sources] = [join(folder, "index.js"), join(folder, "src")];
  const source = join(sources, "pages/one.ts");
  await mkdir(join(sources, "pages"), { recursive: true });
  await writeFile(source, "");
  expect(await isBuilt(file, sources)).toBe(false);
  await writeFile(file, "");
  await utimes(file, 9e9, 9e9);
  expect(await isBuilt(file, sources)).toBe(true);
  await utimes(source, 9.1e9, 9.1e9);
  expect(await isBuilt(file, sources)).toBe(false);
  await rm(folder, { recursive: true });
});
