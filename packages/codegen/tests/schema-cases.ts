import type { Components, OpenApiDocument, PathItem, Schema } from "@repo/openapi";

/** A description, and a program that uses its types. */
export interface SchemaCase {
  name: string;
  document: Partial<OpenApiDocument>;
  /** `T` has the exports of the types module. Lines after `@ts-expect-error` must not compile. */
  program: string;
  /** The rules of the warnings that are expected. */
  warnings?: string[];
}

const text = { type: "string" } as const;
const number = { type: "number" } as const;
const to = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const dynamic = (anchor: string): Schema => Object.assign({}, { $dynamicRef: `#${anchor}` });
const object = (properties: Record<string, Schema>, ...required: string[]): Schema => ({
  type: "object",
  properties,
  ...(required.length > 0 && { required }),
});
const constant = (value: string): Schema => ({ type: "string", enum: [value] });

function of(
  name: string,
  schemas: Record<string, unknown>,
  program: string,
  more: Partial<SchemaCase> = {},
): SchemaCase {
  const document = { components: { schemas: schemas as Record<string, Schema> } };
  return { name, program, ...more, document: { ...document, ...more.document } };
}

const json = (schema: unknown) => ({ "application/json": { schema: schema as Schema } });
const ok = (schema: unknown) => ({ 200: { description: "OK.", content: json(schema) } });
const is30 = { document: { openapi: "3.0.4" } };

function withPaths(
  name: string,
  paths: Record<string, PathItem>,
  components: Components,
  program: string,
  more: Partial<OpenApiDocument> = {},
): SchemaCase {
  return { name, program, document: { paths, components, ...more } };
}

