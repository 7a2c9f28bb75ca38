// Walks the values of a request along the fields of its form: what filters leave of it, what holds with the choices in
// force, and what must not be shown.
import { isRecord } from "@repo/openapi";
import type { FormDifference, FormField, RequestForm, SampleRequest } from "../../model/site.ts";

/** The reader's choice in each filter, by its key: `{ "oven-kind": "deck" }`. */
export type ChosenFilters = Readonly<Record<string, string | undefined>>;

/** The choices in an address that the form knows: `{ "oven-kind": "deck" }` for `?oven-kind=deck`. */
export function chosenFilters(search: string, form: RequestForm): ChosenFilters {
  return Object.fromEntries([...new URLSearchParams(search)].filter(([key, word]) => isChoice(form, key, word)));
}

/** Whether a form has a filter with this key, and a field for which this choice makes a difference. */
export function isChoice({ parameters, body }: RequestForm, key: string, word: string): boolean {
  const isWithin = ({ filter, fields = [], item }: FormField): boolean => {
    const inside = item === undefined ? fields : [...fields, item];
    const wordsOf = ({ availableFor = [], differences = [] }: FormField) => [
      ...availableFor,
      ...differences.flatMap(({ words }) => words),
    ];
    return (filter === key && inside.some((each) => wordsOf(each).includes(word))) || inside.some(isWithin);
  };
  return parameters.some(isWithin) || (body !== undefined && isWithin(body));
}

/** Whether the filter of an object leaves one of its fields. */
export function isAvailable(field: FormField, parent: FormField, filters: ChosenFilters): boolean {
  const word = parent.filter === undefined ? undefined : filters[parent.filter];
  return word === undefined || field.availableFor === undefined || field.availableFor.includes(word);
}

/** The choices in force in a place: what the reader chose in the filters, and what the values around tell. */
export interface Choices {
  chosen: ChosenFilters;
  told: ChosenFilters;
}

/** The choices in force inside an object: those around it, and what its own values tell, be it that there is none. */
export function choicesWithin({ fields = [] }: FormField, value: Record<string, unknown>, around: Choices): Choices {
  const told = fields.flatMap(({ name, tells }) => {
    const telling = ownValue(value, name);
    return tells && typeof telling === "string" ? [[tells.filter, ownValue(tells.words, telling)]] : [];
  });
  return { ...around, told: { ...around.told, ...Object.fromEntries(told) } };
}

/** What else holds for one of the fields of an object, with the choices in force inside that object. */
export function differencesOf(
  field: FormField,
  { filter = "", choice }: FormField,
  value: Record<string, unknown>,
  { chosen, told }: Choices,
): FormDifference[] {
  const own = choice === undefined ? undefined : ownValue(value, choice);
  const word = chosen[filter] ?? (typeof own === "string" ? own : told[filter]);
  return (field.differences ?? []).filter(({ words }) => word !== undefined && words.includes(word));
}

/** A property of an object itself: a name such as `constructor` is not looked up in its prototype. */
export function ownValue<Value>(values: Readonly<Record<string, Value>>, name: string): Value | undefined {
  return Object.hasOwn(values, name) ? values[name] : undefined;
}

/** A copy of the request without the properties that the filters exclude, and without objects that they leave empty. */
export function filterRequest(request: SampleRequest, form: RequestForm, filters: ChosenFilters): SampleRequest {
  if (form.body === undefined || request.body === undefined) return request;
  return { ...request, body: filterValue(request.body, form.body, filters) };
}

function filterValue(value: unknown, field: FormField, filters: ChosenFilters): unknown {
  const { item, fields = [] } = field;
  if (Array.isArray(value)) return item === undefined ? value : value.map((each) => filterValue(each, item, filters));
  if (!isRecord(value)) return value;
  const kept = Object.entries(value).flatMap(([key, each]): [string, unknown][] => {
    const inner = item ?? fields.find(({ name }) => name === key);
    if (inner === undefined) return [[key, each]];
    if (!isAvailable(inner, field, filters)) return [];
    const left = filterValue(each, inner, filters);
    const isEmptied = isEmptyObject(left) && !isEmptyObject(each);
    return isEmptied && item === undefined && !inner.required ? [] : [[key, left]];
  });
  return Object.fromEntries(kept);
}

function isEmptyObject(value: unknown): boolean {
  return isRecord(value) && Object.keys(value).length === 0;
}

/** A copy of the request with `<name>` in place of each secret, so that the samples neither show nor copy it. */
export function hideSecrets(form: RequestForm, request: SampleRequest): SampleRequest {
  const hidden = { ...request };
  for (const field of form.parameters) {
    const { place, name } = field;
    if (place === undefined || place === "cookie" || !Object.hasOwn(request[place], name)) continue;
    hidden[place] = { ...hidden[place], [name]: hideWithin(field, request[place][name]) };
  }
  for (const place of ["querystring", "body"] as const) {
    const field = form[place];
    if (field !== undefined && request[place] !== undefined) hidden[place] = hideWithin(field, request[place]);
  }
  return hidden;
}

function hideWithin(field: FormField, value: unknown): unknown {
  if (field.secret && value !== null) return `<${field.name}>`;
  const { item, fields = [] } = field;
  if (Array.isArray(value)) return item === undefined ? value : value.map((each) => hideWithin(item, each));
  if (!isRecord(value)) return value;
  const entries = Object.entries(value).map(([key, each]): [string, unknown] => {
    const inner = field.kind === "map" ? item : fields.find(({ name }) => name === key);
    return [key, inner === undefined ? each : hideWithin(inner, each)];
  });
  return Object.fromEntries(entries);
}
