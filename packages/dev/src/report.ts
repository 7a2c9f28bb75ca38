// The lines that `pnpm dev` prints: a heading for each save, and a line for each step as it ends.
import { styleText } from "node:util";
import type { WatchedChange } from "./watch.ts";

/** More paths than this are counted instead of listed. */
const MOST_PATHS = 3;

const MARKS = { good: styleText("green", "✓"), bad: styleText("red", "✗"), none: styleText("dim", "·") };

/** The heading of a save: the time and the files that changed. */
export function printHeading(changes: readonly WatchedChange[]): void {
  const paths = [...new Set(changes.map(({ path }) => path))];
  const more = paths.length > MOST_PATHS ? [`${paths.length - MOST_PATHS} more`] : [];
  const named = [...paths.slice(0, MOST_PATHS), ...more].join(", ");
  const time = new Date().toLocaleTimeString("en-GB");
  console.log(`\n  ${styleText("dim", time)}  ${styleText("bold", named)}`);
}

/** A step and its outcome. `took` is in milliseconds. */
export function printStep(mark: keyof typeof MARKS, step: string, took: number | undefined, text: string): void {
  const time = took === undefined ? "" : milliseconds(took);
  console.log(`  ${MARKS[mark]} ${step.padEnd(10)}${styleText("dim", time.padStart(9))}   ${text}`.trimEnd());
}

/** A line below a step, in the column of its text. */
export function printDetail(text: string): void {
  console.log(`${" ".repeat(26)}${text}`);
}

/** Text of several lines, between empty lines. */
export function printBlock(text: string): void {
  console.log(`\n${text.replace(/^(?=.)/gm, "    ")}\n`);
}

/** A step that failed for another reason than the spec. */
export function printFailure(step: string, error: unknown): void {
  printStep("bad", step, undefined, error instanceof Error ? error.message : String(error));
  if (process.env["DEBUG"]) console.error(error);
}

export function milliseconds(time: number): string {
  return `${time.toFixed(0)} ms`;
}
