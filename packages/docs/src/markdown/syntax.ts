// Writes Markdown. None of the given text is interpreted as Markdown, except by `list` and `blocks`.

/** A code span. */
export function codeSpan(text: string): string {
  const line = text.replace(/\s*[\r\n\u2028\u2029]\s*/g, " ");
  const fence = "`".repeat(longestRun(line) + 1);
  const pad = /^`|`$|^ .* $/.test(line) || line === "" ? " " : "";
  return `${fence}${pad}${line}${pad}${fence}`;
}

/** A block of code. */
export function fence(code: string, language: string): string {
  const marks = "`".repeat(Math.max(3, longestRun(code) + 1));
  return `${marks}${language}\n${code}\n${marks}`;
}

/** Plain text on one line. */
export function inline(text: string): string {
  return text.replace(/\s+/g, " ").replace(/[\\`*_[\]<>#|~]/g, "\\$&");
}

export function list(items: string[]): string {
  return items.map((item) => `- ${item.replace(/\n(?=[^\n])/g, "\n  ")}`).join("\n");
}

/** Blocks, separated by empty lines. Missing and empty ones are left out. */
export function blocks(...parts: (string | false | undefined)[]): string {
  return parts.filter(Boolean).join("\n\n");
}

function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map(({ length }) => length));
}