const composition: SchemaCase[] = [
  of(
    "properties beside alternatives",
    {
      Filter: {
        ...object({ c: { type: "boolean" } }, "c"),
        anyOf: [object({ a: number }, "a"), object({ b: text }, "b")],
      },
    },
    `
    const first: T.Filter = { c: true, a: 1 };
    const second: T.Filter = { c: true, b: "x" };
    // @ts-expect-error neither a nor b
    const neither: T.Filter = { c: true };
    // @ts-expect-error no c
    const without: T.Filter = { a: 1 };`,
  ),
  of(
    "alternatives that only require properties",
    { Contact: { ...object({ mail: text, phone: text }), anyOf: [{ required: ["mail"] }, { required: ["phone"] }] } },
    `
    const mail: T.Contact = { mail: "x" };
    // @ts-expect-error neither mail nor phone
    const neither: T.Contact = {};
    // @ts-expect-error not undefined, either
    const absent: T.Contact = { mail: undefined };`,
  ),
  of(
    "a part that only requires properties",
    {
      Info: object({ name: text, place: text }),
      Strict: { allOf: [to("Info"), { required: ["name"] }] },
      Sibling: { required: ["name"], allOf: [to("Info")] },
    },
    `
    const strict: T.Strict = { name: "x" };
    const name: string = strict.name;
    const sibling: T.Sibling = { name: "x", place: "y" };
    // @ts-expect-error no name
    const nameless: T.Strict = { place: "y" };
    // @ts-expect-error no name
    const namelessSibling: T.Sibling = {};`,
  ),
  of(
    "required properties of a nullable reference",
    {
      Base: { ...object({ start: text }), nullable: true },
      Full: { required: ["start"], allOf: [to("Base"), object({ end: text })] },
      Same: { type: "object", allOf: [to("Base")] },
    },
    `
    const full: T.Full = { start: "x" };
    const start: string = full.start;
    // @ts-expect-error no start
    const without: T.Full = { end: "y" };
    // @ts-expect-error the second part is no null
    const nothing: T.Full = null;
    const same: T.Same = { start: "x" };
    // @ts-expect-error an object is no null
    const noObject: T.Same = null;`,
    is30,
  ),
  of(
    "a required property without a schema",
    { Thing: { ...object({ a: text }), required: ["b"] } },
    `
    const thing: T.Thing = { b: [1] };
    // @ts-expect-error no b
    const without: T.Thing = { a: "x" };`,
  ),
  of(
    "several alternatives at once",
    {
      Pair: {
        allOf: [
          { oneOf: [object({ a: text }, "a"), object({ b: text }, "b")] },
          { oneOf: [object({ c: text }, "c"), object({ d: text }, "d")] },
        ],
      },
    },
    `
    const pair: T.Pair = { a: "x", d: "y" };
    // @ts-expect-error neither c nor d
    const half: T.Pair = { a: "x" };`,
  ),
  of(
    "alternatives that are values",
    {
      Style: {
        type: "integer",
        oneOf: [
          { title: "Primary", const: 1 },
          { title: "Link", const: 5 },
        ],
      },
    },
    `
    const style: T.Style = 5;
    // @ts-expect-error no such value
    const other: T.Style = 2;`,
  ),
  of(
    "several types with keywords for each",
    { Value: { ...object({ a: text }, "a"), type: ["object", "array", "string", "null"], items: number } },
    `
    const values: T.Value[] = ["x", [1], { a: "y" }, null];
    // @ts-expect-error items are numbers
    const list: T.Value = ["x"];
    // @ts-expect-error not a number
    const one: T.Value = 1;`,
  ),
  of(
    "what is not",
    {
      NotText: { not: text },
      Letter: { type: "string", enum: ["a", "b"], not: { enum: ["b"] } },
      OnlyA: { ...object({ a: text }), not: { required: ["b"] } },
      Nothing: { not: {} },
    },
    `
    const notText: T.NotText[] = [1, null, {}, []];
    // @ts-expect-error a text
    const aText: T.NotText = "x";
    // @ts-expect-error b is taken out
    const b: T.Letter = "b";
    // @ts-expect-error b must not be there
    const both: T.OnlyA = { a: "x", b: 1 };
    // @ts-expect-error no value
    const nothing: T.Nothing = 1;`,
    { warnings: ["schema-without-values"] },
  ),
  of(
    "what stands beside a reference",
    { Base: object({ a: text }), More: { ...to("Base"), ...object({ b: text }), required: ["a", "b"] } },
    `
    const more: T.More = { a: "x", b: "y" };
    // @ts-expect-error no a
    const half: T.More = { b: "y" };`,
  ),
  of(
    "schemas that refer to themselves",
    {
      Node: object({ next: to("Node"), kids: { type: "array", items: to("Node") } }),
      Expression: { oneOf: [text, { type: "array", items: to("Expression") }] },
      Value: { anyOf: [text, { type: "object", additionalProperties: to("Value") }] },
      A: { allOf: [to("B"), object({ x: text })] },
      B: object({ a: to("A") }),
      Pairs: { type: "array", prefixItems: [text, to("Pairs")] },
    },
    `
    const node: T.Node = { next: { kids: [{}] } };
    const expression: T.Expression = ["a", ["b", []]];
    const value: T.Value = { a: { b: "c" } };
    const a: T.A = { x: "y", a: { a: { x: "z" } } };
    const pairs: T.Pairs = ["a", ["b", []]];
    // @ts-expect-error a number
    const wrong: T.Expression = [[1]];`,
  ),
  of(
    "a base that lists what is derived from it",
    {
      Pet: { ...object({ name: text }, "name"), oneOf: [to("Cat"), to("Dog")] },
      Cat: { allOf: [to("Pet"), object({ lives: number }, "lives")] },
      Dog: { allOf: [to("Pet"), object({ bark: text }, "bark")] },
    },
    `
    const pet: T.Pet = { name: "Tom", lives: 9 };
    const cat: T.Cat = { name: "Tom", lives: 9 };
    // @ts-expect-error neither a cat nor a dog
    const none: T.Pet = { name: "Tom" };
    // @ts-expect-error no name
    const nameless: T.Dog = { bark: "woof" };`,
  ),
];

