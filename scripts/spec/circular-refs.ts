import type { Document } from "@redocly/openapi-core";
import { isRecord } from "./is-record.ts";
import { placeOfPointer } from "./place.ts";
import type { Problem } from "./problem.ts";

/**
 * The references of a document that have no end. Either they only lead to each other (A is `$ref` B and B is `$ref` A),
 * or one names a thing around itself. A schema may do the latter, since a value of it ends; nothing else may.
 */
export function findCircularRefs({ source, parsed }: Document): Problem[] {
  const refs = new Map<string, string>();
  collectRefs(parsed, "#", refs);
  return [...refs].flatMap(([from, to]) => {
    const reason = leadsBack(from, refs) ?? partOfItself(from, to);
    if (reason === undefined) return [];
    const message = `$ref "${to}" ${reason}: refer to something else.`;
    return [{ severity: "error", ...placeOfPointer(source, `${from}/$ref`), rule: "no-circular-refs", message }];
  });
}

function leadsBack(from: string, refs: ReadonlyMap<string, string>): string | undefined {
  const way = [from];
  for (let next = refs.get(from); next !== undefined && !way.slice(1).includes(next); next = refs.get(next)) {
    way.push(next);
    if (next === from) return `reaches no value, since it leads back to itself (${way.join(" -> ")})`;
  }
  return undefined;
}

function partOfItself(from: string, to: string): string | undefined {
  const target = to.replace(/\/$/, "") || "#";
  if (target.startsWith(`${from}/`)) return "names a thing inside itself";
  const isSchema = /\/schemas?(\/|$)/.test(target);
  return from.startsWith(`${target}/`) && !isSchema ? "names a thing that it is part of" : undefined;
}

function collectRefs(value: unknown, pointer: string, refs: Map<string, string>): void {
  if (typeof value !== "object" || value === null) return;
  if (isRecord(value) && typeof value.$ref === "string") refs.set(pointer, value.$ref);
  for (const [key, child] of Object.entries(value)) {
    collectRefs(child, `${pointer}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`, refs);
  }
}
