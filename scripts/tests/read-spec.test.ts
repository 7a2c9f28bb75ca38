import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, describe, expect, test } from "vitest";
import { stringify } from "yaml";
import { formatProblems } from "../spec/format-problems.ts";
import type { Problem } from "../spec/problem.ts";
import { readSpec } from "../spec/read-spec.ts";

const run = promisify(execFile);
const root = fileURLToPath(new URL("../..", import.meta.url));
const broken = fileURLToPath(new URL("fixtures/broken", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "read-spec-"));
afterAll(() => rmSync(folder, { recursive: true }));

function write(name: string, content: string | Uint8Array): string {
  const file = join(folder, name);
  writeFileSync(file, content);
  return file;
}

/** `line:column rule message` of each problem: a warning is called one, another file than the one read is named. */
function summaries(problems: readonly Problem[], file: string): string[] {
  const own = relative(process.cwd(), file);
  return problems.map(({ severity, file, line, column, rule, message }) => {
    const warning = severity === "warning" ? "warning " : "";
    const elsewhere = file === own ? "" : `${relative(broken, file)} `;
    return `${warning}${elsewhere}${line}:${column} ${rule} ${message.replace(own, "FILE")}`;
  });
}

const head = { openapi: "3.1.1", info: { title: "Kennel", version: "1.0.0" } };

