import { type NamedOperation, namedOperations, type OpenApiDocument } from "@repo/openapi";
import { addressesAt, serversOf } from "./compare-access.ts";

/** An operation before and after. One of them is missing if it was added or removed. */
export interface OperationPair {
  old?: NamedOperation;
  now?: NamedOperation;
}

/**
 * Pairs the operations of two descriptions: by address, which is all that old code knows; then by the address that the
 * servers complete; then by operationId, and by name (which comes from the address if there is no operationId).
 */
export function pairOperations(before: OpenApiDocument, after: OpenApiDocument): OperationPair[] {
  const pairs: OperationPair[] = namedOperations(before).map((old) => ({ old }));
  const left = new Set(namedOperations(after));
  const completed = (document: OpenApiDocument, operation: NamedOperation) =>
    [...addressesAt(serversOf(document, operation), operation.path)].map((address) => `${operation.method} ${address}`);
  const ways: [(old: NamedOperation) => string[], (now: NamedOperation) => string[]][] = [
    same(({ method, path }) => [`${method} ${path}`]),
    same(({ method, path }) => [`${method} ${path.replace(/\{[^}]*\}/g, "{}")}`]),
    [(old) => completed(before, old), (now) => completed(after, now)],
    same(({ node: { operationId = [] } }) => [operationId].flat()),
    same(({ name }) => [name]),
  ];
  for (const [ofOld, ofNow] of ways) {
    const byKey = new Map<string, NamedOperation>();
    for (const now of left) for (const key of ofNow(now)) if (!byKey.has(key)) byKey.set(key, now);
    for (const pair of pairs) {
      if (!pair.old || pair.now) continue;
      const now = ofOld(pair.old).flatMap((key) => byKey.get(key) ?? [])[0];
      if (!now || !left.has(now)) continue;
      pair.now = now;
      left.delete(now);
    }
  }
  return [...pairs, ...[...left].map((now) => ({ now }))];
}

function same<Way>(way: Way): [Way, Way] {
  return [way, way];
}
