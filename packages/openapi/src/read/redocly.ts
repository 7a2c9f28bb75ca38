import { dirname } from "node:path";
import {
  BaseResolver,
  bundle,
  bundleDocument,
  type Config,
  createConfig,
  type Document,
  detectSpec,
  isAbsoluteUrl,
  type Location,
  lintDocument,
  loadConfig,
  makeDocumentFromString,
  type NormalizedProblem,
  ResolveError,
  Source,
  YamlParseError,
} from "@redocly/openapi-core";
import { isRecord, type OpenApiDocument } from "../document.ts";
import { keysOf } from "../pointer.ts";
import { JsonPlaces } from "./json-places.ts";
import { readTextFile, readTextFileWithin } from "./local-files.ts";
import { overlay } from "./overlay.ts";
import { displayPath, fileError, type Place, type Problem } from "./problems.ts";
import type { RuleFiles, RuleSet } from "./read-description.ts";
import { jsonPlaces, overlaid, placeOf, problemsOfRedocly, syntaxProblems } from "./redocly-problems.ts";
import { checkVersion, completeVersion, type Examined, examine, findCircularRefs } from "./refusals.ts";
import { Selves } from "./selves.ts";
import { allVersions, type CheckedStructure, checkStructure, unmapped, type Version } from "./structure.ts";

/** A parsed description, and what Redocly needs to lint and bundle it. */
export interface Parsed {
  root: Document;
  rules: RuleSet;
  config: Config;
  resolver: BaseResolver;
  /** What is known about its file. */
  examined: Examined;
  /** Parses it again, because bundling may change it. */
  parseAgain(): Document;
  /** What is already known to be wrong. */
  problems: Problem[];
}

/** A description that was linted, and bundled if that is possible. */
export interface Bundled {
  document: OpenApiDocument | undefined;
  problems: Problem[];
  /** Where the value of a JSON pointer into the document was written, if that is known. */
  placeOf(pointer: string): Place | undefined;
}

/**
 * Parses the file at an absolute path. Returns what is wrong if it is not an OpenAPI 3.0, 3.1 or 3.2 description.
 *
 * @param folder where the files that it refers to must be
 * @param overlays what changes it, as absolute paths
 * @throws {Error} if the configuration of Redocly is broken
 */
export async function parseDescription(
  path: string,
  rules: RuleSet,
  folder = dirname(path),
  overlays: readonly string[] = [],
): Promise<Parsed | { problems: Problem[] }> {
  const config = await configOf(rules);
  const { resolver, examinedFiles } = createLocalResolver(path, folder, rules, config);
  try {
    const root = await resolver.resolveDocument(null, path, true);
    if (root instanceof Error) throw root;
    const { source } = root;
    const problems: Problem[] = [];
    let parseAgain = () => makeDocumentFromString(source.body, path);
    if (overlays.length > 0 && isRecord(root.parsed)) {
      const changed = await overlay(root, overlays);
      if (changed.problems.some(({ severity }) => severity === "error")) return changed;
      problems.push(...changed.problems);
      const text = JSON.stringify(changed.parsed);
      parseAgain = () => ({ source, parsed: JSON.parse(text) });
      root.parsed = changed.parsed;
      overlaid.set(source, changed.origins);
      examinedFiles.set(source, examine(root.parsed));
    }
    const incomplete = rules === "structure" ? completeVersion(root) : undefined;
    if (incomplete) problems.push(incomplete);
    const refused = checkVersion(root);
    if (refused) return { problems: [...problems, refused] };
    const examined = examinedFiles.get(source) ?? examine(root.parsed);
    if (examined.refusal !== undefined) throw new ResolveError(new Error(examined.refusal));
    return { root, rules, config, resolver, examined, problems, parseAgain };
  } catch (error) {
    return { problems: error instanceof YamlParseError ? syntaxProblems(error) : [unreadable(path, error)] };
  }
}

/**
 * Lints a description, and bundles it into one document if that is possible.
 *
 * @param despiteErrors whether what is wrong is left out; only without rules
 */
export async function lintAndBundle(parsed: Parsed, despiteErrors = false): Promise<Bundled> {
  const { root, rules } = parsed;
  const path = root.source.absoluteRef;
  try {
    return await (rules === "structure" ? checkAndBundle(parsed, despiteErrors) : lintByHouse(parsed, rules));
  } catch (error) {
    // Bundling may even have changed it into something endless.
    const circular = findCircularRefs(parsed.parseAgain());
    const problems = circular.length > 0 ? circular : [unreadable(path, error)];
    return { document: undefined, problems, placeOf: () => undefined };
  }
}

