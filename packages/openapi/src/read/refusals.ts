// Refuses what the linters cannot read, or could read only with hours of time or all memory.
import type { Document } from "@redocly/openapi-core";
import { isRecord } from "../document.ts";
import { escapeKey } from "../pointer.ts";
import { fileError, type Problem } from "./problems.ts";
import { errorAt } from "./redocly-problems.ts";

/** Why a parsed file is not an OpenAPI 3.0 or 3.1 description, or undefined if it is one. */
export function checkVersion({ source, parsed }: Document): Problem | undefined {
  const rule = "openapi-version";
  const refuse = (reason: string) =>
    fileError(
      source.absoluteRef,
      rule,
      `${reason}: an OpenAPI description is an object that starts with "openapi: 3.1.1".`,
    );
  if (parsed === undefined || parsed === null) return refuse("The file is empty");
  if (!isRecord(parsed)) return refuse(`The file holds ${Array.isArray(parsed) ? "a list" : `a ${typeof parsed}`}`);
  const { openapi, swagger } = parsed;
  if (openapi === undefined && swagger === undefined) return refuse('The file has no "openapi" field');
  if (openapi === undefined) {
    const remedy = "convert the file to OpenAPI 3.0 or 3.1, for example with swagger2openapi";
    return errorAt(source, "#/swagger", rule, `Swagger ${swagger} is not supported: ${remedy}.`);
  }
  if (typeof openapi !== "string" || /^3(\.[01])?$/.test(openapi)) {
    const remedy = 'write three numbers, such as "openapi: 3.1.1"';
    return errorAt(source, "#/openapi", rule, `The version ${JSON.stringify(openapi)} is incomplete: ${remedy}.`);
  }
  if (/^3\.[01]\./.test(openapi)) return undefined;
  const remedy = "write the description in OpenAPI 3.0 or 3.1";
  return errorAt(source, "#/openapi", rule, `OpenAPI ${openapi} is not supported: ${remedy}.`);
}

/** A description of 2,000 operations has some 100,000 values. Reading many more than this takes minutes. */
const MAX_VALUES = 1_000_000;

/** Aliases within aliases within aliases can make billions of values out of a few lines. */
const MAX_REPEATED_VALUES = 100_000;

/** How long a chain of references to references may be: each tool follows all of it, from each of its links. */
const MAX_REFERENCES_IN_A_ROW = 100;

interface Node {
  value: object;
  key: string;
  parent: Node | undefined;
}

/**
 * Why a parsed file must not be given to the linters and generators: they would need hours or all memory, or lose a
 * name. The reason continues a sentence that starts with the file's name. Undefined if the file can be read.
 */
export function findBeyondLimits(root: unknown): string | undefined {
  const refs = new Map<string, string>();
  const seen = new Set<object>();
  const open: Node[] = isObject(root) ? [{ value: root, key: "#", parent: undefined }] : [];
  let [values, repeated] = [0, 0];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    const { value } = node;
    const entries = Object.entries(value);
    values += entries.length;
    if (seen.has(value)) repeated += entries.length + 1;
    seen.add(value);
    if (repeated > MAX_REPEATED_VALUES) return "has YAML aliases that expand without end: write those values out";
    if (values > MAX_VALUES) {
      return `is too large, with more than ${MAX_VALUES.toLocaleString("en")} values: split the description`;
    }
    for (const [key, child] of entries) {
      if (key === "__proto__" || (key === "name" && child === "__proto__")) {
        return `has the name "__proto__" at ${pointerOf(node)}: JavaScript reserves it, so choose another`;
      }
      if (key === "$ref" && typeof child === "string" && isRecord(value)) refs.set(pointerOf(node), child);
      if (isObject(child)) open.push({ value: child, key, parent: node });
    }
  }
  const inherited = [...refs].find(([, ref]) => leadsToInherited(root, ref));
  if (inherited) {
    return `has a $ref "${inherited[1]}" at ${inherited[0]} that points at nothing: correct it or add what it names`;
  }
  const start = [...refs.keys()].find((start) => leadsTooFar(start, refs));
  if (start === undefined) return undefined;
  return `has a chain of more than ${MAX_REFERENCES_IN_A_ROW} references that starts at ${start}: refer to its final target`;
}

function leadsTooFar(start: string, refs: ReadonlyMap<string, string>): boolean {
  const way = new Set<string>();
  // A circle is not too long: findCircularRefs reports it, and where it closes.
  for (let at: string | undefined = start; at !== undefined && !way.has(at); at = refs.get(at)) {
    if (way.size > MAX_REFERENCES_IN_A_ROW) return true;
    way.add(at);
  }
  return false;
}

/** Whether a local reference leads to something that every JavaScript object inherits, such as `toString`. */
function leadsToInherited(root: unknown, ref: string): boolean {
  let at: unknown = root;
  for (const segment of ref.startsWith("#/") ? ref.slice(2).split("/") : []) {
    if (!isObject(at)) return false;
    if (!Object.hasOwn(at, segment)) return segment in at;
    at = Reflect.get(at, segment);
  }
  return false;
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

function pointerOf({ key, parent }: Node): string {
  return parent === undefined ? key : `${pointerOf(parent)}/${escapeKey(key)}`;
}

/**
 * The references of a document that have no end: either they only lead to each other (A is `$ref` B and B is `$ref` A),
 * or one names something around itself. Only a schema may refer to something around itself: its values are finite.
 */
export function findCircularRefs({ source, parsed }: Document): Problem[] {
  const refs = new Map<string, string>();
  collectRefs(parsed, "#", refs);
  return [...refs].flatMap(([from, to]) => {
    const reason = leadsBack(from, refs) ?? partOfItself(from, to);
    if (reason === undefined) return [];
    return [errorAt(source, `${from}/$ref`, "no-circular-refs", `$ref "${to}" ${reason}: refer to something else.`)];
  });
}

function collectRefs(value: unknown, pointer: string, refs: Map<string, string>): void {
  if (!isObject(value)) return;
  if (isRecord(value) && typeof value["$ref"] === "string") refs.set(pointer, value["$ref"]);
  for (const [key, child] of Object.entries(value)) collectRefs(child, `${pointer}/${escapeKey(key)}`, refs);
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
