// What the reference page of “Update a model” has, and what the spec does with it.
import { readFileSync } from "node:fs";
import { follow, limitOf, type OpenApiDocument, resolve } from "@repo/openapi";
import type { PageFacts } from "@repo/page";
import { expect, test } from "vitest";
import { parse } from "yaml";

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), "utf8");
const facts: PageFacts = JSON.parse(read("../../page-facts.json"));
const spec: OpenApiDocument = parse(read("../../openapi.yaml"));

test("the facts are those of the whole page", () => {
  const fields = facts.operations.flatMap((operation) => operation.fields);
  expect(fields).toHaveLength(229);
  expect(fields.flatMap((field) => field.enum ?? [])).toHaveLength(203);
});

test("the spec has no operations but the page's", () => {
  const onPage = facts.operations.map(({ method, path }) => `${method} ${path}`);
  const methods = Object.entries(spec.paths ?? {}).flatMap(([path, item]) =>
    Object.keys(item).map((method) => `${method} ${path}`),
  );
  expect(methods).toEqual(onPage);
});

test("the spec has no responses but 200 and an unknown rest", () => {
  const responses = spec.paths?.["/models/{modelId}"]?.put?.responses ?? {};
  expect(Object.keys(responses)).toEqual(["200", "default"]);
  expect(responses).not.toHaveProperty("default.content");
});

test("the Flux LoRA example uses only parameters that Flux LoRA takes, and pairs its samples", () => {
  const { value } = follow(spec, spec.components?.examples?.["SetFluxLoraParameters"] ?? {});
  const { parameters } = value as { parameters: Record<string, unknown> };
  const { schema } = resolve(spec, spec.components?.schemas?.["TrainingParameters"]);
  const others = Object.keys(parameters).filter((name) => {
    const limit = limitOf(schema, schema.properties?.[name]);
    return limit !== undefined && !limit.words.includes("flux-lora");
  });
  expect(others).toEqual([]);
  const { samplePrompts, sampleSourceImages } = parameters;
  expect(sampleSourceImages).toHaveLength([samplePrompts].flat().length);
});
