// What a client sends and reads of constructs that the harbour does not have.
import { describe, expect, it } from "vitest";
import {
  createClient,
  describeCall,
  describeRequest,
  describeResponse,
  errorClass,
  type Operation,
} from "../src/runtime/index.ts";
import { type Answer, recordedFetch } from "./client-of.ts";

const operations = {
  upload: {
    method: "POST",
    path: "/files/{name}",
    parameters: { path: ["name"] },
    bodies: { "multipart/form-data": { multipart: {} } },
    describe: describeRequest,
  },
  store: {
    method: "PATCH",
    path: "/raw",
    parameters: {},
    bodies: { "application/octet-stream": "bytes" },
    describe: describeRequest,
  },
  login: {
    method: "POST",
    path: "/login",
    parameters: {},
    bodies: { "application/x-www-form-urlencoded": { form: {} } },
    secrets: ["pass"],
    describe: describeRequest,
  },
  merge: {
    method: "PATCH",
    path: "/item",
    parameters: {},
    bodies: { "application/json-patch+json": "json", "application/merge-patch+json": "json" },
    options: ["contentType"],
    describe: describeRequest,
  },
  search: {
    method: "GET",
    path: "/items",
    parameters: { query: ["tag"], header: ["x-page"], cookie: ["session"] },
    styles: { query: { tag: { explode: false } } },
    describe: describeRequest,
  },
  elsewhere: {
    method: "GET",
    path: "/upload",
    server: { url: "https://files.example", insteadOf: "https://api.example" },
    parameters: {},
    describe: describeRequest,
  },
  report: {
    method: "GET",
    path: "/report",
    parameters: {},
    answers: { "application/json": "json", "application/vnd.report+json": "json", "text/csv": "text" },
    options: ["accept"],
    describe: describeResponse,
  },
  file: {
    method: "GET",
    path: "/file",
    parameters: {},
    answers: { "application/pdf": "blob", "image/*": "blob" },
    options: ["accept", "parseAs"],
    mayBeEmpty: true,
    describe: describeResponse,
  },
  log: { method: "GET", path: "/log", parameters: {}, answers: { "text/plain": "text" }, describe: describeCall },
  remove: { method: "DELETE", path: "/item", parameters: {}, mayBeEmpty: true },
  ask: { method: "HEAD", path: "/item", parameters: {}, mayBeEmpty: true },
} as const satisfies Record<string, Operation>;

type Methods = Record<
  keyof typeof operations,
  (
    input?: object,
  ) => Promise<unknown> & { result(): Promise<{ data?: unknown; error?: { status: number; body: unknown } }> }
>;

interface Paths {
  "/items": {
    get: { parameters: { query?: { tag?: string[] }; header?: { "x-page"?: string } }; responses: { 200: never } };
  };
  "/login": {
    post: {
      requestBody: { content: { "application/x-www-form-urlencoded": { user: string } } };
      responses: { 200: never };
    };
  };
}

function api(answers?: Answer[], baseUrl = "https://api.example") {
  const { fetch, requests } = recordedFetch(answers);
  return { client: createClient<Paths, Methods>(operations, { baseUrl, fetch, retries: 0 }), requests };
}

describe("a request", () => {
  it("is a form with the runtime's boundary, if the caller gives a FormData", async () => {
    const { client, requests } = api();
    const body = new FormData();
    body.set("file", new Blob(["hello"]), "hello.txt");
    await client.upload({ path: { name: "a" }, body });
    expect(requests[0]?.headers.get("content-type")).toMatch(/^multipart\/form-data; boundary=/);
    expect((await requests[0]?.formData())?.get("file")).toBeInstanceOf(File);
  });

  it("is a form of the properties of an object", async () => {
    const { client, requests } = api();
    await client.upload({ path: { name: "a" }, body: { file: new Blob(["hello"]), about: "a file" } });
    const form = (await requests[0]?.formData()) ?? new FormData();
    expect(form.get("about")).toBe("a file");
    expect(await (form.get("file") as File).text()).toBe("hello");
  });

  it.each([
    ["store", new Blob(["bytes"]), "bytes"],
    ["login", { user: "a b", pass: "c&d" }, "user=a%20b&pass=c%26d"],
    ["merge", { name: null }, '{"name":null}'],
  ] as const)("has the first media type of %s", async (name, body, text) => {
    const { client, requests } = api();
    await client[name]({ body });
    expect(requests[0]?.headers.get("content-type")).toBe(Object.keys(operations[name].bodies)[0]);
    expect(await requests[0]?.text()).toBe(text);
  });

  it("has the media type that the caller chooses, and the headers that the call asks for", async () => {
    const { client, requests } = api();
    await client.merge({ body: {}, contentType: "application/merge-patch+json", headers: { "x-trace": "1" } });
    expect(requests[0]?.headers.get("content-type")).toBe("application/merge-patch+json");
    expect(requests[0]?.headers.get("x-trace")).toBe("1");
    await expect(client.store({ body: "x", contentType: "text/plain" })).rejects.toThrow(
      '"contentType" is not an option',
    );
  });

  it("has query, header and cookie parameters", async () => {
    const { client, requests } = api();
    await client.search({
      query: { tag: ["a", "b"] },
      header: { "x-page": 2 },
      cookie: { session: "s;1", no: undefined },
    });
    expect(requests[0]?.url).toBe("https://api.example/items?tag=a,b");
    expect(requests[0]?.headers.get("x-page")).toBe("2");
    expect(requests[0]?.headers.get("cookie")).toBe("session=s%3B1");
  });

  it("is the same through openapi-fetch's methods", async () => {
    const { client, requests } = api();
    await client.GET("/items", { params: { query: { tag: ["a", "b"] }, header: { "x-page": "2" } } });
    await client.POST("/login", { body: { user: "a b" } });
    expect(requests[0]?.url).toBe("https://api.example/items?tag=a,b");
    expect(requests[0]?.headers.get("x-page")).toBe("2");
    expect(await requests[1]?.text()).toBe("user=a%20b");
  });

  it("goes to the operation's own server only where the client's is that of the description", async () => {
    const [described, local] = [api(), api(undefined, "http://localhost:8080/")];
    await described.client.elsewhere();
    await local.client.elsewhere();
    expect(described.requests[0]?.url).toBe("https://files.example/upload");
    expect(local.requests[0]?.url).toBe("http://localhost:8080/upload");
  });
});

