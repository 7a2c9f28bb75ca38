import { createClient } from "@scenario-openapi/client/runtime";
import { equal, service } from "../service.ts";
import { type OperationMethods, operations, type paths, serverUrl } from "./index.gen.ts";

const { fetch, arrived } = service();
const api = createClient<paths, OperationMethods>(operations, { baseUrl: serverUrl, fetch });

await api.a();

equal(arrived, ["GET https://eu.api.test/v1/a"]);
