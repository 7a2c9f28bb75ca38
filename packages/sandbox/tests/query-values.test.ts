import { expect, test } from "vitest";
import { queryValues } from "../src/query-values.ts";

const parameters = [
  { name: "flag", in: "query", schema: { type: "boolean" } },
  { name: "count", in: "query", schema: { type: ["integer", "null"] } },
  { name: "word", in: "query", schema: { type: "string" } },
  { name: "other", in: "header", schema: { type: "boolean" } },
];

test.each<[string, unknown]>([
  ["flag=true", { flag: true }],
  ["flag=false", { flag: false }],
  ["flag=1", { flag: "1" }],
  ["flag=", { flag: "" }],
  ["flag=true&flag=false", { flag: ["true", "false"] }],
  ["count=5", { count: 5 }],
  ["count=", { count: "" }],
  ["count=five", { count: "five" }],
  ["count=Infinity", { count: "Infinity" }],
  ["word=true", { word: "true" }],
  ["word=5", { word: "5" }],
  ["other=true&unknown=5", { other: "true", unknown: "5" }],
])("%s", (query, values) => {
  const search = new URLSearchParams(query);
  const queries = Object.fromEntries([...search.keys()].map((name) => [name, search.getAll(name)]));
  expect(queryValues(queries, parameters)).toEqual(values);
});
