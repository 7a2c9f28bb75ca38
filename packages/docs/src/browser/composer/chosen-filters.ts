import type { FormField, RequestForm } from "../../model/site.ts";
import type { ChosenFilters } from "../../samples/filter-request.ts";

/**
 * What the page's address chooses of the filters that a form has: `?trainer=flux-lora` gives `{ trainer: "flux-lora" }`.
 * A word that no field is for is none.
 */
export function chosenFilters(search: string, form: RequestForm): ChosenFilters {
  const chosen = [...new URLSearchParams(search)].filter(([key, word]) => isWordOf(form, key, word));
  return Object.fromEntries(chosen);
}

/** Whether a form has a filter with this key, and a field that is for this word of it. */
export function isWordOf(form: RequestForm, key: string, word: string): boolean {
  const fields = [...form.parameters, ...(form.body === undefined ? [] : [form.body])];
  return fields.some((field) => isWordWithin(field, key, word));
}

function isWordWithin(field: FormField, key: string, word: string): boolean {
  const inside = [...(field.fields ?? []), ...(field.item === undefined ? [] : [field.item])];
  if (field.filter === key && inside.some(({ availableFor }) => availableFor?.includes(word))) return true;
  return inside.some((each) => isWordWithin(each, key, word));
}
