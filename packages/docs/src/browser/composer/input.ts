import type { FormField } from "../../model/site.ts";
import type { ChosenFilters } from "../../samples/filter-request.ts";
import type { ValueProblem } from "./problem.ts";

/** The inputs of one field of a form, those of the fields inside it included. */
export interface Input {
  readonly field: FormField;
  /** All of it: label, controls, problems. */
  readonly element: HTMLElement;
  /** The value that the reader filled in; undefined where there is none to send. */
  read(): unknown;
  /** What was typed that no value can be made of, such as bad JSON. The pointers start at this field. */
  unreadable(): ValueProblem[];
  /** The input for a key or an index. */
  inside(key: string): Input | undefined;
  /** The inputs right inside. */
  children(): Input[];
  /** Hides the fields that are not for what is chosen. They keep what was typed, and send nothing. */
  filter(chosen: ChosenFilters): void;
  /** Shows problems beside the field, or none. */
  show(problems: readonly string[]): void;
  /** Gives the field another name: items of a list are numbered. */
  rename(label: string): void;
  focus(): void;
}

/** What an input is made with. */
export interface InputContext {
  /** Told of every change. */
  changed(): void;
  chosen(): ChosenFilters;
  create: CreateInput;
  /** Whether it is an item of a list or a map: such a one is there because it was added, so an empty text is a value. */
  isItem?: boolean;
}

export type CreateInput = (field: FormField, value: unknown, context: InputContext) => Input;
