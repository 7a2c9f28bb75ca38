import type { RequestForm, SampleLanguage, SampleRequest } from "../../model/site.ts";
import { element, freshId } from "../element.ts";
import { checkRequest } from "./check-request.ts";
import { chosenFilters, isWordOf } from "./chosen-filters.ts";
import { hideSecrets } from "./hide-secrets.ts";
import type { Input } from "./input.ts";
import type { Problem } from "./problem.ts";
import { type PlacedProblem, problemList } from "./problem-list.ts";
import { requestInputs } from "./request-inputs.ts";
import { samplePane } from "./sample-pane.ts";
import { sendPane } from "./send-pane.ts";

/** Colours code. It is asked for JSON as well where an answer is shown. */
export type Highlight = (language: SampleLanguage, code: string) => DocumentFragment;

/** What the page lends to the composer. */
export interface ComposerHooks {
  /** Finds what is wrong with a request, in place of the form's own checks. */
  validate?: (request: { path: unknown; query: unknown; body: unknown }) => Problem[];
  highlight: Highlight;
}

/** What the page tells when the reader chooses a word of a filter, or none: the detail of `filterchange`. */
export interface FilterChange {
  key: string;
  word: string | null;
}

/** Fills `host` with a form for a request, the samples of what is filled in, and a way to send it. Moves the focus there. */
export function openComposer(host: HTMLElement, form: RequestForm, hooks: ComposerHooks): void {
  let chosen = chosenFilters(location.search, form);
  let isDue = false;
  const changed = () => {
    // One update for all that happens until the browser draws.
    if (isDue) return;
    isDue = true;
    requestAnimationFrame(() => {
      isDue = false;
      update();
    });
  };
  const inputs = requestInputs(form, { changed, chosen: () => chosen });
  const problems = problemList();
  const samples = samplePane(form, hooks.highlight);

  const update = () => {
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
    const found =
      hooks.validate === undefined ? checkRequest(form, request, chosen) : validated(hooks.validate, request);
    // Where a text is no value, what is said of the value that is missing would mislead.
    const others = found.filter((problem) => !unreadable.some((each) => isSamePlace(each, problem)));
    return [...unreadable, ...others].flatMap((problem) => {
      const input = inputs.inputOf(problem);
      return input === undefined ? [] : [{ problem, input }];
    });
  };
  const validated = (validate: NonNullable<ComposerHooks["validate"]>, request: SampleRequest): Problem[] => [
    ...validate({ path: request.path, query: request.query, body: request.body }),
    // The client's validator does not look at headers.
    ...checkRequest(
      { ...form, parameters: form.parameters.filter(({ place }) => place === "header") },
      request,
      chosen,
    ).filter((problem) => problem.in === "header"),
  ];

  const heading = element("h2", { id: freshId(), tabIndex: -1, textContent: "Compose a request" });
  const composer = element(
    "section",
    { className: "composer" },
    heading,
    problems.element,
    element(
      "div",
      { className: "composer-columns" },
      element("div", { className: "composer-inputs" }, ...inputs.elements),
      element("div", { className: "composer-output" }, samples.element, sendPane(form, inputs.read, hooks.highlight)),
    ),
  );
  composer.setAttribute("aria-labelledby", heading.id);

  const filterChanged = (event: Event) => {
    if (!composer.isConnected) return document.removeEventListener("filterchange", filterChanged);
    const change = event instanceof CustomEvent ? filterChange(event.detail) : undefined;
    if (change === undefined) return;
    const word = change.word !== null && isWordOf(form, change.key, change.word) ? change.word : undefined;
    chosen = { ...chosen, [change.key]: word };
    for (const input of inputs.all) input.filter(chosen);
    changed();
  };
  document.addEventListener("filterchange", filterChanged);

  update();
  host.replaceChildren(composer);
  heading.focus();
}

function showWithin(input: Input, messages: ReadonlyMap<Input, readonly string[]>): void {
  input.show(messages.get(input) ?? []);
  for (const each of input.children()) showWithin(each, messages);
}

function isSamePlace(a: Problem, b: Problem): boolean {
  return a.in === b.in && a.pointer === b.pointer;
}

function filterChange(detail: unknown): FilterChange | undefined {
  if (typeof detail !== "object" || detail === null || !("key" in detail) || !("word" in detail)) return undefined;
  const { key, word } = detail;
  return typeof key === "string" && (typeof word === "string" || word === null) ? { key, word } : undefined;
}
