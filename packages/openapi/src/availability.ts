import { type Availability, isRecord, type Schema } from "./document.ts";

/** What a property is limited to by its `x-available-for`. */
export interface Limit {
  /** The words, each once. A word that stands for others is replaced by them. */
  words: string[];
  /** The titles of the words as they are listed; an undeclared word is its own title. */
  titles: string[];
}

/** The words that a schema declares. Nothing if it has no `x-availability`, or one without a name or without words. */
export function availabilityOf({ "x-availability": given }: Schema): Availability | undefined {
  if (!isRecord(given) || typeof given.name !== "string" || !isRecord(given.values)) return undefined;
  const values = Object.entries<unknown>(given.values).map(([word, about]) => {
    const { title, description, includes } = isRecord(about) ? about : {};
    return [
      word,
      {
        title: typeof title === "string" ? title : word,
        description: typeof description === "string" ? description : "",
        ...(Array.isArray(includes) && { includes: texts(includes) }),
      },
    ] as const;
  });
  return {
    name: given.name,
    ...(typeof given.property === "string" && { property: given.property }),
    values: Object.fromEntries(values),
  };
}

/** What a property of a schema is limited to. Nothing if it is for all words, or its list is empty or no list. */
export function limitOf(schema: Schema, property: unknown): Limit | undefined {
  const given = isRecord(property) ? property["x-available-for"] : undefined;
  const listed = Array.isArray(given) ? texts(given) : [];
  if (listed.length === 0) return undefined;
  const declared = new Map(Object.entries(availabilityOf(schema)?.values ?? {}));
  return {
    words: [...new Set(listed.flatMap((word) => declared.get(word)?.includes ?? [word]))],
    titles: [...new Set(listed.map((word) => declared.get(word)?.title ?? word))],
  };
}

function texts(values: unknown[]): string[] {
  return values.filter((value) => typeof value === "string");
}
