/** What the reader chose for all pages, or undefined. */
export function saved(key: "theme" | "language"): string | undefined {
  try {
    return localStorage.getItem(key) ?? undefined;
  } catch {
    return undefined;
  }
}

/** Keeps a choice for all pages. Where the browser stores nothing, it applies to this page only. */
export function save(key: "theme" | "language", value: string | undefined): void {
  try {
    if (value === undefined) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    // The reader does not let the page store anything.
  }
}
