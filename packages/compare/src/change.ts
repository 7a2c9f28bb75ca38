import type { OpenApiDocument } from "@scenario-openapi/openapi";
import type { Retold } from "./compare-words.ts";
import type { Sameness } from "./sameness.ts";

/** What a change does to old code: nothing that it could notice, nothing bad, or harm. */
export type Verdict = "none" | "compatible" | "breaking";

/** The part of the version number that a change raises. */
export type Bump = "major" | "minor" | "patch";

/** Who is broken: those who read responses, or those who write requests. */
export type Party = "readers" | "writers";

/** The direction in which a value is sent. A request must not demand more than before; a response must not promise less. */
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
  /** The name of the operation, or `*` for the whole API. */
  operation: string;
  /** The place: `body.parameters.rank`, `query.originalAssets`, `response.200.model.type`. */
  field: string;
  /** Every place of the operation where the same change of the same schema shows. */
  places: string[];
  /** The place by the name of its schema, `TrainingParameters.rank`, if it is in a named schema. */
  schema?: string;
  kind: ChangeKind;
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

/** A change at one place, before the same change of a schema at several places becomes one `Change`. */
export interface Found {
  side?: Side;
  field: string;
  /** Other places where the same change shows. */
  also?: string[];
  schema?: string | undefined;
  kind: ChangeKind;
  words: string;
  /** The words of an `x-availability` that it is about, as people know them: `SDXL LoRA and Musubi`. */
  only?: string;
  wire: Verdict;
  reason: string;
  /** If larger than the one that follows from the verdict. */
  bump?: Bump;
}

/** The two descriptions, and a quick check whether two nodes of them are the same. */
export interface Pair {
  before: OpenApiDocument;
  after: OpenApiDocument;
  isSame: Sameness;
}

/** The place of the two schemas that are compared. */
export interface At {
  side: Side;
  /** `body.parameters.rank` */
  field: string;
  /** The name for people: `parameters.rank`. */
  label: string;
  /** Whether this is a whole body, whose name is left out of the labels inside: `parameters`, not `body.parameters`. */
  isWhole?: boolean;
  /** `TrainingParameters.rank`, if it is in a named schema. */
  schema?: string | undefined;
  /** Whether the value may be missing, so that its default applies. */
  mayBeLeftOut: boolean;
  /** The words that the values of enumerations around tell now, if they told others. */
  retold?: readonly Retold[];
  /** The pairs of schemas that this one is in. A schema that refers to itself is in there again. */
  around?: ReadonlySet<string>;
}

/** A change at a place. */
export function change(at: At, kind: ChangeKind, words: string, wire: Verdict, reason: string): Found {
  return { side: at.side, field: at.field, schema: at.schema, kind, words, wire, reason };
}

/** A change by which more values are valid than before. That breaks those who receive the values. */
export function looser(
  at: At,
  kind: ChangeKind,
  words: string,
  reasons: Record<Side, string> = {
    request: "More values are accepted.",
    response: "Responses may have values that old code does not expect.",
  },
): Found {
  return change(at, kind, words, at.side === "request" ? "compatible" : "breaking", reasons[at.side]);
}

/** A change by which fewer values are valid than before. That breaks those who send the values. */
export function tighter(
  at: At,
  kind: ChangeKind,
  words: string,
  reasons: Record<Side, string> = {
    request: "Values that old code may send are refused.",
    response: "Old code expects every value that is still returned.",
  },
): Found {
  return change(at, kind, words, at.side === "request" ? "breaking" : "compatible", reasons[at.side]);
}

const verdicts: readonly Verdict[] = ["none", "compatible", "breaking"];

/** The worst of some verdicts, or "none" if there are none. */
export function worst(given: Iterable<Verdict | undefined>): Verdict {
  const all = new Set(given);
  return verdicts.findLast((verdict) => all.has(verdict)) ?? "none";
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

/**
 * The changes of one operation. The same change of a named schema, found at each place that uses the schema, becomes
 * one change with all its places, the worst verdict, and the reasons for each party.
 */
export function mergeChanges(operation: string, found: readonly Found[]): Change[] {
  const groups = Map.groupBy(found, (one) =>
    one.schema === undefined
      ? `${one.field} ${withOnly(one)}`
      : `${one.schema} ${one.kind} ${one.only} ${withoutPlace(one)}`,
  );
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const wire = worst(group.map((one) => one.wire));
    const breaking = group.filter((one) => one.wire === "breaking");
    const reasons = new Set((breaking.length > 0 ? breaking : group).map(({ reason }) => reason));
    const change: Change = {
      operation,
      field: first.field,
      places: [...new Set(group.flatMap(({ field, also = [] }) => [field, ...also]))],
      ...(first.schema === undefined ? {} : { schema: first.schema }),
      kind: first.kind,
      words: withOnly(first),
      wire,
      breaks: partiesOf(breaking),
      reason: [...reasons].join(" "),
      bump: bumpOf(wire, largest(group.flatMap(({ bump = [] }) => bump))),
    };
    return [{ ...change, field: fieldOf(change), words: change.words + whoBreaks(change) }];
  });
}

/** The words without the name of the place, which differs from use to use. */
function withoutPlace({ words }: Found): string {
  const end = endOfPlace(words);
  return end === words.length ? words : `${words.charAt(0)}${words.slice(end)}`;
}

/** The words with those of `x-availability` behind the name of the place: `~ rank, for Musubi: maximum 128 → maximum 64`. */
function withOnly({ words, only }: Found): string {
  const end = endOfPlace(words);
  return only === undefined ? words : `${words.slice(0, end)}, for ${only}${words.slice(end)}`;
}

function endOfPlace(words: string): number {
  const colon = words.includes(" enum value ") ? -1 : words.indexOf(": ");
  return colon < 0 ? words.length : colon;
}

/** Whom some breaking changes break. A change that belongs to neither side breaks both parties. */
export function partiesOf(found: readonly { side?: Side }[]): Party[] {
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
export function whoBreaks({ breaks }: Pick<Change, "breaks">): string {
  return breaks.length === 0 ? "" : `, breaking for ${breaks.join(" and ")}`;
}
