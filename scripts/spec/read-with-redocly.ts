import {
  type BaseResolver,
  bundle,
  type Config,
  type Document,
  lintDocument,
  makeDocumentFromString,
  ResolveError,
  YamlParseError,
} from "@redocly/openapi-core";
import { checkVersion } from "./check-version.ts";
import { findCircularRefs } from "./circular-refs.ts";
import { explainSyntaxError } from "./explain-syntax-error.ts";
import { createLocalResolver } from "./local-resolver.ts";
import type { OpenApiDocument } from "./openapi-document.ts";
import { displayPath, placeOfFile } from "./place.ts";
import type { Problem } from "./problem.ts";
import { redoclyConfig } from "./redocly-config.ts";
import { isSchemaName, problemsOfRedocly } from "./redocly-problems.ts";
import type { RuleSet } from "./rule-set.ts";

export interface RedoclyReading {
  document: OpenApiDocument | undefined;
  problems: Problem[];
  /** The text of the file, when it is an OpenAPI description of a version that is read. */
  text?: string;
}

/** Redocly goes through a description, and along its references, by calls within calls. */
const TOO_LARGE =
  "is too large for Redocly, or its references lead too deep (thousands of schemas, each within the next): split it";

/**
 * Parses the file at an absolute path, lints and bundles it. Throws for no input. `onText` gets the text of a description
 * of a version that is read, as soon as that is known.
 */
export async function readWithRedocly(
  path: string,
  rules: RuleSet,
  onText?: (text: string) => void,
): Promise<RedoclyReading> {
  const config = await redoclyConfig(rules);
  const resolver = createLocalResolver(path, config);
  let root: Document | undefined;
  let problems: Problem[] = [];
  try {
    root = await readRoot(path, resolver);
    const refused = checkVersion(root);
    if (refused !== undefined) return { document: undefined, problems: [refused] };
    onText?.(root.source.body);
    // First, because bundling changes the parsed documents.
    problems = await lint(root, rules, config, resolver);
    const { document, renamed } = await bundleIntoOne(root, config, resolver);
    return { document, problems: [...problems, ...renamed], text: root.source.body };
  } catch (error) {
    // A rule of style may itself fail on a broken structure: then the rules of structure say what is broken.
    if (root !== undefined && problems.length === 0 && rules === "house") {
      ({ problems } = await readWithRedocly(path, "structure"));
    }
    // An error that the linter found explains why the file could not be bundled.
    const isExplained = problems.some(({ severity }) => severity === "error");
    return {
      document: undefined,
      problems: isExplained ? problems : [...problems, ...explainFailure(error, path, root)],
    };
  }
}

async function readRoot(path: string, resolver: BaseResolver): Promise<Document> {
  const root = await resolver.resolveDocument(null, path, true);
  if (root instanceof Error) throw root;
  return root;
}

async function lint(root: Document, rules: RuleSet, config: Config, resolver: BaseResolver): Promise<Problem[]> {
  const found = await lintDocument({ document: root, config, externalRefResolver: resolver });
  const documents = await documentsRead(resolver);
  // OpenAPI lets a discriminator map to the bare name of a schema, which Redocly takes for a file.
  const wrong = rules === "structure" ? found.filter((problem) => !isSchemaName(problem, root)) : found;
  return problemsOfRedocly(wrong, documents);
}

async function bundleIntoOne(
  root: Document,
  config: Config,
  resolver: BaseResolver,
): Promise<{ document: OpenApiDocument; renamed: Problem[] }> {
  const { bundle: bundled, problems } = await bundle({ doc: root, config, externalRefResolver: resolver });
  // Through JSON, since YAML aliases and bundling make one object stand in several places.
  const document: OpenApiDocument = JSON.parse(JSON.stringify(bundled.parsed));
  // Its errors are references that do not resolve, which the linter has named.
  const warnings = problems.filter(({ severity }) => severity === "warn");
  return { document, renamed: problemsOfRedocly(warnings, []) };
}

async function documentsRead(resolver: BaseResolver): Promise<Document[]> {
  const results = await Promise.allSettled(resolver.cache.values());
  return results.flatMap((result) =>
    result.status === "fulfilled" && !(result.value instanceof Error) ? [result.value] : [],
  );
}

function explainFailure(error: unknown, path: string, root: Document | undefined): Problem[] {
  if (root === undefined && error instanceof YamlParseError) return explainSyntaxError(error);
  // Parsed anew, because bundling may have changed it, even into something without an end.
  const circular = root === undefined ? [] : findCircularRefs(makeDocumentFromString(root.source.body, path));
  if (circular.length > 0) return circular;
  const reason = (error instanceof Error ? error.message : String(error)).split("\n")[0];
  const message =
    error instanceof ResolveError
      ? reason
      : error instanceof RangeError
        ? TOO_LARGE
        : `cannot be read by Redocly: ${reason}`;
  return [{ severity: "error", ...placeOfFile(path), rule: "readable", message: `${displayPath(path)} ${message}.` }];
}
