import { availabilityOf, differencesOf, limitOf, pointerOf, valueAt } from "@repo/openapi";
import { type Differ, listed } from "./difference.ts";
import type { FieldFacts } from "./facts.ts";
import { type Located, type SpecSchema, shapeOfSpec } from "./spec-schema.ts";
import { numbersIn, statesText } from "./spec-text.ts";
import { titlesIn } from "./titles.ts";

/** A field of the description. */
export interface SpecField {
  pointer: string;
  schema: SpecSchema;
  isRequired: boolean;
  /** The object that it is a property of. */
  holder?: SpecSchema;
  /** What is said of it beside its schema. */
  said: Located[];
}

/** Tells how a field of a page and one of a description differ, without what is in it. */
export function compareField(field: FieldFacts, spec: SpecField, differ: Differ): void {
  const { schema, pointer, isRequired } = spec;
  const shape = shapeOfSpec(schema);
  if (field.type !== shape.type) {
    differ("type", field.type, shape.type, schema.keyword("type")?.pointer);
  }
  if ((field.required ?? false) !== isRequired) {
    const at = spec.holder?.keyword("required")?.pointer ?? pointer;
    const text = (required: boolean | undefined) => (required ? "yes" : "no");
    differ("required", text(field.required), text(isRequired), isRequired ? at : pointer);
  }
  if ((field.nullable ?? false) !== shape.isNullable) {
    const text = (nullable: boolean | undefined) => (nullable ? "unsets it" : undefined);
    differ("null", text(field.nullable), text(shape.isNullable), schema.keyword("type")?.pointer);
  }
  compareValues(field, shape.values, differ);
  compareKeywords(field, spec, differ);
  compareExamples(field, spec, differ);
  compareAvailability(field, spec, differ);
  compareDiffering(field, spec, differ);
  compareText(field, spec, differ);
}

function compareValues(field: FieldFacts, values: Located<unknown[]> | undefined, differ: Differ): void {
  const onPage = field.enum ?? [];
  const own = values?.value ?? [];
  const missing = [...new Set(onPage)].filter((value) => !own.includes(value));
  const surplus = [...new Set<unknown>(own)].filter((value) => !onPage.some((other) => other === value));
  const twice = (list: readonly unknown[]) => [...new Set(list.filter((value, index) => list.indexOf(value) < index))];
  if (missing.length > 0 || surplus.length > 0) differ("values", listed(missing), listed(surplus), values?.pointer);
  if (twice(onPage).length > 0) differ("values", `${listed(twice(onPage))} twice`, "once", values?.pointer);
  if (twice(own).length > 0) differ("values", "once", `${listed(twice(own))} twice`, values?.pointer);
}

function compareKeywords(field: FieldFacts, { schema }: SpecField, differ: Differ): void {
  const preset = schema.keyword("default");
  if (JSON.stringify(field.default) !== JSON.stringify(preset?.value)) {
    differ("default", textOf(field.default), textOf(preset?.value), preset?.pointer);
  }
  const deprecated = schema.keyword("deprecated");
  if ((field.deprecated ?? false) !== (deprecated?.value === true)) {
    differ(
      "deprecated",
      field.deprecated && "yes",
      deprecated?.value === true ? "yes" : undefined,
      deprecated?.pointer,
    );
  }
}

function compareExamples(field: FieldFacts, { schema, said }: SpecField, differ: Differ): void {
  const beside = said.find(({ pointer }) => /\/examples?$/.test(pointer));
  const found = schema.keyword("examples") ?? schema.keyword("example") ?? beside;
  const isList = Array.isArray(found?.value) && found.pointer.endsWith("/examples");
  const own: unknown[] = found === undefined ? [] : isList ? (found.value as unknown[]) : [found.value];
  const isIn = (value: unknown, list: readonly unknown[]) =>
    list.some((other) => JSON.stringify(other) === JSON.stringify(value));
  const missing = (field.examples ?? []).filter((value) => !isIn(value, own));
  const surplus = own.filter((value) => !isIn(value, [...(field.examples ?? []), ...(field.states ?? [])]));
  // Samples need a value for each part of a path, whether the page gives one or not.
  const isAllowed = field.in === "path" && field.examples === undefined;
  if (missing.length > 0 || (surplus.length > 0 && !isAllowed)) {
    differ("example", listed(missing), listed(surplus), found?.pointer);
  }
}

