// The reference page as facts (fixtures/page-facts.json) against the spec: nothing missing, nothing added, nothing different.
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";

/** A field of the page. `type` is `string`, `string[]`, `map<unknown>`, `unknown`…; `states` is what its text must say. */
interface PageField {
  in: "path" | "query" | "body" | "response";
  path: string;
  type: string;
  required?: true;
  nullable?: true;
  enum?: string;
  availableFor?: string[];
  states?: string[];
}

interface PageFacts {
  operation: { method: "put"; path: string; server: string; security: string };
  fields: PageField[];
  enums: Record<string, (string | number)[]>;
}

interface Schema {
  $ref?: string;
  type?: string | string[];
  description?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  additionalProperties?: Schema;
  enum?: (string | number)[];
  default?: unknown;
  examples?: unknown[];
  maxLength?: number;
  deprecated?: boolean;
  "x-available-for"?: string[];
  "x-availability"?: { values: Record<string, { title: string }> };
}

interface Parameter {
  name: string;
  in: PageField["in"];
  required?: boolean;
  description: string;
  schema: Schema;
}

interface Content {
  content: { "application/json": { schema: Schema; examples: Record<string, { $ref: string }> } };
}

interface Operation {
  parameters: Parameter[];
  requestBody: Content & { required: boolean };
  responses: { "200": Content };
  "x-codeSamples": { source: string }[];
}

interface Document {
  servers: { url: string }[];
  security: Record<string, string[]>[];
  paths: Record<string, Record<string, Operation>>;
  components: { securitySchemes: Record<string, { type: string; scheme: string }> };
}

/** A field of the spec, in the terms of the page. `text` is all that a reader is told of it. */
interface SpecField {
  type: string;
  required: boolean;
  nullable: boolean;
  values: (string | number)[];
  availableFor: string[];
  text: string;
}

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), "utf8");
const facts: PageFacts = JSON.parse(read("fixtures/page-facts.json"));
const spec: Document = parse(read("../openapi.yaml"));

const operation = spec.paths[facts.operation.path]?.[facts.operation.method];
if (operation === undefined) throw new Error(`The spec lacks ${facts.operation.method} ${facts.operation.path}.`);
const { parameters, requestBody, responses } = operation;

/** What a local `$ref` points at. */
function target<T>(ref: string): T {
  let node: unknown = spec;
  for (const key of ref.slice(2).split("/")) {
    node = typeof node === "object" && node !== null ? Reflect.get(node, key) : undefined;
  }
  if (node === undefined) throw new Error(`${ref} leads nowhere.`);
  return node as T;
}

/** A schema with its `$ref` followed. What stands beside the `$ref` wins, and the two descriptions are joined. */
function resolve(schema: Schema): Schema {
  if (schema.$ref === undefined) return schema;
  const { $ref, ...beside } = schema;
  const referred = resolve(target<Schema>($ref));
  return { ...referred, ...beside, description: `${beside.description ?? ""} ${referred.description ?? ""}` };
}

const typesOf = (schema: Schema): string[] => [schema.type ?? "unknown"].flat();

function typeOf(schema: Schema): string {
  const { items, additionalProperties, ...rest } = resolve(schema);
  if (items !== undefined) return `${typeOf(items)}[]`;
  if (additionalProperties !== undefined) return `map<${typeOf(additionalProperties)}>`;
  return typesOf(rest)
    .filter((type) => type !== "null")
    .join("|");
}

/** The schema within arrays and maps. */
function innermost(schema: Schema): Schema {
  const resolved = resolve(schema);
  const within = resolved.items ?? resolved.additionalProperties;
  return within === undefined ? resolved : innermost(within);
}

function fieldOf(schema: Schema, required: boolean, words: Record<string, { title: string }> = {}): SpecField {
  const field = resolve(schema);
  const within = innermost(schema);
  const availableFor = field["x-available-for"] ?? [];
  const text = [
    field.description,
    within.description,
    JSON.stringify([field.default, field.examples, field.maxLength]),
    ...availableFor.map((word) => words[word]?.title),
    field.deprecated && "deprecated",
  ].join("\n");
  return {
    type: typeOf(schema),
    required,
    nullable: typesOf(field).includes("null"),
    values: within.enum ?? [],
    availableFor,
    text,
  };
}

