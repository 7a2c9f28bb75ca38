import { plural } from "../generate/enumerations.ts";
import { camelCase, pascalCase } from "../generate/names.ts";
import type { OpenApiDocument } from "../spec/openapi-document.ts";
import {
  bumpOf,
  type Change,
  type ChangeKind,
  type Comparison,
  largest,
  type Side,
  type Verdict,
  worst,
} from "./change.ts";
import { describeChanges, pairOperations, wholeApi } from "./describe-changes.ts";
import { judgeTypes, type OperationFinding } from "./judge-types.ts";
import { fieldOf, partiesOf, whoBreaks } from "./merge-changes.ts";

/**
 * What changed between two descriptions, and whom it breaks: everyone on the wire, as `describeChanges` has it, and
 * TypeScript users, as the compiler has it. What holds for the descriptions there holds here.
 *
 * @example
 * const { changes, bump } = await compareDescriptions(before, after);
 */
export async function compareDescriptions(before: OpenApiDocument, after: OpenApiDocument): Promise<Comparison> {
  const described = describeChanges(before, after);
  if (described.length === 0) return { changes: [], wire: "none", types: "none", bump: undefined };
  const pairs = pairOperations(before, after);
  const { findings, words, exports } = await judgeTypes(before, after, pairs);
  const drafts = described.map((change): Draft => ({ change, findings: [] }));
  for (const finding of withoutEchoes(findings)) attribute(drafts, finding);
  for (const { schema, ...finding } of words) {
    const changed = drafts.filter(({ change }) => change.kind === "availability" && change.schema === schema);
    for (const draft of changed) draft.findings.push({ ...finding, side: "request" });
  }
  for (const [names, verdict] of [
    [exports.removed, "breaking"],
    [exports.added, "compatible"],
  ] as const) {
    for (const name of names) attributeExport(drafts, name, verdict);
  }
  const changes = drafts.map(settle).sort(byHarm);
  return {
    changes,
    wire: worst(changes.map(({ wire }) => wire)),
    types: worst(changes.map(({ types }) => types)),
    bump: largest(changes.map(({ bump }) => bump)),
  };
}

interface Draft {
  change: Change;
  /** Without a side where they are about a name, which has none. */
  findings: (Pick<OperationFinding, "verdict" | "reason"> & { side?: Side })[];
}

/** A method's result only says what its answers say, where one of them says it. */
function withoutEchoes(findings: readonly OperationFinding[]): OperationFinding[] {
  return findings.filter(
    ({ place, operation }) =>
      place !== "response" ||
      !findings.some(
        (other) => other.operation === operation && other.verdict === "breaking" && other.place.startsWith("response."),
      ),
  );
}

/** The kinds of change that types can show. */
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

/** Gives a finding to the changes at its place, or else further in, or else further out; or makes a change of it. */
function attribute(drafts: Draft[], finding: OperationFinding): void {
  const { operation, place } = finding;
  const candidates = drafts.filter(({ change }) => TYPED.has(change.kind));
  const placesOf = ({ change }: Draft) =>
    operation === wholeApi
      ? change.schema === undefined
        ? []
        : [change.schema]
      : change.operation === operation
        ? change.places
        : [];
  const at = (fits: (where: string) => boolean) => candidates.filter((draft) => placesOf(draft).some(fits));
  const here = at((where) => where === place);
  const ofValue = here.filter(
    ({ change }) => finding.value && change.words.includes(` enum value ${finding.value} of `),
  );
  const exact = ofValue.length > 0 ? ofValue : here;
  const inner = exact.length > 0 ? exact : at((where) => isInside(where, place));
  const found =
    inner.length > 0
      ? inner
      : nearest(
          at((where) => isInside(place, where)),
          placesOf,
        );
  const { side, verdict, reason } = finding;
  const said = place === "operation" ? { verdict, reason } : { side, verdict, reason };
  if (found.length > 0) for (const draft of found) draft.findings.push(said);
  else drafts.push({ change: changeOf(finding), findings: [said] });
}

function isInside(inner: string, outer: string): boolean {
  return inner.startsWith(outer) && /^[.[(]/.test(inner.slice(outer.length));
}

function nearest(drafts: Draft[], placesOf: (draft: Draft) => string[]): Draft[] {
  const length = (draft: Draft) => Math.max(...placesOf(draft).map((place) => place.length));
  const most = Math.max(...drafts.map(length));
  return drafts.filter((draft) => length(draft) === most);
}

function changeOf({ operation, place, verdict }: OperationFinding): Change {
  const words = `~ ${place}: type`;
  return typesChange(operation, place, words, verdict);
}

function typesChange(operation: string, field: string, words: string, verdict: Verdict): Change {
  return {
    operation,
    field,
    places: [field],
    kind: "types",
    words,
    wire: "none",
    breaks: [],
    reason: "",
    bump: bumpOf(verdict),
  };
}

function attributeExport(drafts: Draft[], name: string, verdict: "breaking" | "compatible"): void {
  const reason = verdict === "breaking" ? `\`${name}\` can no longer be imported.` : `\`${name}\` can be imported.`;
  const finding = { verdict, reason };
  const sign = verdict === "breaking" ? "−" : "+";
  const owner = drafts.find(
    ({ change }) => change.kind === "schema" && change.words.startsWith(sign) && namesOf(change.schema ?? "").has(name),
  );
  if (owner) owner.findings.push(finding);
  else drafts.push({ change: typesChange(wholeApi, name, `${sign} export ${name}`, verdict), findings: [finding] });
}

/** The names that the types module makes of a schema's. */
function namesOf(schema: string): Set<string> {
  const name = pascalCase(schema);
  return new Set([name, plural(camelCase(name)), `${name}Availability`, `${name}For`, `Recursive${name}`]);
}

function settle({ change, findings }: Draft): Change {
  const types = worst(findings.map(({ verdict }) => verdict));
  const breaking = findings.filter(({ verdict }) => verdict === "breaking");
  const breaks = new Set([...change.breaks, ...partiesOf(breaking)]);
  const reasons = new Set([
    ...(change.wire === "breaking" || breaking.length === 0 ? [change.reason] : []),
    ...(breaking.length > 0 && change.wire !== "breaking" ? breaking.map(({ reason }) => reason) : []),
  ]);
  const settled: Change = {
    ...change,
    types,
    breaks: [...breaks].sort(),
    reason: [...reasons].filter(Boolean).join(" ") || findings.map(({ reason }) => reason).join(" "),
    bump: bumpOf(worst([change.wire, types]), change.bump),
  };
  const words = change.words.replace(/, breaking for (readers|writers)( and writers)?$/, "");
  return { ...settled, field: fieldOf(settled), words: words + whoBreaks(settled) };
}

function byHarm(one: Change, other: Change): number {
  const rank = { major: 0, minor: 1, patch: 2 };
  return rank[one.bump] - rank[other.bump];
}