/** The words and groups of a vocabulary that a page calls by a name. */
function wordsOf(holder: SpecSchema | undefined, name: string): Set<string> | undefined {
  const { values = {}, groups = {} } = (holder && availabilityOf(holder.resolved)) ?? {};
  const isCalled = ({ title }: { title: string }) => title.toLowerCase() === name.toLowerCase();
  const value = Object.entries(values).find(([, about]) => isCalled(about));
  if (value) return new Set([value[0]]);
  const group = Object.entries(groups).find(([, about]) => isCalled(about));
  return group && new Set([group[0], ...group[1].includes]);
}

function compareAvailability(field: FieldFacts, { holder, pointer, schema }: SpecField, differ: Differ): void {
  if (!holder || availabilityOf(holder.resolved) === undefined) return;
  const limit = limitOf(holder.resolved, valueAt(schema.document, pointer));
  const onPage = field.availableFor ?? [];
  const words = onPage.map((name) => wordsOf(holder, name));
  // A name for a wider set stands for those of its words that the description lists.
  const isOnPage = (word: string) => words.some((called) => called?.has(word));
  const isKnown = words.every((called) => limit?.words.some((word) => called?.has(word)));
  if (isKnown && (limit?.words ?? []).every(isOnPage)) return;
  differ("only for", onPage.join(", ") || undefined, limit?.titles.join(", "), limit && `${pointer}/x-available-for`);
}

/** Compares what differs from trainer to trainer, or between whatever the words of the description tell apart. */
function compareDiffering(field: FieldFacts, { holder, pointer, schema }: SpecField, differ: Differ): void {
  const entries = holder ? differencesOf(holder.resolved, valueAt(schema.document, pointer)) : [];
  // Without the extension, the text must say it.
  if (entries.length === 0) return;
  const placeOf = (...keys: string[]) => `${pointer}/x-differs-for${pointerOf(keys)}`;
  const onPage = Object.entries(field.differs ?? {}).map(([name, says]) => ({
    name,
    says,
    words: wordsOf(holder, name),
  }));
  for (const { name, says, words } of onPage) {
    const own = entries.filter((entry) => entry.words.some((word) => words?.has(word)));
    const { states = [], ...keywords } = says;
    for (const [keyword, value] of Object.entries(keywords)) {
      const entry = own.find((entry) => Object.hasOwn(entry.schema, keyword));
      const found: unknown = entry && Reflect.get(entry.schema, keyword);
      if (found === value) continue;
      const place = entry ? placeOf(entry.word, keyword) : placeOf(...own.slice(0, 1).map(({ word }) => word));
      differ(`${keyword} for ${name}`, textOf(value), textOf(found), place);
    }
    const missing = states.filter(
      (state) => !own.some((entry) => statesText(textsOf(Object.values(entry.schema)), state)),
    );
    if (missing.length > 0)
      differ(`text for ${name}`, missing.join(", "), undefined, placeOf(...own.slice(0, 1).map(({ word }) => word)));
  }
  for (const { word, title, words, schema: own } of entries) {
    const said = onPage.filter((named) => words.some((word) => named.words?.has(word))).map(({ says }) => says);
    for (const [keyword, value] of Object.entries(own)) {
      const isSaid = said.some((says) => Object.hasOwn(says, keyword) || says.states?.includes(String(value)));
      if (keyword !== "description") {
        if (!isSaid) differ(`${keyword} for ${title}`, undefined, textOf(value), placeOf(word, keyword));
        continue;
      }
      const known = new Set([...said.flatMap(({ states = [] }) => states), ...(field.states ?? [])].map(Number));
      const surplus = numbersIn(String(value)).filter((number) => !known.has(number));
      if (surplus.length > 0) differ(`text for ${title}`, undefined, surplus.join(", "), placeOf(word, keyword));
    }
  }
}