/** Every property below a schema, keyed by its place on the page, such as `body concepts.scale`. */
function* fieldsBelow(schema: Schema, place: string): Generator<[string, SpecField]> {
  const { properties = {}, required = [], "x-availability": availability } = innermost(schema);
  for (const [name, property] of Object.entries(properties)) {
    const at = place.endsWith(" ") ? `${place}${name}` : `${place}.${name}`;
    yield [at, fieldOf(property, required.includes(name), availability?.values)];
    yield* fieldsBelow(property, at);
  }
}

const specFields = new Map<string, SpecField>([
  ...parameters.map(({ in: kind, name, required, description, schema }): [string, SpecField] => [
    `${kind} ${name}`,
    fieldOf({ ...schema, description }, required === true),
  ]),
  ...fieldsBelow(requestBody.content["application/json"].schema, "body "),
  ...fieldsBelow(responses["200"].content["application/json"].schema, "response "),
]);

/** Whether a text says a word, as a word of its own in any case, or a number in any notation. */
function states(text: string, fact: string): boolean {
  if (/^\d+(\.\d+)?$/.test(fact)) {
    const numbers = text.match(/\d+(\.\d+)?(e-?\d+)?/g) ?? [];
    return numbers.some((number) => number === fact || Number(number) === Number(fact));
  }
  const literal = fact.replace(/[.[\]()+*?^$|{}\\]/g, "\\$&");
  return new RegExp(`(?<!\\w)${literal}s?(?!\\w)`, "i").test(text);
}

describe("every field of the page", () => {
  const sorted = (words: (string | number)[]) => [...words].sort();

  test.each(facts.fields.map((field) => [`${field.in} ${field.path}`, field] as const))("%s", (place, field) => {
    const found = specFields.get(place);
    if (found === undefined) throw new Error(`The spec lacks ${place}.`);
    const { text, ...shape } = found;
    expect({ ...shape, values: sorted(shape.values), availableFor: sorted(shape.availableFor) }, place).toEqual({
      type: field.type,
      required: field.required ?? false,
      nullable: field.nullable ?? false,
      values: sorted(field.enum === undefined ? [] : (facts.enums[field.enum] ?? [])),
      availableFor: sorted(field.availableFor ?? []),
    });
    const unsaid = (field.states ?? []).filter((fact) => !states(text, fact));
    expect(unsaid, `${place} does not say`).toEqual([]);
  });
});

test("the spec has no field that the page lacks", () => {
  const known = new Set(facts.fields.map((field) => `${field.in} ${field.path}`));
  expect([...specFields.keys()].filter((place) => !known.has(place))).toEqual([]);
});

test("the operation is at the page's server and takes HTTP Basic", () => {
  expect(spec.servers.map((server) => server.url)).toEqual([facts.operation.server]);
  const schemes = spec.security.flatMap(Object.keys).map((name) => spec.components.securitySchemes[name]);
  expect(schemes).toEqual([expect.objectContaining({ type: "http", scheme: facts.operation.security })]);
});

test("the spec claims no answers but 200 and an unknown rest", () => {
  expect(Object.keys(responses)).toEqual(["200", "default"]);
  expect(responses).not.toHaveProperty("default.content");
});

test("the curl sample passes both secrets from the environment", () => {
  expect(operation["x-codeSamples"].map((sample) => sample.source).join()).toContain(
    '-u "$SCENARIO_SDK_API_KEY:$SCENARIO_SDK_API_SECRET"',
  );
});

const exampleOf = <Value>({ content }: Content, name: string): Value =>
  target<{ value: Value }>(content["application/json"].examples[name]?.$ref ?? name).value;

test("the response example is the page's", () => {
  expect(exampleOf(responses["200"], "everyField")).toEqual(JSON.parse(read("fixtures/response-example.json")));
});

test("the Flux LoRA example uses only parameters that Flux LoRA takes, and pairs its samples", () => {
  const { parameters } = exampleOf<{ parameters: Record<string, unknown> }>(requestBody, "setFluxLoraParameters");
  const others = Object.keys(parameters).filter((name) => {
    const availableFor = specFields.get(`body parameters.${name}`)?.availableFor ?? ["nobody"];
    return availableFor.length > 0 && !availableFor.includes("flux-lora");
  });
  expect(others).toEqual([]);
  const { samplePrompts, sampleSourceImages } = parameters;
  expect(sampleSourceImages).toHaveLength([samplePrompts].flat().length);
});
