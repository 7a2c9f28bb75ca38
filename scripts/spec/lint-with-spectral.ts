import { promises as fs } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { Document, type ISpectralDiagnostic, type Ruleset, Spectral } from "@stoplight/spectral-core";
import parsers from "@stoplight/spectral-parsers";
import { Resolver } from "@stoplight/spectral-ref-resolver";
import { bundleAndLoadRuleset } from "@stoplight/spectral-ruleset-bundler/with-loader";
import { displayPath } from "./place.ts";
import type { Problem } from "./problem.ts";
import { readTextFileWithin } from "./read-local-file.ts";

const rulesetFile = fileURLToPath(new URL("../../spec/spectral.yaml", import.meta.url));

let ruleset: Promise<Ruleset> | undefined;

/** The rules of `spec/spectral.yaml`, loaded once a process. Throws when that file or a function of it is broken. */
export function houseRuleset(): Promise<Ruleset> {
  ruleset ??= bundleAndLoadRuleset(rulesetFile, { fs: { promises: fs }, fetch: refuseToFetch }).catch(
    (error: unknown) => {
      throw new Error(`spec/spectral.yaml cannot be loaded: ${error instanceof Error ? error.message : String(error)}`);
    },
  );
  return ruleset;
}

/** Makes the next call of `houseRuleset` load the file and its functions again. */
export function forgetHouseRuleset(): void {
  ruleset = undefined;
}

/** What the house rules of `spec/spectral.yaml` find in the `text` of the file at an absolute path. */
export async function lintWithSpectral(path: string, text: string): Promise<Problem[]> {
  // A new one each time, since a resolver remembers the files that it read.
  const spectral = new Spectral({ resolver: createResolver(dirname(path)) });
  spectral.setRuleset(await houseRuleset());
  const found = await spectral.run(new Document(text, parsers.Yaml, path));
  const lines = text.split("\n");
  return found.map((diagnostic) => problemOf(diagnostic, path, lines));
}

function createResolver(folder: string): Resolver {
  return new Resolver({
    resolvers: {
      file: { resolve: (reference) => readTextFileWithin(folder, reference.path()) },
      http: { resolve: refuseToFetch },
      https: { resolve: refuseToFetch },
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
    // Spectral counts severities from 0, an error; the house knows only errors and warnings.
    severity: found.severity === 0 ? "error" : "warning",
    file: displayPath(found.source ?? path),
    line: line + 1,
    column: character + 1,
    ...(found.path.length > 0 ? { pointer: pointerOf(found.path) } : {}),
    rule: String(found.code),
    message: found.message,
    ...(excerpt?.trim() ? { excerpt } : {}),
  };
}

function pointerOf(path: readonly (string | number)[]): string {
  return `#/${path.map((segment) => String(segment).replaceAll("~", "~0").replaceAll("/", "~1")).join("/")}`;
}