async function lintByHouse(parsed: Parsed, rules: RuleFiles): Promise<Bundled> {
  const { root, config, resolver } = parsed;
  let problems: Problem[] = [];
  try {
    // First, because bundling changes the parsed documents.
    problems = await lint(parsed);
    const { bundle: bundled, problems: found } = await bundle({ doc: root, config, externalRefResolver: resolver });
    return {
      document: plainData(bundled.parsed),
      problems: [...problems, ...renamings(found)],
      placeOf: (pointer) => placeOf({ source: root.source, pointer: fragmentOf(pointer), reportOnKey: true }),
    };
  } catch (error) {
    if (problems.length === 0) {
      // A rule of style may fail on a broken structure.
      const again = await parseDescription(root.source.absoluteRef, rules);
      if ("root" in again) problems = await lint({ ...again, config: await createConfig({ rules: STRUCTURE_RULES }) });
    }
    // An error that the linter found explains why the file could not be bundled.
    if (!problems.some(({ severity }) => severity === "error")) throw error;
    return { document: undefined, problems, placeOf: () => undefined };
  }
}

/** The rules of Redocly that say what is broken where others fail. */
const STRUCTURE_RULES = { struct: "error", "no-unresolved-refs": "error" } as const;

async function lint({ root, config, resolver }: Parsed): Promise<Problem[]> {
  const found = await lintDocument({ document: root, config, externalRefResolver: resolver });
  const documents = (await Promise.allSettled(resolver.cache.values())).flatMap((result) =>
    result.status === "fulfilled" && !(result.value instanceof Error) ? [result.value] : [],
  );
  return problemsOfRedocly(found, documents);
}

async function checkAndBundle(
  { root, config, resolver, examined, problems: known }: Parsed,
  despiteErrors: boolean,
): Promise<Bundled> {
  const { source } = root;
  const { hasFileRefs, hasAliases } = examined;
  const spec = detectSpec(root.parsed);
  const version: Version = spec === "oas3_0" || spec === "oas3_2" ? spec : "oas3_1";
  const check = () => checkStructure(root, version, config, resolver, hasFileRefs, despiteErrors);
  const hasErrors = ({ problems }: CheckedStructure) => problems.some(({ severity }) => severity === "error");
  let checked = await check();
  const problems = [...known, ...checked.problems];
  // What was left out may have been referred to.
  for (let again = 0; despiteErrors && hasErrors(checked) && again < MOST_CHECKS; again++) checked = await check();
  if (hasErrors(checked)) {
    return { document: undefined, problems, placeOf: () => undefined };
  }
  const isSplit = hasFileRefs || resolver.cache.size > 1;
  if (isSplit) {
    const options = { document: root, config, types: allVersions, externalRefResolver: resolver };
    problems.push(...renamings((await bundleDocument(options)).problems));
  }
  const { schemas = {} } = (root.parsed as OpenApiDocument).components ?? {};
  for (const { mapping, value, location } of checked.schemaNames) {
    if (Object.hasOwn(schemas, String(mapping[value]))) continue;
    problems.push(unmapped(value, mapping[value], location));
    delete mapping[value];
  }
  return {
    document: isSplit || hasAliases ? plainData(root.parsed) : (root.parsed as OpenApiDocument),
    problems,
    placeOf: isSplit
      ? (pointer) => placeInFiles(root, checked.places, pointer)
      : (pointer) => placeOf({ source, pointer: fragmentOf(pointer), reportOnKey: true }),
  };
}

/** How often a description with errors is checked again. A reference may lead to a reference, to what is left out. */
const MOST_CHECKS = 10;

/** Where the values of JSON pointers into a description in one file are written. */
export async function placesIn(path: string): Promise<Bundled["placeOf"]> {
  const source = new Source(path, await readTextFile(path));
  return (pointer) => placeOf({ source, pointer: fragmentOf(pointer), reportOnKey: true });
}

/** A JSON pointer as a URI fragment. */
function fragmentOf(pointer: string): string {
  return `#${pointer.replaceAll("%", "%25")}`;
}

/** Where a value of a description in several files was written. Bundling puts the objects of other files into the root. */
function placeInFiles(root: Document, places: WeakMap<object, Location>, pointer: string): Place | undefined {
  let value: unknown = root.parsed;
  let known: Location | undefined;
  let within: string[] = [];
  for (const key of keysOf(pointer)) {
    value = isObject(value) ? Reflect.get(value, key) : undefined;
    const location = isObject(value) ? places.get(value) : undefined;
    known = location ?? known;
    within = location ? [] : [...within, key];
  }
  return known && placeOf(within.length > 0 ? known.child(within) : known);
}

/** Through JSON, since YAML aliases and bundling put one object in several places. */
function plainData(parsed: unknown): OpenApiDocument {
  return JSON.parse(JSON.stringify(parsed));
}

