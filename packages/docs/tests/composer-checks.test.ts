// What the composer makes of a request before it is shown or sent.
import { describe, expect, it } from "vitest";
import { checkRequest, checkValue } from "../src/browser/composer/check.ts";
import { chosenFilters, filterRequest, hideSecrets } from "../src/browser/composer/filters.ts";
import { serverAddress } from "../src/browser/composer/send-request.ts";
import type { FormField, SampleRequest } from "../src/model/site.ts";
import { bakeryOperation } from "./bakery.ts";
import { field, form } from "./composer-form.ts";

const request = (parts: Partial<SampleRequest>): SampleRequest => ({
  path: { boatId: "m" },
  query: {},
  header: {},
  body: {},
  ...parts,
});

describe("the check of a value", () => {
  const faults: [FormField["kind"], Partial<FormField>, unknown, string][] = [
    ["number", { minimum: 2 }, 1, "must be 2 or more, is 1"],
    ["number", { maximum: 64 }, 65, "must be 64 or less, is 65"],
    ["number", { exclusiveMinimum: 0 }, 0, "must be more than 0, is 0"],
    ["number", { exclusiveMaximum: 1 }, 1, "must be less than 1, is 1"],
    ["number", { multipleOf: 0.1 }, 0.35, "must be a multiple of 0.1, is 0.35"],
    ["integer", {}, 1.5, "must be integer, is 1.5"],
    ["number", {}, "1", 'must be number, is "1"'],
    ["string", { nullable: true }, 5, "must be string or null, is 5"],
    ["string", {}, null, "must be string, is null"],
    ["object", {}, [], "must be object, is an array"],
    ["map", {}, null, "must be object, is null"],
    ["string", { values: ["a", "b"] }, "c", 'must be one of "a", "b", is "c"'],
    ["string", { minLength: 2 }, "🦊", "must have 2 characters or more, has 1"],
    ["string", { maxLength: 1 }, "ab", "must have 1 character or less, has 2"],
    ["string", { pattern: "^a" }, "b", 'must match ^a, is "b"'],
    ["array", { minItems: 1 }, [], "must have 1 item or more, has 0"],
    ["array", { maxItems: 1 }, [1, 2], "must have 1 item or less, has 2"],
    ["number", { secret: true, minimum: 5 }, 3, "must be 5 or more"],
  ];
  it.each(faults)("reports: %s with %o: %j %s", (kind, parts, value, message) => {
    expect(checkValue(field(kind, "x", parts), value)).toEqual([{ rule: expect.any(String), message }]);
  });

  const valid: [FormField["kind"], Partial<FormField>, unknown][] = [
    ["number", { minimum: 2, maximum: 2, exclusiveMinimum: 1, exclusiveMaximum: 3 }, 2],
    ["number", { multipleOf: 0.1 }, 0.3],
    ["string", { nullable: true, minLength: 1 }, null],
    ["string", { minLength: 1, maxLength: 1 }, "🦊"],
    ["string", { pattern: "(" }, "not a pattern of JavaScript"],
    ["any", {}, null],
    ["any", { values: [{ a: 1 }] }, { a: 1 }],
  ];
  it.each(valid)("accepts: %s with %o: %j", (kind, parts, value) => {
    expect(checkValue(field(kind, "x", parts), value)).toEqual([]);
  });
});

describe("the check of a request", () => {
  const nothing = { path: {}, query: { sold: "x" }, header: { "X-Note": "too long" }, body: undefined };
  const nested = { crew: [{ sailorId: "a", share: 3 }, {}, 5], labels: { "a/b~": 1 }, parameters: { sails: 1 } };
  it.each<[string, Partial<SampleRequest>, string[]]>([
    ["accepts an empty body", {}, []],
    [
      "checks path, query, header and body",
      nothing,
      ["path /boatId required", "query /sold type", "header /X-Note maxLength", "body  required"],
    ],
    [
      "points to each nested problem",
      { body: nested },
      [
        "body /crew/0/share maximum",
        "body /crew/1/sailorId required",
        "body /crew/1/share required",
        "body /crew/2 type",
        "body /parameters/sails minimum",
        "body /labels/a~1b~0 type",
      ],
    ],
  ])("%s", (_, parts, problems) => {
    const found = checkRequest(form, request(parts), {});
    expect(found.map(({ in: place, pointer, rule }) => `${place} ${pointer} ${rule}`)).toEqual(problems);
  });

  it("does not take a property that every object inherits for a value", () => {
    const required = field("string", "constructor", { required: true, place: "query" });
    expect(checkRequest({ ...form, parameters: [required] }, request({}), {})).toMatchObject([{ rule: "required" }]);
  });
});

