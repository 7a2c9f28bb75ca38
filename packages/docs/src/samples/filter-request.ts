import type { FormField, RequestForm, SampleRequest } from "../model/site.ts";

/** What the reader chose of each filter, by its key: `{ trainer: "flux-lora" }`. */
export type ChosenFilters = Readonly<Record<string, string | undefined>>;

/**
 * The request without the properties that the chosen words exclude. An optional object that nothing is left of goes too.
 * What was given stays as it is.
 */
export function filterRequest(request: SampleRequest, form: RequestForm, filters: ChosenFilters): SampleRequest {
  if (form.body === undefined || request.body === undefined) return request;
  return { ...request, body: filterValue(request.body, form.body, filters) };
}

/** Whether a field of an object is left, by what is chosen of the filter that the object's fields differ by. */
export function isAvailable(field: FormField, parent: FormField, filters: ChosenFilters): boolean {
  const word = parent.filter === undefined ? undefined : filters[parent.filter];
  return word === undefined || field.availableFor === undefined || field.availableFor.includes(word);
}

function filterValue(value: unknown, field: FormField, filters: ChosenFilters): unknown {
  const { item, fields = [] } = field;
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return item === undefined ? value : value.map((each) => filterValue(each, item, filters));
  const entries = Object.entries(value);
  if (item !== undefined)
    return Object.fromEntries(entries.map(([key, each]) => [key, filterValue(each, item, filters)]));
  const kept = entries.flatMap(([key, each]): [string, unknown][] => {
    const of = fields.find(({ name }) => name === key);
    if (of === undefined) return [[key, each]];
    if (!isAvailable(of, field, filters)) return [];
    const left = filterValue(each, of, filters);
    const emptied = isEmptyObject(left) && !isEmptyObject(each) && !of.required;
    return emptied ? [] : [[key, left]];
  });
  return Object.fromEntries(kept);
}

function isEmptyObject(value: unknown): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value) && Object.keys(value).length === 0;
}
