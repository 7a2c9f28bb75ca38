import { equal, service } from "../service.ts";
import { createApiClient } from "./index.gen.ts";

const { fetch, arrived } = service();
const api = createApiClient({ fetch });

await api.create({ body: { name: "Ann" } });
await api.create({ body: { name: "Ann" }, contentType: "application/merge-patch+json" });

equal(arrived, [
  `POST https://api.test/things
content-type: application/json

{"name":"Ann"}`,
  `POST https://api.test/things
content-type: application/merge-patch+json

{"name":"Ann"}`,
]);

export const refused = () => [
  // @ts-expect-error: the body is typed
  api.create({ body: { name: 1 } }),
  // @ts-expect-error: not a media type
  api.create({ body: {}, contentType: "json" }),
];