describe("the parameters of a path", () => {
  it.each([
    ["/files/{name}.{type}", { name: ".", type: "." }, undefined],
    ["/files/{a}{b}", { a: ".", b: "." }, 'must not be "." or ".."'],
    ["/files/{a}/raw", { a: ".." }, 'must not be "." or ".."'],
    ["/{constructor}", {}, '"constructor"'],
  ])("are checked together, and not taken from the prototype: %s", async (template, values, message) => {
    for (const describe of [undefined, describeRequest]) {
      const { fetch } = recordedFetch();
      const get: Operation = { method: "GET", path: template, parameters: { path: [] }, ...(describe && { describe }) };
      type Get = { get(input: object): Promise<unknown> };
      const client = createClient<Paths, Get>({ get }, { baseUrl: "https://api.example", fetch });
      const call = client.get({ path: values });
      if (message) await expect(call).rejects.toThrow(message);
      else await expect(call).resolves.toBeDefined();
    }
  });
});

describe("a response", () => {
  const csv = () => new Response("a,b", { headers: { "content-type": "text/csv; charset=utf-8" } });
  const json = () => Response.json({ rows: [] });

  it("is asked for by all media types that give the same kind of value, unless the caller chooses", async () => {
    const { client, requests } = api([json]);
    await client.report();
    await client.report({ accept: "text/csv" });
    await client.report({ headers: { accept: "text/html" } });
    expect(requests.map(({ headers }) => headers.get("accept"))).toEqual([
      "application/json, application/vnd.report+json",
      "text/csv",
      "text/html",
    ]);
  });

  it("is read by the type that it has", async () => {
    expect(await api([csv]).client.report({ accept: "text/csv" })).toBe("a,b");
    expect(await api([csv]).client.report()).toBe("a,b");
    expect(await api([json]).client.report({ accept: "text/csv" })).toEqual({ rows: [] });
    // Of a type that is not documented, it is read as the one that was asked for.
    const wrong = () => new Response("{}", { headers: { "content-type": "text/html" } });
    expect(await api([wrong]).client.report()).toEqual({});
  });

  it("is a file, as a Blob or as a stream", async () => {
    const bytes = Uint8Array.of(0, 255, 128);
    const pdf = () => new Response(bytes, { headers: { "content-type": "application/pdf" } });
    const blob = (await api([pdf]).client.file()) as Blob;
    expect(blob.type).toBe("application/pdf");
    expect(new Uint8Array(await blob.arrayBuffer())).toEqual(bytes);
    const stream = (await api([pdf]).client.file({ parseAs: "stream" })) as ReadableStream;
    expect(new Uint8Array(await new Response(stream).arrayBuffer())).toEqual(bytes);
    const png = () => new Response(bytes, { headers: { "content-type": "image/png" } });
    expect(((await api([png]).client.file()) as Blob).type).toBe("image/png");
    expect(await api([() => new Response(null, { status: 204 })]).client.file()).toBeUndefined();
  });

  it("is text, or nothing where that is documented", async () => {
    const text = () => new Response("line 1");
    const { client } = api([text, () => new Response(null, { status: 204 }), text]);
    expect(await client.log()).toBe("line 1");
    expect(await client.remove()).toBeUndefined();
    await expect(client.search()).rejects.toThrow("the response is not JSON");
    expect(await api([() => new Response(null, { headers: { "content-length": "5" } })]).client.ask()).toBeUndefined();
  });

  it("is an error that result() returns and the method throws", async () => {
    const conflict = () => Response.json({ retryAt: "noon" }, { status: 409 });
    const { client } = api([conflict]);
    expect(await client.report().result()).toMatchObject({ error: { status: 409, body: { retryAt: "noon" } } });
    await expect(client.report()).rejects.toBeInstanceOf(errorClass("", "conflict"));
    expect(await api([json]).client.report().result()).toMatchObject({ data: { rows: [] } });
    const broken = api([() => Promise.reject(new TypeError("fetch failed"))]).client.report();
    await expect(broken.result()).rejects.toBeInstanceOf(errorClass("", "connection"));
  });

  it("shows no secret of a form", async () => {
    const echo = () => Response.json({ message: "hunter2 is wrong" }, { status: 400 });
    const failed = api([echo]).client.login({ body: { user: "me", pass: "hunter2" } });
    await expect(failed).rejects.toThrow(/^(?!.*hunter2)/);
  });
});
