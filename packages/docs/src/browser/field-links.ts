import { chooseFilter } from "./filter.ts";

/** A link to a field opens what hides it, shows it and gives it the focus. */
export function followFieldLinks(): void {
  addEventListener("hashchange", showTarget);
  // A link to where one is already changes nothing, but may have been closed since.
  document.addEventListener("click", ({ target }) => {
    const link = target instanceof Element ? target.closest<HTMLAnchorElement>('a[href^="#"]') : null;
    if (link && link.hash === location.hash) showTarget();
  });
  showTarget();
}

function showTarget(): void {
  const target = elementOf(location.hash);
  if (!target) return;
  for (let above = target.parentElement; above; above = above.parentElement) {
    if (above instanceof HTMLDetailsElement) above.open = true;
    // A link means what it says, whatever was filtered before.
    if (above.hidden && above.dataset["filter"]) chooseFilter(above.dataset["filter"], "");
  }
  if (target.hidden && target.dataset["filter"]) chooseFilter(target.dataset["filter"], "");
  if (target.classList.contains("field")) {
    const inside = target.querySelector<HTMLDetailsElement>(":scope > details.inside");
    if (inside) inside.open = true;
    target.scrollIntoView();
    target.focus({ preventScroll: true });
  }
  document.querySelector<HTMLElement>("#-pages:popover-open")?.hidePopover();
}

function elementOf(hash: string): HTMLElement | null {
  const id = hash.slice(1);
  if (id === "") return null;
  return document.getElementById(id) ?? document.getElementById(decoded(id));
}

function decoded(id: string): string {
  try {
    return decodeURIComponent(id);
  } catch {
    return id;
  }
}
