import { isRecord, pointerOf } from "@repo/openapi";
import type { FormDifference, FormField } from "../../model/site.ts";
import { element, freshId } from "../element.ts";
import { choicesWithin, differencesOf, isAvailable } from "./filters.ts";
import {
  type CreateInput,
  fieldLabel,
  fieldNotes,
  fieldReference,
  type Input,
  type InputContext,
  nullSwitch,
  unreadableIn,
} from "./input.ts";

/** The number of fields up to which an object is open from the start, even if nothing is filled in. */
const MAX_OPEN_FIELDS = 6;

/** What the inputs for objects, lists and maps have in common: a fieldset that opens and closes, null, and notes. */
function group(
  field: FormField,
  { value, isOpen, context }: { value: unknown; isOpen: boolean; context: InputContext },
  ...content: HTMLElement[]
) {
  const label = fieldLabel(field);
  const name = element("span", { id: freshId() }, ...label.parts);
  const summary = element("summary", { className: "composer-label" }, name);
  const fieldset = element("fieldset", { className: "composer-group" });
  // A legend would repeat the name in the summary.
  fieldset.setAttribute("aria-labelledby", name.id);
  const about = context.isItem ? undefined : fieldReference(field);
  const { hint, note, ...notes } = fieldNotes(field, fieldset, about);
  const inner = element("div", { className: "composer-inside" }, ...content);
  const toggled = (isNull: boolean) => {
    inner.hidden = isNull;
    context.changed();
  };
  const none = field.nullable ? nullSwitch(field.name, value === null, toggled) : undefined;
  const details = { className: "composer-details", open: isOpen || field.required === true };
  fieldset.append(element("details", details, summary, about, hint, note, none?.label, inner));
  return {
    isNull: () => none?.isNull() ?? false,
    adapt: (differences: readonly FormDifference[] = []) => {
      label.adapt(differences);
      notes.adapt(differences);
    },
    shell: {
      field,
      element: fieldset,
      show: notes.show,
      focus: () => summary.focus(),
      rename: (name: string) => {
        label.rename(name);
        none?.rename(name);
      },
    },
  };
}

export const objectInput: CreateInput = (field, value, context) => {
  const start = new Map(isRecord(value) ? Object.entries(value) : []);
  const fields = field.fields ?? [];
  const inputs = fields.map((each) => context.create(each, start.get(each.name), { ...context, isItem: false }));
  const { shell, isNull, adapt } = group(
    field,
    { value, isOpen: start.size > 0 || fields.length <= MAX_OPEN_FIELDS, context },
    ...inputs.map(({ element }) => element),
  );
  const byName = new Map(inputs.map((input) => [input.field.name, input]));
  // The properties at the start keep their order, including those that the form does not know.
  const order = [...new Set([...start.keys(), ...byName.keys()])];
  // An object without any value is sent if it is an item, required, or was empty at the start.
  const isAlwaysSent = context.isItem || field.required || (isRecord(value) && start.size === 0);
  const isShown = (input: Input) => isAvailable(input.field, field, context.chosen());
  /** The inputs whose values tell what holds for others. */
  const telling = inputs.filter(({ field: { name, tells } }) => tells ?? name === field.choice);

  return {
    ...shell,
    read: () => {
      if (isNull()) return null;
      const entries = order.flatMap((name): [string, unknown][] => {
        const of = byName.get(name);
        const read = of === undefined ? start.get(name) : isShown(of) ? of.read() : undefined;
        return read === undefined ? [] : [[name, read]];
      });
      return entries.length === 0 && !isAlwaysSent ? undefined : Object.fromEntries(entries);
    },
    unreadable: () => (isNull() ? [] : unreadableIn(inputs.filter(isShown).map((each) => [each.field.name, each]))),
    inside: (key) => byName.get(key),
    children: () => inputs,
    adapt: (around, differences) => {
      adapt(differences);
      const told = Object.fromEntries(telling.map((each) => [each.field.name, each.read()]));
      const choices = choicesWithin(field, told, around);
      for (const each of inputs) {
        each.element.hidden = !isShown(each);
        each.adapt(choices, differencesOf(each.field, field, told, choices));
      }
    },
  };
};

interface Row {
  /** The input for the key, in a map. */
  key: HTMLInputElement | undefined;
  input: Input;
  remove: HTMLButtonElement;
}

