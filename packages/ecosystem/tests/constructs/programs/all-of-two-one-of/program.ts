import { equal, response, service } from "../service.ts";
import { createApiClient } from "./index.gen.ts";

const { fetch, arrived } = service(response(200, null));
const api = createApiClient({ fetch });

await api.a({ body: { firstA: "1", secondB: "2" } });
await api.a({ body: { firstB: "1", secondA: "2" } });

equal(
  arrived.map((request) => request.split("\n").at(-1)),
  ['{"firstA":"1","secondB":"2"}', '{"firstB":"1","secondA":"2"}'],
);

// @ts-expect-error: a text
export const refused = () => api.a({ body: { firstA: 1 } });
