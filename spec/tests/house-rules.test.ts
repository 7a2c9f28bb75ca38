// Each house rule, on a small clean description with one thing broken.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { lintConfig, loadConfig } from "@redocly/openapi-core";
import { houseRules } from "@repo/commands";
import { keysOf, valueAt } from "@repo/openapi";
import { type Problem, readDescription } from "@repo/openapi/read";
import { afterAll, describe, expect, test } from "vitest";
import { parse, stringify } from "yaml";

/**
 * It also has what the rules must not report: a name with a capital in a summary, a property called `description`, keywords
 * as keys of an example, an operation with its own security, a webhook with a name and answers of its own, and a word that
 * stands for several others.
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
  webhooks: {
    dogLost: {
      post: {
        operationId: "Dog_Lost",
        tags: ["Dogs"],
        summary: "Tell that a dog is lost",
        description: "A dog is lost.",
        responses: { "204": { description: "It was heard." } },
      },
    },
  },
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
          },
          groups: { any: { title: "Any", description: "Both.", includes: ["herder", "hunter"] } },
        },
        properties: {
          kind: { $ref: "#/components/schemas/DogKind", description: "The kind of the dog." },
          description: { type: "string", description: "What the owner says.", default: "no full stop" },
          flock: {
            type: "number",
            "x-available-for": ["herder"],
            "x-differs-for": { herder: { default: 5, maximum: 9 } },
            description: "The sheep.",
          },
          training: { $ref: "#/components/schemas/Training", description: "The training." },
          home: { type: "object", description: "The home.", additionalProperties: { type: "string" } },
          properties: {
            type: "object",
            description: "A property whose name is a keyword.",
            properties: { enum: { type: "array", items: { type: "string" }, description: "Another." } },
          },
        },
      },
      DogKind: {
        type: "string",
        description: "A kind of dog.",
        enum: ["herder", "hunter"],
        "x-tells": { name: "School", words: { herder: "farm" } },
      },
      Training: {
        type: "object",
        description: "The training of a dog.",
        "x-availability": { name: "School", values: { farm: { title: "Farm", description: "A farm." } } },
        properties: { hours: { type: "number", description: "The hours.", "x-available-for": ["farm"] } },
      },
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

/** Replaces the value at a JSON pointer, or deletes it if no value is given. */
type Change = [pointer: string, value?: unknown];

const put = "/paths/~1dogs~1{dogId}/put";
const dog = "/components/schemas/Dog";
const words = `${dog}/x-availability/values`;
const groups = `${dog}/x-availability/groups`;
const flock = `${dog}/properties/flock`;
const tells = `${dog}Kind/x-tells`;

