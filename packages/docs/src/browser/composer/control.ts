import type { FormField } from "../../model/site.ts";
import { element } from "../element.ts";
import { placeholderOf } from "./hints.ts";

/** What one plain value is filled in with. */
export interface Control {
  element: HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;
  /** undefined where nothing is filled in. */
  read(): unknown;
  /** What is wrong with a text that no value can be made of. */
  fault?(): { rule: string; message: string } | undefined;
}

/** Makes the control that fits a field of a plain value. */
export function createControl(field: FormField, value: unknown, isItem: boolean): Control {
  if (field.values !== undefined)
    return choice(
      field.values.filter((each) => each !== null),
      value,
    );
  if (field.kind === "boolean") return choice([true, false], value);
  if (field.kind === "number" || field.kind === "integer") return number(field, value);
  return field.kind === "string" ? text(field, value, isItem) : json(field, value);
}

function choice(values: readonly unknown[], value: unknown): Control {
  const select = element("select", { autocomplete: "off" }, new Option("not set", ""));
  values.forEach((each, index) => {
    const chosen = JSON.stringify(each) === JSON.stringify(value);
    select.append(
      new Option(typeof each === "string" && each !== "" ? each : JSON.stringify(each), String(index), chosen, chosen),
    );
  });
  return { element: select, read: () => (select.value === "" ? undefined : values[Number(select.value)]) };
}

function number(field: FormField, value: unknown): Control {
  const { minimum, maximum } = field;
  const input = element("input", {
    type: "number",
    step: "any",
    autocomplete: "off",
    placeholder: placeholderOf(field),
    value: typeof value === "number" ? String(value) : "",
    ...(minimum !== undefined && { min: String(minimum) }),
    ...(maximum !== undefined && { max: String(maximum) }),
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
  const shared = { placeholder: placeholderOf(field), value: start, spellcheck: false };
  // A line has no line breaks: a text to start with that has some needs an area, or it would lose them.
  const input = field.secret
    ? element("input", { type: "password", autocomplete: "off", ...shared })
    : isLine && !/[\r\n]/.test(start)
      ? element("input", { type: "text", autocomplete: "off", ...shared })
      : element("textarea", { rows: 1, autocomplete: "off", ...shared });
  // An empty text to start with is a value until the reader types.
  let isValue = isItem || value === "";
  input.addEventListener("input", () => {
    isValue = isItem;
  });
  return { element: input, read: () => (input.value === "" && !isValue ? undefined : input.value) };
}

function json(field: FormField, value: unknown): Control {
  const area = element("textarea", {
    className: "composer-json",
    rows: 2,
    autocomplete: "off",
    spellcheck: false,
    placeholder: placeholderOf(field),
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
