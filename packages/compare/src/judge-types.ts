import { operationsModule, typesModule } from "@scenario-openapi/codegen";
import { availabilityOf, type NamedOperation, type OpenApiDocument } from "@scenario-openapi/openapi";
import ts from "typescript-5";
import type { Side } from "./change.ts";
import { fieldOfContent } from "./compare-contents.ts";
import { template } from "./compare-operations.ts";
import { reachedSchemas, wholeApi } from "./describe-changes.ts";
import type { OperationPair } from "./pair-operations.ts";
import { TypeProgram } from "./type-program.ts";
import { type TypeFinding, TypeWalk } from "./walk-types.ts";

/** The compiler's judgement of a place of an operation. */
interface PlacedFinding extends Omit<TypeFinding, "steps"> {
  /** The place, as changes have it: `body.parameters.rank`, or `TrainingParameters.rank` if it is of no operation. */
  place: string;
}

export interface OperationFinding extends PlacedFinding {
  /** The old name of the operation, or `*` if it is of none. */
  operation: string;
}

/** The compiler's judgement of the types that `x-availability` makes. */
interface AvailabilityFinding extends Pick<TypeFinding, "verdict" | "reason"> {
  /** `TrainingParameters.rank` */
  schema: string;
}

/** The compiler's judgement of two descriptions. */
interface TypeJudgement {
  findings: OperationFinding[];
  availability: AvailabilityFinding[];
  /** The names that the types module no longer exports, and those that it did not export before. */
  exports: { removed: string[]; added: string[] };
}

/** The types and methods of both descriptions, to look up by their side. */
interface Both {
  program: TypeProgram;
  walk: TypeWalk;
}

const BEFORE = "/before/types.ts";
const AFTER = "/after/types.ts";

/**
 * Generates the types and the methods of both descriptions, puts them into one program and asks TypeScript whether old
 * code compiles with the new ones. Old code uses the parameters, bodies and responses of each operation in `paths`, what
 * the client's methods take and return, and the exported names.
 *
 * @param changedAvailability the places whose availability changed, such as `TrainingParameters.rank`
 */
export async function judgeTypes(
  before: OpenApiDocument,
  after: OpenApiDocument,
  pairs: readonly OperationPair[],
  changedAvailability: readonly string[],
): Promise<TypeJudgement> {
  const isAsked = (schema: string) =>
    changedAvailability.some((place) => place === schema || place.startsWith(`${schema}.`));
  const words = wordsInBoth(before, after).filter(({ schema }) => isAsked(schema));
  const program = new TypeProgram(
    new Map([
      ...(await modulesOf("/before", before)),
      ...(await modulesOf("/after", after)),
      ["/words.ts", wordTypes(words)],
    ]),
  );
  const both: Both = { program, walk: new TypeWalk(program.checker) };
  const findings = pairs.flatMap((pair): OperationFinding[] => {
    if (!pair.old) {
      const reason = "Old code does not call it.";
      const operation = pair.now?.name ?? "";
      return [{ operation, place: "operation", side: "request", verdict: "compatible", reason }];
    }
    const found = [...compareMethods(both, pair.old, pair.now), ...comparePaths(both, pair.old, pair.now)];
    return found.map((finding) => ({ ...finding, operation: pair.old?.name ?? "" }));
  });
  const unused = compareUnused(both, before).map((finding) => ({ ...finding, operation: wholeApi }));
  const [old, now] = [program.exportsOf(BEFORE), program.exportsOf(AFTER)];
  return {
    findings: [...findings, ...unused],
    availability: [...compareWords(both, words), ...compareVocabularies(both, before)],
    exports: { removed: [...old.difference(now)], added: [...now.difference(old)] },
  };
}

/** What the operations module imports from the client. */
const CLIENT = `export interface CallOptions {}
export type OperationResult<Output, Failed = unknown, Headers = unknown> = Promise<Output>;
export interface Operation {}
export type DocumentedError<Responses> = unknown;
export type ResponseHeaders<Responses, Status> = unknown;
export interface ServerSentEvent<Data> { data: Data }
export declare const describeCall: unknown;
export declare const describeRequest: unknown;
export declare const describeResponse: unknown;
`;

const generated = new WeakMap<OpenApiDocument, Promise<[name: string, text: string][]>>();

/** The modules that are generated from a description, by name. Cached, because one is often compared with several others. */
export async function modulesOf(folder: string, document: OpenApiDocument): Promise<[path: string, text: string][]> {
  const generate = async (): Promise<[string, string][]> => [
    ["types.ts", (await typesModule(document, "")).code],
    ["operations.ts", operationsModule(document, "", { types: "./types.ts", runtime: "./operation.ts" }).code],
    ["operation.ts", CLIENT],
  ];
  const modules = generated.get(document) ?? generate();
  generated.set(document, modules);
  return (await modules).map(([name, text]) => [`${folder}/${name}`, text]);
}

function placed(base: string, found: readonly TypeFinding[]): PlacedFinding[] {
  return found.map(({ steps, ...rest }) => ({ ...rest, place: (base + steps.join("")).replace(/^\./, "") }));
}

