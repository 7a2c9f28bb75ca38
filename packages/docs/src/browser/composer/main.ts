import { keysOf } from "@repo/openapi";
import type { RequestForm, SampleLanguage, SampleRequest } from "../../model/site.ts";
import { element, freshId } from "../element.ts";
import { onceAFrame } from "../once-a-frame.ts";
import { checkRequest, type Problem } from "./check.ts";
import { type ChosenFilters, chosenFilters, hideSecrets, isChoice } from "./filters.ts";
import type { Input } from "./input.ts";
import { requestInputs } from "./request-inputs.ts";
import { samplePane } from "./sample-pane.ts";
import { sendPane } from "./send-pane.ts";

/** Colours code, as nodes for the page. */
export type Highlight = (language: SampleLanguage, code: string) => DocumentFragment;

/** What the page provides for the composer. */
export interface ComposerHooks {
  /**
   * Finds the problems of path, query and body, for what the reader chose in the filters. Without it, the form makes its own
   * checks.
   */
  validate?: (request: { path: unknown; query: unknown; body: unknown }, chosen: ChosenFilters) => Problem[];
  highlight: Highlight;
  /** What the form can begin with. Default: only the start of the form. */
  samples?: readonly { title: string; request: SampleRequest }[];
  /** The index of the sample that it begins with. */
  sample?: number;
  /** Whether a sample is for the choices of the page's filters. Default: all are. */
  fits?: (request: SampleRequest) => boolean;
  /** The only choice of a filter that a sample is for. Default: none. */
  choiceFor?: (request: SampleRequest) => { key: string; word: string } | undefined;
  /** Sets a filter on the whole page; the empty word shows all fields. */
  chooseFilter?: (key: string, word: string) => void;
}

declare global {
  interface DocumentEventMap {
    /** The reader has chosen a word of a filter, or none. */
    filterchange: CustomEvent<{ key: string; word: string | null }>;
  }
}

// The page loads this script when the composer is first opened.
Object.assign(globalThis, { openComposer });

/** Fills `host` with a form for a request, its samples, and a way to send it, and moves the focus there. */
export function openComposer(host: HTMLElement, form: RequestForm, hooks: ComposerHooks): void {
  const { validate, highlight, samples: offered = [] } = hooks;
  let chosen = chosenFilters(location.search, form);
  const changed = onceAFrame(() => update());
  const shared = { changed, chosen: () => chosen };
  const begin = (start = form.start) => requestInputs({ ...form, start }, shared);
  let inputs = begin(offered[hooks.sample ?? -1]?.request);
  const problems = problemList();
  const samples = samplePane(form, highlight);

  const update = () => {
    for (const input of inputs.all) input.adapt({ chosen, told: {} });
    const request = inputs.read();
    samples.update(hideSecrets(form, request));
    const placed = findProblems(request);
    problems.update(placed);
    const messages = new Map<Input, string[]>();
    for (const { problem, input } of placed) messages.set(input, [...(messages.get(input) ?? []), problem.message]);
    for (const input of inputs.all) showWithin(input, messages);
  };
  const findProblems = (request: SampleRequest): PlacedProblem[] => {
    const unreadable = inputs.unreadable();
    // A text that cannot be read has no value, so that problems of the value would mislead.
    const others = validated(request).filter((problem) => !unreadable.some((each) => isSamePlace(each, problem)));
    return [...unreadable, ...others].flatMap((problem) => {
      const input = inputs.inputOf(problem);
      return input === undefined ? [] : [{ problem, input }];
    });
  };
  const validated = (request: SampleRequest): Problem[] => {
    const found = checkRequest(form, request, chosen);
    if (validate === undefined) return found;
    const { path, query, body } = request;
    const others = found.filter((problem) => problem.in === "header" || problem.in === "querystring");
    return [...validate({ path, query, body }, chosen), ...others];
  };

  const heading = element("h2", { id: freshId(), tabIndex: -1, textContent: "Compose a request" });
  const fields = element("div", { className: "composer-inputs" }, ...inputs.elements);
  /** Sets the filter to the choice that a sample is for, so that its limits are checked. */
  const chooseFor = (index: number) => {
    const request = offered[index]?.request;
    const choice = request && hooks.choiceFor?.(request);
    if (choice && chosen[choice.key] !== choice.word) hooks.chooseFilter?.(choice.key, choice.word);
  };
  const beginAgain = (index: number) => {
    inputs = begin(offered[index]?.request);
    fields.replaceChildren(...inputs.elements);
    chooseFor(index);
    update();
  };
  const { servers } = form;
  const send = servers && sendPane(form, servers, () => inputs.read(), highlight);
  const columns = element(
    "div",
    { className: "composer-columns" },
    fields,
    element("div", { className: "composer-output" }, samples.element, ...(send ? [send] : [])),
  );
  const places = [
    ["Fields", fields],
    ["Request", samples.element],
    ...(send ? [["Send", send] as const] : []),
  ] as const;
  const bar = element("div", { className: "composer-bar" }, problems.element, jumps(places));
  const composer = element(
    "section",
    { className: "composer" },
    heading,
    element(
      "div",
      { className: "composer-start" },
      ...filterChoices(form, chosen, hooks.chooseFilter),
      ...beginning(hooks, beginAgain),
    ),
    bar,
    columns,
  );
  composer.setAttribute("aria-labelledby", heading.id);

  document.addEventListener("filterchange", ({ detail: { key, word } }) => {
    chosen = { ...chosen, [key]: word !== null && isChoice(form, key, word) ? word : undefined };
    changed();
  });

  chooseFor(hooks.sample ?? -1);
  update();
  host.replaceChildren(composer);
  heading.focus();
}

