import { componentNames, names, texts } from "./names.ts";

/** A description that somebody hostile, or very unlucky, has written. */
export interface HostileDescription {
  name: string;
  /** Its text; asked for when needed, since some are very long. `address` is that of a server that counts its requests. */
  text: (address: string) => string;
  format: "json" | "yaml";
  /** What the error says, or undefined where it can be generated from. */
  refused?: RegExp;
}

const DEEP = 10_000;
const head = { openapi: "3.1.1", info: { title: "Kennel", version: "1" } };
const yamlHead = `openapi: 3.1.1\ninfo: { title: Kennel, version: "1" }\npaths: {}\n`;
const megabytes50 = 50 * 2 ** 20;

/** A description with one operation, of which the body, the answer or more is given. */
function operationOf(body: unknown, more: object = {}, schemas: object = {}): string {
  const content = { "application/json": { schema: body } };
  const put = {
    operationId: "updateDog",
    requestBody: { content },
    responses: { 200: { description: "The dog.", content } },
    ...more,
  };
  return JSON.stringify({ ...head, paths: { "/dogs": { put } }, components: { schemas } });
}

const to = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const text = { type: "string" };

/** An object of entries, also where a name is `__proto__`. */
const object = (entries: (readonly [string, unknown])[]) => Object.fromEntries(entries);

function chain(length: number, link: (next: object) => object): string {
  const schemas = Array.from(
    { length },
    (_, at) => [`S${at}`, at < length - 1 ? link(to(`S${at + 1}`)) : text] as const,
  );
  return operationOf(to("S0"), {}, object(schemas));
}

function nested(depth: number): string {
  const [open, close] = ['{"type":"object","properties":{"a":', "}}"];
  return operationOf("HERE").replaceAll('"HERE"', `${open.repeat(depth)}{"type":"string"}${close.repeat(depth)}`);
}

/** Values that each name the one before twice. */
function aliases(count: number, value: (at: number) => string): string {
  return Array.from({ length: count }, (_, at) => `x-a${at + 1}: &a${at + 1} ${value(at)}`).join("\n");
}

const depth: HostileDescription[] = [
  { name: "objects 10,000 deep", format: "json", text: () => nested(DEEP), refused: /nested more than 100 deep/ },
  {
    name: "lists 10,000 deep",
    format: "json",
    text: () => operationOf({ example: "HERE" }).replaceAll('"HERE"', "[".repeat(DEEP) + "]".repeat(DEEP)),
    refused: /nested more than 100 deep/,
  },
  {
    name: "YAML dashes 10,000 deep",
    format: "yaml",
    text: () => `${yamlHead}x-deep:\n${"- ".repeat(DEEP)}a\n`,
    refused: /nested more than 100 deep/,
  },
  {
    name: "YAML brackets 10,000 deep, never closed",
    format: "yaml",
    text: () => `${yamlHead}x-deep: ${"[".repeat(DEEP)}\n`,
    refused: /nested more than 100 deep/,
  },
  { name: "objects 20 deep", format: "json", text: () => nested(20) },
  {
    name: "10,000 references in a row",
    format: "json",
    text: () => chain(DEEP, (next) => next),
    refused: /more than 100 references that only lead on/,
  },
  { name: "50 references in a row", format: "json", text: () => chain(50, (next) => next) },
  {
    name: "10,000 schemas, each within the next",
    format: "json",
    text: () => chain(DEEP, (next) => ({ type: "object", properties: { inner: next } })),
    refused: /references lead too deep/,
  },
  {
    name: "100 schemas, each within the next",
    format: "json",
    text: () => chain(100, (next) => ({ anyOf: [next, text] })),
  },
];

const circles: HostileDescription[] = [
  {
    name: "a schema that is only a reference to itself",
    format: "json",
    text: () => operationOf(to("A"), {}, { A: to("A") }),
    refused: /leads back to itself/,
  },
  {
    name: "two schemas that are only references to each other",
    format: "json",
    text: () => operationOf(to("A"), {}, { A: to("B"), B: to("A") }),
    refused: /leads back to itself/,
  },
  {
    name: "a path that is a reference to itself",
    format: "json",
    text: () => JSON.stringify({ ...head, paths: { "/dogs": { $ref: "#/paths/~1dogs" } } }),
    refused: /leads back to itself/,
  },
  {
    name: "parameters that are references to each other",
    format: "json",
    text: () => {
      const [a, b] = ["#/components/parameters/a", "#/components/parameters/b"];
      const components = { parameters: { a: { $ref: b }, b: { $ref: a } } };
      return JSON.stringify({ ...head, paths: { "/dogs": { parameters: [{ $ref: a }] } }, components });
    },
    refused: /leads back to itself/,
  },
  {
    name: "schemas that hold themselves in every way that has an end",
    format: "json",
    text: () =>
      operationOf(
        to("Dog"),
        {},
        {
          Dog: { type: "object", properties: { mother: to("Dog"), puppies: { type: "array", items: to("Dog") } } },
          List: { type: "array", items: to("List") },
          Map: { type: "object", additionalProperties: to("Map") },
          Either: { anyOf: [text, { type: "array", items: to("Either") }] },
          Left: { type: "object", properties: { right: to("Right") } },
          Right: { allOf: [{ type: "object", properties: { left: to("Left") } }] },
        },
      ),
  },
];

