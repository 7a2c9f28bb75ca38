import {
  type Availability,
  dataKeywords,
  isRecord,
  type OpenApiDocument,
  type Schema,
  type Tells,
} from "./document.ts";

/** What a property is limited to by its `x-available-for`. */
export interface Limit {
  /** The words, each once. A group is replaced by the words in it. */
  words: string[];
  /** The titles of the words as they are listed; an undeclared word is its own title. */
  titles: string[];
}

/** What a property's `x-differs-for` says of one word. */
export interface Difference {
  /** The word or the group. */
  word: string;
  /** Its title; an undeclared word is its own title. */
  title: string;
  /** All words that it applies to: the word itself and, if it is a group, the words in it. */
  words: string[];
  /** What the property's schema says in addition. Its description is a note. */
  schema: Schema;
}

/** The words that a schema declares. Nothing if it has no `x-availability`, or one without a name or without words. */
export function availabilityOf({
  "x-availability": given,
}: Schema): (Required<Omit<Availability, "property">> & Pick<Availability, "property">) | undefined {
  if (!isRecord(given) || typeof given.name !== "string" || !isRecord(given.values)) return undefined;
  const groups = Object.entries(isRecord(given.groups) ? given.groups : {}).map(
    ([word, about]) => [word, { ...meaningOf(word, about), includes: includedBy(about) }] as const,
  );
  const values = Object.entries(given.values).map(([word, about]) => [word, meaningOf(word, about)] as const);
  return {
    name: given.name,
    ...(typeof given.property === "string" && { property: given.property }),
    values: Object.fromEntries(values),
    groups: Object.fromEntries(groups),
  };
}

function meaningOf(word: string, about: unknown) {
  const { title, description } = isRecord(about) ? about : {};
  return {
    title: typeof title === "string" ? title : word,
    description: typeof description === "string" ? description : "",
  };
}

function includedBy(about: unknown): string[] {
  return isRecord(about) && Array.isArray(about["includes"]) ? texts(about["includes"]) : [];
}

/** What a property of a schema is limited to. Nothing if it has no `x-available-for`, or one that is empty or no list. */
export function limitOf(schema: Schema, property: unknown): Limit | undefined {
  const given = isRecord(property) ? property["x-available-for"] : undefined;
  const listed = Array.isArray(given) ? texts(given) : [];
  if (listed.length === 0) return undefined;
  const meanings = meaningsIn(schema);
  return {
    words: [...new Set(listed.flatMap((word) => meanings.get(word)?.includes ?? [word]))],
    titles: [...new Set(listed.map((word) => meanings.get(word)?.title ?? word))],
  };
}

/** What differs about a property of a schema from word to word, in the order of its `x-differs-for`. */
export function differencesOf(schema: Schema, property: unknown): Difference[] {
  const given = isRecord(property) ? property["x-differs-for"] : undefined;
  if (!isRecord(given)) return [];
  const meanings = meaningsIn(schema);
  return Object.entries(given).flatMap(([word, says]) => {
    if (!isRecord(says)) return [];
    const { title = word, includes = [] } = meanings.get(word) ?? {};
    return [{ word, title, words: [word, ...includes], schema: says as Schema }];
  });
}

/** The words and the groups that a schema declares. */
function meaningsIn(schema: Schema): Map<string, { title: string; includes?: string[] }> {
  const { values = {}, groups = {} } = availabilityOf(schema) ?? {};
  return new Map(Object.entries({ ...values, ...groups }));
}

/** Which words the values of an enumeration tell. Nothing if it has no `x-tells`, or one without a name or without words. */
export function tellsOf({ "x-tells": given }: Schema): Tells | undefined {
  if (!isRecord(given) || typeof given.name !== "string" || !isRecord(given.words)) return undefined;
  const words = Object.entries(given.words).filter(([, word]) => typeof word === "string");
  return { name: given.name, words: Object.fromEntries(words) };
}

/** What differs, in words: `default 16, from 2 to 64`. Without the note. */
export function differenceText({ schema }: Pick<Difference, "schema">): string {
  const { description: _, default: usual, deprecated, ...keywords } = schema;
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, ...others } = keywords;
  return [
    usual !== undefined && `default ${JSON.stringify(usual)}`,
    rangeText({ minimum, maximum, exclusiveMinimum, exclusiveMaximum }),
    ...Object.entries(others).map(([keyword, value]) => `${keyword} ${JSON.stringify(value)}`),
    deprecated === true && "deprecated",
  ]
    .filter(Boolean)
    .join(", ");
}

