// Lists in pages: what is asked for, in which order, and what ends the iteration.
import { describe, expect, it } from "vitest";
import { describeCall, errorClass, type Operation, type SharedOptions } from "../src/runtime/index.ts";
import type { Pages } from "../src/runtime/operation.ts";
import { createPagedClient } from "../src/runtime/pages.ts";
import { type Answer, recordedFetch, rejection, testClock } from "./client-of.ts";

const cursor: Pages = { by: "cursor", param: "after", next: ["meta", "next"], items: ["data"] };
const offset: Pages = { by: "offset", param: "offset", from: 0, items: ["data"] };
const page: Pages = { by: "page", param: "page", from: 1, items: ["data"] };
const link: Pages = { by: "link", items: [] };

interface Input extends SharedOptions {
  path?: { shelf: string };
  query?: Record<string, unknown>;
  headers?: Record<string, string>;
}

interface Methods {
  list(input?: Input): Promise<unknown>;
}

interface Lists {
  list: { items(input?: Input): AsyncIterable<unknown> };
}

/** A service that gives these pages one after another, with what is asked of it. */
function service(pages: Pages, answers: Answer[], more: Partial<Operation> = {}) {
  const { fetch, requests } = recordedFetch(answers);
  const operations: Record<"list", Operation> = {
    list: {
      method: "GET",
      path: "/shelves/{shelf}/books",
      parameters: { path: ["shelf"], query: ["after", "offset", "page", "limit"] },
      pages,
      ...more,
    },
  };
  const access = {
    headers: { authorization: "Bearer the-token" },
    secrets: ["the-token"],
    ...(pages.credentials && { query: "api_key=the-key" }),
  };
  const api = { brand: "", agent: "test", specVersion: "1", serverUrl: "https://api.example/v1", operations };
  const client = createPagedClient<object, Methods, Lists>(
    { ...api, security: { credentials: [], access: () => access } },
    { clock: testClock().clock, fetch },
  );
  const items = (input?: Input) => client.list.items({ path: { shelf: "a b" }, ...input });
  return { list: client.list, items, requests, asked: () => requests.map(({ url }) => new URL(url).search) };
}

const json = (body: unknown, headers?: HeadersInit) => () => Response.json(body, headers && { headers });
const books = (...names: string[]) => json({ data: names });

async function all(items: AsyncIterable<unknown>): Promise<unknown[]> {
  const found: unknown[] = [];
  for await (const item of items) found.push(item);
  return found;
}

/** The items that came before the iteration failed, and the error. */
async function failing(items: AsyncIterable<unknown>) {
  const found: unknown[] = [];
  const error = await rejection(
    (async () => {
      for await (const item of items) found.push(item);
    })(),
  );
  return { found, error };
}

function expectInvalid(error: unknown, message: string) {
  expect(error).toBeInstanceOf(errorClass("", "invalid_response"));
  expect(error).toMatchObject({ operation: "list", message: expect.stringContaining(message) });
}

