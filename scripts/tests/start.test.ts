import { join } from "node:path";
import { root } from "@repo/commands";
import { runNode } from "@repo/testing";
import { expect, it } from "vitest";

it("`pnpm start` goes from the spec to an answered call, and ends by itself", async () => {
  const { exitCode, stdout, stderr } = await runNode([join(root, "scripts/start.ts")], root);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
  expect(stdout.match(/✓/g)).toHaveLength(7);
  expect(stdout).toMatch(/types +packages\/types\/src\/schema\.gen\.ts +[\d.]+ KiB/);
  expect(stdout).toMatch(/\n {4}[A-Z]+ \/.*\n {4}20\d .*\n\n {2}The sample printed\n {4}\S/);
});