/** By rule: the message of its only problem, and what breaks the rule. */
const breaks: Record<string, [message: string, ...changes: Change[]][]> = {
  "property-description": [
    ["Dog.flock has no description: say in a full sentence what it is.", [`${dog}/properties/flock/description`]],
    [
      "Dog.kind has no description: say in a full sentence what it is.",
      [`${dog}/properties/kind`, { $ref: "#/components/schemas/DogKind" }],
    ],
    [
      "Dog.properties.enum has no description: say in a full sentence what it is.",
      [`${dog}/properties/properties/properties/enum/description`],
    ],
  ],
  "schema-description": [
    ["DogKind.description is missing: say in a full sentence what the schema is.", [`${dog}Kind/description`]],
  ],
  "security-scheme-description": [
    [
      "login.description is missing: say in a full sentence how to authenticate.",
      ["/components/securitySchemes/login/description"],
    ],
  ],
  "description-full-stop": [
    [
      'The description of info ends in "Dogs. The whole kennel": write full sentences and end the last in a full stop.',
      ["/info/description", "Dogs. The whole kennel"],
    ],
    [
      'The description of PUT /dogs/{dogId} › responses › default ends in "- a bite": write full sentences and end the last in a full stop.',
      [`${put}/responses/default/description`, "Any failure:\n\n- a bite"],
    ],
    [
      'The description of PUT /dogs/{dogId} › parameters › dogId ends in "The ID": write full sentences and end the last in a full stop.',
      [`${put}/parameters/0/description`, "The ID"],
    ],
    [
      'The description of Dog › x-availability › groups › any ends in "Both": write full sentences and end the last in a full stop.',
      [`${groups}/any/description`, "Both"],
    ],
  ],
  "schema-name": [
    [
      "dogName is not in PascalCase: name the schema with a noun such as ModelInput.",
      ["/components/schemas/dogName", { type: "string", description: "A name." }],
      [`${dog}/properties/name`, { $ref: "#/components/schemas/dogName", description: "The name." }],
    ],
  ],
  "operation-id": [
    [
      '"UpdateDog" is not in camelCase: write a verb and what it is about, such as updateDog.',
      [`${put}/operationId`, "UpdateDog"],
    ],
    [
      '"update_dog" is not in camelCase: write a verb and what it is about, such as updateDog.',
      [`${put}/operationId`, "update_dog"],
    ],
  ],
  "named-enumeration": [
    [
      "PUT /dogs/{dogId} › parameters › dogId › schema has an enumeration without a name: make it a schema of components and refer to it with $ref.",
      [`${put}/parameters/0/schema`, { type: "string", enum: ["rex"] }],
    ],
  ],
  "object-shape": [
    [
      "Dog.home is an object of anything: give it properties, or additionalProperties for a map.",
      [`${dog}/properties/home/additionalProperties`],
    ],
    [
      "Dog.home is an object of anything: give it properties, or additionalProperties for a map.",
      [`${dog}/properties/home`, { type: ["object", "null"], description: "The home, or null." }],
    ],
  ],
  "security-defined": [
    [
      "Every operation should have security defined on it or on the root level.",
      ["/security"],
      [`${put}/security`],
      ["/components/securitySchemes"],
      ["/webhooks"],
    ],
    ["There is no `token` security scheme defined.", [`${put}/security`, [{ token: [] }, { login: [] }]]],
  ],
  availability: [
    [
      'x-available-for of Dog.flock has an unknown word "shepherd": use herder, hunter or any.',
      [`${dog}/properties/flock/x-available-for`, ["herder", "shepherd"]],
    ],
    [
      'x-available-for of Dog.flock has "herder" twice: delete one.',
      [`${dog}/properties/flock/x-available-for`, ["herder", "herder"]],
    ],
    [
      "x-available-for of Dog.flock is empty or not a list: name at least one word, or delete it.",
      [`${dog}/properties/flock/x-available-for`, "herder"],
    ],
    [
      "Dog.flock has x-available-for, but Dog has no x-availability to declare its words.",
      [`${dog}/x-availability`],
      [`${flock}/x-differs-for`],
    ],
    [
      "Dog.flock has x-differs-for, but Dog has no x-availability to declare its words.",
      [`${dog}/x-availability`],
      [`${flock}/x-available-for`],
    ],
    [
      "DogKind has x-differs-for, which belongs on a property: move it there or delete it.",
      [`${dog}Kind/x-differs-for`, { herder: { maximum: 9 } }],
    ],
    [
      'x-differs-for of Dog.flock has an unknown word "shepherd": use herder, hunter or any.',
      [`${flock}/x-differs-for/shepherd`, { maximum: 9 }],
    ],
    [
      "x-differs-for of Dog.flock is empty or not an object: say what differs for at least one word, or delete it.",
      [`${flock}/x-differs-for`, {}],
    ],
    [
      'x-differs-for of Dog.flock says nothing for "herder": give it keywords such as default, or delete it.',
      [`${flock}/x-differs-for/herder`, 9],
    ],
    [
      'x-differs-for of Dog.flock allows no value for "herder": its minimum is above its maximum.',
      [`${flock}/x-differs-for/herder/minimum`, 10],
    ],
    [
      'x-differs-for of Dog.flock gives "herder" the default 5, which its own limits forbid.',
      [`${flock}/x-differs-for/herder/maximum`, 4],
    ],
    [
      "Dog has x-tells, which belongs on an enumeration: move it there or delete it.",
      [`${dog}/x-tells`, { name: "School", words: { herder: "farm" } }],
    ],
    [
      "x-tells of DogKind takes two fields: name, and words with a word for each value that tells one.",
      [`${tells}/words`, {}],
    ],
    ['x-tells of DogKind names "Dog": name an x-availability that has no property.', [`${tells}/name`, "Dog"]],
    [
      'x-tells of DogKind has "guard", which is not one of its values: correct it or delete it.',
      [`${tells}/words/guard`, "farm"],
    ],
    ['x-tells of DogKind has an unknown word "city": use farm.', [`${tells}/words/herder`, "city"]],
    [
      'x-availability of Dog has "herder" twice, as a word and as a group: rename one.',
      [`${groups}/herder`, { title: "Herder", description: "A herder.", includes: ["hunter"] }],
    ],
    [
      "DogKind has x-available-for, which belongs on a property: move it there or delete it.",
      [`${dog}Kind/x-available-for`, ["herder"]],
    ],
    [
      'x-availability of Dog does not say what "herder" means: give it a title and a description.',
      [`${words}/herder/description`],
    ],
    [
      'x-availability of Dog gives "herder" an unknown field "sense": it takes title and description.',
      [`${words}/herder/sense`, "sheep"],
    ],
    [
      'includes of "any" in x-availability of Dog has an unknown word "shepherd": use herder or hunter.',
      [`${groups}/any/includes`, ["herder", "shepherd"]],
    ],
    [
      'includes of "any" in x-availability of Dog has an unknown word "any": use herder or hunter.',
      [`${groups}/any/includes`, ["any"]],
    ],
    [
      "x-availability of Dog needs a name: a noun in PascalCase for what its words tell apart, such as Trainer.",
      [`${dog}/x-availability/name`, "dog kind"],
    ],
    [
      'x-availability of Dog has an unknown field "names": it takes name, property, values and groups.',
      [`${dog}/x-availability/names`, "DogKind"],
    ],
    [
      'x-availability of Dog says that "flock" holds the word: name a property of the schema that is an enumeration.',
      [`${dog}/x-availability/property`, "flock"],
    ],
    [
      'x-availability of Dog leaves out "guard", a value of its property "kind": add it to the words.',
      [`${dog}Kind/enum`, ["herder", "hunter", "guard"]],
    ],
    [
      'x-availability of Dog has the word "guard", which is not a value of its property "kind": make it a group, or delete it.',
      [`${words}/guard`, { title: "Guard", description: "A dog that guards." }],
    ],
    [
      "x-availability of DogKind declares no words: list them under values.",
      [`${dog}Kind/x-availability`, { name: "Kind", values: {} }],
    ],
  ],
  "error-response": [
    ["The operation does not say how it fails: give it a 4xx response or a default one.", [`${put}/responses/default`]],
  ],
  "rule/summary-length": [
    ["The summary does not have 10 to 50 characters.", [`${put}/summary`, "Update it"]],
    [
      "The summary does not have 10 to 50 characters.",
      [`${put}/summary`, "Update everything that is known of a dog in a kennel"],
    ],
  ],
  "rule/summary-sentence-case": [
    [
      'The summary is not in sentence case: write "Update a model", with one capital at the start.',
      [`${put}/summary`, "Update the Name of a Dog"],
    ],
    [
      'The summary is not in sentence case: write "Update a model", with one capital at the start.',
      [`${put}/summary`, "update a dog"],
    ],
  ],
  "rule/summary-no-full-stop": [
    ["The summary ends in a full stop. Delete the full stop.", [`${put}/summary`, "Update a dog."]],
  ],
  "rule/tag-name": [
    [
      "The tag is not a plural noun with a capital, such as Models.",
      ["/tags/0/name", "dog"],
      [`${put}/tags`, ["dog"]],
      ["/webhooks"],
    ],
  ],
  "operation-singular-tag": [
    [
      "Operation `tags` object should have only one tag.",
      ["/tags/1", { name: "Cats", description: "The cats." }],
      [`${put}/tags`, ["Dogs", "Cats"]],
    ],
  ],
  "path-kebab-case": [
    [
      "/bigDogs/{dogId} is not in kebab-case: write its words in small letters, with hyphens between them.",
      ["/paths", { "/bigDogs/{dogId}": clean.paths["/dogs/{dogId}"] }],
    ],
  ],
  "no-invalid-parameter-examples": [
    ["Example value must conform to the schema: type must be string.", [`${put}/parameters/0/example`, 5]],
  ],
  "operation-description": [["Operation object should contain `description` field.", [`${put}/description`]]],
  "parameter-description": [["Parameter object description must be present.", [`${put}/parameters/0/description`]]],
  "operation-tag-defined": [["Operation tags should be defined in global tags.", [`${put}/tags`, ["Cats"]]]],
  "no-invalid-media-type-examples": [
    [
      'Example value must conform to the schema: `kind` property must be equal to one of the allowed values "herder", "hunter".',
      ["/components/examples/Rex/value/kind", "cat"],
    ],
  ],
  "no-invalid-schema-examples": [
    ["Example value must conform to the schema: type must be number.", [`${dog}/properties/flock/examples`, ["many"]]],
  ],
  "no-unused-components": [
    ['Component: "Cat" is never used.', ["/components/schemas/Cat", { type: "string", description: "A cat." }]],
  ],
};

