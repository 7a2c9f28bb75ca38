import { isRecord, type Schema, tellsOf } from "@repo/openapi";
import type { Side } from "./change.ts";
import { retold } from "./compare-words.ts";
import type { Found } from "./found.ts";
import type { NormalSchema } from "./normal-schema.ts";
import { canonical } from "./sameness.ts";
import { originOf } from "./schema-idioms.ts";

const TEXTS = new Set(["title", "summary", "description", "example", "examples", "externalDocs"]);

/**
 * The differences that only readers of the description see. For a named schema, only what stands beside the reference:
 * `describeChanges` compares the texts of the schema itself once.
 */
export function compareSchemaTexts(old: NormalSchema, now: NormalSchema, side: Side): Found[] {
  const isNamed = old.name !== undefined && old.name === now.name;
  const [one, other] = [old, now].map(({ nodes }) => (isNamed ? nodes.slice(0, 1) : nodes));
  return compareNodes(one ?? [], other ?? [], side);
}

/** The differences of texts, deprecation, availability and extensions between two nodes. */
export function compareNode(old: object, now: object, side?: Side): Found[] {
  return compareNodes([old], [now], side);
}

/** The same for nodes that count together, of which the first one with a key wins. */
function compareNodes(olds: readonly object[], news: readonly object[], side: Side | undefined): Found[] {
  const keys = new Set([...olds, ...news].flatMap((node) => Object.keys(node)));
  return [...keys].flatMap((key): Found[] => {
    // What differs from word to word is compared with the property.
    if (key === "x-differs-for" || key === "x-extensible-enum") return [];
    if (key !== "deprecated" && !TEXTS.has(key) && !key.startsWith("x-")) return [];
    const [old, now] = [olds, news].map((nodes) => nodes.find((node) => Object.hasOwn(node, key)));
    const [was, is] = [old, now].map((node) => node && (node as Record<string, unknown>)[key]);
    if (canonical(asData(key, was)) === canonical(asData(key, is))) return [];
    const place = {
      side,
      before: { node: originOf(old ?? olds[0] ?? {}), key: old && key },
      after: { node: originOf(now ?? news[0] ?? {}), key: now && key },
    };
    if (key === "deprecated")
      return compareDeprecation(was === true, is === true).map((found) => ({ ...found, ...place }));
    if (key === "x-available-for" || key === "x-availability") return [{ ...availability(key, was, is), ...place }];
    if (key === "x-tells")
      return compareTells((old ?? {}) as Schema, (now ?? {}) as Schema).map((found) => ({ ...found, ...place }));
    return [
      {
        kind: TEXTS.has(key) ? "text" : "extension",
        action: old === undefined ? "added" : now === undefined ? "removed" : "changed",
        detail: key,
        wire: "none",
        reason: "Only the documentation changed.",
        ...place,
      },
    ];
  });
}

/** Examples with their data as `dataValue`. Before OpenAPI 3.2, it is their `value`. */
function asData(key: string, node: unknown): unknown {
  if (key !== "examples" || !isRecord(node)) return node;
  const entries = Object.entries(node).map(([name, example]) => {
    if (!isRecord(example) || !("value" in example) || "dataValue" in example) return [name, example];
    const { value: dataValue, ...others } = example;
    return [name, { ...others, dataValue }];
  });
  return Object.fromEntries(entries);
}

function compareDeprecation(was: boolean, is: boolean): Found[] {
  if (was === is) return [];
  const one = { kind: "deprecation", detail: "deprecated", wire: "none" } as const;
  if (!is) return [{ ...one, action: "removed", reason: "It still works, and its removal is no longer announced." }];
  const reason = "It still works, but its removal is announced, which takes a minor version.";
  return [{ ...one, action: "added", reason, bump: "minor" }];
}

function availability(key: string, was: unknown, is: unknown): Found {
  const list = (value: unknown) => (Array.isArray(value) ? [...value].sort().join(", ") : "all");
  const detail =
    key === "x-available-for" ? `for ${list(was)} → for ${list(is)}` : "what its properties are available for";
  const reason = "The same values are accepted; only what they are documented to be for changed.";
  return { kind: "availability", action: "changed", detail, wire: "none", reason };
}

/** What another word means for other properties is compared with these. */
function compareTells(old: Schema, now: Schema): Found[] {
  return retold(tellsOf(old), tellsOf(now)).map(({ name, was, is, values }) => ({
    kind: "availability",
    action: was === undefined ? "added" : is === undefined ? "removed" : "changed",
    detail: `${name} ${[was, is].filter((word) => word !== undefined).join(" → ")}, told by ${values.join(", ")}`,
    wire: "none",
    reason: "The same values are accepted; only what they tell changed.",
  }));
}

/** Differences in keys that nothing else compares. What they do is not known, so they count as what they may be. */
export function compareUnknown(old: object, now: object, known: ReadonlySet<string>, side?: Side): Found[] {
  const keys = [...new Set([...Object.keys(old), ...Object.keys(now)])];
  return keys.flatMap((key): Found[] => {
    if (known.has(key) || TEXTS.has(key) || key === "deprecated" || key.startsWith("x-")) return [];
    const [was, is] = [old, now].map((node) => (node as Record<string, unknown>)[key]);
    if (canonical(was) === canonical(is)) return [];
    return [
      {
        kind: "keyword",
        action: was === undefined ? "added" : is === undefined ? "removed" : "changed",
        detail: key,
        wire: "breaking",
        reason: `The effect of \`${key}\` is not known, so the worst is assumed.`,
        side,
        before: { node: old, key: was === undefined ? undefined : key },
        after: { node: now, key: is === undefined ? undefined : key },
      },
    ];
  });
}
