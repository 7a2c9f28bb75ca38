import { parseDocument } from "yaml";
import { isRecord } from "../spec/is-record.ts";
import type { Change } from "./change.ts";

/** A breaking change that was looked at and wanted. */
export interface Approval {
  operation: string;
  field: string;
  reason: string;
}

/** Which breaking changes are approved, and which approvals approve nothing. */
export interface Approved {
  approved: ReadonlyMap<Change, Approval>;
  missing: Change[];
  unused: Approval[];
}

const KEYS = ["operation", "field", "reason"] as const;

/**
 * The approvals in the text of `spec/approved-changes.yaml`: a list of entries with `operation`, `field` and `reason`.
 *
 * @throws one error that names every entry that is not right
 */
export function readApprovals(text: string, file: string): Approval[] {
  const parsed = parseDocument(text);
  const [syntax] = parsed.errors;
  if (syntax) throw new Error(`${file} is not YAML: ${syntax.message}`);
  const entries: unknown = parsed.toJS() ?? [];
  if (!Array.isArray(entries)) throw new Error(`${file} must hold a list of entries with ${KEYS.join(", ")}.`);
  const wrong: string[] = [];
  const seen = new Set<string>();
  const approvals = entries.flatMap((entry: unknown, index) => {
    const approval = asApproval(entry, (what) => wrong.push(`entry ${index + 1} ${what}`));
    if (!approval) return [];
    const key = JSON.stringify([approval.operation, approval.field]);
    if (seen.has(key))
      wrong.push(`entry ${index + 1} approves ${approval.field} of ${approval.operation} again: keep one`);
    seen.add(key);
    return [approval];
  });
  if (wrong.length > 0) throw new Error(`${file} is not right:\n${wrong.map((line) => `  ${line}`).join("\n")}`);
  return approvals;
}

function asApproval(entry: unknown, refuse: (what: string) => void): Approval | undefined {
  if (!isRecord(entry)) {
    refuse(`is no entry with ${KEYS.join(", ")}`);
    return undefined;
  }
  const text = (key: string) => {
    const value = entry[key];
    return typeof value === "string" ? value.trim() : "";
  };
  const name = text("field") === "" ? "" : ` (${text("field")})`;
  const missing = KEYS.filter((key) => text(key) === "");
  const unknown = Object.keys(entry).filter((key) => !KEYS.some((known) => known === key));
  for (const key of missing) {
    refuse(
      key === "reason" ? `${name.trim()} has no reason: say why the break is worth it`.trim() : `has no ${key}${name}`,
    );
  }
  for (const key of unknown)
    refuse(`${name.trim()} has an unknown key "${key}": only ${KEYS.join(", ")} are read`.trim());
  if (missing.length > 0 || unknown.length > 0) return undefined;
  return { operation: text("operation"), field: text("field"), reason: text("reason") };
}

/** Lays approvals beside changes. An approval of any of a change's places approves it. */
export function approve(changes: readonly Change[], approvals: readonly Approval[]): Approved {
  const approved = new Map<Change, Approval>();
  const missing: Change[] = [];
  for (const change of changes) {
    if (change.bump !== "major") continue;
    const approval = approvals.find(
      ({ operation, field }) => operation === change.operation && change.places.includes(field),
    );
    if (approval) approved.set(change, approval);
    else missing.push(change);
  }
  const used = new Set(approved.values());
  return { approved, missing, unused: approvals.filter((approval) => !used.has(approval)) };
}
