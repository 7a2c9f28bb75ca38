import { arch, availableParallelism, cpus, platform, release } from "node:os";
import { styleText } from "node:util";
import { growthExponent, median, medianInterval, percentile, spread } from "../statistics.ts";
import { type CommandName, fourTools } from "./commands.ts";
import type { SizeCosts } from "./measure-growth.ts";
import { type StepName, steps } from "./steps.ts";

/** All that one run measured. */
export interface Measurements {
  /** From a save to the files on disk, in milliseconds. */
  saves: readonly number[];
  /** Seconds, one number for each round. */
  commands: Readonly<Record<CommandName, readonly number[]>>;
  growth: readonly SizeCosts[];
  /** How many processes wanted to run when it began: above 0, other work slowed it. */
  load: number;
}

export const stepNames: Record<StepName, string> = {
  read: "read and lint",
  types: "types",
  operations: "client",
  validators: "validators",
};

const commandNames: [group: string, rows: [name: CommandName | "four", text: string][]][] = [
  [
    "pnpm generate",
    [
      ["cold", "cold: nothing in turbo's cache"],
      ["cached", "nothing to do"],
      ["npx", "nothing to do, through npx"],
    ],
  ],
  [
    "Both lints, types and client",
    [
      ["types and client", "this machinery, without pnpm and turbo"],
      ["uncompiled", "the same the first time: nothing compiled yet"],
    ],
  ],
  [
    "Both lints, types and reference",
    [
      ["whole", "this machinery, and the client, in one process"],
      ["four", "the four tools, one after another"],
      ["openapi-typescript", "  openapi-typescript"],
      ["redocly lint", "  redocly lint"],
      ["spectral lint", "  spectral lint"],
      ["redocly build-docs", "  redocly build-docs"],
    ],
  ],
  [
    "Types and client by others, without lint",
    [
      ["hey-api", "hey-api 0.99"],
      ["orval", "orval 8, fetch"],
      ["openapi-typescript alone", "openapi-typescript 7, types alone"],
    ],
  ],
];

const saveGoals = { median: 100, p95: 250 };
const cachedGoal = 0.5;
const timesFourGoal = 0.5;
const exponentGoal = 1.1;
/** Below so many operations, what a process does once takes most of the time. */
const large = 100;

/** The tables of a run, as text. */
export function tables(measured: Measurements): string {
  return [savesTable(measured.saves), commandsTable(measured), growthTable(measured.growth)].join("\n\n");
}

function savesTable(saves: readonly number[]): string {
  return table([
    ["A save, until types and client are on disk", "median", "95 of 100", "slowest"],
    [
      `${saves.length} edits in pnpm dev, ms`,
      withHalf(saves, 0),
      percentile(saves, 0.95).toFixed(0),
      Math.max(...saves).toFixed(0),
    ],
  ]);
}

function commandsTable({ commands }: Measurements): string {
  const rows = commandNames.flatMap(([group, names]) => [
    [group, ""],
    ...names.map(([name, text]) => [`  ${text}`, withHalf(name === "four" ? sumOfFour(commands) : commands[name], 2)]),
  ]);
  return table([["Commands", "seconds"], ...rows]);
}

function growthTable(growth: readonly SizeCosts[]): string {
  const header = ["Operations", ...steps.flatMap((step) => [`${stepNames[step]}, ms`, "peak, MB"])];
  const rows = growth.map(({ operations, costs }) => [
    operations.toLocaleString("en-US"),
    ...steps.flatMap((step) => [
      withHalf(timesOf(costs[step]), 0),
      (median(costs[step].map(({ peak }) => peak)) / 2 ** 20).toFixed(0),
    ]),
  ]);
  const exponents = (title: string, sizes: readonly SizeCosts[]) =>
    sizes.length < 2 ? [] : [[title, ...steps.flatMap((step) => [exponentOf(step, sizes).toFixed(2), ""])]];
  return table([
    header,
    ...rows,
    ...exponents("exponent", growth),
    ...exponents(`from ${large} on`, growth.filter(isLarge)),
  ]);
}

