import { element, freshId } from "../element.ts";
import { createControl } from "./control.ts";
import { fieldLabel } from "./field-label.ts";
import { hintsOf } from "./hints.ts";
import type { CreateInput } from "./input.ts";
import { nullSwitch } from "./null-switch.ts";
import { hintNote, problemNote } from "./problem-note.ts";

/** The input for a plain value, or for JSON. */
export const leafInput: CreateInput = (field, value, { changed, isItem = false }) => {
  const control = createControl(field, value, isItem);
  const label = fieldLabel(field);
  control.element.id = freshId();
  control.element.addEventListener("input", changed);
  const labelled = element("label", { className: "composer-label", htmlFor: control.element.id }, ...label.parts);
  const hint = hintNote(hintsOf(field));
  const { note, show } = problemNote([control.element], hint);
  // As JSON, null can be typed.
  const toggled = (isNull: boolean) => {
    control.element.disabled = isNull;
    changed();
  };
  const none = field.nullable && field.kind !== "any" ? nullSwitch(value === null, toggled) : undefined;
  const isNull = () => none?.isNull() ?? false;

  return {
    field,
    element: element("div", { className: "composer-field" }, labelled, control.element, none?.label, hint, note),
    read: () => (isNull() ? null : control.read()),
    unreadable: () => {
      const fault = isNull() ? undefined : control.fault?.();
      return fault === undefined ? [] : [{ pointer: "", ...fault }];
    },
    inside: () => undefined,
    children: () => [],
    filter: () => {},
    show,
    rename: label.rename,
    // What null turns off takes no focus: the switch does.
    focus: () => (control.element.disabled && none ? none.label.control : control.element)?.focus(),
  };
};
