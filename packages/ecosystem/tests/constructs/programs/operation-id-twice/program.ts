import { createClient } from "@scenario-openapi/client/runtime";
import { equal, service } from "../service.ts";
import { type OperationMethods, operations, type paths, serverUrl } from "./index.gen.ts";

const { fetch, arrived } = service();
const api = createClient<paths, OperationMethods>(operations, { baseUrl: serverUrl, fetch });

await api.listPets();
await api.listPets2();

equal(arrived, ["GET https://api.test/dogs", "GET https://api.test/cats"]);
