/** The reader's choice in each filter, by its key: `{ "oven-kind": "deck" }`. It is kept in the address. */
export function chosenFilters(): Record<string, string> {
  return Object.fromEntries(
    [...filters()].flatMap(({ dataset: { filter = "" } }) => {
      const word = new URLSearchParams(location.search).get(filter);
      return word && isChoice(filter, word) ? [[filter, word]] : [];
    }),
  );
}

/** Lets a filter hide what is not for the choice that `x-availability` gives. */
export function filterFields(): void {
  for (const filter of filters()) {
    filter.addEventListener("change", ({ target }) => {
      if (!(target instanceof HTMLInputElement)) return;
      // What opens or goes above the choice does not move it away from the reader.
      const { top } = target.getBoundingClientRect();
      chooseFilter(filter.dataset["filter"] ?? "", target.value);
      scrollBy({ top: target.getBoundingClientRect().top - top, behavior: "instant" });
    });
  }
  let before = chosenFilters();
  document.addEventListener("filterchange", () => {
    before = chosenFilters();
  });
  addEventListener("popstate", () => {
    const now = chosenFilters();
    for (const key of Object.keys({ ...before, ...now })) if (before[key] !== now[key]) announce(key, now[key]);
  });
  // The choice goes along to the other pages.
  document.addEventListener("click", ({ target }) => {
    const link = target instanceof Element ? target.closest<HTMLAnchorElement>("a[href]") : null;
    const search = new URLSearchParams(chosenFilters()).toString();
    if (!link || search === "" || link.search !== "" || link.pathname === location.pathname) return;
    if (link.origin === location.origin && link.pathname.endsWith(".html")) link.search = search;
  });
  apply();
}

/** Sets a filter everywhere on the page. The empty word shows all fields. */
export function chooseFilter(key: string, word: string): void {
  const address = new URL(location.href);
  if (word === "") address.searchParams.delete(key);
  else address.searchParams.set(key, word);
  // The way back undoes the choice.
  if (address.href !== location.href) history.pushState(null, "", address);
  announce(key, word);
}

function announce(key: string, word: string | undefined): void {
  apply();
  document.dispatchEvent(new CustomEvent("filterchange", { detail: { key, word: word || null } }));
}

function apply(): void {
  const chosen = chosenFilters();
  for (const filter of filters()) {
    const word = chosen[filter.dataset["filter"] ?? ""] ?? "";
    for (const input of filter.querySelectorAll("input")) input.checked = input.value === word;
  }
  for (const limited of document.querySelectorAll<HTMLElement>("[data-for]")) {
    const word = chosen[limited.closest<HTMLElement>("[data-filter]")?.dataset["filter"] ?? ""];
    const words: string[] = JSON.parse(limited.dataset["for"] ?? "[]");
    limited.hidden = word !== undefined && !words.includes(word);
  }
  for (const table of document.querySelectorAll<HTMLTableElement>("table.differences")) hideEmpty(table);
  for (const inside of document.querySelectorAll<HTMLElement>("details.inside")) {
    const output = inside.querySelector<HTMLElement>(":scope > summary > .inside-count");
    const { all, left } = fieldsIn(inside);
    if (output) output.textContent = left === all ? all.toLocaleString("en") : `${left} of ${all}`;
  }
  for (const section of document.querySelectorAll<HTMLElement>(".fields-section")) {
    const output = section.querySelector<HTMLElement>(".shown");
    const { all, left } = fieldsIn(section);
    if (output) output.textContent = left === all ? "" : `${left} of ${all} fields`;
    showCount(section.querySelector(":scope > .heading .count, :scope > .intro > .heading .count"), left, all);
  }
  for (const count of document.querySelectorAll<HTMLElement>(".outline .count")) {
    const section = document.getElementById(count.closest("a")?.hash.slice(1) ?? "");
    if (!section) continue;
    const { all, left } = fieldsIn(section);
    showCount(count, left, all);
  }
}

/** `14 of 45 fields` for `45 fields`. */
function showCount(count: HTMLElement | null, left: number, all: number): void {
  if (!count) return;
  count.dataset["all"] ??= count.textContent;
  count.textContent = left === all ? count.dataset["all"] : count.dataset["all"].replace(/\S+/, `${left} of $&`);
}

/** Hides the columns of a table that have nothing in the rows that the filters leave, and a table without such rows. */
function hideEmpty(table: HTMLTableElement): void {
  const [heads, ...rows] = table.rows;
  const shown = rows.filter((row) => !row.hidden);
  table.hidden = shown.length === 0;
  for (const { cellIndex } of heads?.cells ?? []) {
    const isEmpty = shown.every(({ cells }) => cells[cellIndex]?.textContent === "");
    for (const { cells } of table.rows) cells[cellIndex]?.toggleAttribute("hidden", isEmpty);
  }
}

/** The number of fields in an element, and how many of them the filters leave. */
function fieldsIn(element: HTMLElement): { all: number; left: number } {
  const all = element.querySelectorAll(".field").length;
  // `:scope`, as a hidden field around the element does not count.
  const hidden = element.querySelectorAll(":scope .field[hidden], :scope .field[hidden] .field").length;
  return { all, left: all - hidden };
}

function filters(): NodeListOf<HTMLElement> {
  return document.querySelectorAll<HTMLElement>("fieldset.filter");
}

function isChoice(key: string, word: string): boolean {
  return [...document.querySelectorAll<HTMLInputElement>("fieldset.filter input")].some(
    (input) => input.value === word && input.closest<HTMLElement>(".filter")?.dataset["filter"] === key,
  );
}
