import { equal, service } from "../service.ts";
import { createApiClient } from "./index.gen.ts";

const { fetch, arrived } = service();
const api = createApiClient({ fetch });

await api.a();

equal(arrived, ["GET https://api.test/a"]);
