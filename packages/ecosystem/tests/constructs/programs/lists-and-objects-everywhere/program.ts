import { equal, service } from "../service.ts";
import { createApiClient } from "./index.gen.ts";

const { fetch, arrived } = service();
const api = createApiClient({ fetch });

const path = { ids: ["a/1", "b,2"] };
await api.users({ path, header: { "X-Filter": { role: "admin" } }, cookie: { prefs: { a: "1;2" } } });

equal(arrived, [
  `GET https://api.test/users/a%2F1,b%2C2
cookie: a=1%3B2
x-filter: role,admin`,
]);

export const refused = () => [
  // @ts-expect-error: a list
  api.users({ path: { ids: "a" } }),
  // @ts-expect-error: an object
  api.users({ path, header: { "X-Filter": "role" } }),
  // @ts-expect-error: an object
  api.users({ path, cookie: { prefs: "a" } }),
];
