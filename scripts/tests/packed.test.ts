// The packages as a user gets them: packed, installed from their tarballs in an empty folder, type-checked and run there.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pack, publishedPackages } from "../pack.ts";
import {
  compilations,
  compileSamples,
  npmInstall,
  recipePackages,
  runSamples,
  type Samples,
  startProject,
  writeSamples,
} from "../packed-samples.ts";
import { contentProblems, filesIn } from "../release/check-tarball.ts";

const tarballs = new Map<string, string>();
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "packed-"));
  for (const name of publishedPackages) tarballs.set(name, await pack(name, folder));
  await startProject(folder);
  await npmInstall(folder, ...tarballs.values(), ...recipePackages);
}, 120_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

describe("each tarball", () => {
  it.each(publishedPackages)("of %s holds its manifest, README, licence and what it exports", async (name) => {
    expect(contentProblems(await filesIn(tarballs.get(name) ?? ""))).toEqual([]);
  });

  it("would be refused with anything else in it, or less", () => {
    expect(contentProblems(["LICENSE", "package.json", "dist/a.js.map", "src/a.ts", ".env"])).toEqual([
      "README.md is missing",
      "dist/a.js.map should not be published",
      "src/a.ts should not be published",
      ".env should not be published",
    ]);
    expect(contentProblems(["LICENSE", "README.md", "package.json"])).toEqual(["dist is missing: build it first"]);
  });
});

describe("the samples of the READMEs, with the packages installed", () => {
  let samples: Samples[];
  beforeAll(async () => {
    samples = await writeSamples(folder);
  });

  it.each(compilations)("compile as %s modules, resolved as %s", async (...compilation) => {
    expect(await compileSamples(folder, compilation)).toEqual({ exitCode: 0, stdout: "", stderr: "" });
  });

  it("run against the installed sandbox", async () => {
    for (const ofOne of samples) {
      const { readme } = ofOne;
      const { exitCode, stderr, stdout } = await runSamples(folder, ofOne);
      expect({ readme, exitCode, stderr }).toEqual({ readme, exitCode: 0, stderr: "" });
      if (readme === "README.md") expect(stdout).toContain("is now called “Cinematic Realism at dawn”");
    }
  });
});
