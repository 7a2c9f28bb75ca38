import { element, freshId } from "../element.ts";

/** The place beside a field where its problems stand, and the link from the controls to it. */
export function problemNote(controls: HTMLElement[], hint: HTMLElement | undefined) {
  const note = element("p", { className: "composer-problem", id: freshId(), hidden: true });
  const describe = (...ids: string[]) => {
    for (const control of controls) {
      if (ids.length > 0) control.setAttribute("aria-describedby", ids.join(" "));
      else control.removeAttribute("aria-describedby");
    }
  };
  const hintIds = hint === undefined ? [] : [hint.id];
  describe(...hintIds);
  return {
    note,
    show(problems: readonly string[]) {
      const text = problems.join("; ");
      if (note.textContent === text) return;
      note.textContent = text;
      note.hidden = text === "";
      describe(...hintIds, ...(text === "" ? [] : [note.id]));
      for (const control of controls) {
        // A group has no state of its own to be invalid.
        if (control.matches("fieldset")) continue;
        if (text === "") control.removeAttribute("aria-invalid");
        else control.setAttribute("aria-invalid", "true");
      }
    },
  };
}

/** What a field takes, in small print under it. */
export function hintNote(hints: readonly string[]): HTMLElement | undefined {
  return hints.length === 0
    ? undefined
    : element("p", { className: "composer-hint", id: freshId(), textContent: hints.join(" · ") });
}
