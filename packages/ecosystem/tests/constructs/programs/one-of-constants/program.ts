import { equal, hasType, service } from "../service.ts";
import { createApiClient } from "./index.gen.ts";

const { fetch, arrived } = service({ style: 1, two: { firstA: "a", secondB: "b" } });
const api = createApiClient({ fetch });

const { style, two } = await api.a({ query: { style: 5 } });

hasType<1 | 5 | undefined>()(style);
equal([style, two], [1, { firstA: "a", secondB: "b" }]);
equal(arrived, ["GET https://api.test/a?style=5"]);

export const refused: unknown[] = [
  // @ts-expect-error: there is no such style
  () => api.a({ query: { style: 2 } }),
  // @ts-expect-error: a text
  { firstB: "a", secondA: 1 } satisfies typeof two,
];
