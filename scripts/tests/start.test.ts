import { join } from "node:path";
import { root } from "@repo/commands";
import { runNode } from "@repo/testing";
import { expect, it } from "vitest";

it("`pnpm start` goes from the spec to an updated model, and ends by itself", async () => {
  const { exitCode, stdout, stderr } = await runNode([join(root, "scripts/start.ts")], root);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
  expect(stdout.match(/✓/g)).toHaveLength(7);
  expect(stdout).toMatch(/types +packages\/types\/src\/schema\.gen\.ts +[\d.]+ KiB/);
  expect(stdout).toMatch(/name +"Cinematic Realism"\n +"Cinematic Realism at dawn"/);
  expect(stdout).toMatch(/thumbnail .*\n +\(unset\)/);
  expect(stdout).toContain("The sample printed: model_eyVcnFJcR92BxBkz7N6g5w is now called");
});
