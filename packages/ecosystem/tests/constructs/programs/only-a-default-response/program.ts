import { createClient } from "@scenario-openapi/client/runtime";
import { equal, hasType, service } from "../service.ts";
import { type OperationMethods, operations, type paths, serverUrl } from "./index.gen.ts";

const { fetch, arrived } = service({ message: "hello" });
const api = createClient<paths, OperationMethods>(operations, { baseUrl: serverUrl, fetch });

const { message } = await api.a();

hasType<string | undefined>()(message);
equal(message, "hello");
equal(arrived, ["GET https://api.test/a"]);
