/** Returns the length of a text as JSON Schema counts it: in characters, of which an emoji is one. */
export function codePoints(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}
