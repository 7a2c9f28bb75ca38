import ts from "typescript-5";
import { type NamedOperation, operationsModule } from "../generate/operations.ts";
import { typesModule } from "../generate/types.ts";
import type { OpenApiDocument } from "../spec/openapi-document.ts";
import type { Side } from "./change.ts";
import { template } from "./compare-operations.ts";
import { type OperationPair, reachedSchemas } from "./describe-changes.ts";
import { typeProgram } from "./type-program.ts";
import { type TypeFinding, TypeWalk } from "./walk-types.ts";

/** What the compiler says of a place of an operation. */
export interface OperationFinding extends Omit<TypeFinding, "steps"> {
  /** The operation's name before, or `*` where it is of no operation. */
  operation: string;
  /** The place as changes have it: `body.parameters.rank`, or `TrainingParameters.rank` where it is of no operation. */
  place: string;
}

/** What the compiler says of the types that `x-availability` calls for. */
export interface WordFinding extends Pick<TypeFinding, "verdict" | "reason"> {
  /** `TrainingParameters.rank` */
  schema: string;
}

/** What the compiler says of two descriptions. */
export interface TypeJudgement {
  findings: OperationFinding[];
  words: WordFinding[];
  /** The names that the types module no longer exports, and those that it exports newly. */
  exports: { removed: string[]; added: string[] };
}

/** What the operations module imports from the client: it says nothing of the API. */
const CLIENT = `export interface CallOptions {}
export type OperationResult<Output> = Promise<Output>;
export interface Operation {}
`;

/**
 * Generates the types and the methods of both descriptions, puts them into one program, and asks TypeScript what old
 * code would make of the new ones: of each operation's parameters, bodies and answers as `paths` has them, of what the
 * client's method takes and gives, and of the names that can be imported.
 */
export async function judgeTypes(
  before: OpenApiDocument,
  after: OpenApiDocument,
  pairs: readonly OperationPair[],
): Promise<TypeJudgement> {
  const modules = new Map([...(await modulesOf("/before", before)), ...(await modulesOf("/after", after))]);
  const words = wordsInBoth(before, after);
  modules.set("/words.ts", wordTypes(words));
  const program = typeProgram(modules);
  const checker = program.getTypeChecker();
  const walk = new TypeWalk(checker);
  const exportsOf = (name: string) => moduleExports(program, checker, name);
  const [old, now] = [exportsOf("/before/types.ts"), exportsOf("/after/types.ts")];
  const [oldMethods, newMethods] = [exportsOf("/before/operations.ts"), exportsOf("/after/operations.ts")];

  const findings = pairs.flatMap((pair): OperationFinding[] => {
    if (!pair.old) {
      const reason = "Old code does not call it.";
      return [
        {
          operation: pair.now?.name ?? "",
          place: "operation",
          side: "request",
          verdict: "compatible",
          reason,
        } as const,
      ];
    }
    const { name } = pair.old;
    const paths = [declared(checker, old, "paths"), declared(checker, now, "paths")] as const;
    const methods = [
      declared(checker, oldMethods, "OperationMethods"),
      declared(checker, newMethods, "OperationMethods"),
    ] as const;
    const found: PlacedFinding[] = [
      ...compareMethods(checker, walk, methods, pair.old, pair.now),
      ...comparePaths(checker, walk, paths, pair.old, pair.now),
    ];
    return found.map((finding) => ({ ...finding, operation: name }));
  });
  const unused = compareUnused(checker, walk, old, now, before);
  return {
    findings: [...findings, ...unused.map((finding) => ({ ...finding, operation: "*" }))],
    words: [
      ...compareWords(checker, walk, exportsOf("/words.ts"), words),
      ...compareVocabularies(checker, walk, old, now, before),
    ],
    exports: {
      removed: [...old.keys()].filter((name) => !now.has(name)),
      added: [...now.keys()].filter((name) => !old.has(name)),
    },
  };
}

async function modulesOf(folder: string, document: OpenApiDocument): Promise<[string, string][]> {
  const { types, methods } = await generatedFrom(document);
  return [
    [`${folder}/types.ts`, types],
    [`${folder}/operations.ts`, methods],
    [`${folder}/operation.ts`, CLIENT],
  ];
}

const generated = new WeakMap<OpenApiDocument, Promise<{ types: string; methods: string }>>();

