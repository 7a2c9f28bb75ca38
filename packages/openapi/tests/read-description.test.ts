import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { root, runNode } from "@repo/testing";
import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest";
import { stringify } from "yaml";
import { forgetRules, formatProblems, type Problem, readDescription } from "../src/read/index.ts";

const folder = mkdtempSync(join(tmpdir(), "read-description-"));
afterAll(() => rmSync(folder, { recursive: true }));

const cwd = process.cwd();
beforeEach(() => process.chdir(folder));
afterEach(() => process.chdir(cwd));

const house = { redocly: join(root, "spec/redocly.yaml"), spectral: join(root, "spec/spectral.yaml") };

function write(name: string, content: string | Uint8Array): string {
  const file = join(folder, name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
  return name;
}

/** `line:column rule message` of each problem, with "warning" and the file before it if the file is another. */
function summaries(problems: readonly Problem[], file: string): string[] {
  return problems.map((problem) => {
    const warning = problem.severity === "warning" ? "warning " : "";
    const elsewhere = problem.file === file ? "" : `${problem.file} `;
    return `${warning}${elsewhere}${problem.line}:${problem.column} ${problem.rule} ${problem.message}`;
  });
}

const head = { openapi: "3.1.1", info: { title: "Kennel", version: "1.0.0" } };
const headLines = "openapi: 3.1.1\ninfo: { title: Kennel, version: 1.0.0 }\n";
const startsWith = 'an OpenAPI description is an object that starts with "openapi: 3.1.1".';
const endless = "has YAML aliases that expand without end: write those values out.";

/** Files that cannot be read, and what is reported, whatever the rules. */
const unreadable: [name: string, text: string, ...problems: string[]][] = [
  ["empty.yaml", "", `1:1 openapi-version The file is empty: ${startsWith}`],
  ["comment.yaml", "# Nothing yet.\n", `1:1 openapi-version The file is empty: ${startsWith}`],
  ["list.yaml", "- openapi: 3.1.1\n", `1:1 openapi-version The file holds a list: ${startsWith}`],
  ["word.yaml", "openapi\n", `1:1 openapi-version The file holds a string: ${startsWith}`],
  ["no-version.yaml", "info: {}\npaths: {}\n", `1:1 openapi-version The file has no "openapi" field: ${startsWith}`],
  [
    "openapi-4.yaml",
    "openapi: 4.0.0\n",
    "1:10 openapi-version OpenAPI 4.0.0 is not supported: write the description in OpenAPI 3.0, 3.1 or 3.2.",
  ],
  [
    "swagger-2.yaml",
    '# Older than what is read.\nswagger: "2.0"\n',
    "2:10 openapi-version Swagger 2.0 is not supported: convert the file to OpenAPI 3.0 or later, for example with swagger2openapi.",
  ],
  ["syntax.json", '{\n  "openapi": "3.1.1"\n', "3:1 syntax This is not JSON: Flow map must end with a }."],
  [
    "syntax.yaml",
    `${headLines}paths: { "/dogs": { get: {} }\ncomponents: {}\n`,
    "4:1 syntax This is not YAML: Flow map in block collection must be sufficiently indented and end with a }.",
  ],
  ["duplicate-key.yaml", `${headLines}paths: {}\npaths: {}\n`, "4:1 syntax This is not YAML: Map keys must be unique."],
  [
    "alias-bomb.yaml",
    `${headLines}x-0: &a0 [woof, woof]\n${Array.from({ length: 20 }, (_, at) => `x-${at + 1}: &a${at + 1} [*a${at}, *a${at}]\n`).join("")}`,
    `1:1 readable alias-bomb.yaml ${endless}`,
  ],
  [
    "alias-in-itself.yaml",
    "openapi: 3.1.1\ninfo: &info\n  x-more: *info\n",
    `1:1 readable alias-in-itself.yaml ${endless}`,
  ],
  [
    "circular-ref.yaml",
    `${headLines}paths: {}\ncomponents:\n  schemas:\n    Dog: { $ref: "#/components/schemas/Wolf" }\n    Wolf: { $ref: "#/components/schemas/Dog" }\n    Pack: { items: { $ref: "#/components/schemas/Pack" } }\n`,
    '6:18 no-circular-refs $ref "#/components/schemas/Wolf" reaches no value, since it leads back to itself (#/components/schemas/Dog -> #/components/schemas/Wolf -> #/components/schemas/Dog): refer to something else.',
    '7:19 no-circular-refs $ref "#/components/schemas/Dog" reaches no value, since it leads back to itself (#/components/schemas/Wolf -> #/components/schemas/Dog -> #/components/schemas/Wolf): refer to something else.',
  ],
  [
    "ref-to-itself.yaml",
    `${headLines}paths: {}\ncomponents:\n  $ref: "#/components/schemas"\n`,
    '5:9 no-circular-refs $ref "#/components/schemas" names a thing inside itself: refer to something else.',
  ],
  [
    "deep.yaml",
    `${headLines}paths: {}\nx-deep: ${"[".repeat(101)}${"]".repeat(101)}\n`,
    "4:108 syntax Values are nested more than 100 deep here: move the inner ones to components, and refer to them.",
  ],
  [
    "deep.json",
    `{ "openapi": "3.1.1", "x-deep": ${"[".repeat(101)}${"]".repeat(101)} }`,
    "1:131 syntax Values are nested more than 100 deep here: move the inner ones to components, and refer to them.",
  ],
  [
    "chain.yaml",
    `${headLines}x-0: {}\n${Array.from({ length: 102 }, (_, at) => `x-${at + 1}: { $ref: "#/x-${at}" }\n`).join("")}`,
    "1:1 readable chain.yaml has a chain of more than 100 references that starts at #/x-102: refer to its final target.",
  ],
  [
    "proto.yaml",
    `${headLines}paths:\n  /dogs: { __proto__: {} }\n`,
    '1:1 readable proto.yaml has the name "__proto__" at #/paths/~1dogs: JavaScript reserves it, so choose another.',
  ],
  [
    "inherited.yaml",
    `${headLines}paths: { $ref: "#/info/toString" }\n`,
    '1:1 readable inherited.yaml has a $ref "#/info/toString" at #/paths that points at nothing: correct it or add what it names.',
  ],
];

const noDogs = "responses: { default: { description: None. } }";

/** Files whose references lead nowhere, and what is reported, whatever the rules. */
const unresolved: [name: string, text: string, ...problems: string[]][] = [
  [
    "unresolved-ref.yaml",
    `${headLines}paths: {}\ncomponents:\n  schemas:\n    Cat:\n      description: A cat.\n      $ref: "#/components/schemas/Dog"\n`,
    '8:13 no-unresolved-refs $ref "#/components/schemas/Dog" points at nothing: correct it or add what it names.',
  ],
  [
    "missing-file-ref.yaml",
    `${headLines}paths:\n  /dogs:\n    $ref: dogs.yaml\n`,
    '5:11 no-unresolved-refs $ref "dogs.yaml" does not exist.',
  ],
  [
    "ref-to-syntax-error.yaml",
    `${headLines}paths:\n  /dogs:\n    $ref: parts/syntax.yaml\n  /cats:\n    $ref: parts/syntax.yaml\n`,
    "parts/syntax.yaml 3:1 syntax This is not YAML: Flow sequence in block collection must be sufficiently indented and end with a ].",
    '5:11 no-unresolved-refs $ref "parts/syntax.yaml" names a file that cannot be parsed.',
    '7:11 no-unresolved-refs $ref "parts/syntax.yaml" names a file that cannot be parsed.',
  ],
];

/** Files that break rules of Redocly, which the house keeps. */
const wrong: [name: string, text: string, ...problems: string[]][] = [
  [
    "structure.yaml",
    `${headLines}paths:\n  /dogs:\n    get: { responses: [], sumary: List dogs }\n`,
    "5:23 struct Expected type `Responses` (object) but got `array`.",
    "5:27 struct Property `sumary` is not expected here. Did you mean summary?",
  ],
  [
    "duplicate-operation-id.yaml",
    `${headLines}paths:\n  /dogs:\n    get: { operationId: list, ${noDogs} }\n  /cats:\n    get: { operationId: list, ${noDogs} }\n`,
    "7:10 operation-operationId-unique Every operation must have a unique `operationId`.",
  ],
  [
    "identical-paths.yaml",
    `${headLines}paths:\n  /dogs/{dogId}:\n    parameters: [{ name: dogId, in: path, required: true, schema: {} }]\n  /dogs/{name}:\n    parameters: [{ name: name, in: path, required: true, schema: {} }]\n`,
    "6:3 no-identical-paths The path already exists which differs only by path parameter name(s): `/dogs/{dogId}` and `/dogs/{name}`.",
  ],
  [
    "path-parameters.yaml",
    `${headLines}paths:\n  /dogs/{dogId}:\n    get: { ${noDogs} }\n  /cats/{catId}:\n    parameters:\n      - { name: catId, in: path, required: true, schema: {} }\n      - { name: catId, in: path, required: true, schema: {} }\n`,
    "5:5 path-parameters-defined The operation does not define the path parameter `{dogId}` expected by path `/dogs/{dogId}`.",
    "9:9 operation-parameters-unique Paths must have unique `name` + `in` parameters. Repeats of `in:path` + `name:catId`.",
  ],
  [
    "short-version.yaml",
    "openapi: 3.1\n",
    '1:10 openapi-version The version 3.1 is incomplete: write three numbers, such as "openapi: 3.1.1".',
  ],
  [
    "quoted-version.yaml",
    'openapi: "3.1"\n',
    '1:10 openapi-version The version "3.1" is incomplete: write three numbers, such as "openapi: 3.1.1".',
  ],
];

describe("a broken description", () => {
  write("parts/syntax.yaml", "get:\n  tags: [Dogs\n");

  test.each([...unreadable, ...unresolved].map(([name, text, ...problems]) => ({ name, text, problems })))(
    "$name cannot be read",
    async ({ name, text, problems }) => {
      const file = write(name, text);
      const byStructure = await readDescription(file, "structure");
      expect(byStructure.document).toBeUndefined();
      expect(summaries(byStructure.problems, file)).toEqual(problems);
      const byHouse = summaries((await readDescription(file, house)).problems, file);
      expect(byHouse).toEqual(expect.arrayContaining(problems));
      expect(byHouse.filter((problem) => problem.startsWith("warning"))).toEqual([]);
    },
  );

  test.each(wrong.map(([name, text, ...problems]) => ({ name, text, problems })))(
    "$name is refused by the house",
    async ({ name, text, problems }) => {
      const file = write(name, text);
      const found = summaries((await readDescription(file, house)).problems, file);
      expect(found).toEqual(expect.arrayContaining(problems));
    },
  );

  test("is reported by one linter if both find the same reference", async () => {
    const { problems } = await readDescription("unresolved-ref.yaml", house);
    expect(problems.filter(({ line }) => line === 8).map(({ rule }) => rule)).toEqual(["no-unresolved-refs"]);
  });

  test("is checked by the rules of Redocly's structure if it is so broken that a rule of style fails", async () => {
    const file = write("no-list.yaml", stringify({ ...head, paths: {}, tags: 5 }));
    const { problems } = await readDescription(file, house);
    expect(summaries(problems, file)).toEqual(["6:7 struct Expected type `TagList` (array) but got `integer`."]);
  });
});

const answer = { default: { description: "None." } };
const get = (fields: object, path = "/dogs", version = "3.1.1") => ({
  ...head,
  openapi: version,
  paths: { [path]: { get: { responses: answer, ...fields } } },
});
const schema = (Dog: unknown, version = "3.1.1") => ({
  ...get({}, "/dogs", version),
  components: { schemas: { Dog } },
});
const dogIs = (Dog: unknown) => ({ components: { schemas: { Dog } } });
const operationIs = (fields: object, path = "/dogs") => ({ paths: { [path]: { get: fields } } });

/** What is valid or harmless is read: a description, what is made of it, and the warnings. */
const lenient: [what: string, description: unknown, document: object, ...warnings: string[]][] = [
  [
    "an incomplete version",
    { ...get({}), openapi: 3.1 },
    { openapi: "3.1.0" },
    "openapi-version The version 3.1 is incomplete: it is read as 3.1.0. Write three numbers.",
  ],
  ["the version 3.0 of YAML", { ...get({}), openapi: 3 }, { openapi: "3.0.0" }, "openapi-version The version 3 is"],
  [
    "nullable in 3.1",
    schema({ type: "string", nullable: true }),
    dogIs({ type: "string", nullable: true }),
    'other-version "nullable" belongs to OpenAPI 3.0, not to 3.1: it is read as there. Write type: [string, "null"], so',
  ],
  [
    "a keyword of 3.1 in 3.0",
    schema({ const: 1, type: ["string", "null"] }, "3.0.3"),
    dogIs({ const: 1, type: ["string", "null"] }),
    'other-version "const" belongs to OpenAPI 3.1, not to 3.0: it is read as there. Write openapi: 3.1.0, so that',
  ],
  [
    "an unknown keyword",
    schema({ optional: true }),
    dogIs({ optional: true }),
    'unknown-field "optional" is not a field of OpenAPI 3.1 here: it is ignored. Remove it, or correct its name.',
  ],
  ["schemas that are true or false", schema({ allOf: [true], not: false }), dogIs({ allOf: [{}], not: false })],
  [
    "null where text belongs",
    schema({ type: ["string", null] }),
    dogIs({ type: ["string", "null"] }),
    'unknown-value "type" must be a list, not ["string",null]: it is read as ["string","null"]. Correct it.',
  ],
  [
    "an unknown type",
    schema({ type: "int", description: "A dog." }),
    dogIs({ description: "A dog." }),
    'unknown-value "type" must be one of object, array, string, number, integer, boolean, null, not "int": it is left out',
  ],
  [
    "values of another kind",
    { ...get({ tags: "dogs", deprecated: "true" }), info: { title: "Kennel", version: 1 } },
    { info: { title: "Kennel", version: "1" }, ...operationIs({ tags: ["dogs"], deprecated: true }) },
    'wrong-kind "version" must be a string, not 1: it is read as "1". Correct it.',
    'wrong-kind "tags" must be a list, not "dogs": it is read as ["dogs"]. Correct it.',
    'wrong-kind "deprecated" must be a boolean, not "true": it is read as true. Correct it.',
  ],
  [
    "a property that says that it is required",
    schema({ properties: { name: { required: true } } }),
    dogIs({ properties: { name: {} } }),
    'wrong-kind "required" must be a list, not true: it is left out. Correct it, or remove it.',
  ],
  [
    "what the pages alone show, in the wrong shape",
    { ...get({}), tags: 5, externalDocs: {}, servers: [{}, { url: "/v1" }] },
    { servers: [{ url: "/v1" }] },
    'wrong-kind "tags" must be a list, not a number: it is left out. Correct it, or remove it.',
    'missing-field "externalDocs" has no "url": it is left out. Add the field, or remove it.',
    'missing-field Item 1 has no "url": it is left out. Add the field, or remove it.',
  ],
  [
    "a schema in the wrong shape",
    schema({ items: [{ type: "string" }], properties: { name: "string" }, oneOf: {} }),
    dogIs({ items: {}, properties: { name: {} } }),
    'wrong-kind "items" must be an object, not a list: it is read as any value. Correct it.',
    'wrong-kind "name" must be an object, not a string: it is read as any value. Correct it.',
    'wrong-kind "oneOf" must be a list, not an object: it is left out. Correct it, or remove it.',
  ],
  [
    "keys without a value",
    get({ parameters: null, description: null, responses: { 200: null } }),
    operationIs({ parameters: [], responses: { 200: { description: "" } } }),
    'missing-field "200" has no "description": it is read as "". Add it.',
    'no-value "200" has no value: it is read as empty. Give it one, or remove it.',
    'no-value "parameters" has no value: it is read as empty. Give it one, or remove it.',
    'no-value "description" has no value: it is left out. Correct it, or remove it.',
  ],
  [
    "missing fields",
    { openapi: "3.0.0" },
    { info: { title: "API", version: "" }, paths: {} },
    'missing-field The description has no "info": it is read as {"title":"API","version":""}. Add it.',
    'missing-field The description has no "paths": it is read as {}. Add it.',
  ],
  [
    "a path without a slash",
    get({}, "dogs"),
    operationIs({ responses: answer }),
    'path-slash "dogs" is read as "/dogs", since a path starts with "/". Add it.',
  ],
  [
    "an answer without a status",
    get({ responses: { ok: 5, 200: { description: "" } } }),
    operationIs({ responses: { 200: { description: "" } } }),
    'unknown-field "ok" is not a field of OpenAPI 3.1 here: it is ignored. Remove it, or correct its name.',
  ],
  [
    "an object with an enumeration of strings",
    schema({ type: "object", enum: ["name"], properties: { name: {} } }),
    dogIs({ type: "object", properties: { name: {} } }),
    'enum-type "enum" has values that are not of the type object: they are left out. Correct them, or the type.',
  ],
  [
    "a mapping to a schema that is not there",
    schema({
      discriminator: { propertyName: "kind", mapping: { a: "#/components/schemas/Dog", b: "Cat", c: "./c.yaml" } },
    }),
    dogIs({ discriminator: { propertyName: "kind", mapping: { a: "#/components/schemas/Dog" } } }),
    'mapping-to-nothing The discriminator\'s value "b" is mapped to "Cat", which is not there: it is left out. Add',
    'mapping-to-nothing The discriminator\'s value "c" is mapped to "./c.yaml", which is not there: it is left out. Add',
  ],
  [
    "one operationId for two operations",
    {
      ...head,
      paths: { "/a": get({ operationId: "list" }).paths["/dogs"], "/b": get({ operationId: "list" }).paths["/dogs"] },
    },
    { paths: { "/a": { get: { operationId: "list" } }, "/b": { get: { operationId: "list2" } } } },
    'operation-id-twice The operationId "list" belongs to GET /a: this method is called "list2". Give it an operationId of',
  ],
  [
    "paths that differ in a parameter's name",
    { ...head, paths: { "/dogs/{a}": {}, "/dogs/{b}": {} } },
    { paths: { "/dogs/{a}": {}, "/dogs/{b}": {} } },
    'same-path "/dogs/{b}" is the path "/dogs/{a}" with other names of parameters: both are read. Move its operations',
  ],
  [
    "parameters that are not those of the path",
    get(
      {
        parameters: [
          { name: "a", in: "path", schema: {} },
          { name: "b", in: "path", required: true, schema: {} },
          { name: "a", in: "path", required: true, schema: {} },
        ],
      },
      "/dogs/{a}/{c}",
    ),
    operationIs(
      {
        parameters: [
          { name: "a", in: "path", required: true, schema: {} },
          { name: "c", in: "path", required: true, schema: { type: "string" } },
        ],
      },
      "/dogs/{a}/{c}",
    ),
    "path-parameter The path has {c}, but the operation has no such parameter: it is read as a text. Describe it.",
    'path-parameter The path parameter "a" is required, like all of them. Add required: true.',
    "path-parameter The path has no {b} for this parameter: it is left out. Correct the name, or remove the parameter.",
    'parameter-twice The path parameter "a" is here twice: the second is left out. Remove one.',
  ],
  [
    "words that no x-availability declares",
    schema({
      "x-availability": { name: "Size", values: { small: {} }, groups: { any: { includes: ["small"] } } },
      allOf: [{ properties: { age: { "x-available-for": ["small", "any", "tiny"] } } }],
      properties: {
        "x-differs-for": { "x-differs-for": { small: {}, any: {}, constructor: {} } },
        // A property may be called like a keyword.
        default: { "x-tells": { name: "Size", words: { s: "small", a: "any", l: "large" } } },
        kind: { "x-tells": { name: "Kind", words: { wolf: "wild" } } },
        plain: { "x-available-for": "tiny", "x-differs-for": ["tiny"], "x-tells": ["tiny"] },
      },
      default: { "x-available-for": ["data"] },
    }),
    {},
    'undeclared-word No x-availability declares the word "tiny", so it never applies. Declare it, or correct it.',
    'undeclared-word No x-availability declares the word "constructor", so it never applies.',
    'undeclared-word No x-availability declares the word "large", so it never applies.',
    'undeclared-word No x-availability has the name "Kind", so nothing is told. Correct the name, or declare it.',
  ],
];

test.each(lenient)("%s: it is read", async (_, description, expected, ...warnings) => {
  const { document, problems } = await readDescription(write("lenient.yaml", stringify(description)), "structure");
  expect(problems.map(({ severity }) => severity)).toEqual(warnings.map(() => "warning"));
  expect(problems.map(({ rule, message }) => `${rule} ${message}`)).toEqual(
    warnings.map((warning) => expect.stringContaining(warning)),
  );
  expect(document).toMatchObject(expected);
  for (const { line } of problems) expect(line).toBeGreaterThanOrEqual(1);
});

test.each<[what: string, description: object, ...errors: string[]]>([
  ["paths", { ...head, paths: [] }, '"paths" must be an object, not a list: correct it.'],
  ["responses", get({ responses: [] }), '"responses" must be an object, not a list: correct it.'],
  ["a reference", get({ parameters: [{ $ref: 5 }] }), '"$ref" must be a string, not a number: correct it.'],
  ["a parameter without a name", get({ parameters: [{ in: "query", schema: {} }] }), 'Item 1 has no "name": add it.'],
  [
    "a parameter in a place that does not exist",
    get({ parameters: [{ name: "dog", in: "body", schema: {} }] }),
    '"in" must be one of query, header, path, cookie, querystring, not "body": correct it.',
  ],
])("%s that cannot be generated: an error", async (_, description, ...errors) => {
  const { document, problems } = await readDescription(write("wrong.yaml", stringify(description)), "structure");
  expect(document).toBeUndefined();
  expect(problems.filter(({ severity }) => severity === "error").map(({ message }) => message)).toEqual(errors);
});

const noDescriptions: [what: string, file: string, reason: string][] = [
  ["a missing file", "nothing.yaml", "does not exist."],
  ["a folder", "parts", "is a folder: name a YAML or JSON file."],
  ["binary", write("junk.yaml", Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0xff, 0xfe)), "is not a text file in UTF-8."],
  ["text with a zero byte", write("zero.yaml", 'openapi: "3.1.1\0"'), "is not a text file in UTF-8."],
];
if (process.platform !== "win32") noDescriptions.push(["a device", "/dev/null", "is not a regular file."]);

