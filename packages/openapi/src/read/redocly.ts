import { dirname } from "node:path";
import {
  BaseResolver,
  bundle,
  type Config,
  createConfig,
  type Document,
  isAbsoluteUrl,
  lintDocument,
  loadConfig,
  makeDocumentFromString,
  ResolveError,
  Source,
  YamlParseError,
} from "@redocly/openapi-core";
import type { OpenApiDocument } from "../document.ts";
import { readTextFile, readTextFileWithin } from "./local-files.ts";
import { displayPath, fileError, type Problem } from "./problems.ts";
import type { RuleFiles, RuleSet } from "./read-description.ts";
import { isSchemaName, problemsOfRedocly, syntaxProblems } from "./redocly-problems.ts";
import { checkVersion, findBeyondLimits, findCircularRefs } from "./refusals.ts";

/** What must hold so that code generated from a description is right. Nothing about style. */
const STRUCTURE_RULES = {
  struct: "error",
  "no-unresolved-refs": "error",
  "operation-operationId-unique": "error",
  "operation-parameters-unique": "error",
  // Only a warning: the rule understands ASCII names only, and reports any other.
  "path-parameters-defined": "warn",
  "path-declaration-must-exist": "error",
  "no-identical-paths": "error",
} as const;

/** A parsed description, and what Redocly needs to lint and bundle it. */
export interface Parsed {
  root: Document;
  rules: RuleSet;
  config: Config;
  resolver: BaseResolver;
}

/**
 * Parses the file at an absolute path. Returns what is wrong if it is not an OpenAPI 3.0 or 3.1 description.
 *
 * @throws {Error} if the configuration of Redocly is broken
 */
export async function parseDescription(path: string, rules: RuleSet): Promise<Parsed | { problems: Problem[] }> {
  const config = await configOf(rules);
  const resolver = createLocalResolver(path, config);
  try {
    const root = await resolver.resolveDocument(null, path, true);
    if (root instanceof Error) throw root;
    const refused = checkVersion(root);
    return refused ? { problems: [refused] } : { root, rules, config, resolver };
  } catch (error) {
    return { problems: error instanceof YamlParseError ? syntaxProblems(error) : [unreadable(path, error)] };
  }
}

/** Lints a description, and bundles it into one document if that is possible. */
export async function lintAndBundle(
  parsed: Parsed,
): Promise<{ document: OpenApiDocument | undefined; problems: Problem[] }> {
  const { root, rules, config, resolver } = parsed;
  const path = root.source.absoluteRef;
  let problems: Problem[] = [];
  try {
    // First, because bundling changes the parsed documents.
    problems = await lint(parsed);
    const { bundle: bundled, problems: found } = await bundle({ doc: root, config, externalRefResolver: resolver });
    // Its errors are references that do not resolve, which the linter has reported.
    const renamed = found.filter(({ severity }) => severity === "warn");
    return {
      // Through JSON, since YAML aliases and bundling put one object in several places.
      document: JSON.parse(JSON.stringify(bundled.parsed)),
      problems: [...problems, ...problemsOfRedocly(renamed, [])],
    };
  } catch (error) {
    // A rule of style may fail on a broken structure: then the rules of structure say what is broken.
    if (problems.length === 0 && rules !== "structure") {
      const again = await parseDescription(path, "structure");
      ({ problems } = "root" in again ? await lintAndBundle(again) : again);
    }
    // An error that the linter found explains why the file could not be bundled.
    if (problems.some(({ severity }) => severity === "error")) return { document: undefined, problems };
    // Parsed again, because bundling may have changed it, even into something endless.
    const circular = findCircularRefs(makeDocumentFromString(root.source.body, path));
    return {
      document: undefined,
      problems: [...problems, ...(circular.length > 0 ? circular : [unreadable(path, error)])],
    };
  }
}

/** Counts the rules that apply to an OpenAPI 3.1 description. */
export async function countRedoclyRules(rules: RuleFiles): Promise<number> {
  const { rules: byVersion } = await configOf(rules);
  // Redocly keeps the rules that a configuration defines itself in one list called "assertions".
  const all = Object.values(byVersion.oas3_1).flatMap((rule: unknown) => (Array.isArray(rule) ? rule : [rule]));
  return all.filter((rule) => rule !== "off").length;
}

async function lint({ root, rules, config, resolver }: Parsed): Promise<Problem[]> {
  const found = await lintDocument({ document: root, config, externalRefResolver: resolver });
  const documents = (await Promise.allSettled(resolver.cache.values())).flatMap((result) =>
    result.status === "fulfilled" && !(result.value instanceof Error) ? [result.value] : [],
  );
  // OpenAPI lets a discriminator map to the bare name of a schema, which Redocly takes for a file.
  const wrong = rules === "structure" ? found.filter((problem) => !isSchemaName(problem, root)) : found;
  return problemsOfRedocly(wrong, documents);
}

function configOf(rules: RuleSet): Promise<Config> {
  if (rules === "structure") {
    // Made here and not loaded, so that a redocly.yaml in the working directory has no effect. An example is data: a
    // `$ref` inside it is not a reference of the description.
    return createConfig({ rules: STRUCTURE_RULES, resolve: { doNotResolveExamples: true } });
  }
  return loadConfig({ configPath: rules.redocly }).catch((error: Error) => {
    throw new Error(`${displayPath(rules.redocly)} cannot be loaded: ${error.message}`);
  });
}

/**
 * Reads `file` and the files that its `$ref`s name, but only those inside its folder, and nothing over the network. It
 * caches what it read, so each reading needs its own.
 */
function createLocalResolver(file: string, config: Config): BaseResolver {
  const folder = dirname(file);
  const resolver = new BaseResolver(config.resolve);
  const parse = resolver.parseDocument.bind(resolver);

  resolver.loadExternalRef = async (reference) => {
    try {
      if (isAbsoluteUrl(reference)) {
        throw new Error("is remote, and nothing is fetched: save a copy beside the description and refer to that");
      }
      const read = reference === file ? readTextFile(reference) : readTextFileWithin(folder, reference);
      return new Source(reference, await read);
    } catch (error) {
      throw new ResolveError(error instanceof Error ? error : new Error(String(error)));
    }
  };

  resolver.parseDocument = (source, isRoot) => {
    const document = parse(source, isRoot);
    const beyond = findBeyondLimits(document.parsed);
    if (beyond !== undefined) throw new ResolveError(new Error(beyond));
    return document;
  };

  return resolver;
}

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
