import { equal, response, service } from "../service.ts";
import { createApiClient } from "./index.gen.ts";
import { validateSearchForm, validateSearchJson, validateSearchText } from "./validators.gen.ts";

const { fetch, arrived } = service(response(204, null));
const api = createApiClient({ fetch });

await api.searchJson({ querystring: { below: 1 } });
await api.searchText({ querystring: "$.a[?(@.b == 'c & d')]" });
await api.searchText();
await api.searchForm({ querystring: { words: ["a", "b c"], near: { x: 1 } } });
await api.GET("/json", { params: { querystring: { below: 2 } } });

equal(arrived, [
  "GET https://api.test/json?%7B%22below%22%3A1%7D",
  "GET https://api.test/text?%24.a%5B%3F%28%40.b%20%3D%3D%20%27c%20%26%20d%27%29%5D",
  "GET https://api.test/text",
  "GET https://api.test/form?v=1&words=a,b%20c&near%5Bx%5D=1",
  "GET https://api.test/json?%7B%22below%22%3A2%7D",
]);

const rules = (problems: { in: string; pointer: string; rule: string }[]) =>
  problems.map((one) => Object.values(one).slice(0, 3));
equal(rules(validateSearchJson({})), [["querystring", "", "required"]]);
equal(rules(validateSearchJson({ querystring: { below: "1" } })), [["querystring", "/below", "type"]]);
equal(rules(validateSearchText({})), []);
equal(rules(validateSearchText({ querystring: "$" })), [["querystring", "", "minLength"]]);
equal(rules(validateSearchForm({ querystring: {} })), [["querystring", "/words", "required"]]);

export const refused = () => [
  // @ts-expect-error: required
  api.searchJson({}),
  // @ts-expect-error: not a text
  api.searchText({ querystring: {} }),
  // @ts-expect-error: the query has no parameters of its own
  api.searchText({ query: {} }),
];
