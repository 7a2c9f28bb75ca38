import { stripVTControlCharacters } from "node:util";
import { type Document, type NormalizedProblem, unescapePointerFragment, YamlParseError } from "@redocly/openapi-core";
import { explainSyntaxError } from "./explain-syntax-error.ts";
import { isRecord } from "./is-record.ts";
import { placeOfLocation, placeOfPointer } from "./place.ts";
import type { Problem } from "./problem.ts";

/** What Redocly found, in our words where its own leave out what to mend. `documents` are the files it read. */
export function problemsOfRedocly(found: readonly NormalizedProblem[], documents: readonly Document[]): Problem[] {
  return found.filter(({ ignored }) => !ignored).flatMap((problem) => problemsOf(problem, documents));
}

/** Whether a reference that Redocly could not resolve is the name of a schema, as a discriminator's mapping may be. */
export function isSchemaName({ ruleId, location: [location] }: NormalizedProblem, root: Document): boolean {
  const pointer = location?.pointer;
  if (ruleId !== "no-unresolved-refs" || pointer === undefined || !/\/discriminator\/mapping\/[^/]+$/.test(pointer)) {
    return false;
  }
  const name = location?.source === root.source ? valueAt(root.parsed, pointer) : undefined;
  const schemas = valueAt(root.parsed, "#/components/schemas");
  return typeof name === "string" && isRecord(schemas) && Object.hasOwn(schemas, name);
}

function problemsOf(found: NormalizedProblem, documents: readonly Document[]): Problem[] {
  const location = found.location[0];
  if (location === undefined) return [];
  if (found.ruleId === "no-unresolved-refs") {
    if (location.pointer === undefined) {
      return explainSyntaxError(new YamlParseError(new Error(found.message), location.source));
    }
    return [unresolvedRef(found, location.pointer, documents)];
  }
  const suggestions = found.suggest.filter((suggestion) => !found.message.includes(suggestion)).slice(0, 3);
  const suggestion = suggestions.length === 0 ? "" : ` Did you mean ${suggestions.join(" or ")}?`;
  return [
    {
      severity: found.severity === "error" ? "error" : "warning",
      ...placeOfLocation(location),
      rule: found.ruleId,
      message: sentence(oneLine(found.message)) + suggestion,
    },
  ];
}

function unresolvedRef(found: NormalizedProblem, pointer: string, documents: readonly Document[]): Problem {
  const source = found.location[0]?.source;
  if (source === undefined) throw new Error("A problem of Redocly has no location.");
  const holder = valueAt(documents.find((document) => document.source === source)?.parsed, pointer);
  const isMapping = typeof holder === "string";
  const target = isMapping ? holder : isRecord(holder) ? holder.$ref : undefined;
  const reason = found.message.split("Can't resolve $ref: ")[1] ?? "points at nothing: correct it or add what it names";
  return {
    severity: "error",
    ...placeOfPointer(source, isMapping ? pointer : `${pointer === "#/" ? "#" : pointer}/$ref`),
    rule: found.ruleId,
    message: sentence(`$ref "${String(target)}" ${reasonOf(reason)}`),
  };
}

/** The reason as it goes on from the name of the reference. */
function reasonOf(reason: string): string {
  return / in ".*" \(\d+:\d+\)$/.test(reason) ? "names a file that cannot be parsed" : reason;
}

function valueAt(root: unknown, pointer: string): unknown {
  let value = root;
  for (const segment of pointer.slice(2).split("/").filter(Boolean).map(unescapePointerFragment)) {
    value = Array.isArray(value) ? value[Number(segment)] : isRecord(value) ? value[segment] : undefined;
  }
  return value;
}

function oneLine(message: string): string {
  return stripVTControlCharacters(message)
    .trim()
    .replace(/\s*\n\s*/g, " ");
}

function sentence(text: string): string {
  return /[.?!:]$/.test(text) ? text : `${text}.`;
}
