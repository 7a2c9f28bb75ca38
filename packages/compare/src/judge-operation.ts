import { typeOf } from "@repo/codegen";
import type { NamedOperation } from "@repo/openapi";
import type ts from "typescript-5";
import type { Side } from "./change.ts";
import { fieldOfContent } from "./compare-contents.ts";
import { template } from "./compare-operations.ts";
import type { TypeComparison } from "./compare-types.ts";
import { readTypes, writtenTypes } from "./item-types.ts";
import { type JudgedPair, lone } from "./judged-pair.ts";
import type { TypeProgram } from "./type-program.ts";

/** The types of both descriptions in one program. */
export interface Both {
  program: TypeProgram;
  comparison: TypeComparison;
}

/** The types of an operation, and who sends what: in a webhook it is the other way round. */
interface OperationTypes {
  before: ts.Type | undefined;
  after: ts.Type | undefined;
  sent: Side;
  returned: Side;
}

type Type = ts.Type | undefined;
type Placed = [place: string, pair: JudgedPair];

/** What happens to code that calls an operation, with the client's method or with openapi-fetch. */
export function* judgeOperation(
  both: Both,
  old: NamedOperation,
  now: NamedOperation | undefined,
  types: OperationTypes,
): Iterable<Placed> {
  const { before, after, sent } = types;
  const isMoved = !now || old.path !== now.path || old.method !== now.method;
  // If only a parameter of the path has another name, the finding about the parameter is enough.
  const isRenamed = now && old.method === now.method && template(now.path) === template(old.path);
  if (old.name !== now?.name) {
    yield ["operation", lone(sent, "breaking", `\`${old.name}\` is no longer a method of the client.`)];
  }
  if (isMoved && !isRenamed) {
    yield ["operation", lone(sent, "breaking", `\`${typeOf(old)}\` no longer exists.`)];
  }
  if (!before || !after) return;
  for (const place of ["path", "query", "header", "cookie"]) {
    yield* judgeInside(both, place, [before, after], sent, "parameters", place);
  }
  yield* judgeWholeQuery(both, types);
  yield* judgeBody(both, types);
  yield* judgeResponses(both, types);
}

function* judgeInside(
  { program, comparison }: Both,
  place: string,
  types: [Type, Type],
  side: Side,
  ...names: string[]
): Iterable<Placed> {
  const [was, is] = types.map((type) => program.inside(type, ...names));
  if (was && is) yield [place, comparison.compare(was, is, side)];
}

/** Judges the parameter that is the whole query. Only operations that have one have a type for it. */
function* judgeWholeQuery({ program, comparison }: Both, { before, after, sent }: OperationTypes): Iterable<Placed> {
  const place = "querystring";
  const [old, now] = [before, after].map((type) => program.inside(type, "parameters"));
  const [was, is] = [old, now].map((type) => program.inside(type, place));
  if (was && is) yield [place, comparison.compare(was, is, sent)];
  else if (was) yield [place, lone(sent, "breaking", `\`parameters["${place}"]\` no longer exists.`)];
  else if (is) yield [place, lone(sent, "compatible", "Old code does not know it.")];
  const [wasOptional, isOptional] = [old, now].map((type) => program.mayBeMissing(type, place));
  if (is) yield* judgeNeed(place, "the query", wasOptional, isOptional, sent);
}

function* judgeBody(both: Both, { before, after, sent }: OperationTypes): Iterable<Placed> {
  const { program } = both;
  const [wasOptional, isOptional] = [before, after].map((type) => program.mayBeMissing(type, "requestBody"));
  const [old, now] = [before, after].map((type) => program.inside(type, "requestBody", "content"));
  yield* judgeContents(both, "body", [old, now], sent, writtenTypes);
  if (now) yield* judgeNeed("body", "the body", wasOptional, isOptional, sent);
}

/** Judges whether what is sent may be left out. */
function* judgeNeed(place: string, what: string, wasOptional = true, isOptional = true, side: Side): Iterable<Placed> {
  if (wasOptional === isOptional) return;
  const breaks = wasOptional === (side === "request");
  const reason = wasOptional ? `Old code may leave ${what} out.` : `Old code expects ${what}.`;
  yield [place, breaks ? lone(side, "breaking", reason) : lone(side, "compatible", `Old code has ${what}.`)];
}

/** Judges responses by status. A new one only matters to old code if it adds a kind of body. */
function* judgeResponses(both: Both, { before, after, returned }: OperationTypes): Iterable<Placed> {
  const { program } = both;
  const [old, now] = [before, after].map((type) => program.inside(type, "responses"));
  if (!old || !now) return;
  for (const { name } of program.propertiesOf(old)) {
    const place = `response.${name}`;
    const [was, is] = [old, now].map((type) => program.inside(type, name));
    if (!was || !is) {
      yield [place, lone(returned, "breaking", `\`responses["${name}"]\` no longer exists.`)];
      continue;
    }
    yield* judgeInside(both, `${place}.headers`, [was, is], returned, "headers");
    const [content, contentNow] = [was, is].map((type) => program.inside(type, "content"));
    yield* judgeContents(both, place, [content, contentNow], returned, readTypes);
  }
  for (const { name } of program.propertiesOf(now)) {
    if (program.inside(old, name)) continue;
    const kind = isSuccess(name) ? "answer" : "error";
    const known = program.propertiesOf(old).filter((status) => isSuccess(status.name) === isSuccess(name));
    const bodies = known.flatMap((status) => bodiesOf(program, old, status.name));
    const isExpected = (body: ts.Type) => bodies.some((one) => program.checker.isTypeAssignableTo(body, one));
    const isFine = bodies.length === 0 || bodiesOf(program, now, name).every(isExpected);
    const reason = `The body is another kind of ${kind}, which old code does not expect.`;
    yield [
      `response.${name}`,
      isFine ? lone(returned, "compatible", "Old code ignores it.") : lone(returned, "breaking", reason),
    ];
  }
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
function* judgeContents(
  both: Both,
  place: string,
  [before, after]: [Type, Type],
  side: Side,
  partsOf: typeof readTypes,
): Iterable<Placed> {
  const kinds = [before, after].flatMap((type) => both.program.propertiesOf(type).map(({ name }) => name));
  for (const mediaType of new Set(kinds)) {
    const at = fieldOfContent(place, mediaType);
    const [was, is] = [before, after].map((type) => both.program.inside(type, mediaType));
    if (was && is) yield [at, both.comparison.compare(...partsOf(both.program, mediaType, [was, is]), side)];
    else if (was) yield [at, lone(side, "breaking", `\`content["${mediaType}"]\` no longer exists.`)];
    else yield [at, lone(side, "compatible", "Old code ignores it.")];
  }
}
