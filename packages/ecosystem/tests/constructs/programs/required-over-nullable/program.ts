import { equal, hasType, service } from "../service.ts";
import { createApiClient, type Full } from "./index.gen.ts";

const { fetch, arrived } = service({ start: "1", end: "2" });
const api = createApiClient({ fetch });

const { start, end } = await api.a();

hasType<string>()(start);
hasType<string | undefined>()(end);
equal([start, end], ["1", "2"]);
equal(arrived, ["GET https://api.test/a"]);

// @ts-expect-error: the start is required
export const refused: Full = { end: "2" };
