export type Theme = "light" | "dark";

/** The theme that the reader chose; undefined for that of the system, and where a browser keeps nothing. */
export function savedTheme(): Theme | undefined {
  try {
    const theme = localStorage.getItem("theme");
    return theme === "light" || theme === "dark" ? theme : undefined;
  } catch {
    return undefined;
  }
}

export function saveTheme(theme: Theme | undefined): void {
  try {
    if (theme) localStorage.setItem("theme", theme);
    else localStorage.removeItem("theme");
  } catch {
    // Then it holds for this page.
  }
}
