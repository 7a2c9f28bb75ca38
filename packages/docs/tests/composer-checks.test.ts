import { describe, expect, it } from "vitest";
import { checkRequest } from "../src/browser/composer/check-request.ts";
import { checkValue } from "../src/browser/composer/check-value.ts";
import { chosenFilters } from "../src/browser/composer/chosen-filters.ts";
import { hideSecrets } from "../src/browser/composer/hide-secrets.ts";
import { localAddress } from "../src/browser/composer/local-address.ts";
import type { FormField, SampleRequest } from "../src/model/site.ts";
import { form } from "./composer-form.ts";

describe("a value", () => {
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
  it.each(faults)("of kind %s with %o: %j %s", (kind, parts, value, message) => {
    expect(checkValue({ id: "x", name: "x", kind, ...parts }, value).map((fault) => fault.message)).toEqual([message]);
  });

  const fine: [FormField["kind"], Partial<FormField>, unknown][] = [
    ["number", { minimum: 2, maximum: 2, exclusiveMinimum: 1, exclusiveMaximum: 3 }, 2],
    ["number", { multipleOf: 0.1 }, 0.3],
    ["string", { nullable: true, minLength: 1 }, null],
    ["string", { minLength: 1, maxLength: 1 }, "🦊"],
    ["string", { pattern: "(" }, "no pattern of JavaScript"],
    ["any", {}, null],
    ["any", { values: [{ a: 1 }] }, { a: 1 }],
  ];
  it.each(fine)("of kind %s with %o: %j is fine", (kind, parts, value) => {
    expect(checkValue({ id: "x", name: "x", kind, ...parts }, value)).toEqual([]);
  });
});

describe("a request", () => {
  const request = (parts: Partial<SampleRequest>): SampleRequest => ({
    path: { modelId: "m" },
    query: {},
    header: {},
    body: {},
    ...parts,
  });
  const places = (parts: Partial<SampleRequest>, filters = {}) =>
    checkRequest(form, request(parts), filters).map(({ in: place, pointer, rule }) => `${place} ${pointer} ${rule}`);

  it("has its problems where they are", () => {
    expect(places({})).toEqual([]);
    expect(places({ path: {}, query: { originalAssets: "x" }, header: { "X-Note": "too long" } })).toEqual([
      "path /modelId required",
      "query /originalAssets type",
      "header /X-Note maxLength",
    ]);
    const { body: _, ...withoutBody } = request({});
    expect(checkRequest(form, withoutBody, {})).toEqual([
      { in: "body", pointer: "", rule: "required", message: "is required" },
    ]);
    expect(
      places({
        body: { concepts: [{ modelId: "a", scale: 3 }, {}, 5], labels: { "a/b~": 1 }, parameters: { rank: 1 } },
      }),
    ).toEqual([
      "body /concepts/0/scale maximum",
      "body /concepts/1/modelId required",
      "body /concepts/1/scale required",
      "body /concepts/2 type",
      "body /parameters/rank minimum",
      "body /labels/a~1b~0 type",
    ]);
  });

  it("takes names that objects have by nature for no values", () => {
    const required: FormField = { id: "x", name: "constructor", kind: "string", required: true, place: "query" };
    expect(checkRequest({ ...form, parameters: [required] }, request({}), {})).toMatchObject([{ rule: "required" }]);
  });

  it("is shown without its secrets", () => {
    const body = { name: "n", parameters: { wandbKey: "deadbeef", rank: 3 }, labels: { a: "b" } };
    const hidden = hideSecrets(form, request({ body }));
    expect(hidden.body).toEqual({ name: "n", parameters: { wandbKey: "<wandbKey>", rank: 3 }, labels: { a: "b" } });
    const key: FormField = { id: "k", name: "k", kind: "string", secret: true, place: "query" };
    expect(hideSecrets({ ...form, parameters: [key] }, request({ query: { k: "s", other: 1 } })).query).toEqual({
      k: "<k>",
      other: 1,
    });
  });
});

describe("the filters in the page's address", () => {
  it.each([
    ["?trainer=flux-lora", { trainer: "flux-lora" }],
    ["?trainer=none", {}],
    ["?other=flux-lora&__proto__=x", {}],
    ["", {}],
  ])("%s", (search, chosen) => {
    expect(chosenFilters(search, form)).toEqual(chosen);
  });
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
    ["http://127.0.0.1.nip.io", "this machine alone"],
    ["http://127.0.0.2", "this machine alone"],
    ["http://0.0.0.0", "this machine alone"],
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
