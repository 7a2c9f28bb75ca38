import { availabilityOf, type OpenApiDocument } from "@repo/openapi";
import { wholeApi } from "./describe-changes.ts";
import type { Both } from "./judge-operation.ts";
import { placesOf, type TypeFinding } from "./judged-pair.ts";
import { AFTER, BEFORE } from "./type-program.ts";

/** The compiler's judgement of the types that `x-availability` makes. */
export interface AvailabilityFinding extends Pick<TypeFinding, "verdict" | "reason"> {
  /** `TrainingParameters.rank` */
  schema: string;
}

/** A schema that is narrowed to a word: `TrainingParametersFor<"musubi">`. */
interface Word {
  schema: string;
  word: string;
}

/** Those that both descriptions have. */
export function wordsInBoth(before: OpenApiDocument, after: OpenApiDocument): Word[] {
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

/** A module with the types of the words. */
export function wordTypes(words: readonly Word[]): string {
  const lines = words.flatMap((word, index) => [
    `export type Before${index} = before.${narrowed(word)};`,
    `export type After${index} = after.${narrowed(word)};`,
  ]);
  const imports = ['import type * as before from "./before.ts";', 'import type * as after from "./after.ts";'];
  return [...imports, ...lines].join("\n");
}

/** These types are made for writing, so whatever could be written must still be possible. */
export function compareWords({ program, comparison }: Both, words: readonly Word[]): AvailabilityFinding[] {
  return words.flatMap((word, index) => {
    const one = program.exported("/words.ts", `Before${index}`);
    const other = program.exported("/words.ts", `After${index}`);
    if (!one || !other) return [];
    return placesOf([{ operation: wholeApi, place: word.schema, pair: comparison.compare(one, other, "request") }]).map(
      ({ place, verdict }) => ({
        schema: /^[^.[]+(\.[^.[]+)?/.exec(place)?.[0] ?? place,
        verdict,
        reason:
          verdict === "breaking"
            ? `\`${narrowed(word)}\` no longer has the property.`
            : `\`${narrowed(word)}\` has the property, or allows more in it.`,
      }),
    );
  });
}

/** The words themselves, if they are exported as a type. */
export function compareVocabularies({ program, comparison }: Both, document: OpenApiDocument): AvailabilityFinding[] {
  const schemas = document.components?.schemas ?? {};
  return Object.entries(schemas).flatMap(([schema, node]) => {
    const name = availabilityOf(node)?.name ?? "";
    if (Object.hasOwn(schemas, name)) return [];
    const [one, other] = [BEFORE, AFTER].map((module) => program.exported(module, name));
    if (!one || !other) return [];
    const found = placesOf([{ operation: wholeApi, place: name, pair: comparison.compare(one, other, "request") }]);
    return found.map(({ verdict, reason }) => ({ schema, verdict, reason }));
  });
}
