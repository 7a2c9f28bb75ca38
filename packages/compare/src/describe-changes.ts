import {
  follow,
  type NamedOperation,
  namedOperations,
  type OpenApiDocument,
  type PathItem,
  schemaOfRef,
} from "@scenario-openapi/openapi";
import { type At, type Change, type Found, mergeChanges, type Pair } from "./change.ts";
import { compareSecurity, compareServers } from "./compare-access.ts";
import { compareNode } from "./compare-annotations.ts";
import { compareOperations, ordinary, swapped, template } from "./compare-operations.ts";
import { compareSchemas } from "./compare-schemas.ts";
import { canonical, sameness } from "./sameness.ts";

/** An operation before and after. One of them is missing if it was added or removed. */
export interface OperationPair {
  old?: NamedOperation;
  now?: NamedOperation;
}

/** Stands for the name of an operation in changes of the whole API. */
export const wholeApi = "*";

/**
 * The changes between two descriptions, judged for the wire alone. The compiler is not asked, so this is fast enough for
 * every save: `types` is left out, and `bump` follows from the wire.
 *
 * Both documents must be bundled and without errors, as `readOrExit` returns them. The version of the description and
 * the order of anything are no changes. Nodes of the documents are cached: do not modify a document after comparing it.
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
  const reason = "No operation changed.";
  return mergeChanges(wholeApi, [
    { field: "description", kind: "extension", words: "~ the description is written otherwise", wire: "none", reason },
  ]);
}

/**
 * Pairs the operations of two descriptions: by operationId, then by name (which comes from the address if there is no
 * operationId), then by address.
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
    const own =
      old.node.servers || now.node.servers
        ? compareServers(old.node.servers ?? pair.before.servers, now.node.servers ?? pair.after.servers)
        : [];
    return [...compareSecurity(pair, old, now), ...own, ...compareOperations(pair, old, now, ordinary)];
  }
  const one = old ?? now;
  if (!one) return [];
  const words = `${old ? "−" : "+"} operation ${one.name}: ${one.method.toUpperCase()} ${one.path}`;
  return [wholeOperation(words, old ? "Old code calls it." : "Old code does not call it.", old !== undefined)];
}

function wholeOperation(words: string, reason: string, isRemoved: boolean): Found {
  return { field: "operation", kind: "operation", words, wire: isRemoved ? "breaking" : "compatible", reason };
}

function webhookChanges(pair: Pair): Change[] {
  const before = namedOperations(webhooksAsPaths(pair.before));
  const after = namedOperations(webhooksAsPaths(pair.after));
  const names = new Set([...before, ...after].map(({ path, method }) => `${path} ${method}`));
  return [...names].flatMap((name) => {
    const isIt = ({ path, method }: NamedOperation) => `${path} ${method}` === name;
    const old = before.find(isIt);
    const now = after.find(isIt);
    const found =
      old && now
        ? compareOperations(pair, old, now, swapped)
        : [
            wholeOperation(
              `${old ? "−" : "+"} webhook ${name}`,
              old ? "Old code waits for it." : "Old code does not wait for it.",
              old !== undefined,
            ),
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
    ...compareNode(before.info, after.info, at),
    ...compareTags(before, after),
    ...compareComponents(pair),
  ];
}

function compareTags(before: OpenApiDocument, after: OpenApiDocument): Found[] {
  const byName = ({ tags = [] }: OpenApiDocument) => Object.fromEntries(tags.map((tag) => [tag.name, tag]));
  if (canonical(byName(before)) === canonical(byName(after))) return [];
  const reason = "Only the documentation changed.";
  return [{ field: "tags", kind: "text", words: "~ tags", wire: "none", reason }];
}

/** The texts of the named schemas, the schemas that were added and removed, and those that no operation uses. */
function compareComponents(pair: Pair): Found[] {
  const before = pair.before.components?.schemas ?? {};
  const after = pair.after.components?.schemas ?? {};
  const used = reachedSchemas(pair.before);
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((name): Found[] => {
    const was = before[name];
    const is = after[name];
    const at: At = { side: "request", field: name, label: name, schema: name, mayBeLeftOut: false };
    if (!was || !is) {
      const words = `${was ? "−" : "+"} schema ${name}`;
      const reason = "The name of a schema shows in the types and nowhere else.";
      return [{ field: name, schema: name, kind: "schema", words, wire: "none", reason }];
    }
    if (pair.isSame(was, is)) return [];
    const texts = was.$ref || is.$ref ? [] : compareNode(was, is, at);
    if (used.has(name)) return texts;
    const reason = "No operation uses the schema.";
    return compareSchemas(pair, [was], [is], at).map((found) => ({ ...found, wire: "none" as const, reason }));
  });
}

/** The names of the schemas that operations and webhooks refer to, directly or through other schemas. */
export function reachedSchemas(document: OpenApiDocument): Set<string> {
  const reached = new Set<string>();
  const seen = new Set<unknown>();
  const visit = (node: unknown): void => {
    if (typeof node !== "object" || node === null || seen.has(node)) return;
    seen.add(node);
    for (const [key, value] of Object.entries(node)) {
      if (key !== "$ref" || typeof value !== "string") visit(value);
      else {
        const name = schemaOfRef(value);
        if (name !== undefined) reached.add(name);
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
