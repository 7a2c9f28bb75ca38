import { join } from "node:path";
import { expect, it } from "vitest";
import { fileProblems } from "../release/examine-tarball.ts";
import { raised, raisedBy } from "../release/raised-version.ts";
import { root } from "../root.ts";
import { runNode } from "./workspace-copy.ts";

it("`pnpm release:dry` goes as far as publishing, and publishes nothing", async () => {
  const { exitCode, stdout, stderr } = await runNode([join(root, "scripts/release-dry.ts")], root);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
  expect(stdout).toContain("Nothing was published.");
  for (const name of ["spec", "types", "client", "sandbox"]) {
    expect(stdout).toContain(`✓ Install @scenario-openapi/${name} `);
    expect(stdout).toMatch(
      new RegExp(`\\n {2}@scenario-openapi/${name} +\\d+\\.\\d+\\.\\d+ +\\d+ +[\\d,]+ B +[\\d,]+ B {2}[\\da-f]{16}\\n`),
    );
  }
}, 180_000);

it("refuses a package with files that nobody expects, and one that is too large", () => {
  const packed = {
    manifest: { name: "a", version: "1.0.0", exports: {} },
    files: ["LICENSE", "README.md", "dist/index.js", "dist/index.test.ts", "package.json"],
    tarball: new Uint8Array(1500),
    budget: 1000,
  };
  expect(fileProblems([packed])).toEqual([
    "a  dist/index.test.ts should not be published",
    "a  has 1,500 B, 500 B over its budget",
  ]);
});

it.each([
  ["1.4.2", "2.0.0", "major"],
  ["1.4.2", "1.5.0", "minor"],
  ["1.4.2", "1.4.3", "patch"],
  ["1.4.2", "1.4.2", undefined],
  ["1.4.2", "1.3.9", undefined],
  ["1.4.2", "0.5.0", undefined],
] as const)("from %s to %s is a raise by %s", (before, after, bump) => {
  expect(raisedBy(before, after)).toBe(bump);
  if (bump) expect(raised(before, bump)).toBe(after);
});

it("refuses a version that is not three numbers", () => {
  expect(() => raisedBy("1.0", "1.0.0")).toThrow('The version "1.0" is not three numbers');
});
