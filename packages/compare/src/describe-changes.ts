import {
  follow,
  httpMethods,
  type NamedOperation,
  namedOperations,
  type OpenApiDocument,
  type PathItem,
  type SecurityScheme,
  schemaOfRef,
  verbOf,
  webhooksOf,
} from "@repo/openapi";
import type { Change } from "./change.ts";
import { Collection } from "./collect-changes.ts";
import { addressesAt, compareSecurity, compareServers, ownServersOf, serversOf } from "./compare-access.ts";
import { compareNode, compareUnknown } from "./compare-annotations.ts";
import { compareOperations, operationComparison, ordinary, swapped, template } from "./compare-operations.ts";
import { SchemaComparison } from "./compare-schemas.ts";
import { type Pair, pairOf } from "./covers.ts";
import type { Found } from "./found.ts";
import { type OperationPair, pairOperations } from "./pair-operations.ts";
import { canonical } from "./sameness.ts";
import { flat } from "./schema-pair.ts";

/** Stands for the name of an operation in changes of the whole API. */
export const wholeApi = "*";

/**
 * The changes between two descriptions, judged for the wire alone. The compiler is not asked, so this is fast enough for
 * every save: `types` is left out, and `bump` follows from the wire.
 *
 * Both documents must be bundled and without errors, as `readOrExit` returns them. The version of the description and
 * the order of anything are no changes.
 *
 * @example
 * for (const { words } of describeChanges(before, after)) console.log(words);
 */
export function describeChanges(before: OpenApiDocument, after: OpenApiDocument): Change[] {
  const pair = pairOf(before, after);
  const schemas = new SchemaComparison(pair);
  const collection = new Collection();
  const pairs = pairOperations(before, after);
  compareWholeApi(collection, schemas, pairs);
  for (const { old, now } of pairs) compareOperation(collection, schemas, old, now);
  compareWebhooks(collection, schemas);
  const changes = collection.changes(before, after);
  if (changes.length > 0 || canonical(withoutVersion(before)) === canonical(withoutVersion(after))) return changes;
  const reason = "No operation changed.";
  const label = "the description is written otherwise";
  const written = { kind: "extension", action: "changed", detail: "", wire: "none", reason } as const;
  collection.add(wholeApi, { field: "description", label }, [written]);
  return collection.changes(before, after);
}

function compareOperation(
  collection: Collection,
  schemas: SchemaComparison,
  old: NamedOperation | undefined,
  now: NamedOperation | undefined,
): void {
  const { before, after } = schemas.pair;
  const name = (old ?? now)?.name ?? "";
  const comparison = operationComparison(schemas, collection, name, ordinary);
  if (old && now) {
    comparison.add({ field: "operation", label: now.name }, compareAddress(schemas.pair, old, now));
    comparison.add(
      { field: "authentication", label: "authentication" },
      compareSecurity(before.document, old, after.document, now),
    );
    const hasOwn = ownServersOf(before.document, old) ?? ownServersOf(after.document, now);
    if (hasOwn && !keepsAddress(schemas.pair, old, now)) {
      const servers = compareServers(serversOf(before.document, old), serversOf(after.document, now));
      comparison.add({ field: "servers", label: "servers" }, servers);
    }
    compareOperations(comparison, old, now);
    comparison.finish();
    return;
  }
  const one = old ?? now;
  if (!one) return;
  const label = `operation ${one.name}`;
  const detail = `${verbOf(one.method)} ${one.path}`;
  comparison.add({ field: "operation", label }, [wholeOperation(old, now, detail, "call")]);
}

function wholeOperation(
  old: NamedOperation | undefined,
  now: NamedOperation | undefined,
  detail: string,
  use: "call" | "wait for",
): Found {
  const calls = { call: "calls it", "wait for": "waits for it" }[use];
  return {
    kind: "operation",
    action: old ? "removed" : "added",
    detail,
    wire: old ? "breaking" : "compatible",
    reason: old ? `Old code ${calls}.` : `Old code does not ${use} it.`,
    ...(old ? { before: { node: old.node } } : { after: { node: now?.node } }),
  };
}

