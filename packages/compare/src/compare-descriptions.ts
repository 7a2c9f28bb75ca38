import { plural } from "@repo/codegen";
import { camelCase, type OpenApiDocument, pascalCase } from "@repo/openapi";
import {
  type Action,
  bumpOf,
  type Change,
  type ChangeKind,
  type Comparison,
  fieldOf,
  largest,
  partiesOf,
  type Side,
  wordsOf,
  worst,
} from "./change.ts";
import { describeChanges, wholeApi } from "./describe-changes.ts";
import { judgeTypes } from "./judge-types.ts";
import type { PlacedFinding } from "./judged-pair.ts";
import { pairOperations } from "./pair-operations.ts";

/**
 * Compares two descriptions for everyone who calls the API, as `describeChanges` does and under the same conditions, and
 * for TypeScript users, by asking the compiler.
 *
 * @param released the types module that was released with the first one. By default it is generated, and then a change of
 *   the generator is none.
 * @example
 * const { changes, bump } = await compareDescriptions(before, after);
 */
export async function compareDescriptions(
  before: OpenApiDocument,
  after: OpenApiDocument,
  released?: string,
): Promise<Comparison> {
  const described = describeChanges(before, after);
  if (described.length === 0 && released === undefined)
    return { changes: [], wire: "none", types: "none", bump: undefined };
  const changedAvailability = described.flatMap(({ kind, schema = [] }) => (kind === "availability" ? schema : []));
  const pairs = pairOperations(before, after);
  const toJudge = { pairs, changedAvailability, released };
  const { findings, availability, exports } = await judgeTypes(before, after, toJudge);
  const drafts = described.map((change): Draft => ({ change, findings: [] }));
  const byOperation = draftsByOperation(drafts);
  for (const finding of findings) attribute(drafts, byOperation.get(finding.operation) ?? [], finding);
  for (const { schema, ...finding } of availability) {
    for (const draft of drafts) {
      const isChanged = draft.change.kind === "availability" && draft.change.schema === schema;
      if (isChanged) draft.findings.push({ ...finding, side: "request" });
    }
  }
  for (const name of exports.removed) attributeExport(drafts, name, "breaking");
  for (const name of exports.added) attributeExport(drafts, name, "compatible");
  return comparisonOf(drafts.map(settle));
}

/** Compares two descriptions for everyone who calls the API, without the types of TypeScript users. */
export function compareOnWire(before: OpenApiDocument, after: OpenApiDocument): Comparison {
  return comparisonOf(describeChanges(before, after));
}

function comparisonOf(changes: readonly Change[]): Comparison {
  return {
    changes: changes.toSorted(byHarm),
    wire: worst(changes.map(({ wire }) => wire)),
    types: worst(changes.map(({ types }) => types)),
    bump: largest(changes.map(({ bump }) => bump)),
  };
}

/** A change, and what the compiler found about it. Findings about the name of an operation or export have no side. */
interface Draft {
  change: Change;
  findings: (Pick<PlacedFinding, "verdict" | "reason"> & { side?: Side })[];
}

/** The kinds of change that show in types. */
const TYPED = new Set<ChangeKind>([
  "availability",
  "body",
  "enum",
  "keyword",
  "media-type",
  "nullable",
  "operation",
  "parameter",
  "property",
  "required",
  "response-header",
  "schema",
  "status",
  "type",
]);

/** A change at the places where an operation meets it. */
interface PlacedDraft {
  draft: Draft;
  places: string[];
}

/** The changes that show in types, by the operations that they reach. Those of named schemas are for the whole API, too. */
function draftsByOperation(drafts: readonly Draft[]): Map<string, PlacedDraft[]> {
  const typed = drafts.filter(({ change }) => TYPED.has(change.kind));
  const placed = typed.flatMap((draft) => {
    const { schema, uses } = draft.change;
    const named = schema === undefined ? [] : [{ operation: wholeApi, places: [schema] }];
    return [...uses.filter(({ operation }) => operation !== wholeApi), ...named].map((use) => ({ ...use, draft }));
  });
  return Map.groupBy(placed, ({ operation }) => operation);
}

