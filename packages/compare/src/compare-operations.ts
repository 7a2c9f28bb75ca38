import {
  follow,
  isIgnoredParameter,
  type NamedOperation,
  operationsOf,
  type Parameter,
  type PathItem,
  type RequestBody,
} from "@repo/openapi";
import type { Side } from "./change.ts";
import type { Collection } from "./collect-changes.ts";
import { compareNode, compareUnknown } from "./compare-annotations.ts";
import { compareContents } from "./compare-contents.ts";
import { compareResponses } from "./compare-responses.ts";
import { compareRequired, need, type SchemaComparison } from "./compare-schemas.ts";
import { describeParts } from "./describe-schema.ts";
import type { Found, Place } from "./found.ts";
import type { SchemaPair } from "./schema-pair.ts";
import { contentOf, isWrittenTheSame, schemaOf, writingOf, writtenAs } from "./serialization.ts";

/** The sides of an operation. For a webhook they are swapped: the API sends the request, and its users respond. */
export interface Sides {
  sent: Side;
  received: Side;
}

export const ordinary: Sides = { sent: "request", received: "response" };
export const swapped: Sides = { sent: "response", received: "request" };

/** Compares one operation before and after, and collects what differs. */
export interface OperationComparison {
  schemas: SchemaComparison;
  sides: Sides;
  add(place: Place, found: readonly Found[]): void;
  /** Adds what differs in two schemas, unless they are the same. */
  enter(place: Place, schemas: SchemaPair | undefined): void;
}

/** A comparison of the operation with a name. `finish` must be called at the end. */
export function operationComparison(
  schemas: SchemaComparison,
  collection: Collection,
  name: string,
  sides: Sides,
): OperationComparison & { finish: () => void } {
  const entries: { place: Place; schemas: SchemaPair }[] = [];
  return {
    schemas,
    sides,
    add: (place, found) => collection.add(name, place, found),
    enter: (place, schemas) => {
      if (schemas) entries.push({ place, schemas });
    },
    finish: () => collection.enter(name, entries),
  };
}

const KNOWN = new Set("operationId tags parameters requestBody responses callbacks security servers".split(" "));
const KNOWN_BODY = new Set(["content", "required", "$ref"]);
const KNOWN_PARAMETER = new Set(
  "name in required schema content style explode allowReserved allowEmptyValue $ref".split(" "),
);

/** The differences of one operation before and after, apart from its address, security and servers. */
export function compareOperations(comparison: OperationComparison, old: NamedOperation, now: NamedOperation): void {
  const { sent } = comparison.sides;
  const place = { field: "operation", label: now.name };
  comparison.add(place, [...compareNode(old.node, now.node, sent), ...compareUnknown(old.node, now.node, KNOWN, sent)]);
  compareParameters(comparison, old, now);
  compareBodies(comparison, old, now);
  compareResponses(comparison, old.node.responses ?? {}, now.node.responses ?? {});
  compareCallbacks(comparison, old, now);
}

/** A path without the names of its parameters, which are not sent. */
export function template(path: string): string {
  return path.replace(/\{[^}]*\}/g, "{}");
}

function namesIn(path: string): string[] {
  return [...path.matchAll(/\{([^}]*)\}/g)].map(([, name = ""]) => name);
}

function compareParameters(comparison: OperationComparison, old: NamedOperation, now: NamedOperation): void {
  const { pair } = comparison.schemas;
  const { sent } = comparison.sides;
  const newNames = namesIn(now.path);
  const renamed = new Map(namesIn(old.path).map((name, index) => [name, newNames[index] ?? name]));
  // A whole query is sent without a name.
  const keyOf = ({ in: place, name }: Parameter) =>
    place === "querystring" ? place : `${place}.${place === "header" ? name.toLowerCase() : name}`;
  const before = new Map(
    old.parameters.map((parameter) => {
      const name = parameter.in === "path" ? (renamed.get(parameter.name) ?? parameter.name) : parameter.name;
      return [keyOf({ ...parameter, name }), parameter];
    }),
  );
  const after = new Map(now.parameters.map((parameter) => [keyOf(parameter), parameter]));
  for (const key of new Set([...before.keys(), ...after.keys()])) {
    const was = before.get(key);
    const is = after.get(key);
    const { in: where, name } = is ?? was ?? { in: "query", name: key };
    const field = where === "querystring" ? where : `${where}.${name}`;
    const place = { field, label: field };
    if (was && is) {
      compareParameter(comparison, was, is, place);
      continue;
    }
    const parameter = was ?? is;
    if (!parameter || isIgnoredParameter(parameter)) continue;
    const { required } = parameter;
    const described = describeParts(was ? pair.before : pair.after, [schemaOf(parameter)]);
    const detail = `${need(required === true)} ${described}`;
    const found = was
      ? removedInput("parameter", detail, was, sent)
      : addedInput("parameter", detail, required, parameter, sent);
    comparison.add(place, [found]);
  }
}

function removedInput(kind: "parameter" | "body", detail: string, node: object, side: Side): Found {
  const verdict =
    side === "request"
      ? ({ wire: "breaking", reason: "Old code sends it, but it is no longer read." } as const)
      : ({ wire: "breaking", reason: "Old code may rely on its presence." } as const);
  return { kind, action: "removed", detail, ...verdict, side, before: { node } };
}

function addedInput(
  kind: "parameter" | "body",
  detail: string,
  isRequired: boolean | undefined,
  node: object,
  side: Side,
): Found {
  const found = { kind, action: "added", detail, side, after: { node } } as const;
  if (side === "response") return { ...found, wire: "compatible", reason: "Old code ignores it." };
  return isRequired
    ? { ...found, wire: "breaking", reason: "Old requests do not have it and are refused." }
    : { ...found, wire: "compatible", reason: "Old requests do not need it." };
}