/** What `structure` says of each file in fixtures/broken, and whether it could be read all the same. */
const expected: Record<string, { readable: boolean; problems: string[] }> = {
  "alias-bomb.yaml": {
    readable: false,
    problems: ["1:1 readable FILE has YAML aliases that expand without end: write those values out."],
  },
  "alias-in-itself.yaml": {
    readable: false,
    problems: ["1:1 readable FILE has YAML aliases that expand without end: write those values out."],
  },
  "asyncapi.yaml": {
    readable: false,
    problems: ["1:11 openapi-version This is an AsyncAPI description: only OpenAPI 3.0 and 3.1 are read."],
  },
  "circular-ref.yaml": {
    readable: false,
    problems: [
      '6:18 no-circular-refs $ref "#/components/schemas/Wolf" reaches no value, since it leads back to itself (#/components/schemas/Dog -> #/components/schemas/Wolf -> #/components/schemas/Dog): refer to something else.',
      '7:19 no-circular-refs $ref "#/components/schemas/Dog" reaches no value, since it leads back to itself (#/components/schemas/Wolf -> #/components/schemas/Dog -> #/components/schemas/Wolf): refer to something else.',
    ],
  },
  "comment.yaml": {
    readable: false,
    problems: ['1:1 openapi-version The file is empty: an OpenAPI description starts with "openapi: 3.1.1".'],
  },
  "duplicate-key.yaml": {
    readable: false,
    problems: ["4:1 syntax This is not YAML: Map keys must be unique."],
  },
  "duplicate-operation-id.yaml": {
    readable: true,
    problems: ["7:10 operation-operationId-unique Every operation must have a unique `operationId`."],
  },
  "empty.yaml": {
    readable: false,
    problems: ['1:1 openapi-version The file is empty: an OpenAPI description starts with "openapi: 3.1.1".'],
  },
  "identical-paths.yaml": {
    readable: true,
    problems: [
      "6:3 no-identical-paths The path already exists which differs only by path parameter name(s): `/dogs/{dogId}` and `/dogs/{name}`.",
    ],
  },
  "list.yaml": {
    readable: false,
    problems: [
      '1:1 openapi-version The file holds a list: an OpenAPI description is an object that starts with "openapi: 3.1.1".',
    ],
  },
  "missing-file-ref.yaml": {
    readable: true,
    problems: ['5:11 no-unresolved-refs $ref "dogs.yaml" does not exist.'],
  },
  "no-version.yaml": {
    readable: false,
    problems: [
      '1:1 openapi-version The file has no "openapi" field: an OpenAPI description starts with "openapi: 3.1.1".',
    ],
  },
  "openapi-3.2.yaml": {
    readable: false,
    problems: ["1:10 openapi-version OpenAPI 3.2.0 is not supported: write the description in OpenAPI 3.0 or 3.1."],
  },
  "outside-ref.yaml": {
    readable: true,
    problems: [
      '5:11 no-unresolved-refs $ref "../kennel/dogs.yaml" lies outside of the description\'s folder, and only files inside it are read: move it there.',
    ],
  },
  "path-parameters.yaml": {
    readable: true,
    problems: [
      "warning 5:5 path-parameters-defined The operation does not define the path parameter `{dogId}` expected by path `/dogs/{dogId}`.",
      "9:9 operation-parameters-unique Paths must have unique `name` + `in` parameters. Repeats of `in:path` + `name:catId`.",
    ],
  },
  "ref-to-itself.yaml": {
    readable: false,
    problems: [
      '5:9 no-circular-refs $ref "#/components/schemas" names a thing inside itself: refer to something else.',
    ],
  },
  "ref-to-syntax-error.yaml": {
    readable: true,
    problems: [
      "parts/syntax.yaml 3:1 syntax This is not YAML: Flow sequence in block collection must be sufficiently indented and end with a ].",
      '5:11 no-unresolved-refs $ref "parts/syntax.yaml" names a file that cannot be parsed.',
      '7:11 no-unresolved-refs $ref "parts/syntax.yaml" names a file that cannot be parsed.',
    ],
  },
  "remote-ref.yaml": {
    readable: true,
    problems: [
      '12:23 no-unresolved-refs $ref "https://kennel.test/dog.yaml#/Dog" is remote, and nothing is fetched: save a copy beside the description and refer to that.',
    ],
  },
  "short-version.yaml": {
    readable: false,
    problems: ['1:10 openapi-version The version 3.1 is not whole: write three numbers, such as "openapi: 3.1.1".'],
  },
  "structure.yaml": {
    readable: true,
    problems: [
      "5:23 struct Expected type `Responses` (object) but got `array`.",
      "5:27 struct Property `sumary` is not expected here. Did you mean summary?",
    ],
  },
  "swagger-2.yaml": {
    readable: false,
    problems: [
      "2:10 openapi-version Swagger 2.0 is not supported: convert the file to OpenAPI 3.0 or 3.1, for example with swagger2openapi.",
    ],
  },
  "syntax.json": {
    readable: false,
    problems: ["5:1 syntax This is not JSON: Flow map must end with a }."],
  },
  "syntax.yaml": {
    readable: false,
    problems: [
      "4:1 syntax This is not YAML: Flow map in block collection must be sufficiently indented and end with a }.",
    ],
  },
  "unresolved-ref.yaml": {
    readable: true,
    problems: [
      '13:23 no-unresolved-refs $ref "#/components/schemas/Dog" points at nothing: correct it or add what it names.',
    ],
  },
  "word.yaml": {
    readable: false,
    problems: [
      '1:1 openapi-version The file holds a string: an OpenAPI description is an object that starts with "openapi: 3.1.1".',
    ],
  },
};

describe("broken descriptions", () => {
  const files = readdirSync(broken).filter((name) => name !== "parts");

  test("each fixture has its expectation", () => {
    expect(files.sort()).toEqual(Object.keys(expected).sort());
  });

  test.each(files)("%s", async (name) => {
    const file = join(broken, name);
    const { document, problems } = await readSpec(file, "structure");
    expect({ readable: document !== undefined, problems: summaries(problems, file) }).toEqual(expected[name]);
  });

  test.each(files)("%s has no fewer problems by the house rules, and all are errors", async (name) => {
    const file = join(broken, name);
    const { problems } = await readSpec(file, "house");
    const known = expected[name]?.problems.map((summary) => summary.replace("warning ", ""));
    expect(summaries(problems, file)).toEqual(expect.arrayContaining(known ?? []));
    expect(problems.filter(({ severity }) => severity === "warning")).toEqual([]);
  });
});

