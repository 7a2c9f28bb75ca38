import { createClient } from "@scenario-openapi/client/runtime";
import { equal, service } from "../service.ts";
import { type OperationMethods, operations, type paths, serverUrl } from "./index.gen.ts";

const { fetch, arrived } = service();
const api = createClient<paths, OperationMethods>(operations, { baseUrl: serverUrl, fetch });

await api.upload();
await api.other();
const local = createClient<paths, OperationMethods>(operations, { baseUrl: "http://localhost:8080/v1", fetch });
await local.upload();
await local.other();

equal(arrived, [
  "POST https://files.test/files",
  "GET https://other.test/other",
  "POST http://localhost:8080/v1/files",
  "GET http://localhost:8080/v1/other",
]);
