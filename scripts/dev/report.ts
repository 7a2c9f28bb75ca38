import { styleText } from "node:util";
import { formatProblems } from "../spec/format-problems.ts";
import type { Problem } from "../spec/problem.ts";
import type { TypeCheck } from "./check-types.ts";
import type { WatchedChange } from "./watch.ts";

/** More than so many paths are counted. */
const MOST_PATHS = 3;

type Mark = "good" | "bad" | "none";

/** The block of one save, printed line by line as its steps end. */
export interface SaveReport {
  lint(problems: readonly Problem[], time: number): void;
  /** What changed, in the API's own words. */
  changes(lines: readonly string[]): void;
  /** `latency` counts from the save to the files on disk; `undefined` for what nobody saved. */
  files(written: readonly string[], time: number, latency: number | undefined): void;
  nothingWritten(): void;
  types(result: TypeCheck, time: number): void;
  follower(name: string, text: string, time: number): void;
  /** Something that should not fail did. */
  failure(step: string, error: unknown): void;
}

/** Opens a block, under the paths that changed. */
export function reportSave(changes: readonly WatchedChange[]): SaveReport {
  const paths = [...new Set(changes.map(({ path }) => path))];
  const named =
    paths.length > MOST_PATHS ? [...paths.slice(0, MOST_PATHS), `${paths.length - MOST_PATHS} more`] : paths;
  console.log(`\n  ${styleText("dim", timeOfDay())}  ${styleText("bold", named.join(", "))}`);
  return {
    lint(problems, time) {
      const errors = problems.some(({ severity }) => severity === "error");
      console.log(line(errors ? "bad" : "good", "lint", time, problems.length === 0 ? "0 problems" : ""));
      if (problems.length > 0) console.log(`\n${indented(formatProblems(problems))}\n`);
    },
    changes(lines) {
      for (const text of lines) console.log(continued(text));
    },
    files(written, time, latency) {
      const since = latency === undefined ? "" : `, ${milliseconds(latency)} after the save`;
      const found =
        written.length === 0 ? "unchanged: they are what the spec gives" : `${written.length} written${since}`;
      console.log(line(written.length === 0 ? "none" : "good", "files", time, found));
      for (const path of written) console.log(continued(path));
    },
    nothingWritten() {
      console.log(line("none", "files", undefined, "nothing was written"));
    },
    types(result, time) {
      if (!result) return;
      console.log(line(result.ok ? "good" : "bad", "types", time, result.ok ? "all that uses them compiles" : ""));
      if (!result.ok) console.log(`\n${indented(result.output)}\n`);
    },
    follower(name, text, time) {
      console.log(line("good", name, time, text));
    },
    failure(step, error) {
      console.log(line("bad", step, undefined, error instanceof Error ? error.message : String(error)));
      if (process.env["DEBUG"]) console.error(error);
    },
  };
}

function line(mark: Mark, step: string, time: number | undefined, text: string): string {
  const marks = { good: styleText("green", "✓"), bad: styleText("red", "✗"), none: styleText("dim", "·") };
  const took = time === undefined ? "" : milliseconds(time);
  return `  ${marks[mark]} ${step.padEnd(10)}${styleText("dim", took.padStart(9))}   ${text}`.trimEnd();
}

/** Text under that of a line. */
function continued(text: string): string {
  return `${" ".repeat(26)}${text}`;
}

function milliseconds(time: number): string {
  return `${time.toFixed(0)} ms`;
}

function timeOfDay(): string {
  return new Date().toLocaleTimeString("en-GB");
}

function indented(text: string): string {
  return text.replace(/^(?=.)/gm, "    ");
}
