import { relative, sep } from "node:path";
import type { WriteStream } from "node:tty";
import { styleText } from "node:util";

/** One thing that is wrong with a description. */
export interface Problem {
  severity: "error" | "warning";
  /** Path of the file relative to the working directory, with forward slashes. */
  file: string;
  /** Line and column count from 1. A problem of the whole file is at 1:1. */
  line: number;
  column: number;
  /** The name of the broken rule in Redocly, Spectral or this package. */
  rule: string;
  message: string;
  /** The text of that line. */
  excerpt?: string;
}

/** The path of a file relative to the working directory, with forward slashes. */
export function displayPath(file: string): string {
  return relative(process.cwd(), file).replaceAll(sep, "/");
}

/** An error of a whole file. */
export function fileError(file: string, rule: string, message: string): Problem {
  return { severity: "error", file: displayPath(file), line: 1, column: 1, rule, message };
}

/** Sorts problems by file and place, and drops those that another linter has reported in the same words. */
export function sortProblems(problems: readonly Problem[]): Problem[] {
  const unique = new Map(
    problems.map((problem) => {
      const { file, line, column, rule, message } = problem;
      return [JSON.stringify([file, line, column, rule, message]), problem];
    }),
  );
  return [...unique.values()].sort(
    (a, b) =>
      compareText(a.file, b.file) ||
      a.line - b.line ||
      a.column - b.column ||
      compareText(a.rule, b.rule) ||
      compareText(a.message, b.message),
  );
}

/** Unlike `localeCompare`, the same on every machine. */
function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** With more errors than this, the lines of source would crowd out the messages. */
const MAX_EXCERPTS = 20;
const MAX_EXCERPT_LENGTH = 100;

/**
 * Lays out problems for a terminal, grouped by file: a line for each, below each error the line of source, and at the
 * end a count. It is coloured if `stream` shows colours (NO_COLOR is respected).
 */
export function formatProblems(problems: readonly Problem[], stream: WriteStream = process.stdout): string {
  const paint = (style: Parameters<typeof styleText>[0], text: string) => styleText(style, text, { stream });
  const placeOf = ({ line, column }: Problem) => `${line}:${column}`;
  const placeWidth = Math.max(0, ...problems.map((problem) => placeOf(problem).length));
  const ruleWidth = Math.max(0, ...problems.map(({ rule }) => rule.length));
  const errors = problems.filter(({ severity }) => severity === "error").length;

  const files = [...new Set(problems.map(({ file }) => file))];
  const blocks = files.map((file) => {
    const lines = [paint("underline", file)];
    for (const problem of problems.filter((problem) => problem.file === file)) {
      const { severity, rule, message, excerpt } = problem;
      const mark = severity === "error" ? paint("red", "✗") : paint("yellow", "!");
      lines.push(
        `  ${mark} ${placeOf(problem).padStart(placeWidth)}  ${paint("dim", rule.padEnd(ruleWidth))}  ${message}`,
      );
      if (excerpt !== undefined && severity === "error" && errors <= MAX_EXCERPTS) {
        lines.push(" ".repeat(placeWidth + ruleWidth + 8) + paint("dim", `│ ${shorten(excerpt.trim())}`));
      }
    }
    return lines.join("\n");
  });
  const counts = [count(errors, "error"), count(problems.length - errors, "warning")].filter((text) => text !== "");
  const total = counts.length === 0 ? "0 problems" : `${counts.join(" and ")} in ${count(files.length, "file")}`;
  return [...blocks, paint("bold", total)].join("\n\n");
}

function shorten(text: string): string {
  return text.length > MAX_EXCERPT_LENGTH ? `${text.slice(0, MAX_EXCERPT_LENGTH - 1)}…` : text;
}

/** `2 errors`, `1 error`, or nothing for none. */
function count(number: number, noun: string): string {
  return number === 0 ? "" : `${number} ${noun}${number === 1 ? "" : "s"}`;
}
