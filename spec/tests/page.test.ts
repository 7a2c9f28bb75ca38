// Compares the spec with the operation's reference page, which fixtures/page-facts.json holds as facts.
import { readFileSync } from "node:fs";
import {
  follow,
  type MediaType,
  type OpenApiDocument,
  type Parameter,
  resolve,
  type Schema,
} from "@scenario-openapi/openapi";
import { expect, test } from "vitest";
import { parse } from "yaml";

/** A field of the page. */
interface PageField {
  in: Parameter["in"] | "body" | "response";
  path: string;
  /** `string`, `string[]`, `map<unknown>`, `unknown`, … */
  type: string;
  required?: true;
  nullable?: true;
  enum?: string;
  availableFor?: string[];
  /** Words and numbers that the spec must say of the field. */
  states?: string[];
}

interface PageFacts {
  operation: { method: "put"; path: string; server: string; security: string };
  fields: PageField[];
  enums: Record<string, (string | number)[]>;
}

/** A field of the spec in the terms of the page. */
interface SpecField {
  type: string;
  required: boolean;
  nullable: boolean;
  values: unknown[];
  availableFor: string[];
  /** Everything that a reader is told of it. */
  text: string;
}

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), "utf8");
const facts: PageFacts = JSON.parse(read("fixtures/page-facts.json"));
const spec: OpenApiDocument = parse(read("../openapi.yaml"));

const operation = spec.paths?.[facts.operation.path]?.[facts.operation.method];
if (operation?.requestBody === undefined) {
  throw new Error(`The spec lacks ${facts.operation.method} ${facts.operation.path} or its body.`);
}
const { responses = {} } = operation;
const body = jsonOf(follow(spec, operation.requestBody));
const success = jsonOf(follow(spec, responses["200"] ?? { description: "" }));

function jsonOf({ content }: { content?: Record<string, MediaType> }): MediaType {
  const media = content?.["application/json"];
  if (media === undefined) throw new Error("A body of the spec is not application/json.");
  return media;
}

/** The schemas of the items of an array or the values of a map, or undefined. */
function within(schema: Schema): Schema | undefined {
  const { items, additionalProperties } = resolve(spec, schema).schema;
  return items ?? (typeof additionalProperties === "object" ? additionalProperties : undefined);
}

function innermost(schema: Schema): Schema {
  const inner = within(schema);
  return inner === undefined ? schema : innermost(inner);
}

function typeOf(schema: Schema): string {
  const { items, type = "unknown" } = resolve(spec, schema).schema;
  const inner = within(schema);
  if (inner !== undefined) return items ? `${typeOf(inner)}[]` : `map<${typeOf(inner)}>`;
  return [type].flat().join("|");
}

function fieldOf(schema: Schema, required: boolean, words: Record<string, { title: string }> = {}): SpecField {
  const { schema: field, nullable } = resolve(spec, schema);
  const inner = innermost(schema);
  const availableFor = field["x-available-for"] ?? [];
  const text = [
    // The component that a description stands beside has its own.
    ...[schema, inner].flatMap((node) => [node.description, follow<Schema>(spec, node).description]),
    JSON.stringify([field.default, field.examples, field.maxLength]),
    ...availableFor.map((word) => words[word]?.title),
    field.deprecated && "deprecated",
  ].join("\n");
  return {
    type: typeOf(schema),
    required,
    nullable,
    values: resolve(spec, inner).schema.enum ?? [],
    availableFor,
    text,
  };
}

/** Every property below a schema by its place on the page, such as `body concepts.scale`. */
function* fieldsBelow(schema: Schema | undefined, place: string): Generator<[string, SpecField]> {
  if (schema === undefined) return;
  const { properties = {}, required = [], "x-availability": availability } = resolve(spec, innermost(schema)).schema;
  for (const [name, property] of Object.entries(properties)) {
    const at = place.endsWith(" ") ? `${place}${name}` : `${place}.${name}`;
    yield [at, fieldOf(property, required.includes(name), availability?.values)];
    yield* fieldsBelow(property, at);
  }
}