test.each(noDescriptions)("%s is not a description", async (_, file, reason) => {
  const { document, problems } = await readDescription(file, house);
  expect(document).toBeUndefined();
  expect(problems.map(({ message }) => message)).toEqual([expect.stringContaining(` ${reason}`)]);
});

describe("what is read", () => {
  test("files of the folder move into components, and the text becomes plain data", async () => {
    write("parts/dog.yaml", stringify({ Dog: { type: "object", properties: { mother: { $ref: "#/Dog" } } } }));
    const dogs = (reference: string) => ({
      description: "The dogs of 2026-11-23.",
      content: { "application/json": { schema: { $ref: reference } } },
    });
    const paths = (reference: string) => ({ "/dogs": { get: { responses: { default: dogs(reference) } } } });
    const file = write("split.yaml", stringify({ ...head, paths: paths("parts/dog.yaml#/Dog") }));
    expect(await readDescription(file, "structure")).toMatchObject({
      problems: [],
      document: {
        ...head,
        paths: paths("#/components/schemas/Dog"),
        components: {
          schemas: { Dog: { type: "object", properties: { mother: { $ref: "#/components/schemas/Dog" } } } },
        },
      },
    });
  });

  test("JSON, OpenAPI 3.0, another style, and what only looks like a reference", async () => {
    const dog = {
      type: "object",
      nullable: true,
      properties: { kind: { type: "string", enum: ["Wolf"] } },
      example: { $ref: "#/nowhere" },
      discriminator: { propertyName: "kind", mapping: { wolf: "wolf" } },
    };
    const schemas = { dog, wolf: { type: "object" } };
    const file = write(
      "foreign.json",
      JSON.stringify({ ...head, openapi: "3.0.3", paths: {}, components: { schemas } }),
    );
    const { document, problems } = await readDescription(file, "structure");
    expect(problems).toEqual([]);
    expect(document?.components?.schemas?.["dog"]).toEqual(dog);
  });

  test("files of a folder around the file, if that is the root", async () => {
    write("shared/dog.yaml", stringify({ type: "object", nullable: 5 }));
    const schema = { $ref: "../shared/dog.yaml" };
    const paths = { "/dogs": { get: { responses: { default: { description: "", content: { "a/b": { schema } } } } } } };
    const file = write("api/root.yaml", stringify({ ...head, paths }));
    const { problems } = await readDescription(file, "structure");
    expect(summaries(problems, file)).toEqual([
      `14:23 no-unresolved-refs $ref "../shared/dog.yaml" lies outside of the description's folder, and only files inside it are read: name a folder around all of them with --root.`,
    ]);
    const reading = await readDescription(file, "structure", { root: "." });
    const { document, problems: warnings, placeOf, problemsOf } = reading;
    expect(document?.components?.schemas).toEqual({ dog: { type: "object" } });
    expect(warnings.map((warning) => `${warning.file}:${warning.line}:${warning.column}`)).toEqual([
      "shared/dog.yaml:2:1",
      "shared/dog.yaml:2:11",
    ]);
    // A warning about the bundled document is placed in the file where that part was written.
    const pointers = ["/components/schemas/dog/type", "/paths/~1dogs/get/responses/default", "/components/nothing"];
    const placed = problemsOf(pointers.map((pointer) => ({ rule: "test", pointer, message: "No." })));
    expect(placed.map(({ file, line, message }) => `${file}:${line} ${message}`)).toEqual([
      "api/root.yaml:1 No. (/components/nothing)",
      "api/root.yaml:10 No.",
      "shared/dog.yaml:1 No.",
    ]);
    expect(pointers.map((pointer) => placeOf(pointer)?.line)).toEqual([1, 10, undefined]);
  });

  test("JSON, in which a warning has its place as well, and a key may be there only once", async () => {
    const text = '{ "openapi": "3.1.1",\n  "info": { "title": "\\"{", "version": 1 },\n  "paths": {}, "tags": [{}]\n}';
    const file = write("places.json", text);
    const { problems, problemsOf } = await readDescription(file, "structure");
    expect(problems.map(({ line, column }) => `${line}:${column}`)).toEqual(["2:40", "3:25"]);
    const [found] = problemsOf([{ rule: "test", pointer: "/info/version", message: "No." }]);
    expect(found).toMatchObject({ line: 2, column: 29, severity: "warning" });
    const twice = await readDescription(write("twice.json", text.replace('"tags"', '"info"')), "structure");
    expect(summaries(twice.problems, "twice.json")).toEqual(["3:16 syntax This is not JSON: Map keys must be unique."]);
  });

  test("two schemas with one name from two files are both kept, with a warning", async () => {
    write("parts/a.yaml", stringify({ Dog: { type: "string" } }));
    write("parts/b.yaml", stringify({ Dog: { type: "number" } }));
    const schemas = { A: { items: { $ref: "parts/a.yaml#/Dog" } }, B: { items: { $ref: "parts/b.yaml#/Dog" } } };
    const file = write("names.yaml", stringify({ ...head, paths: {}, components: { schemas } }));
    const { document, problems } = await readDescription(file, "structure");
    expect(summaries(problems, file)).toEqual([
      "warning 13:9 bundler Two schemas are referenced with the same name but different content. Renamed Dog to Dog-2.",
    ]);
    expect(document?.components?.schemas).toMatchObject({ Dog: { type: "string" }, "Dog-2": { type: "number" } });
  });

  test("line ends of Windows, which excerpts leave out", async () => {
    const text = stringify({ ...head, info: { description: "Dogs" }, paths: {}, tags: [{ name: "Dogs" }] });
    const { problems } = await readDescription(write("windows.yaml", text.replaceAll("\n", "\r\n")), house);
    expect(problems.map(({ rule, excerpt }) => `${rule}: ${excerpt}`)).toEqual(
      expect.arrayContaining(["tag-description:   - name: Dogs", "description-full-stop:   description: Dogs"]),
    );
  });

  test("YAML aliases as copies", async () => {
    const file = write("alias.yaml", `${headLines}paths: {}\nx-dog: &dog { legs: 4 }\nx-cat: *dog\n`);
    const { document } = await readDescription(file, "structure");
    expect(document?.["x-cat"]).toEqual({ legs: 4 });
    expect(document?.["x-cat"]).not.toBe(document?.["x-dog"]);
  });

  test("a file as it is now, not as it was", async () => {
    const file = write("changing.yaml", stringify({ ...head, paths: {} }));
    expect((await readDescription(file, "structure")).problems).toEqual([]);
    write(file, stringify({ ...head, paths: 5 }));
    expect((await readDescription(file, "structure")).problems).toHaveLength(1);
  });

  test("nothing outside of the folder, not even through a link", async () => {
    const elsewhere = mkdtempSync(join(tmpdir(), "read-description-elsewhere-"));
    writeFileSync(join(elsewhere, "dogs.yaml"), stringify({ get: { responses: {} } }));
    symlinkSync(elsewhere, join(folder, "linked"), "junction");
    const file = write("link.yaml", stringify({ ...head, paths: { "/dogs": { $ref: "linked/dogs.yaml" } } }));
    const { problems } = await readDescription(file, "structure");
    rmSync(elsewhere, { recursive: true });
    expect(problems.map(({ message }) => message)).toEqual([expect.stringContaining("lies outside")]);
  });

  test.each([["structure" as const], [house]])("nothing from the network", async (rules) => {
    let requests = 0;
    const server = createServer((_, response) => {
      requests++;
      response.end("type: object");
    });
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    const $ref = `http://127.0.0.1:${(server.address() as AddressInfo).port}/dog.yaml`;
    const examples = { rex: { externalValue: $ref, "x-more": { $ref } } };
    const file = write(
      "remote.yaml",
      stringify({ ...head, paths: {}, components: { schemas: { Dog: { $ref } }, examples } }),
    );
    const { problems } = await readDescription(file, rules);
    await new Promise((done) => server.close(done));
    expect(problems.map(({ message }) => message)).toContain(
      `$ref "${$ref}" is remote, and nothing is fetched: save a copy beside the description and refer to that.`,
    );
    expect(requests).toBe(0);
  });
});

