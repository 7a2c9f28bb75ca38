import type { Loc, YamlParseError } from "@redocly/openapi-core";
import { LineCounter, parseDocument } from "yaml";
import { placeOfLine } from "./place.ts";
import type { Problem } from "./problem.ts";

/** What is wrong with a file that Redocly could not parse. */
export function explainSyntaxError(error: YamlParseError): Problem[] {
  const tooDeep = /nesting exceeded maxDepth \((\d+)\)/.exec(error.message);
  if (tooDeep) {
    const reason = `Values are nested more than ${tooDeep[1]} deep here`;
    return [problemOf(error, error, `${reason}: move the inner ones to components, and refer to them.`)];
  }
  // Redocly stops at the first error and names it from inside its parser; this one finds them all and says it better.
  const lineCounter = new LineCounter();
  const { errors } = parseDocument(error.source.body, { lineCounter, prettyErrors: false });
  if (errors.length === 0) {
    const message = error.message.replace(/ in ".*" \(\d+:\d+\)$/, "");
    return [syntaxProblem(error, error, message)];
  }
  return errors.map(({ pos, message }) => syntaxProblem(error, lineCounter.linePos(pos[0]), message));
}

function syntaxProblem(error: YamlParseError, start: Loc, message: string): Problem {
  const language = error.source.absoluteRef.endsWith(".json") ? "JSON" : "YAML";
  return problemOf(error, start, `This is not ${language}: ${message}.`);
}

function problemOf({ source }: YamlParseError, { line, col }: Loc, message: string): Problem {
  return { severity: "error", ...placeOfLine(source, { line, col }), rule: "syntax", message };
}
