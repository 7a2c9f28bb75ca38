import { relative, sep } from "node:path";
import type { WriteStream } from "node:tty";
import { styleText } from "node:util";

export interface Place {
  /** Path of the file relative to the working directory, with forward slashes. */
  file: string;
  /** Line and column count from 1. A whole file is at 1:1. */
  line: number;
  column: number;
  /** The text of that line. */
  excerpt?: string;
}

/** One thing that is wrong with a description. */
export interface Problem extends Place {
  severity: "error" | "warning";
  /** The name of the broken rule in Redocly, Spectral or this package, or the kind of a generator's warning. */
  rule: string;
  message: string;
  /** The operation that it is about, if there is one: `GET /models`. */
  operation?: string;
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
  return [...unique.values()].sort(compare);
}

function compare(a: Problem, b: Problem): number {
  return (
    compareText(a.file, b.file) ||
    a.line - b.line ||
    a.column - b.column ||
    compareText(a.rule, b.rule) ||
    compareText(a.message, b.message)
  );
}

/** Unlike `localeCompare`, the same on every machine. */
function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** With more errors than this, the lines of source would crowd out the messages. */
const MAX_EXCERPTS = 20;
const MAX_EXCERPT_LENGTH = 100;
/** The narrowest column, in characters, into which messages are broken. */
const MIN_WIDTH = 30;
/** How many places of one warning, and how many different warnings of one kind, are shown. */
const MAX_PLACES = 3;
const MAX_OF_A_KIND = 4;

/** What is printed as one: an error, or warnings that say the same. */
interface Entry {
  first: Problem;
  message: string;
  /** A dim line below: the source of an error, or what and where else a warning is about. */
  below?: string;
}

/**
 * Lays out problems for a terminal, grouped by file: a line for each, below each error the line of source, and at the
 * end a count. Warnings that say the same are one entry with its first places. It is coloured if `stream` shows colours
 * (NO_COLOR is respected), and as wide as `stream` if that is a terminal.
 */
export function formatProblems(problems: readonly Problem[], stream: WriteStream = process.stdout): string {
  const paint = (style: Parameters<typeof styleText>[0], text: string) => styleText(style, text, { stream });
  const errors = problems.filter(({ severity }) => severity === "error");
  const warnings = problems.filter(({ severity }) => severity === "warning");
  const entries = [
    ...errors.map((first): Entry => {
      const { message, excerpt } = first;
      const isShown = excerpt !== undefined && errors.length <= MAX_EXCERPTS;
      return { first, message, ...(isShown && { below: shorten(excerpt, first.column) }) };
    }),
    ...groupWarnings(warnings),
  ].sort((a, b) => compare(a.first, b.first));
  const placeWidth = Math.max(0, ...entries.map(({ first }) => placeOf(first).length));
  const ruleWidth = Math.max(0, ...entries.map(({ first }) => first.rule.length));
  const indent = placeWidth + ruleWidth + 8;

  const files = [...new Set(entries.map(({ first }) => first.file))];
  const blocks = files.map((file) => {
    const lines = [paint("underline", file)];
    for (const { first, message, below } of entries.filter(({ first }) => first.file === file)) {
      const mark = first.severity === "error" ? paint("red", "✗") : paint("yellow", "!");
      const place = placeOf(first).padStart(placeWidth);
      const text = wrap(message, stream.columns - indent).join(`\n${" ".repeat(indent)}`);
      lines.push(`  ${mark} ${place}  ${paint("dim", first.rule.padEnd(ruleWidth))}  ${text}`);
      if (below !== undefined) lines.push(" ".repeat(indent) + paint("dim", `│ ${below}`));
    }
    return lines.join("\n");
  });
  const counts = [count(errors.length, "error"), count(warnings.length, "warning")].filter((text) => text !== "");
  const allFiles = new Set(problems.map(({ file }) => file)).size;
  const total = counts.length === 0 ? "0 problems" : `${counts.join(" and ")} in ${count(allFiles, "file")}`;
  return [...blocks, paint("bold", total)].join("\n\n");
}

/** One entry for all warnings that say the same. If those of one rule say too many different things, one for the rest. */
function groupWarnings(warnings: readonly Problem[]): Entry[] {
  const ofEachRule = Map.groupBy(warnings, ({ rule }) => rule).values();
  return [...ofEachRule].flatMap((ofRule) => {
    const groups = [...Map.groupBy(ofRule, ({ message }) => message).values()];
    const isMany = groups.length > MAX_OF_A_KIND + 1;
    const shown = isMany ? groups.slice(0, MAX_OF_A_KIND) : groups;
    const rest = isMany ? groups.slice(MAX_OF_A_KIND).flat().sort(compare) : [];
    return [...shown.flatMap((group) => entryOf(group, "times")), ...entryOf(rest, "more like these, such as")];
  });
}

function entryOf([first, ...others]: readonly Problem[], words: string): Entry[] {
  if (first === undefined) return [];
  const own = first.operation === undefined ? [] : [first.operation];
  if (others.length === 0) return [{ first, message: first.message, ...(own[0] && { below: own[0] }) }];
  const shown = others.slice(0, MAX_PLACES).map((problem) => {
    const place = problem.file === first.file ? placeOf(problem) : `${problem.file}:${placeOf(problem)}`;
    return problem.operation === undefined ? place : `${problem.operation} (${place})`;
  });
  const more = others.length - shown.length;
  const also = `also at ${shown.join(", ")}${more > 0 ? ` and ${more.toLocaleString("en")} more` : ""}`;
  const message = `${(others.length + 1).toLocaleString("en")} ${words}: ${first.message}`;
  return [{ first, message, below: [...own, also].join(", ") }];
}

function placeOf({ line, column }: Place): string {
  return `${line}:${column}`;
}

/** Breaks a text into lines, unless the width is unknown (NaN), as it is outside of a terminal, or too narrow to read. */
function wrap(text: string, width: number): string[] {
  if (!(width >= MIN_WIDTH)) return [text];
  return text.match(new RegExp(`\\S(?:.{0,${width - 1}}(?= |$)|\\S*)`, "g")) ?? [text];
}

/** A line without the space around it. Of a long one, such as a whole file in one line, the part at a column. */
function shorten(line: string, column: number): string {
  const text = line.trim();
  if (text.length <= MAX_EXCERPT_LENGTH) return text;
  const isLater = column > MAX_EXCERPT_LENGTH / 2;
  const part = isLater ? `…${line.slice(column - 1)}` : text;
  return part.length > MAX_EXCERPT_LENGTH ? `${part.slice(0, MAX_EXCERPT_LENGTH - 1)}…` : part;
}

/** `2 errors`, `1 error`, or nothing for none. */
function count(number: number, noun: string): string {
  return number === 0 ? "" : `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;
}