describe("the rules", () => {
  const own = { redocly: join(folder, "rules/redocly.yaml"), spectral: join(folder, "rules/spectral.yaml") };
  const spectral = (name: string) =>
    `rules: { ${name}: { given: $.info, then: { field: contact, function: truthy } } }`;
  const file = write("ruled.yaml", stringify({ ...head, paths: {} }));
  const found = async () => (await readDescription(file, own)).problems.map(({ rule }) => rule);

  test("are those of the two files, as they are after forgetRules", async () => {
    write("rules/redocly.yaml", "rules: { info-license: error }\n");
    write("rules/spectral.yaml", spectral("contact"));
    expect(await found()).toEqual(["info-license", "contact"]);
    write("rules/redocly.yaml", "rules: { info-license: off }\n");
    write("rules/spectral.yaml", spectral("contact-again"));
    forgetRules();
    expect(await found()).toEqual(["contact-again"]);
  });

  test.each([
    ["redocly", "rules/redocly.yaml cannot be loaded: "],
    ["spectral", "rules/spectral.yaml cannot be loaded: "],
  ])("of %s must not be broken", async (linter, message) => {
    write("rules/redocly.yaml", "rules: {}\n");
    write("rules/spectral.yaml", spectral("contact"));
    write(`rules/${linter}.yaml`, "rules: {\n");
    forgetRules();
    await expect(found()).rejects.toThrow(message);
    forgetRules();
  });

  test("are not those of a redocly.yaml in the working directory", async () => {
    write("redocly.yaml", "apis: { main: { root: nothing.yaml } }\nrules: { struct: off, info-license: error }\n");
    const { problems } = await readDescription("structure.yaml", "structure");
    rmSync(join(folder, "redocly.yaml"));
    expect(problems.map(({ rule }) => rule)).toEqual(["wrong-kind", "unknown-field"]);
  });
});

