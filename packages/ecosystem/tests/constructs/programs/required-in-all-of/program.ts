import { equal, service } from "../service.ts";
import { createApiClient } from "./index.gen.ts";

const { fetch, arrived } = service();
const api = createApiClient({ fetch });

await api.send({ body: { name: "Ann" } });
await api.send2({ body: { name: "Ann", place: "here" } });

equal(arrived, [
  `POST https://api.test/p
content-type: application/json

{"name":"Ann"}`,
  `PUT https://api.test/p
content-type: application/json

{"name":"Ann","place":"here"}`,
]);

export const refused = () => [
  // @ts-expect-error: the name is required
  api.send({ body: { place: "here" } }),
  // @ts-expect-error: the name is required
  api.send2({ body: { place: "here" } }),
];
