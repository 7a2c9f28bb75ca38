// What every page does with JavaScript. Everything can be read without it.
import { offerComposer } from "./compose.ts";
import { addCopyButtons, offerPageCopy } from "./copy.ts";
import { followFieldLinks } from "./field-links.ts";
import { filterFields } from "./filter.ts";
import { switchLanguage } from "./language.ts";
import { onceAFrame } from "./once-a-frame.ts";
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

/** What starts above this is read, in pixels from the top of the window. Links lead to somewhat less. */
const TOP = 140;

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
  const mark = () => {
    const shown = entries.filter(({ target }) => target.checkVisibility());
    const { scrollHeight = 0 } = document.scrollingElement ?? {};
    // At the end of the page, a linked section may not get to the top.
    const isAtEnd = scrollY + innerHeight >= scrollHeight - 2;
    const linked = isAtEnd ? shown.find(({ link }) => link.hash === location.hash) : undefined;
    // The last one that starts at the top of the window, where links lead.
    const here = linked ?? shown.findLast(({ target }) => target.getBoundingClientRect().top < TOP);
    for (const { link } of entries) {
      if (link === here?.link) link.dataset["here"] = "";
      else delete link.dataset["here"];
    }
    keepInView(here?.link);
  };
  const markSoon = onceAFrame(mark);
  for (const event of ["scroll", "hashchange"]) addEventListener(event, markSoon);
  markSoon();
  keepInView(side?.querySelector("[aria-current=page]"));
}
