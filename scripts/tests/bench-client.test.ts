// `pnpm bench:client` runs, and its goals follow from what it measured. How fast the client is, no test can tell.
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { clients, type ProgramName } from "../bench/client/clients.ts";
import { goals, type Measurements, table } from "../bench/client/report.ts";
import { spread } from "../bench/statistics.ts";
import { root } from "../root.ts";
import { runNode } from "./workspace-copy.ts";

// With `pnpm test:soak`: it takes longer than what it shows is worth in every run.
describe.runIf(process.env["SOAK"])("pnpm bench:client --quick", () => {
  it("measures every client", { timeout: 300_000 }, async () => {
    const { exitCode, stdout, stderr } = await runNode([join(root, "scripts/bench-client.ts"), "--quick"], root);
    expect(exitCode, stderr).toBe(0);
    for (const { name } of clients) {
      const row = stdout.split("\n").find((line) => line.startsWith(`  ${name}  `)) ?? "";
      // bundle, time and ratio twice, two compilers, instantiations, memory
      const cells = row
        .slice(name.length + 2)
        .trim()
        .split(/ {3,}/);
      expect(cells, name).toHaveLength(9);
      for (const cell of cells) expect(cell, name).toMatch(/^-?\d[\d.,]*( \(\d+–\d+\))?$/);
    }
    expect(stdout).toContain(`Node ${process.versions.node}`);
    expect(stdout).toMatch(/(✓ met|✗ not met) +Bundle of at most 5,000 B/);
  });

  it("refuses options that it does not know", async () => {
    const { exitCode, stderr } = await runNode([join(root, "scripts/bench-client.ts"), "--fast"], root);
    expect(exitCode).toBe(1);
    expect(stderr).toContain("--fast");
  });
});

describe("the report", () => {
  it("compares round by round", () => {
    // Twice as slow in each round, though the machine slowed down threefold in between.
    const times = { fetch: [10, 30, 30], scenario: [20, 60, 60], ky: [40, 40, 40] };
    const text = goals(measurements({ inProcess: times }));
    expect(text).toContain("✗ not met  In process at most 1.1 × the time of fetch: 2.00 × its time (2.00–2.00)");
    expect(text).toContain("✗ not met  In process faster than ky: 1.50 × its time");
  });

  it("says which goals are met", () => {
    const text = goals(
      measurements({
        bundles: new Map([
          ["scenario", 4500],
          ["ky", 9000],
        ]),
      }),
    );
    expect(text).toContain("✓ met      Bundle of at most 5,000 B: 4,500 B");
    expect(text).toContain("✗ not met  Bundle of at most 4,000 B");
    expect(text).toContain("✓ met      Bundle smaller than that of ky, which retries too: 9,000 B");
    expect(text).toContain("✓ met      In process at most 1.1 × the time of fetch: 1.00 ×");
  });

  it("does not call met what may be chance", () => {
    const uneven = { fetch: [10, 10, 10], scenario: [8, 9, 20], ky: [10, 10, 10] };
    expect(goals(measurements({ overHttp: uneven }))).toContain(
      "✗ not met  Over HTTP faster than ky: 0.90 × its time (",
    );
    const even = { ...uneven, scenario: [9, 9, 9] };
    expect(goals(measurements({ overHttp: even }))).toContain(
      "✓ met      Over HTTP faster than ky: 0.90 × its time (0.90–0.90)",
    );
  });

  it("has a row for each client", () => {
    expect(table(measurements({})).split("\n")).toHaveLength(3 + clients.length);
  });

  it("knows the middle half", () => {
    expect(spread([5, 1, 4, 2, 3])).toEqual({ low: 2, median: 3, high: 4 });
    expect(spread([1, 2])).toEqual({ low: 1.25, median: 1.5, high: 1.75 });
  });
});

function measurements(given: Partial<Measurements>): Measurements {
  const each = <Value>(value: Value) => new Map<ProgramName, Value>(clients.map(({ program }) => [program, value]));
  const times = Object.fromEntries(clients.map(({ program }) => [program, [10, 10, 10]]));
  const cost = { seconds: 1, instantiations: 100 };
  return {
    bundles: each(5000),
    overHttp: times,
    inProcess: times,
    types: each({ "7.0": cost, "5.9": cost }),
    kept: each(0),
    keptAfter: 1000,
    load: 0,
    ...given,
  };
}
