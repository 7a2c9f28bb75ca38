import { isRecord, keysOf, type OpenApiDocument, pointerOf, uniqueNames } from "@repo/openapi";
import { cyclesIn } from "./cycles.ts";
import type { Bindings, References, Target } from "./references.ts";
import { type Context, contextOfItem, contextOfProperty, isBinary, type Json, type Shape } from "./shape.ts";

/** A schema that a description has outside of its component schemas, such as that of a body. */
export interface Root {
  schema: unknown;
  context: Context;
  /** Its JSON pointer. */
  pointer: string;
}

/** A schema in a context. A schema whose type is not the same in all contexts becomes several component schemas. */
export interface Use extends Root {
  bindings: Bindings;
  /** The key in `components.schemas` of the prepared description. */
  key: string;
  /** What it refers to. */
  uses: Set<Use>;
  /** What it refers to as a part of itself, with `$ref` or `allOf`. */
  parts: Set<Use>;
  /** What it refers to as an alternative, with `anyOf` or `oneOf`. */
  alternatives: Set<Use>;
  /** In which ways its type is that of its context alone. */
  effects: number;
}

export interface Uses {
  /** Everything that gets a key, in the order of the keys: component schemas first. */
  keyed: Use[];
  roots: Map<Root, Use>;
  /** What a reference leads to, if it leads to a schema. */
  useOf: (shape: Shape, from: Place) => Use | undefined;
  /** Whether a schema consists of another one that consists of the first, so that neither has a meaning. */
  isCircular: (from: Use, to: Use, role: Role) => boolean;
  /** The schemas with a discriminator, and where they are. */
  discriminators: Map<Json, string>;
  /** Whether properties are limited to words of `x-availability`, or differ from word to word. */
  hasAvailability: boolean;
}

/** Where a schema stands while a description is walked. */
export interface Place {
  use: Use;
  context: Context;
  /** The schema that it is a part or an alternative of, by composition. */
  whole: unknown;
  /** What it is of the use itself, if it is not in a property or an item. */
  role: Role | undefined;
  /** The keys that lead from the use to the schema, the last one first. */
  keys: Keys | undefined;
}

type Role = "parts" | "alternatives";

interface Keys {
  key: string | number;
  up: Keys | undefined;
}

/** The place of a part or an alternative of a schema. */
export function within(place: Place, keyword: "allOf" | "anyOf" | "oneOf", at: number): Place {
  const role = keyword === "allOf" ? place.role : place.role && "alternatives";
  return { ...place, role, keys: { key: at, up: { key: keyword, up: place.keys } } };
}

/** The place of a property, or of an item if the keyword says so. */
export function inside(place: Place, whole: unknown, keyword: string, key?: string | number): Place {
  const context = /items$/i.test(keyword) ? contextOfItem(place.context) : contextOfProperty(place.context);
  const keys = { key: keyword, up: place.keys };
  return { use: place.use, context, whole, role: undefined, keys: key === undefined ? keys : { key, up: keys } };
}

export function placeOf(use: Use): Place {
  return { use, context: use.context, whole: use.schema, role: "parts", keys: undefined };
}

export function pointerTo({ use, keys }: Place): string {
  const path: (string | number)[] = [];
  for (let at = keys; at; at = at.up) path.unshift(at.key);
  return use.pointer + pointerOf(path);
}

const effects = { readOnly: 1, writeOnly: 2, file: 4 };

/** In this order, the first context in which a component schema is used gets its plain key. */
const CONTEXTS: readonly Context[] = ["response", "request", "form", "part"];
/** What the key of another context has behind it. */
const SUFFIX: Record<Context, string> = { response: "response", request: "request", form: "form", part: "form part" };

