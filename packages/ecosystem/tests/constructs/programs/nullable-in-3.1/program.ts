import { createClient } from "@scenario-openapi/client/runtime";
import { equal, hasType, service } from "../service.ts";
import { type OperationMethods, operations, type paths, serverUrl } from "./index.gen.ts";

const { fetch, arrived } = service({ name: null });
const api = createClient<paths, OperationMethods>(operations, { baseUrl: serverUrl, fetch });

const { name } = await api.a();

hasType<string | null | undefined>()(name); // as in OpenAPI 3.0
equal(name, null);
equal(arrived, ["GET https://api.test/a"]);
