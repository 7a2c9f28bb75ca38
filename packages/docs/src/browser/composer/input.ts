import { pointerOf } from "@repo/openapi";
import type { FormDifference, FormField } from "../../model/site.ts";
import { element, freshId } from "../element.ts";
import type { ValueProblem } from "./check.ts";
import type { Choices, ChosenFilters } from "./filters.ts";

/** The input for one field of a form, including the inputs for the fields inside. */
export interface Input {
  readonly field: FormField;
  /** The whole input: its label, its controls and its problems. */
  readonly element: HTMLElement;
  /** The value that the reader filled in, or undefined if there is none to send. */
  read(): unknown;
  /** The texts that are not valid values, such as broken JSON. The pointers start at this field. */
  unreadable(): ValueProblem[];
  /** The input for a key or an index. */
  inside(key: string): Input | undefined;
  /** The inputs directly inside. */
  children(): Input[];
  /**
   * Shows what holds with the choices in force. Fields inside that a filter excludes are hidden: they keep what was typed,
   * but send nothing.
   *
   * @param differences what else holds for the field itself
   */
  adapt(choices: Choices, differences?: readonly FormDifference[]): void;
  /** Shows the given problems beside the field, and no others. */
  show(problems: readonly string[]): void;
  /** Renames the field, as the items of a list are numbered. */
  rename(label: string): void;
  focus(): void;
}

export interface InputContext {
  /** Called after every change. */
  changed(): void;
  chosen(): ChosenFilters;
  create: CreateInput;
  /** Whether it is an item of a list or a map. As the reader added the item, an empty text in it is a value. */
  isItem?: boolean;
}

export type CreateInput = (field: FormField, value: unknown, context: InputContext) => Input;

/** The unreadable texts of inputs, with pointers that start at what contains these inputs. */
export function unreadableIn(inputs: readonly (readonly [key: string, input: Input])[]): ValueProblem[] {
  return inputs.flatMap(([key, input]) =>
    input.unreadable().map((problem) => ({ ...problem, pointer: pointerOf([key]) + problem.pointer })),
  );
}

/** The name of a field, and whether it is required or deprecated. */
export function fieldLabel({ name, required, deprecated }: FormField) {
  const code = element("code", { textContent: name });
  const mark = (isMarked: boolean | undefined, text: string) =>
    element("span", { className: "composer-mark", textContent: isMarked ? text : "" });
  const old = mark(deprecated, "deprecated");
  return {
    parts: [code, " ", mark(required, "required"), " ", old],
    rename: (label: string) => {
      code.textContent = label;
    },
    adapt: (differences: readonly FormDifference[]) => {
      old.textContent = deprecated || differences.some(({ keywords }) => keywords.deprecated) ? "deprecated" : "";
    },
  };
}

/** The first paragraph of what the page says of a field, and a link to it there. */
export function fieldReference({ id, name }: FormField): HTMLElement | undefined {
  const described = document.getElementById(id);
  if (!described) return undefined;
  const [first] = described.querySelector(":scope > .prose")?.children ?? [];
  const text = first?.cloneNode(true);
  if (text instanceof HTMLElement) text.id = freshId();
  const link = element("a", { href: `#${id}`, textContent: "Reference", ariaLabel: `Reference of ${name}` });
  const about = element("div", { className: "composer-about" }, text, link);
  about.addEventListener("click", ({ target }) => {
    // The link leads to the page behind the dialog.
    if (target instanceof Element && target.closest("a")) about.closest("dialog")?.close();
  });
  return about;
}

/** A checkbox that sends null instead of what is filled in. */
export function nullSwitch(name: string, isNull: boolean, toggled: (isNull: boolean) => void) {
  const box = element("input", { type: "checkbox", checked: isNull, autocomplete: "off" });
  box.addEventListener("change", () => toggled(box.checked));
  toggled(isNull);
  const text = element("span", {}, "Send ", element("code", {}, "null"));
  const label = element("label", { className: "composer-null" }, box, text);
  const rename = (name: string) => {
    box.ariaLabel = `${name}: send null`;
  };
  rename(name);
  return { label, rename, isNull: () => box.checked };
}

/**
 * The notes below a field: what it takes, and its problems. The control refers to both, and to what the page says of it.
 *
 * @param about the element of `fieldReference`
 */
export function fieldNotes(field: FormField, control: HTMLElement, about: HTMLElement | undefined) {
  const said = about?.firstElementChild?.id ?? "";
  const hint = element("p", { className: "composer-hint", id: freshId(), hidden: true });
  const note = element("p", { className: "composer-problem", id: freshId(), hidden: true });
  const describe = () => {
    const ids = [said, ...[hint, note].filter(({ hidden }) => !hidden).map(({ id }) => id)].filter(Boolean);
    if (ids.length > 0) control.setAttribute("aria-describedby", ids.join(" "));
    else control.removeAttribute("aria-describedby");
  };
  const adapt = (differences: readonly FormDifference[]) => {
    const others = differences.flatMap(({ title, text }) => (text === "" ? [] : [`${text} for ${title}`]));
    const text = [...hintsOf(field), ...others].join(" · ");
    if (hint.textContent === text) return;
    hint.textContent = text;
    hint.hidden = text === "";
    describe();
  };
  adapt([]);
  describe();
  return {
    hint,
    note,
    adapt,
    show(problems: readonly string[]) {
      const text = problems.join("; ");
      if (note.textContent === text) return;
      note.textContent = text;
      note.hidden = text === "";
      describe();
      // A fieldset cannot be invalid.
      if (!control.matches("fieldset")) control.ariaInvalid = text === "" ? null : "true";
    },
  };
}

/** What a field takes, in a few words each: `2 to 64`, `up to 40 characters`. */
function hintsOf(field: FormField): string[] {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf, format } = field;
  return [
    field.default !== undefined && !field.secret && `default ${short(field.default)}`,
    range(minimum, maximum),
    exclusiveMinimum !== undefined && `more than ${exclusiveMinimum}`,
    exclusiveMaximum !== undefined && `less than ${exclusiveMaximum}`,
    multipleOf !== undefined && `a multiple of ${multipleOf}`,
    range(field.minLength, field.maxLength, " characters"),
    range(field.minItems, field.maxItems, " items"),
    field.kind === "integer" && "a whole number",
    field.kind === "any" && "JSON",
    format !== undefined && format !== "password" && format,
  ].filter((hint) => hint !== undefined && hint !== false);
}

function range(least: number | undefined, most: number | undefined, unit = ""): string | undefined {
  if (least !== undefined && most !== undefined) return `${least} to ${most}${unit}`;
  if (least !== undefined) return `${least}${unit} or more`;
  return most === undefined ? undefined : `up to ${most}${unit}`;
}

/** A value in a few words, for a hint. */
export function short(value: unknown): string {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.length > 48 ? `${text.slice(0, 47)}…` : text;
}
