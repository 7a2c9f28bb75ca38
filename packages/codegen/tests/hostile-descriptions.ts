import type { HostileDescription } from "./hostile-suite.ts";

const head = { openapi: "3.1.1", info: { title: "Kennel", version: "1" } };
const yamlHead = `openapi: 3.1.1\ninfo: { title: Kennel, version: "1" }\npaths: {}\n`;
const text = { type: "string" };
const to = (name: string) => ({ $ref: `#/components/schemas/${name}` });

/** An object of entries, one of which may be called `__proto__`. */
const object = (entries: (readonly [string, unknown])[]) => Object.fromEntries(entries);

const json = (name: string, description: object, refused?: RegExp): HostileDescription => ({
  name,
  text: () => JSON.stringify({ ...head, ...description }),
  format: "json",
  ...(refused && { refused }),
});

const yaml = (name: string, text: () => string, refused?: RegExp): HostileDescription => ({
  name,
  text: () => `${yamlHead}${text()}\n`,
  format: "yaml",
  ...(refused && { refused }),
});

/** A description with one operation, whose request and response have the given schema. */
function schemaOf(schema: unknown, schemas: object = {}, more: object = {}): object {
  const content = { "application/json": { schema } };
  const responses = { 200: { description: "The dog.", content } };
  const put = { operationId: "updateDog", requestBody: { content }, responses, ...more };
  return { paths: { "/dogs": { put } }, components: { schemas } };
}

/** A description with only GET operations. */
function operationsOf(paths: [path: string, operation: object][]): object {
  const responses = { 204: { description: "Nothing." } };
  return { paths: object(paths.map(([path, get]) => [path, { get: { responses, ...get } }])) };
}

/** Schemas that each lead to the next. */
function chain(length: number, link: (next: object) => object): object {
  const schemas = Array.from(
    { length },
    (_, at) => [`S${at}`, at < length - 1 ? link(to(`S${at + 1}`)) : text] as const,
  );
  return schemaOf(to("S0"), object(schemas));
}

const DEEP = 10_000;
const tooDeep = /more than 100 deep/;
const same = (next: object) => next;
const listOf = (items: object) => ({ type: "array", items });

const depth = [
  { ...json("objects 10,000 deep", {}, tooDeep), text: () => `${'{"a":'.repeat(DEEP)}1${"}".repeat(DEEP)}` },
  yaml("YAML brackets 10,000 deep, never closed", () => `x-deep: ${"[".repeat(DEEP)}`, tooDeep),
  json("10,000 references in a row", chain(DEEP, same), /more than 100 references/),
  json("50 references in a row", chain(50, same)),
  json("10,000 schemas, each within the next", chain(DEEP, listOf), /references lead too deep/),
  json("100 schemas, each within the next", chain(100, listOf)),
  json(
    "schemas that refer to themselves in every way that ends",
    schemaOf(to("Dog"), {
      Dog: { type: "object", properties: { mother: to("Dog"), puppies: { type: "array", items: to("Dog") } } },
      List: { type: "array", items: to("List") },
      Map: { type: "object", additionalProperties: to("Map") },
      Either: { anyOf: [text, { type: "array", items: to("Either") }] },
      Left: { type: "object", properties: { right: to("Right") } },
      Right: { allOf: [{ type: "object", properties: { left: to("Left") } }] },
    }),
  ),
];

/** Values that each name the one before twice. */
function aliases(count: number, value: (at: number) => string): string {
  return Array.from({ length: count }, (_, at) => `x-a${at + 1}: &a${at + 1} ${value(at)}`).join("\n");
}

const expanding = /aliases that expand without end/;

const bombs = [
  yaml(
    "aliases in aliases, as many as fit into memory",
    () => `x-a0: &a0 { type: string }\n${aliases(18, (at) => `{ anyOf: [*a${at}, *a${at}] }`)}`,
    expanding,
  ),
  yaml(
    "aliases in merge keys",
    () => `x-a0: &a0 { k: 1 }\n${aliases(24, (at) => `{ <<: [*a${at}, *a${at}], n${at}: { <<: *a${at} } }`)}`,
    expanding,
  ),
  yaml(
    "aliases that only save some writing",
    () => "components: { schemas: { A: &a { properties: { x: { type: string } } }, B: *a, C: { anyOf: [*a, *a] } } }",
  ),
];

const proto = /"__proto__" at #\//;
const protoParameter = { name: "__proto__", in: "path", required: true, schema: text };

