import type { NamedOperation } from "@scenario-openapi/openapi";
import type ts from "typescript-5";
import type { Side } from "./change.ts";
import { fieldOfContent } from "./compare-contents.ts";
import { template } from "./compare-operations.ts";
import type { JudgedPair, TypeComparison, TypeFinding } from "./compare-types.ts";
import type { TypeProgram } from "./type-program.ts";

/** The compiler's judgement of a place: `body.parameters.rank`, or `TrainingParameters.rank` if it is of no operation. */
export interface PlacedFinding extends TypeFinding {
  place: string;
}

/** The types of both descriptions in one program. */
export interface Both {
  program: TypeProgram;
  comparison: TypeComparison;
}

/** Where the types of an operation are, and who sends what: in a webhook it is the other way round. */
export interface OperationTypes {
  before: ts.Type | undefined;
  after: ts.Type | undefined;
  sent: Side;
  returned: Side;
}

type Entry = [place: string, pair: JudgedPair];

/** What happens to code that calls an operation, with the client's method or with openapi-fetch. */
export function judgeOperation(
  both: Both,
  old: NamedOperation,
  now: NamedOperation | undefined,
  types: OperationTypes,
): PlacedFinding[] {
  const found: PlacedFinding[] = [];
  const isMoved = !now || old.path !== now.path || old.method !== now.method;
  // If only a parameter of the path has another name, the finding about the parameter is enough.
  const isRenamed = now && old.method === now.method && template(now.path) === template(old.path);
  if (old.name !== now?.name) {
    found.push(breaking("operation", types.sent, `\`${old.name}\` is no longer a method of the client.`));
  }
  if (isMoved && !isRenamed) {
    found.push(breaking("operation", types.sent, `\`paths["${old.path}"]["${old.method}"]\` no longer exists.`));
  }
  const { before, after } = types;
  if (!before || !after) return found;
  const entries: Entry[] = [];
  for (const place of ["path", "query", "header", "cookie"]) {
    const [one, other] = [before, after].map((type) => both.program.inside(type, "parameters", place));
    if (one && other) entries.push([place, both.comparison.compare(one, other, types.sent)]);
  }
  found.push(...judgeBody(both, entries, types), ...judgeResponses(both, entries, types));
  return [...found, ...placesOf(entries)];
}

/** What was found in some pairs and in all that they contain, each pair once, at the place that is nearest. */
export function placesOf(entries: readonly Entry[]): PlacedFinding[] {
  const found: PlacedFinding[] = [];
  const seen = new Set<JudgedPair>();
  const open = [...entries];
  for (const [place, pair] of open) {
    if (seen.has(pair)) continue;
    seen.add(pair);
    found.push(...pair.found.map((finding) => ({ ...finding, place: place.replace(/^\./, "") })));
    open.push(...pair.inner.map(({ step, pair }): Entry => [place + step, pair]));
  }
  return found;
}

function breaking(place: string, side: Side, reason: string): PlacedFinding {
  return { place, side, verdict: "breaking", reason };
}

function compatible(place: string, side: Side, reason: string): PlacedFinding {
  return { place, side, verdict: "compatible", reason };
}

function judgeBody(both: Both, entries: Entry[], { before, after, sent }: OperationTypes): PlacedFinding[] {
  const { program } = both;
  const [wasOptional, isOptional] = [before, after].map((type) => program.mayBeMissing(type, "requestBody"));
  const [old, now] = [before, after].map((type) => program.inside(type, "requestBody", "content"));
  const found = judgeContents(both, entries, "body", old, now, sent);
  if (wasOptional === isOptional) return found;
  const breaks = now && wasOptional === (sent === "request");
  const reason = wasOptional ? "Old code may leave the body out." : "Old code expects a body.";
  return [...found, breaks ? breaking("body", sent, reason) : compatible("body", sent, "Old code has a body.")];
}

/** Judges responses by status. A new one only matters to old code if it adds a kind of body. */
function judgeResponses(both: Both, entries: Entry[], { before, after, returned }: OperationTypes): PlacedFinding[] {
  const { program, comparison } = both;
  const [old, now] = [before, after].map((type) => program.inside(type, "responses"));
  if (!old || !now) return [];
  const found: PlacedFinding[] = [];
  for (const { name } of program.propertiesOf(old)) {
    const place = `response.${name}`;
    const [was, is] = [old, now].map((type) => program.inside(type, name));
    if (!was || !is) {
      found.push(breaking(place, returned, `\`responses["${name}"]\` no longer exists.`));
      continue;
    }
    const [headers, headersNow] = [was, is].map((type) => program.inside(type, "headers"));
    if (headers && headersNow) {
      entries.push([`${place}.headers`, comparison.compare(headers, headersNow, returned)]);
    }
    const [content, contentNow] = [was, is].map((type) => program.inside(type, "content"));
    found.push(...judgeContents(both, entries, place, content, contentNow, returned));
  }
  for (const { name } of program.propertiesOf(now)) {
    if (program.inside(old, name)) continue;
    const kind = isSuccess(name) ? "answer" : "error";
    const known = program.propertiesOf(old).filter((status) => isSuccess(status.name) === isSuccess(name));
    const bodies = known.flatMap((status) => bodiesOf(program, old, status.name));
    const isExpected = (body: ts.Type) => bodies.some((one) => program.checker.isTypeAssignableTo(body, one));
    const reason = `The body is another kind of ${kind}, which old code does not expect.`;
    found.push(
      bodies.length === 0 || bodiesOf(program, now, name).every(isExpected)
        ? compatible(`response.${name}`, returned, "Old code ignores it.")
        : breaking(`response.${name}`, returned, reason),
    );
  }
  return found;
}

function isSuccess(status: string): boolean {
  return status.startsWith("2");
}

/** The bodies with a status. Those of all errors are the `error` of openapi-fetch, and code reads it if there is one. */
function bodiesOf(program: TypeProgram, responses: ts.Type, status: string): ts.Type[] {
  const bodies = program.propertiesOf(program.inside(responses, status, "content"));
  if (bodies.length === 0 && isSuccess(status)) return [program.checker.getUndefinedType()];
  return bodies.map((body) => program.checker.getTypeOfSymbol(body));
}

/** Judges bodies by media type. */
function judgeContents(
  { program, comparison }: Both,
  entries: Entry[],
  place: string,
  before: ts.Type | undefined,
  after: ts.Type | undefined,
  side: Side,
): PlacedFinding[] {
  const [olds, news] = [before, after].map((type) => program.propertiesOf(type).map(({ name }) => name));
  return [...new Set([...(olds ?? []), ...(news ?? [])])].flatMap((mediaType) => {
    const at = fieldOfContent(place, mediaType);
    const [was, is] = [before, after].map((type) => program.inside(type, mediaType));
    if (was && is) entries.push([at, comparison.compare(was, is, side)]);
    else if (was) return [breaking(at, side, `\`content["${mediaType}"]\` no longer exists.`)];
    else return [compatible(at, side, "Old code ignores it.")];
    return [];
  });
}
