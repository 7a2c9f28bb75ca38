import type { FormField, RequestForm, SampleRequest } from "../../model/site.ts";
import { element } from "../element.ts";
import { createInput } from "./create-input.ts";
import type { Input, InputContext } from "./input.ts";
import { keysOf, type Problem, pointerTo } from "./problem.ts";

const places = ["path", "query", "header"] as const;
type Place = (typeof places)[number];

/** The inputs of a whole request. A browser lets no page set cookies, so there are none for these. */
export function requestInputs(form: RequestForm, shared: Omit<InputContext, "create">) {
  const context = { ...shared, create: createInput };
  const inPlace = (place: Place) =>
    form.parameters
      .filter((field) => field.place === place)
      .map((field): [string, Input] => [field.name, createInput(field, ownValue(form.start[place], field), context)]);
  const inputs: Record<Place, Map<string, Input>> = {
    path: new Map(inPlace("path")),
    query: new Map(inPlace("query")),
    header: new Map(inPlace("header")),
  };
  const body = form.body === undefined ? undefined : createInput(form.body, form.start.body, context);
  const all = [...places.flatMap((place) => [...inputs[place].values()]), ...(body === undefined ? [] : [body])];

  return {
    elements: [
      ...places.filter((place) => inputs[place].size > 0).map((place) => partOf(place, inputs[place])),
      ...(body === undefined ? [] : [body.element]),
    ],
    all,
    read: (): SampleRequest => {
      const [path = {}, query = {}, header = {}] = places.map((place) => readAll(inputs[place]));
      const read = body?.read();
      return { path, query, header, ...(read !== undefined && { body: read }) };
    },
    unreadable: (): Problem[] => [
      ...places.flatMap((place) =>
        [...inputs[place]].flatMap(([name, input]) =>
          input
            .unreadable()
            .map((problem) => ({ ...problem, in: place, pointer: `${pointerTo("", name)}${problem.pointer}` })),
        ),
      ),
      ...(body?.unreadable() ?? []).map((problem) => ({ ...problem, in: "body" as const })),
    ],
    /** The input that a problem is of, or the nearest around it. */
    inputOf: ({ in: place, pointer }: Problem): Input | undefined => {
      const [first = "", ...keys] = keysOf(pointer);
      if (place === "body") return pointer === "" ? body : body && nearest(body, [first, ...keys]);
      const input = inputs[place].get(first);
      return input === undefined ? all[0] : nearest(input, keys);
    },
  };
}

function nearest(input: Input, keys: readonly string[]): Input {
  const [first, ...others] = keys;
  const inside = first === undefined ? undefined : input.inside(first);
  return inside === undefined ? input : nearest(inside, others);
}

function readAll(inputs: Map<string, Input>): Record<string, unknown> {
  const read = [...inputs].map(([name, input]): [string, unknown] => [name, input.read()]);
  return Object.fromEntries(read.filter(([, value]) => value !== undefined));
}

function ownValue(values: Record<string, unknown>, { name }: FormField): unknown {
  return Object.hasOwn(values, name) ? values[name] : undefined;
}

function partOf(place: Place, inputs: Map<string, Input>): HTMLElement {
  const title = { path: "Path", query: "Query", header: "Headers" }[place];
  return element(
    "fieldset",
    { className: "composer-group" },
    element("legend", { className: "composer-label", textContent: title }),
    ...[...inputs.values()].map((input) => input.element),
  );
}
