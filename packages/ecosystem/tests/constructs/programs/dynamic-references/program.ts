import { equal, hasType, service } from "../service.ts";
import { createApiClient, type UserPage, type WithDefs } from "./index.gen.ts";

const { fetch, arrived } = service({ items: [{ name: "Ann" }] });
const api = createApiClient({ fetch });

const { items } = await api.listUsers();

hasType<string[]>()(items.map(({ name }) => name));
equal(items, [{ name: "Ann" }]);
equal(arrived, ["GET https://api.example.com/users"]);

export const defined: WithDefs = { a: { z: 1 } };
export const page: UserPage = {
  // @ts-expect-error: users have names
  items: [{}],
};
