import { isAvailable } from "../../samples/filter-request.ts";
import { group } from "./group.ts";
import type { CreateInput, Input } from "./input.ts";
import { within } from "./unreadable-within.ts";

/** How many fields an object may have to be open from the start though nothing is filled in. */
const fewFields = 6;

/** The inputs for an object's fields. */
export const objectInput: CreateInput = (field, value, context) => {
  const start = new Map(typeof value === "object" && value !== null ? Object.entries(value) : []);
  const fields = field.fields ?? [];
  const inputs = fields.map((each) => context.create(each, start.get(each.name), { ...context, isItem: false }));
  const shell = group(
    field,
    {
      value,
      isOpen: start.size > 0 || field.required === true || fields.length <= fewFields,
      changed: context.changed,
    },
    ...inputs.map(({ element }) => element),
  );
  const byName = new Map(inputs.map((input) => [input.field.name, input]));
  // What was there at the start keeps its order, and what the form does not know is kept too.
  const order = [...new Set([...start.keys(), ...byName.keys()])];
  // An object that was empty at the start, an item and the required ones are sent even where nothing is in them.
  const isAlwaysSent = (value !== undefined && value !== null && start.size === 0) || context.isItem || field.required;
  const isShown = (input: Input) => isAvailable(input.field, field, context.chosen());
  const shown = () => inputs.filter(isShown);

  const input: Input = {
    field,
    element: shell.element,
    read: () => {
      if (shell.isNull()) return null;
      const entries = order.flatMap((name): [string, unknown][] => {
        const of = byName.get(name);
        const read = of === undefined ? start.get(name) : isShown(of) ? of.read() : undefined;
        return read === undefined ? [] : [[name, read]];
      });
      return entries.length === 0 && !isAlwaysSent ? undefined : Object.fromEntries(entries);
    },
    unreadable: () => (shell.isNull() ? [] : within(shown().map((each) => [each.field.name, each]))),
    inside: (key) => byName.get(key),
    children: () => inputs,
    filter: (chosen) => {
      for (const each of inputs) {
        each.element.hidden = !isShown(each);
        each.filter(chosen);
      }
    },
    show: shell.show,
    rename: shell.rename,
    focus: shell.focus,
  };
  input.filter(context.chosen());
  return input;
};