const objectsAndLists: SchemaCase[] = [
  of(
    "an object that is closed",
    {
      Closed: { type: "object", additionalProperties: false },
      Named: { ...object({ a: text }), additionalProperties: false },
    },
    `
    const closed: T.Closed = {};
    // @ts-expect-error no properties
    const open: T.Closed = { a: 1 };
    // @ts-expect-error no other properties
    const named: T.Named = { a: "x", b: 1 };`,
  ),
  of(
    "a map with properties",
    {
      Counts: {
        ...object({ total: { type: "integer" }, about: object({ name: text }) }),
        additionalProperties: { type: "array", items: text },
      },
    },
    `
    const counts: T.Counts = { total: 1, some: ["x"] };
    const total: number | undefined = counts.total;
    const some: string[] | number | { name?: string } | undefined = counts["some"];
    // @ts-expect-error neither a list nor a number
    const wrong: T.Counts = { some: true };
    const aText = { some: "x" };
    // @ts-expect-error not a text, either
    const others: T.Counts = aText;`,
  ),
  of(
    "lists with a beginning",
    {
      Open: { type: "array", prefixItems: [text], items: number },
      Filled: { type: "array", prefixItems: [text], items: number, minItems: 1 },
      Pair: { type: "array", prefixItems: [text, number], items: false, minItems: 2 },
      Unlimited: { type: "array", prefixItems: [text] },
      Limited: { type: "array", prefixItems: [text, number], maxItems: 1 },
      Empty: { type: "array", items: false },
    },
    `
    const rows: T.Open[] = [["a", 1, 2], ["a"], []];
    const filled: T.Filled = ["a", 1];
    const first: string = filled[0];
    const pair: T.Pair = ["a", 1];
    const unlimited: T.Unlimited = ["a", true, null];
    // @ts-expect-error a text after the first
    const wrong: T.Open = ["a", "b"];
    // @ts-expect-error no first
    const empty: T.Filled = [];
    // @ts-expect-error three
    const three: T.Pair = ["a", 1, 2];
    // @ts-expect-error two
    const two: T.Limited = ["a", 1];
    // @ts-expect-error one
    const one: T.Empty = [1];`,
  ),
  of(
    "null in OpenAPI 3.0",
    {
      Job: object({ id: text }, "id"),
      Status: { type: "string", nullable: true, enum: ["a", "b", null] },
      All: object(
        {
          job: { ...to("Job"), nullable: true },
          wrapped: { nullable: true, allOf: [to("Job")] },
          status: to("Status"),
          list: { type: "array", items: text, nullable: true },
        },
        "job",
        "wrapped",
        "status",
        "list",
      ),
    },
    `
    const all: T.All = { job: null, wrapped: null, status: null, list: null };
    const full: T.All = { job: { id: "x" }, wrapped: { id: "x" }, status: "b", list: ["x"] };
    const statuses: readonly ("a" | "b")[] = T.statuses;
    // @ts-expect-error no such status
    const wrong: T.Status = "c";`,
    is30,
  ),
  of(
    "an enumeration without a value of its type",
    { Info: { ...object({ name: text }), enum: ["name", "value"] } },
    `const info: T.Info = { name: "x" };`,
    { warnings: ["enum-of-another-type"] },
  ),
  of(
    "values of an enumeration that have another type",
    { Mixed: { type: "string", enum: ["a", 1, null] }, Thing: { const: { a: [1, "x"] } } },
    `
    const mixed: T.Mixed = "a";
    const thing: T.Thing = { a: [1, "x"] };
    // @ts-expect-error not a text
    const one: T.Mixed = 1;
    // @ts-expect-error another value
    const other: T.Thing = { a: [2, "x"] };`,
  ),
];

