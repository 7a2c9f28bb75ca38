import type { OpenApiDocument, Schema, SchemaType } from "@repo/openapi";
import type { Side } from "./change.ts";
import { type Answer, every, some } from "./found.ts";
import { type AskInside, isAbout, type KeywordRule } from "./keyword-rule.ts";
import { keywordRules, rulesForUnknown } from "./keyword-rules.ts";
import { admits } from "./limit-rules.ts";
import { keyOf, type NormalSchema, normalSchema, type Parts, said } from "./normal-schema.ts";
import { type Reader, reader } from "./reader.ts";
import { type Sameness, sameness } from "./sameness.ts";
import { fits } from "./schema-keywords.ts";

/**
 * How values are written: as JSON, as XML, or as the text of a parameter, a header or a form, where 1 and "1" are the
 * same. "texts" is text of which a list may have one each.
 */
export type Writing = "json" | "xml" | "text" | "texts";

/** Whether one schema is inside another, and who wants to know. */
interface Question {
  inner: Within;
  outer: Within;
  way: Way;
  /** Yes until it is found out otherwise. */
  answer: Answer;
  askedBy: Set<Question>;
  isOpen: boolean;
}

/** The two descriptions, and what is known of their schemas so far. */
export interface Pair {
  before: Reader;
  after: Reader;
  isSame: Sameness;
  questions: Map<string, Question>;
  open: Question[];
  /** The question that is being answered. */
  current: Question | undefined;
}

export function pairOf(before: OpenApiDocument, after: OpenApiDocument): Pair {
  return {
    before: reader(before),
    after: reader(after),
    isSame: sameness(before, after),
    questions: new Map(),
    open: [],
    current: undefined,
  };
}

/** Schemas of one of the descriptions. */
export interface Within {
  reader: Reader;
  parts: Parts;
}

/** What the values are for, and how they are written. */
export interface Way {
  side: Side;
  writing: Writing;
}

/**
 * Whether every value that `inner` allows is allowed by `outer`: in a request, the old schema must be inside the new
 * one; in a response, the new one inside the old one. Alternatives are sets: each of the inner ones must be inside some
 * outer one, whatever their order, names and nesting.
 *
 * A schema that refers to itself is inside another if it is so under the assumption that it is. So each question starts
 * with yes, and is asked again whenever an answer that it relied on changes.
 */
export function covers(pair: Pair, inner: Within, outer: Within, way: Way): Answer {
  if (areSame(pair, inner, outer)) return "yes";
  const key = `${inner.reader === pair.before} ${way.side} ${way.writing} ${keyOf(inner.parts)} ${keyOf(outer.parts)}`;
  const question = pair.questions.get(key) ?? { inner, outer, way, answer: "yes", askedBy: new Set(), isOpen: false };
  if (!pair.questions.has(key)) {
    pair.questions.set(key, question);
    reopen(pair, question);
  }
  if (pair.current) question.askedBy.add(pair.current);
  else answerAll(pair);
  return question.answer;
}

function reopen(pair: Pair, question: Question): void {
  if (question.isOpen) return;
  question.isOpen = true;
  pair.open.push(question);
}

function answerAll(pair: Pair): void {
  for (let question = pair.open.pop(); question; question = pair.open.pop()) {
    question.isOpen = false;
    pair.current = question;
    const answer = every([question.answer, ask(pair, question.inner, question.outer, question.way)]);
    pair.current = undefined;
    if (answer === question.answer) continue;
    question.answer = answer;
    for (const other of question.askedBy) reopen(pair, other);
  }
}

/** Whether two lists of schemas say the same, texts included. */
export function areSame(pair: Pair, one: Within, other: Within): boolean {
  if (one.parts.length !== other.parts.length || one.reader.isOld !== other.reader.isOld) return false;
  const [old, now] = one.reader === pair.before ? [one.parts, other.parts] : [other.parts, one.parts];
  return old.every((part, index) => pair.isSame(part, now[index]));
}

/** The values of one type that a schema allows. */
interface Kind {
  type: SchemaType;
  schema: NormalSchema;
  reader: Reader;
}

const TYPES: readonly SchemaType[] = ["string", "number", "boolean", "object", "array"];

