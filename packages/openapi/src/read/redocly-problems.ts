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
import { valueAt } from "../pointer.ts";
import { displayPath, type Problem } from "./problems.ts";

/** An error at the value of a JSON pointer (`#/info/title`), or at the nearest value around it that the file has. */
export function errorAt(source: Source, pointer: string, rule: string, message: string): Problem {
  const { start } = getLineColLocation({ source, pointer, reportOnKey: false });
  return { severity: "error", ...place(source, start), rule, message };
}

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
        : [unresolvedRef(problem, source, pointer, documents)];
    }
    const suggestions = problem.suggest.filter((suggestion) => !problem.message.includes(suggestion)).slice(0, 3);
    const suggestion = suggestions.length === 0 ? "" : ` Did you mean ${suggestions.join(" or ")}?`;
    return [
      {
        severity: problem.severity === "error" ? "error" : "warning",
        ...place(source, getLineColLocation(location).start),
        rule: problem.ruleId,
        message: sentence(oneLine(problem.message)) + suggestion,
      },
    ];
  });
}

/** Whether a reference that Redocly could not resolve is the name of a schema, as a discriminator's mapping may be. */
export function isSchemaName({ ruleId, location: [location] }: NormalizedProblem, root: Document): boolean {
  const { source, pointer = "" } = location ?? {};
  if (ruleId !== "no-unresolved-refs" || source !== root.source) return false;
  if (!/\/discriminator\/mapping\/[^/]+$/.test(pointer)) return false;
  const name = valueAt(root.parsed, pointer);
  const schemas = valueAt(root.parsed, "#/components/schemas");
  return typeof name === "string" && isRecord(schemas) && Object.hasOwn(schemas, name);
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

function unresolvedRef(
  { message }: NormalizedProblem,
  source: Source,
  pointer: string,
  documents: readonly Document[],
): Problem {
  const parsed = documents.find((document) => document.source === source)?.parsed;
  const holder = pointer === "#/" ? parsed : valueAt(parsed, pointer);
  const isMapping = typeof holder === "string";
  const target = isMapping ? holder : isRecord(holder) ? holder["$ref"] : undefined;
  let reason = message.split("Can't resolve $ref: ")[1] ?? "points at nothing: correct it or add what it names";
  if (/ in ".*" \(\d+:\d+\)$/.test(reason)) reason = "names a file that cannot be parsed";
  const at = isMapping ? pointer : `${pointer === "#/" ? "#" : pointer}/$ref`;
  return errorAt(source, at, "no-unresolved-refs", sentence(`$ref "${String(target)}" ${reason}`));
}

function place(source: Source, { line, col }: Loc): Pick<Problem, "file" | "line" | "column" | "excerpt"> {
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
