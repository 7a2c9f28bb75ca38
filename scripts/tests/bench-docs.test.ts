// `pnpm bench:docs` runs, and its goals follow from what it measured. How fast the pages are, no test can tell.
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type ContenderKey, contenders } from "../bench/docs/contenders.ts";
import { inCommon, type Loading } from "../bench/docs/measure-loading.ts";
import { goals, growthTable, type Measurements, table } from "../bench/docs/report.ts";
import type { ReadingTimes } from "../bench/docs/time-reading.ts";
import { root } from "../root.ts";
import { runNode } from "./workspace-copy.ts";

// With `pnpm test:soak`: it takes longer than what it shows is worth in every run.
describe.runIf(process.env["SOAK"])("pnpm bench:docs --quick", () => {
  it("measures every reference", { timeout: 300_000 }, async () => {
    const { exitCode, stdout, stderr } = await runNode([join(root, "scripts/bench-docs.ts"), "--quick"], root);
    expect(exitCode, stderr).toBe(0);
    for (const { name, key } of contenders) {
      const cells = cellsOf(stdout, name);
      expect(cells, name).toHaveLength(10);
      const [bytes, requests, scripts, paint, body, response, fields, ...rest] = cells;
      for (const size of [bytes, scripts]) expect(size, name).toMatch(/^\d+\.\d$/);
      expect(requests, name).toMatch(/^\d+( \(\d+\))?$/);
      expect(paint, name).toMatch(/^[\d,]+ \([\d,]+–[\d,]+\)$/);
      for (const time of [body, response]) expect(time, name).toMatch(/^([\d,]+ \([\d,]+–[\d,]+\)( ↓)?|never)$/);
      expect(fields, name).toMatch(/^\d+$/);
      const [light, dark, build] = rest;
      for (const count of [light, dark]) expect(count, name).toMatch(/^[\d,]+$/);
      expect(build, name).toMatch(["scalar", "swagger"].includes(key) ? /^n\/a$/ : /^\d+\.\d\d$/);
    }
    // However slow the machine, a link to a field of this site leads to it.
    for (const time of cellsOf(stdout, "this site").slice(4, 6)) expect(time).toMatch(/\)$/);
    expect(stdout).toContain(`Node ${process.versions.node}`);
    expect(stdout).toMatch(/exponents +time (-?\d+\.\d\d|n\/a) +memory (-?\d+\.\d\d|n\/a)/);
    expect(stdout).toMatch(/✓ met +All 229 fields without JavaScript: 229/);
    expect(stdout).toMatch(/(✓ met|✗ not met) +Page of at most 60,000 B/);
  });

  it("refuses options that it does not know", async () => {
    const { exitCode, stderr } = await runNode([join(root, "scripts/bench-docs.ts"), "--fast"], root);
    expect(exitCode).toBe(1);
    expect(stderr).toContain("--fast");
  });
});

