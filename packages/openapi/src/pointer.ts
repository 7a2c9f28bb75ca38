/** One key as a segment of a JSON pointer (RFC 6901): `a/b~c` is `a~1b~0c`. */
export function escapeKey(key: string): string {
  return key.replaceAll("~", "~0").replaceAll("/", "~1");
}

/** The JSON pointer of a path of keys: `["paths", "/models", "get"]` is `/paths/~1models/get`. */
export function pointerOf(keys: readonly (string | number)[]): string {
  return keys.map((key) => `/${escapeKey(String(key))}`).join("");
}

/** The keys of a JSON pointer, or of one as a URI fragment (`#/paths/~1models`). */
export function keysOf(pointer: string): string[] {
  const isFragment = pointer.startsWith("#");
  const segments = pointer.split("/").slice(1);
  return segments.map((segment) =>
    (isFragment ? decoded(segment) : segment).replaceAll("~1", "/").replaceAll("~0", "~"),
  );
}

/** A segment of a URI. One with a lone "%", as Redocly leaves it, is as it stands. */
function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** The value at a JSON pointer, or undefined if there is none. */
export function valueAt(root: unknown, pointer: string): unknown {
  return keysOf(pointer).reduce<unknown>(
    (value, key) => (typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined),
    root,
  );
}
