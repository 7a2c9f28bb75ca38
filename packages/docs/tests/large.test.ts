// What keeps the pages of a large description short. The descriptions are made here, as no small one has so many fields.
import { gzipSync } from "node:zlib";
import type { OpenApiDocument, Schema } from "@repo/openapi";
import { describe, expect, it } from "vitest";
import { makeSite } from "../src/model/make-site.ts";
import type { Field } from "../src/model/site.ts";
import { fieldsIn, fieldsOf, filesOf } from "./bakery.ts";

/** The largest page, compressed, in bytes. */
const MAX_PAGE = 200_000;
/** The number of schemas that each schema of a forest refers to. */
const BRANCHES = 4;

const text: Schema = { type: "string", description: "What is written on the label, in the language of the bakery." };
const ref = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });

/**
 * A description whose schemas refer to others, which refer to others: `Node0` to `Node1` to `Node4`, those to four each, and
 * so on. Each has `width` fields besides.
 */
function forest(operations: number, width = 10): OpenApiDocument {
  const count = operations * 2;
  const plain = Object.fromEntries(Array.from({ length: width }, (_, at) => [`label${at}`, text]));
  const branches = (at: number) =>
    Object.fromEntries(
      Array.from({ length: BRANCHES }, (_, branch) => [
        `branch${branch}`,
        ref(`Node${(at * BRANCHES + branch + 1) % count}`),
      ]),
    );
  const nodes = Array.from({ length: count }, (_, at): [string, Schema] => [
    `Node${at}`,
    { type: "object", properties: { ...plain, ...branches(at) } },
  ]);
  const content = (at: number) => ({ "application/json": { schema: ref(`Node${at}`) } });
  return {
    openapi: "3.1.1",
    info: { title: "Forest", version: "1" },
    paths: Object.fromEntries(
      Array.from({ length: operations }, (_, at) => [
        `/nodes/${at}`,
        {
          put: {
            operationId: `putNode${at}`,
            requestBody: { content: content(at) },
            responses: { "200": { description: "The node.", content: content(at + operations) } },
          },
        },
      ]),
    ),
    components: { schemas: Object.fromEntries(nodes) },
  };
}

/** A description of one operation whose body has this schema. */
function withBody(schema: Schema): OpenApiDocument {
  const { info, components = {} } = forest(50);
  const requestBody = { content: { "application/json": { schema } } };
  const responses = { "204": { description: "Done." } };
  return { openapi: "3.1.1", info, paths: { "/nodes": { put: { requestBody, responses } } }, components };
}

function pageOf(document: OpenApiDocument) {
  const [operation] = makeSite(document, {}).operations;
  if (!operation) throw new Error("there is no operation");
  return operation;
}

const depthOf = ({ id }: Field) => id.split(".").length - 1;

