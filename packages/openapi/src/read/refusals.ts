// Refuses what the linters cannot read, or could read only with hours of time or all memory.
import type { Document } from "@redocly/openapi-core";
import { isRecord } from "../document.ts";
import { escapeKey } from "../pointer.ts";
import { fileError, type Problem } from "./problems.ts";
import { errorAt } from "./redocly-problems.ts";

/** Why a parsed file is not an OpenAPI 3.0, 3.1 or 3.2 description, or undefined if it is one. */
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
    const remedy = "convert the file to OpenAPI 3.0 or later, for example with swagger2openapi";
    return errorAt({ source, pointer: "#/swagger" }, rule, `Swagger ${swagger} is not supported: ${remedy}.`);
  }
  if (typeof openapi !== "string" || /^3(\.[012])?$/.test(openapi)) {
    const remedy = 'write three numbers, such as "openapi: 3.1.1"';
    return errorAt(
      { source, pointer: "#/openapi" },
      rule,
      `The version ${JSON.stringify(openapi)} is incomplete: ${remedy}.`,
    );
  }
  if (/^3\.[012]\./.test(openapi)) return undefined;
  const remedy = "write the description in OpenAPI 3.0, 3.1 or 3.2";
  return errorAt({ source, pointer: "#/openapi" }, rule, `OpenAPI ${openapi} is not supported: ${remedy}.`);
}

/**
 * Completes the version of a description that says only 3.0, 3.1 or 3.2.
 *
 * @returns a warning if it did
 */
export function completeVersion({ source, parsed }: Document): Problem | undefined {
  if (!isRecord(parsed) || !/^3(\.[012])?$/.test(String(parsed["openapi"]))) return undefined;
  const { openapi } = parsed;
  // YAML reads 3.0 as the number 3.
  const version = String(openapi) === "3" ? "3.0.0" : `${openapi}.0`;
  parsed["openapi"] = version;
  const message = `The version ${JSON.stringify(openapi)} is incomplete: it is read as ${version}. Write three numbers.`;
  return { ...errorAt({ source, pointer: "#/openapi" }, "openapi-version", message), severity: "warning" };
}

/** GitHub, with 1,000 operations, has 300,000 values. Generating code from more than this takes minutes and gigabytes. */
const MAX_VALUES = 3_000_000;

/** Aliases within aliases within aliases can make billions of values out of a few lines. */
const MAX_REPEATED_VALUES = 100_000;

/** How long a chain of references to references may be: each tool follows all of it, from each of its links. */
const MAX_REFERENCES_IN_A_ROW = 100;

interface Node {
  value: object;
  key: string | number;
  parent: Node | undefined;
  depth: number;
}

/** What is known about a parsed file before it is given to the linters. */
export interface Examined {
  /**
   * Why it must not be given to them, nor to the generators: they would need hours or all memory, or lose a name. It
   * continues a sentence that starts with the file's name.
   */
  refusal: string | undefined;
  /** How many keys its objects have, and how deep they and the lists are within each other. */
  keys: number;
  depth: number;
  /** Whether a `$ref` names a file, which may be this one. */
  hasFileRefs: boolean;
  /** Whether YAML aliases put one object in several places. */
  hasAliases: boolean;
}

/** Looks at every value of a parsed file. */
export function examine(root: unknown): Examined {
  const refs = new Map<string, string>();
  const seen = new Set<object>();
  const open: Node[] = isObject(root) ? [{ value: root, key: "#", parent: undefined, depth: 1 }] : [];
  let [values, repeated, keys, deepest] = [0, 0, 0, 0];
  const examined = (refusal?: string): Examined => ({
    refusal,
    keys,
    depth: deepest,
    hasFileRefs: [...refs.values()].some((ref) => !ref.startsWith("#")),
    hasAliases: repeated > 0,
  });
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    const { value, depth } = node;
    deepest = Math.max(deepest, depth);
    const names = Array.isArray(value) ? undefined : Object.keys(value);
    const children: unknown[] = names ? Object.values(value) : (value as unknown[]);
    values += children.length;
    if (names) keys += children.length;
    if (seen.has(value)) repeated += children.length + 1;
    seen.add(value);
    if (repeated > MAX_REPEATED_VALUES) {
      return examined("has YAML aliases that expand without end: write those values out");
    }
    if (values > MAX_VALUES) {
      return examined(`is too large, with more than ${MAX_VALUES.toLocaleString("en")} values: split the description`);
    }
    for (const [index, child] of children.entries()) {
      const key = names?.[index] ?? index;
      if (key === "__proto__" || (key === "name" && child === "__proto__")) {
        return examined(`has the name "__proto__" at ${pointerOf(node)}: JavaScript reserves it, so choose another`);
      }
      if (key === "$ref" && typeof child === "string") refs.set(pointerOf(node), child);
      if (isObject(child)) open.push({ value: child, key, parent: node, depth: depth + 1 });
    }
  }
  const inherited = [...refs].find(([, ref]) => leadsToInherited(root, ref));
  if (inherited) {
    return examined(
      `has a $ref "${inherited[1]}" at ${inherited[0]} that points at nothing: correct it or add what it names`,
    );
  }
  const start = [...refs.keys()].find((start) => leadsTooFar(start, refs));
  if (start === undefined) return examined();
  return examined(
    `has a chain of more than ${MAX_REFERENCES_IN_A_ROW} references that starts at ${start}: refer to its final target`,
  );
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
  return parent === undefined ? String(key) : `${pointerOf(parent)}/${escapeKey(String(key))}`;
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
    return [
      errorAt(
        { source, pointer: `${from}/$ref` },
        "no-circular-refs",
        `$ref "${to}" ${reason}: refer to something else.`,
      ),
    ];
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
