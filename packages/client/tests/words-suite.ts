// Random descriptions whose limits depend on words, and an independent reading of what they say about a value.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { validatorsModule } from "@repo/codegen";
import fc from "fast-check";
import type { RequestValidator } from "../src/validation/index.ts";

type Json = Record<string, unknown>;

interface WordsCase {
  /** The component schemas. */
  schemas: Record<string, Json>;
  /** The names of those that bodies have. */
  bodies: string[];
  /** A value that breaks little but limits. */
  valueFor: (name: string) => unknown;
  /** The pointers to the numbers and texts that are outside their limits. */
  outside: (name: string, value: unknown, given: Record<string, string>) => Set<string>;
}

const VALUES = ["a", "b", "c"];
const GROUPS: Record<string, string[]> = { few: ["a", "b"], wide: [] };
const WORDS = [...VALUES, ...Object.keys(GROUPS)];
const VOCABULARIES = ["Maker", "Size"];
const LIMITED = ["n", "m", "text"];

const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const named = (schemas: Record<string, Json>, $ref: unknown) => schemas[String($ref).split("/").at(-1) ?? ""] ?? {};

/** Compares the limits that the generated validators find broken with those that the description says are. */
export async function compareWithReading(seed: number, count: number, values: number) {
  const { schemas, bodies, valueFor, outside } = wordsCase(seed, count);
  const paths = Object.fromEntries(
    bodies.map((name) => {
      const requestBody = { content: { "application/json": { schema: ref(name) } } };
      return [`/${name}`, { put: { operationId: name, requestBody } }];
    }),
  );
  const document = { openapi: "3.1.1", info: { title: "Words", version: "1" }, paths, components: { schemas } };
  const validation = new URL("../src/validation/index.ts", import.meta.url).href;
  const { code } = validatorsModule(document, "// Generated.\n", { types: "./schema.gen.ts", validation });
  const folder = await mkdtemp(join(tmpdir(), "words-"));
  const file = join(folder, "validators.gen.ts");
  await writeFile(file, code);
  const module: Record<`validate${string}`, RequestValidator> = await import(pathToFileURL(file).href);
  await rm(folder, { recursive: true });

  const disagreements: object[] = [];
  const seen = { inside: 0, outside: 0 };
  for (const name of bodies) {
    for (let at = 0; at < values; at++) {
      const body = valueFor(name);
      const words: Record<string, string> = at % 5 === 0 ? { Maker: WORDS[at % WORDS.length] ?? "" } : {};
      const expected = [...outside(name, body, words)].sort();
      const problems = module[`validate${name}`]?.({ body }, { words }) ?? [];
      // The names of limits have a hyphen, those of other problems have none.
      const found = [...new Set(problems.filter(({ rule }) => rule.includes("-")).map(({ pointer }) => pointer))];
      seen[expected.length === 0 ? "inside" : "outside"]++;
      if (JSON.stringify(found.sort()) === JSON.stringify(expected)) continue;
      disagreements.push({ name, schema: schemas[name], body, words, expected, problems });
    }
  }
  return { disagreements, seen };
}