/** What a description gives; made once, as one description is often compared with several. */
function generatedFrom(document: OpenApiDocument): Promise<{ types: string; methods: string }> {
  const generate = async () => {
    const { code } = operationsModule(document, "", { types: "./types.ts", operation: "./operation.ts" });
    return { types: await typesModule(document, ""), methods: code };
  };
  const known = generated.get(document) ?? generate();
  generated.set(document, known);
  return known;
}

type Exports = ReadonlyMap<string, ts.Symbol>;

function moduleExports(program: ts.Program, checker: ts.TypeChecker, name: string): Exports {
  const file = program.getSourceFile(name);
  const symbol = file && checker.getSymbolAtLocation(file);
  return new Map(symbol ? checker.getExportsOfModule(symbol).map((one) => [one.name, one]) : []);
}

function declared(checker: ts.TypeChecker, exports: Exports, name: string): ts.Type | undefined {
  const symbol = exports.get(name);
  return symbol && checker.getDeclaredTypeOfSymbol(symbol);
}

function inside(checker: ts.TypeChecker, type: ts.Type | undefined, ...names: string[]): ts.Type | undefined {
  let at = type;
  for (const name of names) {
    // Without undefined, which a property that may be left out has.
    const symbol = at && checker.getPropertyOfType(checker.getNonNullableType(at), name);
    at = symbol && checker.getTypeOfSymbol(symbol);
  }
  return at;
}

type Both = readonly [before: ts.Type | undefined, after: ts.Type | undefined];

type PlacedFinding = Omit<OperationFinding, "operation">;

function placed(base: string, found: readonly TypeFinding[]): PlacedFinding[] {
  return found.map(({ steps, ...rest }) => ({ ...rest, place: (base + steps.join("")).replace(/^\./, "") }));
}

/** What users of the client's methods see. */
function compareMethods(
  checker: ts.TypeChecker,
  walk: TypeWalk,
  [before, after]: Both,
  old: NamedOperation,
  now: NamedOperation | undefined,
): PlacedFinding[] {
  if (old.name !== now?.name) {
    const reason = `\`${old.name}\` is no longer a method of the client.`;
    return [{ place: "operation", side: "request", verdict: "breaking", reason }];
  }
  const [one, other] = [inside(checker, before, old.name), inside(checker, after, now.name)].map(
    (type) => type?.getCallSignatures()[0],
  );
  if (!one || !other) return [];
  const [input, inputNow] = [one, other].map((signature) => checker.getTypeOfSymbol(signature.parameters[0] ?? fail()));
  const [output, outputNow] = [one, other].map((signature) => checker.getAwaitedType(signature.getReturnType()));
  // The bodies of answers are compared status by status; of their union, only whether old code can take it.
  const isUsable = output && outputNow && checker.isTypeAssignableTo(outputNow, output);
  return [
    ...(input && inputNow ? placed("", walk.compare(input, inputNow, "request")) : []),
    ...(isUsable === false
      ? [
          {
            place: "response",
            side: "response" as const,
            verdict: "breaking" as const,
            reason: `What \`${old.name}\` resolves to is not what old code expects.`,
          },
        ]
      : []),
  ];
}

function fail(): never {
  throw new Error(
    "The generated methods have no parameter: scripts/generate/operations.ts and this comparison disagree.",
  );
}

/** What users of openapi-fetch see. */
function comparePaths(
  checker: ts.TypeChecker,
  walk: TypeWalk,
  [before, after]: Both,
  old: NamedOperation,
  now: NamedOperation | undefined,
): PlacedFinding[] {
  const was = inside(checker, before, old.path, old.method);
  const is = now && inside(checker, after, now.path, now.method);
  const found: PlacedFinding[] = [];
  if (!now || old.path !== now.path || old.method !== now.method) {
    const reason = `\`paths["${old.path}"]["${old.method}"]\` is no longer there.`;
    // A parameter of the path that has another name says it better.
    const isRenamed = now && old.method === now.method && template(now.path) === template(old.path);
    if (!isRenamed) found.push({ place: "operation", side: "request", verdict: "breaking", reason });
  }
  if (!was || !is) return found;
  for (const place of ["path", "query", "header", "cookie"]) {
    const [one, other] = [was, is].map((type) => inside(checker, type, "parameters", place));
    if (one && other) found.push(...placed(place, walk.compare(one, other, "request")));
  }
  return [...found, ...compareBodies(checker, walk, was, is), ...compareAnswers(checker, walk, was, is)];
}

