/** One escape of JSON, a URL or HTML. A run of backslashes is one escape, as in JSON within JSON. */
const ESCAPE =
  /\\+(?:u([\da-f]{4})|(["'/])|([bfnrt])|)|((?:%[\da-f]{2})+)|&(?:#(\d{1,7}|x[\da-f]{1,6})|(amp|lt|gt|quot|apos));|\+/gi;

const NAMED: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/** How many secrets are searched for. With more of them, nothing is shown, because the search would take too long. */
const MOST = 50;

/** How deep escapes may be nested, such as a URL in JSON in HTML. */
const DEEPEST = 5;

/** How much of a secret is compared. A service may repeat only a part of a long one. */
const COMPARED = 100;

/**
 * Returns a function that replaces a text with `[redacted]` if it contains a secret, in any form that JSON, a URL, HTML
 * or a header may give it.
 *
 * It compares text and secrets without their escapes, so it does not matter how a service escapes what it repeats.
 */
export function redaction(secrets: readonly string[]): (text: string) => string {
  if (secrets.length > MOST) return () => "[redacted]";
  const forms = secrets.map((secret) => secret.slice(0, 2 * COMPARED)).flatMap((secret) => [secret, asBytes(secret)]);
  const hidden = forms
    .flatMap(layersOf)
    .map((form) => form.slice(0, COMPARED))
    .filter(Boolean);
  const isSecret = (text: string) => layersOf(text).some((layer) => hidden.some((form) => layer.includes(form)));
  return (text) => (isSecret(text) ? "[redacted]" : text);
}

/** Returns a text as it is, without its escapes, without those that are left then, and so on. */
function layersOf(text: string): string[] {
  const layers = [text];
  for (let plain = text; layers.length < DEEPEST; layers.push(plain)) plain = plain.replace(ESCAPE, meaningOf);
  return layers;
}

function meaningOf(
  whole: string,
  unit?: string,
  same?: string,
  control?: string,
  bytes?: string,
  number?: string,
  named?: string,
): string {
  if (named) return NAMED[named.toLowerCase()] ?? "";
  try {
    if (control) return JSON.parse(`"\\${control}"`);
    if (bytes) return decodeURIComponent(bytes);
    return same ?? String.fromCodePoint(Number(unit ? `0x${unit}` : `0${number}`)); // 0x41 or 065
  } catch {
    return bytes ? byteCharacters(bytes) : whole === "+" ? " " : "\\";
  }
}

/** Returns the UTF-8 bytes of a text as characters: what Base64 takes, and how runtimes show the text in a header. */
export function asBytes(text: string): string {
  return byteCharacters(encodeURIComponent(text.replace(/[\uD800-\uDFFF]/gu, "\uFFFD")));
}

function byteCharacters(percentEncoded: string): string {
  return percentEncoded.replace(/%(..)/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
