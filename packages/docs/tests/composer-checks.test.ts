// What the composer makes of a request before it is shown or sent.
import { describe, expect, it } from "vitest";
import { checkRequest, checkValue } from "../src/browser/composer/check.ts";
import { chosenFilters, filterRequest, hideSecrets } from "../src/browser/composer/filters.ts";
import { localAddress } from "../src/browser/composer/send-request.ts";
import type { FormField, SampleRequest } from "../src/model/site.ts";
import { field, form } from "./composer-form.ts";

const request = (parts: Partial<SampleRequest>): SampleRequest => ({
  path: { modelId: "m" },
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
  const nothing = { path: {}, query: { originalAssets: "x" }, header: { "X-Note": "too long" }, body: undefined };
  const nested = { concepts: [{ modelId: "a", scale: 3 }, {}, 5], labels: { "a/b~": 1 }, parameters: { rank: 1 } };
  it.each<[string, Partial<SampleRequest>, string[]]>([
    ["accepts an empty body", {}, []],
    [
      "checks path, query, header and body",
      nothing,
      ["path /modelId required", "query /originalAssets type", "header /X-Note maxLength", "body  required"],
    ],
    [
      "points to each nested problem",
      { body: nested },
      [
        "body /concepts/0/scale maximum",
        "body /concepts/1/modelId required",
        "body /concepts/1/scale required",
        "body /concepts/2 type",
        "body /parameters/rank minimum",
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

it("secrets are replaced in the request that is shown", () => {
  const key = field("string", "k", { secret: true, place: "query" });
  const body = { name: "n", parameters: { wandbKey: "deadbeef", rank: 3 }, labels: { a: "b" } };
  const hidden = hideSecrets({ ...form, parameters: [key] }, request({ query: { k: "s", other: 1 }, body }));
  expect(hidden.query).toEqual({ k: "<k>", other: 1 });
  expect(hidden.body).toEqual({ name: "n", parameters: { wandbKey: "<wandbKey>", rank: 3 }, labels: { a: "b" } });
});

describe("filters", () => {
  it.each([
    ["?trainer=flux-lora", { trainer: "flux-lora" }],
    ["?trainer=none", {}],
    ["?other=flux-lora&__proto__=x", {}],
    ["", {}],
  ])("are read from the address %s", (search, chosen) => {
    expect(chosenFilters(search, form)).toEqual(chosen);
  });

  const parameters = field("object", "parameters", {
    filter: "trainer",
    fields: [
      field("any", "all"),
      field("any", "fluxOnly", { availableFor: ["flux"] }),
      field("any", "rank", { availableFor: ["flux", "sdxl"] }),
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
    const everything = { all: 1, fluxOnly: 2, rank: 3, undocumented: 4 };
    const left = { all: 1, rank: 3, undocumented: 4 };
    const body = { name: "x", parameters: everything, list: [everything], map: { a: everything }, other: null };
    expect(filtered(body, { trainer: "sdxl" })).toEqual({
      name: "x",
      parameters: left,
      list: [left],
      map: { a: left },
      other: null,
    });
    for (const filters of [{ trainer: "flux" }, {}, { input: "sdxl" }]) expect(filtered(body, filters)).toEqual(body);
    expect(body.parameters).toBe(everything);
  });

  it("remove an object that they empty, but not one that was empty", () => {
    expect(filtered({ parameters: { fluxOnly: 2 } }, { trainer: "sdxl" })).toEqual({});
    expect(filtered({ parameters: {} }, { trainer: "sdxl" })).toEqual({ parameters: {} });
  });

  it.each([undefined, null, 5, "x", [1], { parameters: 5 }, { list: {} }])(
    "leave a body of another type: %j",
    (body) => {
      expect(filtered(body, { trainer: "sdxl" })).toEqual(body);
    },
  );
});

describe("the address to send to", () => {
  it.each([
    ["http://127.0.0.1:4010/v1", "http://127.0.0.1:4010/v1"],
    [" https://localhost:8443/ ", "https://localhost:8443"],
    ["http://127.0.0.1:3000/a/", "http://127.0.0.1:3000/a"],
    ["http://127.1/", "http://127.0.0.1"],
  ])("may be %s", (text, url) => {
    expect(localAddress(text)).toEqual({ url });
  });

  it.each([
    ["https://api.example.com/v1", "not to api.example.com"],
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
    expect(localAddress(text)).toEqual({ refusal: expect.stringContaining(reason) });
  });
});
