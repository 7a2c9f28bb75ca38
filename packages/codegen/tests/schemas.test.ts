import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Schema } from "@repo/openapi";
import { root, runNode, strictest } from "@repo/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { typesModule } from "../src/index.ts";
import { schemaCases } from "./schema-cases.ts";
import { compareWithAjv } from "./schemas-suite.ts";

describe("types mean what schemas mean", () => {
  let folder: string;
  const warnings = new Map<string, string[]>();

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "schema-cases-"));
    await writeFile(join(folder, "package.json"), '{ "type": "module" }\n');
    for (const [at, { name, document, program }] of schemaCases.entries()) {
      const given = { openapi: "3.1.1", info: { title: "Case", version: "1" }, paths: {}, ...document };
      const types = await typesModule(given, "// Header\n");
      warnings.set(
        name,
        types.warnings.map(({ rule }) => rule),
      );
      await mkdir(join(folder, `${at}`));
      await writeFile(join(folder, `${at}`, "schema.gen.ts"), types.code);
      const code = `import * as T from "./schema.gen.ts";\nvoid T;\nexport function program() {\n${program}\n}\n`;
      await writeFile(join(folder, `${at}`, "program.ts"), code);
    }
  });

  afterAll(() => rm(folder, { recursive: true }));

  describe.each([
    ["TypeScript 7", join(root, "node_modules/typescript")],
    ["TypeScript 5", join(createRequire(import.meta.url).resolve("typescript-5/package.json"), "..")],
  ])("with %s", (_, compiler) => {
    let output: string;

    beforeAll(async () => {
      const compilerOptions = { ...strictest, noUnusedLocals: false };
      await writeFile(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, include: ["*/*.ts"] }));
      output = (await runNode([join(compiler, "bin/tsc"), "-p", folder], folder)).stdout;
    });

    it.each(schemaCases.map(({ name }, at) => [name, at] as const))("%s", (_, at) => {
      expect(output.split("\n").filter((line) => line.startsWith(`${at}/`))).toEqual([]);
    });
  });

  it.each(schemaCases)("$name: the warnings", ({ name, warnings: expected = [] }) => {
    expect(warnings.get(name)).toEqual(expected);
  });
});

it("warnings name the place, the consequence and the remedy", async () => {
  const to = (name: string) => ({ $ref: `#/components/schemas/${name}` });
  const schemas: Record<string, Schema> = {
    Info: { properties: { name: { type: "string", enum: [1] } } },
    Lost: to("Nowhere"),
    Pet: { discriminator: { propertyName: "kind", mapping: { "a/b": "Bird" }, defaultMapping: "Cow" } },
    Loop: { anyOf: [to("Loop"), { type: "string" }] },
    Never: { type: "string", allOf: [{ type: "object" }] },
  };
  const document = { openapi: "3.1.1", info: { title: "Case", version: "1" }, components: { schemas } };
  const { warnings } = await typesModule(document, "// Header\n");
  expect(warnings.map(({ pointer, message }) => `${pointer} ${message}`)).toEqual([
    '/components/schemas/Pet/discriminator/mapping/a~1b The value "a/b" leads to "Bird", which is not there, so the types leave it out. Add the schema or remove the value.',
    '/components/schemas/Pet/discriminator/defaultMapping The default mapping leads to "Cow", which is not there, so the types leave it out. Add the schema or remove the mapping.',
    "/components/schemas/Info/properties/name No value of the enumeration has the schema's type, so the types leave the enumeration out. Correct one of the two.",
    '/components/schemas/Lost "#/components/schemas/Nowhere" leads to no schema, so its type is `unknown`. Correct it, or add what it names.',
    "/components/schemas/Loop/anyOf/0 An alternative of this schema, /components/schemas/Loop, consists of the schema itself, so the types leave it out. Remove it.",
    "/components/schemas/Never No value satisfies this schema, so its type is `never`: what it says contradicts itself. Correct it.",
  ]);
});

it.each(["3.0.4", "3.1.1"] as const)("types of random schemas in OpenAPI %s allow what Ajv allows", async (version) => {
  const { valid, total, disagreements } = await compareWithAjv(version, 1, 150, 10);
  expect(disagreements).toEqual([]);
  expect(valid).toBeGreaterThan(total / 5);
  expect(valid).toBeLessThan((total * 4) / 5);
});
