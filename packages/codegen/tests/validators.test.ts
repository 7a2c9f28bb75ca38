// What the generated module does is tested in `packages/client`, with what it imports from there.
import type { OpenApiDocument, Operation } from "@repo/openapi";
import { describe, expect, it } from "vitest";
import { validatorNames, validatorsModule } from "../src/validators.ts";

const imports = { types: "./schema.gen.ts", validation: "./validation.ts" };
const BODY = "/paths/~1shelves/put/requestBody/content/application~1json";

function documentOf(operation: object, schemas: object = {}, openapi = "3.1.1"): OpenApiDocument {
  return {
    openapi,
    info: { title: "Shelves", version: "1" },
    paths: { "/shelves": { put: { operationId: "fillShelf", ...operation } } },
    components: { schemas: schemas as NonNullable<OpenApiDocument["components"]>["schemas"] & object },
  };
}

function bodyOf(schema: object, schemas: object = {}, more: object = {}, openapi?: string): OpenApiDocument {
  return documentOf({ requestBody: { content: { "application/json": { schema, ...more } } } }, schemas, openapi);
}

const codeOf = (document: OpenApiDocument, taken?: string[]) =>
  validatorsModule(document, "// Header\n", imports, taken).code;

/** The warnings, each as `rule pointer message`. */
function warningsOf(document: OpenApiDocument): string[] {
  const { warnings } = validatorsModule(document, "", imports);
  return warnings.map(({ rule, pointer, message }) => `${rule} ${pointer} ${message}`);
}

it("has a validator for each operation, its body, and a constant for each schema that requests refer to", () => {
  const schemas = {
    Book: {
      type: "object",
      required: ["title"],
      properties: {
        title: { type: "string", description: "Printed on the cover." },
        day: { format: "date" },
        key: { format: "password" },
        sequel: { $ref: "#/components/schemas/Book" },
      },
    },
    Response: { type: "string" },
  };
  expect(codeOf(bodyOf({ $ref: "#/components/schemas/Book" }, schemas))).toMatchInlineSnapshot(`
    "// Header

    import type { paths } from "./schema.gen.ts";
    import {
      bodySchema,
      requestValidator,
      type Format,
      type RequestSchemas,
      type RequestValidator,
      type Schema,
      type StandardSchema,
    } from "./validation.ts";

    const dateFormat: Format = { name: "date", pattern: /^\\d\\d\\d\\d-[0-1]\\d-[0-3]\\d$/ };
    const bookSchema: Schema = {
      type: "object",
      required: ["title"],
      properties: { title: { type: "string" }, day: { format: dateFormat }, key: true, sequel: { $ref: () => bookSchema } },
    };

    const fillShelfRequest: RequestSchemas<"body"> = {
      body: { content: { "application/json": { $ref: () => bookSchema } } },
      secrets: ["key"],
    };

    /** Checks a request of \`fillShelf\` before it is sent: \`PUT /shelves\`. */
    export const validateFillShelf: RequestValidator<"body"> = /* @__PURE__ */ requestValidator(fillShelfRequest);

    /** The body of \`fillShelf\` as a Standard Schema. */
    export const fillShelfBody: StandardSchema<NonNullable<paths["/shelves"]["put"]["requestBody"]>["content"]["application/json"]> = /* @__PURE__ */ bodySchema(fillShelfRequest);

    /** The validators of all operations, by the names of the operations. */
    export const requestValidators = { fillShelf: validateFillShelf };
    "
  `);
});

it("checks the items of a sequence, and a whole query, as what they are", () => {
  const item = { type: "object", properties: { pages: { type: "integer" } } };
  const form = { "application/x-www-form-urlencoded": { schema: item } };
  const code = codeOf(
    documentOf({
      parameters: [{ name: "filter", in: "querystring", required: true, content: form }],
      requestBody: { content: { "application/jsonl": { itemSchema: item }, "multipart/mixed": { itemSchema: item } } },
    }),
  );
  const checked = `{ type: "object", properties: { pages: { type: "integer" } } }`;
  expect(code.replaceAll(/\s+/g, " ").replaceAll(", }", " }")).toContain(
    `const fillShelfRequest: RequestSchemas<"querystring" | "body"> = { ` +
      `querystring: { required: true, content: { "application/x-www-form-urlencoded": ${checked} } }, ` +
      `body: { content: { "application/jsonl": { items: ${checked} }, "multipart/mixed": true } } };`,
  );
});

