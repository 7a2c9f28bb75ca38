// What the description shows can be sent, and the sandbox answers with it.
import { type Example, follow, isJson, type MediaType, namedOperations, type RequestBody } from "@repo/openapi";
import { expect, test } from "vitest";
import { readApi } from "../src/api.ts";
import { description, settings } from "../src/description.ts";
import { exampleResponse } from "../src/success.ts";

const { routes, validators } = readApi(description, settings);

test.each(routes.filter(({ shortcoming }) => shortcoming === undefined))(
  "the example of the answer of $name fits its schema",
  ({ name, success }) => {
    expect(exampleResponse(name, success)).toMatchObject({ status: success.status });
  },
);

test.each(namedOperations(description))("the examples of the body of $name are valid", ({ name, node }) => {
  const { content } = follow<RequestBody>(description, node.requestBody ?? { content: {} });
  for (const [contentType, { example, examples = {} }] of Object.entries<MediaType>(content)) {
    if (!isJson(contentType)) continue;
    const values = [example, ...Object.values(examples).map((node) => follow<Example>(description, node).value)];
    for (const body of values.filter((value) => value !== undefined)) {
      const problems = validators[name]?.({ body, contentType }) ?? [];
      expect(problems.filter((problem) => problem.in === "body")).toEqual([]);
    }
  }
});