const bombs: HostileDescription[] = [
  {
    name: "aliases in aliases in lists",
    format: "yaml",
    text: () => `${yamlHead}x-a0: &a0 [1, 1]\n${aliases(30, (at) => `[*a${at}, *a${at}]`)}\n`,
    refused: /aliases that expand without end/,
  },
  {
    name: "aliases in aliases, as many as a machine could still hold",
    format: "yaml",
    text: () => `${yamlHead}x-a0: &a0 { type: string }\n${aliases(18, (at) => `{ anyOf: [*a${at}, *a${at}] }`)}\n`,
    refused: /aliases that expand without end/,
  },
  {
    name: "aliases in merge keys",
    format: "yaml",
    text: () =>
      `${yamlHead}x-a0: &a0 { k: 1 }\n${aliases(24, (at) => `{ <<: [*a${at}, *a${at}], n${at}: { <<: *a${at} } }`)}\n`,
    refused: /aliases that expand without end/,
  },
  {
    name: "an alias within what it stands for",
    format: "yaml",
    text: () => `${yamlHead}x-a: &a [*a]\n`,
    refused: /aliases that expand without end/,
  },
  {
    name: "aliases as keys",
    format: "yaml",
    text: () => `${yamlHead}x-a: &a [[1, 2], [3]]\nx-b: { ? [*a, *a] : 1 }\n`,
    refused: /complex keys/,
  },
  {
    name: "aliases that save some writing",
    format: "yaml",
    text: () =>
      `${yamlHead}components:\n  schemas:\n    A: &a { type: object, properties: { x: { type: string } } }\n    B: *a\n    C: { anyOf: [*a, *a] }\n`,
  },
];

const lengths: HostileDescription[] = [
  {
    name: "50 MB of one description",
    format: "json",
    text: () => operationOf({ type: "string", description: "word ".repeat(megabytes50 / 5) }),
  },
  { name: "50 MB of comments", format: "yaml", text: () => `${"# comment\n".repeat(megabytes50 / 10)}${yamlHead}` },
  {
    name: "50 MB of properties",
    format: "json",
    text: () => {
      const property = { type: "string", description: "A text of some length, so that there are fewer of them." };
      const count = Math.floor(megabytes50 / 105);
      return operationOf({
        type: "object",
        properties: object(Array.from({ length: count }, (_, at) => [`property${at}`, property] as const)),
      });
    },
    refused: /too large/,
  },
  { name: "50 MB of words", format: "yaml", text: () => "word ".repeat(megabytes50 / 5), refused: /holds a string/ },
];

const proto: HostileDescription[] = [
  ["a property", () => operationOf({ type: "object", properties: object([["__proto__", text]]) })],
  ["a schema", () => operationOf(text, {}, object([["__proto__", text]]))],
  [
    "a parameter of the path",
    () => {
      const parameters = [{ name: "__proto__", in: "path", required: true, schema: text }];
      return JSON.stringify({
        ...head,
        paths: { "/dogs/{__proto__}": { get: { operationId: "getDog", parameters, responses: {} } } },
      });
    },
  ],
].map(([what, text]) => ({
  name: `__proto__ as the name of ${what}`,
  format: "json",
  text: text as () => string,
  refused: /the name "__proto__" at #\/.*give it another/,
}));

