import type { FormField } from "../../model/site.ts";
import { element, freshId } from "../element.ts";
import { type CreateInput, fieldLabel, fieldNotes, fieldReference, nullSwitch, short } from "./input.ts";

/** The input for a plain value, or for JSON. */
export const leafInput: CreateInput = (field, value, { changed, isItem = false }) => {
  const control = createControl(field, value, isItem);
  const label = fieldLabel(field);
  control.element.id = freshId();
  control.element.addEventListener("input", changed);
  const labelled = element("label", { className: "composer-label", htmlFor: control.element.id }, ...label.parts);
  const about = isItem ? undefined : fieldReference(field);
  const { hint, note, ...notes } = fieldNotes(field, control.element, about);
  const toggled = (isNull: boolean) => {
    control.element.disabled = isNull;
    changed();
  };
  // In JSON, the reader can type null.
  const none = field.nullable && field.kind !== "any" ? nullSwitch(field.name, value === null, toggled) : undefined;
  const isNull = () => none?.isNull() ?? false;

  return {
    field,
    element: element("div", { className: "composer-field" }, labelled, about, control.element, none?.label, hint, note),
    read: () => (isNull() ? null : control.read()),
    unreadable: () => {
      const fault = isNull() ? undefined : control.fault?.();
      return fault === undefined ? [] : [{ pointer: "", ...fault }];
    },
    inside: () => undefined,
    children: () => [],
    adapt: (_, differences = []) => {
      label.adapt(differences);
      notes.adapt(differences);
      showLimits(control.element, Object.assign({}, field, ...differences.map(({ keywords }) => keywords)));
    },
    show: notes.show,
    rename: (name) => {
      label.rename(name);
      none?.rename(name);
    },
    // A disabled control cannot have the focus, so the checkbox gets it.
    focus: () => (control.element.disabled && none ? none.label.control : control.element)?.focus(),
  };
};

/** Shows in a control what a field takes: its default or an example, and the limits of a number. */
function showLimits(control: Control["element"], field: FormField): void {
  if (control instanceof HTMLSelectElement) return;
  control.placeholder = placeholderOf(field);
  if (control instanceof HTMLTextAreaElement || control.type !== "number") return;
  control.min = String(field.minimum ?? "");
  control.max = String(field.maximum ?? "");
}

interface Control {
  element: HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;
  /** The value, or undefined if nothing is filled in. */
  read(): unknown;
  /** Why the text is not a valid value. */
  fault?(): { rule: string; message: string } | undefined;
}

function createControl(field: FormField, value: unknown, isItem: boolean): Control {
  const { values, kind } = field;
  if (values !== undefined)
    return choice(
      values.filter((each) => each !== null),
      value,
    );
  if (kind === "boolean") return choice([true, false], value);
  if (kind === "number" || kind === "integer") return number(value);
  return kind === "string" ? text(field, value, isItem) : json(value);
}

function choice(values: readonly unknown[], value: unknown): Control {
  const options = values.map((each, index) => {
    const isChosen = JSON.stringify(each) === JSON.stringify(value);
    const label = typeof each === "string" && each !== "" ? each : JSON.stringify(each);
    return new Option(label, String(index), isChosen, isChosen);
  });
  const select = element("select", { autocomplete: "off" }, new Option("not set", ""), ...options);
  return { element: select, read: () => (select.value === "" ? undefined : values[Number(select.value)]) };
}

function number(value: unknown): Control {
  const input = element("input", {
    type: "number",
    step: "any",
    autocomplete: "off",
    value: typeof value === "number" ? String(value) : "",
  });
  return {
    element: input,
    read: () => (input.value === "" ? undefined : Number(input.value)),
    fault: () => (input.validity.badInput ? { rule: "type", message: "must be a number" } : undefined),
  };
}

function text(field: FormField, value: unknown, isItem: boolean): Control {
  const start = typeof value === "string" ? value : "";
  const isLine = field.place !== undefined || field.format !== undefined || field.pattern !== undefined;
  const shared = { value: start, spellcheck: false, autocomplete: "off" } as const;
  // An input of one line would drop the line breaks of the text that it starts with.
  const input = field.secret
    ? element("input", { type: "password", ...shared })
    : isLine && !/[\r\n]/.test(start)
      ? element("input", { type: "text", ...shared })
      : element("textarea", { rows: 1, ...shared });
  // If it starts with an empty text, that is a value until the reader types.
  let isValue = isItem || value === "";
  input.addEventListener("input", () => {
    isValue = isItem;
  });
  return { element: input, read: () => (input.value === "" && !isValue ? undefined : input.value) };
}

function json(value: unknown): Control {
  const area = element("textarea", {
    className: "composer-json",
    rows: 2,
    autocomplete: "off",
    spellcheck: false,
    value: value === undefined ? "" : JSON.stringify(value, null, 2),
  });
  const parse = (): { value?: unknown; error?: string } => {
    if (area.value.trim() === "") return {};
    try {
      return { value: JSON.parse(area.value) };
    } catch (error) {
      return { error: error instanceof Error ? error.message : String(error) };
    }
  };
  return {
    element: area,
    read: () => parse().value,
    fault: () => {
      const { error } = parse();
      return error === undefined ? undefined : { rule: "json", message: `must be JSON: ${error}` };
    },
  };
}

/** The placeholder of an empty input: the default or an example, cut short. */
function placeholderOf(field: FormField): string {
  if (field.secret) return "";
  if (field.default !== undefined) return `default: ${short(field.default)}`;
  return field.example === undefined ? "" : `such as ${short(field.example)}`;
}
