import { follow } from "../generate/follow.ts";
import { type NamedOperation, namedOperations } from "../generate/operations.ts";
import type { OpenApiDocument, PathItem } from "../spec/openapi-document.ts";
import type { At, Pair } from "./at.ts";
import { canonical } from "./canonical.ts";
import type { Change, Found } from "./change.ts";
import { compareSecurity, compareServers } from "./compare-access.ts";
import { compareNode } from "./compare-annotations.ts";
import { compareOperations, ordinary, reversed, template } from "./compare-operations.ts";
import { compareSchemas } from "./compare-schemas.ts";
import { mergeChanges } from "./merge-changes.ts";
import { sameness } from "./sameness.ts";

/** An operation before and after; one of them is missing where it was added or removed. */
export interface OperationPair {
  old?: NamedOperation;
  now?: NamedOperation;
}

/** The name that stands for the whole API where a change is of no operation. */
export const wholeApi = "*";

/**
 * What changed between two descriptions, each change judged on the wire alone. It asks no compiler, so it is quick
 * enough for every save: `types` is left out, and `bump` is what the wire asks for.
 *
 * Both must be bundled and without errors, as `readSpec` gives them. The version of the description is no change of the
 * API, and neither is any order. What was looked at in a description is remembered with it: change a copy, not the
 * description itself.
 *
 * @example
 * for (const { words } of describeChanges(before, after)) console.log(words);
 */
export function describeChanges(before: OpenApiDocument, after: OpenApiDocument): Change[] {
  const pair: Pair = { before, after, isSame: sameness(before, after) };
  const changes = [
    ...mergeChanges(wholeApi, wholeApiChanges(pair)),
    ...pairOperations(before, after).flatMap(({ old, now }) =>
      mergeChanges((old ?? now)?.name ?? "", changesOf(pair, old, now)),
    ),
    ...webhookChanges(pair),
  ];
  if (changes.length > 0 || canonical(withoutVersion(before)) === canonical(withoutVersion(after))) return changes;
  const reason = "Nothing that it says of an operation changed.";
  return mergeChanges(wholeApi, [
    { field: "description", kind: "extension", words: "~ the description is written otherwise", wire: "none", reason },
  ]);
}

/**
 * The operations of two descriptions side by side. The same operationId comes first, then the same name, which is made
 * of the address where there is no operationId, then the same address.
 */
export function pairOperations(before: OpenApiDocument, after: OpenApiDocument): OperationPair[] {
  const left = new Set(namedOperations(after));
  const pairs: OperationPair[] = namedOperations(before).map((old) => ({ old }));
  const ways: ((old: NamedOperation, now: NamedOperation) => boolean)[] = [
    (old, now) => old.node.operationId !== undefined && old.node.operationId === now.node.operationId,
    (old, now) => old.name === now.name,
    (old, now) => old.method === now.method && template(old.path) === template(now.path),
  ];
  for (const isSame of ways) {
    for (const pair of pairs) {
      const { old } = pair;
      const now = old && !pair.now ? [...left].find((one) => isSame(old, one)) : undefined;
      if (!now) continue;
      pair.now = now;
      left.delete(now);
    }
  }
  return [...pairs, ...[...left].map((now) => ({ now }))];
}

function changesOf(pair: Pair, old: NamedOperation | undefined, now: NamedOperation | undefined): Found[] {
  if (old && now) {
    const own = [old.node.servers, now.node.servers].some((servers) => servers)
      ? compareServers(old.node.servers ?? pair.before.servers, now.node.servers ?? pair.after.servers)
      : [];
    return [...compareSecurity(pair, old, now), ...own, ...compareOperations(pair, old, now, ordinary)];
  }
  const there = old ?? now;
  if (!there) return [];
  const words = `${old ? "−" : "+"} operation ${there.name}: ${there.method.toUpperCase()} ${there.path}`;
  return [
    old
      ? { field: "operation", kind: "operation", words, wire: "breaking", reason: "Old code calls it." }
      : { field: "operation", kind: "operation", words, wire: "compatible", reason: "Old code does not call it." },
  ];
}