describe("the report", () => {
  it("says which goals are met", () => {
    const text = goals(measurements({}));
    expect(text.match(/✓ met/g)).toHaveLength(8);
    expect(text).toContain("✓ met      Page of at most 60,000 B with all it loads: 60,000 B");
    expect(text).toContain("✓ met      All 229 fields without JavaScript: 229");
    expect(text).toContain(
      "✓ met      First paint at least 5 times sooner than redocly, inline: 5.00 times (5.00–5.00)",
    );
    expect(text).toContain("✓ met      Memory linear: exponent at most 1.1: 1.00");
  });

  it("says which are not", () => {
    const text = goals(
      measurements({
        loading: each({ ...loading, bytes: 60_001, fieldsWithoutScript: 228 }),
        accessibility: each({ light: 0, dark: 1 }),
        reloads: [299, 300, 301],
        builds: { ours: [0.9, 1, 1.1], oursWarm: [0.5], redocInline: [1], redocDefault: [1] },
        growth: growth((operations) => ({ seconds: operations / 100, peakBytes: operations ** 1.2 })),
        reading: reading([100, 100, 100], [499, 499, 499]),
      }),
    );
    expect(text.match(/✗ not met/g)).toHaveLength(8);
    expect(text).toContain("✗ not met  600 operations built in under 6 s: 6.00 s");
  });

  it("does not call met what may be chance", () => {
    const text = goals(measurements({ reading: reading([100, 100, 100], [900, 900, 400]) }));
    expect(text).toContain("✗ not met  First paint at least 5 times sooner than redocly, inline: 9.00 times (");
  });

  it("compares round by round", () => {
    // Five times as slow in each round, though the machine slowed down threefold in between.
    const text = goals(measurements({ reading: reading([10, 30, 30], [50, 150, 150]) }));
    expect(text).toContain(
      "✓ met      First paint at least 5 times sooner than redocly, inline: 5.00 times (5.00–5.00)",
    );
  });

  it("tells a field on the screen from one to scroll to and one to click for", () => {
    const fields = {
      body: { reached: "rendered" as const, milliseconds: [1500] },
      response: { reached: "never" as const, milliseconds: [] },
    };
    const cells = cellsOf(table(measurements({ reading: each({ paint: [100], fields }) })), "Scalar");
    expect(cells.slice(3, 6)).toEqual(["100 (100–100)", "1,500 (1,500–1,500) ↓", "never"]);
  });

  it("has a row for each reference and each size", () => {
    expect(table(measurements({})).split("\n")).toHaveLength(3 + contenders.length);
    expect(cellsOf(growthTable(measurements({})), "75")).toEqual(["0.60", "8", "8.0", "100"]);
  });
});

describe("what is counted", () => {
  it("takes each name no more often than there are fields of it", () => {
    expect(inCommon(["id", "name", "id", "id", "seed"], ["id", "id", "name", "rank"])).toBe(3);
  });

  it("fits no power where a larger site cost less", () => {
    const cheaper = growth((operations) => ({ seconds: 1 / operations, peakBytes: operations }));
    expect(growthTable(measurements({ growth: cheaper }))).toContain("exponents   time n/a   memory 1.00");
  });
});

/** The cells of the row that starts with a name. */
function cellsOf(text: string, name: string): string[] {
  const row = text.split("\n").find((line) => line.startsWith(`  ${name}  `)) ?? "";
  return row
    .slice(name.length + 2)
    .trim()
    .split(/ {3,}/);
}

const loading: Loading = { bytes: 60_000, requests: 3, unanswered: 0, scriptBytes: 9000, fieldsWithoutScript: 229 };

function measurements(given: Partial<Measurements>): Measurements {
  return {
    loading: each(loading),
    reading: reading([100, 100, 100], [500, 500, 500]),
    accessibility: each({ light: 0, dark: 0 }),
    builds: { ours: [0.9], oursWarm: [0.5], redocInline: [1], redocDefault: [1] },
    reloads: [299],
    growth: growth((operations) => ({
      seconds: 0.01 + (operations - 1) / 125,
      peakBytes: 2 ** 20 + (operations - 1) * 102_400,
    })),
    fields: 229,
    slowdown: 4,
    limit: 10_000,
    load: 0,
    ...given,
  };
}

function growth(cost: (operations: number) => { seconds: number; peakBytes: number }): Measurements["growth"] {
  return [1, 75, 150, 300, 600].map((operations) => ({ operations, ...cost(operations) }));
}

function reading(ours: number[], redocInline: number[]): Measurements["reading"] {
  const fields = { reached: "onScreen" as const, milliseconds: ours };
  const times = (paint: number[]): ReadingTimes => ({ paint, fields: { body: fields, response: fields } });
  return { ...each(times(ours)), redocInline: times(redocInline) };
}

function each<Value>(value: Value): Record<ContenderKey, Value> {
  return { ours: value, redocInline: value, redocDefault: value, scalar: value, swagger: value };
}
