import { arch, availableParallelism, cpus, platform, release } from "node:os";
import { styleText } from "node:util";
import { growthExponent, median, medianInterval, spread } from "../statistics.ts";
import { type ContenderKey, contenders, own, rival } from "./contenders.ts";
import type { Theme } from "./measure-accessibility.ts";
import type { BuildTimes, Growth } from "./measure-builds.ts";
import type { Loading } from "./measure-loading.ts";
import type { FieldTimes, ReadingTimes } from "./time-reading.ts";

/** All that one run measured. */
export interface Measurements {
  loading: Readonly<Record<ContenderKey, Loading>>;
  reading: Readonly<Record<ContenderKey, ReadingTimes>>;
  accessibility: Readonly<Record<ContenderKey, Record<Theme, number>>>;
  builds: BuildTimes;
  /** From a save until the open pages load the new ones, in milliseconds. */
  reloads: readonly number[];
  /** The first is the smallest there can be; it tells what any site costs. */
  growth: readonly Growth[];
  /** How many fields the operation has. */
  fields: number;
  /** How many times slower than it is the CPU was made. */
  slowdown: number;
  /** How long a field was waited for after the first paint, in milliseconds. */
  limit: number;
  /** How many processes wanted to run when it began: above 0, other work slowed it. */
  load: number;
}

/** Bytes of an operation's page, gzipped, with all that it loads. */
const bytesGoal = 60_000;
/** How many times sooner than Redoc's the page is to be painted. */
const soonerGoal = 5;
/** Seconds to build the site of this description, and of the largest. */
const buildGoal = 1;
const largestBuildGoal = 6;
/** Milliseconds from a save to the reload of the open page. */
const reloadGoal = 300;
/** What shows as 1.1 is still linear: memory is not measured exactly. */
const exponentGoal = 1.1;

/** What the pages of each cost their readers, as text. */
export function table(measured: Measurements): string {
  const { loading, reading, accessibility, builds } = measured;
  const columns: [group: string, name: string, cell: (key: ContenderKey) => string][] = [
    ["load", "kB", (key) => kilobytes(loading[key].bytes)],
    ["", "requests", (key) => requests(loading[key])],
    ["", "JS kB", (key) => kilobytes(loading[key].scriptBytes)],
    ["first paint", "ms", (key) => milliseconds(reading[key].paint)],
    ["body field", "ms", (key) => fieldTime(reading[key].fields.body)],
    ["response field", "ms", (key) => fieldTime(reading[key].fields.response)],
    ["no JS", "fields", (key) => count(loading[key].fieldsWithoutScript)],
    ["axe", "light", (key) => count(accessibility[key].light)],
    ["", "dark", (key) => count(accessibility[key].dark)],
    ["build", "s", (key) => buildTime(builds, key)],
  ];
  const ownRow = contenders.findIndex(({ key }) => key === own);
  return grid(
    ["", ...columns.map(([group]) => group)],
    ["", ...columns.map(([, name]) => name)],
    contenders.map(({ name, key }) => [name, ...columns.map(([, , cell]) => cell(key))]),
    ownRow,
  );
}

/** What the site costs to build, by the size of the description. */
export function growthTable({ growth, builds }: Measurements): string {
  const [smallest] = growth;
  const each = (size: Growth, cost: "seconds" | "peakBytes") => {
    const { x: operations, y: added } = beyond(size, smallest ?? size, cost);
    return added / operations;
  };
  const rows = growth.map((size) => [
    count(size.operations),
    size.seconds.toFixed(2),
    mebibytes(size.peakBytes),
    smallest === size ? "–" : (each(size, "seconds") * 1000).toFixed(1),
    smallest === size ? "–" : count(Math.round(each(size, "peakBytes") / 1024)),
  ]);
  return [
    grid(["this site", "build", "peak", "each", "each"], ["operations", "s", "MiB", "ms", "KiB"], rows),
    "",
    `  exponents   time ${power(growth, "seconds")}   memory ${power(growth, "peakBytes")}`,
    `  this description, again in the same process   ${seconds(builds.oursWarm)} s`,
  ].join("\n");
}

/** How to read the tables, and the machine that they come from. */
export function legend({ fields, slowdown, limit, load }: Measurements): string {
  const [cpu] = cpus();
  return [
    "load: an operation's page and all that it loads into an empty cache, gzipped; JS: scripts in files and in the page. In",
    "brackets: requests to hosts that cannot be reached from here, for fonts or a logo; their bytes are not counted.",
    `Times: the median and the middle half of the rounds; the CPU slowed ${slowdown} times, the server on this machine: what a`,
    "network adds for each byte is not in them. Fields: from following a link to parameters.learningRate of the body, or to",
    "uiConfig.resolutionComponent.presets.width of the response, until it is on the screen. ↓: until it is in the page; the",
    `reader still has to scroll to it. never: not within ${limit / 1000} s of the first paint; the reader has to click.`,
    `no JS: how many of the ${fields} fields stand in the page with JavaScript off and native disclosures opened: in this site`,
    "elements marked as a field; elsewhere any text that is such a name, even in an introduction. axe: elements that break a",
    "rule. build: a process of its own, from its start to its end, this site without the explorer; n/a: files are copied.",
    "redocly paints its introduction first, whatever the link; the field is what tells when the operation is there. Its",
    "default page has its script on a CDN: the command's own copy, with the hash that the page wants, answers for it.",
    "each: what an operation adds to the smallest site; the exponents are of that, 1 being linear. peak: of the process,",
    "without processes that it starts.",
    "",
    `${cpu?.model.trim()} · ${availableParallelism()} cores · ${platform()} ${release()} ${arch()} · Node ${process.versions.node} · load ${load.toFixed(1)} before`,
  ]
    .map((line) => styleText("dim", `  ${line}`))
    .join("\n");
}