/** Compares the names, values and numbers that texts state. */
function compareText(field: FieldFacts, { holder, pointer, schema, said }: SpecField, differ: Differ): void {
  const everything = [...said, ...schema.said];
  const property = valueAt(schema.document, pointer);
  const entries = holder ? differencesOf(holder.resolved, property) : [];
  const limit = holder && limitOf(holder.resolved, property);
  const text = textsOf([
    ...everything.map(({ value }) => value),
    ...(limit ? [...limit.titles, ...limit.words] : []),
    ...entries.flatMap((entry) => [entry.title, entry.schema]),
  ]);
  const hasWords = holder !== undefined && availabilityOf(holder.resolved) !== undefined;
  const differing = Object.entries(field.differs ?? {}).flatMap(([name, { states = [], ...keywords }]) => {
    return [name, ...states, ...Object.values(keywords).map(String)];
  });
  const stated = new Set([
    ...(field.states ?? []),
    ...(hasWords ? [] : (field.availableFor ?? [])),
    ...(entries.length > 0 ? [] : differing),
  ]);
  const missing = [...stated].filter((state) => state !== "" && !statesText(text, state));
  const described = everything.find(({ pointer }) => pointer.endsWith("/description"));
  if (missing.length > 0) differ("text", missing.join(", "), undefined, described?.pointer);

  // Numbers, the names of trainers and code must not be added either.
  const onPage = [
    ...stated,
    ...(field.availableFor ?? []),
    ...differing,
    ...(field.examples ?? []),
    ...(field.enum ?? []),
  ];
  const numbers = new Set(onPage.flatMap((value) => numbersIn(String(value))));
  const names = textsOf(onPage);
  const titles = titlesIn(schema.document).filter((title) => /[A-Z]/.test(title));
  // The page names the fields nearby without marking them as code, so that they look like words.
  const nearby = new Set([
    ...(holder?.properties.keys() ?? []),
    ...shapeOfSpec(schema).objects.flatMap(({ properties }) => [...properties.keys()]),
  ]);
  const isNeighbour = (name: string) => /^[a-z]+$/.test(name) && nearby.has(name);
  for (const { value, pointer } of everything.filter(({ pointer }) => STATING.test(pointer))) {
    const surplus = [
      ...new Set(numbersIn(String(value)).filter((number) => !numbers.has(number))),
      ...titles.filter((title) => statesText(String(value), title) && !statesText(names, title)),
      ...codeIn(String(value)).filter((name) => !isNeighbour(name) && !statesText(names, name)),
    ];
    if (surplus.length > 0) differ("text", undefined, surplus.join(", "), pointer);
  }
}

/** The keywords whose names and numbers are the page's. */
const STATING =
  /\/(?:description|minimum|maximum|exclusiveMinimum|exclusiveMaximum|minLength|maxLength|minItems|maxItems|multipleOf)$/;

/** The names and values that a text marks as code. Of a path, the last name. */
function codeIn(text: string): string[] {
  const code = [...text.matchAll(/`(?:\w+\.)*([A-Za-z_]\w*)`/g)].map(([, name = ""]) => name);
  return [...new Set(code)].filter((name) => name !== "null");
}

function textOf(value: unknown): string | undefined {
  return value === undefined ? undefined : JSON.stringify(value);
}

function textsOf(values: readonly unknown[]): string {
  return values.map((value) => (typeof value === "string" ? value : JSON.stringify(value))).join("\n");
}
