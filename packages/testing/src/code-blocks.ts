/** A block of code in a Markdown file. */
export interface CodeBlock {
  /** The nearest heading above, or the bold beginning of a paragraph. */
  heading: string;
  language: string;
  code: string;
}

/** Returns the code blocks of a Markdown file, in order. */
export function codeBlocks(markdown: string): CodeBlock[] {
  const blocks: CodeBlock[] = [];
  let heading = "";
  for (const [, title, lead, language, code] of markdown.matchAll(
    /^#+ ([^\n]+)$|^\*\*([^\n]+?)\.?\*\*|^```(\w*)[^\n]*\n(.*?)^```$/gms,
  )) {
    heading = title ?? lead ?? heading;
    if (code !== undefined) blocks.push({ heading, language: language ?? "", code });
  }
  return blocks;
}

/**
 * What a sample prints according to its comments: those at the end of a `console.log`, and those alone on the lines
 * below it. `…` stands for text that differs from run to run.
 */
export function printedBy(code: string): RegExp {
  const lines: string[] = [];
  let follows = false;
  for (const line of code.split("\n")) {
    const alone = /^ *\/\/ (.*)$/.exec(line)?.[1];
    const beside = /console\.log.* \/\/ (.*)$/.exec(line)?.[1];
    const text = beside ?? (follows ? alone : undefined);
    if (text !== undefined) lines.push(text);
    follows = line.includes("console.log") || (follows && alone !== undefined);
  }
  const patterns = lines.map((line) => `${line.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&").replaceAll("…", ".+")}\n`);
  return new RegExp(`^${patterns.join("")}$`);
}
