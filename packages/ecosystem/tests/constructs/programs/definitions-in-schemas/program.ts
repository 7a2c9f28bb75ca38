import { equal, hasType, service } from "../service.ts";
import { createApiClient } from "./index.gen.ts";

const { fetch, arrived } = service({ lines: [{ sku: "2" }] });
const api = createApiClient({ fetch });

const { lines } = await api.postW({ body: { lines: [{ sku: "1" }] } });

hasType<string[]>()(lines.map(({ sku }) => sku));
equal(lines, [{ sku: "2" }]);
equal(arrived, [
  `POST https://api.example.com/w
content-type: application/json

{"lines":[{"sku":"1"}]}`,
]);

export const refused = () => [
  // @ts-expect-error: each line has one
  api.postW({ body: { lines: [{}] } }),
  // @ts-expect-error: not a property
  api.postW({ body: { lines: [], $defs: {} } }),
];
