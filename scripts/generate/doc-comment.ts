/**
 * A JSDoc comment of the given paragraphs, empty ones left out; nothing where none is left. Text cannot end the comment.
 */
export function docComment(paragraphs: (string | false | undefined)[], indent = ""): string {
  const text = paragraphs
    .filter((paragraph): paragraph is string => Boolean(paragraph))
    .map((paragraph) => paragraph.trim())
    .join("\n\n")
    .replaceAll("*/", "*\\/");
  if (text === "") return "";
  const lines = text.split(/\r\n|[\n\r\u2028\u2029]/);
  if (lines.length === 1) return `${indent}/** ${text} */\n`;
  return `${indent}/**\n${lines.map((line) => `${indent} * ${line}`.trimEnd()).join("\n")}\n${indent} */\n`;
}