describe("the check of what differs from choice to choice", () => {
  const { form: made } = bakeryOperation("updateBread");
  if (!made) throw new Error("updateBread has no form");
  const problemsOf = (body: unknown, chosen: Record<string, string> = {}) =>
    checkRequest(made, request({ path: { breadId: "b" }, body }), chosen).map(
      ({ pointer, rule, message }) => `${pointer} ${rule}: ${message}`,
    );

  const heat = (limits: string) => [`/baking/heat heat-range: must be ${limits}`];
  it.each<[string, unknown, Record<string, string>, string[]]>([
    ["nothing without a choice", { baking: { heat: 9, minutes: 2 } }, {}, []],
    [
      "the limits of the choice in the filter",
      { baking: { heat: 301 } },
      { "oven-kind": "deck" },
      heat("from 120 to 300 for Deck oven, is 301"),
    ],
    [
      "the limits of what a value beside tells",
      { type: "rye-deck", baking: { heat: 9 } },
      {},
      heat("from 120 to 300 for Deck oven, is 9"),
    ],
    ["one limit", { type: "rye-tunnel", baking: { heat: 261 } }, {}, heat("at most 260 for Tunnel oven, is 261")],
    [
      "a group that a value tells",
      { type: "wheat-campfire", baking: { heat: 90 } },
      {},
      heat("more than 90 for Outdoors, is 90"),
    ],
    [
      "a group of the choice",
      { type: "wheat-fire", baking: { minutes: 14 } },
      {},
      ["/baking/minutes minutes-range: must be 15 or more for Stone ovens, is 14"],
    ],
    [
      "not a word of a group that is told",
      { type: "wheat-stone", baking: { heat: 9, minutes: 14 } },
      {},
      ["/baking/minutes minutes-range: must be 15 or more for Stone ovens, is 14"],
    ],
    [
      "the choice in the filter before what is told",
      { type: "rye-deck", baking: { heat: 280 } },
      { "oven-kind": "tunnel-oven" },
      heat("at most 260 for Tunnel oven, is 280"),
    ],
    ["nothing for a value that tells nothing", { type: "mixed", baking: { heat: 9 } }, {}, []],
    [
      "the limit of a text",
      { type: "wheat-stone", baking: { stamp: "toolong" } },
      {},
      ["/baking/stamp stamp-max-length: must have 5 characters or less for Stone ovens, has 7"],
    ],
    [
      "a value of the wrong type once",
      { type: "rye-deck", baking: { heat: "hot" } },
      {},
      ['/baking/heat type: must be number, is "hot"'],
    ],
    [
      "each item for the choice in the item",
      { fillings: [{ kind: "seeds", grams: 60 }, { kind: "cream", grams: 60 }, { grams: 60 }] },
      {},
      ["/fillings/0/grams grams-range: must be at most 50 for Seeds, is 60", "/fillings/2/kind required: is required"],
    ],
  ])("knows %s", (_, body, chosen, expected) => {
    expect(problemsOf(body, chosen)).toEqual(expected);
  });

  it("shows no secret and takes null where it may stand", () => {
    const differences = [{ title: "A", words: ["a"], text: "at most 5", keywords: { maximum: 5 } }];
    const secret = field("number", "numUNetCode", { secret: true, nullable: true });
    expect(checkValue(secret, 6, differences)).toEqual([
      { rule: "num-unet-code-range", message: "must be at most 5 for A" },
    ]);
    expect(checkValue(secret, null, differences)).toEqual([]);
  });

  it("lets the later of two that say the same count", () => {
    const difference = (title: string, keywords: Partial<FormField>) => ({ title, words: ["a"], text: "", keywords });
    const both = [
      difference("All", { minimum: 1, maximum: 5, values: [3, 7] }),
      difference("Some", { maximum: 9, values: [3, 7, 12] }),
    ];
    const messages = (value: number) => checkValue(field("number", "x"), value, both).map(({ message }) => message);
    expect(messages(7)).toEqual([]);
    expect(messages(12)).toEqual(["must be from 1 to 9 for Some, is 12"]);
    expect(messages(0)).toEqual(["must be one of 3, 7, 12 for Some, is 0"]);
    expect(
      checkValue(field("number", "x"), 0, [difference("All", { exclusiveMinimum: 0, exclusiveMaximum: 1 })]),
    ).toEqual([{ rule: "x-range", message: "must be more than 0 and less than 1 for All, is 0" }]);
  });
});