/** Finds which schemas are used in which contexts, and gives keys to them. */
export function findUses(document: OpenApiDocument, roots: readonly Root[], references: References): Uses {
  const { shapeOf, targetOf, bindingsIn, foreignBindings, isExempt } = references;
  const byId = new Map<string, Use>();
  const pending: Use[] = [];
  const discriminators = new Map<Json, string>();
  let hasAvailability = false;

  function newUse({ pointer, schema }: Target, context: Context, outer: Bindings): Use {
    const bindings = bindingsIn({ pointer, schema }, outer);
    const empty = { key: "", uses: new Set<Use>(), parts: new Set<Use>(), alternatives: new Set<Use>(), effects: 0 };
    return { pointer, schema, context, bindings, ...empty };
  }

  function useOf(shape: Shape, { use: { pointer, bindings }, context }: Place): Use | undefined {
    const target = targetOf(shape, pointer, bindings);
    return target && useOfTarget(target, context, bindings);
  }

  function useOfTarget(target: Target, context: Context, bindings: Bindings): Use {
    const foreign = foreignBindings(target.pointer, bindingsIn(target, bindings));
    const id = `${context} ${target.pointer} ${foreign.join(" ")}`;
    let use = byId.get(id);
    if (!use) {
      use = newUse(target, context, bindings);
      byId.set(id, use);
      pending.push(use);
    }
    return use;
  }

  /** Visits what the type of a schema is made of. */
  function visit(schema: unknown, place: Place): void {
    if (!isRecord(schema)) return;
    const shape = shapeOf(schema);
    const { use, context, whole, role } = place;
    const to = isReference(shape) ? useOf(shape, place) : undefined;
    if (to) {
      use.uses.add(to);
      if (role) use[role].add(to);
    }
    if (isRecord(schema["discriminator"]) && !discriminators.has(schema)) discriminators.set(schema, pointerTo(place));
    hasAvailability ||= ["x-availability", "x-available-for", "x-differs-for"].some((key) => key in schema);
    if (shape.required.some((name) => isExempt(name, [schema, whole], context))) {
      use.effects |= context === "response" ? effects.writeOnly : effects.readOnly;
    }
    if (context === "part" && isBinary(schema)) use.effects |= effects.file;
    for (const [name, value] of shape.properties) visit(value, inside(place, value, "properties", name));
    for (const value of [shape.additional, ...shape.patterns]) {
      visit(value, inside(place, value, "additionalProperties"));
    }
    for (const [at, value] of shape.prefix.entries()) visit(value, inside(place, value, "prefixItems", at));
    visit(shape.items, inside(place, shape.items, "items"));
    for (const keyword of ["allOf", "anyOf", "oneOf"] as const) {
      for (const [at, part] of shape[keyword].entries()) visit(part, within(place, keyword, at));
    }
  }

  function visitPending(): void {
    for (let use = pending.shift(); use; use = pending.shift()) visit(use.schema, placeOf(use));
  }

  const rootUses = new Map(roots.map((root) => [root, newUse(root, root.context, new Map())]));
  pending.push(...rootUses.values());
  visitPending();
  const components = Object.entries(document.components?.schemas ?? {}).map(([name, schema]) => ({
    pointer: pointerOf(["components", "schemas", name]),
    schema,
  }));
  const isPlain = ({ pointer, bindings }: Use) => foreignBindings(pointer, bindings).length === 0;
  const reached = new Set([...byId.values()].filter(isPlain).map(({ pointer }) => pointer));
  for (const target of components) if (!reached.has(target.pointer)) useOfTarget(target, "response", new Map());
  visitPending();
  const uses = [...byId.values()];
  spreadEffects(uses);
  const keyed = withKeys(
    uses,
    components.map(({ pointer }) => pointer),
    references,
  );

  const circles = cyclesIn(uses, ({ parts, alternatives }) => [...parts, ...alternatives]);
  const together = (from: Use, to: Use) => circles.has(from) && circles.get(from) === circles.get(to);
  const loops = cyclesIn(circles.keys(), ({ alternatives }) => alternatives);
  const isCircular = (from: Use, to: Use, role: Role) =>
    role === "parts" ? together(from, to) : loops.has(from) && loops.get(from) === loops.get(to);
  return { keyed, roots: rootUses, useOf, isCircular, discriminators, hasAvailability };
}

export function isReference({ ref, dynamicRef }: Shape): boolean {
  return ref !== undefined || dynamicRef !== undefined;
}

/** What a schema refers to has its effects, too. */
function spreadEffects(uses: readonly Use[]): void {
  const users = new Map<Use, Use[]>(uses.map((use) => [use, []]));
  for (const use of uses) for (const used of use.uses) users.get(used)?.push(use);
  const changed = uses.filter((use) => use.effects !== 0);
  for (let used = changed.pop(); used; used = changed.pop()) {
    for (const use of users.get(used) ?? []) {
      if ((use.effects | used.effects) === use.effects) continue;
      use.effects |= used.effects;
      changed.push(use);
    }
  }
}

/** Gives each use a key. Uses of a schema whose types do not differ share one. Returns the first use of each key. */
function withKeys(uses: readonly Use[], components: readonly string[], { foreignBindings }: References): Use[] {
  const unique = uniqueNames(components.map(plainKey));
  const idOf = (pointer: string, foreign: readonly unknown[]) => JSON.stringify([pointer, foreign]);
  const groups = new Map<string, { key: string; uses: Use[] }>();
  for (const pointer of components) groups.set(idOf(pointer, []), { key: plainKey(pointer), uses: [] });
  for (const use of uses) {
    const foreign = foreignBindings(use.pointer, use.bindings);
    const id = idOf(use.pointer, foreign);
    const scope = foreign.map(([anchor, to]) => `${anchor}: ${plainKey(to)}`);
    const key = plainKey(use.pointer) + (scope.length > 0 ? ` (${scope.join(", ")})` : "");
    const group = groups.get(id) ?? { key: unique(key), uses: [] };
    groups.set(id, group);
    group.uses.push(use);
  }
  return [...groups.values()].flatMap(({ key, uses }) => {
    const byEffects = new Map<number, Use>();
    for (const use of uses.sort((a, b) => CONTEXTS.indexOf(a.context) - CONTEXTS.indexOf(b.context))) {
      const same = byEffects.get(use.effects);
      use.key = same?.key ?? (byEffects.size === 0 ? key : unique(`${key} (${SUFFIX[use.context]})`));
      if (!same) byEffects.set(use.effects, use);
    }
    return [...byEffects.values()];
  });
}

/** `Order` for a component schema, `Order/$defs/line` for a schema in it, and the whole pointer for any other. */
function plainKey(pointer: string): string {
  const keys = keysOf(pointer);
  return (keys[0] === "components" && keys[1] === "schemas" ? keys.slice(2) : keys).join("/");
}
