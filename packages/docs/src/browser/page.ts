// What every page does with JavaScript. Everything can be read without it.
import { offerComposer } from "./compose.ts";
import { addCopyButtons } from "./copy.ts";
import { followFieldLinks } from "./field-links.ts";
import { filterFields } from "./filter.ts";
import { offerSearch } from "./search.ts";
import { switchTheme } from "./theme.ts";

switchTheme();
addCopyButtons(document.body);
filterFields();
addOpenAll();
followFieldLinks();
markOutline();
offerSearch();
offerComposer();

/** The buttons that open or close all fields of a section. */
function addOpenAll(): void {
  for (const button of document.querySelectorAll<HTMLButtonElement>("button[data-open]")) {
    button.addEventListener("click", () => {
      const inside = button.closest(".fields-section")?.querySelectorAll<HTMLDetailsElement>("details.inside") ?? [];
      for (const details of inside) details.open = button.dataset["open"] === "all";
    });
  }
}

/** Marks the section that is being read in the navigation. */
function markOutline(): void {
  const links = [...document.querySelectorAll<HTMLAnchorElement>(".side .outline a")];
  const sections = links.flatMap((link) => {
    const section = document.getElementById(link.hash.slice(1));
    return section && !section.classList.contains("field") ? [{ link, section }] : [];
  });
  const observer = new IntersectionObserver(
    () => {
      // The last section that starts in the upper third of the window.
      const here = sections.findLast(({ section }) => section.getBoundingClientRect().top < innerHeight / 3);
      for (const { link } of sections) {
        if (link === here?.link) link.dataset["here"] = "";
        else delete link.dataset["here"];
      }
    },
    { rootMargin: "0px 0px -66% 0px" },
  );
  for (const { section } of sections) observer.observe(section);
}
