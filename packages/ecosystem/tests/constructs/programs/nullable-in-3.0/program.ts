import { equal, hasType, service } from "../service.ts";
import { createApiClient, nums, type S, statuses, statusNoNulls } from "./index.gen.ts";

const { fetch, arrived } = service({
  job: { id: "1" },
  wrapped: null,
  status: null,
  status2: "a",
  num: 1,
  empty: [],
  bin: "",
  map: {},
  closed: {},
  mixed: { total: 3, more: ["x"] },
  "a-b": "a",
  "it's": "s",
  'q"q': "q",
});
const api = createApiClient({ fetch });

const s: S = await api.get();

hasType<string | undefined>()(s.job?.id); // Nothing counts beside a reference, but this can only be meant.
hasType<string | undefined>()(s.wrapped?.id);
hasType<"a" | "b" | null>()(s.status);
hasType<1 | 2>()(s.num);
hasType<unknown>()(s.map["any"]);
hasType<number | undefined>()(s.mixed.total);
hasType<string[] | undefined>()(s.mixed["any"] as Exclude<(typeof s.mixed)[string], number>);
hasType<string>()(s["it's"] + s["a-b"] + s['q"q']);
equal([s.job?.id, s.wrapped, s.mixed.total, s['q"q']], ["1", null, 3, "q"]);
equal(arrived, ["GET https://api.test/p"]);

// Enumerations that may be null have constants as well.
equal(
  [statuses, statusNoNulls, nums],
  [
    ["a", "b"],
    ["a", "b"],
    [1, 2],
  ],
);

export const { job, status2, empty, bin, map, ...rest } = s;
export const refused: S = {
  ...s,
  // @ts-expect-error: not null
  num: null,
  // @ts-expect-error: an object without properties
  closed: { a: 1 },
  // @ts-expect-error: a number
  mixed: { total: "3" },
};
