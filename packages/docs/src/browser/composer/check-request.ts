import type { FormField, RequestForm, SampleRequest } from "../../model/site.ts";
import { type ChosenFilters, isAvailable } from "../../samples/filter-request.ts";
import { checkValue } from "./check-value.ts";
import { type Problem, pointerTo, type ValueProblem } from "./problem.ts";

/** What the form itself can tell to be wrong with a request: required values, types, enumerations and limits. */
export function checkRequest(form: RequestForm, request: SampleRequest, filters: ChosenFilters): Problem[] {
  const parameters = form.parameters.flatMap((field) => {
    if (field.place === undefined || field.place === "cookie") return [];
    const pointer = pointerTo("", field.name);
    return within(field.place, checkField(field, ownValue(request[field.place], field.name), pointer, filters));
  });
  const body = form.body === undefined ? [] : checkField(form.body, request.body, "", filters);
  return [...parameters, ...within("body", body)];
}

function checkField(field: FormField, value: unknown, pointer: string, filters: ChosenFilters): ValueProblem[] {
  if (value === undefined) return field.required ? [{ pointer, rule: "required", message: "is required" }] : [];
  const own = checkValue(field, value).map((problem) => ({ ...problem, pointer }));
  if (own.length > 0 || typeof value !== "object" || value === null) return own;
  if (Array.isArray(value)) {
    const { item } = field;
    return item === undefined
      ? []
      : value.flatMap((each, index) => checkField(item, each, pointerTo(pointer, index), filters));
  }
  const entries = Object.entries(value);
  const { item, fields = [] } = field;
  if (field.kind === "map" && item !== undefined) {
    return entries.flatMap(([key, each]) => checkField(item, each, pointerTo(pointer, key), filters));
  }
  return fields
    .filter((each) => isAvailable(each, field, filters))
    .flatMap((each) => checkField(each, ownValue(value, each.name), pointerTo(pointer, each.name), filters));
}

function ownValue(values: object, name: string): unknown {
  return Object.entries(values).find(([key]) => key === name)?.[1];
}

function within(place: Problem["in"], problems: ValueProblem[]): Problem[] {
  return problems.map((problem) => ({ in: place, ...problem }));
}
