import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { root } from "@repo/testing";
import { expect, it } from "vitest";
import { runQuickly } from "./run-quickly.ts";

// How fast something is, no test can tell: these show that each benchmark runs to its end and measures all it names.
it("bench-generate --quick", async () => {
  const stdout = await runQuickly("bench-generate");
  for (const row of ["pnpm generate", "openapi-typescript", "redocly lint", "spectral lint", "hey-api"]) {
    expect(stdout).toMatch(new RegExp(`^ +${row} +-?[\\d.,]+`, "m"));
  }
});

it("bench-generate --quick, of other descriptions", async () => {
  const folder = await mkdtemp(join(tmpdir(), "descriptions-"));
  try {
    const gzipped = join(folder, "logistics.json.gz");
    const logistics = await readFile(join(root, "packages/testing/descriptions/logistics.json"));
    await writeFile(gzipped, gzipSync(logistics));
    const broken = join(folder, "broken.yaml");
    await writeFile(broken, "openapi: [3.1.1\n");
    const stdout = await runQuickly("bench-generate", join(root, "spec/openapi.yaml"), gzipped, broken);
    const cost = "[\\d.]+ s · \\d+ MiB( · \\d+ errors)?";
    for (const name of ["openapi", "logistics"]) {
      expect(stdout).toMatch(new RegExp(`^ +${name}( +${cost}){4}$`, "m"));
      expect(stdout).toMatch(new RegExp(`^ +${name}( +${cost}){2}$`, "m"));
    }
    expect(stdout).toMatch(/^ +broken +exit code 1 /m);
    expect(stdout).toMatch(/✗ not met {2}Packages compile for every description: 2 of 3$/m);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

it("bench-docs --quick --large", async () => {
  const logistics = join(root, "packages/testing/descriptions/logistics.json");
  const stdout = await runQuickly("bench-docs", "--large", logistics);
  for (const tool of ["this reference", "redocly build-docs"]) {
    expect(stdout).toMatch(new RegExp(`^ +logistics, ${tool}( +[\\d.,]+){4}$`, "m"));
  }
});

it("bench-compare --quick", async () => {
  const stdout = await runQuickly("bench-compare", join(root, "packages/testing/descriptions/museum.yaml"));
  for (const tool of ["spec:compare --wire-only", "spec:compare", "redocly diff"]) {
    expect(stdout).toMatch(new RegExp(`^ +museum, 3 edits, ${tool}( +[\\d.,]+){2}$`, "m"));
  }
});
