import { createClient } from "@scenario-openapi/client/runtime";
import { equal, service } from "../service.ts";
import { type OperationMethods, operations, type paths, serverUrl } from "./index.gen.ts";

const { fetch, arrived } = service(["a"]);
const api = createClient<paths, OperationMethods>(operations, { baseUrl: serverUrl, fetch });

const secured = createClient<paths, OperationMethods>(operations, {
  baseUrl: serverUrl,
  fetch,
  headers: { authorization: "Bearer abc" },
});
await api.listItems();
await secured.listItems({ header: { "X-Trace": "1" } });

equal(arrived, [
  "GET https://api.example.com/v1/items",
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