/** The same seed always gives the same. */
function wordsCase(seed: number, count: number): WordsCase {
  const [numbers] = fc.sample(fc.infiniteStream(fc.nat()), { seed, numRuns: 1, unbiased: true });
  const below = (end: number) => Number(numbers?.next().value) % end;
  const oneIn = (cases: number) => below(cases) === 0;
  const pick = <T>(things: readonly T[]): T => things[below(things.length)] as T;
  const schemas: Record<string, Json> = {};

  for (const name of VOCABULARIES) {
    const kinds = ["k0", "k1", "k2", "k3", "k4"];
    const words = Object.fromEntries(kinds.flatMap((kind) => (oneIn(4) ? [] : [[kind, pick(WORDS)]])));
    schemas[`${name}Kind`] = { type: "string", enum: kinds, "x-tells": { name, words } };
  }

  const limits = (property: string) => {
    const words = WORDS.filter(() => oneIn(3));
    const limit = () => {
      if (property === "text") return pick([{ maxLength: 1 }, { enum: ["x", "xx"] }, { pattern: "^x" }]);
      return pick([{ minimum: 3 }, { maximum: 6 }, { minimum: 2, maximum: 7 }, { exclusiveMinimum: 4 }]);
    };
    const about = () => pick([{}, { default: 5 }, { description: "A note." }, { deprecated: true }]);
    return Object.fromEntries(words.map((word) => [word, { ...(oneIn(5) ? {} : limit()), ...about() }]));
  };

  const vocabulary = () => {
    const about = (words: string[]) => words.map((word) => [word, { title: word.toUpperCase(), description: "" }]);
    const groups = Object.entries(GROUPS).map(([word, includes]) => [word, { title: word, description: "", includes }]);
    return {
      name: pick(VOCABULARIES),
      ...(oneIn(3) && { property: "kind" }),
      values: Object.fromEntries(about(VALUES)),
      groups: Object.fromEntries(groups),
    };
  };

  const limitedProperties = () =>
    Object.fromEntries(
      LIMITED.filter(() => !oneIn(3)).map((name) => [
        name,
        { type: name === "text" ? "string" : "number", "x-differs-for": limits(name) },
      ]),
    );

  /** A property that tells a word, or `kind`, which holds one. */
  const telling = (): Json => {
    const kind = ref(`${pick(VOCABULARIES)}Kind`);
    return pick<Json>([kind, kind, { allOf: [kind] }, { anyOf: [kind, { type: "null" }] }]);
  };

  const child = (at: number): Json => {
    const inner = at > 0 ? ref(`Body${below(at)}`) : { type: "object", properties: limitedProperties() };
    return pick<() => Json>([
      () => inner,
      () => ({ type: "array", items: inner }),
      () => ({ type: "object", additionalProperties: inner }),
      () => ({ allOf: [inner] }),
      () => ({ anyOf: [inner, { type: "string" }] }),
    ])();
  };

  const object = (at: number): Json => {
    const words = oneIn(3) ? {} : { "x-availability": vocabulary() };
    const kinds = { ...(oneIn(2) && { type: telling() }), ...(oneIn(3) && { kind: { type: "string" } }) };
    const children = { ...(!oneIn(3) && { left: child(at) }), ...(oneIn(3) && { right: child(at) }) };
    const properties = { ...kinds, ...children };
    if (oneIn(3)) {
      const parts = [{ properties: kinds }, { properties: { ...limitedProperties(), ...children } }];
      return { type: "object", ...words, allOf: oneIn(2) ? parts : parts.reverse() };
    }
    return { type: "object", ...words, properties: { ...properties, ...limitedProperties() } };
  };

  const bodies = Array.from({ length: count }, (_, at) => {
    schemas[`Body${at}`] = object(at);
    return `Body${at}`;
  });

  const instanceOf = (schema: Json, depth: number): unknown => {
    if (schema["$ref"] !== undefined) return instanceOf(named(schemas, schema["$ref"]), depth);
    if (Array.isArray(schema["enum"])) return pick(schema["enum"]);
    if (Array.isArray(schema["anyOf"])) return instanceOf(pick([schema["anyOf"][0], pick(schema["anyOf"])]), depth);
    const parts = Array.isArray(schema["allOf"]) ? schema["allOf"].map((part) => instanceOf(part, depth)) : [];
    if (parts.length === 1 && !isObject(parts[0])) return parts[0];
    if (schema["type"] === "number") return below(10);
    if (schema["type"] === "null") return null;
    if (schema["type"] === "string") return pick(["x", "xx", "y", ...WORDS]);
    if (isObject(schema["items"]))
      return [0, 1].slice(below(2)).map(() => instanceOf(schema["items"] as Json, depth - 1));
    if (isObject(schema["additionalProperties"])) return { key: instanceOf(schema["additionalProperties"], depth - 1) };
    const own = Object.entries((schema["properties"] ?? {}) as Record<string, Json>)
      .filter(() => depth > 0 && !oneIn(5))
      .map(([name, property]) => [name, instanceOf(property, depth - 1)]);
    return Object.assign({}, ...parts, Object.fromEntries(own));
  };

  return {
    schemas,
    bodies,
    valueFor: (name) => instanceOf(schemas[name] ?? {}, 6),
    outside: (name, value, given) => outsideOf(schemas, schemas[name] ?? {}, value, given),
  };
}