function webhookChanges(pair: Pair): Change[] {
  const before = namedOperations(webhooksAsPaths(pair.before));
  const after = namedOperations(webhooksAsPaths(pair.after));
  const names = new Set([...before, ...after].map(({ path, method }) => `${path} ${method}`));
  return [...names].flatMap((name) => {
    const isIt = ({ path, method }: NamedOperation) => `${path} ${method}` === name;
    const old = before.find(isIt);
    const now = after.find(isIt);
    const found: Found[] =
      old && now
        ? compareOperations(pair, old, now, reversed)
        : [
            {
              field: "operation",
              kind: "operation",
              words: `${old ? "−" : "+"} webhook ${name}`,
              wire: old ? "breaking" : "compatible",
              reason: old ? "Old code waits for it." : "Old code has not asked for it.",
            },
          ];
    return mergeChanges(`webhook ${name}`, found);
  });
}

function webhooksAsPaths(document: OpenApiDocument): OpenApiDocument {
  return { ...document, paths: document.webhooks ?? {} };
}

function wholeApiChanges(pair: Pair): Found[] {
  const { before, after } = pair;
  const at: At = { side: "request", field: "info", label: "info", mayBeLeftOut: false };
  return [
    ...compareServers(before.servers, after.servers),
    ...withoutSide(compareNode(before.info, after.info, at)),
    ...withoutSide(compareTags(before, after, { ...at, field: "tags", label: "tags" })),
    ...withoutSide(compareComponents(pair)),
  ];
}

function withoutSide(found: Found[]): Found[] {
  return found.map(({ side: _, ...rest }) => rest);
}

function compareTags(before: OpenApiDocument, after: OpenApiDocument, at: At): Found[] {
  const byName = ({ tags = [] }: OpenApiDocument) => Object.fromEntries(tags.map((tag) => [tag.name, tag]));
  if (canonical(byName(before)) === canonical(byName(after))) return [];
  return [
    { field: at.field, kind: "text", words: "~ tags", wire: "none", reason: "Only what is written about it changed." },
  ];
}

/** What the named schemas say of themselves, and which of them came and went. */
function compareComponents(pair: Pair): Found[] {
  const before = pair.before.components?.schemas ?? {};
  const after = pair.after.components?.schemas ?? {};
  const used = reachedSchemas(pair.before);
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((name): Found[] => {
    const was = before[name];
    const is = after[name];
    const at: At = { side: "request", field: name, label: name, schema: name, mayBeLeftOut: false };
    if (!was || !is) {
      const reason = "The name of a schema is not on the wire; the types have it.";
      return [
        { field: name, schema: name, kind: "schema", words: `${was ? "−" : "+"} schema ${name}`, wire: "none", reason },
      ];
    }
    if (pair.isSame(was, is)) return [];
    const texts = was.$ref || is.$ref ? [] : compareNode(was, is, at);
    if (used.has(name)) return texts;
    const reason = "No operation uses the schema.";
    return compareSchemas(pair, [was], [is], at).map((found) => ({ ...found, wire: "none" as const, reason }));
  });
}

/** The named schemas that an operation or a webhook leads to. */
export function reachedSchemas(document: OpenApiDocument): Set<string> {
  const reached = new Set<string>();
  const seen = new Set<unknown>();
  const visit = (node: unknown): void => {
    if (typeof node !== "object" || node === null || seen.has(node)) return;
    seen.add(node);
    for (const [key, value] of Object.entries(node)) {
      if (key !== "$ref" || typeof value !== "string") visit(value);
      else {
        const [, name] = /^#\/components\/schemas\/([^/]+)/.exec(decodeURIComponent(value)) ?? [];
        if (name !== undefined) reached.add(name.replaceAll("~1", "/").replaceAll("~0", "~"));
        visit(follow<PathItem>(document, { $ref: value }));
      }
    }
  };
  visit(document.paths);
  visit(document.webhooks);
  return reached;
}

function withoutVersion({ info, ...rest }: OpenApiDocument): unknown {
  return { ...rest, info: { ...info, version: "" } };
}
