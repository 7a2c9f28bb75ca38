import { typesModule } from "@repo/codegen";
import { namedOperations, type OpenApiDocument } from "@repo/openapi";
import type ts from "typescript-5";
import type { Side } from "./change.ts";
import { TypeComparison } from "./compare-types.ts";
import { reachedSchemas, wholeApi } from "./describe-changes.ts";
import { type Both, judgeOperation } from "./judge-operation.ts";
import { type AvailabilityFinding, compareVocabularies, compareWords, wordsInBoth, wordTypes } from "./judge-words.ts";
import { type Entry, lone, type PlacedFinding, placesOf } from "./judged-pair.ts";
import type { OperationPair } from "./pair-operations.ts";
import { AFTER, BEFORE, TypeProgram } from "./type-program.ts";

/** The compiler's judgement of two descriptions. */
interface TypeJudgement {
  findings: PlacedFinding[];
  availability: AvailabilityFinding[];
  /** The names that the types module no longer exports, and those that it did not export before. */
  exports: { removed: string[]; added: string[] };
}

/** What is judged besides the descriptions themselves. */
interface TypesToJudge {
  pairs: readonly OperationPair[];
  /** The places whose availability changed, such as `TrainingParameters.rank`. */
  changedAvailability: readonly string[];
  /** The types module that was released with the old description. By default it is generated. */
  released?: string | undefined;
}

/**
 * Puts the types of both descriptions into one program and asks TypeScript whether old code compiles with the new ones. Old
 * code uses the parameters, bodies and responses of each operation, and the exported names.
 */
export async function judgeTypes(
  before: OpenApiDocument,
  after: OpenApiDocument,
  { pairs, changedAvailability, released }: TypesToJudge,
): Promise<TypeJudgement> {
  const old = released ?? (await typesOf(before));
  const now = await typesOf(after);
  if (old.endsWith(now.trimStart())) return { findings: [], availability: [], exports: { removed: [], added: [] } };
  const isAsked = (schema: string) =>
    changedAvailability.some((place) => place === schema || place.startsWith(`${schema}.`));
  const words = wordsInBoth(before, after).filter(({ schema }) => isAsked(schema));
  const program = new TypeProgram(
    new Map([
      [BEFORE, old],
      [AFTER, now],
      ["/words.ts", wordTypes(words)],
    ]),
  );
  const schemas = namedTypes(program);
  const named = new Map([...schemas].flatMap(([, [was, is]]) => (is ? [[was, is] as const] : [])));
  const both: Both = { program, comparison: new TypeComparison(program.checker, named) };
  const operations = [...judgeOperations(both, pairs), ...judgeWebhooks(both, before, after)];
  const [exported, exportedNow] = [program.exportsOf(BEFORE), program.exportsOf(AFTER)];
  return {
    findings: placesOf([...operations, ...judgeNames(both, before, schemas)]),
    availability: [...compareWords(both, words), ...compareVocabularies(both, before)],
    exports: { removed: [...exported.difference(exportedNow)], added: [...exportedNow.difference(exported)] },
  };
}

const generated = new WeakMap<OpenApiDocument, Promise<string>>();

/** The types module of a description. Kept, because one description is often compared with several others. */
async function typesOf(document: OpenApiDocument): Promise<string> {
  const types = generated.get(document) ?? typesModule(document, "").then(({ code }) => code);
  generated.set(document, types);
  return types;
}

function judgeOperations(both: Both, pairs: readonly OperationPair[]): Entry[] {
  const { program } = both;
  const [paths, pathsNow] = [BEFORE, AFTER].map((module) => program.exported(module, "paths"));
  return pairs.flatMap(({ old, now }): Entry[] => {
    if (!old) {
      const pair = lone("request", "compatible", "Old code does not call it.");
      return [{ operation: now?.name ?? "", place: "operation", pair }];
    }
    const before = program.inside(paths, old.path, ...old.keys);
    const after = now && program.inside(pathsNow, now.path, ...now.keys);
    const judged = judgeOperation(both, old, now, { before, after, sent: "request", returned: "response" });
    return Array.from(judged, ([place, pair]) => ({ operation: old.name, place, pair }));
  });
}

function judgeWebhooks(both: Both, before: OpenApiDocument, after: OpenApiDocument): Entry[] {
  const { program } = both;
  const [types, typesNow] = [BEFORE, AFTER].map((module) => program.exported(module, "webhooks"));
  const [hooks = [], hooksNow = []] = [before, after].map(({ webhooks: paths = {}, ...document }) =>
    namedOperations({ ...document, paths }),
  );
  return hooks.flatMap((hook): Entry[] => {
    const { path, method, keys, name } = hook;
    const now = hooksNow.find((one) => one.path === path && one.method === method);
    if (!now) return [];
    const [was, is] = [types, typesNow].map((type) => program.inside(type, path, ...keys));
    // Without a method of the client, a webhook has no name in code.
    const sides = { sent: "response", returned: "request" } as const;
    const judged = judgeOperation(both, hook, { ...now, name }, { before: was, after: is, ...sides });
    return Array.from(judged, ([place, pair]) => ({ operation: `webhook ${path} ${method}`, place, pair }));
  });
}

/** The types that `components["schemas"]` names, before and after. */
function namedTypes(program: TypeProgram): Map<string, [before: ts.Type, after: ts.Type | undefined]> {
  const [old, now] = [BEFORE, AFTER].map((module) => program.inside(program.exported(module, "components"), "schemas"));
  return new Map(
    program.propertiesOf(old).map(({ name }) => {
      const [was, is] = [old, now].map((type) => program.inside(type, name));
      return [name, [was ?? program.checker.getNeverType(), is]];
    }),
  );
}

/** Named schemas that no operation uses, or uses no longer. Programs write and read them by their names. */
function judgeNames(both: Both, document: OpenApiDocument, schemas: ReturnType<typeof namedTypes>): Entry[] {
  const used = reachedSchemas(document);
  const sides = ["request", "response"] as const satisfies Side[];
  const toCompare = [...schemas].flatMap(([name, [was, is]]) => {
    if (!is || sides.some((side) => both.comparison.uses(side, was, is))) return [];
    const compared = used.has(name) ? sides.filter((side) => both.comparison.uses(side, was)) : sides;
    return compared.map((side) => ({ name, was, is, side }));
  });
  return toCompare.map(({ name, was, is, side }) => {
    return { operation: wholeApi, place: name, pair: both.comparison.compare(was, is, side) };
  });
}
