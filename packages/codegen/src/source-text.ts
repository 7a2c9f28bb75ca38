import type { OpenApiDocument } from "@repo/openapi";

/** A JSDoc comment of the given paragraphs, or nothing if all of them are empty. Text cannot end the comment. */
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

const list = new Intl.ListFormat("en-GB", { type: "conjunction" });

/** Texts as one: "a, b and c". */
export function textList(texts: string[]): string {
  return list.format(texts);
}

/**
 * Writes the characters as escapes that some readers take for the end of a line, or that reverse the direction of text.
 * In strings they mean the same; in comments they can no longer disguise code.
 */
export function visible(code: string): string {
  return code.replace(
    /[\u2028\u2029\u202A-\u202E\u2066-\u2069]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** The version of a description as a constant of a generated module. */
export function specVersion(document: OpenApiDocument): string {
  const comment = docComment(["The version of the description that this module was generated from."]);
  return `${comment}export const specVersion = ${JSON.stringify(document.info.version)};\n`;
}