it("has the limits of words, without what only describes, and which properties tell the words", () => {
  const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
  const about = (title: string) => ({ title, description: "" });
  const schemas = {
    Book: {
      allOf: [{ properties: { kind: { anyOf: [ref("Kind"), { type: "null" }] } } }],
      properties: { pages: ref("Pages") },
    },
    Kind: { enum: ["novel"], "x-tells": { name: "Medium", words: { novel: "readable" } } },
    Pages: {
      "x-availability": {
        name: "Medium",
        property: "medium",
        values: { paper: about("Paper"), file: about("File") },
        groups: { readable: { ...about("Anything to read"), includes: ["paper"] } },
      },
      allOf: [
        {
          properties: {
            size: { "x-differs-for": { readable: { default: 9, maximum: 9, deprecated: true }, file: { default: 1 } } },
          },
        },
        {
          "x-availability": { name: "Language", values: { en: about("English") } },
          properties: { words: { "x-differs-for": { en: { minimum: 1 } } } },
        },
      ],
    },
  };
  const code = codeOf(bodyOf(ref("Book"), schemas));
  expect(code.slice(code.indexOf("const bookSchema"), code.indexOf("\nconst fillShelfRequest"))).toMatchInlineSnapshot(`
    "const bookSchema: Schema = {
      allOf: [
        {
          properties: { kind: { anyOf: [{ $ref: () => kindSchema }, { type: "null" }] } },
          toldBy: { kind: () => kindSchema },
        },
      ],
      properties: { pages: { $ref: () => pagesSchema } },
      toldBy: { kind: () => kindSchema },
    };
    const kindSchema: Schema = { enum: ["novel"], tells: { name: "Medium", words: { novel: "readable" } } };
    const pagesSchema: Schema = {
      allOf: [
        { properties: { size: true } },
        {
          properties: { words: true },
          differs: {
            name: "Language",
            properties: { words: [{ words: ["en"], title: "English", schema: { minimum: 1 } }] },
          },
        },
      ],
      differs: {
        name: "Medium",
        property: "medium",
        properties: { size: [{ words: ["readable", "paper"], title: "Anything to read", schema: { maximum: 9 } }] },
      },
    };
    "
  `);
});

it("checks the defaults of words, and an example of a schema whose limits refer to themselves", () => {
  const differs = { paper: { default: 10, maximum: 9 }, file: { $ref: "#/components/schemas/Tree" } };
  const tree = { properties: { next: { $ref: "#/components/schemas/Tree" } } };
  const values = { paper: { title: "Paper", description: "" }, file: { title: "File", description: "" } };
  const schema = {
    type: "object",
    "x-availability": { name: "Medium", values },
    properties: { size: { "x-differs-for": differs } },
    example: { size: 1 },
  };
  const { warnings } = validatorsModule(bodyOf(schema, { Tree: tree }), "", imports);
  expect(warnings.map(({ pointer }) => pointer)).toEqual([
    `${BODY}/schema/properties/size/x-differs-for/paper/default`,
  ]);
});

it("imports nothing that it does not use", () => {
  expect(codeOf(documentOf({}))).toContain(
    'import { requestValidator, type RequestSchemas, type RequestValidator } from "./validation.ts";',
  );
  const none = codeOf({ ...documentOf({}), paths: {} });
  expect(none).toBe("// Header\n\nexport {};\n");
});

describe("the names of the exports", () => {
  const names = [
    "class",
    "default",
    "é",
    "schema",
    "Schema",
    "requestValidator",
    "a",
    "aBody",
    "validateA",
    "list books",
  ];
  const paths = Object.fromEntries(
    names.map((operationId): [string, { put: Operation }] => [
      `/${operationId}`,
      { put: { operationId, requestBody: { content: { "text/plain": {} } } } },
    ]),
  );
  const document = { ...documentOf({}), paths };

  it("are different, and none of those that are taken", () => {
    const module = validatorsModule(document, "", imports, ["validateList", "listBooksBody", "validateListBooks"]);
    expect(module.names).toContain("listBooksBody2");
    expect(module.names).toContain("validateListBooks2");
    expect(new Set(module.names).size).toBe(2 * names.length + 1);
    const declared = [...module.code.matchAll(/^export const ([\p{L}\p{N}_$]+)/gmu)].map(([, name]) => name);
    expect(declared).toEqual(module.names);
    const all = [...module.code.matchAll(/^(?:export )?const ([\p{L}\p{N}_$]+)/gmu)].map(([, name]) => name);
    expect(new Set(all).size).toBe(all.length);
  });

  it("are known without the module", () => {
    expect(validatorNames(document)).toEqual(validatorsModule(document, "", imports).names);
  });
});

