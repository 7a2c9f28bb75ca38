import { isRecord } from "@repo/openapi";
import type { FormField, RequestForm, SampleRequest } from "../model/site.ts";
import { type ChosenFilters, choicesWithin, filterRequest } from "./composer/filters.ts";
import { chosenFilters } from "./filter.ts";

interface NamedSample {
  key: string;
  request: SampleRequest;
}

/**
 * Sets aside the samples that are for another choice than that of the filters, and opens the one that is for this choice
 * in particular. All samples stay as they were written: a part of one would not do what its title says.
 */
export function matchSamples(form: RequestForm, samples: readonly NamedSample[]): void {
  const match = () => {
    const chosen = chosenFilters();
    const fitting = samples.filter(({ request }) => fits(form, request, chosen));
    for (const sample of samples) {
      const element = elementOf(sample);
      if (!element) continue;
      const isAside = !fitting.includes(sample);
      element.classList.toggle("set-aside", isAside);
      const summary = element.querySelector("summary");
      if (summary) summary.dataset["note"] = isAside ? `not for ${titlesOf(chosen)}` : "";
    }
    const special = fitting.find(({ request }) => isSpecial(form, request, chosen));
    const open = samples.find((sample) => elementOf(sample)?.open);
    const shown = special ?? (open && fitting.includes(open) ? open : fitting[0]);
    for (const sample of samples) {
      const element = elementOf(sample);
      if (element) element.open = sample === shown;
    }
  };
  document.addEventListener("filterchange", match);
  if (Object.keys(chosenFilters()).length > 0) match();
}

/** Whether a request has nothing that the filters hide, and no value that tells another choice. */
export function fits(form: RequestForm, request: SampleRequest, chosen: ChosenFilters = chosenFilters()): boolean {
  const filtered = filterRequest(request, form, chosen);
  if (JSON.stringify(filtered) !== JSON.stringify(request)) return false;
  const told = toldBy(form.body, request.body);
  return Object.entries(chosen).every(([key, word]) => {
    const other = told[key];
    return other === undefined || other === word || !choicesOf(key).some(({ value }) => value === other);
  });
}

/** The only choice of a filter that a request fits, if there is just one. */
export function onlyChoice(form: RequestForm, request: SampleRequest): { key: string; word: string } | undefined {
  for (const filter of document.querySelectorAll<HTMLElement>("fieldset.filter")) {
    const key = filter.dataset["filter"] ?? "";
    // What a request tells itself changes with its values.
    if (toldBy(form.body, request.body)[key] !== undefined) continue;
    const words = new Set(choicesOf(key).flatMap(({ value }) => value || []));
    const fitting = [...words].filter((word) => fits(form, request, { [key]: word }));
    const [word, ...others] = fitting;
    if (word !== undefined && others.length === 0 && words.size > 1) return { key, word };
  }
  return undefined;
}

/** Whether a request fits the choice, but not all the others. */
function isSpecial(form: RequestForm, request: SampleRequest, chosen: ChosenFilters): boolean {
  return Object.entries(chosen).some(([key, word]) =>
    choicesOf(key).some(
      ({ value }) => value !== "" && value !== word && !fits(form, request, { ...chosen, [key]: value }),
    ),
  );
}

function toldBy(field: FormField | undefined, value: unknown): ChosenFilters {
  return field && isRecord(value) ? choicesWithin(field, value, { chosen: {}, told: {} }).told : {};
}

function choicesOf(key: string): HTMLInputElement[] {
  return [...document.querySelectorAll<HTMLInputElement>(`[data-filter="${CSS.escape(key)}"] input`)];
}

function titlesOf(chosen: ChosenFilters): string {
  const titles = Object.entries(chosen).map(
    ([key, word]) => choicesOf(key).find(({ value }) => value === word)?.parentElement?.textContent,
  );
  return titles.filter(Boolean).join(", ");
}

function elementOf({ key }: NamedSample): HTMLDetailsElement | null {
  return document.querySelector(`details[data-sample="${CSS.escape(key)}"]`);
}
