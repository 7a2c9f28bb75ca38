import { savedTheme, saveTheme, type Theme } from "./saved-theme.ts";

const NEXT = new Map<Theme | undefined, Theme | undefined>([
  [undefined, "dark"],
  ["dark", "light"],
  ["light", undefined],
]);

/** The button goes from the system's theme to dark to light and round again. */
export function switchTheme(): void {
  const button = document.querySelector<HTMLButtonElement>(".theme");
  if (!button) return;
  let theme = savedTheme();
  const show = () => {
    if (theme) document.documentElement.dataset["theme"] = theme;
    else delete document.documentElement.dataset["theme"];
    const label = `Theme: ${theme ?? "as the system"}`;
    button.setAttribute("aria-label", label);
    button.title = label;
  };
  button.addEventListener("click", () => {
    theme = NEXT.get(theme);
    saveTheme(theme);
    show();
  });
  show();
}
