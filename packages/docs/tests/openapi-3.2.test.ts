// What only OpenAPI 3.2 has: on the pages, in the search, and as it is sent.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Listening, listen, replaceFolder, serveFolder } from "@repo/commands";
import type { OpenApiDocument } from "@repo/openapi";
import { readDescription } from "@repo/openapi/read";
import { root } from "@repo/testing";
import { Hono } from "hono";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeSite } from "../src/model/make-site.ts";
import type { OperationPage, Site } from "../src/model/site.ts";
import { type SearchRecord, searchRecords } from "../src/search/records.ts";
import { type SiteFilesOptions, siteFiles } from "../src/site-files.ts";
import { filesOf } from "./bakery.ts";
import { axeFaults, newPage, noBrowser, overflow } from "./browser.ts";
import { wordsOfHtml, wordsOfMarkdown } from "./words.ts";

const settings: SiteFilesOptions = {
  client: { setup: ['import { client } from "./client.ts";'], constant: "client" },
  composerServers: [{ url: "http://127.0.0.1:4010/", title: "This machine" }],
};

async function readHarbour(): Promise<OpenApiDocument> {
  const path = join(root, "packages/testing/descriptions/harbour-3.2.yaml");
  const { document, problems } = await readDescription(path, "structure");
  expect(problems).toEqual([]);
  if (document === undefined) throw new Error("It cannot be read.");
  return document;
}

let files: Map<string, string>;
let site: Site;
let records: SearchRecord[];
beforeAll(async () => {
  const document = await readHarbour();
  files = await filesOf(document, settings);
  site = makeSite(document, settings);
  records = searchRecords(site);
});

function operation(name: string): OperationPage {
  const found = site.operations.find((one) => one.name === name);
  if (found === undefined) throw new Error(`There is no operation ${name}.`);
  return found;
}

function sample(name: string) {
  const [first] = operation(name).samples;
  if (first === undefined) throw new Error(`${name} has no sample.`);
  return first.code;
}

it.each<[construct: string, page: string, ...texts: string[]]>([
  ["the address of the description", "index", "Its own address https://harbour.example/descriptions/harbour.yaml"],
  ["names of servers", "index", "North coast https://north.harbour.example/v4", "Where most ships are."],
  ["summaries of tags", "index", "Berths and piers", "Finding a berth", "The watch"],
  ["tags of other kinds", "index", "Labels On trial May change at any time. audience Pilots", "POST /entries"],
  ["tags of other kinds in lists", "index", "Search the berths", "On trial", "Copy a berth"],
  [
    "a deprecated way to authenticate",
    "operations/copyBerth",
    "API key in the header X-Old (deprecated), or OAuth 2.0",
  ],
  ["a deprecated scheme", "index", "API key in the header X-Old old deprecated"],
  ["device authorization", "index", "Device authorization", "https://pass.harbour.example/device", "Token address"],
  ["the scopes of device authorization", "index", "read", "Read where berths are."],
  ["the metadata of OAuth", "index", "Metadata https://pass.harbour.example/.well-known/oauth-authorization-server"],
  ["QUERY", "operations/searchBerths", "QUERY https://north.harbour.example/v4/berths", "On trial"],
  ["a further method", "operations/copyBerth", "COPY https://north.harbour.example/v4/berths", "audience Pilots"],
  ["summaries of responses", "operations/searchBerths", "The berths that fit", "Response 404", "No berth fits"],
  ["summaries of errors", "errors", "Search the berths No berth fits"],
  ["media types as components", "operations/searchBerths", "array of Berth", "pier", "Greatest length 3"],
  [
    "a query of pairs",
    "operations/findBerths",
    "Query string",
    "2 fields",
    "required application/x-www-form-urlencoded",
  ],
  ["how a query of pairs is sent", "operations/findBerths", "as pairs of names and values", "What the ship needs."],
  ["the fields of a query", "operations/findBerths", "length integer required In metres.", "services array of string"],
  [
    "a query of JSON",
    "operations/askForBerths",
    "Berth application/json",
    "the whole query of the address as JSON",
    "pier",
  ],
  ["a parameter as it is sent", "operations/askForBerths", "Sent as a%20b", '"a b"'],
  ["events", "operations/watchSignals", "stream of object text/event-stream", "Each event", 'Always "light"'],
  ["what a text contains", "operations/watchSignals", "data string with Signal required Content application/json"],
  ["the fields in a text", "operations/watchSignals", "its content", "flashes integer", "blasts integer"],
  ["a made event", "operations/watchSignals", 'event light data {"by""lamp""flashes"1}'],
  ["items", "operations/streamEntries", "stream of Berth application/jsonl", "Each item", "pier string required"],
  ["all items together", "operations/streamEntries", "The first is the latest. Least items 1", "Each item"],
  ["items that are sent", "operations/addEntries", "stream of Berth", "Each item", '{"pier""pie"}'],
  ["an example as it is sent", "operations/streamEntries", '"pier" "A"', 'As it is sent {"pier""A"} {"pier""B"}'],
  ["the default of alternatives", "schemas/Signal", 'Horn if by is "Horn" or anything else or missing'],
  ["the default of subtypes", "schemas/Boat", '"Dinghy" or anything else or missing Dinghy'],
])("shown: %s", (_, page, ...texts) => {
  const html = bare(wordsOfHtml(files.get(`${page}.html`) ?? ""));
  const markdown = bare(wordsOfMarkdown(files.get(`${page}.md`) ?? ""));
  for (const text of texts) {
    expect(html).toContain(bare(text));
    expect(markdown).toContain(bare(text));
  }
});

