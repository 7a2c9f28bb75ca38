import { createClient } from "@scenario-openapi/client/runtime";
import { equal, hasType, service } from "../service.ts";
import { type OperationMethods, operations, type paths, serverUrl } from "./index.gen.ts";

const { fetch, arrived } = service({ name: "Ann", tree: { left: {} } });
const api = createClient<paths, OperationMethods>(operations, { baseUrl: serverUrl, fetch });

const { name, tree } = await api.a();

hasType<string | undefined>()(name);
equal([name, tree], ["Ann", { left: {} }]);
equal(arrived, ["GET https://api.test/a"]);
