import { element } from "./element.ts";

/** The part of Pagefind's API that is used here. */
interface Pagefind {
  init(): Promise<void>;
  debouncedSearch(text: string): Promise<{ results: { data(): Promise<Found> }[] } | null>;
}

interface Found {
  url: string;
  excerpt: string;
  meta: { title?: string; where?: string; about?: string };
}

const MAX_RESULTS = 20;

/** Elements in which the reader can type a slash. */
const TYPING = "input:not([type=radio], [type=checkbox]), textarea, select, dialog";

/** Lets the button or the key `/` open the search. Its index is loaded only then. */
export function offerSearch(): void {
  const button = document.querySelector<HTMLButtonElement>(".search-open");
  if (!button) return;
  let dialog: HTMLDialogElement | undefined;
  const open = () => {
    dialog ??= makeDialog();
    dialog.showModal();
  };
  button.addEventListener("click", open);
  addEventListener("keydown", (event) => {
    const typing = event.target instanceof Element && event.target.closest(TYPING);
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || typing) return;
    event.preventDefault();
    open();
  });
}

function makeDialog(): HTMLDialogElement {
  const input = element("input", {
    type: "search",
    ariaLabel: "Search",
    placeholder: "A field, or words of what it does",
    autocomplete: "off",
  });
  const close = element("button", { type: "button", textContent: "Close" });
  const state = element("p", { className: "search-state", role: "status" });
  const results = element("ol", { className: "results" });
  const line = element("div", { className: "search-line" }, input, close);
  const dialog = element("dialog", { className: "search", ariaLabel: "Search" }, line, state, results);
  document.body.append(dialog);

  const pagefind = load();
  const showFailure = () => {
    state.textContent =
      location.protocol === "file:"
        ? "The search needs a web server: these pages are open from a file."
        : "The search could not be loaded.";
  };
  pagefind.catch(showFailure);
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", ({ target }) => {
    if (target === dialog || (target instanceof Element && target.closest("a"))) dialog.close();
  });
  dialog.addEventListener("keydown", (event) => moveFocus(event, input, results));
  input.addEventListener("input", async () => {
    try {
      await search(await pagefind, input.value.trim(), state, results);
    } catch {
      showFailure();
    }
  });
  return dialog;
}

async function load(): Promise<Pagefind> {
  const script = new URL(`${document.documentElement.dataset["root"]}pagefind/pagefind.js`, document.baseURI);
  const pagefind: Pagefind = await import(script.href);
  await pagefind.init();
  return pagefind;
}

async function search(pagefind: Pagefind, text: string, state: HTMLElement, results: HTMLElement): Promise<void> {
  if (text === "") {
    state.textContent = "";
    results.replaceChildren();
    return;
  }
  const found = await pagefind.debouncedSearch(text);
  // The reader has typed more in the meantime.
  if (!found) return;
  const data = await Promise.all(found.results.slice(0, MAX_RESULTS).map((result) => result.data()));
  // A whole name stands for the field of that name.
  const isNamed = ({ meta }: Found) => meta.title?.toLowerCase() === text.toLowerCase();
  const ordered = [...data.filter(isNamed), ...data.filter((result) => !isNamed(result))];
  const { length } = found.results;
  state.textContent = length === 0 ? `Nothing has “${text}”.` : `${length} ${length === 1 ? "place" : "places"}`;
  results.replaceChildren(...ordered.map(resultItem));
}

function resultItem({ url, excerpt, meta: { title = "", where = "", about = "" } }: Found): HTMLElement {
  const page = url.replace(/^.*?\/(?=(?:operations|schemas|guides)\/|index\.html)/, "");
  const link = element(
    "a",
    { href: `${document.documentElement.dataset["root"]}${page}` },
    element("strong", { textContent: title }),
    " ",
    element("span", { className: "where", textContent: where }),
    element("p", {}, ...(about ? [about] : marked(excerpt))),
  );
  return element("li", {}, link);
}

/** An excerpt is HTML: escaped text, with `<mark>` around what was found. It is converted to nodes without parsing HTML. */
function marked(excerpt: string): (Node | string)[] {
  return excerpt.split(/(<mark>.*?<\/mark>)/).map((part) => {
    const [, inner] = /^<mark>(.*)<\/mark>$/.exec(part) ?? [];
    return inner === undefined ? unescaped(part) : element("mark", { textContent: unescaped(inner) });
  });
}

function unescaped(text: string): string {
  const entities: Record<string, string> = { "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'", "&amp;": "&" };
  return text.replace(/&(?:lt|gt|quot|#39|amp);/g, (entity) => entities[entity] ?? entity);
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