const references: SchemaCase[] = [
  withPaths(
    "references to places in the middle of something",
    {
      "/a": {
        get: {
          responses: ok(
            object(
              {
                part: to("User/allOf/1"),
                branch: to("Choice/oneOf/0"),
                kind: { $ref: "#/components/parameters/Kind/schema" },
                body: { $ref: "#/paths/~1a/post/requestBody/content/application~1json/schema" },
              },
              "part",
              "branch",
              "kind",
              "body",
            ),
          ),
        },
        post: { requestBody: { content: json(object({ sent: number }, "sent")) }, responses: {} },
      },
    },
    {
      parameters: { Kind: { name: "kind", in: "query", schema: { type: "string", enum: ["p", "q"] } } },
      schemas: {
        User: { allOf: [object({ id: text }), object({ name: text }, "name")] },
        Choice: { oneOf: [object({ a: text }, "a"), object({ b: text }, "b")] },
      },
    },
    `
    type Answer = T.paths["/a"]["get"]["responses"]["200"]["content"]["application/json"];
    const answer: Answer = { part: { name: "x" }, branch: { a: "y" }, kind: "p", body: { sent: 1 } };
    // @ts-expect-error not the first branch
    const branch: Answer["branch"] = { b: "x" };
    // @ts-expect-error no such kind
    const kind: Answer["kind"] = "r";`,
  ),
  of(
    "definitions and anchors",
    {
      Order: {
        ...object({ lines: { type: "array", items: to("Order/$defs/line") }, first: { $ref: "#item" } }, "lines"),
        $defs: { line: { $anchor: "item", ...object({ sku: text }, "sku") } },
      },
    },
    `
    const order: T.Order = { lines: [{ sku: "x" }], first: { sku: "y" } };
    const line: T.OrderDefsLine = { sku: "x" };
    // @ts-expect-error no sku
    const wrong: T.Order = { lines: [{}] };`,
  ),
  of(
    "dynamic references",
    {
      User: object({ name: text }, "name"),
      Page: {
        ...object({ items: { type: "array", items: dynamic("item") } }, "items"),
        $defs: { item: { $dynamicAnchor: "item" } },
      },
      UserPage: { ...to("Page"), $defs: { item: { $dynamicAnchor: "item", ...to("User") } } },
      Tree: { $dynamicAnchor: "node", ...object({ kids: { type: "array", items: dynamic("node") } }) },
      NamedTree: { $dynamicAnchor: "node", ...to("Tree"), ...object({ name: text }, "name") },
      Lost: dynamic("nowhere"),
    },
    `
    const page: T.UserPage = { items: [{ name: "Ann" }] };
    const any: T.Page = { items: [1, "x"] };
    const tree: T.NamedTree = { name: "a", kids: [{ name: "b", kids: [] }] };
    const plain: T.Tree = { kids: [{}] };
    // @ts-expect-error not a user
    const wrong: T.UserPage = { items: [{}] };
    // @ts-expect-error no name
    const nameless: T.NamedTree = { name: "a", kids: [{}] };`,
    { warnings: ["reference-to-no-schema"] },
  ),
  withPaths(
    "components that are named like keywords, and default responses by reference",
    {
      "/a": { get: { responses: { ...ok(to("example")), default: { $ref: "#/components/responses/Problem" } } } },
      "/b": { get: { responses: { default: { $ref: "#/components/responses/Problem" } } } },
    },
    {
      responses: { Problem: { description: "No.", content: json(object({ message: text }, "message")) } },
      schemas: {
        example: object({ default: to("default"), properties: to("properties"), items: to("items") }),
        default: object({ x: to("items") }),
        properties: object({ y: to("enum") }, "y"),
        items: text,
        enum: { type: "string", enum: ["a"] },
      },
    },
    `
    const example: T.Example = { default: { x: "x" }, properties: { y: "a" }, items: "y" };
    type Failed<Path extends keyof T.paths> = T.paths[Path]["get"]["responses"]["default"]["content"]["application/json"];
    const a: Failed<"/a"> = { message: "x" };
    const b: Failed<"/b"> = { message: "x" };
    // @ts-expect-error no message
    const none: Failed<"/b"> = {};
    // @ts-expect-error not an a
    const wrong: T.Example = { properties: { y: "b" } };`,
  ),
];

