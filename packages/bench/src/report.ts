import { arch, availableParallelism, cpus, loadavg, platform } from "node:os";
import { styleText } from "node:util";

/** Runs a step of a benchmark. Its progress goes to standard error, so that the output holds the results alone. */
export async function measure<Result>(title: string, work: () => Promise<Result>): Promise<Result> {
  const start = performance.now();
  const result = await work();
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.error(styleText("dim", `  ${title.padEnd(48)}${seconds.padStart(6)} s`));
  return result;
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** The value that a share of all, from 0 to 1, does not exceed. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (sorted.length - 1) * share;
  const below = sorted[Math.floor(at)] ?? Number.NaN;
  const above = sorted[Math.ceil(at)] ?? Number.NaN;
  return below + (above - below) * (at % 1);
}

/** The median ratio of two series, round by round: whatever slowed a round slowed both. */
export function ratio(times: readonly number[], others: readonly number[]): number {
  return median(times.map((time, round) => time / (others[round] ?? Number.NaN)));
}

/** The exponent of the power of `x` that `y` grows with, by least squares through the logarithms. 1 is linear. */
export function growthExponent(points: readonly { x: number; y: number }[]): number {
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const x = points.map((point) => Math.log(point.x));
  const y = points.map((point) => Math.log(point.y));
  const [meanX, meanY] = [mean(x), mean(y)];
  const covariance = mean(x.map((value, index) => (value - meanX) * ((y[index] ?? 0) - meanY)));
  return covariance / mean(x.map((value) => (value - meanX) ** 2));
}

/** The median and, in brackets, all but the tails, which by default leave the middle half: `412 (398–430)`. */
export function spread(values: readonly number[], digits = 0, tail = 0.25): string {
  const [low, middle, high] = [tail, 0.5, 1 - tail].map((share) => quantile(values, share).toFixed(digits));
  return `${middle} (${low}–${high})`;
}

export function count(value: number): string {
  return Math.round(value).toLocaleString("en-US");
}

/** Rows under a heading: the first column to the left, the others to the right. */
export function table(heading: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = heading.map((_, at) => Math.max(...[heading, ...rows].map((row) => row[at]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    row.map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0))).join("   ");
  const head = line(heading);
  return [styleText("bold", head), styleText("dim", "─".repeat(head.length)), ...rows.map(line)]
    .map((text) => `  ${text}`)
    .join("\n");
}

/** A goal, and whether it is met by what was measured. */
export interface Goal {
  isMet: boolean;
  text: string;
}

export function goal(isMet: boolean, what: string, found: string): Goal {
  const mark = isMet ? styleText("green", "✓ met    ") : styleText("red", "✗ not met");
  return { isMet, text: `  ${mark}  ${what}: ${found}` };
}

/** The machine, with how many processes wanted to run: above 0 before a benchmark, other work slows it. */
export function machine(): string {
  const [load = 0] = loadavg();
  const cpu = cpus()[0]?.model.trim();
  return `${cpu} · ${availableParallelism()} cores · ${platform()} ${arch()} · Node ${process.versions.node} · load ${load.toFixed(1)} before`;
}

/**
 * Prints the result of a benchmark: its tables, how to read them, the machine, and the goals. The exit code says whether all
 * goals are met; that of a quick run does not.
 */
export function print(
  options: { quick: boolean },
  parts: { tables: string[]; notes: string[]; machine: string; goals: Goal[] },
): void {
  const { tables, notes, machine, goals } = parts;
  const dim = [...notes, "", machine].map((line) => styleText("dim", `  ${line}`)).join("\n");
  if (!options.quick && goals.some(({ isMet }) => !isMet)) process.exitCode = 1;
  if (options.quick) console.log("\n  Quick: this shows that it runs. Its times mean nothing.");
  console.log(`\n${[...tables, dim, goals.map(({ text }) => text).join("\n")].join("\n\n")}\n`);
}
