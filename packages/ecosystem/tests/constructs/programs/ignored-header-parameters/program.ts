import { equal, service } from "../service.ts";
import { createApiClient } from "./index.gen.ts";

const { fetch, arrived } = service(["a"]);
const api = createApiClient({ fetch, token: "abc" });
await api.listItems();
await api.listItems({ header: { "X-Trace": "1" } });

equal(arrived, [
  `GET https://api.example.com/v1/items
authorization: Bearer abc`,
  `GET https://api.example.com/v1/items
authorization: Bearer abc
x-trace: 1`,
]);

export const refused = () => [
  // @ts-expect-error: not a parameter
  api.listItems({ header: { Authorization: "Bearer abc" } }),
  // @ts-expect-error: not a parameter
  api.listItems({ header: { accept: "application/json" } }),
];
