import { createClient } from "@scenario-openapi/client/runtime";
import { equal, hasType, service } from "../service.ts";
import { type Info, type OperationMethods, operations, type paths, serverUrl } from "./index.gen.ts";

const { fetch, arrived } = service({ record_name: "www" });
const api = createClient<paths, OperationMethods>(operations, { baseUrl: serverUrl, fetch });

const info: Info = await api.a();

hasType<string | undefined>()(info.record_name);
equal(info.record_name, "www");
equal(arrived, ["GET https://api.test/a"]);