/** All values that schemas allow, by type and alternative. */
function kindsOf({ reader, parts }: Within): Kind[] {
  const schema = normalSchema(reader, parts);
  const leaves = schema.branches.length > 0 ? schema.branches.map((one) => normalSchema(reader, one)) : [schema];
  const kinds = leaves.flatMap((leaf): Kind[] =>
    leaf.isNever ? [] : [...(leaf.types ?? TYPES)].map((type) => ({ type, schema: leaf, reader })),
  );
  const isNullable = schema.isNullable || leaves.some((leaf) => leaf.isNullable && !leaf.isNever);
  return isNullable ? [...kinds, { type: "null", schema, reader }] : kinds;
}

function ask(pair: Pair, inner: Within, outer: Within, way: Way): Answer {
  const [within, around] = [inner, outer].map(({ reader, parts }) => normalSchema(reader, parts));
  if (around?.isAny) return "yes";
  if (within?.isCut || around?.isCut) return "unknown";
  const wider = kindsOf(outer);
  return every(lazily(kindsOf(inner), (kind) => isInOne(pair, kind, wider, way)));
}

function isInOne(pair: Pair, inner: Kind, all: readonly Kind[], way: Way): Answer {
  const outers = all.filter(({ type }) => isWrittenAs(inner.type, type, way.writing));
  if (inner.type === "null") return outers.length > 0 ? "yes" : "no";
  const values = inner.schema.values ?? (inner.type === "boolean" ? BOTH : undefined);
  if (values && outers.some(({ schema }) => schema.values)) {
    const own = [...values].filter(([, value]) => isOfType(value, inner.type) && isAdmitted(inner.schema, value));
    return every(
      own.map(([text, value]) => some(lazily(outers, (outer) => hasValue(pair, inner, outer, text, value, way)))),
    );
  }
  // The one with the same name is asked first.
  const { name } = inner.schema;
  const isNamed = ({ schema }: Kind) => name !== undefined && schema.name === name;
  const ordered = [...outers.filter(isNamed), ...outers.filter((outer) => !isNamed(outer))];
  return some(lazily(ordered, (outer) => isInside(pair, inner, outer, way)));
}

function* lazily<Item>(items: readonly Item[], ask: (item: Item) => Answer): Iterable<Answer> {
  for (const item of items) yield ask(item);
}

const BOTH = new Map<string, unknown>([
  ["true", true],
  ["false", false],
]);

function isOfType(value: unknown, type: SchemaType): boolean {
  const own = value === null ? "null" : Array.isArray(value) ? "array" : typeof value;
  return own === type || (type === "integer" && own === "number");
}

/** Whether values are written as text, whatever their type. */
export function isText({ writing }: Way): boolean {
  return writing === "text" || writing === "texts";
}

/** Whether a value of one type may be read as one of another. Outside of JSON, everything is text. */
export function isWrittenAs(inner: SchemaType, outer: SchemaType, writing: Writing): boolean {
  if (fits(inner, new Set([outer]))) return true;
  if (writing === "json" || writing === "xml" || inner === "object" || inner === "array" || inner === "null")
    return false;
  return outer === "string" || (writing === "texts" && outer === "array");
}

/** Whether a value is not refused by the limits beside the enumeration that it is in. */
function isAdmitted(schema: NormalSchema, value: unknown): boolean {
  return keywordRules.every((rule) => admits(schema, rule, value) !== "no");
}

function hasValue(pair: Pair, inner: Kind, outer: Kind, text: string, value: unknown, way: Way): Answer {
  const { values } = outer.schema;
  if (!values) return isInside(pair, inner, outer, way);
  if (!isAdmitted(outer.schema, value)) return "no";
  if (values.has(text)) return "yes";
  return isText(way) && values.has(JSON.stringify(String(value))) ? "yes" : "no";
}