describe("by cursor", () => {
  const after = (next: unknown, ...names: string[]) => json({ data: names, meta: { next } });

  it.each([undefined, null, ""])("sends each cursor for the next page, until it is %j", async (end) => {
    const { items, asked } = service(cursor, [after("c1", "A", "B"), after("c/2", "C"), after(end, "D")]);
    expect(await all(items({ query: { limit: 2 } }))).toEqual(["A", "B", "C", "D"]);
    expect(asked()).toEqual(["?limit=2", "?limit=2&after=c1", "?limit=2&after=c%2F2"]);
  });

  it("goes on after a page without items, or without a list of them", async () => {
    const answers = [
      after("c1"),
      json({ data: null, meta: { next: 2 } }),
      json({ meta: { next: "3" } }),
      after(null, "A"),
    ];
    const { items, asked } = service(cursor, answers);
    expect(await all(items())).toEqual(["A"]);
    expect(asked()).toEqual(["", "?after=c1", "?after=2", "?after=3"]);
  });

  it("starts where the caller says, and anew each time", async () => {
    const { items, asked } = service(cursor, [after("c2", "B"), after(null, "C")]);
    const rest = items({ query: { after: "c1" } });
    expect(await all(rest)).toEqual(["B", "C"]);
    expect(await all(rest)).toEqual(["C"]);
    expect(asked()).toEqual(["?after=c1", "?after=c2", "?after=c1"]);
  });

  it.each([
    ["at once", [after("c1", "A"), after("c1", "B")], ["A"]],
    ["later", [after("c1", "A"), after("c2", "B"), after("c1", "C")], ["A", "B"]],
  ])("ends with an error if a cursor comes again %s", async (_, answers, before) => {
    const { found, error } = await failing(service(cursor, answers).items());
    expect(found).toEqual(before);
    expectInvalid(error, "the next page was read already");
  });

  it("ends with an error if the first cursor, which the caller gave, comes again", async () => {
    const { found, error } = await failing(service(cursor, [after("c1", "A")]).items({ query: { after: "c1" } }));
    expect(found).toEqual([]);
    expectInvalid(error, "the next page was read already");
  });

  it("ends if the service says that there are no more pages, though it gives a cursor", async () => {
    const told = (more: boolean, next: unknown, name: string) => json({ data: [name], meta: { next, more } });
    const answers = [told(true, "c1", "A"), told(false, "c2", "B")];
    expect(await all(service({ ...cursor, more: ["meta", "more"] }, answers).items())).toEqual(["A", "B"]);
    const { error } = await failing(service({ ...cursor, more: ["meta", "more"] }, [told(true, null, "A")]).items());
    expectInvalid(error, "there are more pages, but nothing tells the next one");
  });

  it.each([
    [{ data: "A", meta: {} }, "the items of the page are no list"],
    [{ data: [], meta: { next: {} } }, "what tells the next page is no text"],
  ])("refuses %j", async (body, message) => {
    const { error } = await failing(service(cursor, [json(body)]).items());
    expectInvalid(error, message);
    expect(error.text).toBe(JSON.stringify(body));
  });

  it("finds nothing in what a response inherits", async () => {
    expect(await all(service({ ...cursor, next: ["constructor"] }, [books("A")]).items())).toEqual(["A"]);
  });
});

describe("by number", () => {
  it("counts the items that came", async () => {
    const { items, asked } = service(offset, [books("A", "B"), books("C"), books()]);
    expect(await all(items({ query: { limit: 2 } }))).toEqual(["A", "B", "C"]);
    expect(asked()).toEqual(["?limit=2&offset=0", "?limit=2&offset=2", "?limit=2&offset=3"]);
  });

  it("counts pages, from where the description or the caller says", async () => {
    const pages = () => [books("A", "B"), books("C"), books()];
    const fromOne = service(page, pages());
    expect(await all(fromOne.items())).toEqual(["A", "B", "C"]);
    expect(fromOne.asked()).toEqual(["?page=1", "?page=2", "?page=3"]);
    const fromZero = service({ ...page, from: 0 }, pages());
    expect(await all(fromZero.items())).toEqual(["A", "B", "C"]);
    expect(fromZero.asked()).toEqual(["?page=0", "?page=1", "?page=2"]);
    const given = service(page, pages());
    await all(given.items({ query: { page: 7 } }));
    expect(given.asked()).toEqual(["?page=7", "?page=8", "?page=9"]);
  });

  it("knows by what the service says whether a page without items is the last one", async () => {
    const told = (more: boolean, ...data: string[]) => json({ data, more });
    const { items, asked } = service({ ...page, more: ["more"] }, [
      told(true),
      told(true),
      told(true, "A"),
      told(false, "B"),
    ]);
    expect(await all(items())).toEqual(["A", "B"]);
    expect(asked()).toHaveLength(4);
    const { error } = await failing(service({ ...offset, more: ["more"] }, [told(true)]).items());
    expectInvalid(error, "the next page was read already");
  });

  it.each([offset, page])("ends with an error if the service gives the same page again, by $by", async (pages) => {
    const { found, error } = await failing(service(pages, [books("A")]).items());
    expect(found).toEqual(["A"]);
    expectInvalid(error, "the next page was read already");
  });

  it("ends if a response has no body and may have none", async () => {
    const nothing = () => new Response(null, { status: 204 });
    expect(await all(service(offset, [books("A"), nothing], { mayBeEmpty: true }).items())).toEqual(["A"]);
  });
});

