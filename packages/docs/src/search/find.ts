import MiniSearch, { type Query } from "minisearch";
import type { SearchKind, SearchRecord } from "./records.ts";

/** A result: a record, and how many others have the same, such as the field of a schema that several operations return. */
export interface Found {
  record: SearchRecord;
  others: number;
}

/** Words that readers use for the same thing. */
const SYNONYMS = [
  ["delete", "remove", "clear", "unset", "reset", "null"],
  ["auth", "authentication", "authenticate", "login", "credentials", "token"],
  ["server", "host", "endpoint", "base", "url"],
  ["error", "failure", "status", "exception"],
  ["image", "picture", "photo"],
  ["mock", "sandbox"],
  ["retry", "repeat"],
];

/** Words that say nothing about what is looked for. */
const FILLERS = new Set(
  "a an and are be can come do does for from how i in is it my of on or the there to what which with".split(" "),
);

/** With fewer results that have all words, others follow. */
const FEW = 3;

/** The order of what is equally close to the words. */
const KINDS: Record<SearchKind, number> = {
  operation: 1.5,
  section: 1.6,
  body: 1.35,
  parameter: 1.3,
  guide: 1.3,
  "guide section": 1,
  "schema field": 1,
  schema: 0.9,
  response: 0.75,
};

/** Finds records by what a reader types, the closest first. Of the same in several places, the one on the page `here` counts. */
export type Find = (text: string, here?: string) => Found[];

export async function createFinder(records: readonly SearchRecord[]): Promise<Find> {
  const index = new MiniSearch<SearchRecord & { key: number }>({
    idField: "key",
    fields: ["title", "id", "about", "words"],
    tokenize: tokens,
    processTerm: plainWord,
  });
  // In parts, so that the page can react in between.
  await index.addAllAsync(records.map((record, key) => ({ ...record, key })));
  return (text, here = "") => {
    const typed = tokens(text).map(plainWord);
    const meant = typed.filter((token) => !FILLERS.has(token));
    const terms = [...new Set(meant.length > 0 ? meant : typed)];
    if (terms.length === 0) return [];
    const options = {
      prefix: true,
      // What the reader typed counts more than what means the same.
      boostTerm: (term: string) => (terms.includes(term) ? 1 : 0.3),
      fuzzy: (term: string) => (term.length > 4 ? 0.2 : false),
      boost: { title: 6, id: 2, words: 1.5 },
      boostDocument: (key: number) => weight(records[key]),
    };
    const query = (combineWith: "AND" | "OR"): Query => ({
      combineWith,
      queries: terms.map((term) => ({ combineWith: "OR", queries: [term, ...synonymsOf(term)] })),
    });
    // What has all of the words comes first. If little has, what has some of them follows.
    const all = index.search(query("AND"), options);
    const some = all.length < FEW && terms.length > 1 ? index.search(query("OR"), options) : [];
    const least = all.at(-1)?.score ?? 1;
    const most = some[0]?.score ?? 1;
    const others = some.filter(({ id }) => !all.some((each) => each.id === id));
    const found = [...all, ...others.map((each) => ({ ...each, score: (each.score / most) * least }))];
    const ranked = found
      .flatMap(({ id, score }) => {
        const record = records[id];
        if (!record) return [];
        // What is on the page that is read comes before the same elsewhere.
        return [{ record, score: score * closeness(record, text) * (isOn(record, here) ? 1.3 : 1) }];
      })
      .sort((a, b) => b.score - a.score);
    return grouped(
      ranked.map(({ record }) => record),
      here,
    );
  };
}

/** `learning`, `rate` and `learningrate` for `learningRate`. */
function tokens(text: string): string[] {
  return text.split(/[^\p{L}\p{N}]+/u).flatMap((word) => {
    const parts = word.split(/(?<=[\p{Ll}\p{N}])(?=\p{Lu})/u);
    return (parts.length > 1 ? [word, ...parts] : parts).filter((part) => part !== "");
  });
}

/** A word in lower case and in the singular. */
function plainWord(word: string): string {
  return word
    .toLowerCase()
    .replace(/(?<=..)ies$/, "y")
    .replace(/(?<=..[^s])s$/, "");
}

function synonymsOf(term: string): string[] {
  return SYNONYMS.filter((group) => group.includes(term))
    .flat()
    .filter((other) => other !== term);
}

/** Fields near the surface come before those deep inside. */
function weight(record: SearchRecord | undefined): number {
  if (!record) return 1;
  const depth = record.id?.split(".").length ?? 1;
  return KINDS[record.kind] / (1 + depth / 20);
}

/** A whole name, and even more a whole path, stands for what has it. */
function closeness({ title, kind, where, id = "" }: SearchRecord, text: string): number {
  if (kind === "operation" && text.includes("/") && where.endsWith(text.trim())) return 1_000;
  const plain = (name: string) => name.toLowerCase().replace(/[^\p{L}\p{N}.]+/gu, "");
  const wanted = plain(text);
  if (wanted.includes(".") && `.${plain(id)}`.endsWith(`.${wanted}`)) return 1_000;
  return plain(title) === wanted ? 100 : 1;
}

/** Each thing once: the same field of one schema in several places is one result. */
function grouped(records: readonly SearchRecord[], here: string): Found[] {
  const groups = new Map<string, Found>();
  for (const record of records) {
    const { title, about, words, id, page } = record;
    const key = id === undefined ? page : JSON.stringify([title, about, words]);
    const known = groups.get(key);
    if (known) {
      known.others++;
      if (isOn(record, here) && !isOn(known.record, here)) known.record = record;
    } else groups.set(key, { record, others: 0 });
  }
  return [...groups.values()];
}

function isOn({ page }: SearchRecord, here: string): boolean {
  return here !== "" && page.startsWith(`${here}#`);
}
