import { equal, service } from "../service.ts";
import { createApiClient } from "./index.gen.ts";

const { fetch, arrived } = service();
const api = createApiClient({ fetch });

await api.listPets();
await api.listPets2();

equal(arrived, ["GET https://api.test/dogs", "GET https://api.test/cats"]);