it("secrets are replaced in the request that is shown", () => {
  const key = field("string", "k", { secret: true, place: "query" });
  const body = { name: "n", parameters: { lockCode: "deadbeef", sails: 3 }, labels: { a: "b" } };
  const hidden = hideSecrets({ ...form, parameters: [key] }, request({ query: { k: "s", other: 1 }, body }));
  expect(hidden.query).toEqual({ k: "<k>", other: 1 });
  expect(hidden.body).toEqual({ name: "n", parameters: { lockCode: "<lockCode>", sails: 3 }, labels: { a: "b" } });
});

describe("filters", () => {
  it.each([
    ["?rig=ketch", { rig: "ketch" }],
    ["?rig=none", {}],
    ["?other=ketch&__proto__=x", {}],
    ["", {}],
  ])("are read from the address %s", (search, chosen) => {
    expect(chosenFilters(search, form)).toEqual(chosen);
  });

  const parameters = field("object", "parameters", {
    filter: "rig",
    fields: [
      field("any", "all"),
      field("any", "ketchOnly", { availableFor: ["ketch"] }),
      field("any", "sails", { availableFor: ["ketch", "sloop"] }),
    ],
  });
  const filtered = (body: unknown, filters: Record<string, string>) => {
    const fields = [
      parameters,
      field("array", "list", { item: parameters }),
      field("map", "map", { item: parameters }),
    ];
    return filterRequest(request({ body }), { ...form, body: field("object", "body", { fields }) }, filters).body;
  };

  it("remove the fields that the choice excludes, and nothing else", () => {
    const everything = { all: 1, ketchOnly: 2, sails: 3, undocumented: 4 };
    const left = { all: 1, sails: 3, undocumented: 4 };
    const body = { name: "x", parameters: everything, list: [everything], map: { a: everything }, other: null };
    expect(filtered(body, { rig: "sloop" })).toEqual({
      name: "x",
      parameters: left,
      list: [left],
      map: { a: left },
      other: null,
    });
    for (const filters of [{ rig: "ketch" }, {}, { input: "sloop" }]) expect(filtered(body, filters)).toEqual(body);
    expect(body.parameters).toBe(everything);
  });

  it("remove an object that they empty, but not one that was empty", () => {
    expect(filtered({ parameters: { ketchOnly: 2 } }, { rig: "sloop" })).toEqual({});
    expect(filtered({ parameters: {} }, { rig: "sloop" })).toEqual({ parameters: {} });
  });

  it.each([undefined, null, 5, "x", [1], { parameters: 5 }, { list: {} }])(
    "leave a body of another type: %j",
    (body) => {
      expect(filtered(body, { rig: "sloop" })).toEqual(body);
    },
  );
});

describe("the address to send to", () => {
  const { servers = [] } = form;

  it.each([
    ["http://127.0.0.1:4010/v1", "http://127.0.0.1:4010/v1"],
    [" https://localhost:8443/ ", "https://localhost:8443"],
    ["http://127.0.0.1:3000/a/", "http://127.0.0.1:3000/a"],
    ["http://127.1/", "http://127.0.0.1"],
    ["https://staging.example.com/v2", "https://staging.example.com/v2"],
  ])("may be %s", (text, url) => {
    expect(serverAddress(text, servers)).toEqual({ url });
  });

  it.each([
    ["https://api.example.com/v1", "not to api.example.com"],
    ["http://staging.example.com/v1", "not to staging.example.com"],
    ["https://staging.example.com:444/v1", "not to staging.example.com"],
    ["http://localhost.example.com", "not to localhost.example.com"],
    ["http://127.0.0.1.nip.io", "not to 127.0.0.1.nip.io"],
    ["http://127.0.0.2", "not to 127.0.0.2"],
    ["http://0.0.0.0", "not to 0.0.0.0"],
    ["http://localhost@evil.example", "not to evil.example"],
    ["http://user:pw@localhost", "own fields"],
    ["http://evil.example\\@localhost", "not to evil.example"],
    ["http://localhost/?x", "no query"],
    ["file:///etc/passwd", "starts with http:// or https://"],
    ["javascript:alert(1)//localhost", "starts with http:// or https://"],
    ["localhost:4010", "starts with http:// or https://"],
    ["", "is no address"],
    ["/v1", "is no address"],
  ])("may not be %s", (text, reason) => {
    expect(serverAddress(text, servers)).toEqual({ refusal: expect.stringContaining(reason) });
  });

  it("is not on this machine unless a server is", () => {
    const [, elsewhere] = servers;
    expect(serverAddress("http://localhost:4010/v1", elsewhere ? [elsewhere] : [])).toEqual({
      refusal: expect.stringContaining("only to staging.example.com, not to localhost"),
    });
  });
});
