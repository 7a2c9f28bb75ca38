import { mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { whileUnchanged } from "../spec/while-unchanged.ts";

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "while-unchanged-"));
  file = join(folder, "openapi.yaml");
  await writeFile(file, "one");
});
afterEach(() => rm(folder, { recursive: true }));

describe("whileUnchanged", () => {
  it("gives what was made of files that stay, and of one that is not there", async () => {
    expect(await whileUnchanged([file, join(folder, "none.yaml")], async () => "made")).toBe("made");
  });

  it.each([
    ["written", () => writeFile(file, "two, longer")],
    [
      "replaced by another of its length",
      () => writeFile(`${file}.new`, "two").then(() => rename(`${file}.new`, file)),
    ],
    ["deleted", () => rm(file)],
  ])("refuses what was made of a file that was %s meanwhile", async (_, change) => {
    await expect(whileUnchanged([file], change)).rejects.toThrow(
      /^Nothing was written: .*openapi\.yaml changed meanwhile\. Run this again\.$/,
    );
  });
});
