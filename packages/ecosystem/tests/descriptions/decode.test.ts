// The server of these tests understands what OpenAPI's own examples look like, and notices what should not be there.
import type { OpenApiDocument, Operation, Schema } from "@repo/openapi";
import { describe, expect, it } from "vitest";
import { decode, type Found } from "./decode.ts";

const color = {
  primitive: { schema: { type: "string" }, value: "blue" },
  list: { schema: { type: "array", items: { type: "string" } }, value: ["blue", "black", "brown"] },
  object: {
    schema: { type: "object", properties: { R: { type: "integer" }, G: { type: "integer" }, B: { type: "integer" } } },
    value: { R: 100, G: 200, B: 150 },
  },
} as const;

interface Sent {
  path?: string;
  headers?: Record<string, string>;
  body?: string;
}

/** Decodes a request of an API with one operation. */
function found(operation: Operation, { path = "/", headers = {}, body = "" }: Sent): Promise<Found> {
  const isPath = operation.parameters?.some((parameter) => "in" in parameter && parameter.in === "path");
  const document: OpenApiDocument = {
    openapi: "3.1.1",
    info: { title: "Colours", version: "1" },
    servers: [{ url: "https://a.test" }],
    paths: { [isPath ? "/{color}" : "/"]: { post: operation } },
  };
  const url = new URL(`https://a.test${path}`);
  return decode(document, { method: "POST", url, headers, body: Buffer.from(body) });
}

// https://spec.openapis.org/oas/v3.1.1.html#style-examples
describe.each([
  ["path", "matrix", false, [";color=blue", ";color=blue,black,brown", ";color=R,100,G,200,B,150"]],
  ["path", "matrix", true, [";color=blue", ";color=blue;color=black;color=brown", ";R=100;G=200;B=150"]],
  ["path", "label", false, [".blue", ".blue,black,brown", ".R,100,G,200,B,150"]],
  ["path", "label", true, [".blue", ".blue.black.brown", ".R=100.G=200.B=150"]],
  ["path", "simple", false, ["blue", "blue,black,brown", "R,100,G,200,B,150"]],
  ["path", "simple", true, ["blue", "blue,black,brown", "R=100,G=200,B=150"]],
  ["header", "simple", false, ["blue", "blue,black,brown", "R,100,G,200,B,150"]],
  ["header", "simple", true, ["blue", "blue,black,brown", "R=100,G=200,B=150"]],
  ["query", "form", false, ["color=blue", "color=blue,black,brown", "color=R,100,G,200,B,150"]],
  ["query", "form", true, ["color=blue", "color=blue&color=black&color=brown", "R=100&G=200&B=150"]],
  ["query", "spaceDelimited", false, ["", "color=blue%20black%20brown", "color=R%20100%20G%20200%20B%20150"]],
  ["query", "pipeDelimited", false, ["", "color=blue%7Cblack%7Cbrown", "color=R%7C100%7CG%7C200%7CB%7C150"]],
  ["query", "deepObject", true, ["", "", "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150"]],
  ["cookie", "form", false, ["color=blue", "color=blue,black,brown", "color=R,100,G,200,B,150"]],
  ["cookie", "form", true, ["color=blue", "color=blue; color=black; color=brown", "R=100; G=200; B=150"]],
] as const)("%s, %s, explode %s", (place, style, explode, [primitive, list, object]) => {
  it.each(Object.entries({ primitive, list, object }).filter(([, written]) => written))(
    "%s: %s",
    async (kind, written) => {
      const { schema, value } = color[kind as keyof typeof color];
      const parameter = { name: "color", in: place, style, explode, schema: schema as unknown as Schema };
      const sent = {
        path: place === "path" ? `/${written}` : place === "query" ? `/?${written}` : "/",
        headers: { header: { color: written }, cookie: { cookie: written } }[place as "header"],
      };
      const { problems, [place]: values } = await found({ parameters: [parameter] }, sent);
      expect({ problems, values }).toEqual({ problems: [], values: { color: value } });
    },
  );
});

const form: Schema = {
  type: "object",
  properties: {
    name: { type: "string" },
    tags: { type: "array", items: { type: "string" } },
    address: { type: "object", properties: { line1: { type: "string" } } },
    picture: { type: "string", format: "binary" },
  },
};

it("a form: texts, lists, JSON and styles", async () => {
  const type = "application/x-www-form-urlencoded";
  const encoding = { address: { style: "deepObject", explode: true } };
  const [plain, styled] = await Promise.all(
    [
      { body: "name=a+b%26&tags=x&tags=y&address=%7B%22line1%22%3A%22z%22%7D" },
      { body: "name=a%20b%26&tags=x&tags=y&address%5Bline1%5D=z", encoding },
    ].map(({ body, ...more }) =>
      found(
        { requestBody: { content: { [type]: { schema: form, ...more } } } },
        { headers: { "content-type": type }, body },
      ),
    ),
  );
  const value = { name: "a b&", tags: ["x", "y"], address: { line1: "z" } };
  expect(plain).toMatchObject({ problems: [], body: { mediaType: type, value } });
  expect(styled).toMatchObject({ problems: [], body: { mediaType: type, value } });
});

it("a multipart body: texts, files, and JSON with a header of its own", async () => {
  const body = [
    '--x\r\nContent-Disposition: form-data; name="name"\r\n\r\ngröße\r\n',
    '--x\r\nContent-Disposition: form-data; name="address"\r\nContent-Type: application/json\r\nX-Part: v1\r\n\r\n{"line1":"z"}\r\n',
    '--x\r\nContent-Disposition: form-data; name="picture"; filename="%22.png"\r\nContent-Type: image/png\r\n\r\n\r\n--\r\n--x--\r\n',
  ].join("");
  const encoding = { address: { headers: { "X-Part": { schema: { const: "v1" } } } } };
  const operation = { requestBody: { content: { "multipart/form-data": { schema: form, encoding } } } };
  const headers = { "content-type": "multipart/form-data; boundary=x" };
  const value = {
    name: "größe",
    address: { line1: "z" },
    picture: { file: '".png', type: "image/png", bytes: [13, 10, 45, 45] },
  };
  expect(await found(operation, { headers, body })).toMatchObject({ problems: [], body: { value } });
  const worse = body.replace("X-Part: v1", "X-Part: v2").replace("application/json", "text/plain");
  expect((await found(operation, { headers, body: worse })).problems).toEqual([
    "the part address is text/plain, not application/json",
    "the part address has no X-Part: v1",
  ]);
});

it("what the description does not have", async () => {
  const parameters = [
    { name: "q", in: "query", schema: { type: "string" } },
    { name: "path", in: "query", allowReserved: true, schema: { type: "string" } },
  ] satisfies Operation["parameters"];
  const sent = {
    path: "/?q=a/b&path=a%2Fb&other=1",
    headers: { cookie: "a=1", "content-type": "text/plain" },
    body: "a",
  };
  expect((await found({ parameters }, sent)).problems).toEqual([
    "the value a/b is not encoded",
    "the value a%2Fb is encoded more than it should be",
    "the query has other=1",
    "a cookie is a=1",
    "a body of type text/plain is not described",
  ]);
  expect((await found({}, { path: "/elsewhere" })).problems).toEqual([
    "no operation for POST https://a.test/elsewhere",
  ]);
});