const named: HostileDescription[] = [
  {
    name: "properties of every name, also in lists of what is required",
    format: "json",
    text: () => {
      const schema = { type: "object", properties: object(names.map((name) => [name, text] as const)) };
      return operationOf({ anyOf: [schema, { ...schema, required: names }, to("All")] }, {}, { All: schema });
    },
  },
  {
    name: "schemas of every name, each referred to",
    format: "json",
    text: () => {
      const schemas = componentNames.map((name, at) => [name, { type: "string", enum: [`v${at}`] }] as const);
      return operationOf({ anyOf: componentNames.map(to) }, {}, object(schemas));
    },
  },
  {
    name: "operations of every name",
    format: "json",
    text: () =>
      JSON.stringify({
        ...head,
        paths: object(
          ["__proto__", ...names, "a", "a_path"].map((operationId, at) => [
            `/p${at}`,
            { get: { operationId, responses: { 204: { description: "Nothing." } } } },
          ]),
        ),
      }),
  },
  {
    name: "parameters of every name, in every place",
    format: "json",
    text: () => {
      const inPath = names.filter((name) => !/[{}/?#%]/.test(name));
      const parameters = [
        ...inPath.map((name) => ({ name, in: "path", required: true, schema: text })),
        ...names.map((name) => ({ name, in: "query", schema: text })),
        ...componentNames.map((name) => ({ name, in: "header", schema: text })),
      ];
      const path = `/${inPath.map((name) => `{${name}}`).join("/")}`;
      return JSON.stringify({
        ...head,
        paths: {
          [path]: { get: { operationId: "getDog", parameters, responses: { 204: { description: "Nothing." } } } },
        },
      });
    },
  },
  {
    name: "a reference to what every object has, and the description has not",
    format: "json",
    text: () => operationOf(to("toString")),
    refused: /points at nothing/,
  },
  {
    name: "an operationId that two operations have",
    format: "json",
    text: () => {
      const get = { operationId: "getDog", responses: {} };
      return JSON.stringify({ ...head, paths: { "/a": { get }, "/b": { get } } });
    },
    refused: /unique `operationId`/,
  },
];

/** A description in which each text that can be is the given one. */
function everywhere(evil: string): string {
  const schema = {
    type: "object",
    title: evil,
    description: evil,
    required: [evil],
    properties: { [evil]: { type: "string", enum: [evil], default: evil, example: evil, description: evil } },
    "x-evil": evil,
  };
  const content = {
    "application/json": { schema, example: { [evil]: evil } },
    [`text/plain;${evil}`]: { schema: text },
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
  return JSON.stringify({
    ...head,
    info: { title: evil, version: evil, description: evil },
    servers: [{ url: evil, description: evil }],
    tags: [{ name: evil, description: evil }],
    paths: { [`/dogs/{id}/${evil.replace(/[{}?#]/g, "")}`]: { summary: evil, put } },
    components: {
      schemas: {
        Evil: schema,
        Kind: { type: "string", enum: [evil], description: evil },
        More: { allOf: [to("Evil")] },
      },
      securitySchemes: { evil: { type: "http", scheme: "basic", description: evil } },
    },
  });
}

const injections: HostileDescription[] = texts.map((evil) => ({
  name: `${JSON.stringify(evil)} in every text`,
  format: "json",
  text: () => everywhere(evil),
}));

/** Where references lead that are not followed; ADDRESS is a server that counts. */
const remote =
  "http://ADDRESS/a.yaml HTTP://ADDRESS/a.yaml https://ADDRESS/a.yaml //ADDRESS/a.yaml ftp://ADDRESS/a.yaml";
const local =
  "../outside.yaml parts/../../outside.yaml ./../outside.yaml ../specs-not/a.yaml %2e%2e/outside.yaml ..%2Foutside.yaml " +
  "link.yaml folder-link/outside.yaml pipe.yaml /etc/hostname /dev/zero file:///etc/hostname FILE:///etc/hostname " +
  "..\\outside.yaml parts data:text/yaml,type:string";

const references: HostileDescription[] = [
  ...[...remote.split(" "), ...local.split(" ")].map(
    (target): HostileDescription => ({
      name: `a reference to ${target}`,
      format: "json",
      text: (address) => operationOf({ $ref: target.replace("ADDRESS", address) }),
      refused: /\$ref ".*" (is remote|lies outside|does not exist|is not a regular file|is a folder)/,
    }),
  ),
  {
    name: "references from every place to a server",
    format: "json",
    text: (address) => {
      const $ref = `http://${address}/a.yaml`;
      const answer = { description: "Dogs.", headers: { a: { $ref } }, links: { a: { $ref } } };
      const get = { parameters: [{ $ref }], requestBody: { $ref }, responses: { 200: answer, 400: { $ref } } };
      const discriminator = { propertyName: "kind", mapping: { a: $ref } };
      return JSON.stringify({
        ...head,
        paths: { "/a": { $ref }, "/b": { get } },
        components: { schemas: { A: { oneOf: [{ $ref }], discriminator } }, examples: { a: { externalValue: $ref } } },
      });
    },
    refused: /is remote, and nothing is fetched/,
  },
  {
    name: "addresses that are no references",
    format: "json",
    text: (address) => {
      const $ref = `http://${address}/a.yaml`;
      const data = { $ref, externalValue: $ref, inner: [{ $ref: "#/nowhere" }, { $ref }] };
      const schema = { type: "object", externalDocs: { url: $ref }, default: data, example: data, "x-more": { a: 1 } };
      return operationOf(
        { ...schema, examples: [data], properties: { default: text, $ref: text, example: schema } },
        {
          externalDocs: { url: $ref },
          servers: [{ url: $ref }],
          parameters: [{ name: "a", in: "query", schema: text, examples: { a: { externalValue: $ref } } }],
        },
      );
    },
  },
];

/** Every one of them, with a name of its own. */
export const hostileDescriptions: readonly HostileDescription[] = [
  ...depth,
  ...circles,
  ...bombs,
  ...lengths,
  ...proto,
  ...named,
  ...injections,
  ...references,
];
