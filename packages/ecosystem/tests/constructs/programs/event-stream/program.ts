import { equal, hasType, response, service } from "../service.ts";
import { createApiClient } from "./index.gen.ts";

const EVENTS = `data: {"delta":"Hel"}

data: {"delta":"lo"}

data: [DONE]

`;
const { fetch, arrived } = service({ id: "1" }, response(200, EVENTS, { "content-type": "text/event-stream" }));
const api = createApiClient({ fetch });

const whole = await api.chat({ body: { stream: false } });
hasType<string | undefined>()(whole.id);
equal(whole.id, "1");

const deltas: (string | undefined)[] = [];
for await (const { data } of await api.chat({ body: { stream: true }, accept: "text/event-stream" })) {
  hasType<string | undefined>()(data.delta);
  deltas.push(data.delta);
}
equal(deltas, ["Hel", "lo"]);

equal(arrived, [
  `POST https://api.test/chat
accept: application/json
content-type: application/json

{"stream":false}`,
  `POST https://api.test/chat
accept: text/event-stream
content-type: application/json

{"stream":true}`,
]);

export const refused = () => [
  // @ts-expect-error: not a documented media type
  api.chat({ body: {}, accept: "text/plain" }),
  // @ts-expect-error: of the events alone
  whole.delta,
];