describe("by link", () => {
  const linked = (header: string, ...names: string[]) => json(names, { link: header });

  it("takes the query of the link, and leaves out the caller's own", async () => {
    const next = '<https://api.example/v1/shelves/a%20b/books?cursor=x%2Fy&limit=2>; rel="next"';
    const { items, asked } = service(link, [linked(next, "A"), json(["B"])]);
    expect(await all(items({ query: { limit: 2 } }))).toEqual(["A", "B"]);
    expect(asked()).toEqual(["?limit=2", "?cursor=x%2Fy&limit=2"]);
  });

  it.each([
    "https://evil.example/v1/shelves/a/books?page=2",
    "//evil.example/books?page=2",
    "http://api.example/internal/books/?page=2#@evil.example",
    "/v1/shelves/1234/b%6Foks?page=2",
    "?page=2",
  ])("stays at its own address with %s", async (target) => {
    const { items, requests } = service(link, [linked(`<${target}>; rel=next`, "A"), json(["B"])]);
    expect(await all(items())).toEqual(["A", "B"]);
    expect(requests[1]?.url).toBe("https://api.example/v1/shelves/a%20b/books?page=2");
    expect(requests[1]?.headers.get("authorization")).toBe("Bearer the-token");
  });

  it("has the credentials of the query once, also if the service repeats them in its links", async () => {
    const target = "/v1/shelves/a/books?api_key=the-key&page=2&api%5Fkey=&api_key_of=x";
    const { items, asked } = service({ ...link, credentials: ["api_key"] }, [
      linked(`<${target}>; rel=next`, "A"),
      linked("<?api_key=the-key>; rel=next", "B"),
    ]);
    const { found, error } = await failing(items());
    expect(found).toEqual(["A"]);
    expectInvalid(error, "the link to the next page is not followed");
    expect(asked()).toEqual(["?api_key=the-key", "?page=2&api_key_of=x&api_key=the-key"]);
  });

  it.each(["https://api.example/v1/pages/2?limit=1", "/v1/shelves/a/books", "/v1/%zz?page=2"])(
    "does not follow %s, whose query does not tell the page",
    async (target) => {
      const { items, requests } = service(link, [linked(`<${target}>; rel="next"`, "A")]);
      expectInvalid((await failing(items())).error, "the link to the next page is not followed");
      expect(requests).toHaveLength(1);
    },
  );

  it.each([
    ['<?page=1>; rel="prev", <?page=2>; rel="next"', "?page=2"],
    ['<?page=2> ; REL = "last next" ; title="x"', "?page=2"],
    ['<?a=1,2>; title="a, \\"; rel=next; a=\\"", <?page=2>; title=c; rel=next', "?page=2"],
    ['<?page=2>; rel="next"; rel="prev"', "?page=2"],
    ["<?page=2>;rel=next;a", "?page=2"],
    ['<?page=ü&at="1"\\>; rel=next', "?page=%C3%BC&at=%221%22\\"],
  ])("reads %s", async (header, search) => {
    const bytes = new TextDecoder("latin1").decode(new TextEncoder().encode(header));
    const { items, asked } = service(link, [linked(bytes.replace("Ã¼", "\xfc"), "A"), json(["B"])]);
    expect(await all(items())).toEqual(["A", "B"]);
    expect(asked()[1]).toBe(search);
  });

  it.each(['<?page=2>; rel="prev"; rel="next"', '<?page=2>; rel="next"; anchor="#a"', "<?page=2>", "rel=next", "<"])(
    "reads no next page in %s",
    async (header) => {
      expect(await all(service(link, [linked(header, "A")]).items())).toEqual(["A"]);
    },
  );

  it("reads a header that is made to take long", async () => {
    const header = `<a>${"; a ".repeat(4000)}${" ".repeat(4000)}<${"<".repeat(4000)}`;
    expect(await all(service(link, [linked(header, "A")]).items())).toEqual(["A"]);
  });

  it("ends with an error if a link comes again", async () => {
    const next = linked("<?page=2>; rel=next", "A");
    const { found, error } = await failing(service(link, [next]).items());
    expect(found).toEqual(["A"]);
    expectInvalid(error, "the next page was read already");
  });

  it("takes the link from the response's body, if it is there", async () => {
    const pages: Pages = { by: "link", next: ["links", "0", "next"], items: ["data"] };
    const answers = [json({ data: ["A"], links: [{ next: "/v1/books?page=2" }] }), json({ data: ["B"], links: [] })];
    const { items, asked } = service(pages, answers);
    expect(await all(items())).toEqual(["A", "B"]);
    expect(asked()).toEqual(["", "?page=2"]);
  });
});

