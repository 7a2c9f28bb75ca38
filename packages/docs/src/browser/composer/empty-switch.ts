import { element } from "../element.ts";

/** A checkbox that sends a list or a map without anything in it, where leaving it out would mean something else. */
export function emptySwitch(text: string, isSent: boolean, changed: () => void) {
  const box = element("input", { type: "checkbox", checked: isSent, autocomplete: "off" });
  box.addEventListener("change", changed);
  const label = element("label", { className: "composer-null" }, box, text);
  return {
    label,
    offer: (isEmpty: boolean) => {
      label.hidden = !isEmpty;
      if (!isEmpty) box.checked = false;
    },
    isSent: () => box.checked,
  };
}
