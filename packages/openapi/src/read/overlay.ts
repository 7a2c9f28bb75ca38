// Overlays: changes to a description that are written in files of their own (OpenAPI Overlay Specification 1.0 and 1.1).
import { dirname, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { type Document, makeDocumentFromString, YamlParseError } from "@redocly/openapi-core";
import { exec, type JsonValue, type Path } from "jsonpath-rfc9535";
import { isRecord } from "../document.ts";
import { pointerOf } from "../pointer.ts";
import { readTextFile } from "./local-files.ts";
import { inside, Origins } from "./origins.ts";
import { displayPath, fileError, type Problem } from "./problems.ts";
import { errorAt, type PointerLocation, syntaxProblems } from "./redocly-problems.ts";
import { examine } from "./refusals.ts";

const RULE = "overlay";

/** A description on which overlays are laid. */
interface Overlaid {
  parsed: JsonValue;
  /** Where its values were written. */
  origins: Origins;
  /** What is wrong with the overlays. */
  problems: Problem[];
}

/**
 * Applies overlays to a parsed description, in their order. Of a description in several files they change the first.
 *
 * @param files the overlays, as absolute paths
 */
export async function overlay({ source, parsed }: Document, files: readonly string[]): Promise<Overlaid> {
  // Through JSON, because YAML aliases put one object in several places, and an action may be about one of them.
  const overlaid: Overlaid = { parsed: JSON.parse(JSON.stringify(parsed)), origins: new Origins(source), problems: [] };
  for (const file of files) {
    const read = await readOverlay(file);
    if (Array.isArray(read)) overlaid.problems.push(...read);
    else applyOverlay(read, source.absoluteRef, overlaid);
  }
  return overlaid;
}

/** Reads an overlay, or says why it is none. */
async function readOverlay(file: string): Promise<Document | Problem[]> {
  const refuse = (reason: string) => [fileError(file, RULE, `${displayPath(file)} ${reason}.`)];
  try {
    const document = makeDocumentFromString(await readTextFile(file), file);
    const { refusal } = examine(document.parsed);
    if (refusal !== undefined) return refuse(refusal);
    if (isRecord(document.parsed) && "overlay" in document.parsed) return document;
    return refuse('is not an OpenAPI Overlay, which is an object that starts with "overlay: 1.1.0"');
  } catch (error) {
    if (error instanceof YamlParseError) return syntaxProblems(error);
    return refuse(error instanceof Error ? error.message : String(error));
  }
}

function applyOverlay({ source, parsed }: Document, description: string, overlaid: Overlaid): void {
  const { overlay: version, extends: target, actions } = parsed as Record<string, unknown>;
  const at = (pointer: string): PointerLocation => ({ source, pointer });
  const { problems } = overlaid;
  if (typeof version !== "string" || !/^1\.[01]\.\d+$/.test(version)) {
    const message = `Overlay ${version} is not supported: write the overlay in version 1.0.0 or 1.1.0.`;
    problems.push(errorAt(at("#/overlay"), RULE, message));
    return;
  }
  if (typeof target === "string" && leadsElsewhere(target, source.absoluteRef, description)) {
    const message = `The overlay is for ${target}, and is applied to ${displayPath(description)}.`;
    problems.push(warningAt(at("#/extends"), message));
  }
  if (!Array.isArray(actions) || actions.length === 0) {
    problems.push(errorAt(at("#/actions"), RULE, "The overlay has no list of actions, so it changes nothing."));
    return;
  }
  for (const [index, action] of actions.entries()) {
    const problem = applyAction(action, inside(at("#/actions"), index), version.startsWith("1.0."), overlaid);
    if (problem) problems.push(problem);
  }
}

/** Whether `extends` names another file than the description, which may be a copy of what is at a URL. */
function leadsElsewhere(target: string, file: string, description: string): boolean {
  const base = pathToFileURL(`${dirname(file)}/`);
  const url = URL.canParse(target, base) ? new URL(target, base) : undefined;
  return url?.protocol === "file:" && resolve(fileURLToPath(url)) !== resolve(description);
}

/** A value that a JSONPath selects. */
interface Node {
  value: JsonValue;
  path: Path;
}

/** @param isFirst whether the overlay is written in version 1.0 */
function applyAction(
  action: unknown,
  location: PointerLocation,
  isFirst: boolean,
  { parsed, origins }: Overlaid,
): Problem | undefined {
  const wrong = (field: string, message: string) => errorAt(inside(location, field), RULE, message);
  if (!isRecord(action)) return errorAt(location, RULE, "The action is not an object with a target.");
  const { target, update, copy, remove } = action;
  const nodes = select(parsed, target);
  if (!nodes) return wrong("target", notJsonPath("target", target));
  const isRemoval = remove === true;
  const isChange = update !== undefined || copy !== undefined;
  if (!isRemoval && update !== undefined && copy !== undefined) {
    return errorAt(location, RULE, 'The action has "update" and "copy": leave out one of them.');
  }
  if (isFirst && !isRemoval && copy !== undefined) {
    return wrong("copy", "Overlay 1.0 has no copy: write the overlay in version 1.1.0.");
  }
  if (!isRemoval && !isChange) {
    return warningAt(location, 'The action has no "update", "copy" or "remove: true", so that nothing changes.');
  }
  const [first] = nodes;
  if (!first) return warningAt(inside(location, "target"), `${target} matches nothing, so that nothing changes.`);

  if (isRemoval) {
    if (first.path.length === 0) return wrong("target", "The whole description cannot be removed.");
    // From the end, because the items of a list move up.
    for (const { path } of nodes.toSorted((a, b) => compare(b.path, a.path))) removeAt(parsed, path, origins);
    return isChange ? warningAt(location, 'Beside "remove: true", "update" and "copy" have no effect.') : undefined;
  }
  const kinds = new Set(nodes.map(({ value }) => kindOf(value)));
  if (kinds.size > 1) return wrong("target", `${target} matches ${[...kinds].join(" and ")}: target one kind.`);
  if (isFirst && kinds.has("a single value")) {
    const remedy = "target the object around it, or write the overlay in version 1.1.0";
    return wrong("target", `${target} matches a single value, and Overlay 1.0 updates objects and lists: ${remedy}.`);
  }
  const added = copy === undefined ? { value: update as JsonValue, from: inside(location, "update") } : undefined;
  const copied = added ?? copiedFrom(parsed, copy, origins);
  if (typeof copied === "string") return wrong("copy", copied);
  for (const { path } of nodes) {
    const misfit = merge(parsed, path, copied, origins, true);
    if (misfit) return errorAt(added ? misfit.from : inside(location, "copy"), RULE, misfit.message);
  }
  return undefined;
}

/** A value that is put into a description, and where it was written. */
interface Added {
  value: JsonValue;
  from: PointerLocation;
}

/** The value that is to be copied, or why there is none. */
function copiedFrom(parsed: JsonValue, copy: unknown, origins: Origins): Added | string {
  const nodes = select(parsed, copy);
  if (!nodes) return notJsonPath("copy", copy);
  const [only, ...others] = nodes;
  if (!only || others.length > 0) return `${copy} matches ${nodes.length} values, and one alone can be copied.`;
  return { value: structuredClone(only.value), from: origins.of(only.path) };
}

function notJsonPath(field: string, given: unknown): string {
  return `The ${field} ${JSON.stringify(given)} is not a JSONPath (RFC 9535), such as $.paths['/dogs'].get.`;
}

function warningAt(location: PointerLocation, message: string): Problem {
  return { ...errorAt(location, RULE, message), severity: "warning" };
}

/** The values that a JSONPath selects, each once; `undefined` if it is none. */
function select(parsed: JsonValue, expression: unknown): Node[] | undefined {
  if (typeof expression !== "string") return undefined;
  const found = new Map<string, Node>();
  try {
    exec(parsed, expression, (value, path) => found.set(pointerOf(path), { value, path }));
  } catch {
    return undefined;
  }
  return [...found.values()];
}

/** Why a value cannot be merged. */
interface Misfit {
  message: string;
  /** Where the value was written. */
  from: PointerLocation;
}

/**
 * Merges a value into the one at a path: an object gets its members, a list its items, a single value is replaced.
 *
 * @param isTarget whether a list may get a value that is no list, as one more item
 * @returns what does not fit, if anything
 */
function merge(
  parsed: JsonValue,
  path: Path,
  { value, from }: Added,
  origins: Origins,
  isTarget = false,
): Misfit | undefined {
  const old = valueAt(parsed, path);
  if (Array.isArray(old) && (Array.isArray(value) || isTarget)) {
    const items = Array.isArray(value)
      ? value.map((item, index) => ({ value: item, from: inside(from, index) }))
      : [{ value, from }];
    for (const item of items) put(parsed, [...path, old.length], item, origins);
    return undefined;
  }
  if (kindOf(old) !== kindOf(value)) {
    const message = `At ${pointerOf(path) || "the root"}, the description has ${kindOf(old)}, and not ${kindOf(value)}.`;
    return { message, from };
  }
  if (!isObject(old) || !isObject(value)) {
    put(parsed, path, { value, from }, origins);
    return undefined;
  }
  for (const [key, member] of Object.entries(value)) {
    const [at, added] = [[...path, key], { value: member, from: inside(from, key) }];
    if (!Object.hasOwn(old, key)) put(parsed, at, added, origins);
    else {
      const misfit = merge(parsed, at, added, origins);
      if (misfit) return misfit;
    }
  }
  return undefined;
}

/** Puts a copy of a value at a path. */
function put(parsed: JsonValue, path: Path, { value, from }: Added, origins: Origins): void {
  const holder = valueAt(parsed, path.slice(0, -1));
  if (typeof holder !== "object" || holder === null) return;
  Reflect.set(holder, path.at(-1) ?? "", structuredClone(value));
  origins.set(path, from);
}

function removeAt(parsed: JsonValue, path: Path, origins: Origins): void {
  const holder = valueAt(parsed, path.slice(0, -1));
  const key = path.at(-1) ?? "";
  if (Array.isArray(holder)) {
    origins.removeItem(path, holder.length);
    holder.splice(Number(key), 1);
  } else if (isObject(holder)) delete holder[key];
}

function valueAt(parsed: JsonValue, path: Path): JsonValue {
  return path.reduce<JsonValue>((value, key) => Reflect.get(Object(value), key) ?? null, parsed);
}

type Kind = "an object" | "a list" | "a single value";

function kindOf(value: JsonValue): Kind {
  if (Array.isArray(value)) return "a list";
  return isObject(value) ? "an object" : "a single value";
}

function isObject(value: JsonValue): value is { [key: string]: JsonValue } {
  return isRecord(value);
}

/** Compares two paths, with the items of a list in their order and what is inside a value after it. */
function compare(a: Path, b: Path): number {
  const index = a.findIndex((key, at) => key !== b[at]);
  const [own, other] = [a[index], b[index]];
  if (own === undefined || other === undefined) return a.length - b.length;
  if (typeof own === "number" && typeof other === "number") return own - other;
  return own < other ? -1 : 1;
}
