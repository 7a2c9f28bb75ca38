import { equal, hasType, service } from "../service.ts";
import { createApiClient, type Info } from "./index.gen.ts";

const { fetch, arrived } = service({ record_name: "www" });
const api = createApiClient({ fetch });

const info: Info = await api.a();

hasType<string | undefined>()(info.record_name);
equal(info.record_name, "www");
equal(arrived, ["GET https://api.test/a"]);