/** A schema and those whose properties it takes over: the parts of its `allOf` and what it refers to. */
function partsOf(schemas: Record<string, Json>, schema: Json): Json[] {
  const inner = [...((schema["allOf"] ?? []) as Json[])];
  if (schema["$ref"] !== undefined) inner.push(named(schemas, schema["$ref"]));
  return [schema, ...inner.flatMap((part) => partsOf(schemas, part))];
}

function propertiesOf(schema: Json): [name: string, property: Json][] {
  return Object.entries((schema["properties"] ?? {}) as Record<string, Json>);
}

/** Reads a description as its extensions are explained, one place after the other. */
function outsideOf(schemas: Record<string, Json>, body: Json, value: unknown, given: Json): Set<string> {
  const found = new Set<string>();

  function tellsOf(property: Json): { name: string; words: Record<string, string> } | undefined {
    const all = [...partsOf(schemas, property), ...((property["anyOf"] ?? []) as Json[])];
    for (const one of all) {
      if (one["x-tells"]) return one["x-tells"] as { name: string; words: Record<string, string> };
      if (one !== property && one["$ref"] !== undefined) return tellsOf(one);
    }
    return undefined;
  }

  /** @param around the words that are told around the value */
  function read(schema: Json, at: unknown, pointer: string, around: Record<string, string | undefined>): void {
    const parts = partsOf(schemas, schema);
    if (Array.isArray(at)) {
      const { items } = parts.find((part) => isObject(part["items"])) ?? {};
      for (const [index, item] of at.entries()) read(items as Json, item, `${pointer}/${index}`, around);
    }
    if (!isObject(at)) return;
    const words = { ...around };
    for (const [name, property] of parts.flatMap(propertiesOf)) {
      const tells = tellsOf(property);
      const kind = at[name];
      if (tells && typeof kind === "string") words[tells.name] = tells.words[kind];
    }
    for (const part of parts) {
      // The other alternatives are for other types.
      const [alternative] = (part["anyOf"] ?? []) as Json[];
      if (alternative) read(alternative, at, pointer, words);
      for (const [name, property] of propertiesOf(part)) {
        if (at[name] !== undefined) read(property, at[name], `${pointer}/${name}`, words);
      }
      const { additionalProperties: values } = part;
      if (isObject(values)) for (const key of Object.keys(at)) read(values, at[key], `${pointer}/${key}`, words);
      const vocabulary = part["x-availability"] as { name: string; property?: string } | undefined;
      if (!vocabulary) continue;
      const held = vocabulary.property === undefined ? undefined : at[vocabulary.property];
      const word = given[vocabulary.name] ?? held ?? words[vocabulary.name];
      for (const [name, property] of partsOf(schemas, part).flatMap(propertiesOf)) {
        const differs = Object.entries((property["x-differs-for"] ?? {}) as Record<string, Json>);
        const applying = differs.filter(([one]) => one === word || GROUPS[one]?.includes(String(word)));
        const limits: Json = Object.assign({}, ...applying.map(([, limit]) => limit));
        if (at[name] !== undefined && !fits(limits, at[name])) found.add(`${pointer}/${name}`);
      }
    }
  }

  read(body, value, "", {});
  return found;
}

function fits(limits: Json, value: unknown): boolean {
  const { minimum = -Infinity, maximum = Infinity, exclusiveMinimum = -Infinity } = limits as Record<string, number>;
  if (typeof value === "number") return value >= minimum && value <= maximum && value > exclusiveMinimum;
  if (typeof value !== "string") return true;
  const { maxLength = Infinity, pattern = "", enum: words = [value] } = limits as Record<string, never>;
  return value.length <= maxLength && new RegExp(pattern).test(value) && (words as string[]).includes(value);
}
