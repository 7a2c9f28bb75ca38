/** What a change does to those who use the API as it was: nothing that they could tell, nothing bad, or harm. */
export type Verdict = "none" | "compatible" | "breaking";

/** The part of a version number that a change asks for. */
export type Bump = "major" | "minor" | "patch";

/** Who is broken: those who write requests, or those who read responses. */
export type Party = "readers" | "writers";

/** Which way a value goes. What is sent may only be asked for less; what comes back may only promise more. */
export type Side = "request" | "response";

export type ChangeKind =
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

/** One thing that changed, as plain data. */
export interface Change {
  /** The operation's name (its operationId, where it has one), or `*` for the whole API. */
  operation: string;
  /** The place, as a program writes it: `body.parameters.rank`, `query.originalAssets`, `response.200.model.type`. */
  field: string;
  /** Every place of the operation where the same change of the same schema shows; `field` is the first. */
  places: string[];
  /** The place by the name of its schema, `TrainingParameters.rank`, where a named schema holds it. */
  schema?: string;
  kind: ChangeKind;
  /** In the API's own words: `+ parameters.foo: optional number`. */
  words: string;
  /** For everyone who speaks to the API, in whatever language. */
  wire: Verdict;
  /** For TypeScript users. Left out where the compiler was not asked. */
  types?: Verdict;
  breaks: Party[];
  reason: string;
  bump: Bump;
}

/** What became of a description. */
export interface Comparison {
  /** Breaking ones first. */
  changes: Change[];
  /** The worst of all changes. */
  wire: Verdict;
  types: Verdict;
  /** What the whole asks for; undefined where nothing changed. */
  bump: Bump | undefined;
}

/** A change as the comparison of two nodes finds it, before what is the same change in several places becomes one. */
export interface Found {
  side?: Side;
  field: string;
  /** Places that the same change also shows at. */
  also?: string[];
  schema?: string | undefined;
  kind: ChangeKind;
  words: string;
  wire: Verdict;
  reason: string;
  /** Asks for more than the verdicts do. */
  bump?: Bump;
}

const severity: readonly Verdict[] = ["none", "compatible", "breaking"];

/** The worst of some verdicts; "none" of none. */
export function worst(verdicts: Iterable<Verdict | undefined>): Verdict {
  let most = 0;
  for (const verdict of verdicts) most = Math.max(most, verdict ? severity.indexOf(verdict) : 0);
  return severity[most] ?? "none";
}

const bumps: readonly Bump[] = ["major", "minor", "patch"];

/** The part of a version that some verdicts ask for, and at least `least`. */
export function bumpOf(verdict: Verdict, least: Bump = "patch"): Bump {
  const asked = verdict === "breaking" ? "major" : verdict === "compatible" ? "minor" : "patch";
  return bumps[Math.min(bumps.indexOf(asked), bumps.indexOf(least))] ?? asked;
}

/** The largest of some bumps. */
export function largest(given: Iterable<Bump>): Bump | undefined {
  const all = new Set(given);
  return bumps.find((bump) => all.has(bump));
}
