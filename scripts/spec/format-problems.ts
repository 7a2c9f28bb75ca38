import type { WriteStream } from "node:tty";
import { styleText } from "node:util";
import type { Problem } from "./problem.ts";

/** Past so many lines of source, they hide the messages more than they explain them. */
const maxExcerpts = 20;
const maxExcerptLength = 100;

/**
 * Problems as text for a terminal: by file, a line each, under an error the line of the file it is about, and a count
 * at the end. Coloured when `stream` is a terminal that shows colours (NO_COLOR is heeded). Ends without a line break.
 */
export function formatProblems(problems: readonly Problem[], stream: WriteStream = process.stdout): string {
  const paint = (style: Parameters<typeof styleText>[0], text: string) => styleText(style, text, { stream });
  const placeWidth = Math.max(0, ...problems.map((problem) => placeOf(problem).length));
  const ruleWidth = Math.max(0, ...problems.map(({ rule }) => rule.length));
  const showsExcerpts = problems.filter(({ severity }) => severity === "error").length <= maxExcerpts;

  const files = new Set(problems.map(({ file }) => file));
  const blocks = [...files].map((file) => {
    const lines = problems
      .filter((problem) => problem.file === file)
      .flatMap((problem) => {
        const mark = problem.severity === "error" ? paint("red", "✗") : paint("yellow", "!");
        const place = placeOf(problem).padStart(placeWidth);
        const line = `  ${mark} ${place}  ${paint("dim", problem.rule.padEnd(ruleWidth))}  ${problem.message}`;
        if (!showsExcerpts || problem.severity !== "error" || problem.excerpt === undefined) return [line];
        const margin = " ".repeat(placeWidth + ruleWidth + 8);
        return [line, margin + paint("dim", `│ ${excerptOf(problem.excerpt)}`)];
      });
    return [paint("underline", file), ...lines].join("\n");
  });
  return [...blocks, paint("bold", countOf(problems))].join("\n\n");
}

function placeOf({ line, column }: Problem): string {
  return `${line}:${column}`;
}

function excerptOf(line: string): string {
  const text = line.trim();
  return text.length > maxExcerptLength ? `${text.slice(0, maxExcerptLength - 1)}…` : text;
}

/** "2 errors and 1 warning in 2 files" */
function countOf(problems: readonly Problem[]): string {
  const errors = problems.filter(({ severity }) => severity === "error").length;
  const files = new Set(problems.map(({ file }) => file)).size;
  const counts = [
    ...(errors > 0 ? [plural(errors, "error")] : []),
    ...(errors < problems.length ? [plural(problems.length - errors, "warning")] : []),
  ];
  return counts.length === 0 ? "0 problems" : `${counts.join(" and ")} in ${plural(files, "file")}`;
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
