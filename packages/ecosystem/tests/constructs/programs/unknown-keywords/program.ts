import { equal, hasType, service } from "../service.ts";
import { createApiClient } from "./index.gen.ts";

const { fetch, arrived } = service({ name: "Ann", tree: { left: {} } });
const api = createApiClient({ fetch });

const { name, tree } = await api.a();

hasType<string | undefined>()(name);
equal([name, tree], ["Ann", { left: {} }]);
equal(arrived, ["GET https://api.test/a"]);
