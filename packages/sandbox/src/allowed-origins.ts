/** A page that a web server on this machine gave. */
const local = /^https?:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

/**
 * Returns what tells whether a page may ask the sandbox, by the page's origin: pages of this machine may, and those of
 * the origins given.
 *
 * @throws {TypeError} Where one of the origins given is none.
 */
export function allowedOrigins(origins: readonly string[]): (origin: string) => boolean {
  const wrong = origins.find((origin) => !isOrigin(origin));
  if (wrong !== undefined) {
    throw new TypeError(`An origin is a scheme and a host, such as https://docs.example.com, or null; not "${wrong}".`);
  }
  const given = new Set(origins);
  return (origin) => local.test(origin) || given.has(origin);
}

/** Whether a browser could name an origin in this way: no path, no slash at the end, no default port. */
function isOrigin(text: string): boolean {
  if (text === "null") return true;
  return /^https?:\/\//.test(text) && URL.canParse(text) && new URL(text).origin === text;
}
