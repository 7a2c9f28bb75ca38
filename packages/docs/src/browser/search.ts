import type { createFinder, Find, Found } from "../search/find.ts";
import type { SearchRecord } from "../search/records.ts";
import { element } from "./element.ts";
import { loadScript } from "./load-script.ts";

declare global {
  /** Set by the script of what can be found. */
  var searchRecords: SearchRecord[] | undefined;
  /** Set by the script of the search. */
  var createSearchFinder: typeof createFinder | undefined;
}

/** Elements in which the reader can type a slash. */
const TYPING = "input:not([type=radio], [type=checkbox]), textarea, select, dialog";

/** Lets the button, `/` or Ctrl+K open the search. What can be found is loaded only then, while the reader types. */
export function offerSearch(): void {
  const button = document.querySelector<HTMLButtonElement>(".search-open");
  if (!button) return;
  let dialog: HTMLDialogElement | undefined;
  const open = () => {
    dialog ??= makeDialog(button.dataset);
    if (!dialog.open) dialog.showModal();
  };
  button.addEventListener("click", open);
  addEventListener("keydown", (event) => {
    const { key, ctrlKey, metaKey, altKey, target } = event;
    const isTyping = target instanceof Element && target.closest(TYPING);
    const isSlash = key === "/" && !ctrlKey && !metaKey && !altKey && !isTyping;
    const isCommand = key.toLowerCase() === "k" && (ctrlKey || metaKey) && !altKey;
    if (!isSlash && !isCommand) return;
    event.preventDefault();
    open();
  });
}

/** @param data the addresses of the scripts */
async function loadFinder({ records = "", search = "" }: DOMStringMap): Promise<Find> {
  await Promise.all([loadScript(records), loadScript(search)]);
  const { createSearchFinder, searchRecords } = globalThis;
  if (!createSearchFinder || !searchRecords) throw new Error("The search could not be loaded.");
  return createSearchFinder(searchRecords);
}

/** The number of results that are shown at first, and more at each press of the button. */
const STEP = 20;

function makeDialog(data: DOMStringMap): HTMLDialogElement {
  const input = element("input", {
    type: "search",
    ariaLabel: "Search",
    placeholder: "A field, or words of what it does",
    autocomplete: "off",
  });
  const close = element("button", { type: "button", textContent: "Close" });
  const state = element("p", { className: "search-state", role: "status" });
  const results = element("ol", { className: "results" });
  const more = element("button", { type: "button", textContent: "Show more", hidden: true });
  const line = element("div", { className: "search-line" }, input, close);
  const made = element("dialog", { className: "search", ariaLabel: "Search" }, line, state, results, more);
  document.body.append(made);

  const finder = loadFinder(data);
  finder.catch((error: Error) => {
    state.textContent = error.message;
  });
  let found: Found[] = [];
  let words: string[] = [];
  const show = (count: number) => {
    const shown = found.slice(0, count);
    results.replaceChildren(...shown.map((each) => resultItem(each, words)));
    more.hidden = shown.length === found.length;
    const { length } = found;
    const total = `${length} ${length === 1 ? "place" : "places"}`;
    state.textContent = shown.length < length ? `${shown.length} of ${total}` : total;
  };
  input.addEventListener("input", async () => {
    const text = input.value.trim();
    const find = await finder.catch(() => undefined);
    // It could not be loaded, or the reader has typed more in the meantime.
    if (!find || text !== input.value.trim()) return;
    found = find(text, here());
    words = text.toLowerCase().split(/\s+/);
    show(STEP);
    if (found.length === 0) state.textContent = text && `Nothing has “${text}”.`;
  });
  more.addEventListener("click", () => {
    const before = results.childElementCount;
    show(before + STEP);
    results.children[before]?.querySelector("a")?.focus();
  });
  close.addEventListener("click", () => made.close());
  made.addEventListener("click", ({ target }) => {
    if (target === made || (target instanceof Element && target.closest("a"))) made.close();
  });
  made.addEventListener("keydown", (event) => {
    const { key, target, isComposing } = event;
    if (key === "Escape") {
      // The first Escape would only empty the field.
      event.preventDefault();
      made.close();
    }
    if (key === "Enter" && target === input && !isComposing) results.querySelector("a")?.click();
    moveFocus(event, input, results);
  });
  return made;
}

/** The path of this page within the site. */
function here(): string {
  const root = new URL(document.documentElement.dataset["root"] || ".", document.baseURI).pathname;
  return location.pathname.slice(root.length);
}

function resultItem({ record, others }: Found, words: string[]): HTMLElement {
  const { page, title, where, about } = record;
  const shown = hasOne(about, words) || !hasOne(record.words ?? "", words) ? about : `${record.words} – ${about}`;
  const also = others > 0 ? `${where}, and in ${others} other ${others === 1 ? "place" : "places"}` : where;
  const link = element(
    "a",
    { href: `${document.documentElement.dataset["root"]}${page}` },
    element("strong", {}, ...marked(title, words)),
    " ",
    element("span", { className: "where", textContent: also }),
    element("p", {}, ...marked(excerpt(shown, words), words)),
  );
  return element("li", {}, link);
}

function hasOne(text: string, words: string[]): boolean {
  const lower = text.toLowerCase();
  return words.some((word) => lower.includes(word));
}

/** The longest excerpt of a text, in characters. */
const MAX_EXCERPT = 160;

/** The part of a text around the first of the words. */
function excerpt(text: string, words: string[]): string {
  const lower = text.toLowerCase();
  const at = Math.min(...words.map((word) => lower.indexOf(word)).filter((index) => index >= 0), text.length);
  const start = at === text.length || at < MAX_EXCERPT / 2 ? 0 : text.lastIndexOf(" ", at - 40) + 1;
  const end = start + MAX_EXCERPT;
  return `${start > 0 ? "… " : ""}${text.slice(start, end)}${end < text.length ? "…" : ""}`;
}

/** A text with the words marked. */
function marked(text: string, words: string[]): (Node | string)[] {
  const lower = text.toLowerCase();
  const parts: (Node | string)[] = [];
  for (let at = 0; at < text.length; ) {
    const next = words
      .map((word) => ({ word, start: word === "" ? -1 : lower.indexOf(word, at) }))
      .filter(({ start }) => start >= 0)
      .sort((a, b) => a.start - b.start || b.word.length - a.word.length)[0];
    if (!next) return [...parts, text.slice(at)];
    const end = next.start + next.word.length;
    parts.push(text.slice(at, next.start), element("mark", { textContent: text.slice(next.start, end) }));
    at = end;
  }
  return parts;
}

/** Lets the arrow keys move the focus between the input and the results. */
function moveFocus(event: KeyboardEvent, input: HTMLElement, results: HTMLElement): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined) return;
  const stops = [input, ...results.querySelectorAll<HTMLElement>("a")];
  const next = stops[stops.indexOf(document.activeElement as HTMLElement) + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
}
