import { createHash } from "node:crypto";
import { isRecord } from "@repo/openapi";
import { parseDocument } from "yaml";
import type { Change } from "./change.ts";

/** A breaking change that the maintainers accept. */
export interface Approval {
  /** The fingerprint of the change. */
  change: string;
  reason: string;
}

/** The breaking changes that are approved and those that are not, and the approvals that approve nothing. */
export interface Approved {
  approved: ReadonlyMap<Change, Approval>;
  missing: Change[];
  unused: Approval[];
}

const KEYS = ["change", "reason"] as const;

/**
 * The name of one change of one place, from what changes how and for whom. If the place changes otherwise, it has another
 * fingerprint, and needs another approval.
 *
 * @returns eight hexadecimal digits
 */
export function fingerprintOf(change: Change): string {
  const { kind, action, schema, operation, field, detail, digest, value, only, label, breaks } = change;
  const place = schema ?? `${operation} ${field}`;
  const said = [kind, action, place, label, detail, digest, value, only, breaks];
  return createHash("sha256").update(JSON.stringify(said)).digest("hex").slice(0, 8);
}

/**
 * Reads the text of `spec/approved-changes.yaml`: a list of entries with `change`, the fingerprint that the report prints,
 * and `reason`.
 *
 * @param file the path to name in errors
 * @throws one error that names every invalid entry
 */
export function readApprovals(text: string, file: string): Approval[] {
  const parsed = parseDocument(text);
  const [syntax] = parsed.errors;
  if (syntax) throw new Error(`${file} is not valid YAML: ${syntax.message}`);
  const entries: unknown = parsed.toJS() ?? [];
  if (!Array.isArray(entries)) throw new Error(`${file} must hold a list of entries with ${KEYS.join(" and ")}.`);
  const approvals: Approval[] = [];
  const problems: string[] = [];
  for (const [index, entry] of entries.entries()) {
    const { change, reason, problems: found } = readEntry(entry);
    if (approvals.some((other) => other.change === change))
      found.push(`approves ${change} again. Keep one of the entries`);
    approvals.push({ change, reason });
    const name = change === "" ? `entry ${index + 1}` : `entry ${index + 1} (${change})`;
    problems.push(...found.map((problem) => `  ${name} ${problem}.`));
  }
  if (problems.length > 0) throw new Error(`${file} is invalid:\n${problems.join("\n")}`);
  return approvals;
}

function readEntry(entry: unknown): Approval & { problems: string[] } {
  const given = isRecord(entry) ? entry : {};
  const text = (key: string) => {
    const value = given[key];
    // YAML takes a fingerprint of digits alone for a number.
    return typeof value === "number" ? String(value).padStart(8, "0") : typeof value === "string" ? value.trim() : "";
  };
  const missing = KEYS.filter((key) => text(key) === "");
  const unknown = Object.keys(given).filter((key) => !KEYS.some((known) => known === key));
  const problems = [
    ...missing.map((key) => `has no ${key}${key === "reason" ? ". Say why the change is worth breaking code" : ""}`),
    ...unknown.map((key) => `has an unknown key "${key}". Only ${KEYS.join(" and ")} are allowed`),
  ];
  return { change: text("change"), reason: text("reason"), problems };
}

/** Assigns approvals to the breaking changes that have their fingerprints. */
export function approve(changes: readonly Change[], approvals: readonly Approval[]): Approved {
  const byFingerprint = new Map(approvals.map((approval) => [approval.change, approval]));
  const approved = new Map<Change, Approval>();
  const missing: Change[] = [];
  for (const change of changes) {
    if (change.bump !== "major") continue;
    const approval = byFingerprint.get(fingerprintOf(change));
    if (approval) approved.set(change, approval);
    else missing.push(change);
  }
  const used = new Set(approved.values());
  return { approved, missing, unused: approvals.filter((approval) => !used.has(approval)) };
}