function compareBodies(checker: ts.TypeChecker, walk: TypeWalk, before: ts.Type, after: ts.Type): PlacedFinding[] {
  const [was, is] = [before, after].map((type) => checker.getPropertyOfType(type, "requestBody"));
  const isOptional = (symbol: ts.Symbol | undefined) => !symbol || (symbol.flags & ts.SymbolFlags.Optional) !== 0;
  const found: PlacedFinding[] = [];
  const [old, now] = [before, after].map((type) => inside(checker, type, "requestBody", "content"));
  if (now && isOptional(was) && !isOptional(is)) {
    const reason = "Old code may call it without a body, which does not compile.";
    found.push({ place: "body", side: "request", verdict: "breaking", reason });
  } else if (isOptional(was) !== isOptional(is)) {
    found.push({ place: "body", side: "request", verdict: "compatible", reason: "Old code gives a body." });
  }
  return [...found, ...compareContents(checker, walk, "body", old, now, "request")];
}

/** Answers by status and media type. One more of them is nothing to old code, unless the whole of them shows it. */
function compareAnswers(checker: ts.TypeChecker, walk: TypeWalk, before: ts.Type, after: ts.Type): PlacedFinding[] {
  const [old, now] = [before, after].map((type) => inside(checker, type, "responses"));
  if (!old || !now) return [];
  const found: PlacedFinding[] = [];
  for (const { name } of checker.getPropertiesOfType(old)) {
    const place = `response.${name}`;
    const [was, is] = [old, now].map((type) => inside(checker, type, name));
    if (!was) continue;
    if (!is) {
      found.push({
        place,
        side: "response",
        verdict: "breaking",
        reason: `\`responses["${name}"]\` is no longer there.`,
      });
      continue;
    }
    const [headers, headersNow] = [was, is].map((type) => inside(checker, type, "headers"));
    if (headers && headersNow) found.push(...placed(`${place}.headers`, walk.compare(headers, headersNow, "response")));
    const [content, contentNow] = [was, is].map((type) => inside(checker, type, "content"));
    found.push(...compareContents(checker, walk, place, content, contentNow, "response"));
  }
  const known = errorBodies(checker, old);
  for (const [name, body] of errorBodies(checker, now)) {
    if (checker.getPropertyOfType(old, name)) continue;
    const isKnown = known.length === 0 || known.some(([, other]) => checker.isTypeAssignableTo(body, other));
    const reason = isKnown
      ? "Old code does not look at it."
      : "The body is one more kind of error, which old code does not expect.";
    found.push({ place: `response.${name}`, side: "response", verdict: isKnown ? "compatible" : "breaking", reason });
  }
  for (const { name } of checker.getPropertiesOfType(now)) {
    if (checker.getPropertyOfType(old, name) || found.some(({ place }) => place === `response.${name}`)) continue;
    found.push({
      place: `response.${name}`,
      side: "response",
      verdict: "compatible",
      reason: "Old code does not look at it.",
    });
  }
  return found;
}

/** The documented bodies of all answers but the successful ones: openapi-fetch gives their union as \`error\`. */
function errorBodies(checker: ts.TypeChecker, responses: ts.Type): [status: string, body: ts.Type][] {
  return checker.getPropertiesOfType(responses).flatMap(({ name }) => {
    const content = /^2/.test(name) ? undefined : inside(checker, responses, name, "content");
    const bodies = content && !isNothing(content) ? checker.getPropertiesOfType(content) : [];
    return bodies.map((body): [string, ts.Type] => [name, checker.getTypeOfSymbol(body)]);
  });
}

function isNothing(type: ts.Type): boolean {
  return (type.flags & (ts.TypeFlags.Never | ts.TypeFlags.Undefined)) !== 0;
}

