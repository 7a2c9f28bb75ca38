import { createHash } from "node:crypto";
import { type OpenApiDocument, pointerOf } from "@repo/openapi";
import {
  bumpOf,
  type Change,
  fieldOf,
  largest,
  milder,
  type Pointers,
  partiesOf,
  type Side,
  type Use,
  type Verdict,
  wordsOf,
  worst,
} from "./change.ts";
import { type Found, inside, type Origin, type Place } from "./found.ts";
import { canonical, exact } from "./sameness.ts";
import { limited, type SchemaPair } from "./schema-pair.ts";

/** Of the places where an operation meets the same change, so many are kept. */
const MOST_PLACES = 50;

interface Met {
  operation: string;
  place: Place;
  found: Found;
  wire: Verdict;
  /** The other places where the operation meets it. */
  also: Place[];
}

/** Gathers what the operations meet. The same change, met at several places and by several operations, becomes one. */
export class Collection {
  readonly #met: Met[] = [];
  readonly #worst = new Map<SchemaPair, Verdict>();

  /** Adds what was found at a place of an operation. */
  add(operation: string, place: Place, found: readonly Found[]): void {
    for (const one of found) this.#met.push({ operation, place, found: one, wire: one.wire, also: [] });
  }

  /** Adds what differs in the schemas of an operation, each pair once, at the place that is nearest. */
  enter(operation: string, entries: readonly { place: Place; schemas: SchemaPair }[]): void {
    const known = new Map<SchemaPair, Map<Verdict, Place[]>>();
    const open: { place: Place; schemas: SchemaPair; atWorst: Verdict }[] = entries.map((entry) => ({
      ...entry,
      atWorst: "breaking",
    }));
    for (const { place, schemas, atWorst: outer } of open) {
      const atWorst = milder(outer, schemas.atWorst ?? "breaking");
      const here = { ...place, schema: schemas.name ?? place.schema };
      const byVerdict = known.get(schemas) ?? new Map<Verdict, Place[]>();
      known.set(schemas, byVerdict);
      const places = byVerdict.get(atWorst);
      if (places) {
        if (places.length < MOST_PLACES) places.push(here);
        continue;
      }
      const also: Place[] = [];
      byVerdict.set(atWorst, also);
      const { otherwise } = schemas;
      const isUnexplained = otherwise && otherwise.wire !== "none" && !this.#reaches(schemas, otherwise.wire);
      for (const found of isUnexplained ? [...schemas.found, otherwise] : schemas.found) {
        this.#met.push({ operation, place: here, found, wire: limited(found, atWorst), also });
      }
      for (const inner of schemas.inner) {
        open.push({
          place: inside(here, inner.step),
          schemas: inner.schemas,
          atWorst: milder(atWorst, inner.atWorst ?? "breaking"),
        });
      }
    }
  }

  /** Whether something inside a pair has a verdict that is at least so bad. */
  #reaches(schemas: SchemaPair, verdict: Verdict): boolean {
    return worst([verdict, this.#worstOf(schemas)]) === this.#worstOf(schemas);
  }

  #worstOf(start: SchemaPair): Verdict {
    const known = this.#worst.get(start);
    if (known) return known;
    const seen = new Map<SchemaPair, Verdict>();
    const open: { schemas: SchemaPair; atWorst: Verdict }[] = [{ schemas: start, atWorst: "breaking" }];
    let all: Verdict = "none";
    for (const { schemas, atWorst: outer } of open) {
      const atWorst = milder(outer, schemas.atWorst ?? "breaking");
      const before = seen.get(schemas);
      if (before && worst([before, atWorst]) === before) continue;
      seen.set(schemas, atWorst);
      all = worst([all, ...schemas.found.map((found) => limited(found, atWorst))]);
      if (all === "breaking") break;
      for (const { schemas: inner, atWorst: limit = "breaking" } of schemas.inner) {
        open.push({ schemas: inner, atWorst: milder(atWorst, limit) });
      }
    }
    this.#worst.set(start, all);
    return all;
  }

  /** The changes, in the order in which they were met. */
  changes(before: OpenApiDocument, after: OpenApiDocument): Change[] {
    const ids = new Map<object, number>();
    const idOf = (origin: Origin | undefined) => {
      if (!origin?.node) return undefined;
      const id = ids.get(origin.node) ?? ids.size;
      ids.set(origin.node, id);
      return `${id} ${origin.key ?? ""}`;
    };
    const groups = Map.groupBy(this.#met, ({ operation, place, found }) => {
      const { kind, action, detail, value, only, step, before: old, after: now } = found;
      const origins = [idOf(old), idOf(now)];
      const owner = origins.some((id) => id !== undefined) ? origins : [operation, place.field];
      // A type in a part of a schema has other words at each place, by what the other parts say.
      const words = kind === "type" && only === undefined ? "" : detail;
      return JSON.stringify([kind, action, words, value, only, step, ...owner]);
    });
    if (groups.size === 0) return [];
    const origins = (side: "before" | "after") => this.#met.flatMap(({ found }) => found[side]?.node ?? []);
    const olds = pointersOf(before, new Set(origins("before")));
    const news = pointersOf(after, new Set(origins("after")));
    return [...groups.values()].flatMap((group) => {
      const all = worst(group.map(({ wire }) => wire));
      const first = group.find(({ wire }) => wire === all);
      return first ? [changeOf(first, group, pointersFor(first.found, olds, news))] : [];
    });
  }
}