test("importing the door loads neither Redocly nor Spectral", async () => {
  const program = `
    import { registerHooks } from "node:module";
    registerHooks({ load: (url, context, next) => (console.log(url), next(url, context)) });
    await import(${JSON.stringify(new URL("../src/read/index.ts", import.meta.url).href)});`;
  const { stdout } = await runNode(["--input-type=module", "-e", program], folder);
  expect(stdout).toContain("read-description.ts");
  expect(stdout).not.toMatch(/@redocly|@stoplight/);
});

describe("formatProblems", () => {
  const at = { file: "a.yaml", line: 9, column: 3, severity: "error", rule: "struct", message: "No." } as const;

  test("groups by file, aligns, shows the line of an error and counts", () => {
    const text = formatProblems([
      { ...at, excerpt: "  dogs: 5" },
      { ...at, line: 10, rule: "no-identical-paths", severity: "warning", excerpt: "cats: 5" },
      { ...at, file: "b.yaml" },
    ]);
    expect(text.split("\n")).toEqual([
      "a.yaml",
      "  ✗  9:3  struct              No.",
      "                              │ dogs: 5",
      "  ! 10:3  no-identical-paths  No.",
      "",
      "b.yaml",
      "  ✗  9:3  struct              No.",
      "",
      "2 errors and 1 warning in 2 files",
    ]);
  });

  const warning = { ...at, severity: "warning" } as const;
  const format = (problems: Problem[]) => formatProblems(problems).split("\n").slice(0, -2);

  test("counts warnings that say the same, with the first places", () => {
    const many = Array.from({ length: 1200 }, (_, index) => ({ ...warning, line: index + 9 }));
    expect(format([...many, { ...warning, file: "b.yaml" }, { ...warning, line: 4, message: "Yes." }])).toEqual([
      "a.yaml",
      "  ! 4:3  struct  Yes.",
      "  ! 9:3  struct  1,201 times: No.",
      "                 │ also at 10:3, 11:3, 12:3 and 1,197 more",
    ]);
    expect(formatProblems([...many, { ...warning, file: "b.yaml" }])).toMatch(/\n1,201 warnings in 2 files$/);
    expect(format([warning, { ...warning, file: "b.yaml" }]).at(-1)).toBe("                 │ also at b.yaml:9:3");
  });

  test("names the operations", () => {
    const dogs = { ...warning, operation: "GET /dogs" };
    expect(format([dogs])[2]).toBe("                 │ GET /dogs");
    const also = "also at GET /cats (10:3), 11:3";
    expect(format([dogs, { ...dogs, line: 10, operation: "GET /cats" }, { ...warning, line: 11 }])[2]).toBe(
      `                 │ GET /dogs, ${also}`,
    );
  });

  test("shows a few of the warnings of one rule that say different things", () => {
    const different = (count: number) =>
      Array.from({ length: count }, (_, index) => ({ ...warning, line: index + 1, message: `No ${index + 1}.` }));
    expect(format(different(5))).toHaveLength(6);
    expect(format(different(7)).slice(5)).toEqual([
      "  ! 5:3  struct  3 more like these, such as: No 5.",
      "                 │ also at 6:3, 7:3",
    ]);
  });

  test("breaks messages in a terminal", () => {
    const terminal = Object.assign(Object.create(process.stdout), { columns: 50, isTTY: false });
    const message = "Dogs must have four legs, and a tail that wags.";
    const text = formatProblems([{ ...at, message, excerpt: "dogs: 5" }], terminal);
    expect(text.split("\n").slice(1, 4)).toEqual([
      "  ✗ 9:3  struct  Dogs must have four legs, and a",
      "                 tail that wags.",
      "                 │ dogs: 5",
    ]);
  });

  test("shows the part of a long line that is meant", () => {
    const excerpt = `${"x".repeat(500)}"dogs": 5${"x".repeat(500)}`;
    expect(formatProblems([{ ...at, column: 501, excerpt }])).toContain('│ …"dogs": 5xxx');
  });

  test("leaves out the lines of many errors, so that the messages stay together", () => {
    const many = Array.from({ length: 21 }, (_, index) => ({ ...at, line: index + 1, excerpt: "dogs: 5" }));
    expect(formatProblems(many)).not.toContain("dogs");
    expect(formatProblems(many.slice(1))).toContain("dogs");
  });
});