describe("each page is a call of its own", () => {
  const after = (next: unknown, ...names: string[]) => json({ data: names, meta: { next } });

  it("asks for a page only when its items are wanted, and for no more after a break", async () => {
    const { items, requests } = service(cursor, [after("c1", "A", "B"), after("c2", "C"), after(null, "D")]);
    const list = items();
    expect(requests).toHaveLength(0);
    for await (const item of list) {
      expect(requests).toHaveLength(item === "C" ? 2 : 1);
      if (item === "C") break;
    }
    expect(requests).toHaveLength(2);
  });

  it("has the caller's headers and retries", async () => {
    const busy = () => new Response(null, { status: 503 });
    const { items, requests } = service(cursor, [after("c1", "A"), busy, after(null, "B")]);
    expect(await all(items({ headers: { "x-trace": "1" }, retries: 1 }))).toEqual(["A", "B"]);
    expect(requests.map(({ headers }) => headers.get("x-trace"))).toEqual(["1", "1", "1"]);
    const { error } = await failing(service(cursor, [after("c1", "A"), busy]).items({ retries: 0 }));
    expect(error).toMatchObject({ code: "server", attempts: 1 });
  });

  it("ends with the reason of the caller's signal", async () => {
    const { items, requests } = service(cursor, [after("c1", "A"), after("c2", "B")]);
    const controller = new AbortController();
    const iterator = items({ signal: controller.signal })[Symbol.asyncIterator]();
    await iterator.next();
    controller.abort("enough");
    expect(await rejection(iterator.next())).toBe("enough");
    expect(requests).toHaveLength(1);
  });

  it("is sent and read as the operation is described", async () => {
    const vendor = () => new Response('{"data":["A"]}', { headers: { "content-type": "application/hal+json" } });
    const more: Partial<Operation> = {
      styles: { path: { shelf: { style: "label" } }, query: { limit: { style: "pipeDelimited", explode: false } } },
      answers: { "application/hal+json": "json" },
      describe: describeCall,
    };
    const { items, requests, asked } = service(cursor, [vendor], more);
    expect(await all(items({ query: { limit: ["1", "2"] } }))).toEqual(["A"]);
    expect(asked()).toEqual(["?limit=1%7C2"]);
    expect(requests[0]?.headers.get("accept")).toBe("application/hal+json");
    expect(requests[0]?.url).toContain("/shelves/.a%20b/books");
    const csv = () => new Response("A,B", { headers: { "content-type": "text/csv" } });
    const answers = { "application/json": "json", "text/csv": "text" } as const;
    const { error } = await failing(service(cursor, [csv], { ...more, answers }).items());
    expectInvalid(error, "the response is not JSON");
    const byLink = service(link, [json(["A"], { link: "<?page=2>; rel=next" }), json(["B"])], more);
    expect(await all(byLink.items())).toEqual(["A", "B"]);
    expect(byLink.asked()).toEqual(["", "?page=2"]);
  });

  it("leaves the plain call as it is", async () => {
    const { list } = service(cursor, [after("c1", "A")]);
    expect(await list({ path: { shelf: "a" } })).toEqual({ data: ["A"], meta: { next: "c1" } });
  });

  it("shows no secret that the service repeats", async () => {
    const { error } = await failing(service(cursor, [json({ data: "Bearer the-token" })]).items());
    expectInvalid(error, "no list");
    expect(error.text).toBe("[redacted]");
  });
});
