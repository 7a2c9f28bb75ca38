import { isRecord } from "@scenario-openapi/openapi";
import { parseDocument } from "yaml";
import type { Change } from "./change.ts";

/** A breaking change that the maintainers accept. */
export interface Approval {
  operation: string;
  field: string;
  reason: string;
}

/** The breaking changes that are approved and those that are not, and the approvals that approve nothing. */
export interface Approved {
  approved: ReadonlyMap<Change, Approval>;
  missing: Change[];
  unused: Approval[];
}

const KEYS = ["operation", "field", "reason"] as const;

/**
 * Reads the text of `spec/approved-changes.yaml`: a list of entries with `operation`, `field` and `reason`.
 *
 * @param file the path to name in errors
 * @throws one error that names every invalid entry
 */
export function readApprovals(text: string, file: string): Approval[] {
  const parsed = parseDocument(text);
  const [syntax] = parsed.errors;
  if (syntax) throw new Error(`${file} is not valid YAML: ${syntax.message}`);
  const entries: unknown = parsed.toJS() ?? [];
  if (!Array.isArray(entries)) throw new Error(`${file} must hold a list of entries with ${KEYS.join(", ")}.`);
  const approvals: Approval[] = [];
  const problems: string[] = [];
  for (const [index, entry] of entries.entries()) {
    const read = readEntry(entry);
    const { operation, field, reason } = read;
    if (approvals.some((other) => other.operation === operation && other.field === field))
      read.problems.push(`approves ${field} of ${operation} again. Keep one of the entries`);
    approvals.push({ operation, field, reason });
    const name = field === "" ? `entry ${index + 1}` : `entry ${index + 1} (${field})`;
    problems.push(...read.problems.map((problem) => `  ${name} ${problem}.`));
  }
  if (problems.length > 0) throw new Error(`${file} is invalid:\n${problems.join("\n")}`);
  return approvals;
}

function readEntry(entry: unknown): Approval & { problems: string[] } {
  const given = isRecord(entry) ? entry : {};
  const text = (key: string) => {
    const value = given[key];
    return typeof value === "string" ? value.trim() : "";
  };
  const missing = KEYS.filter((key) => text(key) === "");
  const unknown = Object.keys(given).filter((key) => !KEYS.some((known) => known === key));
  const problems = [
    ...missing.map((key) => `has no ${key}${key === "reason" ? ". Say why the change is worth breaking code" : ""}`),
    ...unknown.map((key) => `has an unknown key "${key}". Only ${KEYS.join(", ")} are allowed`),
  ];
  return { operation: text("operation"), field: text("field"), reason: text("reason"), problems };
}

/** Assigns approvals to changes. An approval of any of a change's places approves the change. */
export function approve(changes: readonly Change[], approvals: readonly Approval[]): Approved {
  const approved = new Map<Change, Approval>();
  const missing: Change[] = [];
  for (const change of changes) {
    if (change.bump !== "major") continue;
    const approval = approvals.find(({ operation, field }) =>
      change.uses.some((use) => use.operation === operation && use.places.includes(field)),
    );
    if (approval) approved.set(change, approval);
    else missing.push(change);
  }
  const used = new Set(approved.values());
  return { approved, missing, unused: approvals.filter((approval) => !used.has(approval)) };
}