/**
 * Each goal with what was measured, and whether it is met. The first paint is compared round by round, and sooner only
 * where the whole interval that the median ratio lies in is: what may be chance is not met.
 */
export function goals({ loading, reading, accessibility, builds, reloads, growth, fields }: Measurements): string {
  const { bytes, fieldsWithoutScript } = loading[own];
  const { light, dark } = accessibility[own];
  const paint = timesSooner(reading[own].paint, reading[rival].paint);
  const field = timesSooner(reading[own].fields.body.milliseconds, reading[rival].fields.body.milliseconds);
  const build = median(builds.ours);
  const largest = growth.at(-1);
  const memory = power(growth, "peakBytes");
  const operations = count(largest?.operations ?? 0);
  return [
    goal(bytes <= bytesGoal, `Page of at most ${count(bytesGoal)} B with all it loads`, `${count(bytes)} B`),
    goal(
      fieldsWithoutScript === fields,
      `All ${fields} fields without JavaScript`,
      `${fieldsWithoutScript} (redocly, inline: ${loading[rival].fieldsWithoutScript})`,
    ),
    goal(
      paint.low >= soonerGoal,
      `First paint at least ${soonerGoal} times sooner than redocly, inline`,
      `${paint.text}; the linked field of the body ${field.text}`,
    ),
    goal(light + dark === 0, "No axe violation in either theme", `${light} light, ${dark} dark`),
    goal(build < buildGoal, `Built in under ${buildGoal} s`, `${build.toFixed(2)} s`),
    goal(
      median(reloads) < reloadGoal,
      `docs:dev reloads in under ${reloadGoal} ms after a save`,
      `${milliseconds(reloads)} ms`,
    ),
    goal(
      (largest?.seconds ?? Number.NaN) < largestBuildGoal,
      `${operations} operations built in under ${largestBuildGoal} s`,
      `${largest?.seconds.toFixed(2)} s`,
    ),
    goal(Number(memory) <= exponentGoal, `Memory linear: exponent at most ${exponentGoal}`, memory),
  ].join("\n");
}

/** Compares two pages round by round, as what slowed a round slowed both. `low` is the low end of the median's interval. */
function timesSooner(ours: readonly number[], theirs: readonly number[]): { low: number; text: string } {
  const ratios = ours.map((time, round) => (theirs[round] ?? Number.NaN) / time);
  const [low, high] = medianInterval(ratios);
  return { low, text: `${median(ratios).toFixed(2)} times (${low.toFixed(2)}–${high.toFixed(2)})` };
}

function grid(groups: string[], names: string[], rows: string[][], strong?: number): string {
  const all = [groups, names, ...rows];
  const widths = names.map((_, at) => Math.max(...all.map((row) => row[at]?.length ?? 0)));
  const line = (row: string[]) =>
    row.map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0))).join("   ");
  return [
    styleText("bold", line(groups)),
    styleText("dim", line(names)),
    styleText("dim", "─".repeat(line(names).length)),
    ...rows.map((row, at) => (at === strong ? styleText("bold", line(row)) : line(row))),
  ]
    .map((text) => `  ${text}`)
    .join("\n");
}

function goal(met: boolean, what: string, found: string): string {
  const mark = met ? styleText("green", "✓ met    ") : styleText("red", "✗ not met");
  return `  ${mark}  ${what}: ${found}`;
}

/** The exponent of what a description costs beyond the smallest one. */
function power(growth: readonly Growth[], cost: "seconds" | "peakBytes"): string {
  const [smallest, ...larger] = growth;
  const fitted = growthExponent(larger.map((size) => beyond(size, smallest ?? size, cost)));
  // Where chance made a larger one cheaper than the smallest, there is none.
  return Number.isFinite(fitted) ? fitted.toFixed(2) : "n/a";
}

/** By how much a description is larger than the smallest one, and its site costs more. */
function beyond(size: Growth, smallest: Growth, cost: "seconds" | "peakBytes"): { x: number; y: number } {
  return { x: size.operations - smallest.operations, y: size[cost] - smallest[cost] };
}

function requests({ requests, unanswered }: Loading): string {
  return unanswered > 0 ? `${requests} (${unanswered})` : count(requests);
}

function fieldTime({ reached, milliseconds: times }: FieldTimes): string {
  if (reached === "never") return "never";
  return `${milliseconds(times)}${reached === "rendered" ? " ↓" : ""}`;
}

function buildTime({ ours, redocInline, redocDefault }: BuildTimes, key: ContenderKey): string {
  const times: Partial<Record<ContenderKey, number[]>> = { ours, redocInline, redocDefault };
  const measured = times[key];
  return measured ? seconds(measured) : "n/a";
}

function milliseconds(times: readonly number[]): string {
  const { low, median, high } = spread(times);
  return `${count(Math.round(median))} (${count(Math.round(low))}–${count(Math.round(high))})`;
}

function seconds(times: readonly number[]): string {
  return median(times).toFixed(2);
}

function kilobytes(bytes: number): string {
  return (bytes / 1000).toFixed(1);
}

function mebibytes(bytes: number): string {
  return count(Math.round(bytes / 2 ** 20));
}

function count(value: number): string {
  return value.toLocaleString("en-US");
}
