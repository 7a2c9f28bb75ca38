import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Schema } from "@repo/openapi";
import { root, runNode, strictest } from "@repo/testing";
import { Ajv2020 } from "ajv/dist/2020.js";
import { typesModule } from "../src/index.ts";
import { randomSchemas } from "./random-schemas.ts";

/** A value on which the validator and the compiler disagree. */
export interface Disagreement {
  name: string;
  schema: unknown;
  value: unknown;
  /** What Ajv says. */
  isValid: boolean;
  /** What the compiler says. */
  error: string | undefined;
}

/** Compares what Ajv says of instances of random schemas with what the compiler says of them and the generated types. */
export async function compareWithAjv(version: "3.0.4" | "3.1.1", seed: number, count: number, instances: number) {
  const { schemas, instanceOf } = randomSchemas(version, seed, count);
  const document = { openapi: version, info: { title: "Random", version: "1" }, paths: {}, components: { schemas } };
  const { code } = await typesModule(document, "// Header\n");
  const ajv = new Ajv2020({ strict: false });
  ajv.addSchema({ components: { schemas: sayable(schemas) } }, "api");
  const names = Object.keys(schemas);
  const values = names.flatMap((name) => {
    const validate = ajv.compile({ $ref: `api#/components/schemas/${name}` });
    return Array.from({ length: instances }, () => {
      const value = instanceOf(name);
      return { name, value, isValid: validate(value) };
    });
  });
  const checks = values.map(({ name, value }, at) => {
    // A JSON value is written like the type of that value alone.
    return `export type _${at} = Is<${JSON.stringify(value)}, components["schemas"]["${name}"]>;`;
  });
  const errors = await errorsOf(code, checks);
  const disagreements = values.flatMap(({ name, value, isValid }, at): Disagreement[] => {
    const error = errors.get(at);
    return isValid === (error === undefined) ? [] : [{ name, schema: schemas[name], value, isValid, error }];
  });
  return { code, valid: values.filter(({ isValid }) => isValid).length, total: values.length, disagreements };
}

/** The first error of each check that does not compile, by its number. */
async function errorsOf(types: string, checks: readonly string[]): Promise<Map<number, string>> {
  const head = [
    'import type { components } from "./schema.gen.ts";',
    "// A constraint, since a value that is assigned may not have properties that its type does not mention.",
    "type Is<Value extends Type, Type> = Value;",
  ];
  const folder = await mkdtemp(join(tmpdir(), "schemas-"));
  const compilerOptions = { ...strictest, noErrorTruncation: true };
  await writeFile(join(folder, "schema.gen.ts"), types);
  await writeFile(join(folder, "checks.ts"), [...head, ...checks].join("\n"));
  await writeFile(join(folder, "package.json"), '{ "type": "module" }\n');
  await writeFile(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, include: ["*.ts"] }));
  const { stdout } = await runNode([join(root, "node_modules/typescript/bin/tsc"), "-p", folder], folder);
  await rm(folder, { recursive: true });
  const errors = new Map<number, string>();
  for (const [, file, line, message = ""] of stdout.matchAll(/^(\S+)\((\d+),\d+\): (error .*)$/gm)) {
    if (file !== "checks.ts") throw new Error(`The types do not compile: ${file}(${line}): ${message}`);
    const at = Number(line) - head.length - 1;
    if (!errors.has(at)) errors.set(at, message);
  }
  return errors;
}

/**
 * A copy of schemas that allows what types cannot forbid: a value that several of `oneOf` allow, further properties in an
 * object, and in a map with properties the value of one of those in any place.
 */
function sayable(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(sayable);
  if (typeof node !== "object" || node === null) return node;
  const { oneOf, ...schema } = Object.fromEntries(
    Object.entries(node).map(([key, value]) => [key, sayable(value)]),
  ) as Schema;
  if (Array.isArray(oneOf)) schema.allOf = [...(schema.allOf ?? []), { anyOf: oneOf }];
  const { additionalProperties: more, properties = {}, required = [] } = schema;
  if (Object.keys(properties).length > 0 && more === false) delete schema.additionalProperties;
  if (typeof more === "object" && schema.type === "object") {
    const others = Object.fromEntries(required.map((name) => [name, more]));
    schema.properties = { ...others, ...properties };
    schema.additionalProperties = { anyOf: [more, ...Object.values(properties)] };
  }
  return schema;
}
