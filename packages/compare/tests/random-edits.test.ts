import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readOrExit } from "@repo/commands";
import type { OpenApiDocument, Schema } from "@repo/openapi";
import { describe, expect, it } from "vitest";
import { describeChanges } from "../src/describe-changes.ts";
import { reversed } from "../src/table/edit.ts";
import { descriptions, readDescription, verdictOn, wrongVerdicts } from "./random-edits.ts";

describe.each(descriptions)("%s", async (name) => {
  const document = await readDescription(name);

  it("is judged as it must be after any edit, and after taking it back", () => {
    expect(wrongVerdicts(document, 40, 1)).toEqual([]);
  });

  it("does not change by its order", () => {
    expect(describeChanges(document, reversed(document))).toEqual([]);
  });

  it("does not change on the wire if its schemas get other names", () => {
    const text = JSON.stringify(document).replaceAll("#/components/schemas/", "#/components/schemas/New");
    const renamed: OpenApiDocument = JSON.parse(text);
    const schemas = Object.entries(renamed.components?.schemas ?? {});
    if (renamed.components) {
      renamed.components.schemas = Object.fromEntries(schemas.map(([name, schema]) => [`New${name}`, schema]));
    }
    expect(verdictOn(document, renamed)).toBe("none");
  });

  it("does not change by being split into files", async () => {
    const folder = await mkdtemp(join(tmpdir(), "split-description-"));
    try {
      const { components: { schemas = {}, ...components } = {}, ...rest } = document;
      const inFiles = (node: unknown) =>
        JSON.parse(JSON.stringify(node).replaceAll(/"#\/components\/schemas\/(\w+)"/g, '"./$1.json"'));
      for (const [name, schema] of Object.entries(schemas)) {
        await writeFile(join(folder, `${name}.json`), JSON.stringify(inFiles(schema)));
      }
      const path = join(folder, "openapi.json");
      await writeFile(path, JSON.stringify(inFiles({ ...rest, components })));
      expect(verdictOn(document, await readOrExit(path, "structure"))).toBe("none");
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

it("a description in OpenAPI 3.0 does not change by being written in 3.1", async () => {
  const document = await readDescription("fleet");
  expect(describeChanges(document, inNewForm(document)).map(({ words, wire }) => [words, wire])).toEqual([
    ["~ the description is written otherwise", "none"],
  ]);
});

/** The same description in OpenAPI 3.1. */
function inNewForm(document: OpenApiDocument): OpenApiDocument {
  const renew = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(renew);
    if (typeof node !== "object" || node === null) return node;
    const fields = Object.entries(node).map(([key, value]) => [key, renew(value)]);
    const { nullable, exclusiveMinimum, minimum, allOf, format, ...rest }: Schema = Object.fromEntries(fields);
    if (format === "binary") return { contentMediaType: "application/octet-stream" };
    return {
      ...rest,
      ...(nullable && rest.type && { type: [rest.type, "null"] }),
      ...(allOf && (nullable ? { oneOf: [...allOf, { type: "null" }] } : { allOf })),
      ...(format !== undefined && { format }),
      ...(minimum !== undefined && (exclusiveMinimum === true ? { exclusiveMinimum: minimum } : { minimum })),
    };
  };
  return { ...(renew(document) as OpenApiDocument), openapi: "3.1.1" };
}