/** Adds a finding to the changes at its place, or else further in, or else further out, or else to a new change. */
function attribute(drafts: Draft[], candidates: readonly PlacedDraft[], finding: PlacedFinding): void {
  const { operation, place, side, verdict, reason, value } = finding;
  const at = (fits: (where: string) => boolean) => candidates.filter(({ places }) => places.some(fits));
  const here = at((where) => where === place);
  const [found] = [
    here.filter(({ draft }) => value !== undefined && draft.change.value === value),
    here,
    at((where) => isInside(where, place)),
    nearest(at((where) => isInside(place, where))),
  ].filter((fitting) => fitting.length > 0);
  const kept = place === "operation" ? { verdict, reason } : { side, verdict, reason };
  const known = drafts.find(({ change }) => isOf(change, operation, place));
  if (found) for (const { draft } of found) draft.findings.push(kept);
  else if (known) known.findings.push(kept);
  else drafts.push({ change: typesChange(operation, place, "changed", place, "type"), findings: [kept] });
}

/** Whether it is the change that only the compiler sees at a place of an operation. */
function isOf({ kind, operation, field }: Change, ofOperation: string, place: string): boolean {
  return kind === "types" && operation === ofOperation && field === place;
}

function isInside(inner: string, outer: string): boolean {
  return inner.startsWith(outer) && /^[.[(]/.test(inner.slice(outer.length));
}

function nearest(placed: readonly PlacedDraft[]): PlacedDraft[] {
  const depth = ({ places }: PlacedDraft) => Math.max(...places.map((place) => place.length));
  const most = Math.max(...placed.map(depth));
  return placed.filter((one) => depth(one) === most);
}

/** A change that only the compiler sees. */
function typesChange(operation: string, field: string, action: Action, label: string, detail: string): Change {
  return {
    kind: "types",
    action,
    pointers: {},
    uses: [{ operation, places: [field] }],
    operation,
    field,
    places: [field],
    label,
    detail,
    words: "",
    wire: "none",
    breaks: [],
    reason: "",
    bump: "patch",
  };
}

function attributeExport(drafts: Draft[], name: string, verdict: "breaking" | "compatible"): void {
  const reason = verdict === "breaking" ? `\`${name}\` can no longer be imported.` : `\`${name}\` can be imported.`;
  const action = verdict === "breaking" ? "removed" : "added";
  const owner = drafts.find(
    ({ change }) => change.kind === "schema" && change.action === action && namesOf(change.schema ?? "").has(name),
  );
  const draft = owner ?? { change: typesChange(wholeApi, name, action, `export ${name}`, ""), findings: [] };
  draft.findings.push({ verdict, reason });
  if (!owner) drafts.push(draft);
}

/** The names that the types module exports for a schema. */
function namesOf(schema: string): Set<string> {
  const name = pascalCase(schema);
  return new Set([name, plural(camelCase(name)), `${name}Availability`, `${name}For`, `Recursive${name}`]);
}

/** The change with the verdict on types. Its reason is that of the wire, unless only TypeScript users are broken. */
function settle({ change, findings }: Draft): Change {
  const types = worst(findings.map(({ verdict }) => verdict));
  const breaking = findings.filter(({ verdict }) => verdict === "breaking");
  const isOnlyTypes = breaking.length > 0 && change.wire !== "breaking";
  const reasons = new Set(isOnlyTypes ? breaking.map(({ reason }) => reason) : [change.reason]);
  const settled: Change = {
    ...change,
    types,
    breaks: [...new Set([...change.breaks, ...partiesOf(breaking)])].sort(),
    reason: [...reasons].filter(Boolean).join(" ") || findings.map(({ reason }) => reason).join(" "),
    bump: bumpOf(worst([change.wire, types]), change.bump),
  };
  const placed = { ...settled, field: fieldOf(settled) };
  return { ...placed, words: wordsOf(placed) };
}

function byHarm(one: Change, other: Change): number {
  const rank = { major: 0, minor: 1, patch: 2 };
  return rank[one.bump] - rank[other.bump];
}
