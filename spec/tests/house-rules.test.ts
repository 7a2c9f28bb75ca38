// Each house rule, on a small clean description with one thing broken.
import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { lintConfig } from "@redocly/openapi-core";
import { afterAll, describe, expect, test } from "vitest";
import { parse, stringify } from "yaml";
import { houseRuleset } from "../../scripts/spec/lint-with-spectral.ts";
import type { Problem } from "../../scripts/spec/problem.ts";
import { readSpec } from "../../scripts/spec/read-spec.ts";
import { redoclyConfig } from "../../scripts/spec/redocly-config.ts";

/**
 * What the rules must leave alone is in here too: a name with a capital in a summary, a property called `description`,
 * keywords as keys of an example, an operation that says for itself how it is secured, a word for several others.
 */
const clean = {
  openapi: "3.1.1",
  info: {
    title: "Kennel",
    version: "1.0.0",
    description: "The dogs of a kennel.",
    license: { name: "MIT", identifier: "MIT" },
  },
  servers: [{ url: "https://kennel.test", description: "The kennel." }],
  tags: [{ name: "Dogs", description: "The dogs." }],
  security: [{ login: [] }],
  paths: {
    "/dogs/{dogId}": {
      put: {
        operationId: "updateDog",
        tags: ["Dogs"],
        summary: "Update a LoRA",
        description: "Changes a dog.",
        security: [{ login: [] }],
        parameters: [{ name: "dogId", in: "path", required: true, description: "The ID.", schema: { type: "string" } }],
        responses: {
          "200": {
            description: "The dog.",
            content: {
              "application/json": {
                schema: { $ref: "#/components/schemas/Dog" },
                examples: { rex: { $ref: "#/components/examples/Rex" } },
              },
            },
          },
          default: { description: "Any failure." },
        },
      },
    },
  },
  components: {
    securitySchemes: { login: { type: "http", scheme: "Basic", description: "A name and a password." } },
    schemas: {
      Dog: {
        type: "object",
        description: "A dog.",
        "x-availability": {
          name: "DogKind",
          property: "kind",
          values: {
            herder: { title: "Herder", description: "A dog that herds." },
            hunter: { title: "Hunter", description: "A dog that hunts." },
            any: { title: "Any", description: "Both.", includes: ["herder", "hunter"] },
          },
        },
        properties: {
          kind: { $ref: "#/components/schemas/DogKind", description: "The kind of the dog." },
          description: { type: "string", description: "What the owner says.", default: "no full stop" },
          flock: { type: "number", "x-available-for": ["herder"], description: "The sheep." },
          home: { type: "object", description: "The home.", additionalProperties: { type: "string" } },
          properties: {
            type: "object",
            description: "A property whose name is a keyword.",
            properties: { enum: { type: "array", items: { type: "string" }, description: "Another." } },
          },
        },
      },
      DogKind: { type: "string", description: "A kind of dog.", enum: ["herder", "hunter"] },
    },
    examples: {
      Rex: {
        summary: "Rex",
        description: "A dog called Rex.",
        value: {
          kind: "herder",
          description: "no full stop",
          properties: { enum: ["type"] },
          home: { type: "object" },
        },
      },
    },
  },
};

type Key = string | number;

/** Puts a value at a place, or takes away what is there when the value is undefined. */
type Change = [path: Key[], value: unknown];

interface Break {
  rule: string;
  set: Change;
  also?: Change;
  message: string;
}

const put = ["paths", "/dogs/{dogId}", "put"];
const dog = ["components", "schemas", "Dog"];
const words = [...dog, "x-availability", "values"];

