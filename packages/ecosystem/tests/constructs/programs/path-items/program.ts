import { equal, hasType, response, service } from "../service.ts";
import { createApiClient } from "./index.gen.ts";

const { fetch, arrived } = service(
  {},
  { v: 1 },
  response(200, "done", { "content-type": "text/plain" }),
  response(418, "no"),
);
const api = createApiClient({ fetch });

await api.getThing({ path: { id: "a?1" } });
const path = { id: 7, "x-y": "é" };
const { v } = await api.delete({ path, query: { "filter[name]": "a&b", $top: 5, "a&b": "=" } });
const text = await api.options({ path });
const { error } = await api.options({ path }).result();

hasType<1 | undefined>()(v);
hasType<string>()(text);
equal([v, text, error?.status], [1, "done", 418]);
equal(arrived, [
  "GET https://api.test/a/a%3F1",
  `GET https://api.test/b/7/%C3%A9?filter%5Bname%5D=a%26b&%24top=5&a%26b=%3D
accept: application/vnd.api+json`,
  `PUT https://api.test/b/7/%C3%A9
accept: text/plain`,
  `PUT https://api.test/b/7/%C3%A9
accept: text/plain`,
]);

export const refused = () => [
  // @ts-expect-error: a number
  api.delete({ path: { id: "7", "x-y": "é" } }),
  // @ts-expect-error: both are required
  api.options({ path: { id: 7 } }),
];
