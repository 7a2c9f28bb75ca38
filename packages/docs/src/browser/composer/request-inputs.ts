import { keysOf } from "@repo/openapi";
import type { RequestForm, SampleRequest } from "../../model/site.ts";
import { element } from "../element.ts";
import { isOfKind, type Problem } from "./check.ts";
import { ownValue } from "./filters.ts";
import { objectInput, rowsInput } from "./group-input.ts";
import { type CreateInput, type Input, type InputContext, unreadableIn } from "./input.ts";
import { leafInput } from "./leaf-input.ts";

/** The places of parameters, with their titles. Cookies are left out, as pages cannot set them for another origin. */
const PLACES = [
  ["path", "Path"],
  ["query", "Query"],
  ["header", "Headers"],
] as const;

/** The inputs of a whole request. */
export function requestInputs(form: RequestForm, shared: Omit<InputContext, "create">) {
  const context = { ...shared, create: createInput };
  const inputsOf = (place: (typeof PLACES)[number][0]) =>
    form.parameters
      .filter((field) => field.place === place)
      .map((field) => createInput(field, ownValue(form.start[place], field.name), context));
  const inputs = { path: inputsOf("path"), query: inputsOf("query"), header: inputsOf("header") };
  const wholeQuery = form.querystring && createInput(form.querystring, form.start.querystring, context);
  const body = form.body && createInput(form.body, form.start.body, context);
  const wholes = [wholeQuery ?? [], body ?? []].flat();
  const all = [...inputs.path, ...inputs.query, ...inputs.header, ...wholes];

  return {
    elements: [
      ...PLACES.filter(([place]) => inputs[place].length > 0).map(([place, title]) =>
        element(
          "fieldset",
          { className: "composer-group" },
          element("legend", { className: "composer-label", textContent: title }),
          ...inputs[place].map((input) => input.element),
        ),
      ),
      ...wholes.map((input) => input.element),
    ],
    all,
    read: (): SampleRequest => {
      const [querystring, read] = [wholeQuery?.read(), body?.read()];
      return {
        path: readAll(inputs.path),
        query: readAll(inputs.query),
        header: readAll(inputs.header),
        ...(querystring !== undefined && { querystring }),
        ...(read !== undefined && { body: read }),
      };
    },
    unreadable: (): Problem[] => [
      ...PLACES.flatMap(([place]) =>
        unreadableIn(inputs[place].map((input) => [input.field.name, input])).map((problem) => ({
          ...problem,
          in: place,
        })),
      ),
      ...(wholeQuery?.unreadable() ?? []).map((problem) => ({ ...problem, in: "querystring" as const })),
      ...(body?.unreadable() ?? []).map((problem) => ({ ...problem, in: "body" as const })),
    ],
    /** The input that a problem belongs to, or the nearest one around it. */
    inputOf: ({ in: place, pointer }: Problem): Input | undefined => {
      const keys = keysOf(pointer);
      if (place === "body") return body && nearest(body, keys);
      if (place === "querystring") return wholeQuery && nearest(wholeQuery, keys);
      const input = inputs[place].find(({ field }) => field.name === keys[0]);
      return input === undefined ? all[0] : nearest(input, keys.slice(1));
    },
  };
}

/** The input that fits a field. A value or a field for which there is no such input is filled in as JSON. */
const createInput: CreateInput = (field, value, context) => {
  const { kind, values, ...others } = field;
  const asJson = () => leafInput({ ...others, kind: "any" }, value, context);
  if (value !== undefined && !(value === null && field.nullable)) {
    const isListed = (values ?? [value]).some((each) => JSON.stringify(each) === JSON.stringify(value));
    if (!isOfKind(kind, value) || !isListed) return asJson();
  }
  if (values !== undefined) return leafInput(field, value, context);
  if (kind === "object") return field.fields === undefined ? asJson() : objectInput(field, value, context);
  return kind === "array" || kind === "map" ? rowsInput(field, value, context) : leafInput(field, value, context);
};

function nearest(input: Input, [first, ...others]: readonly string[]): Input {
  const inside = first === undefined ? undefined : input.inside(first);
  return inside === undefined ? input : nearest(inside, others);
}

function readAll(inputs: Input[]): Record<string, unknown> {
  const read = inputs.map((input): [string, unknown] => [input.field.name, input.read()]);
  return Object.fromEntries(read.filter(([, value]) => value !== undefined));
}
