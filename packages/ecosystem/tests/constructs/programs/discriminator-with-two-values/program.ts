import { equal, hasType, service } from "../service.ts";
import { createApiClient, type QuoteComment, type TextComment } from "./index.gen.ts";

const { fetch, arrived } = service();
const api = createApiClient({ fetch });

await api.send({ body: { commentType: "text" } });
await api.send({ body: { commentType: "txt" } });
await api.send({ body: { commentType: "quote" } });

equal(
  arrived.map((request) => request.split("\n").at(-1)),
  ['{"commentType":"text"}', '{"commentType":"txt"}', '{"commentType":"quote"}'],
);

hasType<"text" | "txt">()({} as TextComment["commentType"]);
hasType<"quote">()({} as QuoteComment["commentType"]);

// @ts-expect-error: there is no such value
export const refused = () => api.send({ body: { commentType: "TextComment" } });
