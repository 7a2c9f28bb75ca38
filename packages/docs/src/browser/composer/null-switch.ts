import { element } from "../element.ts";

/** A checkbox that sends null in place of what is filled in, which it turns off. */
export function nullSwitch(isNull: boolean, toggled: (isNull: boolean) => void) {
  const box = element("input", { type: "checkbox", checked: isNull, autocomplete: "off" });
  box.addEventListener("change", () => toggled(box.checked));
  toggled(isNull);
  const label = element(
    "label",
    { className: "composer-null" },
    box,
    element("span", {}, element("code", {}, "null")),
    "unsets it",
  );
  return { label, isNull: () => box.checked };
}
