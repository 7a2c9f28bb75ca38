import { equal, service } from "../service.ts";
import { createApiClient } from "./index.gen.ts";

const { fetch, arrived } = service();
const api = createApiClient({ fetch });

await api.users({ query: { params: { a: "1", "b c": "&" } } });
await api.viaAllOf({
  query: { filter: { a: "1" }, list: ["a", "b"], ref: ["c", "d,e"], reserved: "/a?b=c&d#é%41", json: { a: "1" } },
});
await api.viaAllOf({ query: { list: "a" } });

equal(arrived, [
  "GET https://api.test/u?a=1&b%20c=%26",
  "GET https://api.test/v?a=1&list=a,b&ref=c,d%2Ce&reserved=/a?b=c%26d%23%C3%A9%41&json=%7B%22a%22%3A%221%22%7D",
  "GET https://api.test/v?list=a",
]);

export const refused = () => [
  // @ts-expect-error: values are texts
  api.users({ query: { params: { a: 1 } } }),
  // @ts-expect-error: a list
  api.viaAllOf({ query: { ref: "c" } }),
  // @ts-expect-error: an object, which the client writes as JSON
  api.viaAllOf({ query: { json: "{}" } }),
];
