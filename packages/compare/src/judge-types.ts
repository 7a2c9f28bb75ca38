import { typesModule } from "@scenario-openapi/codegen";
import { availabilityOf, namedOperations, type OpenApiDocument } from "@scenario-openapi/openapi";
import type ts from "typescript-5";
import type { Side } from "./change.ts";
import { TypeComparison, type TypeFinding } from "./compare-types.ts";
import { reachedSchemas, wholeApi } from "./describe-changes.ts";
import { type Both, judgeOperation, type PlacedFinding, placesOf } from "./judge-operation.ts";
import type { OperationPair } from "./pair-operations.ts";
import { TypeProgram } from "./type-program.ts";

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

/** What is judged besides the descriptions themselves. */
export interface TypesToJudge {
  pairs: readonly OperationPair[];
  /** The places whose availability changed, such as `TrainingParameters.rank`. */
  changedAvailability: readonly string[];
  /** The types module that was released with the old description. By default it is generated. */
  released?: string | undefined;
}

const BEFORE = "/before.ts";
const AFTER = "/after.ts";

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
  const findings = pairs.flatMap(({ old, now }): OperationFinding[] => {
    if (old || !now) return [];
    const reason = "Old code does not call it.";
    return [{ operation: now.name, place: "operation", side: "request", verdict: "compatible", reason }];
  });
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
  const [exported, exportedNow] = [program.exportsOf(BEFORE), program.exportsOf(AFTER)];
  return {
    findings: [...findings, ...judgeOperations(both, before, after, pairs), ...judgeNames(both, before, schemas)],
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

function judgeOperations(
  both: Both,
  before: OpenApiDocument,
  after: OpenApiDocument,
  pairs: readonly OperationPair[],
): OperationFinding[] {
  const { program } = both;
  const [paths, pathsNow] = [BEFORE, AFTER].map((module) => program.exported(module, "paths"));
  const found = pairs.flatMap(({ old, now }) => {
    if (!old) return [];
    const types = {
      before: program.inside(paths, old.path, old.method),
      after: now && program.inside(pathsNow, now.path, now.method),
    };
    const judged = judgeOperation(both, old, now, { ...types, sent: "request", returned: "response" });
    return judged.map((finding) => ({ ...finding, operation: old.name }));
  });
  const [webhooks, webhooksNow] = [BEFORE, AFTER].map((module) => program.exported(module, "webhooks"));
  const [hooks = [], hooksNow = []] = [before, after].map(({ webhooks: paths = {}, ...document }) =>
    namedOperations({ ...document, paths }),
  );
  for (const hook of hooks) {
    const hookNow = hooksNow.find(({ path, method }) => path === hook.path && method === hook.method);
    if (!hookNow) continue;
    const [was, is] = [webhooks, webhooksNow].map((type) => program.inside(type, hook.path, hook.method));
    // Without a method of the client, a webhook has no name in code.
    const types = { before: was, after: is, sent: "response", returned: "request" } as const;
    const judged = judgeOperation(both, hook, { ...hookNow, name: hook.name }, types);
    found.push(...judged.map((finding) => ({ ...finding, operation: `webhook ${hook.path} ${hook.method}` })));
  }
  return found;
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
function judgeNames(both: Both, document: OpenApiDocument, schemas: ReturnType<typeof namedTypes>): OperationFinding[] {
  const used = reachedSchemas(document);
  const sides = ["request", "response"] as const satisfies Side[];
  return [...schemas].flatMap(([name, [was, is]]) => {
    if (!is || sides.some((side) => both.comparison.uses(side, was, is))) return [];
    const compared = used.has(name) ? sides.filter((side) => both.comparison.uses(side, was)) : sides;
    const pairs = compared.map((side) => both.comparison.compare(was, is, side));
    return placesOf(pairs.map((pair) => [name, pair])).map((finding) => ({ ...finding, operation: wholeApi }));
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
  const imports = ['import type * as before from "./before.ts";', 'import type * as after from "./after.ts";'];
  return [...imports, ...lines].join("\n");
}

/** These types are made for writing, so whatever could be written must still be possible. */
function compareWords({ program, comparison }: Both, words: readonly Word[]): AvailabilityFinding[] {
  return words.flatMap((word, index) => {
    const one = program.exported("/words.ts", `Before${index}`);
    const other = program.exported("/words.ts", `After${index}`);
    if (!one || !other) return [];
    return placesOf([[word.schema, comparison.compare(one, other, "request")]]).map(({ place, verdict }) => ({
      schema: /^[^.[]+(\.[^.[]+)?/.exec(place)?.[0] ?? place,
      verdict,
      reason:
        verdict === "breaking"
          ? `\`${narrowed(word)}\` no longer has the property.`
          : `\`${narrowed(word)}\` has the property, or allows more in it.`,
    }));
  });
}

/** The words themselves, if they are exported as a type. */
function compareVocabularies({ program, comparison }: Both, document: OpenApiDocument): AvailabilityFinding[] {
  const schemas = document.components?.schemas ?? {};
  return Object.entries(schemas).flatMap(([schema, node]) => {
    const name = availabilityOf(node)?.name ?? "";
    if (Object.hasOwn(schemas, name)) return [];
    const [one, other] = [BEFORE, AFTER].map((module) => program.exported(module, name));
    if (!one || !other) return [];
    const found = placesOf([[name, comparison.compare(one, other, "request")]]);
    return found.map(({ verdict, reason }) => ({ schema, verdict, reason }));
  });
}