function breaking(place: string, side: Side, reason: string): PlacedFinding {
  return { place, side, verdict: "breaking", reason };
}

function compatible(place: string, side: Side, reason: string): PlacedFinding {
  return { place, side, verdict: "compatible", reason };
}

/** What users of the client's methods see. */
function compareMethods(
  { program, walk }: Both,
  old: NamedOperation,
  now: NamedOperation | undefined,
): PlacedFinding[] {
  if (old.name !== now?.name) {
    return [breaking("operation", "request", `\`${old.name}\` is no longer a method of the client.`)];
  }
  const { checker } = program;
  const [one, other] = [
    { folder: "/before", type: old.type },
    { folder: "/after", type: now.type },
  ].map(({ folder, type }) => ({
    input: program.exported(`${folder}/operations.ts`, `${type}Input`),
    output: program.exported(`${folder}/operations.ts`, `${type}Output`),
  }));
  if (!one || !other) return [];
  const [output, outputNow] = [one.output, other.output];
  const found = placed("", walk.compare(one.input, other.input, "request"));
  // Responses are compared status by status. Of their union, only whether old code can use it.
  if (output && outputNow && !checker.isTypeAssignableTo(outputNow, output)) {
    found.push(breaking("response", "response", `\`${old.name}\` resolves to values that old code does not expect.`));
  }
  return found;
}

/** What users of openapi-fetch see. */
function comparePaths(both: Both, old: NamedOperation, now: NamedOperation | undefined): PlacedFinding[] {
  const { program, walk } = both;
  const found: PlacedFinding[] = [];
  if (!now || old.path !== now.path || old.method !== now.method) {
    // If only a parameter of the path has another name, the finding about the parameter is enough.
    const isRenamed = now && old.method === now.method && template(now.path) === template(old.path);
    const reason = `\`paths["${old.path}"]["${old.method}"]\` no longer exists.`;
    if (!isRenamed) found.push(breaking("operation", "request", reason));
  }
  const was = program.inside(program.exported(BEFORE, "paths"), old.path, old.method);
  const is = now && program.inside(program.exported(AFTER, "paths"), now.path, now.method);
  if (!was || !is) return found;
  for (const place of ["path", "query", "header", "cookie"]) {
    const [one, other] = [was, is].map((type) => program.inside(type, "parameters", place));
    found.push(...placed(place, walk.compare(one, other, "request")));
  }
  return [...found, ...compareBodies(both, was, is), ...compareResponses(both, was, is)];
}

function compareBodies(both: Both, before: ts.Type, after: ts.Type): PlacedFinding[] {
  const { program } = both;
  const [wasOptional, isOptional] = [before, after].map((type) => {
    const symbol = program.checker.getPropertyOfType(type, "requestBody");
    return !symbol || (symbol.flags & ts.SymbolFlags.Optional) !== 0;
  });
  const [old, now] = [before, after].map((type) => program.inside(type, "requestBody", "content"));
  const found: PlacedFinding[] = [];
  if (now && wasOptional && !isOptional) {
    found.push(breaking("body", "request", "Old code may call it without a body, which does not compile."));
  } else if (wasOptional !== isOptional) {
    found.push(compatible("body", "request", "Old code sends a body."));
  }
  return [...found, ...compareContents(both, "body", old, now, "request")];
}

/** Compares responses by status. A new one only matters to old code if it adds a kind of error body. */
function compareResponses(both: Both, before: ts.Type, after: ts.Type): PlacedFinding[] {
  const { program, walk } = both;
  const { checker } = program;
  const [old, now] = [before, after].map((type) => program.inside(type, "responses"));
  if (!old || !now) return [];
  const found: PlacedFinding[] = [];
  for (const { name } of checker.getPropertiesOfType(old)) {
    const place = `response.${name}`;
    const [was, is] = [old, now].map((type) => program.inside(type, name));
    if (!was) continue;
    if (!is) {
      found.push(breaking(place, "response", `\`responses["${name}"]\` no longer exists.`));
      continue;
    }
    const [headers, headersNow] = [was, is].map((type) => program.inside(type, "headers"));
    const [content, contentNow] = [was, is].map((type) => program.inside(type, "content"));
    found.push(
      ...placed(`${place}.headers`, walk.compare(headers, headersNow, "response")),
      ...compareContents(both, place, content, contentNow, "response"),
    );
  }
  const errors = errorBodies(program, old);
  const errorsNow = errorBodies(program, now);
  for (const { name } of checker.getPropertiesOfType(now)) {
    if (checker.getPropertyOfType(old, name)) continue;
    const isExpected = (body: ts.Type) => errors.some(([, known]) => checker.isTypeAssignableTo(body, known));
    const bodies = errorsNow.filter(([status]) => status === name).map(([, body]) => body);
    const reason = "The body is another kind of error, which old code does not expect.";
    found.push(
      errors.length === 0 || bodies.every(isExpected)
        ? compatible(`response.${name}`, "response", "Old code ignores it.")
        : breaking(`response.${name}`, "response", reason),
    );
  }
  return found;
}

