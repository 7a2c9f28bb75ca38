// `pnpm bench:generate` runs, and its goals follow from what it measured. How fast a generation is, no test can tell.
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { CommandName } from "../bench/generate/commands.ts";
import { editsOf } from "../bench/generate/edits.ts";
import type { SizeCosts } from "../bench/generate/measure-growth.ts";
import { goals, type Measurements, tables } from "../bench/generate/report.ts";
import { growthExponent, percentile } from "../bench/statistics.ts";
import { root } from "../root.ts";
import { specFile } from "../spec-document.ts";
import { runNode } from "./workspace-copy.ts";

const script = join(root, "scripts/bench-generate.ts");

// With `pnpm test:soak`: it takes longer than what it shows is worth in every run.
describe.runIf(process.env["SOAK"])("pnpm bench:generate --quick", () => {
  it("measures saves, commands and growth, and draws a picture", { timeout: 600_000 }, async () => {
    const folder = await mkdtemp(join(tmpdir(), "plot-"));
    try {
      const plot = join(folder, "new/growth.svg");
      const { exitCode, stdout, stderr } = await runNode([script, "--quick", "--plot", plot], root);
      expect(exitCode, stderr).toBe(0);
      expect(stdout).toMatch(/3 edits in pnpm dev, ms +\d+ \(\d+–\d+\) +\d+ +\d+\n/);
      for (const name of ["cold", "nothing to do", "spectral lint", "hey-api", "orval", "openapi-typescript 7"]) {
        const row = stdout.split("\n").find((line) => line.trim().startsWith(name));
        expect(row, name).toMatch(/ \d+\.\d\d \(\d+\.\d\d–\d+\.\d\d\)$/);
      }
      for (const size of ["1", "10"])
        expect(stdout).toMatch(new RegExp(`^  ${size} ( +\\d+ \\(\\d+–\\d+\\) +\\d+){4}$`, "m"));
      expect(stdout).toMatch(/(✓ met|✗ not met) +Half of the saves on disk in 100 ms/);
      const svg = await readFile(plot, "utf8");
      expect(svg).toMatch(/^<svg /);
      for (const text of ["operations", "seconds", "read and lint", "validators"]) expect(svg).toContain(`>${text}<`);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  it("refuses options that it does not know", async () => {
    const { exitCode, stderr } = await runNode([script, "--fast"], root);
    expect(exitCode).toBe(1);
    expect(stderr).toContain("--fast");
  });
});

describe("the edits", () => {
  it("are the same for the same seed, differ from each other, and are small", async () => {
    const text = await readFile(specFile, "utf8");
    const edits = editsOf(text, 100, 1);
    expect(edits).toEqual(editsOf(text, 100, 1));
    expect(edits).not.toEqual(editsOf(text, 100, 2));
    expect(new Set([text, ...edits]).size).toBe(101);
    for (const edit of edits) expect(Math.abs(edit.length - text.length)).toBeLessThan(120);
    const count = (within: string, kind: RegExp) => within.split(kind).length;
    for (const kind of [/It was edited/, /edited\d+:/, /- edited-\d/, /deprecated: true/]) {
      expect(edits.some((edit) => count(edit, kind) > count(text, kind))).toBe(true);
    }
  });
});

describe("the report", () => {
  it("finds the exponent of a power", () => {
    const points = [1, 10, 100, 600].map((x) => ({ x, y: 3 * x ** 1.3 }));
    expect(growthExponent(points)).toBeCloseTo(1.3, 10);
  });

  it("knows a percentile", () => {
    expect(percentile([4, 1, 3, 2, 5], 0.5)).toBe(3);
    expect(
      percentile(
        Array.from({ length: 101 }, (_, at) => at),
        0.95,
      ),
    ).toBe(95);
  });

  it("says which goals are met", () => {
    const text = goals(measurements({}));
    expect(text).toContain("✓ met      Half of the saves on disk in 100 ms: 90 ms");
    expect(text).toContain("✓ met      pnpm generate with nothing to do in 0.5 s: 0.40 s");
    expect(text).toContain(
      "✓ met      pnpm generate, cold, in half the time of the four tools: 0.50 × their time (0.50–0.50)",
    );
    expect(text).not.toContain("✗");
  });

  it("says which are not", () => {
    const text = goals(
      measurements({
        saves: [90, 90, 400, 400],
        commands: { ...commands, cached: [0.6, 0.6], whole: [1.9, 2.1] },
        growth: [growthAt(10, 10), growthAt(100, 100), growthAt(1000, 100_000)],
      }),
    );
    expect(text).toContain("✗ not met  Half of the saves on disk in 100 ms: 245 ms");
    expect(text).toContain("✗ not met  95 of 100 saves on disk in 250 ms: 400 ms");
    expect(text).toContain("✗ not met  pnpm generate with nothing to do in 0.5 s: 0.60 s");
    // 0.5 at the median, which may be chance.
    expect(text).toMatch(
      /✗ not met {2}All that the four tools do, in one cold process, .*: 0.50 × their time \(0.4\d–0.5\d\)/,
    );
    // What is once paid hides in all sizes; from 100 operations on it does not.
    expect(text).toContain("✗ not met  Time of types grows with at most the power 1.1 of the operations: 3.00");
  });

  it("shows every size and every command", () => {
    const text = tables(measurements({}));
    for (const row of ["  10 ", "  100 ", "  exponent ", "redocly build-docs", "hey-api 0.99"])
      expect(text).toContain(row);
  });
});

const tool = [1, 1];
const commands: Record<CommandName, number[]> = {
  cold: [2, 2],
  uncompiled: [2, 2],
  cached: [0.4, 0.4],
  npx: [1, 1],
  whole: [2, 2],
  "openapi-typescript": tool,
  "redocly lint": tool,
  "spectral lint": tool,
  "redocly build-docs": tool,
  "types and client": tool,
  "hey-api": tool,
  orval: tool,
  "openapi-typescript alone": tool,
};

function growthAt(operations: number, milliseconds: number): SizeCosts {
  const cost = [{ milliseconds, peak: 2 ** 27 }];
  return { operations, costs: { read: cost, types: cost, operations: cost, validators: cost } };
}

function measurements(given: Partial<Measurements>): Measurements {
  return { saves: [80, 90, 95], commands, growth: [growthAt(10, 10), growthAt(100, 100)], load: 0, ...given };
}