const breaks: Break[] = [
  {
    rule: "property-description",
    set: [[...dog, "properties", "flock", "description"], undefined],
    message: "Dog.flock has no description: say in a full sentence what it is.",
  },
  {
    rule: "property-description",
    set: [[...dog, "properties", "kind"], { $ref: "#/components/schemas/DogKind" }],
    message: "Dog.kind has no description: say in a full sentence what it is.",
  },
  {
    rule: "property-description",
    set: [[...dog, "properties", "properties", "properties", "enum", "description"], undefined],
    message: "Dog.properties.enum has no description: say in a full sentence what it is.",
  },
  {
    rule: "schema-description",
    set: [["components", "schemas", "DogKind", "description"], undefined],
    message: "DogKind.description is missing: say in a full sentence what the schema is.",
  },
  {
    rule: "security-scheme-description",
    set: [["components", "securitySchemes", "login", "description"], undefined],
    message: "login.description is missing: say in a full sentence how to authenticate.",
  },
  {
    rule: "description-full-stop",
    set: [["info", "description"], "The dogs of a kennel"],
    message:
      'The description of info ends in "The dogs of a kennel": write full sentences and end the last in a full stop.',
  },
  {
    rule: "description-full-stop",
    set: [[...put, "responses", "default", "description"], "Any failure:\n\n- a bite"],
    message:
      'The description of PUT /dogs/{dogId} › responses › default ends in "- a bite": write full sentences and end the last in a full stop.',
  },
  {
    rule: "description-full-stop",
    set: [[...put, "parameters", 0, "description"], "The ID"],
    message:
      'The description of PUT /dogs/{dogId} › parameters › dogId ends in "The ID": write full sentences and end the last in a full stop.',
  },
  {
    rule: "description-full-stop",
    set: [[...words, "any", "description"], "Both"],
    message:
      'The description of Dog › x-availability › values › any ends in "Both": write full sentences and end the last in a full stop.',
  },
  {
    rule: "schema-name",
    set: [["components", "schemas", "dogName"], { type: "string", description: "A name." }],
    also: [[...dog, "properties", "name"], { $ref: "#/components/schemas/dogName", description: "The name." }],
    message: "dogName is not in PascalCase: name the schema with a noun such as ModelInput.",
  },
  {
    rule: "operation-id",
    set: [[...put, "operationId"], "dogUpdate"],
    message:
      '"dogUpdate" does not open with a known verb in camelCase: write one such as updateModel, or add the verb in spec/spectral.yaml.',
  },
  {
    rule: "operation-id",
    set: [[...put, "operationId"], "update_dog"],
    message:
      '"update_dog" does not open with a known verb in camelCase: write one such as updateModel, or add the verb in spec/spectral.yaml.',
  },
  {
    rule: "named-enumeration",
    set: [[...put, "parameters", 0, "schema"], { type: "string", enum: ["rex"] }],
    message:
      "PUT /dogs/{dogId} › parameters › dogId › schema has an enumeration without a name: make it a schema of components and refer to it with $ref.",
  },
  {
    rule: "object-shape",
    set: [[...dog, "properties", "home", "additionalProperties"], undefined],
    message: "Dog.home is an object of anything: give it properties, or additionalProperties for a map.",
  },
  {
    rule: "object-shape",
    set: [[...dog, "properties", "home"], { type: ["object", "null"], description: "The home, or null." }],
    message: "Dog.home is an object of anything: give it properties, or additionalProperties for a map.",
  },
  {
    rule: "basic-auth",
    set: [
      [...put, "security"],
      [{ login: [] }, {}],
    ],
    message:
      "PUT /dogs/{dogId} can be called without HTTP Basic: each entry of its security names a scheme of type http, scheme basic.",
  },
  {
    rule: "basic-auth",
    set: [["components", "securitySchemes", "login", "scheme"], "bearer"],
    message:
      "PUT /dogs/{dogId} can be called without HTTP Basic: each entry of its security names a scheme of type http, scheme basic.",
  },
  {
    rule: "availability",
    set: [
      [...dog, "properties", "flock", "x-available-for"],
      ["herder", "shepherd"],
    ],
    message: 'x-available-for of Dog.flock has an unknown word "shepherd": use herder, hunter or any.',
  },
  {
    rule: "availability",
    set: [
      [...dog, "properties", "flock", "x-available-for"],
      ["herder", "herder"],
    ],
    message: 'x-available-for of Dog.flock has "herder" twice: delete one.',
  },
  {
    rule: "availability",
    set: [[...dog, "properties", "flock", "x-available-for"], "herder"],
    message: "x-available-for of Dog.flock is not a list of words: name one or more, or delete it.",
  },
  {
    rule: "availability",
    set: [[...dog, "x-availability"], undefined],
    message: "Dog.flock has x-available-for, but Dog has no x-availability to declare its words.",
  },
  {
    rule: "availability",
    set: [["components", "schemas", "DogKind", "x-available-for"], ["herder"]],
    message: "DogKind has x-available-for, which belongs on a property: move it there or delete it.",
  },
  {
    rule: "availability",
    set: [[...words, "herder", "description"], undefined],
    message: 'x-availability of Dog does not say what "herder" means: give it a title and a description.',
  },
  {
    rule: "availability",
    set: [[...words, "herder", "sense"], "sheep"],
    message:
      'x-availability of Dog gives "herder" an unknown field "sense": a word takes title, description and includes.',
  },
  {
    rule: "availability",
    set: [
      [...words, "any", "includes"],
      ["herder", "shepherd"],
    ],
    message: 'includes of "any" in x-availability of Dog has an unknown word "shepherd": use herder or hunter.',
  },
  {
    rule: "availability",
    set: [[...words, "any", "includes"], ["any"]],
    message: 'includes of "any" in x-availability of Dog has an unknown word "any": use herder or hunter.',
  },
  {
    rule: "availability",
    set: [[...dog, "x-availability", "name"], "dog kind"],
    message: "x-availability of Dog needs a name: a noun in PascalCase for what its words tell apart, such as Trainer.",
  },
  {
    rule: "availability",
    set: [[...dog, "x-availability", "names"], "DogKind"],
    message: 'x-availability of Dog has an unknown field "names": it takes name, property and values.',
  },
  {
    rule: "availability",
    set: [[...dog, "x-availability", "property"], "flock"],
    message:
      'x-availability of Dog says that "flock" holds the word: name a property of the schema that is an enumeration.',
  },
  {
    rule: "availability",
    set: [
      ["components", "schemas", "DogKind", "enum"],
      ["herder", "hunter", "guard"],
    ],
    message: 'x-availability of Dog leaves out "guard", a value of its property "kind": add it to the words.',
  },
  {
    rule: "availability",
    set: [[...words, "guard"], { title: "Guard", description: "A dog that guards." }],
    message:
      'x-availability of Dog has the word "guard", which is no value of its property "kind": give it includes or delete it.',
  },
  {
    rule: "availability",
    set: [["components", "schemas", "DogKind", "x-availability"], { name: "Kind", values: {} }],
    message: "x-availability of DogKind declares no words: list them under values.",
  },
  {
    rule: "rule/error-response",
    set: [[...put, "responses", "default"], undefined],
    message: "The operation does not say how it fails. Give it a 4xx response or a default one.",
  },
  {
    rule: "rule/summary-length",
    set: [[...put, "summary"], "Update it"],
    message: "The summary does not have 10 to 50 characters.",
  },
  {
    rule: "rule/summary-length",
    set: [[...put, "summary"], "Update everything that is known of a dog in a kennel"],
    message: "The summary does not have 10 to 50 characters.",
  },
  {
    rule: "rule/summary-sentence-case",
    set: [[...put, "summary"], "Update the Name of a Dog"],
    message: 'The summary is not in sentence case: write "Update a model", with one capital at the start.',
  },
  {
    rule: "rule/summary-sentence-case",
    set: [[...put, "summary"], "update a dog"],
    message: 'The summary is not in sentence case: write "Update a model", with one capital at the start.',
  },
  {
    rule: "rule/summary-no-full-stop",
    set: [[...put, "summary"], "Update a dog."],
    message: "The summary ends in a full stop. Delete the full stop.",
  },
  {
    rule: "rule/tag-name",
    set: [["tags", 0, "name"], "dog"],
    also: [[...put, "tags"], ["dog"]],
    message: "The tag is not a plural noun with a capital, such as Models.",
  },
  {
    rule: "operation-singular-tag",
    set: [["tags", 1], { name: "Cats", description: "The cats." }],
    also: [
      [...put, "tags"],
      ["Dogs", "Cats"],
    ],
    message: "Operation `tags` object should have only one tag.",
  },
  {
    rule: "paths-kebab-case",
    set: [["paths"], { "/bigDogs/{dogId}": clean.paths["/dogs/{dogId}"] }],
    message: "`/bigDogs/{dogId}` does not use kebab-case.",
  },
  {
    rule: "no-invalid-parameter-examples",
    set: [[...put, "parameters", 0, "example"], 5],
    message: "Example value must conform to the schema: type must be string.",
  },
  {
    rule: "operation-description",
    set: [[...put, "description"], undefined],
    message: "Operation object should contain `description` field.",
  },
  {
    rule: "parameter-description",
    set: [[...put, "parameters", 0, "description"], undefined],
    message: "Parameter object description must be present.",
  },
  {
    rule: "operation-tag-defined",
    set: [[...put, "tags"], ["Cats"]],
    message: "Operation tags should be defined in global tags.",
  },
  {
    rule: "no-invalid-media-type-examples",
    set: [["components", "examples", "Rex", "value", "kind"], "cat"],
    message:
      'Example value must conform to the schema: `kind` property must be equal to one of the allowed values "herder", "hunter".',
  },
  {
    rule: "no-invalid-schema-examples",
    set: [[...dog, "properties", "flock", "examples"], ["many"]],
    message: "Example value must conform to the schema: type must be number.",
  },
  {
    rule: "no-unused-components",
    set: [["components", "schemas", "Cat"], { type: "string", description: "A cat." }],
    message: 'Component: "Cat" is never used.',
  },
];

