import { equal, service } from "../service.ts";
import { createApiClient } from "./index.gen.ts";

const { fetch, arrived } = service();
const api = createApiClient({ fetch });

await api.getAccount();

equal(arrived, ["GET https://api.test/account"]);

// @ts-expect-error: GET has no body
export const refused = () => api.getAccount({ body: {} });
