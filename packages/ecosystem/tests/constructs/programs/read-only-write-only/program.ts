import { equal, hasType, service } from "../service.ts";
import { createApiClient, type User } from "./index.gen.ts";

const { fetch, arrived } = service({ id: "1", name: "Ann" });
const api = createApiClient({ fetch });

const user = await api.create({ body: { name: "Ann", password: "secret" } });

hasType<string>()(user.id);
equal(user, { id: "1", name: "Ann" });
equal(arrived, [
  `POST https://api.test/u
content-type: application/json

{"name":"Ann","password":"secret"}`,
]);

export const answered: User = { id: "1", name: "Ann" };
export const refused = () => [
  // @ts-expect-error: the password is required in a request
  api.create({ body: { name: "Ann" } }),
];
