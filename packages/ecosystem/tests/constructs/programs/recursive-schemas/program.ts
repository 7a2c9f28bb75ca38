import { equal, service } from "../service.ts";
import { type A, createApiClient, type Expr, type JsonV } from "./index.gen.ts";

const { fetch, arrived } = service();
const api = createApiClient({ fetch });

await api.send({ body: { next: { next: {}, kids: [] }, kids: [{ kids: [{}] }] } });

equal(arrived, [
  `POST https://api.test/n
content-type: application/json

{"next":{"next":{},"kids":[]},"kids":[{"kids":[{}]}]}`,
]);

export const expressions: Expr[] = ["x", ["x", ["y"]], []];
export const json: JsonV = { a: { b: 1, c: "d" } };
export const chain: A = { x: "1", a: { x: "2", a: { a: {} } } };

// @ts-expect-error: not a node, however deep
export const refused = () => api.send({ body: { next: { kids: [{ next: 1 }] } } });
export const wrong: [Expr, JsonV, A] = [
  // @ts-expect-error: texts alone
  ["x", [1]],
  // @ts-expect-error: no truth values
  { a: { b: true } },
  // @ts-expect-error: a text
  { a: { x: 1 } },
];
