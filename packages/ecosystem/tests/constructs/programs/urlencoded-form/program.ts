import { equal, service } from "../service.ts";
import { createApiClient } from "./index.gen.ts";

const { fetch, arrived } = service();
const api = createApiClient({ fetch });

await api.create({ body: { name: "Ann & Bo", tags: ["a b", "c"], address: { line1: "1 High Street" } } });
await api.create({ body: { address: {} } });

equal(arrived, [
  `POST https://api.test/customers
content-type: application/x-www-form-urlencoded

name=Ann%20%26%20Bo&tags=a%20b&tags=c&address%5Bline1%5D=1%20High%20Street`,
  `POST https://api.test/customers
content-type: application/x-www-form-urlencoded`,
]);

export const refused = () => [
  // @ts-expect-error: a list of texts
  api.create({ body: { tags: "a" } }),
  // @ts-expect-error: the body is required
  api.create({}),
];
