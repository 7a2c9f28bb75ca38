import type { Loc, YamlParseError } from "@redocly/openapi-core";
import { LineCounter, parseDocument } from "yaml";
import { placeOfLine } from "./place.ts";
import type { Problem } from "./problem.ts";

/** What is wrong with a file that Redocly could not parse. */
export function explainSyntaxError(error: YamlParseError): Problem[] {
  // Redocly stops at the first error and names it from inside its parser; this one finds them all and says it better.
  const lineCounter = new LineCounter();
  const { errors } = parseDocument(error.source.body, { lineCounter, prettyErrors: false });
  if (errors.length === 0) {
    const message = error.message.replace(/ in ".*" \(\d+:\d+\)$/, "");
    return [syntaxProblem(error, { line: error.line, col: error.col }, message)];
  }
  return errors.map(({ pos, message }) => syntaxProblem(error, lineCounter.linePos(pos[0]), message));
}

function syntaxProblem({ source }: YamlParseError, start: Loc, message: string): Problem {
  const language = source.absoluteRef.endsWith(".json") ? "JSON" : "YAML";
  const place = placeOfLine(source, start);
  return { severity: "error", ...place, rule: "syntax", message: `This is not ${language}: ${message}.` };
}
