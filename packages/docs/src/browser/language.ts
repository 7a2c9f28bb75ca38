import { save, saved } from "./saved.ts";

/** Shows the samples of all pages in the language that the reader chooses on one. */
export function switchLanguage(): void {
  const inputs = [...document.querySelectorAll<HTMLInputElement>(".tabs input[name=language]")];
  for (const input of inputs) {
    input.addEventListener("change", () => {
      save("language", input.value);
      document.documentElement.dataset["language"] = input.value;
    });
  }
  const chosen = inputs.find(({ value }) => value === saved("language"));
  if (chosen) chosen.checked = true;
  // This page has no sample in the language that the reader chose on another.
  else delete document.documentElement.dataset["language"];
}
