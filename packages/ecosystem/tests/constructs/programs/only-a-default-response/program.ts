import { equal, hasType, service } from "../service.ts";
import { createApiClient } from "./index.gen.ts";

const { fetch, arrived } = service({ message: "hello" });
const api = createApiClient({ fetch });

const { message } = await api.a();

hasType<string | undefined>()(message);
equal(message, "hello");
equal(arrived, ["GET https://api.test/a"]);
