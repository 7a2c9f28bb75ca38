import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { createConfig, lintFromString } from "@redocly/openapi-core";
import { expect, test } from "vitest";
import { type Description, type DescriptionOptions, type JsonObject, makeDescription } from "../make-description.ts";

const METHODS = ["get", "put", "post", "delete", "options", "head", "patch", "trace"] as const;

const text = (options: DescriptionOptions): string => JSON.stringify(makeDescription(options));

function operationsOf({ paths }: Description): JsonObject[] {
  return Object.values(paths).flatMap((item) =>
    METHODS.map((method) => item[method]).filter((found) => found !== undefined),
  );
}

test("the same options give the same bytes, another seed or version gives others", () => {
  const options = { operations: 240, seed: 1, version: "3.1" } as const;
  expect(text(options)).toBe(text(options));
  expect(text({ ...options, seed: 2 })).not.toBe(text(options));
  expect(text({ ...options, version: "3.0" })).not.toBe(text(options));
});

test.each([1, 2, 7, 240, 2000, 5000])("%i operations are as many, each with a name of its own", (count) => {
  for (const seed of [0, 1, 2, 4294967295]) {
    const operations = operationsOf(makeDescription({ operations: count, seed, version: "3.1" }));
    expect(operations).toHaveLength(count);
    expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(count);
  }
});

test.each([
  { operations: 1, seed: 3, version: "3.0" },
  { operations: 1, seed: 4, version: "3.1" },
  { operations: 240, seed: 1, version: "3.0" },
  { operations: 240, seed: 1, version: "3.1" },
  { operations: 2000, seed: 5, version: "3.1" },
] as const)(
  "%o is valid, and nothing in it is idle",
  async (options) => {
    const config = await createConfig({ extends: ["minimal"] });
    const problems = await lintFromString({ source: text(options), absoluteRef: "cloud.json", config });
    expect(problems.map(({ ruleId, message, location }) => ({ ruleId, message, at: location[0]?.pointer }))).toEqual(
      [],
    );
  },
  60_000,
);

test("a description of any size has what descriptions have", () => {
  const description = makeDescription({ operations: 240, seed: 1, version: "3.1" });
  const source = JSON.stringify(description);
  expect(description.tags.length).toBeGreaterThan(4);
  expect(new Set(Object.values(description.paths).flatMap((item) => METHODS.filter((method) => item[method])))).toEqual(
    new Set(["get", "put", "post", "delete", "head", "patch"]),
  );
  for (const keyword of [
    "discriminator",
    "allOf",
    "enum",
    "additionalProperties",
    "readOnly",
    "writeOnly",
    "deprecated",
    "multipart/form-data",
    "examples",
  ]) {
    expect(source, keyword).toContain(`"${keyword}":`);
  }
});

test("the command writes what the function makes", () => {
  const script = fileURLToPath(new URL("../make-description.ts", import.meta.url));
  const written = execFileSync(process.execPath, [script, "--operations", "3", "--seed", "9", "--version", "3.0"], {
    encoding: "utf8",
  });
  expect(JSON.parse(written)).toEqual(makeDescription({ operations: 3, seed: 9, version: "3.0" }));
});

test("3.0 and 3.1 say null and limits each in its own way", () => {
  const [older, newer] = (["3.0", "3.1"] as const).map((version) => text({ operations: 240, seed: 1, version }));
  expect(older).toContain('"nullable":true');
  expect(older).toContain('"exclusiveMinimum":true');
  expect(older).not.toContain('"null"');
  expect(newer).not.toContain('"nullable"');
  expect(newer).toContain('"exclusiveMinimum":0');
  expect(newer).toContain('"null"');
});

test.each([0, -1, 1.5, 5001, Number.NaN, Number.POSITIVE_INFINITY])("%d operations are refused", (operations) => {
  expect(() => makeDescription({ operations, seed: 1, version: "3.1" })).toThrow(
    new RangeError(`operations is ${operations}: give a whole number from 1 to 5000`),
  );
});

test.each([-1, 0.5, 2 ** 32, Number.NaN])("the seed %d is refused", (seed) => {
  expect(() => makeDescription({ operations: 1, seed, version: "3.1" })).toThrow(RangeError);
});