/** Whether every address at which old code finds an operation still leads to it. */
function keepsAddress({ before, after }: Pair, old: NamedOperation, now: NamedOperation): boolean {
  const is = addressesAt(serversOf(after.document, now), now.path);
  return [...addressesAt(serversOf(before.document, old), old.path)].every((address) => is.has(address));
}

function compareAddress(pair: Pair, old: NamedOperation, now: NamedOperation): Found[] {
  const found: Found[] = [];
  const origins = { before: { node: old.node }, after: { node: now.node } };
  if (old.name !== now.name) {
    const reason = "Requests stay the same, but the client's method has another name.";
    const label = `operation ${old.name} → ${now.name}`;
    found.push({ kind: "operation", action: "changed", label, detail: "", wire: "none", reason, ...origins });
  }
  const isMoved = old.method !== now.method || template(old.path) !== template(now.path);
  if (isMoved) {
    const address = ({ method, path }: NamedOperation) => `${verbOf(method)} ${path}`;
    const detail = `${address(old)} → ${address(now)}`;
    const isSame = old.method === now.method && keepsAddress(pair, old, now);
    const verdict = isSame
      ? ({ wire: "none", reason: "Together with the servers, the address is the same." } as const)
      : ({ wire: "breaking", reason: "Old code calls another address." } as const);
    found.push({ kind: "operation", action: "changed", detail, ...verdict, ...origins });
  }
  return found;
}

function compareWebhooks(collection: Collection, schemas: SchemaComparison): void {
  const [before, after] = [schemas.pair.before, schemas.pair.after].map(({ document }) =>
    namedOperations({ ...document, paths: webhooksOf(document) }),
  );
  const all = [...(before ?? []), ...(after ?? [])];
  for (const name of new Set(all.map(({ path, method }) => `${path} ${method}`))) {
    const isIt = ({ path, method }: NamedOperation) => `${path} ${method}` === name;
    const old = before?.find(isIt);
    const now = after?.find(isIt);
    const operation = `webhook ${name}`;
    const comparison = operationComparison(schemas, collection, operation, swapped);
    if (old && now) compareOperations(comparison, old, now);
    else comparison.add({ field: "operation", label: operation }, [wholeOperation(old, now, "", "wait for")]);
    comparison.finish();
  }
}

const KNOWN = new Set(
  "openapi info servers tags security paths webhooks x-webhooks components externalDocs jsonSchemaDialect $self".split(
    " ",
  ),
);

function compareWholeApi(collection: Collection, schemas: SchemaComparison, pairs: readonly OperationPair[]): void {
  const { pair } = schemas;
  const [before, after] = [pair.before.document, pair.after.document];
  const add = (field: string, found: readonly Found[]) => collection.add(wholeApi, { field, label: field }, found);
  const kept = pairs.every(({ old, now }) => !old || (now && keepsAddress(pair, old, now)));
  const servers = compareServers(before.servers, after.servers);
  const isMovedAlong = kept && pairs.some(({ old }) => old) && servers.some(({ action }) => action === "removed");
  const reason = "Every operation is still found at its old addresses.";
  const movedAlong = (one: Found): Found => (one.action === "changed" ? one : { ...one, wire: "none", reason });
  add("servers", isMovedAlong ? servers.map(movedAlong) : servers);
  const { version: _was, ...was } = before.info;
  const { version: _is, ...is } = after.info;
  add(
    "info",
    compareNode(was, is).map((found) => relocated(found, was, before.info, is, after.info)),
  );
  const { info: _old, ...old } = before;
  const { info: _now, ...now } = after;
  add("description", [
    ...compareNode(old, now).map((found) => relocated(found, old, before, now, after)),
    ...compareUnknown(old, now, KNOWN).map((found) => relocated(found, old, before, now, after)),
  ]);
  add("tags", compareTags(before, after));
  comparePathItems(collection, before, after);
  compareSchemes(collection, before, after);
  compareComponents(collection, schemas);
}

/** What was found in copies of nodes, as found in the nodes themselves. */
function relocated(found: Found, was: object, before: object, is: object, after: object): Found {
  const { before: old, after: now } = found;
  return {
    ...found,
    ...(old?.node === was && { before: { ...old, node: before } }),
    ...(now?.node === is && { after: { ...now, node: after } }),
  };
}

const KNOWN_IN_PATH = new Set(["$ref", "parameters", "servers", "additionalOperations", ...httpMethods]);