/** Markdown has punctuation where a page has other signs, and capitals after it. */
function bare(text: string): string {
  const words = text.replace(/[:,.=·|]|(?<=^| )#+(?= )|(?<= )- /g, "").replace(/\s+/g, " ");
  return words.toLowerCase();
}

it("the navigation is the tree of tags, without tags of other kinds", () => {
  const tree = ({ title, operations, groups }: Site["tags"][number]): unknown => [
    title,
    operations.map(({ name }) => name),
    ...groups.map(tree),
  ];
  expect(site.tags.map(tree)).toEqual([
    ["Berths and piers", ["copyBerth"], ["Finding a berth", ["searchBerths", "findBerths", "askForBerths"]]],
    ["The watch", ["watchSignals", "streamEntries", "addEntries", "traceEntries"]],
  ]);
  const page = files.get("operations/findBerths.html") ?? "";
  const [crumbs = ""] = /<nav class="crumbs".*?<\/nav>/s.exec(page) ?? [];
  expect(wordsOfHtml(crumbs)).toBe("Start page Berths and piers Finding a berth Find berths");
  const [side = ""] = /<nav class="side".*?<\/nav>/s.exec(page) ?? [];
  expect(wordsOfHtml(side)).toMatch(/Berths and piers Copy a berth Finding a berth Search .* The watch/);
  expect(wordsOfHtml(side)).not.toContain("On trial");
});

it("llms.txt has the methods, the labels and the names of servers", () => {
  const text = files.get("llms.txt") ?? "";
  expect(text).toContain("- Base URL (North coast): `https://north.harbour.example/v4`. Where most ships are.");
  expect(text).toContain("- Authentication: API key in the header X-Old (deprecated)");
  expect(text).toContain("[Search the berths](operations/searchBerths.md): `QUERY /berths`, On trial");
  expect(files.get("llms-full.txt")).toContain("`COPY https://north.harbour.example/v4/berths`");
});

it.each([
  ["QUERY", "Search the berths"],
  ["COPY", "Copy a berth"],
  ["On trial", "Search the berths"],
  ["Berths and piers", "Find berths"],
  ["The berths that fit", "Search the berths"],
  ["audience: Pilots", "audience: Pilots"],
  ["Device authorization", "Authentication"],
  ["North coast", "Base URL"],
])("the search finds %s: %s", (text, title) => {
  const found = records.filter(({ about, words = "", ...one }) => `${one.title} ${about} ${words}`.includes(text));
  expect(found.map((one) => one.title)).toContain(title);
});

it.each([
  ["searchBerths", "querystring.length", false],
  ["findBerths", "querystring.length", true],
  ["watchSignals", "response.data.flashes", true],
])("the search finds the fields of %s: %s", (name, id, isFound) => {
  expect(records.some((one) => one.id === id && one.page.includes(`/${name}.html`))).toBe(isFound);
});

describe("samples", () => {
  it.each([
    ["searchBerths", "-X QUERY", 'method: "QUERY"'],
    ["copyBerth", "-X COPY", 'method: "COPY"'],
  ])("of %s send the method", (name, curl, fetched) => {
    expect(sample(name).curl).toContain(curl);
    expect(sample(name).fetch).toContain(fetched);
    expect(sample(name).client).toContain(`client.${name}(`);
  });

  it("send an example as the description says, and give the client its data", () => {
    const { curl, fetch, client, json } = sample("searchBerths");
    expect(curl).toContain(`--data-raw '{"length":2e2}'`);
    expect(fetch).toContain('body: "{\\"length\\":2e2}"');
    expect(client).toContain("body: { length: 200 }");
    expect(JSON.parse(json)).toEqual({ length: 200 });
  });

  it("write a whole query by its media type", () => {
    const form = sample("findBerths");
    expect(form.curl).toContain("/berths/by-form?length=5&services=water&services=fuel%20%26%20oil");
    expect(form.client).toContain('querystring: { length: 5, services: ["water", "fuel & oil"] }');
    expect(sample("askForBerths").fetch).toContain('/berths/by-json?%7B%22pier%22%3A%22pie%22%7D"');
  });

  it("read what comes in a stream one by one", () => {
    expect(sample("watchSignals").client).toContain("for await (const { data } of await client.watchSignals())");
    expect(sample("streamEntries").client).toContain("for await (const item of await client.streamEntries())");
    expect(sample("streamEntries").curl).toContain("--no-buffer");
  });

  it("send a list of items, a line for each", () => {
    const { curl, fetch, client } = sample("addEntries");
    expect(curl).toContain(`--data-raw '{"pier":"pie"}'`);
    expect(fetch).toContain('body: "{\\"pier\\":\\"pie\\"}"');
    expect(client).toContain('body: [{ pier: "pie" }]');
  });

  it("authenticate in a way that is not deprecated", () => {
    expect(sample("copyBerth").curl).toContain("Authorization: Bearer");
    expect(sample("copyBerth").curl).not.toContain("X-Old");
  });

  it("leave out fetch, and the client that uses it, for a method that it refuses", () => {
    const { curl, fetch, client } = sample("traceEntries");
    expect(curl).toContain("-X TRACE");
    expect([fetch, client]).toEqual(["", ""]);
  });
});

describe.skipIf(noBrowser)("in a browser", () => {
  let folder: string;
  let server: Listening;
  let page: Page;
  const received: { method: string; address: string; body: string }[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "openapi-3.2-"));
    await replaceFolder(folder, siteFiles(await readHarbour(), settings));
    const app = new Hono()
      .all("/v4/*", async ({ req, json }) => {
        const { pathname, search } = new URL(req.url);
        received.push({ method: req.method, address: pathname + search, body: await req.text() });
        return json({ thanks: true });
      })
      .route("/", serveFolder(folder));
    server = await listen(app, 0);
    page = await newPage();
  });
  afterAll(async () => {
    server?.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** Opens the composer of an operation, and sends what it begins with. */
  async function send(name: string): Promise<string> {
    received.length = 0;
    await page.goto(`${server.url}operations/${name}.html`);
    await page.getByRole("button", { name: "Compose a request" }).click();
    await page.getByLabel("Address").fill(`${server.url}v4`);
    await page.getByRole("button", { name: "Send", exact: true }).click();
    const outcome = page.locator(".composer-outcome");
    await outcome.and(page.locator(".composer-good, .composer-bad")).waitFor();
    return (await outcome.textContent()) ?? "";
  }

  it.each([
    ["searchBerths", "QUERY", "/v4/berths", '{"length":200}'],
    ["copyBerth", "COPY", "/v4/berths", ""],
    ["findBerths", "GET", "/v4/berths/by-form?length=5&services=water&services=fuel%20%26%20oil", ""],
    ["askForBerths", "GET", "/v4/berths/by-json?%7B%22pier%22%3A%22pie%22%7D", ""],
  ])("the composer sends %s", async (name, method, address, body) => {
    expect(await send(name)).toMatch(/^200 /);
    expect(received).toEqual([{ method, address, body }]);
  });

  it("the composer checks a whole query, and sends what the reader fills in", async () => {
    await send("findBerths");
    const length = page.getByRole("spinbutton", { name: "length" });
    await length.fill("3");
    await page.locator(".composer-problems li").getByText("must be 5 or more").waitFor();
    await length.fill("12");
    await page.getByRole("button", { name: "Send", exact: true }).click();
    await page.locator(".composer-good").waitFor();
    await expect.poll(() => received.at(-1)?.address).toContain("?length=12&services=water");
  });

  it("the composer says which method no page can send", async () => {
    expect(await send("traceEntries")).toBe("No browser lets a page send TRACE. Call the API with one of the samples.");
    expect(received).toEqual([]);
  });

  it.each([
    ["index", 360],
    ["index", 1440],
    ["operations/searchBerths", 360],
    ["operations/findBerths", 360],
    ["operations/watchSignals", 1440],
  ])("%s is laid out well at %i px", async (path, width) => {
    await page.setViewportSize({ width, height: 900 });
    await page.goto(`${server.url}${path}.html`);
    expect(await overflow(page, width)).toEqual([]);
    expect(await axeFaults(page)).toEqual([]);
    // Every badge is seen, whatever its method is called.
    const badges = page.locator("main .method");
    for (const badge of await badges.all()) expect(await badge.isVisible()).toBe(true);
  });
});
