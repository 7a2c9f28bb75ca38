import { equal, service } from "../service.ts";
import { createApiClient } from "./index.gen.ts";

const { fetch, arrived } = service();
const api = createApiClient({ fetch });

await api.list({ query: { color: { R: 100, G: 200 } } });

equal(arrived, ["GET https://api.test/a?color=R%7C100%7CG%7C200"]);

// @ts-expect-error: numbers
export const refused = () => api.list({ query: { color: { R: "100" } } });