/** Bodies by media type: `response.200.model` where it is JSON, and `response.200(text/csv)` where it is not. */
function compareContents(
  checker: ts.TypeChecker,
  walk: TypeWalk,
  place: string,
  before: ts.Type | undefined,
  after: ts.Type | undefined,
  side: Side,
): PlacedFinding[] {
  const [olds, news] = [before, after].map((type) => {
    const isThere = type && !isNothing(checker.getNonNullableType(type));
    const symbols = isThere ? checker.getPropertiesOfType(checker.getNonNullableType(type)) : [];
    return new Map(symbols.map((symbol) => [symbol.name, checker.getTypeOfSymbol(symbol)]));
  });
  const mediaTypes = new Set([...(olds?.keys() ?? []), ...(news?.keys() ?? [])]);
  return [...mediaTypes].flatMap((mediaType) => {
    const [was, is] = [olds?.get(mediaType), news?.get(mediaType)];
    const at = /^application\/json\b/i.test(mediaType) ? place : `${place}(${mediaType})`;
    if (was && is) return placed(at, walk.compare(was, is, side));
    const verdict = was ? "breaking" : "compatible";
    const reason = was ? `\`content["${mediaType}"]\` is no longer there.` : "Old code does not look at it.";
    return [{ place: at, side, verdict, reason } as const];
  });
}

/** A schema that is narrowed to a word, in both descriptions: `TrainingParametersFor<"musubi">`. */
interface Word {
  schema: string;
  word: string;
  type: string;
}

function wordsInBoth(before: OpenApiDocument, after: OpenApiDocument): Word[] {
  const wordsOf = (document: OpenApiDocument) =>
    Object.entries(document.components?.schemas ?? {}).flatMap(([schema, node]) =>
      Object.entries(node["x-availability"]?.values ?? {}).flatMap(([word, { includes }]) =>
        includes ? [] : [{ schema, word, type: `${schema}For` }],
      ),
    );
  const known = new Set(wordsOf(after).map(({ schema, word }) => `${schema} ${word}`));
  return wordsOf(before).filter(
    ({ schema, word }) => /^[A-Za-z_$][\w$]*$/.test(schema) && known.has(`${schema} ${word}`),
  );
}

function wordTypes(words: readonly Word[]): string {
  const lines = words.map(
    ({ type, word }, index) =>
      `export type Before${index} = before.${type}<${JSON.stringify(word)}>;\nexport type After${index} = after.${type}<${JSON.stringify(word)}>;\n`,
  );
  return `import type * as before from "./before/types.ts";\nimport type * as after from "./after/types.ts";\n${lines.join("")}`;
}

/**
 * These types are made to write with, so what could be written must still be. Here only what the properties are
 * available for counts: what they are is compared where operations use them.
 */
function compareWords(
  checker: ts.TypeChecker,
  walk: TypeWalk,
  exports: Exports,
  words: readonly Word[],
): WordFinding[] {
  return words.flatMap(({ schema, word, type }, index) => {
    const one = declared(checker, exports, `Before${index}`);
    const other = declared(checker, exports, `After${index}`);
    if (!one || !other) return [];
    return walk.compare(one, other, "request").map(({ steps: [property = ""], verdict }) => ({
      schema: `${schema}${property}`,
      verdict,
      reason:
        verdict === "breaking"
          ? `\`${type}<${JSON.stringify(word)}>\` no longer has the property.`
          : `\`${type}<${JSON.stringify(word)}>\` has it, or has more in it.`,
    }));
  });
}

/** The words themselves, where they are a type of their own. */
function compareVocabularies(
  checker: ts.TypeChecker,
  walk: TypeWalk,
  old: Exports,
  now: Exports,
  document: OpenApiDocument,
): WordFinding[] {
  return Object.entries(document.components?.schemas ?? {}).flatMap(([schema, node]) => {
    const name = node["x-availability"]?.name ?? "";
    const one = declared(checker, old, name);
    const other = declared(checker, now, name);
    if (!one || !other || Object.hasOwn(document.components?.schemas ?? {}, name)) return [];
    return walk.compare(one, other, "request").map(({ verdict, reason }) => ({ schema, verdict, reason }));
  });
}

/** Named schemas that no operation uses: programs may both write and read them. */
function compareUnused(
  checker: ts.TypeChecker,
  walk: TypeWalk,
  old: Exports,
  now: Exports,
  before: OpenApiDocument,
): PlacedFinding[] {
  const used = reachedSchemas(before);
  const names = Object.keys(before.components?.schemas ?? {}).filter((name) => !used.has(name));
  return names.flatMap((name) => {
    const one = declared(checker, old, name);
    const other = declared(checker, now, name);
    if (!one || !other) return [];
    return placed(name, [...walk.compare(one, other, "request"), ...walk.compare(one, other, "response")]);
  });
}
