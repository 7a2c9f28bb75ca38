import { chooseFilter } from "./filter.ts";
import { restorePlace } from "./place.ts";
import { showResponse } from "./responses.ts";

/** Lets a link to a field open what hides the field, scroll to it and move the focus there. */
export function followFieldLinks(): void {
  addEventListener("hashchange", () => showTarget());
  // A link to the current address does not change it, but the field may have been closed since.
  document.addEventListener("click", ({ target }) => {
    const link = target instanceof Element ? target.closest<HTMLAnchorElement>('a[href^="#"]') : null;
    if (link && link.hash === location.hash) showTarget();
  });
  const isShown = restorePlace();
  showTarget({ scroll: !isShown });
}

function showTarget({ scroll = true } = {}): void {
  const target = elementOf(location.hash.slice(1));
  if (!target) return;
  const response = target.closest(".response");
  if (response) showResponse(response.id);
  for (let at: HTMLElement | null = target; at; at = at.parentElement) {
    if (at instanceof HTMLDetailsElement && at !== target) at.open = true;
    // The link counts more than the filter that hides the field.
    if (at.hidden && at.dataset["filter"]) chooseFilter(at.dataset["filter"], "");
  }
  if (!scroll) return;
  if (target.classList.contains("field")) {
    const inside = target.querySelector<HTMLDetailsElement>(":scope > details.inside");
    if (inside) inside.open = true;
    const values = target.querySelector<HTMLDetailsElement>(":scope > details.enum");
    if (values) values.open = true;
    target.scrollIntoView();
    target.focus({ preventScroll: true });
  }
  document.querySelector<HTMLElement>("#-pages:popover-open")?.hidePopover();
}

/** Ids of fields are percent-encoded, and browsers may encode the address once more. */
function elementOf(id: string): HTMLElement | null {
  try {
    return document.getElementById(id) ?? document.getElementById(decodeURIComponent(id));
  } catch {
    return null;
  }
}
