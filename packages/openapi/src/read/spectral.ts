// Runs in a worker thread: see spectralPool in read-description.ts.
import { promises as fs } from "node:fs";
import { dirname } from "node:path";
import { Document, type ISpectralDiagnostic, type Ruleset, Spectral } from "@stoplight/spectral-core";
import parsers from "@stoplight/spectral-parsers";
import { Resolver } from "@stoplight/spectral-ref-resolver";
import { bundleAndLoadRuleset } from "@stoplight/spectral-ruleset-bundler/with-loader";
import { readTextFileWithin } from "./local-files.ts";
import { displayPath, type Problem } from "./problems.ts";

export interface SpectralTask {
  /** Path of the ruleset. */
  rules: string;
  /** Absolute path and content of the description. */
  path: string;
  text: string;
}

const rulesets = new Map<string, Promise<Ruleset>>();

/**
 * Loads the ruleset of a file, once for each thread, and returns how many of its rules are enabled.
 *
 * @throws {Error} if the file or one of its functions is broken
 */
export async function loadRules(file: string): Promise<number> {
  return Object.values((await ruleset(file)).rules).filter(({ enabled }) => enabled).length;
}

/**
 * Lints a description.
 *
 * @throws {Error} if the ruleset or one of its functions is broken
 */
export async function lint({ rules, path, text }: SpectralTask): Promise<Problem[]> {
  // A new instance each time, because a resolver caches the files that it read.
  const spectral = new Spectral({ resolver: createResolver(dirname(path)) });
  spectral.setRuleset(await ruleset(rules));
  const found = await spectral.run(new Document(text, parsers.Yaml, path));
  const lines = text.split("\n");
  return found.map((diagnostic) => problemOf(diagnostic, path, lines));
}

function ruleset(file: string): Promise<Ruleset> {
  const loading =
    rulesets.get(file) ??
    bundleAndLoadRuleset(file, { fs: { promises: fs }, fetch: refuseToFetch }).catch((error: Error) => {
      throw new Error(`${displayPath(file)} cannot be loaded: ${error.message}`);
    });
  rulesets.set(file, loading);
  return loading;
}

function createResolver(folder: string): Resolver {
  return new Resolver({
    resolvers: {
      file: { resolve: (reference) => readTextFileWithin(folder, reference.path()) },
    },
  });
}

async function refuseToFetch(): Promise<never> {
  throw new Error("Nothing is fetched.");
}

function problemOf(found: ISpectralDiagnostic, path: string, lines: readonly string[]): Problem {
  const { line, character } = found.range.start;
  const isHere = found.source === undefined || found.source === path;
  const excerpt = isHere ? lines[line] : undefined;
  return {
    // Spectral's severities start at 0 for an error. This project has only errors and warnings.
    severity: found.severity === 0 ? "error" : "warning",
    file: displayPath(found.source ?? path),
    line: line + 1,
    column: character + 1,
    rule: String(found.code),
    message: found.message,
    ...(excerpt?.trim() && { excerpt }),
  };
}