/** What bundling renamed. Its errors are references that do not resolve, which have been reported. */
function renamings(found: readonly NormalizedProblem[]): Problem[] {
  return problemsOfRedocly(
    found.filter(({ severity }) => severity === "warn"),
    [],
  );
}

/** Counts the rules that apply to an OpenAPI 3.1 description. */
export async function countRedoclyRules(rules: RuleFiles): Promise<number> {
  const { rules: byVersion } = await configOf(rules);
  // Redocly keeps the rules that a configuration defines itself in one list called "assertions".
  const all = Object.values(byVersion.oas3_1).flatMap((rule: unknown) => (Array.isArray(rule) ? rule : [rule]));
  return all.filter((rule) => rule !== "off").length;
}

function configOf(rules: RuleSet): Promise<Config> {
  if (rules === "structure") {
    // Made here and not loaded, so that a redocly.yaml in the working directory has no effect. An example is data: a
    // `$ref` inside it is not a reference of the description.
    return createConfig({ resolve: { doNotResolveExamples: true } });
  }
  return loadConfig({ configPath: rules.redocly }).catch((error: Error) => {
    throw new Error(`${displayPath(rules.redocly)} cannot be loaded: ${error.message}`);
  });
}

/**
 * Reads `file` and the files that its `$ref`s name, but only those inside `folder`, and nothing over the network. It
 * caches what it read, so each reading needs its own.
 */
function createLocalResolver(file: string, folder: string, rules: RuleSet, config: Config) {
  const remedy = rules === "structure" ? "name a folder around all of them with --root" : undefined;
  const resolver = new BaseResolver(config.resolve);
  const examinedFiles = new Map<Source, Examined>();
  const parse = resolver.parseDocument.bind(resolver);
  const nameFile = resolver.resolveExternalRef.bind(resolver);
  const selves = new Selves();

  resolver.resolveExternalRef = (base, reference) => selves.fileOf(base, reference) ?? nameFile(base, reference);

  resolver.loadExternalRef = async (reference) => {
    try {
      if (isAbsoluteUrl(reference)) {
        throw new Error("is remote, and nothing is fetched: save a copy beside the description and refer to that");
      }
      const read = reference === file ? readTextFile(reference) : readTextFileWithin(folder, reference, remedy);
      return new Source(reference, await read);
    } catch (error) {
      throw new ResolveError(error instanceof Error ? error : new Error(String(error)));
    }
  };

  resolver.parseDocument = (source, isRoot) => {
    const json = parseJson(source, isRoot);
    const document = json?.document ?? parse(source, isRoot);
    const examined = json?.examined ?? examine(document.parsed);
    if (examined.refusal !== undefined) throw new ResolveError(new Error(examined.refusal));
    examinedFiles.set(source, examined);
    selves.add(source.absoluteRef, document.parsed);
    return document;
  };

  return { resolver, examinedFiles };
}

/** Parses JSON several times as fast as Redocly, whose YAML parser reads what is not JSON and explains what is wrong. */
function parseJson(source: Source, isRoot = false): { document: Document; examined: Examined } | undefined {
  if (!(isRoot || source.absoluteRef.endsWith(".json")) || !/^\s*[{[]/.test(source.body)) return undefined;
  try {
    const document = { source, parsed: JSON.parse(source.body) };
    const examined = examine(document.parsed);
    // Too deep for other tools: the YAML parser says where.
    if (examined.depth > MAX_DEPTH) return undefined;
    // If an object has a key twice, JSON.parse forgets one of the two.
    if (examined.keys !== countKeys(source.body)) return undefined;
    jsonPlaces.set(source, new JsonPlaces(source.body));
    return { document, examined };
  } catch {
    return undefined;
  }
}

/** The YAML parser refuses a description a little deeper than this, and so do the tools that have it. */
const MAX_DEPTH = 90;

/** Counts the keys of all objects in JSON: each has the only colon outside of a string. */
function countKeys(json: string): number {
  let keys = 0;
  for (let at = 0; at < json.length; at++) {
    const code = json.charCodeAt(at);
    if (code === COLON) keys++;
    if (code !== QUOTE) continue;
    for (at++; json.charCodeAt(at) !== QUOTE; at++) if (json.charCodeAt(at) === BACKSLASH) at++;
  }
  return keys;
}

const [COLON, QUOTE, BACKSLASH] = [58, 34, 92];

function unreadable(path: string, error: unknown): Problem {
  const [said] = (error instanceof Error ? error.message : String(error)).split("\n");
  let reason = `cannot be read by Redocly: ${said}`;
  if (error instanceof ResolveError) reason = String(said);
  // Redocly is recursive.
  if (error instanceof RangeError) {
    reason =
      "is too large for Redocly, or its references lead too deep (thousands of schemas, each within the next): split it";
  }
  return fileError(path, "readable", `${displayPath(path)} ${reason}.`);
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
