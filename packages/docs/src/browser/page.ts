// What every page does with JavaScript. Everything can be read without it.
import { offerComposer } from "./compose.ts";
import { addCopyButtons, offerPageCopy } from "./copy.ts";
import { followFieldLinks } from "./field-links.ts";
import { filterFields } from "./filter.ts";
import { switchLanguage } from "./language.ts";
import { keepPlace } from "./place.ts";
import { switchResponses } from "./responses.ts";
import { offerSearch } from "./search.ts";
import { switchTheme } from "./theme.ts";

switchTheme();
switchLanguage();
switchResponses();
addCopyButtons(document.body);
offerPageCopy();
filterFields();
addOpenAll();
followFieldLinks();
keepPlace();
markOutline();
offerSearch();
offerComposer();

/** How many fields are opened or closed before the browser draws. */
const BATCH = 6;

/** The buttons that open or close all fields of a section. */
function addOpenAll(): void {
  for (const button of document.querySelectorAll<HTMLButtonElement>("button[data-open]")) {
    button.addEventListener("click", async () => {
      const inside = button.closest(".fields-section")?.querySelectorAll<HTMLDetailsElement>("details.inside") ?? [];
      for (const [index, details] of [...inside].entries()) {
        // On a slow machine all at once would take longer than a reader waits without notice.
        if (index > 0 && index % BATCH === 0) await nextDrawn();
        details.open = button.dataset["open"] === "all";
      }
    });
  }
}

/** Resolves when the browser has drawn what has changed. */
function nextDrawn(): Promise<void> {
  return new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
}

/** Marks the section or the field that is being read in the navigation, and keeps it in view there. */
function markOutline(): void {
  const side = document.querySelector<HTMLElement>(".side");
  const entries = [...document.querySelectorAll<HTMLAnchorElement>(".side .outline a")].flatMap((link) => {
    const target = document.getElementById(link.hash.slice(1));
    return target ? [{ link, target }] : [];
  });
  const keepInView = (link: Element | null | undefined) => {
    if (!side || !link) return;
    const { top, bottom } = link.getBoundingClientRect();
    const view = side.getBoundingClientRect();
    if (top < view.top || bottom > view.bottom) side.scrollTop += top - view.top - view.height / 3;
  };
  const observer = new IntersectionObserver(
    () => {
      // The last one that starts in the upper third of the window.
      const here = entries.findLast(
        ({ target }) => target.checkVisibility() && target.getBoundingClientRect().top < innerHeight / 3,
      );
      for (const { link } of entries) {
        if (link === here?.link) link.dataset["here"] = "";
        else delete link.dataset["here"];
      }
      keepInView(here?.link);
    },
    { rootMargin: "0px 0px -66% 0px" },
  );
  for (const { target } of entries) observer.observe(target);
  keepInView(side?.querySelector("[aria-current=page]"));
}
