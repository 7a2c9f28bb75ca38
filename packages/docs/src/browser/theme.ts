import { save, saved } from "./saved.ts";

type Theme = "light" | "dark";

/** The theme that the reader chose, or undefined for that of the system. */
export function savedTheme(): Theme | undefined {
  const theme = saved("theme");
  return theme === "light" || theme === "dark" ? theme : undefined;
}

/** Lets the button switch from the system's theme to dark, then to light, then back. */
export function switchTheme(): void {
  const button = document.querySelector<HTMLButtonElement>(".theme");
  if (!button) return;
  const next = new Map<Theme | undefined, Theme | undefined>([
    [undefined, "dark"],
    ["dark", "light"],
    ["light", undefined],
  ]);
  let theme = savedTheme();
  const show = () => {
    if (theme) document.documentElement.dataset["theme"] = theme;
    else delete document.documentElement.dataset["theme"];
    const label = `Theme: ${theme ?? "as the system"}`;
    button.ariaLabel = label;
    button.title = label;
  };
  button.addEventListener("click", () => {
    theme = next.get(theme);
    save("theme", theme);
    show();
  });
  show();
}