const discriminators: SchemaCase[] = [
  of(
    "a union within allOf",
    {
      Device: {
        oneOf: [to("Camera"), to("Lamp")],
        discriminator: { propertyName: "kind", mapping: { camera: "#/components/schemas/Camera", lamp: "Lamp" } },
      },
      Camera: object({ kind: text, lens: text }, "kind", "lens"),
      Lamp: object({ kind: text, watts: number }, "kind", "watts"),
      Item: { allOf: [to("Device"), object({ status: constant("active") })] },
    },
    `
    const item = { kind: "camera", lens: "x", status: "active" } as T.Item;
    if (item.kind === "camera") item.lens satisfies string;
    else item.watts satisfies number;
    // @ts-expect-error a lamp has no lens
    const lamp: T.Item = { kind: "lamp", lens: "x" };`,
  ),
  of(
    "alternatives without names",
    {
      File: object({ path: text }),
      Entity: {
        oneOf: [
          { allOf: [to("File"), object({ tag: constant("File") }, "tag")] },
          object({ tag: constant("Folder"), name: text }, "tag", "name"),
        ],
        discriminator: { propertyName: "tag" },
      },
    },
    `
    const file: T.Entity = { tag: "File", path: "x" };
    // @ts-expect-error no name
    const folder: T.Entity = { tag: "Folder" };`,
  ),
  of(
    "several values for a schema",
    {
      Comment: {
        oneOf: [to("Text"), to("Quote")],
        discriminator: {
          propertyName: "type",
          mapping: { text: "Text", txt: "#/components/schemas/Text", quote: "Quote" },
        },
      },
      Text: object({ type: text }, "type"),
      Quote: object({ type: text, of: text }, "type", "of"),
    },
    `
    const comments: T.Comment[] = [{ type: "text" }, { type: "txt" }, { type: "quote", of: "x" }];
    // @ts-expect-error no such type
    const wrong: T.Text = { type: "quote" };`,
  ),
  of(
    "schemas that state their values, and some that do not",
    {
      Pet: { oneOf: [to("Cat"), to("Dog"), to("Fish")], discriminator: { propertyName: "t" } },
      Cat: object({ t: constant("cat"), lives: number }, "t"),
      Dog: object({ t: { type: "string", enum: ["dog", "hound"] }, bark: text }, "t"),
      Fish: object({ t: text }, "t"),
    },
    `
    const pets: T.Pet[] = [{ t: "cat", lives: 9 }, { t: "hound" }, { t: "Fish" }];
    // @ts-expect-error the schema's name
    const name: T.Cat = { t: "Cat" };`,
  ),
  of(
    "mappings to nothing, and names with dots",
    {
      "_types.Pet": {
        oneOf: [to("_types.Cat"), to("_types.Dog")],
        discriminator: {
          propertyName: "kind",
          mapping: { cat: "#/components/schemas/_types.Cat", dog: "_types.Dog", bird: "#/components/schemas/Bird" },
        },
      },
      "_types.Cat": object({ kind: text, lives: number }, "kind"),
      "_types.Dog": object({ kind: text, bark: text }, "kind"),
    },
    `
    type Pet = T.components["schemas"]["_types.Pet"];
    const pets: Pet[] = [{ kind: "cat", lives: 9 }, { kind: "dog" }];
    // @ts-expect-error no such schema
    const bird: Pet = { kind: "bird" };`,
    { warnings: ["discriminator-mapping"] },
  ),
  of(
    "a default mapping",
    {
      Pet: {
        oneOf: [to("Cat"), to("Other")],
        discriminator: { propertyName: "kind", mapping: { cat: "Cat" }, defaultMapping: "Other" },
      },
      Cat: object({ kind: text, lives: number }),
      Other: object({ kind: text, legs: number }, "legs"),
      Animal: {
        ...object({ kind: text }),
        discriminator: { propertyName: "kind", defaultMapping: "#/components/schemas/Beast" },
      },
      Bird: { allOf: [to("Animal"), object({ wings: number })] },
      Beast: { allOf: [to("Animal"), object({ legs: number })] },
    },
    `
    const pets: T.Pet[] = [{ kind: "cat", lives: 9 }, { kind: "mouse", legs: 4 }, { legs: 8 }];
    const beasts: T.Beast[] = [{}, { kind: "wolf" }];
    const animal: T.Animal = beasts[0]!;
    // @ts-expect-error the other pets have legs
    const mouse: T.Pet = { kind: "mouse" };
    // @ts-expect-error a cat is told by its kind
    const cat: T.Cat = { lives: 9 };
    // @ts-expect-error so is a bird
    const bird: T.Bird = { wings: 2 };`,
  ),
  of(
    "what is derived from a base",
    {
      Pet: {
        ...object({ kind: text }, "kind"),
        discriminator: { propertyName: "kind", mapping: { pet: "Pet", cat: "Cat" } },
      },
      Cat: { allOf: [to("Pet"), object({ lives: number })] },
      Siamese: { allOf: [to("Cat"), object({ blue: { type: "boolean" } })] },
      Tiger: { allOf: [to("Pet"), object({ kind: constant("tiger") })] },
    },
    `
    const cat: T.Cat = { kind: "cat", lives: 9 };
    const siamese: T.Siamese = { kind: "Siamese", lives: 9, blue: true };
    const asCat: T.Cat = siamese;
    const tiger: T.Tiger = { kind: "tiger" };
    const pets: T.Pet[] = [{ kind: "pet" }, cat, siamese, tiger];
    // @ts-expect-error not the kind of a Siamese
    const wrong: T.Siamese = { kind: "cat" };`,
  ),
];

