/** The buttons that open and close all fields of a section. */
export function addOpenAll(): void {
  for (const button of document.querySelectorAll<HTMLButtonElement>("button[data-open]")) {
    button.addEventListener("click", () => {
      const inside = button.closest(".fields-section")?.querySelectorAll<HTMLDetailsElement>("details.inside") ?? [];
      for (const details of inside) details.open = button.dataset["open"] === "all";
    });
  }
}