it("keeps names and keywords apart", () => {
  const names = ["example", "default", "properties", "$ref", "format", "required", "x-name", "enum", "description"];
  const properties = Object.fromEntries(names.map((name) => [name, { type: "string", example: { $ref: 5 } }]));
  const code = codeOf(bodyOf({ properties, "x-extension": { type: "number" }, example: { properties: 1 } }));
  expect(code).not.toMatch(/number|description: "/);
  for (const name of names) {
    expect(code).toContain(`${/-/.test(name) ? JSON.stringify(name) : name}: { type: "string" }`);
  }
});

describe("no warning is given for", () => {
  it.each<[string, object]>([
    ["keywords and formats that JSON Schema does not know", { type: "string", maxLenght: 5, format: "shelfmark" }],
    ["a pattern that is not for Unicode mode", { pattern: "^[\\w\\-]$" }],
    ["an example that fits", { type: "array", items: { $ref: "#/components/schemas/Name" }, example: ["a"] }],
    ["an example for responses", { required: ["key"], properties: { key: { writeOnly: true } }, example: {} }],
    ["an example for requests", { required: ["id"], properties: { id: { readOnly: true } }, example: {} }],
    ["an example that Ajv cannot compare", { enum: [{ valueOf: 1 }], example: { valueOf: 1 } }],
    ["null where it is allowed", { type: "string", nullable: true, default: null, enum: ["a"] }],
  ])("%s", (_, schema) => {
    expect(warningsOf(bodyOf(schema, { Name: { type: "string" } }))).toEqual([]);
  });
});

describe("a warning is given for", () => {
  const pattern =
    'The pattern "(" is not a regular expression of ECMAScript, so that the validator does not check it. Correct it.';
  const wrong = (kind: string, what: string) =>
    `The ${kind} does not fit its schema, so that the validator refuses it: it ${what}. Correct the ${kind}, or the schema.`;

  it.each<[string, object, string, string]>([
    ["a pattern", { items: { pattern: "(" } }, "pattern /schema/items/pattern", pattern],
    ["a pattern of names", { patternProperties: { "(": {} } }, "pattern /schema/patternProperties/(", pattern],
    [
      "a type",
      { type: "file" },
      "unknown-type /schema/type",
      'The validator does not check the type "file", which JSON Schema does not know. Use string, number, integer, boolean, null, array or object.',
    ],
    [
      "a reference",
      { properties: { a: { $ref: "#/components/schemas/Shelf" } } },
      "reference-to-no-schema /schema/properties/a",
      '"#/components/schemas/Shelf" leads to no schema, so that the validator accepts anything there. Correct it, or add what it names.',
    ],
    ["a default", { type: "integer", default: "1" }, "example /schema/default", wrong("default", "must be integer")],
    ["an example", { type: "integer", example: 0.5 }, "example /schema/example", wrong("example", "must be integer")],
    [
      "one of the examples, in its innermost place",
      { anyOf: [{ properties: { a: { minimum: 1 } } }], examples: [{ a: 1 }, { a: 0 }] },
      "example /schema/examples/1/a",
      wrong("example", "must be >= 1"),
    ],
    [
      "an example that lacks more than what is not in responses",
      {
        properties: { key: { writeOnly: true }, inner: { required: ["key"] } },
        example: { inner: {} },
      },
      "example /schema/example/inner",
      wrong("example", "must have required property 'key'"),
    ],
    [
      "an example that is not null",
      { nullable: true, type: "string", maxLength: 1, example: "ab" },
      "example /schema/example",
      wrong("example", "must NOT have more than 1 characters"),
    ],
    [
      "an example that fits no alternative",
      { anyOf: [{ type: "string" }, { type: "number" }], example: true },
      "example /schema/example",
      wrong("example", "must match a schema in anyOf"),
    ],
  ])("%s that cannot be used", (_, schema, place, message) => {
    const [rule, pointer] = place.split(" ");
    expect(warningsOf(bodyOf(schema))).toEqual([`${rule} ${BODY}${pointer} ${message}`]);
  });

  it("examples of bodies and parameters, once for each", () => {
    const schemas = { Size: { type: "integer", example: "1" } };
    const examples = { good: { value: 1 }, bad: { value: "1" }, worse: { dataValue: "2" } };
    const document = bodyOf({ $ref: "#/components/schemas/Size" }, schemas, { example: "2", examples });
    const parameters = [
      { name: "a", in: "query" as const, schema: { $ref: "#/components/schemas/Size" }, example: "3" },
      {
        name: "b",
        in: "query" as const,
        content: { "application/json": { schema: { type: "string" as const }, example: 4 } },
      },
    ];
    Object.assign(document.paths?.["/shelves"]?.put ?? {}, { parameters });
    expect(validatorsModule(document, "", imports).warnings.map(({ pointer }) => pointer)).toEqual([
      "/paths/~1shelves/put/parameters/0/example",
      "/paths/~1shelves/put/parameters/1/content/application~1json/example",
      `${BODY}/example`,
      `${BODY}/examples/bad/value`,
      `${BODY}/examples/worse/dataValue`,
      "/components/schemas/Size/example",
    ]);
  });
});