describe("the page of an operation", () => {
  it("shows whole levels of schemas, and links to those beyond", () => {
    const fields = fieldsOf(pageOf(forest(50)));
    // Two schemas with 14 fields each, and below each of them a level of four and one of sixteen: 28 + 112 + 448.
    expect(fields).toHaveLength(28 + 112);
    const branches = fields.filter(({ name }) => name.startsWith("branch"));
    for (const field of branches) {
      expect(field.count, field.id).toBe(depthOf(field) === 1 ? 14 : 0);
      expect(field.type, field.id).toEqual([{ text: expect.stringMatching(/^Node/), page: expect.any(String) }]);
    }
  });

  it("shows every field of a schema without a name, however many there are", () => {
    const inner: Schema = { type: "object", properties: Object.fromEntries(names(40).map((name) => [name, text])) };
    const list: Schema = { type: "array", items: inner };
    const properties = Object.fromEntries(names(20).map((name) => [name, list]));
    expect(fieldsOf(pageOf(withBody({ type: "object", properties })))).toHaveLength(20 + 20 * 40);
  });

  it("says where the fields are that are too many for any page", async () => {
    const pointer = "#/paths/~1nodes/put/requestBody/content/application~1json/schema/properties/tree";
    const inner = [
      ...names(9).map((name) => [name, text] as const),
      ["left", { $ref: pointer }],
      ["right", { $ref: pointer }],
    ] as const;
    const endless: Schema = { type: "object", properties: Object.fromEntries(inner) };
    const body: Schema = { type: "object", properties: { tree: endless } };
    const document = withBody(body);
    const cut = fieldsOf(pageOf(document)).filter(({ isCut }) => isCut);
    expect(cut.length).toBeGreaterThan(0);
    for (const { name } of cut) expect(["left", "right"]).toContain(name);
    const files = await filesOf(document, {});
    const said = "The page is too long to show the fields inside.";
    expect(files.get("operations/putNodes.html")).toContain(`${said} They are in <a href="../openapi.yaml">`);
    expect(files.get("operations/putNodes.md")).toContain(said);
    expect(tooLarge(files)).toEqual([]);
  });

  it("has a form with whole levels of fields, whose deeper values are filled in as JSON", () => {
    const { form } = pageOf(forest(50));
    const branch = form?.body?.fields?.find(({ name }) => name === "branch0");
    const below = branch?.fields?.find(({ name }) => name === "branch0");
    expect([branch?.kind, branch?.fields?.length]).toEqual(["object", 14]);
    expect([below?.kind, below?.fields?.length]).toEqual(["object", 14]);
    expect(below?.fields?.map(({ kind }) => kind)).toEqual([
      ...names(10).map(() => "string"),
      ...names(4).map(() => "any"),
    ]);
  });

  it("links to every alternative of a choice that is on another page", () => {
    const oneOf = names(40).map((_, at) => ref(`Node${at}`));
    const { body } = pageOf(withBody({ oneOf }));
    const linked = body?.content.parts.flatMap(({ type = [] }) => type.flatMap(({ page }) => page ?? []));
    expect(linked).toHaveLength(40);
    expect(fieldsIn({ parts: body?.content.parts ?? [] })).toHaveLength(0);
  });
});

describe("the site of a large description", async () => {
  const small = forest(60);
  const large = forest(120);
  const files = await filesOf(large, {});

  it(`has no page of more than ${MAX_PAGE / 1_000} kB, compressed`, async () => {
    expect(tooLarge(files)).toEqual([]);
    expect(tooLarge(await filesOf(forest(2, 1_000), {}))).toEqual([]);
  });

  it("grows no faster than the description", async () => {
    const described = JSON.stringify(large).length / JSON.stringify(small).length;
    const built = sizeOf(files) / sizeOf(await filesOf(small, {}));
    // Names and numbers get longer.
    expect(built).toBeLessThan(described * 1.1);
  });

  it("lists the operations around the one that is read, and links to all", () => {
    const html = files.get("operations/putNode60.html") ?? "";
    const [navigation = ""] = /<nav class="side".*?<\/nav>/s.exec(html) ?? [];
    const listed = [...navigation.matchAll(/href="\.\.\/operations\/putNode(\d+)\.html"/g)].map(([, at]) => Number(at));
    expect(listed).toContain(59);
    expect(listed).toContain(61);
    expect(listed.length).toBeLessThan(40);
    expect(navigation).toContain('<a href="../index.html#other-operations">All 120</a>');
  });
});

function names(count: number): string[] {
  return Array.from({ length: count }, (_, at) => `name${at}`);
}

/** The pages that are larger than a reader should wait for. */
function tooLarge(files: ReadonlyMap<string, string>): string[] {
  return [...files].flatMap(([path, content]) =>
    path.endsWith(".html") && gzipSync(content).length > MAX_PAGE ? [path] : [],
  );
}

function sizeOf(files: ReadonlyMap<string, string>): number {
  return [...files].reduce(
    (sum, [path, content]) => sum + (path.startsWith("assets/") && !path.includes("records") ? 0 : content.length),
    0,
  );
}