describe("what is no description at all", () => {
  test.each([
    ["a missing file", join(folder, "nothing.yaml"), "does not exist."],
    ["a folder", broken, "is a folder: name a YAML or JSON file."],
    ["a device", "/dev/null", "is not a regular file."],
    [
      "binary junk",
      write("junk.yaml", Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0xff, 0xfe)),
      "is not a text file in UTF-8.",
    ],
    ["text with a zero byte", write("zero.yaml", 'openapi: "3.1.1\0"'), "is not a text file in UTF-8."],
  ])("%s", async (_, file, reason) => {
    for (const rules of ["structure", "house"] as const) {
      const { document, problems } = await readSpec(file, rules);
      expect(document).toBeUndefined();
      expect(summaries(problems, file)).toEqual([`1:1 readable FILE ${reason}`]);
    }
  });
});

describe("what is read", () => {
  test("files of the folder move into components, and the text becomes plain data", async () => {
    mkdirSync(join(folder, "parts"), { recursive: true });
    write("parts/dog.yaml", stringify({ Dog: { type: "object", properties: { mother: { $ref: "#/Dog" } } } }));
    const schema = { $ref: "parts/dog.yaml#/Dog" };
    const dogs = { description: "The dogs of 2026-11-23.", content: { "application/json": { schema } } };
    const file = write(
      "split.yaml",
      stringify({ ...head, paths: { "/dogs": { get: { responses: { default: dogs } } } } }),
    );

    const { document, problems } = await readSpec(file, "structure");

    expect(problems).toEqual([]);
    expect(document).toEqual({
      ...head,
      paths: {
        "/dogs": {
          get: {
            responses: {
              default: {
                description: "The dogs of 2026-11-23.",
                content: { "application/json": { schema: { $ref: "#/components/schemas/Dog" } } },
              },
            },
          },
        },
      },
      components: {
        schemas: { Dog: { type: "object", properties: { mother: { $ref: "#/components/schemas/Dog" } } } },
      },
    });
  });

  test("JSON, OpenAPI 3.0, the style of others, and what only looks like a reference", async () => {
    const dog = {
      type: "object",
      nullable: true,
      properties: { kind: { type: "string", enum: ["Wolf"] } },
      example: { $ref: "#/nowhere" },
      discriminator: { propertyName: "kind", mapping: { wolf: "wolf" } },
    };
    const file = write(
      "foreign.json",
      JSON.stringify({
        ...head,
        openapi: "3.0.3",
        paths: {},
        components: { schemas: { dog, wolf: { type: "object" } } },
      }),
    );
    const { document, problems } = await readSpec(file, "structure");
    expect(problems).toEqual([]);
    expect(document?.components?.schemas?.dog).toEqual(dog);
  });

  test("two schemas of one name from two files are both kept, with a warning", async () => {
    mkdirSync(join(folder, "parts"), { recursive: true });
    write("parts/a.yaml", stringify({ Dog: { type: "string" } }));
    write("parts/b.yaml", stringify({ Dog: { type: "number" } }));
    const schemas = { A: { items: { $ref: "parts/a.yaml#/Dog" } }, B: { items: { $ref: "parts/b.yaml#/Dog" } } };
    const file = write("names.yaml", stringify({ ...head, paths: {}, components: { schemas } }));
    const { document, problems } = await readSpec(file, "structure");
    expect(summaries(problems, file)).toEqual([
      "warning 13:9 bundler Two schemas are referenced with the same name but different content. Renamed Dog to Dog-2.",
    ]);
    expect(document?.components?.schemas).toMatchObject({ Dog: { type: "string" }, "Dog-2": { type: "number" } });
  });

  test("the rules of style fall silent where the structure is so broken that they fail", async () => {
    const file = write("no-list.yaml", stringify({ ...head, paths: {}, tags: 5 }));
    const { problems } = await readSpec(file, "house");
    expect(summaries(problems, file)).toEqual(["6:7 struct Expected type `TagList` (array) but got `integer`."]);
  });

  test("both linters see a reference that does not resolve, and one says so", async () => {
    const { problems } = await readSpec(join(broken, "unresolved-ref.yaml"), "house");
    expect(problems.filter(({ line }) => line === 13).map(({ rule }) => rule)).toEqual(["no-unresolved-refs"]);
  });

  test("lines that end as on Windows are shown without their carriage return", async () => {
    const file = write(
      "windows.yaml",
      stringify({ ...head, paths: {}, tags: [{ name: "Dogs" }] }).replaceAll("\n", "\r\n"),
    );
    const { problems } = await readSpec(file, "house");
    expect(problems.map(({ rule, excerpt }) => [rule, excerpt])).toContainEqual(["tag-description", "  - name: Dogs"]);
    write("windows.yaml", stringify({ ...head, info: { description: "Dogs" } }).replaceAll("\n", "\r\n"));
    const { problems: ofSpectral } = await readSpec(file, "house");
    expect(ofSpectral.map(({ rule, excerpt }) => [rule, excerpt])).toContainEqual([
      "description-full-stop",
      "  description: Dogs",
    ]);
  });

  test("a file is read anew each time", async () => {
    const file = write("changing.yaml", stringify({ ...head, paths: {} }));
    expect((await readSpec(file, "structure")).problems).toEqual([]);
    write("changing.yaml", stringify({ ...head, paths: 5 }));
    expect((await readSpec(file, "structure")).problems).toHaveLength(1);
  });

  test("a link inside the folder that leads out of it is refused", async () => {
    const file = write("link.yaml", stringify({ ...head, paths: { "/dogs": { $ref: "dogs-link.yaml" } } }));
    const elsewhere = mkdtempSync(join(tmpdir(), "read-spec-elsewhere-"));
    writeFileSync(join(elsewhere, "dogs.yaml"), stringify({ get: { responses: {} } }));
    symlinkSync(join(elsewhere, "dogs.yaml"), join(folder, "dogs-link.yaml"));
    const { problems } = await readSpec(file, "structure");
    rmSync(elsewhere, { recursive: true });
    expect(problems.map(({ message }) => message)).toEqual([expect.stringContaining("lies outside")]);
  });

  test("a redocly.yaml in the working directory has no say", async () => {
    write("redocly.yaml", "apis: { main: { root: nothing.yaml } }\nrules: { struct: off, info-license: error }\n");
    const program = `
      import { readSpec } from ${JSON.stringify(new URL("../spec/read-spec.ts", import.meta.url).href)};
      const { problems } = await readSpec(${JSON.stringify(join(broken, "structure.yaml"))}, "structure");
      console.log(problems.map(({ rule }) => rule).join());`;
    const { stdout } = await run(process.execPath, ["--input-type=module", "-e", program], { cwd: folder });
    expect(stdout).toBe("struct,struct\n");
  });

  test.each(["structure", "house"] as const)("nothing is fetched by the rules of %s", async (rules) => {
    let requests = 0;
    const server = createServer((_, response) => {
      requests++;
      response.end("type: object");
    });
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    const { port } = server.address() as AddressInfo;
    const $ref = `http://127.0.0.1:${port}/dog.yaml`;
    const file = write(
      "remote.yaml",
      stringify({
        ...head,
        paths: {},
        components: { schemas: { Dog: { $ref } }, examples: { rex: { externalValue: $ref, "x-more": { $ref } } } },
      }),
    );
    const { problems } = await readSpec(file, rules);
    await new Promise((done) => server.close(done));
    expect(problems.filter(({ message }) => message.includes("is remote")).length).toBeGreaterThan(0);
    expect(requests).toBe(0);
  });
});

describe("scripts/lint-spec.ts", () => {
  const script = join(root, "scripts/lint-spec.ts");

  test("says one line about a clean description, whatever redocly.yaml lies around", async () => {
    write(
      "redocly.yaml",
      "rules: { rule/no: { subject: { type: Info, property: title }, assertions: { maxLength: 1 } } }",
    );
    const { stdout } = await run(process.execPath, [script, join(root, "spec/openapi.yaml")], { cwd: folder });
    expect(stdout).toMatch(
      /^\S+openapi\.yaml {2}0 problems {2}\(Redocly \d+ rules, Spectral \d+ rules, \d+\.\d s\)\n$/,
    );
  });

  test("lists the problems of a broken one and fails", async () => {
    const failure = run(process.execPath, [script, "unresolved-ref.yaml"], { cwd: broken });
    await expect(failure).rejects.toMatchObject({ code: 1, stdout: expect.stringContaining("\n  ✗ 13:23  no-unres") });
  });
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
