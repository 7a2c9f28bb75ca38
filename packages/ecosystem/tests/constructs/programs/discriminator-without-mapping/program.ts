import { equal, hasType, response, service } from "../service.ts";
import { createApiClient } from "./index.gen.ts";

const { fetch, arrived } = service(response(204, null));
const api = createApiClient({ fetch });

await api.addPet({ body: { t: "cat", lives: 9 } });
const nothing = await api.addPet({ body: { t: "dog", bark: true } });

hasType<undefined>()(nothing);
equal(
  arrived.map((request) => request.split("\n").at(-1)),
  ['{"t":"cat","lives":9}', '{"t":"dog","bark":true}'],
);

export const refused = () => [
  // @ts-expect-error: the name of the schema
  api.addPet({ body: { t: "Cat", lives: 9 } }),
  // @ts-expect-error: of the other one
  api.addPet({ body: { t: "dog", lives: 9 } }),
];
