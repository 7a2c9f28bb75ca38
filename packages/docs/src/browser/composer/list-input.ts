import { element } from "../element.ts";
import { emptySwitch } from "./empty-switch.ts";
import { group } from "./group.ts";
import type { CreateInput, Input } from "./input.ts";
import { within } from "./unreadable-within.ts";

/** The inputs for a list: one for each item, and buttons to add and remove some. */
export const listInput: CreateInput = (field, value, context) => {
  const item = field.item ?? { id: `${field.id}[]`, name: "", kind: "any" as const };
  const items: { input: Input; row: HTMLElement }[] = [];
  const rows = element("ol", { className: "composer-rows" });
  const add = element("button", { type: "button", className: "composer-button", textContent: "Add an item" });
  add.setAttribute("aria-label", `Add an item to ${field.name}`);
  const empty = emptySwitch("Send an empty list", Array.isArray(value) && value.length === 0, context.changed);

  const number = () => {
    items.forEach(({ input, row }, index) => {
      input.rename(`${field.name}[${index}]`);
      row.querySelector(":scope > button")?.setAttribute("aria-label", `Remove ${field.name}[${index}]`);
    });
    empty.offer(items.length === 0);
  };
  const append = (start: unknown) => {
    const input = context.create(item, start, { ...context, isItem: true });
    const remove = element("button", { type: "button", className: "composer-button", textContent: "Remove" });
    const row = element("li", {}, input.element, remove);
    const entry = { input, row };
    remove.addEventListener("click", () => {
      const index = items.indexOf(entry);
      items.splice(index, 1);
      row.remove();
      number();
      // The focus goes where the next such step is taken, not to the top of the page.
      const next = items[index] ?? items[index - 1];
      (next?.row.querySelector<HTMLElement>(":scope > button") ?? add).focus();
      context.changed();
    });
    items.push(entry);
    rows.append(row);
    number();
    return input;
  };
  for (const each of Array.isArray(value) ? value : []) append(each);
  number();
  add.addEventListener("click", () => {
    append(undefined).focus();
    context.changed();
  });

  const shell = group(
    field,
    { value, isOpen: items.length > 0 || field.required === true, changed: context.changed },
    rows,
    add,
    empty.label,
  );
  return {
    field,
    element: shell.element,
    read: () => {
      if (shell.isNull()) return null;
      if (items.length === 0) return empty.isSent() ? [] : undefined;
      // Without a value the item is null, so that those after it keep their place.
      return items.map(({ input }) => input.read() ?? null);
    },
    unreadable: () => (shell.isNull() ? [] : within(items.map(({ input }, index) => [index, input]))),
    inside: (key) => items[Number(key)]?.input,
    children: () => items.map(({ input }) => input),
    filter: (chosen) => {
      for (const { input } of items) input.filter(chosen);
    },
    show: shell.show,
    rename: shell.rename,
    focus: shell.focus,
  };
};
