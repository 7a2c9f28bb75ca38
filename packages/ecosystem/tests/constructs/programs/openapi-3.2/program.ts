import { equal, hasType, response, service } from "../service.ts";
import { createApiClient, type Dog, type ServerSentEvent } from "./index.gen.ts";
import { validateListDogsBy, validateSearchDogs } from "./validators.gen.ts";

const EVENTS = `event: bark
data: {"name":"Rex"}

data: {"name":"Ida"}

`;
const { fetch, arrived } = service(
  response(503, "", { "retry-after": "0" }),
  [{ name: "Rex" }],
  response(204, null),
  response(200, '{"name":"Rex"}\n{"name":"Ida"}\n', { "content-type": "application/jsonl" }),
  response(200, EVENTS, { "content-type": "text/event-stream" }),
);
const api = createApiClient({ fetch });

// QUERY is repeated like GET.
const found = await api.searchDogs({ body: { text: "big" } });
hasType<Dog[]>()(found);
equal(found, [{ name: "Rex" }]);
const copied = await api.copyDog({ query: { times: 2 } });
hasType<undefined>()(copied);

const names: string[] = [];
for await (const dog of await api.listDogsBy({ querystring: { since: "2026-01-31 12:00", tame: true } })) {
  hasType<Dog>()(dog);
  names.push(dog.name);
}
equal(names, ["Rex", "Ida"]);

const barks: [string, string][] = [];
for await (const bark of await api.streamBarks()) {
  hasType<ServerSentEvent<Dog>>()(bark);
  barks.push([bark.event, bark.data.name]);
}
equal(barks, [
  ["bark", "Rex"],
  ["message", "Ida"],
]);

const search = `QUERY https://api.test/dogs
content-type: application/json

{"text":"big"}`;
equal(arrived, [
  search,
  search,
  "COPY https://api.test/dogs?times=2",
  `GET https://api.test/dogs/by?since=2026-01-31%2012%3A00&tame=true
accept: application/jsonl`,
  `GET https://api.test/barks
accept: text/event-stream`,
]);

equal(
  validateSearchDogs({ body: {} }).map(({ in: part, rule }) => [part, rule]),
  [["body", "required"]],
);
equal(validateListDogsBy({}), []);
equal(
  validateListDogsBy({ querystring: { tame: "yes" } }).map(({ in: part, pointer }) => [part, pointer]),
  [["querystring", "/tame"]],
);

export const refused = () => [
  // @ts-expect-error: the body is required
  api.searchDogs({}),
  // @ts-expect-error: not of the form
  api.listDogsBy({ querystring: { until: "" } }),
  // @ts-expect-error: the query has no parameters of its own
  api.listDogsBy({ query: {} }),
];
