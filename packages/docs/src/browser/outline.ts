/** Marks in the navigation which section is being read. */
export function markOutline(): void {
  const links = [...document.querySelectorAll<HTMLAnchorElement>(".side .outline a")];
  const sections = links.flatMap((link) => {
    const section = document.getElementById(link.hash.slice(1));
    return section && !section.classList.contains("field") ? [{ link, section }] : [];
  });
  const observer = new IntersectionObserver(
    () => {
      // The last one that begins in the upper part of the window.
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
