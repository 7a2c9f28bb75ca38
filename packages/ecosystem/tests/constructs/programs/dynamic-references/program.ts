import { createClient } from "@scenario-openapi/client/runtime";
import { equal, hasType, service } from "../service.ts";
import { type OperationMethods, operations, type paths, serverUrl, type UserPage, type WithDefs } from "./index.gen.ts";

const { fetch, arrived } = service({ items: [{ name: "Ann" }] });
const api = createClient<paths, OperationMethods>(operations, { baseUrl: serverUrl, fetch });

const { items } = await api.listUsers();

hasType<string[]>()(items.map(({ name }) => name));
equal(items, [{ name: "Ann" }]);
equal(arrived, ["GET https://api.example.com/users"]);

export const defined: WithDefs = { a: { z: 1 } };
export const page: UserPage = {
  // @ts-expect-error: users have names
  items: [{}],
};