/** Why something that would break does not: another alternative or another keyword allows the same values. */
const stillValid: Record<Side, string> = {
  request: "All values that old code may send are still accepted.",
  response: "All values that may come are among those that old code was told of.",
};

function changeOf(first: Met, group: readonly Met[], pointers: Pointers): Change {
  const { found, operation } = first;
  const wire = worst(group.map((one) => one.wire));
  const breaking = group.filter((one) => one.wire === "breaking");
  const reasons = new Set(
    group
      .filter((one) => one.wire === wire)
      .map((one) => (one.wire === one.found.wire ? one.found.reason : stillValid[one.found.side ?? "request"])),
  );
  const step = found.step ?? "";
  const places = Map.groupBy(group, (one) => one.operation);
  const all = [...places].map(
    ([operation, own]): Use => ({
      operation,
      places: [...new Set(own.flatMap(({ place, also }) => [place, ...also].map((one) => inside(one, step).field)))],
    }),
  );
  const own = all.filter((use) => use.operation === operation);
  const uses = [...own, ...all.filter((use) => use.operation !== operation)];
  const at = inside(first.place, step);
  const change: Omit<Change, "words"> = {
    kind: found.kind,
    action: found.action,
    pointers,
    uses,
    operation,
    field: at.field,
    places: uses[0]?.places ?? [],
    ...(at.schema !== undefined && { schema: at.schema }),
    label: found.label ?? at.label,
    detail: found.detail,
    ...digestOf(found),
    ...(found.value !== undefined && { value: found.value }),
    ...(found.only !== undefined && { only: found.only }),
    wire,
    breaks: partiesOf(breaking.map(({ found }) => found)),
    reason: [...reasons].join(" "),
    bump: bumpOf(wire, largest(group.flatMap(({ found: { bump = [] } }) => bump))),
  };
  const settled = { ...change, field: fieldOf(change) };
  return { ...settled, words: wordsOf(settled) };
}

/** Two changes of `if` read the same, and so do two of alternatives that nothing else explains. */
function digestOf({ kind, action, before, after }: Found): Pick<Change, "digest"> {
  const isSaid = kind !== "keyword" && !(action === "changed" && (kind === "alternative" || kind === "type"));
  if (isSaid) return {};
  const [was, is] = [before, after].map((origin) => canonical(writtenAt(origin)));
  return { digest: createHash("sha256").update(`${was} ${is}`).digest("hex").slice(0, 8) };
}

function writtenAt({ node, key }: Origin = { node: undefined }): unknown {
  return node && key !== undefined ? Reflect.get(node, key) : node;
}

function pointersFor(
  { before, after, value }: Found,
  olds: ReadonlyMap<object, string>,
  news: ReadonlyMap<object, string>,
): Pointers {
  const pointer = (origin: Origin | undefined, known: ReadonlyMap<object, string>) => {
    const base = origin?.node && known.get(origin.node);
    if (base === undefined || !origin?.node) return undefined;
    const { node, key } = origin;
    if (key === undefined || !Object.hasOwn(node, key)) return base;
    const values = value === undefined ? undefined : writtenAt(origin);
    const index = Array.isArray(values) ? values.findIndex((one) => exact(one) === value) : -1;
    return base + pointerOf(index < 0 ? [key] : [key, index]);
  };
  const [was, is] = [pointer(before, olds), pointer(after, news)];
  return { ...(was !== undefined && { before: was }), ...(is !== undefined && { after: is }) };
}

/** The JSON pointers of some nodes of a document. */
function pointersOf(document: OpenApiDocument, wanted: ReadonlySet<object>): Map<object, string> {
  const pointers = new Map<object, string>();
  const path: string[] = [];
  const visit = (node: object): void => {
    if (wanted.has(node)) pointers.set(node, pointerOf(path));
    for (const key of Object.keys(node)) {
      const value: unknown = (node as Record<string, unknown>)[key];
      if (typeof value !== "object" || value === null) continue;
      path.push(key);
      visit(value);
      path.pop();
    }
  };
  visit(document);
  return pointers;
}
