import { equal, hasType, response, service } from "../service.ts";
import { createApiClient } from "./index.gen.ts";

const { fetch, arrived } = service(response(201, null));
const api = createApiClient({ fetch });

const nothing = await api.addFilter({ body: { c: true, a: 1 } });
await api.addFilter({ body: { c: true, b: "1" } });
await api.addFilter({ body: { c: true, a: 1, b: "1" } });

hasType<undefined>()(nothing);
equal(
  arrived[0],
  `POST https://api.example.com/v1/filters
content-type: application/json

{"c":true,"a":1}`,
);

export const refused = () => [
  // @ts-expect-error: a or b
  api.addFilter({ body: { c: true } }),
  // @ts-expect-error: c
  api.addFilter({ body: { a: 1 } }),
  // @ts-expect-error: b is a text
  api.addFilter({ body: { c: true, b: 1 } }),
];