/** The choice of what the form begins with, and a button that begins again. */
function beginning(
  { samples: offered = [], sample, fits = () => true }: ComposerHooks,
  beginAgain: (index: number) => void,
): HTMLElement[] {
  const options = offered.map(({ title }, index) => new Option(title, String(index), false, index === sample));
  const choice = element("select", { id: freshId(), autocomplete: "off" }, ...options);
  // What is for other choices would lose its fields.
  const match = () => {
    options.forEach((option, index) => {
      const request = offered[index]?.request;
      option.disabled = request !== undefined && !fits(request);
    });
    // The form keeps what was filled in, which is no sample any more.
    if (choice.selectedOptions[0]?.disabled) choice.selectedIndex = -1;
  };
  match();
  document.addEventListener("filterchange", match);
  const again = () => beginAgain(choice.selectedIndex);
  choice.addEventListener("change", again);
  const reset = element("button", { type: "button", className: "composer-button", textContent: "Reset" });
  reset.addEventListener("click", again);
  const label = element("label", { className: "composer-label", htmlFor: choice.id, textContent: "Begin with" });
  return [...(offered.length > 1 ? [element("div", { className: "composer-field" }, label, choice)] : []), reset];
}

/** The choices of the page's filters that the form knows, in step with the page. */
function filterChoices(
  form: RequestForm,
  chosen: ChosenFilters,
  choose: (key: string, word: string) => void = () => {},
): HTMLElement[] {
  const filters = new Map(
    [...document.querySelectorAll<HTMLElement>("fieldset.filter")].map((each) => [each.dataset["filter"] ?? "", each]),
  );
  return [...filters].flatMap(([key, filter]) => {
    const options = [...filter.querySelectorAll("input")].flatMap(({ value, labels }) =>
      value === "" || isChoice(form, key, value)
        ? [new Option(labels?.[0]?.textContent ?? value, value, false, (chosen[key] ?? "") === value)]
        : [],
    );
    if (options.length < 2) return [];
    const choice = element("select", { id: freshId(), autocomplete: "off" }, ...options);
    choice.addEventListener("change", () => choose(key, choice.value));
    document.addEventListener("filterchange", ({ detail }) => {
      if (detail.key === key) choice.value = detail.word ?? "";
    });
    const title = filter.querySelector("legend")?.textContent ?? key;
    const label = element("label", { className: "composer-label", htmlFor: choice.id, textContent: title });
    return [element("div", { className: "composer-field" }, label, choice)];
  });
}

/** Buttons that lead to the parts of the composer where it has one column. */
function jumps(places: readonly (readonly [title: string, part: HTMLElement])[]): HTMLElement {
  const buttons = places.map(([title, part]) => {
    const button = element("button", { type: "button", className: "composer-button", textContent: title });
    button.ariaLabel = `Go to: ${title}`;
    part.tabIndex = -1;
    button.addEventListener("click", () => {
      part.scrollIntoView();
      part.focus({ preventScroll: true });
    });
    return button;
  });
  return element("div", { className: "composer-jumps" }, ...buttons);
}

function showWithin(input: Input, messages: ReadonlyMap<Input, readonly string[]>): void {
  input.show(messages.get(input) ?? []);
  for (const each of input.children()) showWithin(each, messages);
}

function isSamePlace(a: Problem, b: Problem): boolean {
  return a.in === b.in && a.pointer === b.pointer;
}

/** A problem, and the input at which it is shown. */
interface PlacedProblem {
  problem: Problem;
  input: Input;
}

/** The largest number of links in the list of problems, which is rebuilt after every change. */
const MAX_LINKS = 50;

/** The number of problems, and a link to each of the first ones. */
function problemList() {
  const count = element("p", { className: "composer-count", role: "status" });
  const list = element("ul");
  return {
    element: element("div", { className: "composer-problems" }, count, list),
    update: (placed: readonly PlacedProblem[]) => {
      const { length } = placed;
      const text = length === 0 ? "No problems" : length === 1 ? "1 problem" : `${length} problems`;
      // A screen reader announces each assignment, even of the same text.
      if (count.textContent !== text) count.textContent = text;
      const others = length - MAX_LINKS;
      const more = others > 0 ? [element("li", { textContent: `and ${others} more` })] : [];
      list.replaceChildren(...placed.slice(0, MAX_LINKS).map(problemItem), ...more);
    },
  };
}

function problemItem({ problem, input }: PlacedProblem): HTMLElement {
  const link = element("a", { href: "#", textContent: nameOf(problem) });
  link.addEventListener("click", (event) => {
    event.preventDefault();
    reveal(input);
  });
  return element("li", {}, link, ` ${problem.message}`);
}

/** `parameters.rank`, `concepts[0].scale`, or `body` if the problem is the body as a whole. */
function nameOf({ in: place, pointer }: Problem): string {
  const keys = keysOf(pointer).map((key) => (/^\d+$/.test(key) ? `[${key}]` : `.${key}`));
  return keys.join("").replace(/^\./, "") || place;
}

/** Opens the groups around an input and moves the focus to it. */
function reveal(input: Input): void {
  for (let at = input.element.parentElement; at !== null; at = at.parentElement) {
    if (at instanceof HTMLDetailsElement) at.open = true;
  }
  input.focus();
}
