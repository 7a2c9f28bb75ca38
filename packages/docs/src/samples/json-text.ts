/** A value as JSON over several lines, two spaces deep. */
export function jsonText(value: unknown): string {
  return escapeUnseen(JSON.stringify(value, null, 2) ?? "");
}

/** A text as a string literal of JSON, JavaScript and TypeScript. */
export function stringLiteral(text: string): string {
  return escapeUnseen(JSON.stringify(text));
}

/** Escapes what would hide in a sample, or turn its lines around: JSON itself leaves such characters as they are. */
function escapeUnseen(json: string): string {
  return json.replace(/(?!\n)[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}\u{FEFF}]/gu, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
}