const folder = mkdtempSync(join(tmpdir(), "house-rules-"));
afterAll(() => rmSync(folder, { recursive: true }));

function write(name: string, document: unknown): string {
  const file = join(folder, name);
  writeFileSync(file, stringify(document));
  return file;
}

async function lint(document: unknown): Promise<Problem[]> {
  return (await readSpec(write("openapi.yaml", document), "house")).problems;
}

function change(document: unknown, [path, value]: Change): void {
  const holder = Object(path.slice(0, -1).reduce<unknown>((held, key) => Object(held)[key], document));
  const key = path.at(-1) ?? "";
  if (value === undefined) delete holder[key];
  else holder[key] = value;
}

test("a clean description has no problems", async () => {
  expect(await lint(clean)).toEqual([]);
});

test.each(breaks)("$rule: $message", async ({ rule, message, set, also }) => {
  const document = structuredClone(clean);
  change(document, set);
  if (also !== undefined) change(document, also);
  const problems = await lint(document);
  expect(problems.map(({ severity, rule, message }) => ({ severity, rule, message }))).toEqual([
    { severity: "error", rule, message },
  ]);
});

test("a problem stands at the line that is to change", async () => {
  const document = structuredClone(clean);
  change(document, [
    [...dog, "properties", "flock", "x-available-for"],
    ["herder", "shepherd"],
  ]);
  const [problem] = await lint(document);
  expect(problem).toMatchObject({
    excerpt: "            - shepherd",
    column: 15,
    pointer: "#/components/schemas/Dog/properties/flock/x-available-for/1",
  });
});

