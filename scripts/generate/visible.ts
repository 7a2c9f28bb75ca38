/**
 * Code in which characters that end a line for some readers only, or turn the direction of text around, are written as
 * escapes. In strings they mean the same; in comments they can no longer make code look like something else.
 */
export function visible(code: string): string {
  return code.replace(
    /[\u2028\u2029\u202A-\u202E\u2066-\u2069]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