const folder = mkdtempSync(join(tmpdir(), "house-rules-"));
afterAll(() => rmSync(folder, { recursive: true }));

function write(document: unknown): string {
  const file = join(folder, "openapi.yaml");
  writeFileSync(file, stringify(document));
  return file;
}

async function lint(document: unknown): Promise<Problem[]> {
  return (await readDescription(write(document), houseRules)).problems;
}

function broken(...changes: Change[]): unknown {
  const document = structuredClone(clean);
  for (const [pointer, value] of changes) {
    const key = keysOf(pointer).at(-1) ?? "";
    const holder = valueAt(document, pointer.slice(0, pointer.lastIndexOf("/"))) as Record<string, unknown>;
    if (value === undefined) delete holder[key];
    else holder[key] = value;
  }
  return document;
}

test("a clean description has no problems", async () => {
  expect(await lint(clean)).toEqual([]);
});

const rows = Object.entries(breaks).flatMap(([rule, rows]) =>
  rows.map(([message, ...changes]) => ({ rule, message, changes })),
);

test.each(rows)("$rule: $message", async ({ rule, message, changes }) => {
  const problems = await lint(broken(...changes));
  expect(problems.map(({ severity, rule, message }) => ({ severity, rule, message }))).toEqual([
    { severity: "error", rule, message },
  ]);
});

