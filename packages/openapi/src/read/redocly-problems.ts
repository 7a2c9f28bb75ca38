import { stripVTControlCharacters } from "node:util";
import {
  type Document,
  getLineColLocation,
  type Loc,
  type NormalizedProblem,
  type Source,
  YamlParseError,
} from "@redocly/openapi-core";
import { LineCounter, parseDocument } from "yaml";
import { isRecord } from "../document.ts";
import { keysOf, valueAt } from "../pointer.ts";
import type { JsonPlaces } from "./json-places.ts";
import type { Origins } from "./origins.ts";
import { displayPath, type Place, type Problem } from "./problems.ts";

/** A place in a file, by its JSON pointer (`#/info/title`). */
export interface PointerLocation {
  source: Source;
  pointer: string;
  /** Whether the key is meant, and not the value. Default: false. */
  reportOnKey?: boolean;
}

/** An error at a place, or at the nearest value around it that the file has. */
export function errorAt(location: PointerLocation, rule: string, message: string): Problem {
  return { severity: "error", ...placeOf(location), rule, message };
}

export function placeOf(location: PointerLocation): Place {
  const { reportOnKey = false } = location;
  const { source, pointer } = overlaid.get(location.source)?.of(keysOf(location.pointer).filter(Boolean)) ?? location;
  const json = jsonPlaces.get(source);
  const start = json
    ? json.find(keysOf(pointer).filter(Boolean), reportOnKey)
    : getLineColLocation({ source, pointer, reportOnKey }).start;
  return place(source, start);
}

/** The sources that are JSON. */
export const jsonPlaces = new WeakMap<Source, JsonPlaces>();

/** The sources of what was changed since it was parsed. */
export const overlaid = new WeakMap<Source, Origins>();

/** Redocly's findings, in our own words if Redocly's do not say what to fix. `documents` are the files that it read. */
export function problemsOfRedocly(found: readonly NormalizedProblem[], documents: readonly Document[]): Problem[] {
  return found.flatMap((problem) => {
    const [location] = problem.location;
    if (problem.ignored || location === undefined) return [];
    const { source, pointer } = location;
    if (problem.ruleId === "no-unresolved-refs") {
      // A problem without a pointer is that a referenced file cannot be parsed.
      return pointer === undefined
        ? syntaxProblems(new YamlParseError(new Error(problem.message), source))
        : [unresolvedByRedocly(problem, source, pointer, documents)];
    }
    const suggestions = problem.suggest.filter((suggestion) => !problem.message.includes(suggestion)).slice(0, 3);
    const suggestion = suggestions.length === 0 ? "" : ` Did you mean ${suggestions.join(" or ")}?`;
    return [
      {
        severity: problem.severity === "error" ? "error" : "warning",
        ...(pointer === undefined
          ? place(source, getLineColLocation(location).start)
          : placeOf({ ...location, pointer })),
        rule: problem.ruleId,
        message: sentence(oneLine(problem.message)) + suggestion,
      },
    ];
  });
}

/** What is wrong with a file that Redocly could not parse. */
export function syntaxProblems({ source, message, line, col }: YamlParseError): Problem[] {
  const problem = (start: Loc, message: string): Problem => {
    return { severity: "error", ...place(source, start), rule: "syntax", message };
  };
  const here = { line, col };
  const tooDeep = /nesting exceeded maxDepth \((\d+)\)/.exec(message);
  if (tooDeep) {
    const reason = `Values are nested more than ${tooDeep[1]} deep here`;
    return [problem(here, `${reason}: move the inner ones to components, and refer to them.`)];
  }
  const language = source.absoluteRef.endsWith(".json") ? "JSON" : "YAML";
  // Redocly stops at the first error and words it as an internal one. This parser finds all of them and explains them.
  const lineCounter = new LineCounter();
  const { errors } = parseDocument(source.body, { lineCounter, prettyErrors: false });
  if (errors.length === 0) {
    return [problem(here, `This is not ${language}: ${message.replace(/ in ".*" \(\d+:\d+\)$/, "")}.`)];
  }
  return errors.map((error) =>
    problem(lineCounter.linePos(error.pos[0]), `This is not ${language}: ${error.message}.`),
  );
}

function unresolvedByRedocly(
  { message }: NormalizedProblem,
  source: Source,
  pointer: string,
  documents: readonly Document[],
): Problem {
  const parsed = documents.find((document) => document.source === source)?.parsed;
  const holder = pointer === "#/" ? parsed : valueAt(parsed, pointer);
  const isMapping = typeof holder === "string";
  const target = isMapping ? holder : isRecord(holder) ? holder["$ref"] : undefined;
  const at = isMapping ? pointer : `${pointer === "#/" ? "#" : pointer}/$ref`;
  return unresolvedRef(target, message.split("Can't resolve $ref: ")[1], { source, pointer: at });
}

/** @param reason why a `$ref` could not be resolved, if its file could not be read; it continues a sentence */
export function unresolvedRef(target: unknown, reason: string | undefined, location: PointerLocation): Problem {
  let message = reason ?? "points at nothing: correct it or add what it names";
  if (/ in ".*" \(\d+:\d+\)$/.test(message)) message = "names a file that cannot be parsed";
  return errorAt(location, "no-unresolved-refs", sentence(`$ref "${String(target)}" ${message}`));
}

function place(source: Source, { line, col }: Loc): Place {
  const excerpt = source.getLines()[line - 1];
  const file = displayPath(source.absoluteRef);
  // If Redocly does not know the place, it is the start of the file.
  return { file, line: line || 1, column: col || 1, ...(excerpt?.trim() && { excerpt }) };
}

function oneLine(message: string): string {
  return stripVTControlCharacters(message)
    .trim()
    .replace(/\s*\n\s*/g, " ");
}

function sentence(text: string): string {
  return /[.?!:]$/.test(text) ? text : `${text}.`;
}