/** How to read the tables, and the machine that they come from. */
export function legend({ load }: Measurements): string {
  const [cpu] = cpus();
  return [
    "The median, and in brackets the middle half. A save: seeded edits of spec/openapi.yaml, one when all is done for the one",
    "before. Commands run in turns on this description. Growth: made descriptions, each step in a process of its own that has",
    "run nothing before; the peak is that of the whole process. Exponent: of the power of the number of operations that the",
    "time grows with, by least squares through the logarithms.",
    "",
    `${cpu?.model.trim()} · ${availableParallelism()} cores · ${platform()} ${release()} ${arch()} · Node ${process.versions.node} · load ${load.toFixed(1)} before`,
  ]
    .map((line) => styleText("dim", `  ${line}`))
    .join("\n");
}

/**
 * Each goal with what was measured, and whether it is met. A ratio of times meets its goal where the whole interval that
 * its median lies in does: what may be chance is not met.
 */
export function goals({ saves, commands, growth }: Measurements): string {
  const p95 = percentile(saves, 0.95);
  const cached = median(commands.cached);
  const exponents = steps.map((step) => {
    const found = [growth, growth.filter(isLarge)]
      .filter((sizes) => sizes.length > 1)
      .map((sizes) => exponentOf(step, sizes));
    const exponent = Math.max(...found);
    return goal(
      exponent <= exponentGoal,
      `Time of ${stepNames[step]} grows with at most the power ${exponentGoal} of the operations`,
      exponent.toFixed(2),
    );
  });
  return [
    goal(
      median(saves) <= saveGoals.median,
      `Half of the saves on disk in ${saveGoals.median} ms`,
      `${median(saves).toFixed(0)} ms`,
    ),
    goal(p95 <= saveGoals.p95, `95 of 100 saves on disk in ${saveGoals.p95} ms`, `${p95.toFixed(0)} ms`),
    goal(cached <= cachedGoal, `pnpm generate with nothing to do in ${cachedGoal} s`, `${cached.toFixed(2)} s`),
    timesFour("pnpm generate, cold", commands.cold, commands),
    timesFour("All that the four tools do, in one cold process", commands.whole, commands),
    ...exponents,
  ].join("\n");
}

function timesFour(what: string, times: readonly number[], commands: Measurements["commands"]): string {
  const four = sumOfFour(commands);
  // Round by round: what slowed a round slowed both.
  const ratios = times.map((time, round) => time / (four[round] ?? Number.NaN));
  const [low, high] = medianInterval(ratios);
  const found = `${median(ratios).toFixed(2)} × their time (${low.toFixed(2)}–${high.toFixed(2)})`;
  return goal(high <= timesFourGoal, `${what}, in half the time of the four tools`, found);
}

function goal(met: boolean, what: string, found: string): string {
  const mark = met ? styleText("green", "✓ met    ") : styleText("red", "✗ not met");
  return `  ${mark}  ${what}: ${found}`;
}

function sumOfFour(commands: Measurements["commands"]): number[] {
  return commands.cold.map((_, round) =>
    fourTools.reduce((sum, tool) => sum + (commands[tool][round] ?? Number.NaN), 0),
  );
}

function isLarge({ operations }: SizeCosts): boolean {
  return operations >= large;
}

function exponentOf(step: StepName, sizes: readonly SizeCosts[]): number {
  return growthExponent(sizes.map(({ operations, costs }) => ({ x: operations, y: median(timesOf(costs[step])) })));
}

function timesOf(costs: readonly { milliseconds: number }[]): number[] {
  return costs.map(({ milliseconds }) => milliseconds);
}

function withHalf(values: readonly number[], digits: number): string {
  const { low, median, high } = spread(values);
  return `${median.toFixed(digits)} (${low.toFixed(digits)}–${high.toFixed(digits)})`;
}

/** Rows as lines: the first column to the left, the others to the right, a rule under the first row. */
function table(rows: readonly (readonly string[])[]): string {
  const columns = rows[0]?.length ?? 0;
  const widths = Array.from({ length: columns }, (_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
  const [header = "", ...lines] = rows.map((row) =>
    row
      .map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
      .join("   ")
      .trimEnd(),
  );
  const width = widths.reduce((sum, width) => sum + width + 3, -3);
  return [styleText("bold", header), styleText("dim", "─".repeat(width)), ...lines]
    .map((line) => `  ${line}`)
    .join("\n");
}
