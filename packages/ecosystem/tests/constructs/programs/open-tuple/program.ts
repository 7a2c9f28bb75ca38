import { equal, service } from "../service.ts";
import { createApiClient } from "./index.gen.ts";

const { fetch, arrived } = service(["b", 3]);
const api = createApiClient({ fetch });

await api.postT({ body: ["a"] });
await api.postT({ body: ["a", 1] });
const row = await api.postT({ body: ["a", 1, 2] });

equal(row, ["b", 3]);
equal(
  arrived.map((request) => request.split("\n").at(-1)),
  ['["a"]', '["a",1]', '["a",1,2]'],
);

export const refused = () => [
  // @ts-expect-error: a text first
  api.postT({ body: [1] }),
  // @ts-expect-error: numbers after it
  api.postT({ body: ["a", "b"] }),
];