function isInside(pair: Pair, inner: Kind, outer: Kind, way: Way): Answer {
  if (outer.type === "array" && inner.type !== "array") {
    const items = { reader: outer.reader, parts: outer.schema.items ?? [] };
    if (keywordRules.some((rule) => rule.type === "array" && rule.words(outer.schema) !== undefined)) return "unknown";
    return isInOne(pair, inner, kindsOf(items), { ...way, writing: "text" });
  }
  if (outer.schema.isAny) return "yes";
  if (outer.schema.values && !inner.schema.values) return "no";
  const inside: AskInside = (one, other, isReversed = false) => {
    const [a, b] = isReversed ? [outer.reader, inner.reader] : [inner.reader, outer.reader];
    return covers(
      pair,
      { reader: a, parts: [one as Schema | boolean] },
      { reader: b, parts: [other as Schema | boolean] },
      way,
    );
  };
  return every(answers());

  function* answers(): Iterable<Answer> {
    if (inner.type === "object") yield* objectIsInside(pair, inner, outer, way);
    for (const rule of [...keywordRules, ...rulesForUnknown(inner.schema, outer.schema)]) {
      const isDemanded = isAbout(rule, outer.type, way.writing) && !(rule.isOpen && way.side === "response");
      if (isDemanded) yield follows(rule, inner, outer, inside);
    }
    if (inner.type === "array") yield itemsAreInside(pair, inner, outer, way);
  }
}

function follows(rule: KeywordRule, inner: Kind, outer: Kind, inside: AskInside): Answer {
  const { values } = inner.schema;
  const own = values && [...values.values()].filter((value) => isOfType(value, inner.type));
  if (own && own.length > 0 && rule.implies(inner.schema, outer.schema, inside) !== "yes") {
    return every(own.map((value) => admits(outer.schema, rule, value)));
  }
  return rule.implies(inner.schema, outer.schema, inside);
}

function itemsAreInside(pair: Pair, inner: Kind, outer: Kind, way: Way): Answer {
  if (!outer.schema.items) return "yes";
  const [a, b] = [inner, outer].map(({ schema, reader }) => ({ reader, parts: schema.items ?? [] }));
  return a && b ? covers(pair, a, b, way) : "unknown";
}

function* objectIsInside(pair: Pair, inner: Kind, outer: Kind, way: Way): Iterable<Answer> {
  const { side } = way;
  const has = visible(inner.reader, inner.schema, side);
  const wants = visible(outer.reader, outer.schema, side);
  const from = (parts: Parts): Within => ({ reader: inner.reader, parts });
  const to = (parts: Parts): Within => ({ reader: outer.reader, parts });
  const [more, allowed] = [inner.schema.additional, outer.schema.additional];
  for (const key of outer.schema.required) {
    const isDemanded = wants.has(key) || !outer.schema.properties.has(key);
    if (isDemanded && !inner.schema.required.has(key)) yield "no";
  }
  if (allowed === false && more !== false) yield "no";
  for (const [key, parts] of has) {
    if (!wants.has(key)) yield isTaken(pair, from(parts), outer.reader, allowed, way);
  }
  for (const [key, parts] of wants) {
    const own = has.get(key);
    if (own) yield covers(pair, from(own), to(parts), way);
    // Nobody sends what is not described, unless it is required, or it is said that other properties come, and of which kind.
    else if (more !== false && (more.length > 0 || isOnlyRequired(inner.schema, key)))
      yield covers(pair, from(more), to(parts), way);
  }
  if (allowed !== false && more !== false) yield covers(pair, from(more), to(allowed), way);
}

function isOnlyRequired({ required, properties }: NormalSchema, key: string): boolean {
  return required.has(key) && !properties.has(key);
}

/**
 * Whether a property that is not described is taken. What is sent would be lost, even if it is not refused; what comes
 * back is ignored.
 */
export function isTaken(pair: Pair, property: Within, reader: Reader, allowed: Parts | false, way: Way): Answer {
  if (allowed === false) return "no";
  if (allowed.length > 0) return covers(pair, property, { reader, parts: allowed }, way);
  return way.side === "request" ? "no" : "yes";
}

const visibleOnes = {
  request: new WeakMap<NormalSchema, Properties>(),
  response: new WeakMap<NormalSchema, Properties>(),
};

type Properties = ReadonlyMap<string, Parts>;

/** The properties that are sent in a direction: requests have no read-only ones, and responses no write-only ones. */
export function visible(reader: Reader, schema: NormalSchema, side: Side): Properties {
  const known = visibleOnes[side].get(schema);
  if (known) return known;
  const hidden = side === "request" ? "readOnly" : "writeOnly";
  const made = new Map(
    [...schema.properties].filter(([, parts]) => said(normalSchema(reader, parts), hidden) !== true),
  );
  visibleOnes[side].set(schema, made);
  return made;
}