const contexts: SchemaCase[] = [
  withPaths(
    "read-only and write-only properties",
    {
      "/users": {
        post: { requestBody: { content: json(to("Team")) }, responses: ok(to("Team")) },
        get: { responses: ok({ type: "array", items: to("Plain") }) },
      },
    },
    {
      schemas: {
        Team: object({ users: { type: "array", items: to("User") } }, "users"),
        User: {
          allOf: [object({ id: { ...text, readOnly: true }, name: text }), { required: ["id", "name", "password"] }],
          properties: { password: { ...text, writeOnly: true } },
        },
        Plain: object({ a: text }, "a"),
        UserRequest: text,
      },
    },
    `
    type Users = T.paths["/users"]["post"];
    const sent: NonNullable<Users["requestBody"]>["content"]["application/json"] = { users: [{ name: "Ann", password: "x" }] };
    const answer: Users["responses"]["200"]["content"]["application/json"] = { users: [{ id: "1", name: "Ann" }] };
    const team: T.Team = answer;
    const request: T.TeamRequest = sent;
    const user: T.UserRequest2 = { name: "Ann", password: "x" };
    // @ts-expect-error no password
    const without: T.TeamRequest = { users: [{ name: "Ann" }] };
    // @ts-expect-error no id
    const unknown: T.Team = { users: [{ name: "Ann" }] };
    // @ts-expect-error one type for both
    type Never = T.PlainRequest;`,
  ),
  withPaths(
    "files in multipart forms",
    {
      "/files": {
        post: {
          requestBody: {
            content: {
              "multipart/form-data": { schema: to("Upload") as Schema },
              ...json(to("Upload")),
            },
          },
          responses: {},
        },
      },
    },
    {
      schemas: {
        File: { type: "string", format: "binary" },
        Upload: object(
          {
            file: to("File"),
            more: { type: "array", items: { type: ["string", "null"], format: "binary" } },
            about: object({ raw: { type: "string", format: "binary" } }),
            image: { type: "string", contentMediaType: "image/png" } as Schema,
          },
          "file",
        ),
      },
    },
    `
    type Bodies = NonNullable<T.paths["/files"]["post"]["requestBody"]>["content"];
    const blob = new Blob([]);
    const form: Bodies["multipart/form-data"] = { file: blob, more: [blob, null], about: { raw: "x" }, image: blob };
    const sent: Bodies["application/json"] = { file: "x", more: ["y"], image: "z" };
    const upload: T.UploadForm = form;
    // @ts-expect-error a text is no file
    const wrong: Bodies["multipart/form-data"] = { file: "x" };
    // @ts-expect-error a file is no text
    const file: Bodies["application/json"] = { file: blob };`,
  ),
  withPaths(
    "parameters and headers",
    {
      "/items": {
        get: {
          parameters: [
            { name: "Authorization", in: "header", required: true, schema: text },
            { name: "accept", in: "header", required: true, schema: text },
            { $ref: "#/components/parameters/Type" },
            { name: "X-Trace", in: "header", schema: text },
            { name: "filter", in: "query", required: true, content: json(object({ a: text }, "a")) },
          ],
          responses: {
            200: {
              description: "OK.",
              headers: { "x-rows": { $ref: "#/components/headers/Rows" }, "x-more": { required: true, schema: text } },
            },
          },
        },
      },
    },
    {
      parameters: { Type: { name: "content-type", in: "header", required: true, schema: text } },
      headers: { Rows: { schema: { type: "integer" } } },
    },
    `
    type Items = T.paths["/items"]["get"];
    const parameters: Items["parameters"] = { query: { filter: { a: "x" } } };
    const traced: Items["parameters"]["header"] = { "X-Trace": "x" };
    const headers: Items["responses"]["200"]["headers"] = { "x-more": "x" };
    const rows: number | undefined = headers["x-rows"];
    // @ts-expect-error a text
    const wrong: Items["parameters"]["query"] = { filter: "a" };
    // @ts-expect-error x-more is required
    const none: Items["responses"]["200"]["headers"] = {};`,
  ),
  withPaths(
    "what a webhook sends",
    {},
    {
      schemas: {
        Pet: object({ id: { ...text, readOnly: true }, secret: { ...text, writeOnly: true } }, "id", "secret"),
      },
    },
    `
    const pet: NonNullable<T.webhooks["newPet"]["post"]["requestBody"]>["content"]["application/json"] = { id: "1" };`,
    { webhooks: { newPet: { post: { requestBody: { content: json(to("Pet")) }, responses: {} } } } },
  ),
];

export const schemaCases: readonly SchemaCase[] = [
  ...composition,
  ...objectsAndLists,
  ...references,
  ...discriminators,
  ...contexts,
];
