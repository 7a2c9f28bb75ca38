import type { FormField } from "../../model/site.ts";
import { element, freshId } from "../element.ts";
import { fieldLabel } from "./field-label.ts";
import { hintsOf } from "./hints.ts";
import { nullSwitch } from "./null-switch.ts";
import { hintNote, problemNote } from "./problem-note.ts";

/** What inputs with others inside have in common: a fieldset that opens and closes, null, hints and problems. */
export function group(
  field: FormField,
  { value, isOpen, changed }: { value: unknown; isOpen: boolean; changed(): void },
  ...content: (HTMLElement | undefined)[]
) {
  const label = fieldLabel(field);
  const name = element("span", { id: freshId() }, ...label.parts);
  const hint = hintNote(hintsOf(field));
  const inner = element("div", { className: "composer-inside" });
  inner.append(...content.filter((each) => each !== undefined));
  const summary = element("summary", { className: "composer-label" }, name);
  const details = element("details", { className: "composer-details", open: isOpen });
  const fieldset = element("fieldset", { className: "composer-group" }, details);
  // The summary says the name already: a legend would say it twice.
  fieldset.setAttribute("aria-labelledby", name.id);
  const { note, show } = problemNote([fieldset], hint);
  const toggled = (isNull: boolean) => {
    inner.hidden = isNull;
    changed();
  };
  const none = field.nullable ? nullSwitch(value === null, toggled) : undefined;
  details.append(...[summary, hint, note, none?.label, inner].filter((each) => each !== undefined));
  return {
    element: fieldset,
    show,
    rename: label.rename,
    isNull: () => none?.isNull() ?? false,
    focus: () => summary.focus(),
  };
}