/** What stands beside the operations of a path. */
function comparePathItems(collection: Collection, before: OpenApiDocument, after: OpenApiDocument): void {
  for (const [path, given] of Object.entries(before.paths ?? {})) {
    const other = after.paths?.[path];
    if (!other || path.startsWith("x-")) continue;
    const [was, is] = [follow<PathItem>(before, given), follow<PathItem>(after, other)];
    const found = [...compareNode(was, is), ...compareUnknown(was, is, KNOWN_IN_PATH)];
    collection.add(wholeApi, { field: path, label: path }, found);
  }
}

function compareTags(before: OpenApiDocument, after: OpenApiDocument): Found[] {
  const byName = ({ tags = [] }: OpenApiDocument) => Object.fromEntries(tags.map((tag) => [tag.name, tag]));
  if (canonical(byName(before)) === canonical(byName(after))) return [];
  const reason = "Only the documentation changed.";
  const origins = { before: { node: before.tags ?? before }, after: { node: after.tags ?? after } };
  return [{ kind: "text", action: "changed", detail: "", wire: "none", reason, ...origins }];
}

/** What is said of the security schemes. What they demand is compared where operations use them. */
function compareSchemes(collection: Collection, before: OpenApiDocument, after: OpenApiDocument): void {
  const news = after.components?.securitySchemes ?? {};
  for (const [name, given] of Object.entries(before.components?.securitySchemes ?? {})) {
    const other = news[name];
    if (!other) continue;
    const found = compareNode(follow<SecurityScheme>(before, given), follow<SecurityScheme>(after, other));
    const label = `security scheme ${name}`;
    collection.add(wholeApi, { field: label, label }, found);
  }
}

/** The texts of the named schemas, the schemas that were added and removed, and those that no operation uses. */
function compareComponents(collection: Collection, schemas: SchemaComparison): void {
  const { pair } = schemas;
  const before = pair.before.document.components?.schemas ?? {};
  const after = pair.after.document.components?.schemas ?? {};
  const used = reachedSchemas(pair.before.document);
  for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const was = before[name];
    const is = after[name];
    const place = { field: name, label: name, schema: name };
    if (!was || !is) {
      const reason = "The name of a schema shows in the types and nowhere else.";
      const found = { kind: "schema", action: was ? "removed" : "added", detail: "", wire: "none", reason } as const;
      const label = `schema ${name}`;
      collection.add(wholeApi, { ...place, label }, [{ ...found, before: { node: was }, after: { node: is } }]);
      continue;
    }
    if (pair.isSame(was, is)) continue;
    if (!was.$ref && !is.$ref) collection.add(wholeApi, place, compareNode(was, is));
    if (used.has(name)) continue;
    const reason = "No operation uses the schema.";
    const compared = schemas.compare([was], [is], { side: "request", writing: "json", mayBeLeftOut: false });
    const inner = flat(compared, (one) => one.name !== undefined && used.has(one.name));
    for (const one of inner) {
      const step = one.step ?? "";
      const at = { field: name + step, label: name + step, schema: name + step };
      const { step: _, side: __, ...found } = one;
      if (one.kind !== "text" || step !== "") collection.add(wholeApi, at, [{ ...found, wire: "none", reason }]);
    }
  }
}

/** The names of the schemas that operations and webhooks refer to, directly or through other schemas. */
export function reachedSchemas(document: OpenApiDocument): Set<string> {
  const reached = new Set<string>();
  const seen = new Set<unknown>();
  const open: unknown[] = [document.paths, webhooksOf(document)];
  for (let node = open.pop(); open.length > 0 || node !== undefined; node = open.pop()) {
    if (typeof node !== "object" || node === null || seen.has(node)) continue;
    seen.add(node);
    for (const [key, value] of Object.entries(node)) {
      if (key !== "$ref" || typeof value !== "string") {
        if (typeof value === "object") open.push(value);
        continue;
      }
      const name = schemaOfRef(value);
      if (name !== undefined) reached.add(name);
      open.push(follow<PathItem>(document, { $ref: value }));
    }
  }
  return reached;
}

function withoutVersion({ info, ...rest }: OpenApiDocument): unknown {
  return { ...rest, info: { ...info, version: "" } };
}
