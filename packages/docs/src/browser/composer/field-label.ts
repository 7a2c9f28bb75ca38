import type { FormField } from "../../model/site.ts";
import { element } from "../element.ts";

/** The name of a field, and whether it is required or deprecated. */
export function fieldLabel(field: FormField) {
  const name = element("code", { textContent: field.name });
  const marks = [...(field.required ? ["required"] : []), ...(field.deprecated ? ["deprecated"] : [])];
  const parts = [
    name,
    ...marks.flatMap((mark) => [" ", element("span", { className: "composer-mark", textContent: mark })]),
  ];
  return {
    parts,
    rename: (label: string) => {
      name.textContent = label;
    },
  };
}
