import { equal, hasType, response, service } from "../service.ts";
import { createApiClient } from "./index.gen.ts";

const { fetch, arrived } = service(response(200, '{"at":1}\n{"at":2}\n', { "content-type": "application/jsonl" }));
const api = createApiClient({ fetch });

const times: number[] = [];
for await (const { at } of await api.getLog()) {
  hasType<number>()(at);
  times.push(at);
}
equal(times, [1, 2]);
equal(arrived, [
  `GET https://api.test/log
accept: application/jsonl`,
]);
