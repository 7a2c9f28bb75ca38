import { join } from "node:path";
import { root } from "@repo/commands";
import { manifestOf, publishedPackages, runNode } from "@repo/testing";
import { expect, it } from "vitest";

it("`pnpm release:dry` does everything except publishing", async () => {
  const { exitCode, stdout, stderr } = await runNode([join(root, "scripts/release-dry.ts")], root);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
  expect(stdout).toContain("Nothing was published.");
  for (const folder of publishedPackages) {
    const { name } = await manifestOf(folder);
    expect(stdout).toContain(`✓ Install ${name} `);
    expect(stdout).toMatch(
      new RegExp(`\\n {2}${name} +\\d+\\.\\d+\\.\\d+ +\\d+ +[\\d,]+ B +[\\d,]+ B {2}[\\da-f]{16}\\n`),
    );
  }
});
