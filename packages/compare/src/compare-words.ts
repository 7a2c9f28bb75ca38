import { availabilityOf, differencesOf, limitOf, type Schema, type Tells, tellsOf } from "@repo/openapi";
import type { NormalSchema } from "./normal-schema.ts";
import { canonical, exact } from "./sameness.ts";

/** A case in which the schema of a property says something in addition: a word of an `x-availability` is in force. */
export interface WordCase {
  word: string | undefined;
  /** The word as people know it: `Flux LoRA`. */
  title: string;
  before: readonly Schema[];
  after: readonly Schema[];
  /** Whether old code can be in this case, and the property was and is available in it. */
  isKnown: boolean;
  /** The words whose cases stand for this one if the same changes in them. */
  partOf: readonly string[];
}

/** Values of an enumeration that tell another word than before. Undefined is no word. */
export interface Retold {
  /** The name of the `x-availability`. */
  name: string;
  was: string | undefined;
  is: string | undefined;
  values: string[];
}

/** A property, and the object that it is of. */
interface Property {
  owner: NormalSchema;
  schema: NormalSchema;
}

/** The cases in which the schema of a property says something else in addition than before. */
export function wordCases(old: Property, now: Property, retold: readonly Retold[]): WordCase[] {
  const before = meaningsOf(old);
  const after = meaningsOf(now);
  const words = [...new Set([...before.words, ...after.words])].map((word): WordCase => {
    const [was, is] = [before.of(word), after.of(word)];
    return {
      word,
      title: after.words.has(word) ? is.title : was.title,
      before: was.schemas,
      after: is.schemas,
      isKnown: before.words.has(word) && after.words.has(word) && was.isAvailable && is.isAvailable,
      partOf: was.groups.filter((group) => is.groups.includes(group)),
    };
  });
  const told = retold.filter(({ name }) => name === before.name || name === after.name);
  const others = told.map((one): WordCase => {
    const [was, is] = [before.of(one.was), after.of(one.is)];
    return {
      word: undefined,
      title: `${is.title} instead of ${was.title}`,
      before: was.schemas,
      after: is.schemas,
      isKnown: was.isAvailable && is.isAvailable,
      partOf: one.is === undefined ? [] : [one.is, ...is.groups],
    };
  });
  return [...words, ...others].filter(({ before, after }) => canonical(before) !== canonical(after));
}

/** What the words of an object mean for one of its properties. */
function meaningsOf({ owner, schema: { nodes } }: Property) {
  const declaring = owner.nodes.find((node) => availabilityOf(node)) ?? {};
  const { name, values = {}, groups = {} } = availabilityOf(declaring) ?? {};
  const titles = new Map(Object.entries({ ...values, ...groups }).map(([word, { title }]) => [word, title]));
  const differences = nodes.flatMap((node) => differencesOf(declaring, node));
  const [limit] = nodes.flatMap((node) => limitOf(declaring, node) ?? []);
  const isIn = (word: string, group: string) => groups[group]?.includes.includes(word) === true;
  const of = (word: string | undefined) => {
    if (word === undefined) return { title: `no ${name}`, schemas: [], isAvailable: true, groups: [] };
    const schemas = differences
      .filter(({ words }) => words.includes(word))
      // What is said of the word itself comes before what is said of its groups.
      .sort((one, other) => Number(other.word === word) - Number(one.word === word))
      .map(({ schema }) => schema);
    return {
      title: titles.get(word) ?? word,
      schemas,
      isAvailable: limit?.words.some((other) => other === word || isIn(other, word)) !== false,
      groups: Object.keys(groups).filter((group) => isIn(word, group)),
    };
  };
  return { name, of, words: new Set([...titles.keys(), ...differences.map(({ word }) => word)]) };
}

/** The values of an enumeration, valid before and after, that tell another word now. */
export function retoldBy(old: NormalSchema, now: NormalSchema): Retold[] {
  const [before, after] = [old, now].map(({ nodes }) => nodes.flatMap((node) => tellsOf(node) ?? [])[0]);
  const isValid = (value: string) =>
    [old, now].every(({ values }) => !values || values.has(exact(value)) || values.has(value));
  return retold(before, after).filter(({ values }) => values.some(isValid));
}

/** The values that tell another word now, together if they told the same and tell the same. */
export function retold(before: Tells | undefined, after: Tells | undefined): Retold[] {
  const wordBy = (tells: Tells | undefined, name: string, value: string) =>
    tells?.name === name && Object.hasOwn(tells.words, value) ? tells.words[value] : undefined;
  const both = [before, after].filter((tells) => tells !== undefined);
  const values = new Set(both.flatMap(({ words }) => Object.keys(words)));
  const all = [...new Set(both.map(({ name }) => name))].flatMap((name) =>
    [...values].map((value) => ({ name, was: wordBy(before, name, value), is: wordBy(after, name, value), value })),
  );
  const groups = Map.groupBy(
    all.filter(({ was, is }) => was !== is),
    ({ name, was, is }) => exact([name, was, is]),
  );
  return [...groups.values()].flatMap((group) =>
    group.slice(0, 1).map(({ value: _, ...first }) => ({ ...first, values: group.map(({ value }) => value) })),
  );
}
