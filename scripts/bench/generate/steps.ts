/** What is measured by itself, in the order of a generation. */
export const steps = ["read", "types", "operations", "validators"] as const;
export type StepName = (typeof steps)[number];

/** What a process that measures a step is sent, and what it answers. */
export interface StepTask {
  step: StepName;
  /** The description, as JSON. */
  file: string;
}
export interface StepCost {
  /** Of the step alone, once: what a generation takes that has run for nobody before. */
  milliseconds: number;
  /** The most memory that the process had, in bytes, with Node and all that was loaded. */
  peak: number;
}
