// The benchmarks that call operations of this repository's own spec, or look at its pages.
import { expect, it } from "vitest";
import { runQuickly } from "../run-quickly.ts";

it.each([
  ["scenario/bench-client", ["this client", "fetch", "openapi-fetch", "redocly", "hey-api", "ky", "axios"]],
  [
    "bench-docs",
    ["this reference", "redocly build-docs", "operation", "home", "schema", "open all", "type in the composer"],
  ],
])("%s --quick", async (name, rows) => {
  const stdout = await runQuickly(name);
  for (const row of rows) expect(stdout).toMatch(new RegExp(`^ +${row} +-?[\\d.,]+`, "m"));
});
