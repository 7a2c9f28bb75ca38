import { literally } from "./literally.ts";

/**
 * Whether a text states something: a number in any notation, or a name, in any case and in the plural. An identifier may be
 * written in words (`modelId`, “model ID”), and an abbreviation in full (UI, “user interface”).
 */
export function statesText(text: string, fact: string): boolean {
  if (/^-?\d+(?:\.\d+)?$/.test(fact)) {
    const numbers = text.match(/(?<![\w.])-?\d+(?:[.]\d+)?(?:e-?\d+)?/g) ?? [];
    return numbers.some((number) => Number(number) === Number(fact));
  }
  const word = fact.replace(/(?<=[A-Za-z]{2})s$/, "");
  const pattern = word
    .split(/(?<=[a-z])(?=[A-Z])/)
    .map(literally)
    .join("[ -]?");
  if (new RegExp(`(?<!\\w)${pattern}(?:s|es|ses)?(?!\\w)`, "i").test(text)) return true;
  return (
    /^[A-Z]{2,4}$/.test(word) &&
    new RegExp(`\\b${[...word].map((letter) => `${letter}[a-z]+`).join("[ -]")}`, "i").test(text)
  );
}

/** The numbers in a text that are not parts of names. */
export function numbersIn(text: string): number[] {
  return (text.match(/(?<![\w.-])-?\d+(?:\.\d+)?(?:e-?\d+)?(?![\w]|\.\d)/g) ?? []).map(Number);
}
