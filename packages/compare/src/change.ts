/** What a change does to old code: nothing that it could notice, nothing bad, or harm. */
export type Verdict = "none" | "compatible" | "breaking";

/** The part of the version number that a change raises. */
export type Bump = "major" | "minor" | "patch";

/** Who is broken: those who read responses, or those who write requests. */
export type Party = "readers" | "writers";

/** The direction in which a value is sent. A request must not demand more than before; a response must not promise less. */
export type Side = "request" | "response";

export type ChangeKind =
  | "alternative"
  | "authentication"
  | "availability"
  | "body"
  | "default"
  | "deprecation"
  | "enum"
  | "extension"
  | "format"
  | "keyword"
  | "limit"
  | "media-type"
  | "nullable"
  | "operation"
  | "parameter"
  | "pattern"
  | "property"
  | "required"
  | "response-header"
  | "schema"
  | "serialization"
  | "server"
  | "status"
  | "text"
  | "type"
  | "types";

export type Action = "added" | "removed" | "changed";

/** Where an operation meets a change: `body.parameters.rank`, `query.originalAssets`, `response.200.model.type`. */
export interface Use {
  /** The name of the operation, or `*` for the whole API. */
  operation: string;
  places: string[];
}

/** The JSON pointers of what changed. One is missing if the thing was added or removed. */
export interface Pointers {
  before?: string;
  after?: string;
}

/**
 * One thing that changed, as plain data: one place in the files, with everything that it reaches. Programs read the
 * fields; `words` is for people alone.
 */
export interface Change {
  kind: ChangeKind;
  action: Action;
  pointers: Pointers;
  /** The operations that the change reaches. */
  uses: Use[];
  /** The first of the operations, and the first of its places where the change breaks someone, if it does. */
  operation: string;
  field: string;
  /** The places of the first operation. */
  places: string[];
  /** The place by the name of its schema, `TrainingParameters.rank`, if it is in a named schema. */
  schema?: string;
  /** The place as people name it: `parameters.rank`. */
  label: string;
  /** What is said of the place: `maxLength 36 → maxLength 20`. Empty if the place itself was added, removed or renamed. */
  detail: string;
  /** A digest of what stood in the files, if `detail` may not say all of it. */
  digest?: string;
  /** The value of an enumeration that was added or removed, as JSON. */
  value?: string;
  /** The words of an `x-availability` that it is about, as people know them: `SDXL LoRA and Musubi`. */
  only?: string;
  /** In the API's own words: `+ parameters.foo: optional number`. */
  words: string;
  /** The verdict for everyone who calls the API, in whatever language. */
  wire: Verdict;
  /** The verdict for TypeScript users, unless the compiler was not asked. */
  types?: Verdict;
  breaks: Party[];
  reason: string;
  bump: Bump;
}

/** All changes between two descriptions. */
export interface Comparison {
  /** Breaking changes come first. */
  changes: Change[];
  /** The worst verdicts of all changes. */
  wire: Verdict;
  types: Verdict;
  /** Undefined if nothing changed. */
  bump: Bump | undefined;
}

const verdicts: readonly Verdict[] = ["none", "compatible", "breaking"];

/** The worst of some verdicts, or "none" if there are none. */
export function worst(given: Iterable<Verdict | undefined>): Verdict {
  const all = new Set(given);
  return verdicts.findLast((verdict) => all.has(verdict)) ?? "none";
}

/** The better of two verdicts. */
export function milder(one: Verdict, other: Verdict): Verdict {
  return verdicts.find((verdict) => verdict === one || verdict === other) ?? one;
}

const bumps: readonly Bump[] = ["major", "minor", "patch"];

/** The largest of some bumps, or undefined if there are none. */
export function largest(given: Iterable<Bump>): Bump | undefined {
  const all = new Set(given);
  return bumps.find((bump) => all.has(bump));
}

/** The bump that follows from a verdict, and at least `least`. */
export function bumpOf(verdict: Verdict, least: Bump = "patch"): Bump {
  const needed = verdict === "breaking" ? "major" : verdict === "compatible" ? "minor" : "patch";
  return largest([needed, least]) ?? needed;
}

/** Whom some breaking changes break. A change that belongs to neither side breaks both parties. */
export function partiesOf(found: readonly { side?: Side | undefined }[]): Party[] {
  const parties: Party[] = [];
  if (found.some(({ side }) => side !== "request")) parties.push("readers");
  if (found.some(({ side }) => side !== "response")) parties.push("writers");
  return parties;
}

/** The place that a change is listed under: the first one where it breaks someone. */
export function fieldOf({ places, field, breaks }: Pick<Change, "places" | "field" | "breaks">): string {
  const [party, ...others] = breaks;
  if (party === undefined || others.length > 0) return field;
  return places.find((place) => place.startsWith("response") === (party === "readers")) ?? field;
}

/** The end of the words of a change that breaks someone: ", breaking for readers". */
function whoBreaks({ breaks }: Pick<Change, "breaks">): string {
  return breaks.length === 0 ? "" : `, breaking for ${breaks.join(" and ")}`;
}

const signs: Record<Action, string> = { added: "+", removed: "−", changed: "~" };

/** A change in the words of the API: its `words`. */
export function wordsOf(change: Omit<Change, "words">): string {
  return whatChanged(change) + whoBreaks(change);
}

/** The same without whom it breaks. */
export function whatChanged({ action, value, label, detail, only }: Omit<Change, "words">): string {
  const place = value === undefined ? label : `enum value ${value} of ${label}`;
  const words = `${signs[action]} ${place}${only === undefined ? "" : `, for ${only}`}`;
  return `${words}${detail === "" ? "" : `: ${detail}`}`;
}
