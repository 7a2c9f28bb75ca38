import { equal, hasType, response, service } from "../service.ts";
import { createApiClient, type webhooks } from "./index.gen.ts";

const { fetch, arrived } = service(
  { id: "1" },
  Response.json({ kind: "c", id: "1", pair: ["a", 2] }, { headers: { "x-rate": "7" } }),
  response(200, "<pet/>", { "content-type": "application/xml" }),
  response(404, null),
);
const api = createApiClient({ fetch, token: "abc" });

const { id = "" } = await api.subscribe();
const { data: pet, response: answer } = await api.get({ path: { id } }).withResponse();
const xml = await api.get({ path: { id }, accept: "application/xml" });
const { error } = await api.get({ path: { id } }).result();

hasType<string | undefined>()(pet.id);
hasType<string>()(xml);
hasType<`${number}` | null>()(answer.headers.get("X-Rate"));
equal([pet.kind, pet.pair?.[1], answer.headers.get("X-Rate"), xml], ["c", 2, "7", "<pet/>"]);
equal(error?.status, 404);
equal(arrived, [
  "POST https://api.test/subscribe",
  `GET https://api.test/it/1
accept: application/json
authorization: Bearer abc`,
  `GET https://api.test/it/1
accept: application/xml
authorization: Bearer abc`,
  `GET https://api.test/it/1
accept: application/json
authorization: Bearer abc`,
]);

// What the service sends to the user's own server.
export type NewPet = NonNullable<webhooks["newPet"]["post"]["requestBody"]>["content"]["application/json"];
export const sent: NewPet[] = [
  { kind: "kitty", pair: ["a", 2] },
  { kind: "c", secret: "s", alt: { y: "1" } },
  // @ts-expect-error: numbers and texts have changed places
  { kind: "c", pair: [2, "a"] },
];
