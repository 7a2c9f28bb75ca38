import { join } from "node:path";
import { root, runNode } from "@repo/testing";
import { expect, it } from "vitest";

it("the client's bundle is within its budget", async () => {
  const { exitCode, stdout, stderr } = await runNode([join(root, "scripts/size.ts")], root);
  expect({ exitCode, stderr }, stdout).toEqual({ exitCode: 0, stderr: "" });
  expect(stdout).toMatch(/^✓ A program that calls \w+ has [\d,]+ of [\d,]+ bytes/);
});
