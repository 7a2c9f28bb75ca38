import { equal, hasType, service } from "../service.ts";
import { createApiClient } from "./index.gen.ts";

const { fetch, arrived } = service({ name: null });
const api = createApiClient({ fetch });

const { name } = await api.a();

hasType<string | null | undefined>()(name); // as in OpenAPI 3.0
equal(name, null);
equal(arrived, ["GET https://api.test/a"]);
