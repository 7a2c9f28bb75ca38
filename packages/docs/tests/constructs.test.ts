// What the pages say about each construct of OpenAPI, in HTML and in Markdown.
import { beforeAll, describe, expect, it } from "vitest";
import { filesOf } from "./bakery.ts";
import { readHarbour } from "./constructs/harbour.ts";
import { wordsOfHtml, wordsOfMarkdown } from "./words.ts";

type Row = [construct: string, page: string, ...texts: string[]];

const NEW: Row[] = [
  [
    "a contact, terms and further documentation",
    "index",
    "The harbour office",
    "office@harbour.example",
    "Terms of service",
    "The handbook",
  ],
  ["further documentation of a tag", "index", "More about ships"],
  ["further documentation of an operation", "operations/watchShips", "More about watches"],
  ["further documentation of a schema", "schemas/Vessel", "The kinds of vessels"],
  [
    "variables of a server",
    "index",
    "https://{coast}.harbour.example/{edition}",
    "coast Where the harbour is.",
    "north",
    "south",
    "v1",
  ],
  ["the servers of a path", "operations/listLogs", "https://logs.harbour.example/logs"],
  ["the server of an operation", "operations/addLog", "https://upload.harbour.example/logs"],
  [
    "the flows of OAuth",
    "index",
    "Authorization code",
    "https://pass.harbour.example/authorize",
    "https://pass.harbour.example/token",
  ],
  ["the scopes of OAuth", "index", "read:ships", "Read where ships are.", "write:ships"],
  ["OpenID Connect", "index", "OpenID Connect", "https://crew.harbour.example/discovery"],
  ["the scopes of an operation", "operations/getShip", "OAuth 2.0 (scope read:ships)"],
  ["webhooks", "index", "Webhooks", "A ship arrived", "POST shipArrived"],
  [
    "a webhook",
    "webhooks/shipArrived",
    "A webhook: the API sends this request to your server.",
    "Sent once for each ship.",
    "position",
    "The message was read.",
  ],
  ["the callbacks of an operation", "operations/watchShips", "Callbacks", "onShip", "POST {$request.query.url}/ships"],
  ["a callback", "callbacks/onShip", "A callback:", "Sent while the ship is in sight.", "knots", "The ship was noted."],
  [
    "the links of a response",
    "operations/watchShips",
    "getShip",
    "Get a ship",
    "The ship that is watched.",
    "$response.body#/id",
    "List the logs",
  ],
  [
    "a path item elsewhere",
    "operations/getShip",
    "https://north.harbour.example/v1/ships/{id}",
    "Path parameters",
    "The ship.",
  ],
  ["a range of statuses", "operations/listLogs", "Response 4XX", "It went wrong."],
  [
    "responses of several media types",
    "operations/listLogs",
    "As application/xml",
    "An entry of the log.",
    "As text/event-stream",
    "A part of an entry.",
  ],
  [
    "bodies of several media types",
    "operations/addLog",
    "application/json",
    "text",
    "As multipart/form-data",
    "The page of the book.",
  ],
  ["parameters of the path and odd names", "operations/delete", "lightId", "part-no", "filter[name]", "X-Trace"],
  ["a parameter that is JSON", "operations/delete", "fields", "deep"],
  [
    "an answer that is the only one",
    "operations/delete",
    "Any other answer",
    "Any answer.",
    "application/vnd.api+json",
    "Always",
  ],
  ["the headers of an answer", "operations/headLight", "HEAD", "X-Hours", "The hours it burnt."],
  ["constants as alternatives", "operations/delete", "1 Red", "The port side.", "5 Green", "The starboard side."],
  ["a schema of constants", "schemas/Colour", "integer", "Red", "The port side."],
  ["a discriminator with subtypes", "schemas/Vessel", "kind tells which schema it is", '"f" or "boat": Ferry'],
  ["titles of alternatives", "schemas/Vessel", "One of Bulk object", "tons", "One of Boxes object", "boxes", "900"],
  ["limits of alternatives", "schemas/Vessel", "Greatest length 5", "Minimum 2"],
  ["limits of items", "schemas/Vessel", "Each item: pattern"],
  ["what is not a value", "schemas/Vessel", "Anything but text.", '{"type":"string"}'],
  ["a list with items of their own", "schemas/Vessel", "[number, integer]", "[0]", "The latitude.", "[1]"],
  ["a list that goes on", "schemas/Row", "[string, …number]", "any further item"],
  ["flags", "schemas/Vessel", "deprecated", "only in answers", "only in requests"],
  ["alternatives beside properties", "operations/addRule", "active", "Any of", "berth", "pier"],
  ["a discriminator without a mapping", "operations/sendSignal", 'Horn if by is "horn"', 'Lamp if by is "Lamp"'],
  [
    "a discriminator inside of allOf",
    "operations/listDevices",
    'Camera if type is "camera"',
    "lens",
    'Siren if type is "siren"',
    "decibels",
    "status",
  ],
  ["a schema that is filled in by another", "schemas/PersonPage", "entries array of Person required"],
  ["properties beside a reference", "schemas/Tug", "pull number", "draught"],
  ["a sample that fits alternatives beside properties", "operations/addRule", '"active": true', '"berth": 1'],
  ["a made answer", "operations/getShip", "Made from the schema", '"kind"'],
  ["an answer without a body", "operations/addRule", "console.log(response.status)"],
  ["samples of the author", "operations/getShip", "A harbour master’s way", "ship --id 1"],
  ["definitions inside of a schema", "schemas/Order", "array of object", "sku"],
];
const OLD: Row[] = [
  ["webhooks as an extension", "webhooks/shipLeft", "A webhook:", "The message was read."],
  [
    "parameters with fields",
    "operations/listBerths",
    "colour",
    "R",
    "expand",
    "filter",
    "wide",
    "X-Filter",
    "role",
    "prefs",
  ],
  ["a map in the query", "operations/listBerths", "params map of string"],
  ["HTML in a description", "operations/addBerth", "cell"],
  [
    "a reason why there is no sample",
    "operations/book",
    "No sample could be made. The description has no example of the body",
  ],
  [
    "what is to be replaced in a sample",
    "operations/getChart",
    "/charts/CHART_NO",
    "Replace CHART_NO: the description has no example of it",
  ],
  ["a form", "operations/addBerth", "application/x-www-form-urlencoded", "address", "line1"],
  ["a response elsewhere", "operations/addBerth", "Any other answer", "It failed.", "message"],
  ["a body of any media type", "operations/addEntity", "*/*"],
  ["an alternative by what it states", "operations/addEntity", 'if tag is "Paper"', "path", 'if tag is "Box"', "size"],
  [
    "several values for an alternative",
    "operations/listRemarks",
    'Text if sort is "text" or "txt"',
    'Quote if sort is "quote"',
  ],
  ["paths that differ in a name", "operations/listPiers", "/piers/{pier}/{number}"],
  ["an operation whose name is taken", "operations/listPiers2", "/piers/{pier}/{name}"],
  ["two kinds of patches", "operations/changePlan", "op", "As application/merge-patch+json", "merged"],
  [
    "two choices at once",
    "operations/book",
    "Choice 1: one of",
    "byDay",
    "byTide",
    "Choice 2: one of",
    "inCash",
    "byCard",
  ],
  ["null", "schemas/Berth", "job Job or null required", "wrapped Job or null required", "status Status or null"],
  ["values with null", "schemas/Status", "string or null", '"free"', '"taken"'],
  ["odd fields", "schemas/Berth", "anything any", "Format binary", "any other name", "it's"],
  ["null in one part of allOf only", "schemas/Berth", "full Full info"],
  ["fields of several parts", "schemas/Full", "start string required", "end string"],
  ["values that cannot be", "schemas/Info", "object", "record_name"],
  ["a part that only requires", "schemas/Strict", "name string required"],
  ["a schema that contains itself", "schemas/Node", "kids array of Node"],
  ["references into schemas", "schemas/Pieces", "part Plain", "first object", "tag"],
  ["a schema named like a keyword", "schemas/Pieces", "example example"],
  [
    "what is only sent or received",
    "schemas/Account",
    "id string required only in answers",
    "password string required only in requests",
  ],
];
const ABSENT: Row[] = [
  ["headers that OpenAPI says to ignore", "operations/delete", "Authorization string"],
  ["a subtype as its own", "schemas/Ferry", "tells which schema"],
];

const ABSENT_BEFORE: Row[] = [["values that cannot be", "schemas/Info", "record_value"]];

describe.each([
  ["3.1", NEW],
  ["3.0", OLD],
])("OpenAPI %s", (version, rows) => {
  let files: Map<string, string>;
  beforeAll(async () => {
    files = await filesOf(await readHarbour(version), {});
  });
  const html = (page: string) => wordsOfHtml(String(files.get(`${page}.html`)));
  const markdown = (page: string) => wordsOfMarkdown(String(files.get(`${page}.md`)));

  it.each(rows)("%s", (_, page, ...texts) => {
    for (const text of texts) {
      expect(html(page)).toContain(text);
      // Markdown has punctuation where a page has other signs.
      expect(bare(markdown(page))).toContain(bare(text));
    }
  });

  it.each(version === "3.1" ? ABSENT : ABSENT_BEFORE)("without %s", (_, page, text = "") => {
    expect(html(page)).not.toContain(text);
    expect(bare(markdown(page))).not.toContain(bare(text));
  });
});

function bare(text: string): string {
  return text.replace(/[:,.=]/g, "").replace(/\s+/g, " ");
}
