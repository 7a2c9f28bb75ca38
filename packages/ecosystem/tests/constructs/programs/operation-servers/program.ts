import { equal, service } from "../service.ts";
import { createApiClient } from "./index.gen.ts";

const { fetch, arrived } = service();
const api = createApiClient({ fetch });

await api.upload();
await api.other();
const local = createApiClient({ baseUrl: "http://localhost:8080/v1", fetch });
await local.upload();
await local.other();

equal(arrived, [
  "POST https://files.test/files",
  "GET https://other.test/other",
  "POST http://localhost:8080/v1/files",
  "GET http://localhost:8080/v1/other",
]);
