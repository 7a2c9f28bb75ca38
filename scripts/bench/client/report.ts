import { arch, availableParallelism, cpus, platform, release } from "node:os";
import { styleText } from "node:util";
import { median, medianInterval, spread } from "../statistics.ts";
import { baseline, clients, own, type ProgramName } from "./clients.ts";
import type { Compiler, TypeCost } from "./measure-types.ts";
import type { Times } from "./time-calls.ts";

/** All that one run measured. */
export interface Measurements {
  /** Bytes, minified and gzipped. */
  bundles: ReadonlyMap<ProgramName, number>;
  overHttp: Times;
  inProcess: Times;
  types: ReadonlyMap<ProgramName, Record<Compiler, TypeCost>>;
  /** Bytes. */
  kept: ReadonlyMap<ProgramName, number>;
  /** After how many calls. */
  keptAfter: number;
  /** How many processes wanted to run when it began: above 0, other work slowed it. */
  load: number;
}

/** What the bundle is to be at most, in bytes, and what it is to be as long as its code reads well: goals, whatever `pnpm size` allows. */
const bundleGoals = [5000, 4000];
/** How much longer than bare fetch a call may take in process. */
const timesFetchGoal = 1.1;
/** What shows as 1.00 is not faster. */
const fasterThan = 0.99;

/** The table of a run, as text. */
export function table(measured: Measurements): string {
  const columns: [group: string, name: string, cell: (program: ProgramName) => string][] = [
    ["bundle", "bytes", (program) => count(measured.bundles.get(program))],
    ["over HTTP", "µs a call", (program) => microseconds(measured.overHttp[program])],
    ["", "× fetch", (program) => timesFetch(measured.overHttp, program).toFixed(2)],
    ["in process", "µs a call", (program) => microseconds(measured.inProcess[program])],
    ["", "× fetch", (program) => timesFetch(measured.inProcess, program).toFixed(2)],
    ["tsc 7.0", "s", (program) => seconds(measured.types.get(program)?.["7.0"])],
    ["tsc 5.9", "s", (program) => seconds(measured.types.get(program)?.["5.9"])],
    ["", "instantiations", (program) => count(measured.types.get(program)?.["5.9"].instantiations)],
    ["memory kept", "bytes", (program) => count(measured.kept.get(program))],
  ];
  const rows = [
    ["", ...columns.map(([group]) => group)],
    ["", ...columns.map(([, name]) => name)],
    ...clients.map(({ name, program }) => [name, ...columns.map(([, , cell]) => cell(program))]),
  ];
  const widths = rows[0]?.map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0))) ?? [];
  const lines = rows.map((row) =>
    row.map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0))).join("   "),
  );
  const [groups = "", names = "", ...body] = lines;
  const ownRow = clients.findIndex(({ program }) => program === own);
  return [
    styleText("bold", groups),
    styleText("dim", names),
    styleText("dim", "─".repeat(names.length)),
    ...body.map((line, at) => (at === ownRow ? styleText("bold", line) : line)),
  ]
    .map((line) => `  ${line}`)
    .join("\n");
}

/** How to read the table, and the machine that it comes from. */
export function legend({ keptAfter, load }: Measurements): string {
  const [cpu] = cpus();
  return [
    "bundle: a program that updates one model, minified and gzipped (esbuild). Times: the median and the middle half of",
    "the rounds; × fetch: the median of each round's ratio. Over HTTP: node:http on 127.0.0.1. In process: the sandbox's",
    `fetch. tsc: the compiler's own total. Memory: what ${count(keptAfter)} calls add to the heap and no collection frees.`,
    "In a goal's brackets: where the median ratio lies, in 19 of 20 runs.",
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
export function goals({ bundles, inProcess, overHttp }: Measurements): string {
  const bundle = bundles.get(own) ?? Number.NaN;
  const atMost = (limit: number) => goal(bundle <= limit, `Bundle of at most ${count(limit)} B`, `${count(bundle)} B`);
  const faster = (what: string, times: Times, other: ProgramName, limit: number) => {
    const ratios = pairedRatios(times, own, other);
    const [low, high] = medianInterval(ratios).map((ratio) => ratio.toFixed(2));
    return goal(Number(high) <= limit, what, `${median(ratios).toFixed(2)} × its time (${low}–${high})`);
  };

  const lines = [
    ...bundleGoals.map(atMost),
    faster(`In process at most ${timesFetchGoal} × the time of fetch`, inProcess, baseline, timesFetchGoal),
  ];
  for (const { name, program } of clients.filter(({ program, retries }) => retries && program !== own)) {
    const size = bundles.get(program) ?? Number.NaN;
    lines.push(
      goal(bundle < size, `Bundle smaller than that of ${name}, which retries too`, `${count(size)} B`),
      faster(`In process faster than ${name}`, inProcess, program, fasterThan),
      faster(`Over HTTP faster than ${name}`, overHttp, program, fasterThan),
    );
  }
  return lines.join("\n");
}

function goal(met: boolean, what: string, found: string): string {
  const mark = met ? styleText("green", "✓ met    ") : styleText("red", "✗ not met");
  return `  ${mark}  ${what}: ${found}`;
}

function timesFetch(times: Times, program: ProgramName): number {
  return median(pairedRatios(times, program, baseline));
}

/** Compares two programs round by round: what slowed a round slowed both. */
function pairedRatios(times: Times, program: ProgramName, other: ProgramName): number[] {
  const others = times[other] ?? [];
  return (times[program] ?? []).map((time, round) => time / (others[round] ?? Number.NaN));
}

function microseconds(times: readonly number[] = []): string {
  const { low, median, high } = spread(times);
  return `${median.toFixed(0)} (${low.toFixed(0)}–${high.toFixed(0)})`;
}

function seconds(cost: TypeCost | undefined): string {
  return cost ? cost.seconds.toFixed(2) : "–";
}

function count(value: number | undefined): string {
  return value === undefined ? "–" : value.toLocaleString("en-US");
}
