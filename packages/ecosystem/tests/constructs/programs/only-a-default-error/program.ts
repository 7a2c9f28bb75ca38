import { equal, service } from "../service.ts";
import { createApiClient } from "./index.gen.ts";

const { fetch, arrived } = service();
const api = createApiClient({ fetch });

await api.a({ body: {} });
await api.a();

equal(arrived, [
  `POST https://api.test/a
content-type: application/json

{}`,
  "POST https://api.test/a",
]);
