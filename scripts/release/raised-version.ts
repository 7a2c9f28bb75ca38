import type { Bump } from "../compare/change.ts";

/**
 * By how much a version was raised: the largest part of the number that grew; undefined where none did.
 *
 * @example raisedBy("1.4.2", "1.5.0") // "minor"
 */
export function raisedBy(before: string, after: string): Bump | undefined {
  const [old, now] = [partsOf(before), partsOf(after)];
  const at = now.findIndex((part, index) => part !== old[index]);
  return at < 0 || (now[at] ?? 0) < (old[at] ?? 0) ? undefined : (["major", "minor", "patch"] as const)[at];
}

/** A version with one part raised by 1, and what follows it 0. */
export function raised(version: string, bump: Bump): string {
  const [major, minor, patch] = partsOf(version);
  if (bump === "major") return `${major + 1}.0.0`;
  return bump === "minor" ? `${major}.${minor + 1}.0` : `${major}.${minor}.${patch + 1}`;
}

function partsOf(version: string): [major: number, minor: number, patch: number] {
  const [, major, minor, patch] = /^(\d+)\.(\d+)\.(\d+)$/.exec(version) ?? [];
  if (patch === undefined) throw new Error(`The version "${version}" is not three numbers, such as 1.4.2.`);
  return [Number(major), Number(minor), Number(patch)];
}
