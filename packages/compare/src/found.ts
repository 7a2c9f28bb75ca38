import type { Action, Bump, ChangeKind, Side, Verdict } from "./change.ts";

/** The node that something was found at, in one of the files. Pointers are made of them once, at the end. */
export interface Origin {
  node: object | undefined;
  /** The key of the node that changed. */
  key?: string | undefined;
}

/** Something that differs, before the same thing met by several operations becomes one `Change`. */
export interface Found {
  kind: ChangeKind;
  action: Action;
  detail: string;
  wire: Verdict;
  reason: string;
  before?: Origin | undefined;
  after?: Origin | undefined;
  /** The way from the place that is compared to what differs: `.rank`. */
  step?: string;
  /** Stands for the place in words, if the name of the place does not. */
  label?: string;
  value?: string;
  only?: string;
  /** If larger than the one that follows from the verdict. */
  bump?: Bump;
  side?: Side | undefined;
}

/** The place of something in an operation. */
export interface Place {
  /** `body.parameters.rank` */
  field: string;
  /** The name for people: `parameters.rank`. */
  label: string;
  /** Whether this is a whole body, whose name is left out of the labels inside: `parameters`, not `body.parameters`. */
  isWhole?: boolean;
  /** `TrainingParameters.rank`, if it is in a named schema. */
  schema?: string | undefined;
}

/** The place at the end of a step. */
export function inside(place: Place, step: string): Place {
  if (step === "") return place;
  return {
    field: place.field + step,
    label: place.isWhole ? step.replace(/^\./, "") : place.label + step,
    schema: place.schema === undefined ? undefined : place.schema + step,
  };
}

/** Whether everything of one kind is also of another: every value of a schema valid for another schema, for example. */
export type Answer = "yes" | "no" | "unknown";

/** The answer for all of some questions together. */
export function every(answers: Iterable<Answer>): Answer {
  let all: Answer = "yes";
  for (const answer of answers) {
    if (answer === "no") return "no";
    if (answer === "unknown") all = "unknown";
  }
  return all;
}

/** The answer to whether one of some questions is answered with yes. */
export function some(answers: Iterable<Answer>): Answer {
  let any: Answer = "no";
  for (const answer of answers) {
    if (answer === "yes") return "yes";
    if (answer === "unknown") any = "unknown";
  }
  return any;
}

/** Reasons for each direction, where a rule has better ones than the general ones. */
export type Reasons = Record<Side, string>;

const LOOSER: Reasons = {
  request: "More values are accepted.",
  response: "Responses may have values that old code does not expect.",
};
const TIGHTER: Reasons = {
  request: "Values that old code may send are refused.",
  response: "Old code expects every value that is still returned.",
};
const UNDECIDED = "Neither allows all values of the other, so some that were valid may be refused.";

/**
 * The verdict on a change of what is valid: what old code sends must be accepted, and what it receives must be what it
 * was told to expect. What cannot be decided breaks. Undefined if the same is valid as before.
 *
 * @param looser whether everything that was valid still is
 * @param tighter whether everything that is valid now was valid before
 */
export function judge(
  side: Side,
  looser: Answer,
  tighter: Answer,
  reasons: { looser?: Reasons | undefined; tighter?: Reasons | undefined } = {},
): Pick<Found, "wire" | "reason"> | undefined {
  if (looser === "yes" && tighter === "yes") return undefined;
  const isHarmless = side === "request" ? looser === "yes" : tighter === "yes";
  const reason =
    looser === "yes"
      ? (reasons.looser ?? LOOSER)[side]
      : tighter === "yes"
        ? (reasons.tighter ?? TIGHTER)[side]
        : UNDECIDED;
  return { wire: isHarmless ? "compatible" : "breaking", reason };
}

/** The verdict on a change by which more is valid than before. */
export function looser(side: Side, reasons?: Reasons): Pick<Found, "wire" | "reason"> {
  return { wire: side === "request" ? "compatible" : "breaking", reason: (reasons ?? LOOSER)[side] };
}

/** The verdict on a change by which less is valid than before. */
export function tighter(side: Side, reasons?: Reasons): Pick<Found, "wire" | "reason"> {
  return { wire: side === "request" ? "breaking" : "compatible", reason: (reasons ?? TIGHTER)[side] };
}