const parameters = (operation.parameters ?? []).map((given) => follow<Parameter>(spec, given));
const specFields = new Map<string, SpecField>([
  ...parameters.map(({ in: kind, name, required = false, description = "", schema }): [string, SpecField] => [
    `${kind} ${name}`,
    fieldOf({ ...schema, description }, required),
  ]),
  ...fieldsBelow(body.schema, "body "),
  ...fieldsBelow(success.schema, "response "),
]);

/** Whether a text has a word, in any case or in the plural, or a number in any notation. */
function states(text: string, fact: string): boolean {
  if (/^\d+(\.\d+)?$/.test(fact)) {
    return (text.match(/\d+(\.\d+)?(e-?\d+)?/g) ?? []).some((number) => Number(number) === Number(fact));
  }
  const literal = fact.replace(/[.[\]()+*?^$|{}\\]/g, "\\$&");
  return new RegExp(`(?<!\\w)${literal}s?(?!\\w)`, "i").test(text);
}

test.each(facts.fields.map((field) => [`${field.in} ${field.path}`, field] as const))("%s", (place, field) => {
  const found = specFields.get(place);
  if (found === undefined) throw new Error(`The spec lacks ${place}.`);
  const { text, ...shape } = found;
  expect({ ...shape, values: shape.values.toSorted(), availableFor: shape.availableFor.toSorted() }).toEqual({
    type: field.type,
    required: field.required ?? false,
    nullable: field.nullable ?? false,
    values: (facts.enums[field.enum ?? ""] ?? []).toSorted(),
    availableFor: (field.availableFor ?? []).toSorted(),
  });
  const missing = (field.states ?? []).filter((fact) => !states(text, fact));
  expect(missing, `${place} does not say`).toEqual([]);
});

test("the spec has no field that the page lacks", () => {
  const known = new Set(facts.fields.map((field) => `${field.in} ${field.path}`));
  expect([...specFields.keys()].filter((place) => !known.has(place))).toEqual([]);
});

test("the operation is at the page's server and takes HTTP Basic", () => {
  expect(spec.servers?.map((server) => server.url)).toEqual([facts.operation.server]);
  const schemes = spec.security?.flatMap(Object.keys).map((name) => spec.components?.securitySchemes?.[name]);
  expect(schemes).toEqual([expect.objectContaining({ type: "http", scheme: facts.operation.security })]);
});

test("the spec has no responses but 200 and an unknown rest", () => {
  expect(Object.keys(responses)).toEqual(["200", "default"]);
  expect(responses).not.toHaveProperty("default.content");
});

test("the curl sample passes both secrets from the environment", () => {
  expect(JSON.stringify(operation["x-codeSamples"])).toContain(
    JSON.stringify('-u "$SCENARIO_SDK_API_KEY:$SCENARIO_SDK_API_SECRET"').slice(1, -1),
  );
});

const exampleOf = ({ examples = {} }: MediaType, name: string) => follow(spec, examples[name] ?? {}).value;

test("the response example is the page's", () => {
  expect(exampleOf(success, "everyField")).toEqual(JSON.parse(read("fixtures/response-example.json")));
});

test("the Flux LoRA example uses only parameters that Flux LoRA takes, and pairs its samples", () => {
  const { parameters } = exampleOf(body, "setFluxLoraParameters") as { parameters: Record<string, unknown> };
  const others = Object.keys(parameters).filter((name) => {
    const availableFor = specFields.get(`body parameters.${name}`)?.availableFor ?? ["nobody"];
    return availableFor.length > 0 && !availableFor.includes("flux-lora");
  });
  expect(others).toEqual([]);
  const { samplePrompts, sampleSourceImages } = parameters;
  expect(sampleSourceImages).toHaveLength([samplePrompts].flat().length);
});
