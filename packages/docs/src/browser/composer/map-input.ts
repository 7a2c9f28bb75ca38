import { element, freshId } from "../element.ts";
import { emptySwitch } from "./empty-switch.ts";
import { group } from "./group.ts";
import type { CreateInput, Input } from "./input.ts";
import { pointerTo, type ValueProblem } from "./problem.ts";
import { within } from "./unreadable-within.ts";

/** The inputs for a map: a key and a value in each row, and buttons to add and remove some. */
export const mapInput: CreateInput = (field, value, context) => {
  const item = { ...(field.item ?? { id: `${field.id}.*`, kind: "any" as const }), name: "value" };
  const entries: { key: HTMLInputElement; input: Input; row: HTMLElement }[] = [];
  const rows = element("ol", { className: "composer-rows" });
  const add = element("button", { type: "button", className: "composer-button", textContent: "Add an entry" });
  add.setAttribute("aria-label", `Add an entry to ${field.name}`);
  const start = typeof value === "object" && value !== null ? Object.entries(value) : [];
  const empty = emptySwitch(
    "Send an empty object",
    value !== undefined && value !== null && start.length === 0,
    context.changed,
  );

  const append = (name: string, each: unknown) => {
    const key = element("input", { type: "text", id: freshId(), value: name, autocomplete: "off", spellcheck: false });
    key.addEventListener("input", context.changed);
    const input = context.create(item, each, { ...context, isItem: true });
    const remove = element("button", { type: "button", className: "composer-button", textContent: "Remove" });
    remove.setAttribute("aria-label", `Remove an entry of ${field.name}`);
    const label = element("label", { className: "composer-label", htmlFor: key.id }, element("code", {}, "key"));
    const row = element("li", {}, element("div", { className: "composer-field" }, label, key), input.element, remove);
    const entry = { key, input, row };
    remove.addEventListener("click", () => {
      entries.splice(entries.indexOf(entry), 1);
      row.remove();
      empty.offer(entries.length === 0);
      add.focus();
      context.changed();
    });
    entries.push(entry);
    rows.append(row);
    empty.offer(false);
    return key;
  };
  for (const [name, each] of start) append(name, each);
  empty.offer(entries.length === 0);
  add.addEventListener("click", () => {
    append("", undefined).focus();
    context.changed();
  });

  const shell = group(
    field,
    { value, isOpen: entries.length > 0 || field.required === true, changed: context.changed },
    rows,
    add,
    empty.label,
  );
  return {
    field,
    element: shell.element,
    read: () => {
      if (shell.isNull()) return null;
      if (entries.length === 0) return empty.isSent() ? {} : undefined;
      return Object.fromEntries(entries.map(({ key, input }) => [key.value, input.read() ?? null]));
    },
    unreadable: () => {
      if (shell.isNull()) return [];
      const keys = entries.map(({ key }) => key.value);
      const twice = keys.filter((key, index) => keys.indexOf(key) !== index);
      return [
        ...[...new Set(twice)].map(
          (key): ValueProblem => ({
            pointer: pointerTo("", key),
            rule: "key",
            message: "is a key twice: the last one counts",
          }),
        ),
        ...within(entries.map(({ key, input }) => [key.value, input])),
      ];
    },
    inside: (key) => entries.filter((entry) => entry.key.value === key).at(-1)?.input,
    children: () => entries.map(({ input }) => input),
    filter: (chosen) => {
      for (const { input } of entries) input.filter(chosen);
    },
    show: shell.show,
    rename: shell.rename,
    focus: shell.focus,
  };
};