/** The bodies of all responses but the successful ones, by status. Their union is the `error` of openapi-fetch. */
function errorBodies(program: TypeProgram, responses: ts.Type): [status: string, body: ts.Type][] {
  const { checker } = program;
  return checker.getPropertiesOfType(responses).flatMap(({ name }) => {
    const content = /^2/.test(name) ? undefined : program.inside(responses, name, "content");
    return propertiesOf(checker, content).map((body): [string, ts.Type] => [name, checker.getTypeOfSymbol(body)]);
  });
}

function propertiesOf(checker: ts.TypeChecker, given: ts.Type | undefined): ts.Symbol[] {
  const type = given && checker.getNonNullableType(given);
  const isNothing = !type || (type.flags & (ts.TypeFlags.Never | ts.TypeFlags.Undefined)) !== 0;
  return isNothing ? [] : checker.getPropertiesOfType(type);
}

/** Compares bodies by media type. */
function compareContents(
  { program, walk }: Both,
  place: string,
  before: ts.Type | undefined,
  after: ts.Type | undefined,
  side: Side,
): PlacedFinding[] {
  const { checker } = program;
  const bodiesOf = (type: ts.Type | undefined) =>
    new Map(propertiesOf(checker, type).map((symbol) => [symbol.name, checker.getTypeOfSymbol(symbol)]));
  const olds = bodiesOf(before);
  const news = bodiesOf(after);
  return [...new Set([...olds.keys(), ...news.keys()])].flatMap((mediaType) => {
    const was = olds.get(mediaType);
    const is = news.get(mediaType);
    const at = fieldOfContent(place, mediaType);
    if (was && is) return placed(at, walk.compare(was, is, side));
    if (was) return [breaking(at, side, `\`content["${mediaType}"]\` no longer exists.`)];
    return [compatible(at, side, "Old code ignores it.")];
  });
}

/** A schema that is narrowed to a word in both descriptions: `TrainingParametersFor<"musubi">`. */
interface Word {
  schema: string;
  word: string;
}

function wordsInBoth(before: OpenApiDocument, after: OpenApiDocument): Word[] {
  const wordsOf = (document: OpenApiDocument) =>
    Object.entries(document.components?.schemas ?? {}).flatMap(([schema, node]) =>
      Object.keys(availabilityOf(node)?.values ?? {}).map((word) => ({ schema, word })),
    );
  const known = new Set(wordsOf(after).map(({ schema, word }) => `${schema} ${word}`));
  return wordsOf(before).filter(
    ({ schema, word }) => /^[A-Za-z_$][\w$]*$/.test(schema) && known.has(`${schema} ${word}`),
  );
}

function narrowed({ schema, word }: Word): string {
  return `${schema}For<${JSON.stringify(word)}>`;
}

function wordTypes(words: readonly Word[]): string {
  const lines = words.flatMap((word, index) => [
    `export type Before${index} = before.${narrowed(word)};`,
    `export type After${index} = after.${narrowed(word)};`,
  ]);
  const imports = [
    'import type * as before from "./before/types.ts";',
    'import type * as after from "./after/types.ts";',
  ];
  return [...imports, ...lines].join("\n");
}

/** These types are made for writing, so whatever could be written must still be possible. */
function compareWords({ program, walk }: Both, words: readonly Word[]): AvailabilityFinding[] {
  return words.flatMap((word, index) => {
    const one = program.exported("/words.ts", `Before${index}`);
    const other = program.exported("/words.ts", `After${index}`);
    return walk.compare(one, other, "request").map(({ steps: [property = ""], verdict }) => ({
      schema: `${word.schema}${property}`,
      verdict,
      reason:
        verdict === "breaking"
          ? `\`${narrowed(word)}\` no longer has the property.`
          : `\`${narrowed(word)}\` has the property, or allows more in it.`,
    }));
  });
}

/** The words themselves, if they are exported as a type. */
function compareVocabularies({ program, walk }: Both, document: OpenApiDocument): AvailabilityFinding[] {
  const schemas = document.components?.schemas ?? {};
  return Object.entries(schemas).flatMap(([schema, node]) => {
    const name = availabilityOf(node)?.name ?? "";
    if (Object.hasOwn(schemas, name)) return [];
    const found = walk.compare(program.exported(BEFORE, name), program.exported(AFTER, name), "request");
    return found.map(({ verdict, reason }) => ({ schema, verdict, reason }));
  });
}

/** Named schemas that no operation uses. Programs may write and read them. */
function compareUnused({ program, walk }: Both, before: OpenApiDocument): PlacedFinding[] {
  const used = reachedSchemas(before);
  const names = Object.keys(before.components?.schemas ?? {}).filter((name) => !used.has(name));
  return names.flatMap((name) => {
    const [one, other] = [program.exported(BEFORE, name), program.exported(AFTER, name)];
    return placed(name, [...walk.compare(one, other, "request"), ...walk.compare(one, other, "response")]);
  });
}
