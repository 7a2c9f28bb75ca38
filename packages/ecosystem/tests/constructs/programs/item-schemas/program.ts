import { equal, hasType, response, service } from "../service.ts";
import { createApiClient, type Entry, type ServerSentEvent } from "./index.gen.ts";
import { validateAddEntries } from "./validators.gen.ts";

const EVENTS = `event: entry
data: {"at":1}

event: note
data: 2

data: 3

`;
const stream = (body: string, type: string) => response(200, body, { "content-type": type });
const { fetch, arrived } = service(
  stream(EVENTS, "text/event-stream"),
  stream(EVENTS, "text/event-stream"),
  stream('\x1e{"at":1}\n\x1e{"at":2}\n', "application/json-seq"),
  response(204, null),
  response(204, null),
  stream("--a--", "multipart/mixed; boundary=a"),
);
const api = createApiClient({ fetch });

const known: unknown[] = [];
for await (const event of await api.followEvents()) {
  if (event.event === "entry") {
    hasType<ServerSentEvent<Entry, "entry">>()(event);
    known.push(event.data.at);
  } else {
    hasType<ServerSentEvent<string, "note"> | ServerSentEvent<string, "tick" | "message">>()(event);
    known.push(event.data);
  }
}
equal(known, [1, "2", "3"]);

const texts: string[] = [];
for await (const event of await api.followMixed()) {
  hasType<ServerSentEvent<string>>()(event);
  texts.push(event.data);
}
equal(texts, ['{"at":1}', "2", "3"]);

const times: number[] = [];
for await (const entry of await api.readEntries()) {
  hasType<Entry>()(entry);
  times.push(entry.at);
}
equal(times, [1, 2]);

await api.addEntries({ body: [{ at: 1 }, { at: 2 }] });
await api.addEntries({ body: later(), contentType: "application/json-seq" });
async function* later() {
  yield { at: 3 };
  yield { at: 4 };
}

hasType<Blob>()(await api.getBundle());

equal(arrived, [
  `GET https://api.test/events
accept: text/event-stream`,
  `GET https://api.test/mixed
accept: text/event-stream`,
  `GET https://api.test/entries
accept: application/json-seq`,
  `POST https://api.test/entries
content-type: application/jsonl

{"at":1}
{"at":2}
`,
  `POST https://api.test/entries
content-type: application/json-seq

\x1e{"at":3}
\x1e{"at":4}
`,
  `GET https://api.test/bundle
accept: multipart/mixed`,
]);

equal(
  validateAddEntries({ body: [{ at: 1 }, { at: "2" }] }).map(({ pointer }) => pointer),
  ["/1/at"],
);
equal(validateAddEntries({ body: later() }), []);

export const refused = () => [
  // @ts-expect-error: a list or a generator, even of one item
  api.addEntries({ body: { at: 1 } }),
  // @ts-expect-error: not an entry
  api.addEntries({ body: [{ at: "1" }] }),
];
