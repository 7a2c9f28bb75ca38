import { equal, hasType, service } from "../service.ts";
import { createApiClient } from "./index.gen.ts";

const { fetch, arrived } = service({ base: { name: "Ann" }, first: { a: "1" }, kind: "p" });
const api = createApiClient({ fetch });

const { base, first, kind } = await api.a({ query: { kind: "x" } });

hasType<string | undefined>()(base?.name);
hasType<string | undefined>()(first?.a);
hasType<"p" | "q" | undefined>()(kind);
equal([base, first, kind], [{ name: "Ann" }, { a: "1" }, "p"]);
equal(arrived, ["GET https://api.test/a?kind=x"]);

export const refused = async () => [
  // @ts-expect-error: of the parameter in the components
  api.a({ query: { kind: "p" } }),
  // @ts-expect-error: of the other schema
  first?.b,
];
