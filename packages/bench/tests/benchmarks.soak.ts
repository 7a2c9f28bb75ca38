import { join } from "node:path";
import { root, runNode } from "@scenario-openapi/testing";
import { expect, it } from "vitest";

// How fast something is, no test can tell: this shows that each benchmark runs to its end and measures all it names.
it.each([
  ["bench-client", ["this client", "fetch", "openapi-fetch", "redocly", "hey-api", "ky", "axios"]],
  ["bench-docs", ["this reference", "redocly build-docs"]],
  ["bench-generate", ["pnpm generate", "openapi-typescript", "redocly lint", "spectral lint", "hey-api"]],
])("%s --quick", async (name, rows) => {
  const { exitCode, stdout, stderr } = await runNode([join(root, `scripts/${name}.ts`), "--quick"], root);
  expect(exitCode, stderr).toBe(0);
  for (const row of rows) expect(stdout).toMatch(new RegExp(`^ +${row} +-?[\\d.,]+`, "m"));
  expect(stdout).not.toMatch(/NaN|undefined/);
  expect(stdout).toMatch(/(✓ met|✗ not met) /);
});