function compareParameter(comparison: OperationComparison, old: Parameter, now: Parameter, place: Place): void {
  const { pair } = comparison.schemas;
  const side = comparison.sides.sent;
  const origins = { before: { node: old }, after: { node: now } };
  const found: Found[] = [];
  if (old.name !== now.name && old.in === "path") {
    const reason = "Only the value of the parameter is sent, not its name.";
    const label = `path.${old.name} → path.${now.name}`;
    const renamed = { kind: "parameter", action: "changed", label, detail: "", wire: "none", reason } as const;
    comparison.add({ field: `path.${old.name}`, label }, [{ ...renamed, side, ...origins }]);
    found.push({ ...renamed, side, ...origins });
  }
  found.push(
    ...compareRequired(old.required === true, now.required === true, side).map((one) => ({ ...one, ...origins })),
  );
  const [was, is] = [writtenAs(pair.before, old, old.in), writtenAs(pair.after, now, now.in)];
  if (!isWrittenTheSame(pair, old, now, now.in)) {
    found.push({
      kind: "serialization",
      action: "changed",
      detail: `${was} → ${is}`,
      wire: "breaking",
      reason: "The same value is written differently.",
      side,
      ...origins,
    });
  }
  if (old.allowEmptyValue !== now.allowEmptyValue && Boolean(old.allowEmptyValue) !== Boolean(now.allowEmptyValue)) {
    const isAllowed = now.allowEmptyValue === true;
    const isFine = isAllowed === (side === "request");
    found.push({
      kind: "serialization",
      action: isAllowed ? "added" : "removed",
      detail: "allowEmptyValue",
      wire: isFine ? "compatible" : "breaking",
      reason: isAllowed ? "The value may be empty now." : "The value may no longer be empty.",
      side,
      ...origins,
    });
  }
  found.push(...compareNode(old, now, side), ...compareUnknown(old, now, KNOWN_PARAMETER, side));
  comparison.add(place, found);
  const mayBeLeftOut = now.required !== true;
  const at = { side, writing: writingOf(pair, old, now, now.in, side), mayBeLeftOut };
  comparison.enter(place, comparison.schemas.compare([schemaOf(old)], [schemaOf(now)], at));
}

function compareBodies(comparison: OperationComparison, old: NamedOperation, now: NamedOperation): void {
  const { pair } = comparison.schemas;
  const side = comparison.sides.sent;
  const was = old.node.requestBody && follow<RequestBody>(pair.before.document, old.node.requestBody);
  const is = now.node.requestBody && follow<RequestBody>(pair.after.document, now.node.requestBody);
  const place = { field: "body", label: "body" };
  if (was && is) {
    const origins = { before: { node: was }, after: { node: is } };
    comparison.add(place, [
      ...compareRequired(was.required === true, is.required === true, side, "body").map((one) => ({
        ...one,
        ...origins,
      })),
      ...compareNode(was, is, side),
      ...compareUnknown(was, is, KNOWN_BODY, side),
    ]);
    compareContents(
      comparison,
      contentOf(was),
      contentOf(is),
      place,
      side,
      { before: was, after: is },
      is.required !== true,
    );
  } else if (was) comparison.add(place, [removedInput("body", "", was, side)]);
  else if (is) comparison.add(place, [addedInput("body", need(is.required === true), is.required, is, side)]);
}

/** Callbacks are requests of the API to its users, like webhooks. */
function compareCallbacks(comparison: OperationComparison, old: NamedOperation, now: NamedOperation): void {
  const { sides, schemas } = comparison;
  const { before, after } = schemas.pair;
  const olds = callbacksOf(before.document, old);
  const news = callbacksOf(after.document, now);
  for (const key of new Set([...olds.keys(), ...news.keys()])) {
    const was = olds.get(key);
    const is = news.get(key);
    const place = { field: `callback.${key}`, label: `callback ${key}` };
    if (was && is) {
      const inner: OperationComparison = {
        ...comparison,
        sides: { sent: sides.received, received: sides.sent },
        add: (at, found) => comparison.add(within(place, at), found),
        enter: (at, pair) => comparison.enter(within(place, at), pair),
      };
      compareOperations(inner, was, is);
      continue;
    }
    const reason = was ? "Old code waits for it." : "Old code does not wait for it.";
    comparison.add(place, [
      {
        kind: "operation",
        action: was ? "removed" : "added",
        detail: "",
        wire: was ? "breaking" : "compatible",
        reason,
        ...(was ? { before: { node: was.node } } : { after: { node: is?.node } }),
      },
    ]);
  }
}

function within(outer: Place, place: Place): Place {
  return {
    ...place,
    field: `${outer.field}.${place.field}`,
    label: place.isWhole ? place.label : `${outer.label} ${place.label}`,
  };
}

function callbacksOf(document: Parameters<typeof follow>[0], { node }: NamedOperation): Map<string, NamedOperation> {
  const callbacks = Object.entries(node.callbacks ?? {}).flatMap(([name, given]) => {
    const items = follow<Record<string, PathItem>>(document, given as Record<string, PathItem>);
    return Object.entries(items).flatMap(([expression, item]): [string, NamedOperation][] => {
      const followed = follow<PathItem>(document, item);
      return operationsOf(followed).map(({ method, keys, node }) => {
        const all = [...(followed.parameters ?? []), ...(node.parameters ?? [])];
        const parameters = all.map((one) => follow<Parameter>(document, one));
        const inner = { name: `${name} ${method}`, type: "", method, path: "", keys, node, parameters };
        return [`${name} ${expression} ${method}`, inner];
      });
    });
  });
  return new Map(callbacks);
}