describe("the rulesets", () => {
  test("each rule that they name is broken above", async () => {
    const { rules } = await houseRuleset();
    const config: { rules: object } = parse(readFileSync(new URL("../redocly.yaml", import.meta.url), "utf8"));
    const redocly = Object.entries(config.rules).filter(([, setting]) => setting !== "off");
    const named = [...Object.keys(rules), ...redocly.map(([name]) => name)];
    expect(named.filter((name) => !breaks.some(({ rule }) => rule === name))).toEqual([]);
  });

  test("redocly.yaml says nothing that Redocly does not know", async () => {
    expect(await lintConfig({ config: await redoclyConfig("house") })).toEqual([]);
  });
});

describe("the command lines come to the same verdict", () => {
  const run = promisify(execFile);
  const linters = {
    redocly: (file: string) => ["lint", file, "--config", "redocly.yaml"],
    spectral: (file: string) => ["lint", file, "-r", "spectral.yaml"],
  };

  async function exitCode(linter: keyof typeof linters, file: string): Promise<number> {
    const command = fileURLToPath(new URL(`../../node_modules/.bin/${linter}`, import.meta.url));
    const cwd = fileURLToPath(new URL("..", import.meta.url));
    const env = { ...process.env, REDOCLY_TELEMETRY: "off" };
    return run(command, linters[linter](file), { cwd, env }).then(
      () => 0,
      ({ code }: { code: number }) => code,
    );
  }

  test.each(["redocly", "spectral"] as const)("%s", async (linter) => {
    const broken = structuredClone(clean);
    change(broken, linter === "redocly" ? [[...put, "summary"], "Update it"] : [["info", "description"], "Dogs"]);
    expect(await exitCode(linter, write(`${linter}-clean.yaml`, clean))).toBe(0);
    expect(await exitCode(linter, write(`${linter}-broken.yaml`, broken))).toBe(1);
  });
});
