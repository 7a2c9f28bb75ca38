import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { root, runNode } from "@scenario-openapi/testing";
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

/** Files that cannot be read, and what `structure` reports. */
const unreadable: [name: string, text: string, ...problems: string[]][] = [
  ["empty.yaml", "", `1:1 openapi-version The file is empty: ${startsWith}`],
  ["comment.yaml", "# Nothing yet.\n", `1:1 openapi-version The file is empty: ${startsWith}`],
  ["list.yaml", "- openapi: 3.1.1\n", `1:1 openapi-version The file holds a list: ${startsWith}`],
  ["word.yaml", "openapi\n", `1:1 openapi-version The file holds a string: ${startsWith}`],
  ["no-version.yaml", "info: {}\npaths: {}\n", `1:1 openapi-version The file has no "openapi" field: ${startsWith}`],
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
  [
    "openapi-3.2.yaml",
    "openapi: 3.2.0\n",
    "1:10 openapi-version OpenAPI 3.2.0 is not supported: write the description in OpenAPI 3.0 or 3.1.",
  ],
  [
    "swagger-2.yaml",
    '# Older than what is read.\nswagger: "2.0"\n',
    "2:10 openapi-version Swagger 2.0 is not supported: convert the file to OpenAPI 3.0 or 3.1, for example with swagger2openapi.",
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

/** Files that can be read in spite of these problems. */
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
    "warning 5:5 path-parameters-defined The operation does not define the path parameter `{dogId}` expected by path `/dogs/{dogId}`.",
    "9:9 operation-parameters-unique Paths must have unique `name` + `in` parameters. Repeats of `in:path` + `name:catId`.",
  ],
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
    "outside-ref.yaml",
    `${headLines}paths:\n  /dogs:\n    $ref: ../kennel/dogs.yaml\n`,
    '5:11 no-unresolved-refs $ref "../kennel/dogs.yaml" lies outside of the description\'s folder, and only files inside it are read: move it there.',
  ],
  [
    "ref-to-syntax-error.yaml",
    `${headLines}paths:\n  /dogs:\n    $ref: parts/syntax.yaml\n  /cats:\n    $ref: parts/syntax.yaml\n`,
    "parts/syntax.yaml 3:1 syntax This is not YAML: Flow sequence in block collection must be sufficiently indented and end with a ].",
    '5:11 no-unresolved-refs $ref "parts/syntax.yaml" names a file that cannot be parsed.',
    '7:11 no-unresolved-refs $ref "parts/syntax.yaml" names a file that cannot be parsed.',
  ],
];

describe("a broken description", () => {
  write("parts/syntax.yaml", "get:\n  tags: [Dogs\n");

  test.each([
    ...unreadable.map(([name, text, ...problems]) => ({ name, text, problems, isReadable: false })),
    ...wrong.map(([name, text, ...problems]) => ({ name, text, problems, isReadable: true })),
  ])("$name", async ({ name, text, problems, isReadable }) => {
    const file = write(name, text);
    const byStructure = await readDescription(file, "structure");
    expect(byStructure.document !== undefined).toBe(isReadable);
    expect(summaries(byStructure.problems, file)).toEqual(problems);

    const byHouse = summaries((await readDescription(file, house)).problems, file);
    expect(byHouse).toEqual(expect.arrayContaining(problems.map((problem) => problem.replace("warning ", ""))));
    expect(byHouse.filter((problem) => problem.startsWith("warning"))).toEqual([]);
  });

  test("is reported by one linter if both find the same reference", async () => {
    const { problems } = await readDescription("unresolved-ref.yaml", house);
    expect(problems.filter(({ line }) => line === 8).map(({ rule }) => rule)).toEqual(["no-unresolved-refs"]);
  });

  test("is checked by the rules of structure if it is so broken that a rule of style fails", async () => {
    const file = write("no-list.yaml", stringify({ ...head, paths: {}, tags: 5 }));
    const { problems } = await readDescription(file, house);
    expect(summaries(problems, file)).toEqual(["6:7 struct Expected type `TagList` (array) but got `integer`."]);
  });
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
    expect(await readDescription(file, "structure")).toEqual({
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
    expect(problems.map(({ rule }) => rule)).toEqual(["struct", "struct"]);
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

  test("leaves out the lines of many errors, so that the messages stay together", () => {
    const many = Array.from({ length: 21 }, (_, index) => ({ ...at, line: index + 1, excerpt: "dogs: 5" }));
    expect(formatProblems(many)).not.toContain("dogs");
    expect(formatProblems(many.slice(1))).toContain("dogs");
  });
});