/** The limits of a number, in words: `from 2 to 64`, `more than 0 and less than 1`. Nothing if it has none. */
function rangeText(limits: Limits): string {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = Object.fromEntries(
    Object.entries(limits).map(([keyword, value]) => [keyword, JSON.stringify(value)]),
  );
  return [
    minimum && maximum && `from ${minimum} to ${maximum}`,
    minimum && !maximum && `${minimum} or more`,
    maximum && !minimum && `at most ${maximum}`,
    exclusiveMinimum && `more than ${exclusiveMinimum}`,
    exclusiveMaximum && `less than ${exclusiveMaximum}`,
  ]
    .filter(Boolean)
    .join(" and ");
}

type Limits = { [Keyword in "minimum" | "maximum" | "exclusiveMinimum" | "exclusiveMaximum"]?: unknown };

/**
 * A copy of a schema whose properties say in their descriptions what their `x-available-for` and `x-differs-for` say, for
 * readers and tools that do not know these. Parts of its `allOf` that declare no words get those of the schema.
 */
export function withAvailabilityInWords(schema: Schema): Schema {
  const copy = { ...schema };
  if (isRecord(schema.properties)) {
    const properties = Object.entries(schema.properties);
    copy.properties = Object.fromEntries(properties.map(([name, property]) => [name, inWords(schema, property)]));
  }
  if (Array.isArray(schema.allOf) && schema["x-availability"] !== undefined) {
    const inherited = { "x-availability": schema["x-availability"] };
    copy.allOf = schema.allOf.map((part) => (isRecord(part) ? { ...inherited, ...part } : part));
  }
  return copy;
}

/**
 * A property of a schema as it is for one word, in words too: with what its `x-differs-for` says of that word, and of no
 * other. If both a group and a word in it say something, the later of them counts.
 */
export function propertyForWord(schema: Schema, property: Schema, word: string): Schema {
  const applying = differencesOf(schema, property).filter(({ words }) => words.includes(word));
  const said = applying.flatMap(({ schema: { description: _, ...keywords } }) => Object.entries(keywords));
  return inWords(schema, {
    ...property,
    ...Object.fromEntries(said),
    "x-differs-for": Object.fromEntries(applying.map((difference) => [difference.word, difference.schema])),
    description: ownDescription(property, textFor(schema, property)),
  });
}

function inWords(schema: Schema, property: Schema): Schema {
  const text = isRecord(property) ? textFor(schema, property) : "";
  if (text === "") return property;
  return { ...property, description: [ownDescription(property, text), text].filter(Boolean).join("\n\n") };
}

/** What the extensions of a property say, in words. Nothing if it has none. */
function textFor(schema: Schema, property: Schema): string {
  const limit = limitOf(schema, property);
  const lines = differencesOf(schema, property).flatMap((difference) => {
    const { description: note } = difference.schema;
    const text = differenceText(difference);
    const said = [text && `${text}.`, typeof note === "string" && note.trim()].filter(Boolean).join(" ");
    return said === "" ? [] : [`- ${difference.title}: ${said}`];
  });
  return [limit && `Only for ${list.format(limit.titles)}.`, lines.join("\n")].filter(Boolean).join("\n\n");
}

/** The description of a property without the words that {@link withAvailabilityInWords} adds, and may have added before. */
function ownDescription({ description }: Schema, text: string): string {
  const given = typeof description === "string" ? description.trim() : "";
  return text !== "" && given.endsWith(text) ? given.slice(0, -text.length).trimEnd() : given;
}

const list = new Intl.ListFormat("en-GB", { type: "conjunction" });

/** A copy of a description in which {@link withAvailabilityInWords} was applied to every schema. */
export function describeAvailability(document: OpenApiDocument): OpenApiDocument {
  /** In a map, the keys are names of properties, which may be called like keywords. */
  const copyOf = (node: unknown, isMap = false): unknown => {
    if (Array.isArray(node)) return node.map((item) => copyOf(item));
    if (!isRecord(node)) return node;
    const entries = Object.entries(isMap ? node : withAvailabilityInWords(node)).map(([key, value]) => {
      const isData = !isMap && dataKeywords.has(key);
      return [key, isData ? value : copyOf(value, !isMap && key === "properties")];
    });
    return Object.fromEntries(entries);
  };
  return copyOf(document) as OpenApiDocument;
}

function texts(values: unknown[]): string[] {
  return values.filter((value) => typeof value === "string");
}