/** The input for a list or a map: a row for each item, with buttons to add and remove rows. */
export const rowsInput: CreateInput = (field, value, context) => {
  const isMap = field.kind === "map";
  const item: FormField = {
    id: field.id,
    name: field.name,
    kind: "any",
    ...field.item,
    ...(isMap && { name: "value" }),
  };
  const items = Array.isArray(value) ? value.map((each): [string, unknown] => ["", each]) : [];
  const start = isRecord(value) ? Object.entries(value) : items;
  const rows: Row[] = [];
  const list = element("ol", { className: "composer-rows" });
  const noun = isMap ? "entry" : "item";
  const add = element("button", {
    type: "button",
    className: "composer-button",
    textContent: `Add an ${noun}`,
    ariaLabel: `Add an ${noun} to ${field.name}`,
  });
  // An empty list can mean something else than no list.
  const sendEmpty = element("input", {
    type: "checkbox",
    checked: value !== undefined && value !== null && start.length === 0,
    autocomplete: "off",
  });
  sendEmpty.addEventListener("change", context.changed);
  const emptyText = `Send an empty ${isMap ? "object" : "list"}`;
  sendEmpty.ariaLabel = `${field.name}: s${emptyText.slice(1)}`;
  const emptyLabel = element("label", { className: "composer-null" }, sendEmpty, emptyText);

  const keyOf = ({ key }: Row, index: number) => key?.value ?? String(index);
  const keyed = () => rows.map((row, index) => [keyOf(row, index), row.input] as const);
  const update = () => {
    rows.forEach(({ input, remove }, index) => {
      if (!isMap) input.rename(`${field.name}[${index}]`);
      remove.ariaLabel = isMap ? `Remove an entry of ${field.name}` : `Remove ${field.name}[${index}]`;
    });
    emptyLabel.hidden = rows.length > 0;
    if (rows.length > 0) sendEmpty.checked = false;
  };
  const append = (name: string, each: unknown): Row => {
    const key = isMap ? keyInput(name, context.changed) : undefined;
    const input = context.create(item, each, { ...context, isItem: true });
    const remove = element("button", { type: "button", className: "composer-button", textContent: "Remove" });
    const line = element("li", {}, key?.element, input.element, remove);
    const row = { key: key?.input, input, remove };
    remove.addEventListener("click", () => {
      const index = rows.indexOf(row);
      rows.splice(index, 1);
      line.remove();
      update();
      // The focus stays near, instead of going to the top of the page.
      ((rows[index] ?? rows[index - 1])?.remove ?? add).focus();
      context.changed();
    });
    rows.push(row);
    list.append(line);
    update();
    return row;
  };
  for (const [name, each] of start) append(name, each);
  update();
  add.addEventListener("click", () => {
    const { key, input } = append("", undefined);
    (key ?? input).focus();
    context.changed();
  });

  const { shell, isNull, adapt } = group(field, { value, isOpen: rows.length > 0, context }, list, add, emptyLabel);
  return {
    ...shell,
    read: () => {
      if (isNull()) return null;
      if (rows.length === 0) return sendEmpty.checked ? (isMap ? {} : []) : undefined;
      // An item without a value is null, so that those after it keep their index.
      const entries = keyed().map(([key, input]) => [key, input.read() ?? null] as const);
      return isMap ? Object.fromEntries(entries) : entries.map(([, each]) => each);
    },
    unreadable: () => {
      if (isNull()) return [];
      const keys = rows.map(keyOf);
      const repeated = new Set(keys.filter((key, index) => keys.indexOf(key) !== index));
      const message = "is a key twice: the last one counts";
      return [
        ...[...repeated].map((key) => ({ pointer: pointerOf([key]), rule: "key", message })),
        ...unreadableIn(keyed()),
      ];
    },
    inside: (key) => rows.findLast((row, index) => keyOf(row, index) === key)?.input,
    children: () => rows.map(({ input }) => input),
    adapt: (choices, differences) => {
      adapt(differences);
      for (const { input } of rows) input.adapt(choices);
    },
  };
};

function keyInput(name: string, changed: () => void) {
  const shared = { autocomplete: "off", spellcheck: false } as const;
  const input = element("input", { type: "text", id: freshId(), value: name, ...shared });
  input.addEventListener("input", changed);
  const label = element("label", { className: "composer-label", htmlFor: input.id }, element("code", {}, "key"));
  return { input, element: element("div", { className: "composer-field" }, label, input) };
}
