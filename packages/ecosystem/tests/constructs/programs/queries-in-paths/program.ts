import { equal, service } from "../service.ts";
import { createApiClient } from "./index.gen.ts";

const { fetch, arrived } = service();
const api = createApiClient({ fetch });

await api.getFile({ path: { id: "1" } });
await api.getSharedLink({ path: { id: "1" }, query: { fields: "link" } });
await api.search({ path: { name: "a&b" }, query: { page: 2 } });
await api.search({ path: { name: "c" } });

equal(arrived, [
  "GET https://api.test/files/1",
  "GET https://api.test/files/1?fields=link",
  "GET https://api.test/search?by=a%26b&page=2",
  "GET https://api.test/search?by=c",
]);