test("a problem is reported at the line to change", async () => {
  const [problem] = await lint(broken([`${dog}/properties/flock/x-available-for`, ["herder", "shepherd"]]));
  expect(problem).toMatchObject({ excerpt: "            - shepherd", column: 15 });
});

test("every rule of the two files is broken above", () => {
  const rulesOf = (file: string): Record<string, unknown> => parse(readFileSync(file, "utf8")).rules;
  const redocly = Object.entries(rulesOf(houseRules.redocly)).filter(([, setting]) => setting !== "off");
  const named = [...Object.keys(rulesOf(houseRules.spectral)), ...redocly.map(([name]) => name)];
  expect(named.filter((name) => !(name in breaks))).toEqual([]);
});

test("redocly.yaml has only what Redocly knows", async () => {
  expect(await lintConfig({ config: await loadConfig({ configPath: houseRules.redocly }) })).toEqual([]);
});

describe("the command line reports the same", () => {
  const require = createRequire(import.meta.url);
  test.each([
    [
      "rule/summary-length",
      `${put}/summary`,
      require.resolve("@redocly/cli/bin/cli.js"),
      "--config",
      houseRules.redocly,
    ],
    [
      "description-full-stop",
      "/info/description",
      require.resolve("@stoplight/spectral-cli/dist/index.js"),
      "-r",
      houseRules.spectral,
    ],
  ])("%s", (rule, pointer, cli, ...options) => {
    const file = write(broken([pointer, "Dogs"]));
    const args = [cli, "lint", file, "--format=json", ...options];
    let found = "";
    try {
      execFileSync(process.execPath, args, { cwd: folder, env: { ...process.env, REDOCLY_TELEMETRY: "off" } });
    } catch (error) {
      found = String((error as { stdout: Buffer }).stdout);
    }
    expect(found.match(/"(ruleId|code)": ?"[^"]+"/g)).toEqual([expect.stringContaining(`"${rule}"`)]);
  });
});
