import { join } from "node:path";
import { root, runNode } from "@repo/testing";
import { expect } from "vitest";

/** What a benchmark prints. */
export async function runQuickly(name: string, ...args: string[]): Promise<string> {
  const { exitCode, stdout, stderr } = await runNode([join(root, `scripts/${name}.ts`), "--quick", ...args], root);
  expect(exitCode, stderr).toBe(0);
  expect(stdout).not.toMatch(/NaN|undefined/);
  expect(stdout).toMatch(/(✓ met|✗ not met) /);
  return stdout;
}
