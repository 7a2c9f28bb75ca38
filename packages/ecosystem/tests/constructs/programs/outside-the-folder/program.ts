import { equal, hasType, service } from "../service.ts";
import { createApiClient } from "./index.gen.ts";

const { fetch, arrived } = service({ name: "Rex" });
const api = createApiClient({ fetch });

const { name } = await api.a();

hasType<string | undefined>()(name);
equal(name, "Rex");
equal(arrived, ["GET https://api.test/a"]);
