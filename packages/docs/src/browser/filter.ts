/** The reader's choice in each filter, by its key: `{ trainer: "flux-lora" }`. It is kept in the address. */
export function chosenFilters(): Record<string, string> {
  return Object.fromEntries(
    [...filters()].flatMap(({ dataset: { filter = "" } }) => {
      const word = new URLSearchParams(location.search).get(filter);
      return word && isChoice(filter, word) ? [[filter, word]] : [];
    }),
  );
}

/** Lets a filter hide the fields that are not for the chosen trainer, or another property of `x-availability`. */
export function filterFields(): void {
  for (const filter of filters()) {
    filter.addEventListener("change", ({ target }) => {
      if (target instanceof HTMLInputElement) chooseFilter(filter.dataset["filter"] ?? "", target.value);
    });
  }
  addEventListener("popstate", apply);
  apply();
}

/** Sets a filter everywhere on the page. The empty word shows all fields. */
export function chooseFilter(key: string, word: string): void {
  const address = new URL(location.href);
  if (word === "") address.searchParams.delete(key);
  else address.searchParams.set(key, word);
  history.replaceState(null, "", address);
  apply();
  document.dispatchEvent(new CustomEvent("filterchange", { detail: { key, word: word || null } }));
}

function apply(): void {
  const chosen = chosenFilters();
  for (const filter of filters()) {
    const word = chosen[filter.dataset["filter"] ?? ""] ?? "";
    for (const input of filter.querySelectorAll("input")) input.checked = input.value === word;
  }
  for (const field of document.querySelectorAll<HTMLElement>(".field[data-for]")) {
    const word = chosen[field.dataset["filter"] ?? ""];
    field.hidden = word !== undefined && !field.dataset["for"]?.split(" ").includes(word);
  }
  for (const inside of document.querySelectorAll<HTMLElement>("details.inside")) {
    const output = inside.querySelector<HTMLElement>(":scope > summary > .inside-count");
    const { all, left } = fieldsIn(inside);
    if (output) output.textContent = left === all ? all.toLocaleString("en") : `${left} of ${all}`;
  }
  for (const section of document.querySelectorAll<HTMLElement>(".fields-section")) {
    const output = section.querySelector<HTMLElement>(".shown");
    const { all, left } = fieldsIn(section);
    if (output) output.textContent = left === all ? "" : `${left} of ${all} fields`;
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
