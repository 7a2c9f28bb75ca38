/** One thing wrong with a description, at one place. */
export interface Problem {
  severity: "error" | "warning";
  /** Path of the file relative to the working directory, with forward slashes. */
  file: string;
  /** Line and column count from 1. A problem of the whole file stands at 1:1. */
  line: number;
  column: number;
  /** JSON pointer of the value as a URI fragment (`#/info/title`), where the problem is about one. */
  pointer?: string;
  /** Name of the rule that was broken, as Redocly or Spectral or this reader calls it. */
  rule: string;
  message: string;
  /** The line as it stands in the file, to show beside the message. */
  excerpt?: string;
}

/** The same problems sorted by place, each said once. */
export function tidyProblems(problems: readonly Problem[]): Problem[] {
  const unique = new Map(problems.map((problem) => [identity(problem), problem]));
  return [...unique.values()].sort(byPlace);
}

function identity({ file, line, column, rule, message }: Problem): string {
  return JSON.stringify([file, line, column, rule, message]);
}

function byPlace(a: Problem, b: Problem): number {
  return (
    compare(a.file, b.file) ||
    a.line - b.line ||
    a.column - b.column ||
    compare(a.rule, b.rule) ||
    compare(a.message, b.message)
  );
}

// Not localeCompare: the order must not depend on the machine's language.
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