/** Words of JavaScript, names that every object has, and names that the generated modules use. */
const words = [
  ..."constructor hasOwnProperty prototype toString valueOf isPrototypeOf __defineGetter__ then class default".split(
    " ",
  ),
  ..."await import eval arguments null extends implements paths components operations Record Array string".split(" "),
  ..."validate20 schema31 data operation_0 mostProblems specVersion new documented Model model MODEL SS ss s K k i".split(
    " ",
  ),
];

/** Names that are not identifiers, of other scripts, composed in two ways, or equal after folding their case. */
const oddNames = [
  ...`a b|1x|a-b|a.b|💥|a\\|~|a~1b|%|%2F|$|-|a'b|a"b|a\`\${b}\`|a;b|a/b|\u0001`.split("|"),
  ..."שלום|مرحبا|日本語|e\u0301|\u00e9|ﬁ|\u202ea\u202c|\u2067b|\u2028c|क्षत्रिय|ß|ſ|\u212a|İ|ı".split("|"),
];
const names = [...words, ...oddNames];
/** The names that OpenAPI allows for a component. */
const componentNames = names.filter((name) => /^[a-zA-Z0-9._-]+$/.test(name));
const pathNames = names.filter((name) => !/[{}/?#%]/.test(name));
/** The names that HTTP allows for a method, but for those that differ from another one in case alone. */
const methodNames = [...names, ..."query get additionalOperations responses 123".split(" ")]
  .filter((name) => /^[\w!#$%&'*+.^`|~-]+$/.test(name))
  .filter((name, at, all) => all.findIndex((other) => other.toLowerCase() === name.toLowerCase()) === at)
  .filter((name) => !/^(query|get)$/i.test(name));

function furtherOperation(evil: string): object {
  const content = { "application/jsonl": { itemSchema: { type: "object", properties: { [evil]: text } } } };
  const events = {
    oneOf: [{ properties: { event: { const: evil }, data: { contentMediaType: "application/json" } } }, {}],
  };
  return {
    parameters: [{ name: evil, in: "querystring", description: evil, content: { "text/plain": { schema: text } } }],
    requestBody: { content },
    responses: { 200: { summary: evil, content: { ...content, "text/event-stream": { itemSchema: events } } } },
  };
}

const everyName = { properties: object(names.map((name) => [name, text])) };
const everyLimit = {
  properties: object(names.map((name) => [name, { ...text, "x-available-for": [name, "undeclared"] }])),
  "x-availability": { name: "Word", property: "model", values: object(names.map((name) => [name, { title: name }])) },
};

const everyDifference = {
  properties: object(
    names.map((name) => [
      name,
      {
        ...text,
        "x-available-for": ["__proto__", "undeclared", `group ${name}`],
        "x-differs-for": object(
          [name, `group ${name}`, "undeclared"].map((word) => [word, { default: name, enum: [word] }]),
        ),
      },
    ]),
  ),
  "x-availability": {
    name: "constructor",
    values: object(names.map((name) => [name, { title: name }])),
    groups: object(
      names.map((name) => [`group ${name}`, { title: name, includes: [name, "__proto__", "undeclared"] }]),
    ),
  },
  required: names,
};
/** Each shape stands where one of the extensions or a part of it does. */
const everyShape = object(
  [null, true, 0, "a", [], {}, [["a"]], [null], { a: null }, { a: [] }, { a: { a: { a: 1 } } }]
    .flatMap((shape) => {
      const words = { name: "Word", values: { a: { title: "A" } } };
      const property = (field: string, value: unknown) => ({
        type: "object",
        properties: {
          a: { ...text, enum: ["a"], "x-available-for": ["a"], "x-differs-for": { a: {} }, [field]: value },
        },
        "x-availability": words,
      });
      return [
        { ...property("x-differs-for", { a: { default: 1 } }), "x-availability": shape },
        ...["name", "property", "values", "groups"].map((field) => ({
          ...property("x-differs-for", { a: { default: 1 } }),
          "x-availability": { ...words, [field]: shape },
        })),
        { ...property("x-differs-for", { g: { default: 1 } }), "x-availability": { ...words, groups: { g: shape } } },
        property("x-available-for", shape),
        property("x-differs-for", shape),
        property("x-differs-for", { a: shape }),
        ...["default", "minimum", "maximum", "deprecated", "description", "enum"].map((keyword) =>
          property("x-differs-for", { a: { minimum: 0, [keyword]: shape } }),
        ),
        property("x-tells", shape),
        property("x-tells", { name: "Word", words: shape }),
        property("x-tells", { name: shape, words: { a: "a" } }),
      ];
    })
    .map((schema, at) => [`Shape${at}`, schema]),
);

const named = [
  json("a property __proto__", schemaOf({ properties: object([["__proto__", text]]) }), proto),
  json("a schema __proto__", schemaOf(text, object([["__proto__", text]])), proto),
  json("a parameter __proto__", operationsOf([["/{__proto__}", { parameters: [protoParameter] }]]), proto),
  json(
    "properties of every name, also in lists of what is required",
    schemaOf({ anyOf: [everyName, { ...everyName, required: names }, to("All")] }, { All: everyName }),
  ),
  json("properties limited to words of every name", schemaOf(to("All"), { All: everyLimit })),
  json("properties that differ for words and groups of every name", schemaOf(to("All"), { All: everyDifference })),
  json("a word __proto__", schemaOf({ "x-differs-for": object([["__proto__", { default: 1 }]]) }), proto),
  json("extensions of every shape", schemaOf(to("Shape0"), everyShape)),
  json(
    "schemas of every name, each referred to",
    schemaOf(
      { anyOf: componentNames.map(to) },
      object(componentNames.map((name, at) => [name, { type: "string", enum: [`v${at}`] }])),
    ),
  ),
  json(
    "operations of every name",
    operationsOf(["__proto__", ...names, "a", "a_path"].map((operationId, at) => [`/p${at}`, { operationId }])),
  ),
  json(
    "parameters of every name, in every place",
    operationsOf([
      [
        `/${pathNames.map((name) => `{${name}}`).join("/")}`,
        {
          operationId: "getDog",
          parameters: [
            ...pathNames.map((name) => ({ name, in: "path", required: true, schema: text })),
            ...names.map((name) => ({ name, in: "query", schema: text })),
            ...componentNames.map((name) => ({ name, in: "header", schema: text })),
          ],
        },
      ],
    ]),
  ),
  json("methods of every name, each with a body and a whole query", {
    openapi: "3.2.0",
    paths: {
      "/dogs": {
        additionalOperations: object(methodNames.map((method) => [method, furtherOperation(`${method} dogs`)])),
        query: furtherOperation("query"),
      },
    },
  }),
  json(
    "a method __proto__",
    { openapi: "3.2.0", paths: { "/dogs": { additionalOperations: object([["__proto__", {}]]) } } },
    proto,
  ),
  json("a reference to a name that only every object has", schemaOf(to("toString")), /points at nothing/),
];

const RUN = "globalThis.pwned=1";

/** Texts that become code if a generator forgets to escape them. */
const injections = [
  ...[`*/${RUN}/*`, `*\\/${RUN}/*`, `\`\${${RUN}}\``, `\${${RUN}}`, `";${RUN};"`, `';${RUN};'`, `"]:1};${RUN};({"`],
  ...[`\\";${RUN}//`, `\n${RUN}//`, `\r${RUN}//`, `\u2028${RUN}//`, `\u2029${RUN}\u2029`, `\u202e*/${RUN}/*\u202c`],
  ...[`</script><script>${RUN}</script>`, `@ts-ignore */${RUN}`, `/${RUN}/`],
].map((evil) => json(`${JSON.stringify(evil)} in every text`, everywhere(evil)));

/** A description in which each text that can be is the given one. */
function everywhere(evil: string): object {
  const schema = {
    type: "object",
    title: evil,
    description: evil,
    required: [evil],
    properties: {
      [evil]: {
        type: "string",
        enum: [evil],
        default: evil,
        example: evil,
        description: evil,
        "x-available-for": [evil, `undeclared ${evil}`],
        "x-differs-for": {
          [evil]: { default: evil, description: evil, [evil]: evil },
          [`undeclared ${evil}`]: { enum: [evil] },
        },
        "x-tells": { name: evil, words: { [evil]: evil } },
      },
    },
    "x-availability": {
      name: evil,
      property: evil,
      values: { [evil]: { title: evil, description: evil } },
      groups: { [`group ${evil}`]: { title: evil, description: evil, includes: [evil] } },
    },
    "x-evil": evil,
  };
  const content = {
    "application/json": { schema, example: { [evil]: evil } },
    [`text/plain;${evil}`]: { schema: text },
    [`image/*;${evil}`]: { schema: text },
  };
  const put = {
    operationId: evil,
    tags: [evil],
    summary: evil,
    description: evil,
    deprecated: true,
    parameters: [
      { name: "id", in: "path", required: true, description: evil, schema: { type: "string", enum: [evil] } },
      { name: evil, in: "query", description: evil, schema: { type: "string", default: evil } },
      { name: evil, in: "header", description: evil, schema: text },
    ],
    requestBody: { description: evil, required: true, content },
    responses: { 200: { description: evil, content, headers: { [evil]: { description: evil, schema: text } } } },
  };
  return {
    info: { title: evil, version: evil, description: evil },
    servers: [{ url: evil, description: evil }],
    tags: [{ name: evil, description: evil }],
    paths: {
      [`/dogs/{id}/${evil.replace(/[{}?#]/g, "")}`]: { summary: evil, put },
      "/dogs": { query: furtherOperation(evil), additionalOperations: { COPY: furtherOperation(evil) } },
    },
    components: {
      schemas: {
        Evil: schema,
        Kind: { type: "string", enum: [evil], description: evil },
        More: { allOf: [to("Evil")] },
      },
      securitySchemes: { evil: { type: "http", scheme: "basic", description: evil } },
    },
  };
}

/** References that are not followed. ADDRESS is a server that counts its requests. */
const targets = [
  ..."http://ADDRESS/a.yaml HTTP://ADDRESS/a.yaml //ADDRESS/a.yaml ftp://ADDRESS/a.yaml /etc/hostname /dev/zero".split(
    " ",
  ),
  ..."../outside.yaml parts/../../outside.yaml ../specs-not/a.yaml %2e%2e/outside.yaml ..%2Foutside.yaml".split(" "),
  ..."link.yaml folder-link/outside.yaml pipe.yaml file:///etc/hostname FILE:///etc/hostname ..\\outside.yaml".split(
    " ",
  ),
  ..."parts data:text/yaml,type:string".split(" "),
];
const $ref = "http://ADDRESS/a.yaml";
const data = { $ref, externalValue: $ref, inner: [{ $ref: "#/nowhere" }, { $ref }] };
const withData = { type: "object", externalDocs: { url: $ref }, default: data, example: data, "x-more": { a: 1 } };

const references = [
  ...targets.map((target) =>
    json(
      `a reference to ${target}`,
      schemaOf({ $ref: target }),
      /\$ref ".*" (is remote|lies outside|does not exist|is not a regular file|is a folder)/,
    ),
  ),
  json(
    "references to a server from every place",
    {
      paths: {
        "/a": { $ref },
        "/b": { get: { parameters: [{ $ref }], requestBody: { $ref }, responses: { 400: { $ref } } } },
      },
      components: {
        schemas: { A: { oneOf: [text], discriminator: { propertyName: "kind", mapping: { a: $ref } } } },
        examples: { a: { externalValue: $ref } },
      },
    },
    /is remote/,
  ),
  json(
    "addresses that are not references",
    schemaOf(
      { ...withData, examples: [data], properties: { default: text, $ref: text, example: withData } },
      {},
      {
        externalDocs: { url: $ref },
        servers: [{ url: $ref }],
        parameters: [{ name: "a", in: "query", schema: text, examples: { a: { externalValue: $ref } } }],
      },
    ),
  ),
].map((description) => ({
  ...description,
  text: (address: string) => description.text(address).replaceAll("ADDRESS", address),
}));

export const hostileDescriptions: readonly HostileDescription[] = [
  ...depth,
  ...bombs,
  ...named,
  ...injections,
  ...references,
];

const MEGABYTES_50 = 50 * 2 ** 20;
const property = { type: "string", description: "A text of some length, so that there are fewer of them." };

export const longDescriptions: readonly HostileDescription[] = [
  {
    ...json("one text", {}),
    text: () => JSON.stringify({ ...head, ...schemaOf({ description: "word ".repeat(MEGABYTES_50 / 10) }) }),
  },
  { ...yaml("comments", () => ""), text: () => "# comment\n".repeat(MEGABYTES_50 / 10) + yamlHead },
  {
    ...json("properties", {}, /too large/),
    text: () => {
      const properties = Array.from({ length: MEGABYTES_50 / 210 }, (_, at) => [`property${at}`, property] as const);
      return JSON.stringify({ ...head, ...schemaOf({ properties: object(properties) }) });
    },
  },
];
